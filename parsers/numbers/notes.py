"""Remarks on readings, in plain words, English and Chinese. `{}` is filled by the note's value."""

from __future__ import annotations

from parsers.numbers.model import Note

TEXTS: dict[str, tuple[str, str]] = {
    "check_wrong": (
        "The check digit does not fit; {} would. Probably a typing error.",
        "校验位不符，应为 {}，号码可能有误。",
    ),
    "check_corrected": (
        "Read with the right check digit in place of {}.",
        "已将校验位 {} 改为正确的校验位。",
    ),
    "check_computed": (
        "No check digit was given; it is {}.",
        "未给出校验位，计算结果为 {}。",
    ),
    "cn_computed": (
        "No check digit was given; it is {} and has been added.",
        "未给出校验位，已按计算结果补上 {}。",
    ),
    "cn_impossible": (
        "Year or type digit is not possible in a Chinese application number.",
        "年份或专利类型位不可能出现在中国申请号中。",
    ),
    "cn_mark": (
        "ZL marks a granted patent; the number is that of its application.",
        "ZL 表示已授权专利，专利号与申请号相同。",
    ),
    "cn_open_kind": (
        "The kind is open ({}): application and patent may share this number.",
        "未给出文献类型（{}），申请公布与授权公告可能共用此号。",
    ),
    "cn_same_number": (
        "Until 1988 publications had the number of the application.",
        "1988 年以前公开号与申请号相同。",
    ),
    "cn_layout": (
        "A layout design of an integrated circuit, not a patent.",
        "集成电路布图设计登记号，不是专利号。",
    ),
    "open_kind": (
        "The kind is open ({}): several documents may share this number.",
        "未给出文献类型（{}），多件文献可能共用此号。",
    ),
    "kinds_open": ("The kind is open: {}.", "未给出文献类型，可能为 {}。"),
    "any_kind": ("The kind is open.", "未给出文献类型。"),
    "padded": ("A padding zero was dropped.", "已去掉补位的零。"),
    "wo_short_serial": (
        "The serial has five digits instead of six.",
        "流水号只有五位，应为六位。",
    ),
    "wo_ambiguous": (
        "Year and serial can be split in two ways; only the date would decide.",
        "年份与流水号有两种分法，需凭公布日判断。",
    ),
    "us_open_kind": (
        "The kind of the patent is open (A, B1 or B2).",
        "未给出文献类型（A、B1 或 B2）。",
    ),
    "us_short_serial": (
        "The serial is too short; zeros were put in front.",
        "流水号位数不足，已在前面补零。",
    ),
    "us_certificate": (
        "Before 2001, B1 to B3 marked a reexamination certificate.",
        "2001 年以前，B1 至 B3 表示再审查证书。",
    ),
    "us_provisional": (
        "A provisional application: never published, only claimed as priority.",
        "临时申请，不公布，仅作为优先权。",
    ),
    "us_series_guessed": (
        "The series {} was inferred from the year.",
        "系列号 {} 根据年份推断。",
    ),
    "needs_filing_year": (
        "The docdb and epodoc forms need the filing year.",
        "docdb 和 epodoc 格式需要申请年份。",
    ),
    "jp_era_guessed": (
        "The era was inferred: {}.",
        "年号系推断：{}。",
    ),
    "jp_roles": (
        "The same digits may be an application number.",
        "同样的数字也可能是申请号。",
    ),
    "jp_old_registration": (
        "A registration of before 1996: it was published under another number.",
        "1996 年以前的登记号，公报使用其他号码。",
    ),
    "unknown_kind": (
        "{} is not among the known kind codes of this office.",
        "{} 不在该局已知的文献类型代码中。",
    ),
    "kr_roles": (
        "The same form is used for applications.",
        "申请号也使用同样的格式。",
    ),
    "kr_grant": ("A registration number, so of kind {}.", "登记号，文献类型为 {}。"),
    "implied_kind": ("The series shows the kind {}.", "由号码系列可知文献类型为 {}。"),
    "de_kind": ("DOCDB has documents of this age under kind {}.", "DOCDB 将该时期的文献归为 {}。"),
    "de_old": (
        "A German file of before 1968: initial of the applicant and serial.",
        "1968 年以前的德国案卷号：申请人首字母加流水号。",
    ),
    "plain": (
        "The numbers of this office are read without knowledge of their series.",
        "未按该局的编号系列核对。",
    ),
    "stand_in": (
        "The application is not known; DOCDB puts the publication and an X in its place.",
        "申请号不详，DOCDB 以公开号加 X 代替。",
    ),
    "no_epodoc": (
        "The epodoc form of this series is not known.",
        "该号段的 epodoc 格式不详。",
    ),
    "st13": (
        "Read as a number after WIPO ST.13: right, year, serial.",
        "按 WIPO ST.13 格式读取：权利类型、年份、流水号。",
    ),
    "st13_us": (
        "A number after WIPO ST.13 without the series code, so its other forms are not known.",
        "WIPO ST.13 格式的号码，缺少系列号，无法得出其他格式。",
    ),
    "hague": (
        "An international design registration under the Hague Agreement.",
        "海牙协定下的国际外观设计注册号。",
    ),
    "em_design": (
        "A registered Community design of the EUIPO, not a patent.",
        "欧盟注册共同体外观设计，不是专利。",
    ),
    "us_design": ("Series 29 is for design applications.", "系列 29 为外观设计申请。"),
    "us_hague": (
        "Series 35 is for designs that came under the Hague Agreement.",
        "系列 35 为经海牙协定进入的外观设计申请。",
    ),
    "us_ex_parte": (
        "A control number of ex parte reexamination, not of an application.",
        "单方再审查程序的控制号，不是申请号。",
    ),
    "us_inter_partes": (
        "A control number of inter partes reexamination, not of an application.",
        "双方再审查程序的控制号，不是申请号。",
    ),
    "us_supplemental": (
        "A control number of supplemental examination, not of an application.",
        "补充审查程序的控制号，不是申请号。",
    ),
    "us_d": ("A design patent.", "外观设计专利。"),
    "us_pp": (
        "A plant patent; the kind is open (P, P2 or P3).",
        "植物专利，未给出文献类型（P、P2 或 P3）。",
    ),
    "us_re": ("A reissued patent.", "再颁专利。"),
    "us_rx": ("A reissue of a patent of before 1836.", "1836 年以前专利的再颁专利。"),
    "us_ai": (
        "An additional improvement to a patent, 1838 to 1861.",
        "1838 至 1861 年的专利增补改进。",
    ),
    "us_x": (
        "A patent of before 1836, numbered later.",
        "1836 年以前的专利，号码为事后编排。",
    ),
    "us_h": ("A statutory invention registration, not a patent.", "法定发明登记，不是专利。"),
    "us_t": ("A defensive publication, not a patent.", "防御性公布，不是专利。"),
    "cn_kind_unlikely": (
        "Numbers of this series were published as {}.",
        "该号段的文献类型为 {}。",
    ),
    "epodoc_slip": (
        "Old EPODOC data took the 20 of the year 2000 for the year 1920.",
        "旧 EPODOC 数据误将 2000 年的“20”当作 1920 年。",
    ),
    "nothing_fits": (
        "No known form fits. Tried, among others: {}.",
        "不符合任何已知格式。尝试过的格式包括：{}。",
    ),
}


def words(note: Note, lang: str = "en") -> str:
    """The remark in Chinese for `zh`, in English otherwise."""
    english, chinese = TEXTS[note.code]
    return (chinese if lang == "zh" else english).format(note.value)
