"""Applications, priorities and related documents of DOCDB records and of OPS responses.

DOCDB repeats a whole reference for each form of the number (`data-format`), OPS puts the forms
side by side in one reference (`document-id-type`). The forms are not in the same order: one of
them is read as a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from parsers.formats.nodes import attribute, value
from parsers.formats.refs import (
    application_reference,
    document_id,
    pct_application,
    publication_reference,
)
from parsers.model import Reference, Related, Relation
from parsers.xml import Element

_RELATIONS: dict[str, Relation] = {
    "addition": "addition",
    "division": "division",
    "continuation": "continuation",
    "continuation-in-part": "continuation_in_part",
    "continuing-reissue": "reissue",
    "reissue": "reissue",
    "reexamination": "reexamination",
    "substitution": "substitution",
    "provisional-application": "provisional",
    "us-provisional-application": "provisional",
    "utility-model-basis": "utility_model_basis",
    "correction": "correction_of",
    "related-publication": "earlier_publication",
}
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\d{8}")
_INTERNATIONAL = "W"
"""Linkage type of an international application, which is no priority of its national phase."""
_STAGES = re.compile(r"WO(?:19|20)\d\d[A-Z]{2}\d+")
"""An international application in epodoc form."""


def deleted(element: Element) -> bool:
    """Whether a front file takes this element back (`status` D)."""
    return (element.get("status") or "").upper() == "D"


def in_form(parent: Element | None, tag: str, form: str) -> Element | None:
    """The `document-id` of a reference in one data format."""
    for element in parent.iterfind(tag) if parent is not None else ():
        found = identifier(element, form)
        if found is not None and not deleted(element):
            return found
    return None


def identifier(reference: Element, form: str) -> Element | None:
    """The `document-id` in one form, wherever that is told; `docdb` where it is not."""
    told = reference.get("data-format") or "docdb"
    for found in reference.iterfind("document-id"):
        if (found.get("document-id-type") or told) == form:
            return found
    return None


def publication(reference: Element | None) -> Reference | None:
    """A `publication-reference` of OPS: docdb form, with the date of epodoc where it lacks one."""
    if reference is None:
        return None
    docdb = identifier(reference, "docdb")
    if docdb is None:
        return document_id(identifier(reference, "epodoc"))
    dated = value(docdb, "date") or value(identifier(reference, "epodoc"), "date")
    return publication_reference(
        value(docdb, "country"), value(docdb, "doc-number"), value(docdb, "kind"), dated
    )


def application(biblio: Element | None) -> Reference | None:
    """Country, kind and date in docdb form, the number as its office wrote it if that is told."""
    if biblio is None:
        return None
    docdb = in_form(biblio, "application-reference", "docdb")
    original = in_form(biblio, "application-reference", "original")
    epodoc = in_form(biblio, "application-reference", "epodoc")
    if docdb is None:
        return _stated(original if epodoc is None else epodoc, None)
    date = value(docdb, "date") or value(epodoc, "date") or value(original, "date")
    return _filed(docdb, value(original, "doc-number"), date)


def _filed(docdb: Element, original: str | None, date: str | None) -> Reference | None:
    office, kind = value(docdb, "country"), value(docdb, "kind")
    number = value(docdb, "doc-number")
    if kind == _INTERNATIONAL or (original or "").upper().startswith("PCT"):
        return pct_application(original or number, date, office)
    form: Literal["docdb", "original"] = "original" if original else "docdb"
    return application_reference(office, original or number, date, kind, form)


def _stated(element: Element | None, kind: str | None) -> Reference | None:
    """An application in epodoc form, which has the country in its number."""
    if element is None:
        return None
    office, raw, date = (value(element, tag) for tag in ("country", "doc-number", "date"))
    return application_reference(office, raw, date, kind or value(element, "kind"), "epodoc")


class _Claim(NamedTuple):
    claim: Element
    document: Element


def _claims(biblio: Element, form: str) -> list[_Claim]:
    """The priority claims in one form, below `priority-claims` or (families of OPS) without it."""
    elements = [*biblio.iterfind("priority-claims/priority-claim")]
    elements += biblio.iterfind("priority-claim")
    found = ((claim, identifier(claim, form)) for claim in elements if not deleted(claim))
    return [_Claim(claim, document) for claim, document in found if document is not None]


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """The claims in docdb form (else epodoc), less the international application itself."""
    if biblio is None:
        return ()
    made = (_priority(entry, biblio) for entry in _national(biblio))
    return tuple(dict.fromkeys(entry for entry in made if entry))


def _national(biblio: Element) -> Iterator[_Claim]:
    entries = _claims(biblio, "docdb") or _claims(biblio, "epodoc")
    return (entry for entry in entries if not _is_own_stage(entry, biblio))


def _is_own_stage(entry: _Claim, biblio: Element) -> bool:
    """Whether a claim is the international stage of the application, and no earlier one.

    DOCDB tells by the linkage type; without it, the day of filing being the same is what tells.
    """
    if value(entry.claim, "priority-linkage-type") == _INTERNATIONAL:
        return True
    if not _STAGES.fullmatch(value(entry.document, "doc-number") or ""):
        return False
    own = application(biblio)
    if own is None or own.office == "WO":
        return False
    date = value(entry.document, "date") or ""
    return bool(date) and date == (own.date or "").replace("-", "")


def placeholders(biblio: Element | None, number: str | None) -> Iterator[str]:
    """Priorities whose number the EPO does not know: the document's own one and X stand for it."""
    for entry in _claims(biblio, "docdb") if biblio is not None else ():
        told = value(entry.document, "doc-number")
        if number and told and told.rstrip("X").lstrip("0") == number.lstrip("0") != told:
            where, when = (value(entry.document, tag) or "?" for tag in ("country", "date"))
            if told.endswith("X"):
                yield f"priority {where} of {when}: number not known, {told} stands for it"


def _priority(entry: _Claim, biblio: Element) -> Reference | None:
    if identifier(entry.claim, "docdb") is None:
        return _stated(entry.document, None)
    own = in_form(biblio, "application-reference", "docdb")
    if own is not None and _key(entry.document) == _key(own):
        return application(biblio)
    originals = [
        text
        for claim in _claims(biblio, "original")
        if (text := value(claim.document, "doc-number"))
    ]
    original = _same(entry.document, originals)
    return _filed(entry.document, original, value(entry.document, "date"))


def _key(docdb: Element) -> tuple[str | None, ...]:
    return tuple(value(docdb, tag) for tag in ("country", "doc-number", "kind"))


def _same(docdb: Element, originals: list[str]) -> str | None:
    """The original US number of a docdb one (serial number and two digits of the year)."""
    number = value(docdb, "doc-number") or ""
    if value(docdb, "country") != "US" or not number.isdigit():
        return None
    serial = number[-6:] if _YEAR_FIRST.fullmatch(number) else number[:-2]
    for text in originals:
        digits = "".join(re.findall(r"\d", text))
        if "/" in text and digits[-6:].lstrip("0") == serial.lstrip("0") != "":
            return text
    return None


def related(biblio: Element | None) -> tuple[Related, ...]:
    """Related documents, and the international application of a national or regional phase."""
    if biblio is None:
        return ()
    found = [
        Related(relation="pct", document=reference)
        for entry in _claims(biblio, "docdb") or _claims(biblio, "epodoc")
        if _is_own_stage(entry, biblio) and (reference := _stage(entry))
    ]
    found += _other(biblio)
    for group in biblio.iterfind("related-documents/*"):
        relation = _RELATIONS.get(group.tag, "other")
        published = group.tag in {"related-publication", "correction", "reissue", "reexamination"}
        for parent in (*group.iter("parent-doc"), *group.iterfind("document-corrected"), group):
            reference = document_id(parent.find("document-id"), application=not published)
            if reference:
                found.append(Related(relation=relation, document=reference))
    return tuple(dict.fromkeys(found))


def _stage(entry: _Claim) -> Reference | None:
    office, raw, date = (value(entry.document, tag) for tag in ("country", "doc-number", "date"))
    if identifier(entry.claim, "docdb") is None:
        return _stated(entry.document, None)
    return pct_application(raw, date, office)


def _other(biblio: Element) -> Iterator[Related]:
    """The previously filed application that an application refers to in place of a description."""
    for element in biblio.iterfind("previously-filed-app"):
        inner = element.find("document-id")
        raw = value(inner, "doc-number") if inner is not None else value(element)
        country = value(inner, "country") or attribute(element, "country")
        reference = application_reference(country, raw, value(inner, "date"))
        if reference and not deleted(element):
            yield Related(relation="other", document=reference)
