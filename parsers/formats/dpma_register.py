"""Register extracts of patents and utility models (`dpma-patent-document`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.dpma_parties import party
from parsers.formats.nodes import attribute, number_in, value, values
from parsers.formats.parts import absent
from parsers.formats.refs import application_reference, cited, document_id
from parsers.formats.st36 import citation
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import (
    Citation,
    Classification,
    DocumentId,
    LegalEvent,
    Notice,
    Party,
    Publication,
    Reference,
    Related,
    Relation,
    Right,
    Role,
    Scheme,
    Source,
    Text,
)
from parsers.symbols import normal
from parsers.xml import Element

_GROUPS: tuple[tuple[str, Role], ...] = (
    ("applicants/applicant", "applicant"),
    ("inventors/inventor", "inventor"),
    ("assignees/assignee", "assignee"),
    ("owners/owner", "assignee"),
    ("agents/agent", "agent"),
)
_RIGHTS: dict[str, Right] = {"gebrauchsmuster": "utility_model", "patent": "invention"}
_RELATIONS: dict[str, Relation] = {
    "addition": "addition",
    "division": "division",
    "utility-model-basis": "utility_model_basis",
}
_SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("classifications-ipcr/classification-ipcr", "ipc"),
    ("classifications-cpc/classification-cpc", "cpc"),
)
_PUBLISHED = re.compile(r"([A-Z]{2})0*(\w+?)([A-Z]\d?)")
_GIVEN_TAGS = frozenset({
    "type-of-procedure", "procedural-status", "date-of-procedural-status", "publication-info",
    "published-documents",
})  # fmt: skip


def read(root: Element, source: Source) -> Iterator[Publication | Notice]:
    """A publication for each that the register names, and the events of the right as a notice.

    Raises ParseError IDENTITY_INCOMPLETE where neither a publication nor the file number is there.
    """
    biblio = root.find("bibliographic-data")
    if biblio is None:
        raise ParseError("FORMAT_MISMATCH", "There is no bibliographic-data.", place=root.tag)
    filed = document_id(biblio.find("application-reference/document-id"), application=True)
    found = [
        reference
        for element in biblio.iterfind("publication-references/publication-reference/document-id")
        if (reference := document_id(element))
    ]
    if not found and filed is None:
        raise ParseError("IDENTITY_INCOMPLETE", "The extract has no number.", place=root.tag)
    dates = _dates(root)
    if len(found) == 1:
        first = value(biblio, "office-specific-bib-data/date-of-first-publication")
        dates.setdefault(_key(found[0]), parse_date(first, "DE") if first else None)
    for reference in dict.fromkeys(found):
        yield _publication(biblio, reference, filed, dates.get(_key(reference)), source)
    events = tuple(_events(root))
    if events:
        yield Notice(office="DE", application=filed, publication=next(iter(found), None),
                     events=events, source=source)  # fmt: skip


def _key(reference: Reference) -> tuple[str, str, str | None]:
    return reference.office, reference.number, reference.kind


def _dates(root: Element) -> dict[tuple[str, str, str | None], str | None]:
    """The day each document was published, by the events that name it (`DE000010027360A1`)."""
    dates: dict[tuple[str, str, str | None], str | None] = {}
    for event in root.iterfind("events/event-data"):
        day = value(event, "publication-info/publication-date")
        for printed in values(event, "published-documents/document"):
            if day and (named := _PUBLISHED.fullmatch(printed)):
                document = cited(f"{named[1]} {named[2]}{named[3]}")
                if document:
                    dates[_key(document)] = parse_date(day, "DE")
    return dates


def _publication(
    biblio: Element, own: Reference, filed: Reference | None, date: str | None, source: Source
) -> Publication:
    key = DocumentId(own.office, own.number, own.kind or "")
    date = own.date or date
    right, stage = right_and_stage(key.office, own.kind, date, key.number)
    office_data = biblio.find("office-specific-bib-data")
    if right == "other":
        right = _RIGHTS.get(value(office_data, "type-of-ip-right") or "", right)
    title, abstract = tuple(_titles(biblio)), value(office_data, "abstract")
    parts: dict[str, object] = {
        "title": title, "abstract": abstract, "description": None, "claims": None, "date": date,
    }  # fmt: skip
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=own.kind,
        date=date,
        right=right,
        stage=stage,
        language=title[0].lang if title else "de",
        application=filed,
        priorities=_priorities(biblio),
        related=tuple(_related(biblio)),
        title=title,
        abstract=(Text(lang="de", text=abstract),) if abstract else (),
        parties=tuple(_parties(biblio)),
        classifications=tuple(_classes(biblio)),
        citations=_citations(biblio),
        gaps=absent(parts),
        source=source,
    )


def _titles(biblio: Element) -> Iterator[Text]:
    for element in biblio.iterfind("invention-title"):
        lang = lang_of(attribute(element, "lang")) or "de"
        if text := value(element, ".", lang):
            yield Text(lang=lang, text=text)


def _priorities(biblio: Element) -> tuple[Reference, ...]:
    found = (
        application_reference(
            value(claim, "country"), value(claim, "doc-number"), value(claim, "date")
        )
        for claim in biblio.iterfind("priority-claims/priority-claim")
    )
    return tuple(entry for entry in found if entry)


def _related(biblio: Element) -> Iterator[Related]:
    for group in biblio.iterfind("related-documents/*"):
        for element in group.iter("document-id"):
            if document := document_id(element, application=True):
                yield Related(relation=_RELATIONS.get(group.tag, "other"), document=document)
    for path, applied in (("filing", True), ("publishing", False)):
        found = biblio.find(f"pct-or-regional-{path}-data/document-id")
        if document := document_id(found, application=applied):
            yield Related(relation="pct", document=document)


def _parties(biblio: Element) -> Iterator[Party]:
    for path, role in _GROUPS:
        for place, element in enumerate(biblio.iterfind(f"parties/{path}"), 1):
            text, name = value(element, "addressbook/text"), value(element, "addressbook/name")
            sequence = number_in(attribute(element, "sequence")) or place
            if made := party(text or name or "", role, sequence, name):
                yield made


def _classes(biblio: Element) -> Iterator[Classification]:
    for path, scheme in _SCHEMES:
        for element in biblio.iterfind(path):
            version = value(element, f"{scheme}-version-indicator")
            if symbol := normal(scheme, value(element, "text") or ""):
                yield Classification(
                    scheme=scheme,
                    symbol=symbol,
                    version=parse_date(version.replace(".", "-")) if version else None,
                )


def _citations(biblio: Element) -> tuple[Citation, ...]:
    return tuple(made for element in biblio.iter("citation") for made in citation(element))


def _events(root: Element) -> Iterator[LegalEvent]:
    """Procedural steps by the register's codes (`R119`); the day of the gazette, where it has one.

    What a step changed stands in an element and, as it was before, in `previous-…`.
    """
    for event in root.iterfind("events/event-data"):
        code = value(event, "procedural-status")
        done = parse_date(value(event, "date-of-procedural-status") or "", "DE")
        printed = parse_date(value(event, "publication-info/publication-date") or "", "DE")
        date = printed or done
        if code is None or date is None:
            continue
        before = [t for e in event if e.tag.startswith("previous-") if (t := _text(e))]
        after = [
            text
            for element in event
            if element.tag not in _GIVEN_TAGS and not element.tag.startswith("previous-")
            if (text := _text(element))
        ]
        yield LegalEvent(
            office="DE",
            code=code,
            date=date,
            title=value(event, "type-of-procedure"),
            text=", ".join(_details(event)) or None,
            effective=done if done != date else None,
            before=tuple(before),
            after=tuple(after),
        )


def _text(element: Element) -> str:
    """The parts of an element, parted by commas; symbols of classes in the form of this index."""
    leaves = (leaf for leaf in element.iter("*") if len(leaf) == 0)
    texts = (value(leaf) or "" for leaf in leaves)
    return ", ".join(normal("ipc", text) or text for text in texts if text)


def _details(event: Element) -> Iterator[str]:
    issue, year = (
        value(event, "publication-info/issue-number"),
        value(event, "publication-info/year"),
    )
    if issue:
        yield f"Heft {issue}/{year}" if year else f"Heft {issue}"
    yield from values(event, "publication-info/part")
    yield from values(event, "published-documents/document")
