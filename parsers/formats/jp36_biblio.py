"""Bibliographic data of the Japanese gazettes on the lines of WIPO ST.36."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import structs

from parsers.formats.jp_words import (
    cited_document,
    country_in,
    is_company,
    is_firm,
    prefecture_in,
)
from parsers.formats.nodes import (
    attribute,
    code_at,
    number_in,
    raw_text,
    value,
    values,
    whole_number,
)
from parsers.formats.refs import (
    application_reference,
    pct_application,
    publication_reference,
)
from parsers.formats.st36 import citation
from parsers.languages import lang_of
from parsers.model import (
    Citation,
    Classification,
    Party,
    Reference,
    Related,
    Relation,
    Role,
    Scheme,
)
from parsers.symbols import normal, st8
from parsers.text import clean
from parsers.xml import Element

_RELATIONS: dict[str, Relation] = {
    "division": "division",
    "addition": "addition",
    "continuation": "continuation",
    "change-of-application": "other",
    "change-of-utility": "utility_model_basis",
    "utility-model-basis": "utility_model_basis",
    "correction": "correction_of",
}
_STATES = ("designation-of-states", "designated-states")
_LINES = re.compile(r"[\n\v]+")


def reference(element: Element | None, *, application: bool = False) -> Reference | None:
    """A `document-id`; the office may go without saying, and so may be written before numbers."""
    if element is None:
        return None
    office, raw = code_at(element, "country") or "JP", value(element, "doc-number")
    date, kind = value(element, "date"), value(element, "kind")
    if application:
        return application_reference(office, raw, date)
    return publication_reference(office, raw, kind, date)


def application(biblio: Element) -> Reference | None:
    return reference(biblio.find("application-reference/document-id"), application=True)


def priorities(biblio: Element) -> tuple[Reference, ...]:
    found = (
        application_reference(
            code_at(claim, "country", "office-of-filing/country"),
            value(claim, "doc-number"),
            value(claim, "date"),
        )
        for claim in biblio.iterfind("priority-claims/priority-claim")
    )
    return tuple(dict.fromkeys(entry for entry in found if entry))


def related(biblio: Element) -> tuple[Related, ...]:
    """The international stage, what was divided or converted, and earlier publications."""
    return tuple(
        dict.fromkeys(
            Related(relation=relation, document=document)
            for relation, document in _relatives(biblio)
            if document
        )
    )


def _relatives(biblio: Element) -> Iterator[tuple[Relation, Reference | None]]:
    for filed in biblio.iterfind("pct-or-regional-filing-data/document-id"):
        number, country = value(filed, "doc-number"), value(filed, "country")
        yield "pct", pct_application(number, value(filed, "date"), country)
    for published in biblio.iterfind("pct-or-regional-publishing-data/document-id"):
        number, kind = value(published, "doc-number"), value(published, "kind")
        yield "pct", publication_reference("WO", number, kind, value(published, "date"))
    for group in biblio.iterfind("related-documents/*"):
        relation = _RELATIONS.get(group.tag, "other")
        for parent in group.iterfind(".//parent-doc/document-id"):
            yield relation, reference(parent, application=True)
    for entry in biblio.iterfind("dates-of-public-availability/*"):
        relation = "earlier_publication" if "without-grant" in entry.tag else "other"
        for document in entry.iterfind("document-id"):
            if value(document, "doc-number"):
                yield relation, reference(document)


def states(biblio: Element) -> tuple[str, ...]:
    found = [
        text
        for name in _STATES
        for text in values(biblio, f".//{name}//country")
        if re.fullmatch("[A-Z]{2}", text)
    ]
    return tuple(dict.fromkeys(found))


class _Entry(NamedTuple):
    """A symbol as printed; `indexing`: one that only adds information."""

    text: str
    facet: str | None
    place: Literal["first", "later"]
    indexing: bool


def classifications(biblio: Element) -> tuple[Classification, ...]:
    """IPC with its indexing codes, FI, themes and F-terms, each as printed and in that order."""
    made = [_ipc(entry) for entry in _entries(biblio, "classification-ipc")]
    made += [st8(text, "ipc") for text in values(biblio, "classifications-ipcr/*/text")]
    made += [_fi(entry) for entry in _entries(biblio, "classification-national")]
    terms = (
        *values(biblio, "theme-code-info/theme-code"),
        *values(biblio, "f-term-info/f-term"),
    )
    made += [_plain("fterm", text) for text in terms]
    made += [_plain("locarno", text) for text in values(biblio, "classification-locarno/*")]
    return tuple(dict.fromkeys(entry for entry in made if entry))


_INDEXING = {
    "additional-info", "main-linked-indexing-code", "sub-linked-indexing-code",
    "unlinked-indexing-code",
}  # fmt: skip


def _entries(biblio: Element, group: str) -> Iterator[_Entry]:
    for element in (found for home in biblio.iterfind(group) for found in home.iterdescendants()):
        text = raw_text(element).strip()
        if text and len(element) == 0 and element.tag not in {"edition", "country"}:
            yield _Entry(
                text,
                attribute(element, "facet"),
                "first" if element.tag.startswith("main-cl") else "later",
                element.tag in _INDEXING,
            )


def _ipc(entry: _Entry) -> Classification | None:
    made = st8(entry.text, "ipc") or _plain("ipc", entry.text)
    return made and structs.replace(
        made,
        position=made.position or entry.place,
        value=made.value or ("additional" if entry.indexing else None),
    )


def _fi(entry: _Entry) -> Classification | None:
    made = _plain("fi", f"{entry.text} {entry.facet}" if entry.facet else entry.text)
    value = "additional" if entry.indexing else None
    return made and structs.replace(made, position=entry.place, value=value)


def _plain(scheme: Scheme, text: str) -> Classification | None:
    symbol = normal(scheme, text)
    return Classification(scheme=scheme, symbol=symbol) if symbol else None


def parties(biblio: Element) -> tuple[Party, ...]:
    """Applicants with their agents, inventors, owners and examiners.

    A party named in two languages is there twice, with the same `sequence`.
    """
    home = biblio.find("parties")
    found: list[Party] = []
    if home is not None:
        found += _group(home.iter("applicant"), "applicant")
        found += _group(home.iter("inventor"), "inventor")
        found += _group(home.iter("agent"), "agent")
    found += _group(biblio.iterfind("assignees/assignee"), "assignee")
    clerks = (*biblio.iterfind("examiners/primary-examiner"), *biblio.iterfind("examiners/*"))
    found += _group(dict.fromkeys(clerks), "examiner")
    return tuple(dict.fromkeys(found))


def _group(elements: Iterator[Element] | dict[Element, None], role: Role) -> Iterator[Party]:
    for place, element in enumerate(elements, 1):
        sequence = number_in(attribute(element, "sequence")) or place
        for book in element.findall("addressbook") or [element]:
            yield from _party(element, book, role, sequence)


def _party(element: Element, book: Element, role: Role, sequence: int) -> Iterator[Party]:
    name = value(book, "name") or value(book, "orgname") or _parts(book) or value(book, "text")
    if name is None:
        return
    address = value(book, "address/text") or value(book, "address")
    lang = lang_of(attribute(book, "lang")) or "ja"
    if role == "agent" and (is_firm(name) or value(book, "orgname")):
        role = "agency"
    yield Party(
        role=role,
        name=name,
        organisation=role == "agency" or bool(value(book, "orgname")) or is_company(name),
        country=code_at(book, "address/country")
        or code_at(element, "residence/country", "nationality/country")
        or country_in(address),
        state=value(book, "address/state") or prefecture_in(address),
        address=address,
        postcode=value(book, "address/postcode"),
        code=value(book, "registered-number"),
        sequence=sequence,
        lang=lang,
    )
    original = value(book, "original-language-of-name")
    if original and original != name:
        yield Party(
            role=role,
            name=original,
            organisation=role == "agency" or is_company(name),
            country=country_in(address),
            address=value(book, "original-language-of-address"),
            code=value(book, "registered-number"),
            sequence=sequence,
        )


def _parts(book: Element) -> str | None:
    family, given = value(book, "last-name"), value(book, "first-name")
    return " ".join(part for part in (family, given) if part) or None


def others(biblio: Element) -> tuple[str, ...]:
    """What the gazette says of parties it does not name: `外2名`."""
    counts = [
        count
        for agent in biblio.iter("agent")
        if (count := whole_number(attribute(agent, "number-of-other-applicants")))
    ]
    return tuple(f"外{count}名" for count in counts if count)


def citations(biblio: Element) -> tuple[Citation, ...]:
    """References of the examiner, whether marked up or in lines of print."""
    found: list[Citation] = []
    for element in biblio.iterfind("references-cited/citation"):
        found += [_recognised(entry) for entry in citation(element)]
    for element in biblio.iterfind("references-cited/*"):
        if element.tag != "citation":
            lines = _LINES.split(raw_text(element))
            found += [_recognised(Citation(text=text)) for line in lines if (text := clean(line))]
    return tuple(found)


def cited_in_text(description: Element | None) -> Iterator[Citation]:
    """The lists of patent and other literature in the description (since 2009)."""
    if description is None:
        return
    for element in description.iter("patcit", "nplcit"):
        text = value(element, "text") or value(element)
        if text:
            made = Citation(text=text, phase="description")
            yield _recognised(made) if element.tag == "patcit" else made


def _recognised(entry: Citation) -> Citation:
    """With the document in place of its words, where they name one and nothing else."""
    document = cited_document(entry.text) if entry.text and entry.document is None else None
    return structs.replace(entry, document=document, text=None) if document else entry
