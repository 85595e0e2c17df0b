"""KIPRIS Plus: real answers counted another way, detailed ones of ours, written ones read back."""

from pathlib import Path

import pytest

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record
from parsers.specimens import encode
from tests.parsers import goldens
from tests.parsers.demo import demo
from tests.parsers.rawxml import blocks, read, starts, unmarked


def everything(data: bytes | str) -> list[Publication | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(parse_record(Record(data=raw, file="x.xml")))


def answer(item: str) -> str:
    return (
        "<response><header><successYN>Y</successYN><resultCode>00</resultCode></header><body>"
        f"<items><item>{item}</item></items></body></response>"
    )


PATENTS = ["pat_utl_get_single.xml", "pat_utl_word_search_2rows.xml"]


@pytest.mark.shared
@pytest.mark.parametrize("file", PATENTS)
def test_patents(shared_samples: Path, file: str):
    path = shared_samples / "kipris-xml/kipo_kipris" / file
    raw = read(path)
    found = everything(path.read_bytes())
    numbers = [n for tag in ("openNumber", "registerNumber") for n in blocks(raw, tag) if n]
    assert len(found) == len(numbers)
    for item in blocks(raw, "item"):
        (filed,) = blocks(item, "applicationNumber")
        mine = [p for p in found if p.application.number == filed[2:]]
        for publication in mine:
            grant = publication.kind == "B1"
            (number,) = blocks(item, "registerNumber" if grant else "openNumber")
            expected = number.removesuffix("0000") if grant else number[2:]
            assert publication.number == expected
            (day,) = blocks(item, "publicationDate" if grant else "openDate")
            assert publication.date.replace("-", "") == day
            assert [t.text for t in publication.title] == [
                *blocks(item, "inventionTitle"), *blocks(item, "inventionTitleEnglish")]  # fmt: skip
            names = [n for n in blocks(item, "inventorName")[0].split(";") if n]
            assert [p.name for p in publication.parties if p.role == "inventor"] == names
            symbols = blocks(item, "ipcNumber")[0].split(";")
            assert [c.symbol for c in publication.classifications] == symbols
            assert publication.abstract[0].text == blocks(item, "astrtCont")[0]


@pytest.mark.shared
def test_a_design(shared_samples: Path):
    path = shared_samples / "kipris-xml/kipo_kipris/design_get_single.xml"
    (found,) = everything(path.read_bytes())
    assert (found.kind, found.right, found.date) == ("S", "design", "2024-01-20")
    assert found.application.number == "3020230012345"
    assert [c.symbol for c in found.classifications] == ["14-03"]
    assert found.title[0].text == "휴대용 전화기"
    assert len(found.drawings) == 1
    assert found.gaps == ()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("kipris_error_invalid_key.xml", "CONTENT_OTHER", "QUOTA_EXCEEDED"),
        ("pat_utl_word_search_empty.xml", "CONTENT_OTHER", "no item"),
        ("pat_utl_word_search_page1_full.xml", "NO_PUBLICATION", "names no publication"),
        ("pat_utl_word_search_page2_short.xml", "NO_PUBLICATION", "names no publication"),
        ("tm_get_single.xml", "NO_PUBLICATION", "trademark"),
        ("tm_word_search_2rows.xml", "NO_PUBLICATION", "trademark"),
    ],
)
def test_what_is_refused_and_why(shared_samples: Path, file: str, code: str, words: str):
    path = shared_samples / "kipris-xml/kipo_kipris" / file
    found = everything(path.read_bytes())
    assert len(found) == max(len(starts(read(path), "item")), 1)
    for failure in found:
        assert isinstance(failure, Failure)
        assert failure.code == code
        assert words in failure.message


def test_details_with_structures():
    (found,) = everything(
        answer(
            "<biblioSummaryInfoArray><biblioSummaryInfo><applicationDate>2004.10.20"
            "</applicationDate><applicationNumber>10-2004-0083966</applicationNumber>"
            "<inventionTitle>펌프</inventionTitle><inventionTitleEng>Pump</inventionTitleEng>"
            "<openDate>2006.04.25</openDate><openNumber>10-2006-0034898</openNumber>"
            "</biblioSummaryInfo></biblioSummaryInfoArray><ipcInfoArray><ipcInfo>"
            "<ipcDate>(2006.01)</ipcDate><ipcNumber>F04B 1/00</ipcNumber></ipcInfo></ipcInfoArray>"
            "<abstractInfoArray><abstractInfo><astrtCont>요약</astrtCont></abstractInfo>"
            "</abstractInfoArray><claimInfoArray><claimInfo><claim>1. 펌프.</claim></claimInfo>"
            "<claimInfo><claim>2. 제1항에 있어서, 밸브를 갖는 펌프.</claim></claimInfo></claimInfoArray>"
            "<applicantInfoArray><applicantInfo><address>서울특별시</address><code>119981042709"
            "</code><country>대한민국</country><engName>Acme</engName><name>주식회사 가나</name>"
            "</applicantInfo></applicantInfoArray><priorityInfoArray><priorityInfo>"
            "<priorityApplicationCountry>일본</priorityApplicationCountry>"
            "<priorityApplicationDate>2003.10.21</priorityApplicationDate>"
            "<priorityApplicationNumber>JP-P-2003-00360922</priorityApplicationNumber>"
            "</priorityInfo></priorityInfoArray><priorArtDocumentsInfoArray>"
            "<priorArtDocumentsInfo><documentsNumber>KR1020030012345 A</documentsNumber>"
            "<examinerQuotationFlag>Y</examinerQuotationFlag></priorArtDocumentsInfo>"
            "</priorArtDocumentsInfoArray><legalStatusInfoArray><legalStatusInfo><commonCodeName>"
            "수리 (Accepted)</commonCodeName><documentName>특허출원서</documentName><receiptDate>"
            "2004.10.20</receiptDate><receiptNumber>1-1-2004-0475-11</receiptNumber>"
            "</legalStatusInfo></legalStatusInfoArray>"
        )
    )
    assert (found.id, found.date, found.filing_date) == (
        "KR20060034898A", "2006-04-25", "2004-10-20")  # fmt: skip
    assert [t.lang for t in found.title] == ["ko", "en"]
    assert [(c.text, c.depends_on) for c in found.claims] == [
        ("펌프.", ()),
        ("제1항에 있어서, 밸브를 갖는 펌프.", (1,)),
    ]
    (party,) = found.parties
    assert (party.name, party.country, party.code) == ("주식회사 가나", "KR", "119981042709")
    assert (found.priorities[0].office, found.priorities[0].date) == ("JP", "2003-10-21")
    assert found.citations[0].phase == "examination"
    assert [(e.code, e.date, e.number) for e in found.events] == [
        ("특허출원서", "2004-10-20", "1-1-2004-0475-11")]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<openNumber>2020210000001</openNumber>", ["KR20210000001U"]),
        ("<registerNumber>2004567890000</registerNumber>", ["KR200456789Y1"]),
    ],
)
def test_utility_models(item: str, expected: list[str]):
    filed = "<applicationNumber>2020200001234</applicationNumber><inventionTitle>x</inventionTitle>"
    assert [p.id for p in everything(answer(filed + item))] == expected


def test_claims_belong_to_the_latest_publication():
    first, second = everything(
        answer(
            "<applicationNumber>1020200001234</applicationNumber><openNumber>1020210000001"
            "</openNumber><registerNumber>1022345670000</registerNumber><inventionTitle>x"
            "</inventionTitle><claimInfo><claim>1. x</claim></claimInfo>"
        )
    )
    assert (first.kind, len(first.claims)) == ("A", 0)
    assert (second.kind, len(second.claims)) == ("B1", 1)


def test_an_unreadable_number_fails_for_its_item():
    item = "<applicationNumber>1020200001234</applicationNumber><openNumber>?</openNumber>"
    (failure,) = everything(answer(item))
    assert (failure.code, failure.place) == ("IDENTITY_INCOMPLETE", "item 1")


def korean() -> list[Publication]:
    return [p for p in demo() if p.office == "KR"]


def test_specimens_come_back_as_far_as_an_answer_holds_them():
    """Not held: description, claims, addresses, versions of classes, citations."""
    assert {p.kind for p in korean()} == {"A", "B1"}
    for publication in korean():
        (found,) = everything(encode(publication, "kipris"))
        found, right = unmarked(found), unmarked(publication)
        for key in ("id", "date", "right", "stage", "title", "language"):
            assert getattr(found, key) == getattr(right, key)
        assert found.abstract == tuple(t for t in right.abstract if t.lang == "ko")
        assert found.application.number == right.application.number
        assert found.filing_date == right.filing_date
        assert [(p.role, p.name) for p in found.parties] == [
            (p.role, p.name) for p in right.parties
        ]
        assert [(c.scheme, c.symbol) for c in found.classifications] == [
            (c.scheme, c.symbol) for c in right.classifications
        ]


def test_golden():
    chosen = {p.kind: p for p in reversed(korean())}
    found = [item for kind in ("A", "B1") for item in everything(encode(chosen[kind], "kipris"))]
    goldens.check("kipris", found)
