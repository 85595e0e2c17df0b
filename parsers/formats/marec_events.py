"""What MAREC documents tell about the life of a right."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.marec_parties import plain
from parsers.formats.nodes import attribute, code_at, value, values
from parsers.model import LegalEvent
from parsers.xml import Element


def events(root: Element, biblio: Element | None, office: str) -> tuple[LegalEvent, ...]:
    """Dates of public availability, reassignments, then the legal status as the EPO records it."""
    found: list[LegalEvent] = []
    if biblio is not None:
        found += _availability(biblio, office)
        found += _procedures(biblio, office)
        found += _reassignments(biblio, office)
    for element in root.iterfind("legal-status/legal-event"):
        found += _legal(element, office)
    return tuple(dict.fromkeys(found))


def _availability(biblio: Element, office: str) -> Iterator[LegalEvent]:
    """The code is the name of the element."""
    for element in biblio.iterfind("dates-of-public-availability/*"):
        date = parse_date(value(element, ".//date") or "", office)
        bulletin = value(element, "bulletin-number")
        if date:
            text = f"bulletin {bulletin}" if bulletin else None
            yield LegalEvent(office=office, code=element.tag, date=date, text=text)


def _procedures(biblio: Element, office: str) -> Iterator[LegalEvent]:
    """Limitation and review of European patents: each step that has a date."""
    for element in biblio.iterfind("office-specific-data//date"):
        step = element.getparent()
        date = parse_date(value(element) or "", office)
        if date and step is not None:
            yield LegalEvent(office=office, code=step.tag, date=date)


def _reassignments(biblio: Element, office: str) -> Iterator[LegalEvent]:
    for element in biblio.iterfind("parties/assignee-history/reassignments/reassignment"):
        date = parse_date(attribute(element, "recorded-date") or "", office)
        if date:
            yield LegalEvent(
                office=office,
                code="reassignment",
                date=date,
                text=value(element, "conveyance"),
                number=attribute(element, "reel-frame"),
                before=tuple(_names(element, "assignors/assignor")),
                after=tuple(_names(element, "assignees/assignee")),
            )


def _names(element: Element, path: str) -> Iterator[str]:
    for book in element.iterfind(f"{path}/addressbook"):
        parts = [value(book, tag) for tag in ("last-name", "first-name", "middle-name")]
        person = ", ".join(part for part in parts if part)
        name = value(book, "orgname") or person or value(book, "name") or value(book, "text")
        if name := plain(name):
            yield name


def _legal(element: Element, office: str) -> Iterator[LegalEvent]:
    code, date = attribute(element, "code"), parse_date(attribute(element, "date") or "")
    if code is None or date is None:
        return
    labels = dict(_attributes(element))
    country = (attribute(element, "country") or "").upper()
    effective = labels.get("Effective DATE") or labels.get("EFFECTIVE DATE")
    details = [f"{label}: {text}" if label else text for label, text in labels.items()]
    yield LegalEvent(
        office=country if len(country) == 2 and country.isalpha() else office,
        code=code,
        date=date,
        text="; ".join(details) or value(element, "dtext"),
        title=value(element, "legal-event-body/event-title"),
        effective=parse_date(effective) if effective else None,
        country=code_at(element, "legal-event-body/country"),
    )


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for entry in element.iterfind(".//event-attribute"):
        label = value(entry, "event-attribute-label") or ""
        text = "; ".join(values(entry, "event-attribute-value"))
        if text:
            yield label, text
