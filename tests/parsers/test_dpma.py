"""DPMAregister: real extracts and hit lists counted another way, written extracts read back."""

from pathlib import Path

import pytest

from parsers.formats.dpma_parties import party
from parsers.model import LegalEvent, Notice, Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record
from parsers.specimens import encode
from tests.parsers import goldens
from tests.parsers.demo import demo
from tests.parsers.rawxml import blocks, failure, letters, parsed, read, starts, unmarked


def everything(data: bytes | str) -> list[Publication | Notice | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(parse_record(Record(data=raw, file="x.xml")))


@pytest.mark.shared
def test_the_extract_of_a_patent(shared_samples: Path):
    path = shared_samples / "dpma/testdata/patent_info.xml"
    raw = read(path)
    found, notice = everything(path.read_bytes())
    assert isinstance(found, Publication)
    assert isinstance(notice, Notice)
    assert (found.id, found.date, found.right) == ("DE10027360A1", "2000-12-07", "invention")
    assert found.application.number == "10027360"
    assert letters(found.abstract[0].text) == letters(blocks(raw, "abstract")[0])
    for role in ("applicant", "inventor", "agent"):
        entries = [p for p in found.parties if p.role == role]
        assert len(entries) == len(starts(raw, role))
    assert len(found.classifications) == len(starts(raw, "classification-ipcr"))
    assert len(found.priorities) == len(starts(raw, "priority-claim"))
    assert len(notice.events) == len(starts(raw, "event-data"))
    assert [e.code for e in notice.events] == blocks(raw, "procedural-status")
    assert notice.application == found.application
    assert notice.events[2] == LegalEvent(
        office="DE",
        code="R119",
        date="2007-04-19",
        title="verwaltungsverfahren",
        text="Heft 16/2007, teil-2",
        effective="2007-01-03",
    )
    changed = notice.events[3]
    assert (changed.before, changed.after) == (("H02K 16/00, 2000.01",), ("H02K 16/00, 2006.01",))


@pytest.mark.shared
def test_the_hit_list_of_patents(shared_samples: Path):
    path = shared_samples / "dpma/testdata/patent_search.xml"
    raw = read(path)
    found = parsed(path.read_bytes())
    assert len(found) == len(starts(raw, "PatentHitListRecord"))
    assert [p.date for p in found] == blocks(raw, "publicationDate")
    assert [p.filing_date for p in found] == blocks(raw, "applicationDate")
    assert [p.title[0].text for p in found] == blocks(raw, "invention-title")
    assert [p.id for p in found] == ["DE8233714", "DE8303227", "DE8308408"]
    assert {(p.right, p.stage) for p in found} == {("utility_model", "grant")}
    assert sum(len(p.classifications) for p in found) == len(starts(raw, "classification"))
    assert found[0].parties[1].name == "Trappenberg, Hans, Pat.-Ing."
    assert (found[0].parties[1].postcode, found[0].parties[1].city) == ("76185", "Karlsruhe")


@pytest.mark.shared
def test_designs(shared_samples: Path):
    (found,) = parsed((shared_samples / "dpma/testdata/design_info.xml").read_bytes())
    assert (found.id, found.right, found.date) == ("DEM88001740001", "design", "1988-11-10")
    assert [c.symbol for c in found.classifications] == ["06-01"]
    assert found.title[0].text == "Stuhl"
    assert [(p.role, p.name, p.country) for p in found.parties] == [
        ("applicant", "MT Designs", "US"),
        ("agent", "VOSSIUS & PARTNER Patentanwälte Rechtsanwälte mbB", "DE"),
    ]
    assert [(d.file, d.width, d.height) for d in found.drawings] == [
        ("/old_bild/174/880017400101.jpg", 753, 985)
    ]
    assert [(e.code, e.date, e.effective) for e in found.events] == [
        ("Design Registered", "1988-11-10", "1988-09-15"),
        ("Cancellation Expiry Term Of Protection", "1994-04-25", "1994-02-01"),
    ]
    path = shared_samples / "dpma/testdata/design_search.xml"
    listed = parsed(path.read_bytes())
    assert len(listed) == len(starts(read(path), "DesignHitListRecord"))
    assert [p.number for p in listed] == ["M90006030001", "M90006030002", "M90007440001"]
    assert [c.symbol for c in listed[2].classifications] == ["14"]
    assert {p.parties[0].name for p in listed} == {"Samsung Electronics Co., Ltd."}


@pytest.mark.parametrize(
    ("text", "role", "name", "place"),
    [
        ("Müller, Hans, Dr., 80331 München, DE", "inventor", "Müller, Hans, Dr.", "München"),
        ("Muster AG, 2000 Hamburg, DE", "applicant", "Muster AG", "Hamburg"),
        ("Foo Co., Ltd., Suwon, KR", "applicant", "Foo Co., Ltd.", "Suwon"),
        ("Doe, Jane, Dr., Austin, Tex., US", "inventor", "Doe, Jane, Dr.", "Austin"),
        ("Kanzlei A & B, A-1010 Wien, AT", "agent", "Kanzlei A & B", "Wien"),
        ("Nur ein Name, DE", "applicant", "Nur ein Name", None),
    ],
)
def test_a_party_in_one_text(text, role, name, place):
    made = party(text, role, 1)
    assert (made.name, made.city, made.country) == (name, place, text[-2:])


def test_an_application_without_publication_gives_its_events_only():
    (found,) = everything(
        "<dpma-patent-document><bibliographic-data><application-reference><document-id>"
        "<country>DE</country><doc-number>10 2020 001 234.5</doc-number></document-id>"
        "</application-reference></bibliographic-data><events><event-data><procedural-status>R012"
        "</procedural-status><date-of-procedural-status>2020-05-06</date-of-procedural-status>"
        "</event-data></events></dpma-patent-document>"
    )
    assert isinstance(found, Notice)
    assert found.application.number == "102020001234"
    assert [(e.code, e.date) for e in found.events] == [("R012", "2020-05-06")]


def test_several_publications_of_one_right_with_their_own_days():
    def reference(kind: str) -> str:
        return (
            "<publication-reference><document-id><country>DE</country><doc-number>102004001234"
            f"</doc-number><kind>{kind}</kind></document-id></publication-reference>"
        )

    def event(kind: str, day: str) -> str:
        return (
            f"<event-data><procedural-status>R2</procedural-status><publication-info>"
            f"<publication-date>{day}</publication-date></publication-info><published-documents>"
            f"<document>DE102004001234{kind}</document></published-documents></event-data>"
        )

    data = (
        "<dpma-patent-document><bibliographic-data><publication-references>"
        + reference("A1") + reference("B4")
        + "</publication-references><invention-title lang='DE'>Pumpe</invention-title>"
        + "</bibliographic-data><events>" + event("A1", "2005-07-28") + event("B4", "2008-01-03")
        + "</events></dpma-patent-document>"
    )  # fmt: skip
    first, second, notice = everything(data)
    assert (first.id, first.date, first.stage) == ("DE102004001234A1", "2005-07-28", "application")
    assert (second.id, second.date, second.stage) == ("DE102004001234B4", "2008-01-03", "grant")
    assert isinstance(notice, Notice)


def test_rows_that_are_not_published_fail_alone():
    data = (
        "<PatentHitList><PatentHitListRecord><registered-number>10 2020 001 234.5"
        "</registered-number><type>Patent</type></PatentHitListRecord><PatentHitListRecord>"
        "<registered-number>10 2019 001 234.5</registered-number><type>Patent</type>"
        "<publicationDate>2020-08-20</publicationDate></PatentHitListRecord></PatentHitList>"
    )
    failed, found = everything(data)
    assert failed.code == "NO_PUBLICATION"
    assert (found.id, found.right) == ("DE102019001234", "invention")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<dpma-patent-document/>", "FORMAT_MISMATCH"),
        ("<dpma-patent-document><bibliographic-data/></dpma-patent-document>",
         "IDENTITY_INCOMPLETE"),
        ('<Transaction xmlns="http://www.wipo.int/standards/XMLSchema/designs"/>',
         "IDENTITY_INCOMPLETE"),
        ("<PatentHitList><PatentHitListRecord><regis", "XML_TRUNCATED"),
    ],
)  # fmt: skip
def test_damaged_extracts_fail_with_a_code(data, code):
    assert failure(data).code == code


def german() -> list[Publication]:
    return [p for p in demo() if p.office == "DE"]


def test_specimens_come_back_as_far_as_the_register_holds_them():
    """Not held: texts in other languages, citations, value and office of classes."""
    assert german()
    for publication in german():
        found, notice = everything(encode(publication, "dpma"))
        assert isinstance(notice, Notice)
        found, right = unmarked(found), unmarked(publication)
        for key in ("id", "date", "right", "stage"):
            assert getattr(found, key) == getattr(right, key)
        assert found.application.number == right.application.number
        assert found.filing_date == right.filing_date
        assert [(p.office, p.number, p.date) for p in found.priorities] == [
            (p.office, p.number, p.date) for p in right.priorities
        ]
        for key in ("title", "abstract"):
            assert getattr(found, key) == tuple(t for t in getattr(right, key) if t.lang == "de")
        assert [(p.role, p.name, p.country) for p in found.parties] == [
            (p.role, p.name, p.country) for p in right.parties
        ]
        assert [c.symbol for c in found.classifications] == [
            c.symbol for c in right.classifications if c.scheme == "ipc"
        ]
        assert [(e.code, e.date) for e in notice.events] == [("R200", publication.date)]


def test_golden():
    goldens.check("dpma", everything(encode(german()[0], "dpma")))
