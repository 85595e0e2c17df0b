"""Assignments: a real answer counted another way, daily files of ours read back."""

from pathlib import Path

import pytest

from parsers.model import LegalEvent, Notice, Reference
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from parsers.specimens.encoders import assignment
from tests.parsers import goldens
from tests.parsers.rawxml import blocks, failure, read


def notices(data: bytes | str) -> list[Notice]:
    raw = data.encode() if isinstance(data, str) else data
    return list(parse_record(Record(data=raw, file="x.xml")))


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["uspto/assignment", "uspto/assignment/test"])
def test_the_answer_of_the_search(shared_samples: Path, folder: str):
    path = shared_samples / "uspto-assignment-xml" / folder / "assignment_1.xml"
    raw = read(path)
    arrays = {}
    for name in ("applNum", "patNum", "publNum", "filingDate", "issueDate"):
        (body,) = blocks(raw.split("</result>")[0].replace(f'arr name="{name}"', name), name)[
            :1
        ] or (raw.split(f'<arr name="{name}">')[1].split("</arr>")[0],)
        arrays[name] = blocks(body, "(?:str|date)")
    found = notices(path.read_bytes())
    assert len(found) == len(arrays["applNum"])
    assert [n.application.number for n in found] == arrays["applNum"]
    assert [n.application.date for n in found] == [d[:10] for d in arrays["filingDate"]]
    assert [n.publication.number for n in found] == arrays["patNum"]
    assert [n.publication.date for n in found] == [d[:10] for d in arrays["issueDate"]]
    (event,) = {event for notice in found for event in notice.events}
    assert event == LegalEvent(
        office="US",
        code="NUNC PRO TUNC ASSIGNMENT",
        text="NUNC PRO TUNC ASSIGNMENT (SEE DOCUMENT FOR DETAILS).",
        date="2006-09-14",
        effective="2006-09-14",
        number="018247/0405",
        before=("REALTIME DATA COMPRESSION SYSTEMS, INC.",),
        after=("REALTIME DATA LLC",),
    )


EVENT = LegalEvent(
    office="US",
    code="ASSIGNMENT OF ASSIGNORS INTEREST",
    text="ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
    date="2014-09-16",
    effective="2014-09-01",
    number="031066/0972",
    before=("DOE, JANE", "ROE & SON"),
    after=("ACME, INC.",),
)
FILED = Reference(office="US", number="13976543", date="2013-06-07")
GRANTED = Reference(office="US", number="8765432", kind="B2", date="2014-07-01")


def notice(**changes: object) -> Notice:
    source = Record(data=b"", file="x.xml").source("assignment")
    kept = {"application": FILED, "publication": GRANTED, "events": (EVENT,), **changes}
    return Notice(office="US", source=source, **kept)


@pytest.mark.parametrize(
    "written",
    [
        notice(),
        notice(publication=None),
        notice(application=None),
        notice(publication=Reference(office="US", number="20140123456", kind="A1")),
        notice(publication=Reference(office="US", number="D712345", kind="S1")),
    ],
)
def test_daily_files_come_back(tmp_path: Path, written: Notice):
    path = tmp_path / "ad20150102.xml"
    path.write_bytes(assignment.encode_all([written, written]))
    found = list(parse_paths([path]))
    assert len(found) == 2
    for item in found:
        assert isinstance(item, Notice), item
        for key in ("office", "application", "publication", "events"):
            assert getattr(item, key) == getattr(written, key)
        with path.open("rb") as file:
            file.seek(item.source.offset)
            assert file.read(item.source.length).startswith(b"<patent-assignment>")


def record(properties: str, record: str = "") -> str:
    return (
        "<patent-assignment><assignment-record><reel-no>1</reel-no><frame-no>2</frame-no>"
        f"{record}<recorded-date><date>20050425</date></recorded-date></assignment-record>"
        f"<patent-properties>{properties}</patent-properties></patent-assignment>"
    )


def test_a_property_with_several_numbers_is_of_its_patent():
    documents = "".join(
        f"<document-id><country>US</country><doc-number>{number}</doc-number><kind>{kind}</kind>"
        "</document-id>"
        for number, kind in (("10123456", "X0"), ("20050123456", "A1"), ("7123456", "B1"))
    )
    (found,) = notices(record(f"<patent-property>{documents}</patent-property>"))
    assert found.application.number == "10123456"
    assert (found.publication.number, found.publication.kind) == ("7123456", "B1")


def test_an_international_application():
    document = (
        "<document-id><doc-number>PCT/US2010/012345</doc-number><kind>X0</kind></document-id>"
    )
    (found,) = notices(record(f"<patent-property>{document}</patent-property>"))
    assert found.application.number == "PCT/US2010/012345"


def test_properties_without_number_fail():
    (found,) = notices(
        record("<patent-property><invention-title>x</invention-title></patent-property>")
    )
    assert isinstance(found, Failure)
    assert (found.code, found.place) == ("IDENTITY_INCOMPLETE", "000001/0002")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (record(""), "IDENTITY_INCOMPLETE"),
        (record("", "<purge-indicator>Y</purge-indicator>"), "CONTENT_OTHER"),
        ("<patent-assignment/>", "IDENTITY_INCOMPLETE"),
        ("<response><result name='response' numFound='0' start='0'/></response>", "CONTENT_OTHER"),
        (record("")[:-40], "XML_TRUNCATED"),
    ],
)
def test_damaged_records_fail_with_a_code(data: str, code: str):
    assert failure(data).code == code


def test_golden():
    goldens.check("assignment", notices(record(
        "<patent-property><document-id><doc-number>10123456</doc-number><kind>X0</kind>"
        "</document-id></patent-property>", "<conveyance-text>MERGER.</conveyance-text>")))  # fmt: skip
