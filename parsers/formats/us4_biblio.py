"""Bibliographic data of US patents: applications, priorities, relations, classes, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

from parsers.formats.nodes import whole_number
from parsers.formats.us4_numbers import day, document_id, ipc, publication, uspc
from parsers.model import (
    Citation,
    Classification,
    Gap,
    Phase,
    Reference,
    Related,
    Relation,
    Scheme,
)
from parsers.symbols import normal
from parsers.text import clean, inline_text
from parsers.xml import Element

Data = dict[str, Element]
"""Children of the bibliographic data by their tag."""

_RELATIONS: dict[str, Relation] = {
    "addition": "addition",
    "continuation": "continuation",
    "continuation-in-part": "continuation_in_part",
    "continuing-reissue": "reissue",
    "correction": "correction_of",
    "division": "division",
    "reexamination": "reexamination",
    "reissue": "reissue",
    "substitution": "substitution",
    "us-divisional-reissue": "reissue",
    "us-reexamination-reissue-merger": "reexamination",
    "utility-model-basis": "utility_model_basis",
}
_PHASES: dict[str, Phase] = {"cited by examiner": "examination", "cited by applicant": "applicant"}


def application(reference: Element | None) -> Reference | None:
    """The application the publication comes from, with the filing date."""
    found = reference.find("document-id") if reference is not None else None
    return document_id(found, application=True)


def priorities(claims: Element | None) -> tuple[tuple[Reference, ...], tuple[Gap, ...]]:
    """Foreign priorities; those printed without a number can only be named as gaps."""
    found: list[Reference] = []
    gaps: list[Gap] = []
    for claim in claims if claims is not None else ():
        reference = document_id(claim, application=True)
        if reference is not None:
            found.append(reference)
        else:
            words = [clean(child.text or "") for child in claim]
            gaps.append(
                Gap(part="priorities", reason="not_in_source", detail=" ".join(words) or None)
            )
    return tuple(found), tuple(gaps)


def related(data: Data) -> tuple[Related, ...]:
    """Earlier applications, patents and publications, and the international ones.

    A parent that has been granted is named twice, by its application and by its patent.
    """
    found = [*_earlier(data.get("us-related-documents"))]
    for tag, applied in (
        ("pct-or-regional-filing-data", True),
        ("pct-or-regional-publishing-data", False),
    ):
        element = data.get(tag)
        if element is not None:
            reference = document_id(element.find("document-id"), application=applied)
            found += _related("pct", reference)
    return tuple(found)


def _earlier(documents: Element | None) -> Iterator[Related]:
    for entry in documents if documents is not None else ():
        tag = entry.tag
        if tag == "us-provisional-application":
            reference = document_id(entry.find("document-id"), application=True)
            yield from _related("provisional", reference)
        elif tag == "related-publication":
            for document in entry.iterfind("document-id"):
                yield from _related("earlier_publication", document_id(document, application=False))
        else:
            yield from _parents(entry, _RELATIONS.get(tag, "other"))


def _parents(entry: Element, relation: Relation) -> Iterator[Related]:
    for parent in entry.iter("parent-doc"):
        reference = document_id(parent.find("document-id"), application=True)
        yield from _related(relation, reference)
        granted = parent.find("parent-grant-document/document-id")
        yield from _related(relation, document_id(granted, application=False))
        international = document_id(
            parent.find("parent-pct-document/document-id"), application=True
        )
        yield from _related("pct", international)


def _related(relation: Relation, document: Reference | None) -> list[Related]:
    return [Related(relation=relation, document=document)] if document is not None else []


def classifications(data: Data) -> tuple[tuple[Classification, ...], tuple[str, ...]]:
    """All symbols, IPC first, and a note for each that is not one of its scheme."""
    found: list[Classification] = []
    notes: list[str] = []
    _printed("ipc", data.get("classification-ipc"), found, notes)
    for tag, name in _PARTED:
        element = data.get(tag)
        if element is not None:
            for symbol in element.iter(name):
                _parted(symbol, found, notes)
    _printed("uspc", data.get("classification-national"), found, notes)
    _printed("locarno", data.get("classification-locarno"), found, notes)
    return tuple(dict.fromkeys(found)), tuple(notes)


_PARTED = (
    ("classifications-ipcr", "classification-ipcr"),
    ("classifications-cpc", "classification-cpc"),
)


_READERS: dict[Scheme, Callable[[str], str | None]] = {
    "ipc": ipc,
    "uspc": uspc,
    "locarno": partial(normal, "locarno"),
}


def _printed(
    scheme: Scheme, element: Element | None, found: list[Classification], notes: list[str]
) -> None:
    """Symbols printed as one text: IPC up to edition 7, US classes, Locarno."""
    for child in element if element is not None else ():
        main = child.tag == "main-classification"
        if not (main or child.tag == "further-classification") or not child.text:
            continue
        symbol = _READERS[scheme](child.text)
        if symbol is None:
            notes.append(f"unreadable {scheme} symbol: {clean(child.text)}")
        else:
            found.append(
                Classification(scheme=scheme, symbol=symbol, position="first" if main else "later")
            )


_PLAIN = re.compile(r"[A-HY]\d\d[A-Z] [1-9]\d{0,3}/\d{2,6}")
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "A": "additional",
    "N": "additional",
}


def _parted(element: Element, found: list[Classification], notes: list[str]) -> None:
    """IPC from edition 8 and CPC, whose symbols come in parts."""
    values: dict[str, str] = {}
    for child in element:
        text = child.text
        if len(child):
            text = child[0].text
        values[child.tag] = text.strip() if text else ""
    get = values.get
    symbol = (
        f"{get('section')}{get('class')}{get('subclass')} "
        f"{(get('main-group') or '').lstrip('0')}/{get('subgroup')}"
    )
    scheme: Scheme = "cpc" if element.tag == "classification-cpc" else "ipc"
    checked = symbol if _PLAIN.fullmatch(symbol) else normal(scheme, symbol)
    if checked is None:
        notes.append(f"unreadable {scheme} symbol: {symbol}")
        return
    found.append(
        Classification(
            scheme=scheme,
            symbol=checked,
            version=day(get("cpc-version-indicator") or get("ipc-version-indicator")),
            position=_POSITIONS.get(get("symbol-position", "")),
            value=_VALUES.get(get("classification-value", "")),
            office=get("generating-office") or None,
            **_place(element),
        )
    )


def _place(element: Element) -> dict[str, Any]:
    """The number of the CPC combination set a symbol belongs to, and its rank in it."""
    rank = element.getparent()
    if rank is None or rank.tag != "combination-rank":
        return {}
    combination = rank.getparent()
    group = combination.findtext("group-number") if combination is not None else None
    return {"group": group or None, "rank": whole_number(rank.findtext("rank-number"))}


def citations(data: Data) -> tuple[Citation, ...]:
    """Cited patents and literature; who cited them is the phase."""
    references = data.get("us-references-cited")
    if references is None:
        references = data.get("references-cited")
    if references is None:
        return ()
    found: list[Citation] = []
    for entry in references:
        parts = {child.tag: child for child in entry}
        category = parts.get("category")
        phase = _PHASES.get((category.text or "").strip()) if category is not None else None
        cites = parts.get("patcit")
        made = _document(cites, phase) if cites is not None else _text(parts.get("nplcit"), phase)
        if made is not None:
            found.append(made)
    return tuple(found)


def _document(patent: Element, phase: Phase | None) -> Citation | None:
    number = whole_number(patent.get("num"))
    if len(patent) == 0:
        return None
    values = {child.tag: child.text for child in patent[0]}
    get = values.get
    document = publication(get("country"), get("doc-number"), get("kind"), get("date"))
    if document is not None:
        return Citation(document=document, phase=phase, number=number)
    name = clean(get("name") or "")
    return Citation(text=name, phase=phase, number=number) if name else None


def _text(literature: Element | None, phase: Phase | None) -> Citation | None:
    if literature is None:
        return None
    number = whole_number(literature.get("num"))
    text = inline_text(literature)
    return Citation(text=text, phase=phase, number=number) if text else None
