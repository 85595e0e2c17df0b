"""Legal events of INPADOC (`ops:legal`): a code, a gazette date, and fields named by number.

The fields are those of the EPO's worldwide legal event data: L001 to L020 say whose event it is and
when, L501 to L533 what happened. The service puts the events of an application at one member of the
family only; they are of the application, not of that publication, and so become a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats import docdb_references
from parsers.formats.nodes import attribute, code_at, value
from parsers.formats.refs import application_reference
from parsers.model import LegalEvent, Notice, Reference, Source
from parsers.xml import Element

_COUNTRY, _EFFECTIVE, _OWNER = "L501EP", "L525EP", "L509EP"
_PAYMENT = "L518EP"
_TOLD = frozenset({_COUNTRY, _EFFECTIVE, _OWNER})
"""Fields of an event that the model has a place for; the others are told in words."""
_REEL = re.compile(r"REEL/FRAME:\s*(\d+/\d+)")
_ASSIGNORS = re.compile(r"ASSIGNORS?:(.+?);(?:SIGNING DATES|REEL/FRAME|ASSIGNEE)")


def notice(member: Element, source: Source) -> Notice | None:
    """The events at a family member, less deleted ones (L013 is D); None if it has none."""
    elements = [found for found in member.iterfind("legal") if value(found, "L013EP") != "D"]
    made = [_event(element) for element in elements]
    events = tuple(dict.fromkeys(event for event in made if event))
    publication = docdb_references.publication(member.find("publication-reference"))
    application = docdb_references.application(member) or _of_event(elements)
    if not events or (publication is None and application is None):
        return None
    office = _office(elements[0]) or (application or publication or events[0]).office
    undated = made.count(None)
    notes = (f"events without a date, left out: {undated}",) if undated else ()
    return Notice(
        office=office,
        application=application,
        publication=publication,
        events=events,
        source=structs.replace(source, notes=(*source.notes, *notes)),
    )


def _of_event(elements: list[Element]) -> Reference | None:
    """The application that the first event names itself (L002 is F: the number of a filing)."""
    if not elements or value(elements[0], "L002EP") not in {"F", None}:
        return None
    event = elements[0]
    raw, kind = value(event, "L003EP"), value(event, "L004EP")
    return application_reference(_office(event), raw, None, kind, "docdb")


def _office(element: Element) -> str | None:
    return code_at(element, "L001EP")


def _event(element: Element) -> LegalEvent | None:
    """One event, if it has a date, a code and an office."""
    fields = element.find("L500EP")
    fields = element if fields is None else fields
    effective = _day(fields, _EFFECTIVE)
    date = _day(element, "L007EP") or effective or _day(fields, _PAYMENT)
    office, code = _office(element), value(element, "L008EP") or attribute(element, "code")
    if date is None or office is None or code is None:
        return None
    text = "; ".join(_words(fields))
    reel, before = _REEL.search(text), _ASSIGNORS.search(text)
    owner = value(fields, _OWNER)
    return LegalEvent(
        office=office,
        code=code,
        date=date,
        title=attribute(element, "desc"),
        text=text or None,
        effective=effective,
        number=reel[1] if reel else None,
        country=code_at(fields, _COUNTRY),
        before=tuple(name.strip() for name in before[1].split(";")) if before else (),
        after=(owner,) if owner else (),
    )


def _day(element: Element, tag: str) -> str | None:
    printed = value(element, tag)
    return parse_date(printed) if printed else None


def _words(fields: Element) -> Iterator[str]:
    """`Ref Legal Event Code: FG4D (EUROPEAN PATENT GRANTED)`, for each field that is left."""
    for field in fields:
        text = value(field)
        if not str(field.tag).startswith("L5") or field.tag in _TOLD or not text:
            continue
        name, meaning = attribute(field, "desc"), attribute(field, "descData")
        shown = f"{text} ({meaning})" if meaning else text
        yield f"{name}: {shown}" if name and name != "Free Format Text" else shown
