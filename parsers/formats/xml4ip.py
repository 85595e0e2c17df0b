"""XML4IP: papers in the files of US applications (claims, specification, abstract), read by OCR.

A paper is no publication: it names its application only, may be amended later, and was made by a
machine from page images. So it gives a notice that the paper was filed, never texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.nodes import localise, value
from parsers.formats.refs import application_reference
from parsers.model import LegalEvent, Notice
from parsers.record import Record
from parsers.xml import Element, parse_xml

NAME = "xml4ip"
OFFICES = frozenset({"US"})
YEARS = "2003-"
CONTENT = "events"
TRIED = "thirteen papers of five applications"

_START = re.compile(
    rb"<(?:[\w.-]+:)?(?:Claims|Specification|Abstract)Document\s[^>]*urn:us:gov:doc:uspto:patent"
)
_TITLES = {"CLM": "Claims", "SPEC": "Specification", "ABST": "Abstract", "DRW": "Drawings"}
_COUNTED = (("Claim", "claims"), ("P", "paragraphs"))


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Notice]:
    """One notice. Raises ParseError where the application or the day of the paper is missing."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    printed = value(root, "DocumentHeaderDetails/ApplicationHeaderDetails/ApplicationNumber")
    filed = application_reference("US", printed)
    day = value(root, "MailRoomDate")
    date = parse_date(day, "US") if day else None
    code = value(root, "DocumentCode")
    if filed is None or date is None or code is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The paper names no application, no code or no day in the mail room.",
            place=root.tag,
        )
    event = LegalEvent(
        office="US",
        code=code,
        date=date,
        title=_TITLES.get(code),
        text=_extent(root),
        number=root.get(_id(root)),
    )
    notes = (*xml.notes, "A paper of the file, read by machine from images: no publication.")
    source = record.source(NAME, repaired=xml.repaired, notes=notes)
    yield Notice(office="US", application=filed, events=(event,), source=source)


def _id(root: Element) -> str:
    """The attribute with the number of the paper, whatever its namespace."""
    return next((str(name) for name in root.keys() if str(name).endswith("}id")), "id")  # noqa: SIM118 - an element yields its children


def _extent(root: Element) -> str | None:
    """How much there is of it, by the elements that have a number or a text."""
    pages = value(root, "DocumentHeaderDetails/PageTotalQuantity")
    told = [f"{pages} pages"] if pages else []
    for tag, words in _COUNTED:
        count = sum(
            1 for element in root.iter(tag) if tag != "Claim" or value(element, "ClaimNumber")
        )
        if count:
            told.append(f"{count} {words}")
    return ", ".join(told) or None
