"""Bibliographic data of DOCDB records and of OPS responses: parties, states, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.dates import parse_date
from parsers.formats.docdb_references import deleted
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.model import LegalEvent, Party, Role
from parsers.text import clean
from parsers.xml import Element

_FORMS = ("docdb", "epodoc", "docdba", "original")
_COUNTRY_BEHIND = re.compile(r"\s*\[([A-Z]{2})\]$")
_DAYS: tuple[tuple[str, str], ...] = (
    ("preceding-publication-date", "date"),
    ("date-of-coming-into-force", "date"),
    ("st50-republication/cancellation-date", "."),
    ("st50-republication/correction-notice", "date"),
)
"""Dated steps outside `dates-of-public-availability`, and where below them the date is."""


def parties(biblio: Element | None) -> tuple[Party, ...]:
    """Applicants, inventors and agents in one form only: the one with countries comes first."""
    if biblio is None:
        return ()
    groups: tuple[tuple[str, str, Role], ...] = (
        ("parties/applicants/applicant", "applicant-name", "applicant"),
        ("parties/inventors/inventor", "inventor-name", "inventor"),
        ("parties/agents/agent", "agent-name", "agent"),
    )
    return tuple(
        party for path, tag, role in groups for party in _group(biblio.findall(path), tag, role)
    )


def _group(elements: list[Element], tag: str, role: Role) -> Iterator[Party]:
    elements = [element for element in elements if not deleted(element)]
    forms = {element.get("data-format") or "docdb" for element in elements}
    form = next((form for form in _FORMS if form in forms), None)
    chosen = [e for e in elements if form is None or (e.get("data-format") or "docdb") == form]
    for place, element in enumerate(chosen, 1):
        printed = value(element, f"{tag}/name") or value(element, ".//name") or ""
        behind = _COUNTRY_BEHIND.search(printed)
        name = printed[: behind.start()] if behind else printed.rstrip(" ,")
        if name:
            yield Party(
                role=role,
                name=name,
                country=behind[1] if behind else code_at(element, "residence/country"),
                address=", ".join(values(element, "address/*")) or None,
                sequence=number_in(attribute(element, "sequence")) or place,
            )


def designated_states(biblio: Element | None) -> tuple[str, ...]:
    """States designated for EPC or PCT; regions are not states."""
    element = biblio.find("designation-of-states") if biblio is not None else None
    if element is None or deleted(element):
        return ()
    return tuple(dict.fromkeys(_states(element.iter("country"))))


def _states(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        outside = (above.tag for above in element.iterancestors())
        text = clean(element.text or "")
        if text and not {"region", "exclusion-from-designation"} & set(outside):
            yield text


def events(biblio: Element | None, office: str) -> tuple[LegalEvent, ...]:
    """Dates of public availability and the other dated steps; the code is the element's name."""
    if biblio is None:
        return ()
    found = [
        made
        for element in biblio.iterfind("dates-of-public-availability/*")
        for made in _event(element, value(element, ".//date"), office)
    ]
    for path, place in _DAYS:
        for element in biblio.iterfind(path):
            found += _event(element, value(element, place), office)
    return tuple(found)


def _event(element: Element, printed: str | None, office: str) -> Iterator[LegalEvent]:
    date = parse_date(printed) if printed and not deleted(element) else None
    if date:
        number = value(element, "gazette-num") or value(element, ".//srep-num")
        yield LegalEvent(
            office=office,
            code=element.tag,
            date=date,
            text=value(element, "text"),
            number=number,
        )
