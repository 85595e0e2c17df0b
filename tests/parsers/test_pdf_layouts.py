"""Front pages and text pages as offices lay them out, drawn by hand; and a real European file."""

import difflib

import pytest

from parsers.model import Publication
from parsers.parse import parse_paths, parse_record
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import columns, flow, gutter
from parsers.pdf.wire import Line, Page
from parsers.record import Record
from parsers.specimens.encoders.pdf_sheets import Sheet, document

LEFT, RIGHT = 72, 318


def sheet(*lines, size=9):
    made = Sheet()
    for x, y, text in lines:
        made.text(x, y, text, size)
    return made


def column(x, top, *texts, step=11):
    """Lines under each other; an indent is a tuple (points, text)."""
    for row, entry in enumerate(texts):
        indent, text = entry if isinstance(entry, tuple) else (0, entry)
        if text:
            yield x + indent, top + row * step, text


def only(*sheets, name="x.pdf"):
    (item,) = parse_record(Record(document(sheets), name))
    return item


US_LEFT = (
    "(54) METHODS FOR DRYING TEA AND",
    (24, "DEVICES THEREFOR"),
    "",
    "(71) Applicant: Greenleaf Drying, Inc., Portland,",
    (24, "OR (US)"),
    "(72) Inventors: Maria de la Cruz, Salem, OR (US);",
    (24, "Lee Park, Jr., Busan (KR)"),
    "(73) Assignee: GREENLEAF HOLDINGS PTE.",
    (24, "LTD., Singapore (SG)"),
    "( * ) Notice: Subject to any disclaimer, the term of this",
    (24, "patent is extended under 35 U.S.C. 154(b)."),
    "(21) Appl. No.: 15/765,432",
    "(22) Filed: Mar. 5, 2018",
    "(65) Prior Publication Data",
    (24, "US 2019/0123456 A1 Apr. 4, 2019"),
    "Related U.S. Application Data",
    "(63) Continuation-in-part of application No. 14/111,",
    (24, "222, filed on May 6, 2015, now Pat. No. 9,111,222."),
    "(60) Provisional application No. 62/333,444, filed on",
    (24, "Mar. 7, 2017."),
    "(51) Int. Cl.",
    (24, "A23F 3/06 (2006.01)"),
    (24, "F26B 3/00 (2006.01)"),
    "(52) U.S. Cl.",
    (24, "CPC ........ A23F 3/06 (2013.01); A23F 3/12"),
    (24, "(2013.01); F26B 3/00 (2013.01)"),
    (24, "USPC .......... 426/312; 34/380"),
    "(58) Field of Classification Search",
    (24, "CPC ...... A23F 3/08; A23F 3/10"),
    (24, "See application file for complete search history."),
)
US_RIGHT = (
    "(56) References Cited",
    (50, "U.S. PATENT DOCUMENTS"),
    "2005/0259686 A1* 11/2005 Lemon ............. A23F 3/06",
    (180, "426/312"),
    "6,111,222 B2 12/2000 Broad et al.",
    "D545,612 S * 7/2007 Kettle",
    (50, "FOREIGN PATENT DOCUMENTS"),
    "JP 2001-123456 A 5/2001",
    "EP 1234567 B1 * 3/2004",
    (50, "OTHER PUBLICATIONS"),
    "Leaf et al., “Tea in Motion,” Drying Letters 10, pp. 28-54",
    "(2008).",
    "Notification concerning the search report, dated Apr. 25,",
    "2017. *",
    "* cited by examiner",
    "Primary Examiner — Ann B. Clark",
    "(74) Attorney, Agent, or Firm — Steep, Pot",
    "& Strainer, P.A.",
    "(57) ABSTRACT",
    "Tea is dried in a stream of air. The stream is turned and",
    "heated, so that the drying is faster and the flavour stays.",
    (50, "12 Claims, 3 Drawing Sheets"),
)
FIRST = (
    "Tea has long been dried by hand, which takes days. A steady stream of "
    "multi-directional and well-heated air is quicker, and 5 of 10 leaves gain."
)
SECOND = (
    "A well-heated stream turns the leaves so that they dry evenly, as a person "
    "who is skilled in this art will readily see."
)
CLAIM = (
    "A method of drying tea, comprising steps of: turning the leaves; and heating them to "
    "3.5 degrees above the room."
)


@pytest.fixture(scope="module")
def american():
    front = sheet(
        (LEFT, 60, "(12) United States Patent"), (LEFT + 20, 74, "de la Cruz et al."),
        (RIGHT, 60, "(10) Patent No.:"), (420, 60, "US 10,234,567 B2"),
        (RIGHT, 74, "(45) Date of Patent:"), (430, 74, "*Mar. 19, 2019"),
        *column(LEFT, 100, *US_LEFT), *column(RIGHT, 100, *US_RIGHT),
        (200, 560, "FIG. 1"), (300, 600, "100"),
    )  # fmt: skip
    sequel = sheet(
        (240, 50, "US 10,234,567 B2"), (260, 62, "Page 2"), (250, 80, "(56) References Cited"),
        *column(LEFT, 100, (50, "U.S. PATENT DOCUMENTS"), "7,000,001 B1 2/2006 Cup"),
    )  # fmt: skip
    text = sheet(
        (250, 50, "US 10,234,567 B2"), (180, 64, "1"), (425, 64, "2"),
        *((300, 84 + 11 * (row - 1), str(row)) for row in range(5, 15, 5)),
        *column(LEFT, 84, (30, "METHODS FOR DRYING TEA AND"), (60, "DEVICES THEREFOR"), "",
                (60, "BACKGROUND"), "",
                (12, "Tea has long been dried by hand, which takes"),
                "days. A steady stream of multi-directional and well-",
                "heated air is quicker, and 5 of 10 leaves gain.",
                (12, "A well-heated stream turns the leaves so that they"),
                "dry evenly, as a person who is skilled in this art will"),
        *column(RIGHT, 84, "readily see.", (12, "What is claimed is:"),
                (12, "1. A method of drying tea, comprising steps of:"),
                (12, "turning the leaves; and"), (12, "heating them to"),
                "3.5 degrees above the room.",
                (12, "2. The method of claim 1, wherein air is used."),
                (70, "* * * * *")),
    )  # fmt: skip
    return only(front, sequel, sheet((60, 50, "U.S. Patent"), (300, 50, "Sheet 1 of 3")), text)


def test_a_us_front_page(american):
    found = american
    assert (found.id, found.date, found.stage) == ("US10234567B2", "2019-03-19", "grant")
    assert found.title[0].text == "METHODS FOR DRYING TEA AND DEVICES THEREFOR"
    assert (found.application.number, found.application.date) == ("15765432", "2018-03-05")
    assert [(p.role, p.name, p.city, p.state, p.country) for p in found.parties] == [
        ("applicant", "Greenleaf Drying, Inc.", "Portland", "OR", "US"),
        ("assignee", "GREENLEAF HOLDINGS PTE. LTD.", "Singapore", None, "SG"),
        ("inventor", "de la Cruz, Maria", "Salem", "OR", "US"),
        ("inventor", "Park Jr., Lee", "Busan", None, "KR"),
        ("agency", "Steep, Pot & Strainer, P.A.", None, None, None),
        ("examiner", "Clark, Ann B.", None, None, None),
    ]
    assert [(r.relation, r.document.number, r.document.date) for r in found.related] == [
        ("earlier_publication", "20190123456", "2019-04-04"),
        ("continuation_in_part", "14111222", "2015-05-06"),
        ("continuation_in_part", "9111222", None),
        ("provisional", "62333444", "2017-03-07"),
    ]
    assert [(c.scheme, c.symbol, c.version) for c in found.classifications] == [
        ("ipc", "A23F 3/06", "2006-01"), ("ipc", "F26B 3/00", "2006-01"),
        ("cpc", "A23F 3/06", "2013-01"), ("cpc", "A23F 3/12", "2013-01"),
        ("cpc", "F26B 3/00", "2013-01"), ("uspc", "426/312", None), ("uspc", "34/380", None),
    ]  # fmt: skip


def test_us_references(american):
    documents = [
        (c.document.office, c.document.number, c.document.kind, c.document.date, c.phase)
        for c in american.citations
        if c.document
    ]
    assert documents == [
        ("US", "20050259686", "A1", "2005-11", "examination"),
        ("US", "6111222", "B2", "2000-12", "applicant"),
        ("US", "D545612", "S", "2007-07", "examination"),
        ("JP", "2001123456", "A", "2001-05", "applicant"),
        ("EP", "1234567", "B1", "2004-03", "examination"),
        ("US", "7000001", "B1", "2006-02", "applicant"),
    ]
    assert [(c.text, c.phase) for c in american.citations if c.text] == [
        ("Leaf et al., “Tea in Motion,” Drying Letters 10, pp. 28-54 (2008).", "applicant"),
        ("Notification concerning the search report, dated Apr. 25, 2017.", "examination"),
    ]
    assert [c.number for c in american.citations] == list(range(1, 9))


def test_us_text_pages(american):
    assert american.abstract[0].text.endswith("the flavour stays.")
    assert [(part.kind, part.text) for part in american.description] == [
        ("heading", "BACKGROUND"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]
    assert [(claim.number, claim.text, claim.depends_on) for claim in american.claims] == [
        (1, CLAIM, ()),
        (2, "The method of claim 1, wherein air is used.", (1,)),
    ]


def test_an_old_us_front_page():
    found = only(
        sheet(
            (LEFT, 60, "United States Patent [19]"), (LEFT, 74, "Kettle"),
            (RIGHT, 60, "[11] Patent Number: 5,123,456"),
            (RIGHT, 74, "[45] Date of Patent: Jun. 23, 1992"),
            *column(LEFT, 100, "[54] TEA POT", "[75] Inventor: Tom Kettle, Leeds, United Kingdom",
                    "[73] Assignee: Pots plc, Leeds, United Kingdom", "[21] Appl. No.: 612,345",
                    "[22] Filed: Nov. 14, 1990", "[51] Int. Cl.5 ........ A47G 19/14",
                    "[52] U.S. Cl. ........ 99/279; 99/285"),
            *column(RIGHT, 100, "[57] ABSTRACT", "A pot that pours without a drop.",
                    "3 Claims, 1 Drawing Sheet"),
        )
    )  # fmt: skip
    assert (found.id, found.date, found.right, found.stage) == (
        "US5123456A", "1992-06-23", "invention", "grant",
    )  # fmt: skip
    assert found.application.date == "1990-11-14"
    assert [(c.scheme, c.symbol) for c in found.classifications] == [
        ("ipc", "A47G 19/14"), ("uspc", "99/279"), ("uspc", "99/285"),
    ]  # fmt: skip
    assert found.abstract[0].text == "A pot that pours without a drop."
    assert {(gap.part, gap.reason) for gap in found.gaps} == {
        ("claims", "not_in_source"), ("description", "not_in_source"),
    }  # fmt: skip


def test_a_chinese_front_page():
    found = only(
        sheet(
            (LEFT, 50, "(19)国家知识产权局"), (LEFT, 70, "(12)发明专利申请"),
            (RIGHT, 90, "(10)申请公布号 CN 112233445 A"), (RIGHT, 104, "(43)申请公布日 2021.01.15"),
            *column(LEFT, 130, "(21)申请号 202010999888.5", "(22)申请日 2020.09.22", "(30)优先权数据",
                    (20, "2019-176543 2019.09.27 JP"), "(71)申请人 茶叶机械株式会社",
                    (20, "地址 日本静冈县"), "(72)发明人 田中一郎　山本次郎",
                    (30, "约翰·史密斯"), "(74)专利代理机构 北京清茶知识产权代理有", (20, "限公司 11999"),
                    (20, "代理人 张三　李小四"), "(85)PCT国际申请进入国家阶段日", (20, "2020.09.22"),
                    "(86)PCT国际申请的申请数据", (20, "PCT/JP2020/012345 2020.03.19"),
                    "(87)PCT国际申请的公布数据", (20, "WO2020/196123 JA 2020.10.01"), step=14),
            *column(RIGHT, 130, "(51)Int.Cl.", (20, "A23F 3/06(2006.01)"), (20, "F26B 3/00(2006.01)"),
                    "", "权利要求书2页 说明书7页 附图3页", step=14),
            *column(LEFT, 420, "(54)发明名称", (20, "茶叶的干燥方法"), "(57)摘要",
                    (20, "一种在气流中干燥茶叶的方法，所述气流被加热并且反转，使干燥更快而且香气得以保留的"),
                    "方法及其装置。", step=14),
        )
    )  # fmt: skip
    assert (found.id, found.date, found.language) == ("CN112233445A", "2021-01-15", "zh")
    assert found.title[0].text == "茶叶的干燥方法"
    assert found.abstract[0].text.endswith("香气得以保留的方法及其装置。")
    application = found.application
    assert (application.number, application.raw) == ("2020109998885", "202010999888.5")
    assert [(r.office, r.number, r.date) for r in found.priorities] == [
        ("JP", "2019176543", "2019-09-27")
    ]
    assert [(r.document.number, r.document.date) for r in found.related] == [
        ("PCT/JP2020/012345", "2020-03-19"), ("2020196123", "2020-10-01"),
    ]  # fmt: skip
    assert [(p.role, p.name, p.address, p.code) for p in found.parties] == [
        ("applicant", "茶叶机械株式会社", "日本静冈县", None),
        ("inventor", "田中一郎", None, None),
        ("inventor", "山本次郎", None, None),
        ("inventor", "约翰·史密斯", None, None),
        ("agency", "北京清茶知识产权代理有限公司", None, "11999"),
        ("agent", "张三", None, None),
        ("agent", "李小四", None, None),
    ]


def test_a_european_patent_has_claims_in_three_languages():
    front = sheet(
        (LEFT, 50, "(19) Europäisches Patentamt"), (420, 60, "(11) EP 2 345 678 B1"),
        (LEFT, 90, "(12) EUROPÄISCHE PATENTSCHRIFT"),
        *column(LEFT, 110, "(45) Veröffentlichungstag und Bekanntmachung des",
                (20, "Hinweises auf die Patenterteilung:"), (20, "12.02.2020 Patentblatt 2020/07"),
                "(21) Anmeldenummer: 09765432.1", "(22) Anmeldetag: 03.04.2009",
                "(84) Benannte Vertragsstaaten:", (20, "AT BE DE FR GB"), "(30) Priorität: 07.04.2008 DE 102008017654",
                (60, "09.05.2008 DE 102008023456")),
        *column(RIGHT, 110, "(51) Int Cl.:", (20, "A23F 3/06 (2006.01)"), "(86) Internationale Anmeldenummer:",
                (20, "PCT/EP2009/002345"), "(73) Patentinhaber: Grüntee GmbH", (20, "20095 Hamburg (DE)"),
                "(72) Erfinder:", (10, "• MÜLLER, Jörg"), (20, "22303 Hamburg (DE)"), (10, "• SCHMIDT, Eva"),
                (20, "24103 Kiel (DE)"), "(74) Vertreter: Kanne, Ute", (20, "Kanne und Tasse"),
                (20, "80331 München (DE)")),
        *column(LEFT, 400, "(54) TROCKNEN VON TEE", (20, "DRYING TEA"), (20, "SÉCHAGE DU THÉ")),
    )  # fmt: skip
    text = sheet(
        (150, 50, "1"), (260, 50, "EP 2 345 678 B1"), (430, 50, "2"), (300, 780, "2"),
        (303, 128, "5"), (303, 183, "10"),
        *column(LEFT, 84, "Beschreibung", "", "[0001] Die Erfindung betrifft das Trocknen von Tee,",
                "der in einem Luftstrom bewegt wird.", "", "Stand der Technik", "",
                "[0002] Bisher wird Tee von Hand getrocknet, was sehr", "lange dauert.", "",
                "Patentansprüche", "", "1. Verfahren zum Trocknen von Tee in einem Strom."),
        *column(RIGHT, 84, "2. Verfahren nach Anspruch 1, mit Luft.", "", "Claims", "",
                "1. A method of drying tea in a steady stream.", "", "2. The method according to claim 1, with air.", "",
                "Revendications", "", "1. Procédé de séchage du thé dans un courant.", "",
                "2. Procédé selon la revendication 1, avec de l'air."),
    )  # fmt: skip
    found = only(front, text)
    assert (found.id, found.date, found.language) == ("EP2345678B1", "2020-02-12", "de")
    assert (found.stage, found.designated_states) == ("grant", ("AT", "BE", "DE", "FR", "GB"))
    assert [(t.lang, t.text) for t in found.title] == [
        ("de", "TROCKNEN VON TEE"), ("en", "DRYING TEA"), ("fr", "SÉCHAGE DU THÉ"),
    ]  # fmt: skip
    assert (found.application.number, found.application.date) == ("09765432", "2009-04-03")
    assert [(r.number, r.date) for r in found.priorities] == [
        ("102008017654", "2008-04-07"), ("102008023456", "2008-05-09"),
    ]  # fmt: skip
    assert [r.document.number for r in found.related] == ["PCT/EP2009/002345"]
    assert [(p.role, p.name, p.address, p.country) for p in found.parties] == [
        ("assignee", "Grüntee GmbH", "20095 Hamburg", "DE"),
        ("inventor", "MÜLLER, Jörg", "22303 Hamburg", "DE"),
        ("inventor", "SCHMIDT, Eva", "24103 Kiel", "DE"),
        ("agent", "Kanne, Ute", "Kanne und Tasse 80331 München", "DE"),
    ]
    assert [(c.lang, c.number, c.depends_on) for c in found.claims] == [
        (lang, number, (1,) * (number - 1)) for lang in ("de", "en", "fr") for number in (1, 2)
    ]
    assert [(part.kind, part.number, part.text) for part in found.description] == [
        ("paragraph", "0001", GERMAN),
        ("heading", None, "Stand der Technik"),
        ("paragraph", "0002", "Bisher wird Tee von Hand getrocknet, was sehr lange dauert."),
    ]  # fmt: skip


GERMAN = "Die Erfindung betrifft das Trocknen von Tee, der in einem Luftstrom bewegt wird."


def test_an_international_application():
    front = sheet(
        (LEFT, 50, "(19) World Intellectual Property"), (LEFT + 20, 61, "Organization"),
        (LEFT, 90, "(43) International Publication Date"), (LEFT + 20, 101, "9 July 2020 (09.07.2020)"),
        (RIGHT, 90, "(10) International Publication Number"), (RIGHT + 20, 101, "WO 2020/123456 A1"),
        *column(LEFT, 130, "(51) International Patent Classification:", (20, "A23F 3/06 (2006.01)"),
                "(21) International Application Number:", (20, "PCT/US2020/012345"),
                "(22) International Filing Date:", (20, "3 January 2020 (03.01.2020)"),
                "(25) Filing Language: English", "(26) Publication Language: English",
                "(30) Priority Data:", "62/789,123 4 January 2019 (04.01.2019) US",
                "(71) Applicant: GREENLEAF, INC. [US/US]; 1 Pot",
                (20, "Street, Portland, Oregon 97201 (US).")),
        *column(RIGHT, 130, "(72) Inventors: DOE, Jane; 2 Cup Road, Salem, Oregon",
                (20, "97301 (US). PARK, Lee [KR/KR]; 3 Lid Way, Busan (KR)."),
                "(81) Designated States (unless otherwise indicated, for", (20, "every kind): AE, AG, AL.")),
        *column(LEFT, 400, "(54) Title: DRYING OF TEA AND DEVICES FOR IT",
                "(57) Abstract: Tea is dried in a stream of air that is heated and turned, so that it",
                "keeps its flavour."),
    )  # fmt: skip
    text = sheet(
        (LEFT, 50, "WO 2020/123456"), (420, 50, "PCT/US2020/012345"), (300, 64, "1"),
        *((50, 84 + 11 * (row - 1), str(row)) for row in (5, 10)),
        *column(LEFT, 84, (120, "DRYING OF TEA AND DEVICES FOR IT"), "", "BACKGROUND", "",
                (30, "Tea has long been dried by hand, which takes days and is not even at all,"),
                "so that a stream of air is of use.", "",
                (30, "A second paragraph says that a stream can be turned and that it can be warm,"),
                "as well."),
    )  # fmt: skip
    claimed = sheet(
        (LEFT, 50, "WO 2020/123456"), (420, 50, "PCT/US2020/012345"), (300, 64, "2"),
        *column(LEFT, 84, (200, "CLAIMS"), "", "1. A method of drying tea in a stream.", "",
                "2. The method of claim 1, wherein it is air."),
    )  # fmt: skip
    found = only(front, text, claimed)
    assert (found.id, found.date, found.language) == ("WO2020123456A1", "2020-07-09", "en")
    assert found.title[0].text == "DRYING OF TEA AND DEVICES FOR IT"
    assert found.abstract[0].text.endswith("so that it keeps its flavour.")
    assert (found.application.number, found.application.date) == ("PCT/US2020/012345", "2020-01-03")
    assert [(r.office, r.number, r.date) for r in found.priorities] == [
        ("US", "62789123", "2019-01-04")
    ]
    assert [(p.role, p.name, p.country) for p in found.parties] == [
        ("applicant", "GREENLEAF, INC.", "US"),
        ("inventor", "DOE, Jane", "US"),
        ("inventor", "PARK, Lee", "KR"),
    ]
    assert [(part.kind, part.text) for part in found.description] == [
        ("heading", "BACKGROUND"),
        ("paragraph", WORLD),
        ("paragraph", OTHER),
    ]  # fmt: skip
    assert [(c.text, c.depends_on) for c in found.claims] == [
        ("A method of drying tea in a stream.", ()),
        ("The method of claim 1, wherein it is air.", (1,)),
    ]


WORLD = (
    "Tea has long been dried by hand, which takes days and is not even at all, so that a stream "
    "of air is of use."
)
OTHER = "A second paragraph says that a stream can be turned and that it can be warm, as well."


@pytest.mark.parametrize(
    ("number", "what", "code", "date", "expected"),
    [
        ("特開2020-123456", "公開特許公報(A)", "43", "令和2年8月13日", "JP2020123456A"),
        ("特許第6789012号", "特許公報(B2)", "45", "令和2年11月25日", "JP6789012B2"),
    ],
)
def test_a_japanese_publication(number, what, code, date, expected):
    published = expected.endswith("A")
    below = [(20, "【要約】"), "【課題】茶葉を乾燥させる。", "【解決手段】空気の流れを用いる。"]
    claims = ["【特許請求の範囲】", "【請求項１】", "茶葉を空気の流れで乾燥させる方法。", "【請求項２】",
              "前記空気を加熱する、請求項１に記載の方法。"]  # fmt: skip
    front = sheet(
        (LEFT, 50, "(19)日本国特許庁(JP)"), (220, 50, f"(12){what}"), (400, 50, f"(11){number}"),
        (400, 80, f"({code}){date}"),
        *column(LEFT, 100, "(51)Int.Cl.", (20, "A23F 3/06 (2006.01)"), step=14),
        *column(LEFT, 180, "(21)出願番号 特願2019-20123(P2019-20123)", "(22)出願日 平成31年2月7日(2019.2.7)",
                step=14),
        *column(RIGHT, 180, "(71)出願人 000001234" if published else "(73)特許権者 000001234",
                (30, "緑茶機械株式会社"), (30, "静岡県静岡市葵区１番地"), "(74)代理人 100098765",
                (30, "弁理士 山田太郎"), "(72)発明者 田中一郎", (30, "静岡県静岡市葵区１番地"), step=14),
        *column(LEFT, 320, "(54)【発明の名称】茶葉の乾燥方法", *(("(57)", *below) if published
                else ("(57)" + claims[0], *claims[1:])), step=14),
    )  # fmt: skip
    text = sheet(
        (300, 780, "(2)"),
        *column(LEFT, 84, *(claims if published else ()), "【発明の詳細な説明】", "【技術分野】", "【０００１】",
                "本発明は、茶葉の乾燥方法に関する。", "【０００２】", "従来、茶葉は手で乾燥され、これには",
                "数日を要する。", step=14),
    )  # fmt: skip
    found = only(front, text)
    assert found.id == expected
    assert found.date in {"2020-08-13", "2020-11-25"}
    assert (found.language, found.title[0].text) == ("ja", "茶葉の乾燥方法")
    assert (found.application.number, found.application.date) == ("201920123", "2019-02-07")
    role = "applicant" if published else "assignee"
    assert [(p.role, p.name, p.address) for p in found.parties] == [
        (role, "緑茶機械株式会社", "静岡県静岡市葵区１番地"),
        ("inventor", "田中一郎", "静岡県静岡市葵区１番地"),
        ("agent", "山田太郎", None),
    ]
    assert [text.text for text in found.abstract] == [
        "【課題】茶葉を乾燥させる。【解決手段】空気の流れを用いる。"
    ] * published
    assert [(c.text, c.depends_on) for c in found.claims] == [
        ("茶葉を空気の流れで乾燥させる方法。", ()),
        ("前記空気を加熱する、請求項１に記載の方法。", (1,)),
    ]
    assert [(part.kind, part.number, part.text) for part in found.description] == [
        ("heading", None, "発明の詳細な説明"),
        ("heading", None, "技術分野"),
        ("paragraph", "0001", "本発明は、茶葉の乾燥方法に関する。"),
        ("paragraph", "0002", "従来、茶葉は手で乾燥され、これには数日を要する。"),
    ]


def test_the_last_page_keeps_the_columns_of_the_one_before():
    def page(*lines):
        return Page(600, 800, tuple(Line(x, y, x + 200, 10, text) for x, y, text in lines))

    full = [(x, y, f"text of line {y}") for x in (70, 320) for y in range(100, 700, 12)]
    last = [(70, y, f"text of line {y}") for y in range(100, 700, 12)] + [(320, 100, "the end")]
    assert gutter(page(*last).lines, 600) is None
    found = list(flow([page(*full), page(*last)]))
    assert len(found) == 4
    assert found[-1].lines[0].text == "the end"


def test_lines_of_full_width_part_the_columns():
    lines = [
        Line(x, y, x + 200, 10, f"{x} {y} text") for x in (70, 320) for y in range(200, 400, 12)
    ]
    lines.append(Line(70, 100, 520, 10, "A title over both columns"))
    lines.append(Line(300, 260, 308, 8, "5"))
    found = columns(Page(600, 800, tuple(lines)))
    assert [column.lines[0].text for column in found] == [
        "A title over both columns", "70 200 text", "320 200 text",
    ]  # fmt: skip
    assert not any(line.text == "5" for column in found for line in column.lines)


@pytest.mark.parametrize(
    ("lines", "lang", "expected"),
    [
        ((("gray", True), ("scale", False)), "en", "gray-scale"),
        ((("repre", True), ("sentation", False)), "en", "representation"),
        ((("anti", True), ("Mullerian", False)), "en", "anti-Mullerian"),
        ((("one", False), ("two", False)), "en", "one two"),
        ((("茶叶", False), ("干燥", False)), "zh", "茶叶干燥"),
        ((("MEMS", False), ("mirror 10", False), ("号", False)), "zh", "MEMS mirror 10号"),
        ((("of \ufb01lm", False),), "en", "of film"),
    ],
)
def test_joining(lines, lang, expected):
    context = Page(600, 800, (Line(0, 0, 0, 10, "a gray-scale image"),))
    made = [Line(0, 0, 0, 10, text, hyphen) for text, hyphen in lines]
    assert Joiner([context]).join(made, lang) == expected


@pytest.mark.shared
def test_a_real_european_application_says_the_same_as_its_xml(shared_samples):
    folder = shared_samples / "ep-fulltext-xml" / "st36aexample"
    items = [item for item in parse_paths([folder]) if isinstance(item, Publication)]
    forms = {item.source.format: item for item in items}
    xml, pdf = forms["ep"], forms["pdf"]
    for key in ("id", "date", "right", "stage", "language", "priorities", "claims", "abstract"):
        assert getattr(pdf, key) == getattr(xml, key), key
    assert pdf.application == xml.application
    assert pdf.title[0] in xml.title
    assert [(p.role, p.name, p.country) for p in pdf.parties] == [
        (p.role, p.name, p.country) for p in xml.parties
    ]
    assert [c.symbol for c in pdf.classifications] == [c.symbol for c in xml.classifications]
    assert set(pdf.designated_states) < set(xml.designated_states)
    numbers = [s.number for s in xml.description if s.number]
    assert [s.number for s in pdf.description if s.number] == numbers
    headings = [s.text for s in xml.description if s.kind == "heading"]
    assert [s.text for s in pdf.description if s.kind == "heading"] == headings
    one, other = (" ".join(s.text for s in p.description).split() for p in (xml, pdf))
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.999


@pytest.mark.shared
def test_real_scans(shared_samples):
    items = list(parse_paths([shared_samples / "pdf"]))
    assert [item.id for item in items if isinstance(item, Publication)] == ["US9876543B2"]
    assert [item.code for item in items if not isinstance(item, Publication)] == [
        "PDF_NO_LAYOUT"
    ] * 4
