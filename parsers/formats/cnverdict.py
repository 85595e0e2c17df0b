"""Chinese decisions on re-examination and invalidity, and judgments about them, as events.

Roots `AppealDecision` and `PatentVerdict` of the office's ST.96 schema (ZC 0012.1 has them first).
What was decided, when, and under which number is kept; the grounds are texts of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.cn96_biblio import application, publication
from parsers.formats.nodes import attribute, localise, value, values
from parsers.model import LegalEvent, Notice
from parsers.record import Record
from parsers.text import inline_text
from parsers.xml import Element, parse_xml

NAME = "cnverdict"
OFFICES = frozenset({"CN"})
YEARS = "1985-"
CONTENT = "events"
TRIED = "decisions written after the office's schema"

_START = re.compile(rb"<(?:[\w.-]+:)?(?:PatentVerdict|AppealDecision)[\s/>]")
_OUTCOMES = ("appealType", "verdictType", "decision", "holdingType", "reasonType")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Notice]:
    """One notice. Raises ParseError where it does not say which right is decided on, and when."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    case = root.find(".//PatentInformation")
    filed = None if case is None else application(case)
    published = publication(case, (None, None, None, None))
    if filed is None and published is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The decision names no application and no publication.",
            place=f"{root.tag}//PatentInformation",
        )
    events = tuple(_events(root))
    if not events:
        raise ParseError(
            "CONTENT_SYNTAX", "The decision has no date that can be read.", place=root.tag
        )
    notes = (*xml.notes, *_notes(root))
    yield Notice(
        office="CN",
        application=filed,
        publication=published,
        events=events,
        source=record.source(NAME, repaired=xml.repaired, notes=notes),
    )


def _events(root: Element) -> Iterator[LegalEvent]:
    """The decision on its day, and its announcement on that of the gazette."""
    number = value(root, ".//DecisionNumber")
    decided = value(root, ".//DecisionDate/Date") or value(root, "VerdictDate/Date")
    if date := parse_date(decided or "", "CN"):
        yield LegalEvent(
            office="CN",
            code=root.tag,
            date=date,
            title=", ".join(filter(None, (attribute(root, name) for name in _OUTCOMES))) or None,
            text=_summary(root),
            number=_file_number(root) or number,
        )
    element = root.find(".//PublicationInformation")
    if date := parse_date(value(element, "DocumentID/Date") or "", "CN"):
        issue = value(element, "PublicationVolume")
        yield LegalEvent(
            office="CN", code="PublicationInformation", date=date, number=number, text=issue
        )


def _file_number(root: Element) -> str | None:
    """The number of a judgment's file: its words, or else its year, section and number."""
    for element in root.iterfind("LegalFileNumberDetails/LegalFileNumber"):
        parts = (attribute(element, name) for name in ("year", "section", "num"))
        return inline_text(element) or " ".join(filter(None, parts)) or None
    return None


def _summary(root: Element) -> str | None:
    """The main points of the decision, the court, or the abstract: whatever comes first."""
    points = " ".join(values(root, ".//DecisionMainPoint"))
    court = " ".join(values(root, "Court/*"))
    return points or court or value(root, ".//Abstract")


def _notes(root: Element) -> Iterator[str]:
    if value(root, "DecisionDetail") or value(root, "VerdictDetail"):
        yield "the grounds of the decision are not kept"
