"""Specimens of EPO, WIPO, JPO and KIPO as PDF, parsed; and front pages that differ from the rule.

What printed pages do not hold: languages of the title beside that of the proceedings (EP A), codes
and countries of parties (JP, KR), values and days of versions of classes, search reports, tables as
tables, ids of paragraphs. Titles of WIPO are printed in capitals, headings of it too.
"""

import re

import goldens
import pytest
from msgspec.structs import replace

from parsers.check import problems
from parsers.model import Publication, Segment, Text
from parsers.parse import parse_paths, parse_record
from parsers.pdf.where import places
from parsers.record import Record
from parsers.specimens.encoders import pdf
from parsers.specimens.encoders.pdf_sheets import Sheet, document
from parsers.specimens.families import originals

LANGUAGE = {"JP": "ja", "KR": "ko"}


def printable():
    made = list(originals(400, 1))
    english = next(p for p in made if p.office == "EP" and p.kind == "A1" and p.language == "en")
    for p in made:
        if p.office == "EP" or (p.claims and LANGUAGE.get(p.office) == p.language):
            yield p
        elif p.office == "WO":
            yield replace(p, claims=english.claims, description=english.description)


CHOSEN = [p for at, p in enumerate(printable()) if at % 4 == 0]


def read_back(publication, name=None):
    (found,) = parse_record(Record(pdf.encode(publication), f"{name or publication.id}.pdf"))
    assert isinstance(found, Publication), (publication.id, found)
    return found


@pytest.fixture(scope="module")
def pairs():
    return [(publication, read_back(publication)) for publication in CHOSEN]


def test_all_offices_are_there():
    kinds = {(p.office, p.kind) for p in CHOSEN}
    assert kinds >= {("EP", "A1"), ("EP", "B1"), ("WO", "A1"), ("JP", "A"), ("KR", "A")}


@pytest.mark.parametrize(
    "key", ["id", "date", "right", "stage", "language", "claims", "designated_states"]
)
def test_what_is_printed_exactly(pairs, key):
    for publication, found in pairs:
        if key == "claims" and publication.office == "EP":
            assert sorted(found.claims, key=str) == sorted(publication.claims, key=str)
        elif key == "claims" and publication.office == "KR":
            assert [tight(claim) for claim in found.claims] == list(map(tight, publication.claims))
        else:
            assert getattr(found, key) == getattr(publication, key), publication.id


def tight(claim):
    return replace(claim, text=claim.text.replace(" ", ""))


def test_titles_and_abstracts(pairs):
    for publication, found in pairs:
        titles = {t.lang: t.text for t in publication.title}
        got = {t.lang: t.text for t in found.title}
        title = titles[publication.language]
        title = title.upper() if publication.office == "WO" else title
        assert got[publication.language] == title
        if publication.kind == "B1":
            assert got == titles
        loose = publication.office == "KR"
        for one, other in zip(publication.abstract[:1], found.abstract, strict=True):
            assert same(one.text, other.text, loose=loose), publication.id


def same(one, other, *, loose):
    """Whether two texts are the same; Korean lines do not tell every blank between words."""
    if not loose:
        return one == other
    return one.replace(" ", "") == other.replace(" ", "")


def test_applications_and_priorities(pairs):
    for publication, found in pairs:
        filed, got = publication.application, found.application
        assert (got.office, got.number, got.date) == (filed.office, filed.number, filed.date)
        assert [(p.office, p.number, p.date) for p in found.priorities] == [
            (p.office, p.number, p.date) for p in publication.priorities
        ]


def test_parties(pairs):
    for publication, found in pairs:
        got = sorted((p.role.replace("agency", "agent"), p.name) for p in found.parties)
        printed = {"applicant", "inventor", "assignee"} | (
            {"agent"} if publication.office != "WO" else set()
        )
        assert got == sorted((p.role, p.name) for p in publication.parties if p.role in printed)
        for party in publication.parties:
            same_ = [p for p in found.parties if p.name == party.name]
            assert (
                publication.office == "WO"
                or all((p.address or "") for p in same_)
                or (party.role == "agent" or not party.address)
            )


def test_classes(pairs):
    for publication, found in pairs:
        printed = {"EP": {"ipc"}, "WO": {"ipc"}, "JP": {"ipc", "fi"}, "KR": {"ipc", "cpc"}}
        wanted = printed[publication.office]
        expected = {(c.scheme, c.symbol) for c in publication.classifications}
        assert {(c.scheme, c.symbol) for c in found.classifications} == {
            pair for pair in expected if pair[0] in wanted
        }, publication.id


def paragraphs(publication):
    """Texts but for tables, without the headings that pages have and data has not."""
    return [s.text for s in publication.description if s.kind != "table"]


def test_descriptions(pairs):
    for publication, found in pairs:
        texts = [s.text for s in found.description]
        if publication.office == "WO":
            texts = [text.upper() for text in texts]
        lost = [
            text
            for text in paragraphs(publication)
            if (text.upper() if publication.office == "WO" else text) not in texts
        ]
        # Blanks at the ends of Korean lines are guessed, and tables run into paragraphs.
        tables = sum(s.kind == "table" for s in publication.description)
        allowed = 0.25 * len(texts) if publication.office == "KR" else tables
        assert len(lost) <= allowed, (publication.id, lost[:2])
        one, other = (
            re.sub(r"[\W\d_]", "", "".join(s.text for s in p.description)).upper()
            for p in (publication, found)
        )
        assert one in other or publication.office != "KR"


def test_printed_numbers_of_paragraphs(pairs):
    for publication, found in pairs:
        expected = [s.number for s in publication.description
                    if s.kind == "paragraph" and s.number]  # fmt: skip
        got = {s.number for s in found.description if s.number}
        assert got >= set(expected) or publication.office == "EP", publication.id


def test_the_invariants_hold_and_nothing_is_in_doubt(pairs):
    for publication, found in pairs:
        assert problems(found) == []
        assert not found.needs_ocr
        assert found.source.notes == (), publication.id


def test_no_running_head_is_left(pairs):
    for publication, found in pairs:
        text = "\n".join(x.text for x in (*found.claims, *found.description))
        assert not re.search(r"\(\d\) JP |PCT/IB\d{4}/|공개특허 10-|- \d+ -", text), publication.id


def test_places_point_at_what_they_name(pairs):
    for publication in CHOSEN[:8]:
        found = read_back(publication)
        held = places(Record(pdf.encode(publication), "x.pdf"))
        fields = {place.field for place in held}
        assert {"number", "date", "title", "application.number", "parties.inventor"} <= fields
        for claim in found.claims:
            mine = [p for p in held if p.field == f"claims.{claim.lang}.{claim.number}"]
            printed = "".join("".join(p.text for p in mine).split())
            for word in claim.text.split()[:2]:
                assert word.rstrip("-") in printed
        assert all(0 <= p.box[0] < p.box[2] <= 612 and 0 < p.box[1] < p.box[3] < 792 for p in held)
        title = next(p for p in held if p.field == "title")
        assert title.page == 1
        last = {p.page for p in held if p.field.startswith("description.")}
        assert max(last) > 1


# Front pages that differ from the rule


CN_FRONT = (
    (72, 60, "(19)国家知识产权局"),
    (72, 84, "(12)发明专利"),
    (322, 100, "(10)授权公告号 CN 112233445 B"),
    (322, 115, "(45)授权公告日 2021.06.15"),
    (72, 142, "(21)申请号 202010999888.X"),
    (72, 157, "(22)申请日 2020.09.22"),
    (72, 172, "(73)专利权人 茶叶机械有限公司"),
    (72, 187, "(72)发明人 李明"),
    (322, 142, "(51)Int.Cl."),
    (344, 157, "A23F 3/06(2006.01)"),
    (322, 187, "权利要求书1页 说明书1页"),
    (72, 300, "(54)发明名称"),
    (94, 315, "茶叶的干燥方法"),
    (72, 330, "(57)摘要"),
    (94, 345, "一种在气流中干燥茶叶的方法。"),
)


def drawn(lines, size=10.0, shift=0.0):
    made = Sheet()
    for x, y, text in lines:
        made.text(x + shift, y, text, size)
    return made


def chinese(change=lambda text: text, size=10.0, shift=0.0, pages=()):
    front = [(x, y, change(text)) for x, y, text in CN_FRONT]
    front = [line for line in front if line[2]]
    (found,) = parse_record(Record(document([drawn(front, size, shift), *pages]), "x.pdf"))
    return found


def page(head, *lines):
    return drawn([(72, 50, "CN 112233445 B"), (270, 68, head), (500, 68, "1/1 页"),
                  *((72, 100 + 19 * at, text) for at, text in enumerate(lines))])  # fmt: skip


CLAIMED = page("权 利 要 求 书", "1.一种茶叶的干燥方法，其特征在于，加热。",
               "2.如权利要求1所述的方法，其特征在于，翻转。")  # fmt: skip
TOLD = page("说 明 书", "技术领域", "[0001]  本发明涉及茶叶。")


def core(found):
    return (
        found.id, found.date, found.title[0].text, found.abstract[0].text,
        found.application.number, found.application.date,
        sorted((p.role, p.name) for p in found.parties),
        [c.symbol for c in found.classifications],
    )  # fmt: skip


EXPECTED = (
    "CN112233445B", "2021-06-15", "茶叶的干燥方法", "一种在气流中干燥茶叶的方法。",
    "202010999888X", "2020-09-22", [("assignee", "茶叶机械有限公司"), ("inventor", "李明")],
    ["A23F 3/06"],
)  # fmt: skip


@pytest.mark.parametrize("size", [8.0, 10.0, 11.5])
@pytest.mark.parametrize("shift", [-40.0, 0.0, 25.0])
def test_sizes_and_shifted_columns(size, shift):
    assert core(chinese(size=size, shift=shift, pages=(CLAIMED, TOLD))) == EXPECTED


@pytest.mark.parametrize("code", ["21", "22", "72", "73", "54", "57"])
def test_a_missing_code_is_made_up_for_by_its_label(code):
    found = chinese(lambda text: text.removeprefix(f"({code})"), pages=(CLAIMED, TOLD))
    assert core(found) == EXPECTED


def test_full_width_and_square_brackets():
    wide = chinese(lambda text: text.replace("(", "（", 1).replace(")", "）", 1))
    assert core(wide) == EXPECTED
    assert core(chinese(lambda t: re.sub(r"^\((\d\d)\)", r"[\1]", t))) == EXPECTED


def test_items_in_another_order():
    swapped = {142: 187, 157: 172, 172: 157, 187: 142}
    lines = [(x, swapped[y] if x == 72 and y in swapped else y, t) for x, y, t in CN_FRONT]
    (found,) = parse_record(Record(document([drawn(lines)]), "x.pdf"))
    assert core(found) == EXPECTED


def test_words_count_more_than_codes():
    found = chinese(lambda text: text.replace("CN 112233445 B", "CN 112233445 A"))
    assert found.id == "CN112233445B"
    assert "kind A is printed, the words of the page say B" in found.source.notes
    unkind = chinese(lambda text: text.replace("CN 112233445 B", "CN 112233445"))
    assert unkind.id == "CN112233445B"
    mislabelled = chinese(lambda text: text.replace("(73)专利权人", "(71)专利权人"))
    assert [p.role for p in mislabelled.parties if p.organisation or "公司" in p.name] == [
        "assignee"
    ]


def test_page_counts_are_compared():
    assert chinese(pages=(CLAIMED, TOLD)).source.notes == ()
    found = chinese(pages=(CLAIMED, TOLD, TOLD))
    assert "the front page counts 1 pages of 说明书, the file has 2" in found.source.notes


def test_check_digits_are_verified():
    found = chinese(lambda text: text.replace("202010999888.X", "202010999888.4"))
    (note,) = (note for note in found.source.notes if "check digit" in note)
    assert note.endswith("should be X")


def test_the_name_of_the_file_is_compared():
    data = document([drawn(CN_FRONT)])
    (found,) = parse_record(Record(data, "CN112233446B.pdf"))
    assert found.id == "CN112233445B"
    assert any("named after CN112233446B" in note for note in found.source.notes)


def test_claims_are_mended_and_split():
    texts = (
        "1. A method of drying tea.", "2. The method ofclaim 1, wherein it is warm.",
        "3. The method of claim1 or claim 2, wherein it is\ufb01ne.",
    )  # fmt: skip
    lines = [
        (72, 60, "(12) United States Patent"), (318, 60, "(10) Patent No.: US 10,234,567 B2"),
        (318, 75, "(45) Date of Patent: Mar. 19, 2019"), (72, 100, "(54) DRYING TEA"),
        (72, 120, "(21) Appl. No.: 15/765,432"), (72, 140, "(22) Filed: Mar. 5, 2018"),
        (318, 400, "4 Claims, No Drawings"),
    ]  # fmt: skip
    text = drawn([(72, 84, "BACKGROUND"), (84, 110, "Tea has long been dried by hand."),
                  (84, 132, "What is claimed is:"),
                  *((84, 154 + 22 * at, text) for at, text in enumerate(texts))])  # fmt: skip
    (found,) = parse_record(Record(document([drawn(lines), text]), "x.pdf"))
    assert [(c.number, c.depends_on) for c in found.claims] == [(1, ()), (2, (1,)), (3, (1, 2))]
    assert found.claims[1].text == "The method of claim 1, wherein it is warm."
    assert "the front page counts 4 claims, 3 were found" in found.source.notes


def test_a_claim_may_begin_behind_another_one():
    claims = page("权 利 要 求 书", "1.一种茶叶的干燥方法，其特征在于，加热。2.如权利要求1所述的方",
                  "法，其特征在于，翻转。3.一种装置，其特征在于，有1.5至2.5米长。")  # fmt: skip
    found = chinese(pages=(claims, TOLD))
    assert [(c.number, c.text, c.depends_on) for c in found.claims] == [
        (1, "一种茶叶的干燥方法，其特征在于，加热。", ()),
        (2, "如权利要求1所述的方法，其特征在于，翻转。", (1,)),
        (3, "一种装置，其特征在于，有1.5至2.5米长。", ()),
    ]


@pytest.mark.parametrize("offset", [0.0, 0.3])
def test_letters_printed_twice_are_read_once(offset):
    sheet = drawn([*CN_FRONT, *((x + offset, y, text) for x, y, text in CN_FRONT)])
    (found,) = parse_record(Record(document([sheet]), "x.pdf"))
    assert core(found) == EXPECTED


def test_a_korean_registration():
    front = drawn([
        (200, 50, "(19) 대한민국특허청(KR)"), (200, 66, "(12) 등록특허공보(B1)"),
        (390, 50, "(45) 공고일자 2021년03월05일"), (390, 63, "(11) 등록번호 10-2223334"),
        (390, 76, "(24) 등록일자 2021년02월26일"),
        (72, 100, "(51) 국제특허분류(Int. Cl.)"), (92, 113, "A23F 3/06 (2006.01)"),
        (72, 126, "(21) 출원번호 10-2019-0012345"), (72, 139, "(22) 출원일자 2019년01월30일"),
        (72, 152, "(65) 공개번호 10-2020-0094567"), (72, 165, "(43) 공개일자 2020년08월07일"),
        (72, 178, "(56) 선행기술조사문헌"), (92, 191, "KR1020180011111 A*"), (92, 204, "JP2001123456 A"),
        (316, 100, "(73) 특허권자"), (336, 113, "녹차기계 주식회사"), (336, 126, "서울특별시 중구 세종대로 1"),
        (316, 139, "(72) 발명자"), (336, 152, "홍길동"), (336, 165, "경기도 수원시 영통구 2"),
        (316, 178, "(74) 대리인"), (336, 191, "김변리, 특허법인찻잎"),
        (72, 230, "전체 청구항 수 : 총 2 항"), (316, 230, "심사관 : 이심사"),
        (72, 250, "(54) 발명의 명칭 찻잎의 건조 방법"),
        (72, 270, "(57) 요 약"), (72, 290, "찻잎을 건조하는 방법이다."),
        (72, 310, "대 표 도 - 도1"),
    ])  # fmt: skip
    text = drawn([
        (400, 50, "등록특허 10-2223334"), (290, 775, "- 2 -"), (250, 84, "명 세 서"), (72, 101, "청구범위"),
        (72, 118, "청구항 1"), (72, 135, "찻잎을 가열하는 방법."), (72, 152, "청구항 2"), (72, 169, "삭제"),
        (72, 186, "발명의 설명"), (92, 220, "기 술 분 야"), (72, 254, "[0001]  본 발명은 찻잎에 관한 것이다."),
        (72, 271, "도면"), (72, 288, "도면1"),
    ])  # fmt: skip
    data = document([front, text], "ko")
    (found,) = parse_record(Record(data, "x.pdf"))
    assert (found.id, found.date, found.stage) == ("KR102223334B1", "2021-03-05", "grant")
    assert (found.application.number, found.application.date) == ("20190012345", "2019-01-30")
    assert [(r.document.number, r.document.kind, r.document.date) for r in found.related] == [
        ("20200094567", "A", "2020-08-07")
    ]
    assert [(p.role, p.name, p.address) for p in found.parties] == [
        ("assignee", "녹차기계 주식회사", "서울특별시 중구 세종대로 1"),
        ("inventor", "홍길동", "경기도 수원시 영통구 2"),
        ("agent", "김변리", None),
        ("agency", "특허법인찻잎", None),
        ("examiner", "이심사", None),
    ]
    assert [(c.document.office, c.document.number) for c in found.citations] == [
        ("KR", "20180011111"), ("JP", "2001123456"),
    ]  # fmt: skip
    assert found.title == (Text(lang="ko", text="찻잎의 건조 방법"),)
    assert found.abstract == (Text(lang="ko", text="찻잎을 건조하는 방법이다."),)
    assert [(c.number, c.text, c.canceled) for c in found.claims] == [
        (1, "찻잎을 가열하는 방법.", False), (2, "삭제", True),
    ]  # fmt: skip
    assert found.description == (
        Segment(kind="heading", text="기 술 분 야", lang="ko", part="technical_field"),
        Segment(
            number="0001", text="본 발명은 찻잎에 관한 것이다.", lang="ko", part="technical_field"
        ),
    )
    assert not found.source.notes


@pytest.mark.parametrize("kind", ["EP-A1", "EP-B1", "JP-A", "KR-A", "WO-A1"])
def test_golden(kind):
    publication = next(p for p in CHOSEN if f"{p.office}-{p.kind}" == kind)
    goldens.check(f"pdf-{kind}", [read_back(publication)])


def test_a_folder_of_pdfs_among_other_files(tmp_path):
    """Pictures and notes are passed over; a damaged PDF is set aside and stops nothing."""
    for publication in CHOSEN[:3]:
        (tmp_path / f"{publication.id}.pdf").write_bytes(pdf.encode(publication))
    whole = pdf.encode(CHOSEN[3])
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "sheet.tif").write_bytes(b"II*\0" + bytes(100))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    (tmp_path / "notes.txt").write_text("nothing of ours", encoding="utf-8")
    items = list(parse_paths([tmp_path]))
    read = {item.id for item in items if isinstance(item, Publication)}
    assert read >= {p.id for p in CHOSEN[:3]}
    failed = [item for item in items if not isinstance(item, Publication)]
    assert all(item.code.startswith("PDF_") for item in failed)
    assert len(items) == 4
