"""Bibliographic data of USPTO applications 1.4-1.6."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.nodes import value
from parsers.formats.refs import application_reference
from parsers.formats.us4_numbers import day
from parsers.formats.us_classes import Position, Symbols
from parsers.formats.us_numbers import application, patent, related
from parsers.model import (
    Botanic,
    Citation,
    Classification,
    Deposit,
    Gap,
    LegalEvent,
    Reference,
    Related,
    Relation,
)
from parsers.xml import Element

_RELATIONS: dict[str, Relation] = {
    "division-of": "division",
    "continuation-of": "continuation",
    "continuation-in-part-of": "continuation_in_part",
    "continuing-reissue-of": "reissue",
    "addition-to": "addition",
    "a-371-of-international": "pct",
    "substitution-for": "substitution",
    "reissue-of": "reissue",
    "non-provisional-of-provisional": "provisional",
}
_PLACES: tuple[tuple[str, Position], ...] = (("primary", "first"), ("secondary", "later"))
_ENTERED = frozenset({"usc371-date", "usc371c124-date", "usc102e-date"})


def own_application(biblio: Element) -> Reference | None:
    """The application that is published, with its filing date."""
    filed = biblio.find("domestic-filing-data")
    return application(
        value(filed, "application-number/doc-number"),
        value(filed, "filing-date"),
        series=value(filed, "application-number-series-code"),
    )


def priorities(biblio: Element) -> tuple[tuple[Reference, ...], tuple[Gap, ...]]:
    """Foreign priorities; those printed without a number can only be named as gaps."""
    found: list[Reference] = []
    gaps: list[Gap] = []
    for entry in biblio.iterfind("foreign-priority-data"):
        office, date = value(entry, "country-code"), value(entry, "filing-date")
        number = value(entry, "priority-application-number/doc-number")
        made = application_reference(office, number, date)
        if made is not None:
            found.append(made)
        else:
            words = " ".join(word for word in (office, number, date) if word)
            gaps.append(Gap(part="priorities", reason="not_in_source", detail=words or None))
    return tuple(found), tuple(gaps)


def classifications(biblio: Element) -> tuple[tuple[Classification, ...], list[str]]:
    """International classes, then those of the US; and notes on unreadable ones."""
    symbols = Symbols()
    technical = biblio.find("technical-information")
    if technical is not None:
        international = technical.find("classification-ipc")
        national = technical.find("classification-us")
        for place, position in _PLACES:
            path = f"classification-ipc-{place}/ipc"
            symbols.add("ipc", _texts(international, path), position)
        for place, position in _PLACES:
            symbols.add("uspc", _us(national, f"classification-us-{place}"), position)
    return symbols.found, symbols.notes


def _texts(element: Element | None, path: str) -> list[str]:
    found = element.iterfind(path) if element is not None else ()
    return [entry.text or "" for entry in found]


def _us(element: Element | None, tag: str) -> Iterator[str]:
    for entry in element.iterfind(tag) if element is not None else ():
        name, subclass = value(entry, "uspc/class"), value(entry, "uspc/subclass")
        if name:
            yield f"{name:>3}{subclass or ''}"
        elif free := value(entry, "uspc-freeform"):
            yield free


def relations(biblio: Element) -> tuple[Related, ...]:
    """Earlier applications, patents and publications, then the international ones.

    A parent that has been granted is named twice, by its application and by its patent.
    """
    found: list[Related] = []
    for entry in biblio.iterfind("continuity-data//*"):
        relation = _RELATIONS.get(entry.tag)
        if relation:
            found += _parents(entry, relation)
        elif entry.tag == "corrected-republication-of":
            found += related("correction_of", _published(entry.find("document-id")))
    for document in biblio.iterfind("prior-publication/document-id"):
        found += related("earlier_publication", _published(document))
    for document in biblio.iterfind("international-conventions/pct-application/document-id"):
        number, date = value(document, "doc-number"), value(document, "document-date")
        found += related("pct", application_reference("WO", number, date))
    for document in biblio.iterfind("international-conventions/pct-publication/document-id"):
        number, date = value(document, "doc-number"), value(document, "document-date")
        found += related("pct", patent(number, date, "WO", value(document, "kind-code")))
    return tuple(dict.fromkeys(found))


def _parents(entry: Element, relation: Relation) -> Iterator[Related]:
    for document in entry.iterfind("document-id"):
        yield from related(relation, _filed(document))
    for family in entry.iterfind("parent-child"):
        yield from related(relation, _filed(family.find("parent/document-id")))
        yield from related(relation, _published(family.find("parent-patent/document-id")))
        yield from related("pct", _filed(family.find("parent-pct/document-id")))
    yield from related("pct", _filed(entry.find("parent-pct/document-id")))


def _filed(document: Element | None) -> Reference | None:
    return application(
        value(document, "doc-number"),
        value(document, "document-date"),
        value(document, "country-code"),
    )


def _published(document: Element | None) -> Reference | None:
    return patent(
        value(document, "doc-number"),
        value(document, "document-date"),
        value(document, "country-code"),
        value(document, "kind-code"),
    )


def citations(biblio: Element) -> tuple[Citation, ...]:
    """Cited patents and literature, which few applications list."""
    found: list[Citation] = []
    for entry in biblio.iterfind("technical-information/citation"):
        cited = _published(entry.find("cited-patent-literature/document-id"))
        if cited is not None:
            found.append(Citation(document=cited))
        elif text := value(entry, "cited-non-patent-literature") or value(entry):
            found.append(Citation(text=text))
    return tuple(found)


def national_phase(biblio: Element) -> tuple[LegalEvent, ...]:
    """The day the requirements of 35 U.S.C. 371 were met, under the tag that has it."""
    entered = biblio.iterfind("international-conventions/*")
    dated = ((found.tag, day(value(found))) for found in entered if found.tag in _ENTERED)
    return tuple(LegalEvent(office="US", code=tag, date=date) for tag, date in dated if date)


def botanic(biblio: Element) -> Botanic | None:
    """The plant of an application for a plant patent."""
    named = biblio.find("technical-information/botanic")
    made = Botanic(latin=value(named, "latin-name"), variety=value(named, "variety"))
    return made if made != Botanic() else None


def deposits(root: Element) -> tuple[Deposit, ...]:
    """Biological material whose deposit the description lists; before its tags are renamed."""
    found: list[Deposit] = []
    for entry in root.iter("biological-deposit"):
        depositary = value(entry, "depository/organization-name") or value(entry, "depository")
        number = value(entry, "deposit-accession-number")
        if depositary and number:
            date = day(value(entry, "deposit-date"))
            found.append(Deposit(depositary=depositary, number=number, date=date))
    return tuple(dict.fromkeys(found))
