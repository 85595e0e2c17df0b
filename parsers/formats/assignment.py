"""Assignments of US patents: daily files (`patent-assignments`, DTD 0.4-2.0) and search answers.

Each recordation (reel and frame) gives a notice per property: who conveyed what to whom, when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats.assignment_deed import Deed, Property
from parsers.formats.assignment_files import deeds_of_answer, deeds_of_file
from parsers.formats.nodes import localise
from parsers.formats.refs import application_reference, pct_application, publication_reference
from parsers.model import LegalEvent, Notice, Reference, Source
from parsers.record import Failure, Record
from parsers.xml import parse_xml

NAME = "assignment"
OFFICES = frozenset({"US"})
YEARS = "1980-"
CONTENT = "events"
TRIED = "one answer of the assignment search"

_START = re.compile(
    rb"<(?:us-)?patent-assignments?[\s/>]|<(?:action-key-code|transaction-date)[\s/>]"
    rb"|<response[^>]*>\s*<(?:lst|result)\b"
)
_HEADERS = frozenset({"action-key-code", "transaction-date"})
"""What stands before the records of a daily file."""
_CODE = re.compile(r"\s*\(.*|[.\s]+$")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Notice | Failure]:
    """A notice per property. Raises ParseError where a recordation has no reel, day or property."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    if root.tag in _HEADERS:
        return
    source = record.source(NAME, root.get("dtd-version"), repaired=xml.repaired, notes=xml.notes)
    deeds = [*(deeds_of_answer(root) if root.tag == "response" else deeds_of_file(root))]
    if not deeds:
        raise ParseError("CONTENT_OTHER", "There is no assignment.", place=root.tag)
    for deed in deeds:
        try:
            event = _event(deed)
            for entry in deed.properties:
                yield _notice(entry, event, source)
        except ParseError as error:
            yield Failure.of(record, error)


def _event(deed: Deed) -> LegalEvent:
    """The recordation; its code is the kind of conveyance in the words of the office."""
    place = deed.place or "reel"
    if deed.purged:
        words = f"The office has purged the recordation {deed.place}."
        raise ParseError("CONTENT_OTHER", words, place=place)
    if not deed.place or deed.recorded is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no reel, frame and day.", place=place)
    if not deed.properties:
        raise ParseError("IDENTITY_INCOMPLETE", "The recordation has no property.", place=place)
    words = deed.conveyance or "assignment"
    code = _CODE.sub("", words) or words
    return LegalEvent(
        office="US",
        code=code,
        date=deed.recorded,
        text=words if words != code else None,
        effective=min(deed.executed, default=None),
        number=deed.place,
        before=deed.assignors,
        after=deed.assignees,
    )


def _notice(entry: Property, event: LegalEvent, source: Source) -> Notice:
    """Of the application and, where it is told, of the patent, or else its earlier publication.

    Raises ParseError IDENTITY_INCOMPLETE for a property without number.
    """
    filed = application_reference("US", entry.application, entry.filed)
    filed = filed or pct_application(entry.pct, entry.filed)
    published: Reference | None = None
    for number, kind, date in entry.publications:
        published = publication_reference("US", number, kind, date)
        if published:
            break
    if filed is None and published is None:
        raise ParseError("IDENTITY_INCOMPLETE", "A property has no number.", place=event.number)
    return Notice(
        office="US", application=filed, publication=published, events=(event,), source=source
    )
