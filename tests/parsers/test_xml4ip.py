"""Papers of US application files: notices that they were filed, never publications."""

import re
import zipfile
from pathlib import Path

import pytest

from parsers.model import LegalEvent, Notice, Reference
from parsers.parse import parse_paths, parse_record
from parsers.record import Record
from parsers.specimens.encoders import xml4ip
from tests.parsers import goldens
from tests.parsers.rawxml import blocks, failure

SAMPLE = "uspto-xml4ip/xml4ip/sample_XML4IP.ZIP"


def texts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return [archive.read(name).decode("utf-8-sig") for name in names]


@pytest.mark.shared
def test_the_sample_archive(shared_samples: Path):
    path = shared_samples / SAMPLE
    found = list(parse_paths([path]))
    raw = texts(path)
    assert len(found) == len(raw) == 13
    told = {(n.application.number, n.events[0].code, n.events[0].date, n.events[0].number)
            for n in found}  # fmt: skip
    assert told == {
        (blocks(text, "ApplicationNumber")[0], blocks(text, "DocumentCode")[0],
         blocks(text, "MailRoomDate")[0], re.search(r'pat:id="(\w+)"', text)[1])
        for text in raw
    }  # fmt: skip
    claims = sum(len(blocks(text, "ClaimNumber")) for text in raw)
    counted = (re.search(r"(\d+) claims", n.events[0].text or "") for n in found)
    assert sum(int(count[1]) for count in counted if count) == claims
    assert all("no publication" in n.source.notes[-1] for n in found)


def notice(code: str, text: str | None, title: str | None) -> Notice:
    event = LegalEvent(office="US", code=code, date="2013-08-08", title=title, text=text,
                       number="HK4I4RXSPXXIFW3")  # fmt: skip
    source = Record(data=b"", file="x").source("xml4ip")
    filed = Reference(office="US", number="13962724")
    return Notice(office="US", application=filed, events=(event,), source=source)


@pytest.mark.parametrize(
    "written",
    [
        notice("CLM", "6 pages, 3 claims", "Claims"),
        notice("SPEC", "19 pages, 4 paragraphs", "Specification"),
        notice("ABST", "1 pages, 1 paragraphs", "Abstract"),
        notice("ABST", None, "Abstract"),
    ],
)
def test_notices_come_back(written: Notice):
    (found,) = parse_record(Record(data=xml4ip.encode(written), file="x.xml"))
    assert (found.application, found.events) == (written.application, written.events)


def test_papers_without_application_fail():
    assert failure('<ClaimsDocument xmlns="urn:us:gov:doc:uspto:patent"/>').code == (
        "IDENTITY_INCOMPLETE"
    )
    cut = xml4ip.encode(notice("CLM", "6 pages, 3 claims", "Claims"))[:-60]
    assert failure(cut).code == "XML_TRUNCATED"


def test_golden():
    data = xml4ip.encode(notice("CLM", "6 pages, 3 claims", "Claims"))
    goldens.check("xml4ip", parse_record(Record(data=data, file="x.xml")))
