"""Kind codes of the smaller offices, in the words they share; other codes are read by their letter.

Sources: the kind code list of the EPO's DOCDB and WIPO Handbook part 7.3. `KINDS` gives, for each
office, words of `MEANINGS` and the codes that have that meaning there.
"""

from __future__ import annotations

from parsers.kinds_row import Row
from parsers.model import Right, Stage

MEANINGS: dict[str, tuple[Right, Stage, str, str]] = {
    "filed": ("invention", "application", "application made known by its filing data", "申请公告"),
    "app": ("invention", "application", "published application", "申请公布"),
    "app_sr": ("invention", "application", "application with search report",
               "申请公布（含检索报告）"),
    "app_no": ("invention", "application", "application without search report",
               "申请公布（不含检索报告）"),
    "sr": ("invention", "search_report", "search report", "检索报告"),
    "exam": ("invention", "application", "examined application", "审定公告"),
    "grant": ("invention", "grant", "granted patent", "专利授权"),
    "unexam": ("invention", "grant", "patent granted without examination",
               "未经实质审查的专利授权"),
    "first": ("invention", "grant", "patent without earlier publication",
              "专利授权（此前未公布）"),
    "second": ("invention", "grant", "patent with earlier publication", "专利授权（此前已公布）"),
    "cert": ("invention", "grant", "inventor's certificate", "发明人证书"),
    "amend": ("invention", "amended", "patent amended after grant", "授权后修改的专利"),
    "add": ("invention", "grant", "patent of addition", "增补专利"),
    "trans": ("invention", "translation", "translation of a European patent", "欧洲专利的译文"),
    "trans_app": ("invention", "translation", "translation of the claims of a European application",
                  "欧洲专利申请权利要求的译文"),
    "part": ("invention", "grant", "national part of a European patent", "欧洲专利的本国部分"),
    "corr": ("invention", "correction", "correction", "更正"),
    "um_app": ("utility_model", "application", "published utility model application",
               "实用新型申请公布"),
    "um": ("utility_model", "grant", "registered utility model", "注册实用新型"),
    "um_exam": ("utility_model", "grant", "utility model after examination", "经审查的实用新型"),
    "short": ("utility_model", "grant", "short-term patent", "短期专利"),
    "design": ("design", "grant", "registered design", "注册外观设计"),
}  # fmt: skip

KINDS: dict[str, str] = {
    "AP": "filed:A0 grant:A",
    "AR": "app:A1,A2,A3,A4,A5",
    "BE": "unexam:A,A1,A2,A3,A4,A5,A6,A7 grant:B,B1 corr:B8,B9 trans:T1,T2,T3,T4",
    "BG": "app:A cert:A1,A2,A3 grant:B1,B2 corr:B8,B9 um_app:U um:U1,Y1 part:T1 trans:T3",
    "CH": "unexam:A,A5 app_sr:A1 app_no:A2 sr:A3 exam:A4 grant:B,B1,B2,B5 corr:A8,A9,B8,B9",
    "CL": "app:A,A1 grant:B",
    "CO": "app:A1,A2 grant:B1",
    "CS": "app:A1,A2,A3 cert:B1,B2 grant:B3,B4,B5,B6",
    "CZ": "app:A3 grant:B6 um:U1",
    "DD": "unexam:A1,A2,A3,A4,A5 exam:B1,B2,B3,B4,B5 grant:C,C1,C2,C3,C4,C5",
    "DK": "filed:D0,A0,L app:A,A1 exam:B grant:B1,C amend:B2 um_app:U1 um:U3,Y3 um_exam:U4,Y4 "
          "trans_app:T1,T2 trans:T3,T4,T5",
    "EA": "app_sr:A1 app_no:A2 sr:A3 grant:B1 amend:B2,B3 corr:A8,A9,B8,B9",
    "EE": "app:A grant:B1 um:U1",
    "ES": "app_sr:A1 app_no:A2 sr:A3,R1,R2 unexam:A6 first:B1 second:B2 trans_app:T1,T2 "
          "trans:T3,T5 um_app:U um:Y design:S corr:A8,A9,B8,B9",
    "FI": "filed:A0,L app:A,A1 exam:B grant:B1,C um:U1 trans:T1,T2,T3",
    "GE": "app:A grant:B um_app:U um:Y",
    "GR": "app:A,A1 grant:B,B1 add:B2 um_app:U um:Y,Y1 trans:T3",
    "HK": "app:A1,A2 short:A,A0 grant:B",
    "HR": "app:A,A1,A2 grant:B1 trans:T1,T2,T3",
    "HU": "app:A,A0,A1,A2 sr:A3 grant:B,B1,B3 um:U,U0 trans:T2,T3",
    "ID": "app:A grant:B",
    "IE": "app:A1,A2 grant:B1,B2,B short:S1,S2",
    "IL": "filed:A0,D0 grant:A,B,B1,B2",
    "IN": "app:A grant:A1,B",
    "IT": "app:A1,A0 grant:B,B1 um_app:U1 um:V0,Y1,Z2",
    "LT": "app:A grant:B trans:T",
    "LU": "unexam:A,A1,A2 grant:B1",
    "LV": "app:A grant:B",
    "MA": "app:A1 grant:B1 trans:T1",
    "MD": "app:A,A0,A1,A2 grant:B1,B2,C1,C2,F1,F2,G1,G2 short:Y,Z",
    "MX": "app:A,A1 grant:B um:U design:S",
    "MY": "grant:A",
    "NL": "app:A,A1 exam:B grant:C,C1,C2",
    "NO": "filed:D0,L app:A,A1 exam:B grant:B1,C amend:B2 trans:T1,T2,T3",
    "NZ": "app:A grant:B",
    "OA": "grant:A",
    "PE": "app:A1 um:Z",
    "PL": "app:A1,A2,A3 grant:B1,B2,B3 um_app:U1,U3 um:Y1,Y3 trans:T3 corr:A8,A9,B8,B9",
    "PT": "app:A grant:B um_app:U um:Y trans:T part:E",
    "RO": "filed:A0 app:A,A2 sr:A3 grant:B,B1 um:U1,U2 trans:T2,T3",
    "RS": "app:A,A1,A2 grant:B,B1,B2 um:U,U1 part:T1",
    "SE": "filed:D0,L app:A,A1 exam:B grant:C,C1,C2 trans_app:T1,T2 trans:T3,T4,T5",
    "SG": "app:A,A1 grant:B,B1 corr:A8,A9",
    "SI": "unexam:A,A1,A2 grant:B,B1 trans:T1",
    "SK": "app:A3,A1 grant:B6 um_app:U1 um:Y1 trans:T3",
    "SU": "cert:A1 add:A2,A4 grant:A3,A",
    "TN": "app:A1",
    "TR": "app_sr:A1 app_no:A2 sr:A3 grant:B,B1 um_app:U,U1 um:Y trans:T,T1,T3,T4",
    "UA": "app:A grant:C2,C1 um:U",
    "VN": "app:A,A1 grant:B,B1",
    "YU": "app:A grant:B",
    "ZA": "unexam:A,B",
}  # fmt: skip


def rows() -> dict[str, tuple[Row, ...]]:
    """The table, office by office."""
    return {office: tuple(_row(*part.split(":")) for part in line.split())
            for office, line in KINDS.items()}  # fmt: skip


def _row(word: str, codes: str) -> Row:
    right, stage, english, chinese = MEANINGS[word]
    return Row(kinds=tuple(codes.split(",")), right=right, stage=stage, en=english, zh=chinese)
