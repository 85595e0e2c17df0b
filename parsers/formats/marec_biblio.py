"""Bibliographic data of MAREC documents: numbers, classes, citations, states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from parsers.formats.nodes import attribute, number_in, value, values
from parsers.formats.refs import application_reference, cited, document_id, pct_application
from parsers.formats.st36 import PHASES
from parsers.model import (
    Citation,
    Classification,
    Phase,
    Reference,
    Related,
    Relation,
    Scheme,
)
from parsers.symbols import normal, st8
from parsers.text import clean
from parsers.xml import Element

_FORMS = ("epo", "mxw-std", "standard", "uspto", "original")
_NO_FAMILY = re.compile(r"-?[01]?")
_RELATIONS: dict[str, Relation] = {
    "a-371-of-international": "pct",
    "addition": "addition",
    "continuation": "continuation",
    "continuation-in-part": "continuation_in_part",
    "continuing-reissue": "reissue",
    "correction": "correction_of",
    "division": "division",
    "non-provisional-of-provisional": "provisional",
    "reexamination": "reexamination",
    "reissue": "reissue",
    "related-publication": "earlier_publication",
    "substitution": "substitution",
    "us-divisional-reissue": "reissue",
    "us-provisional-application": "provisional",
    "us-reexamination-reissue-merger": "reexamination",
    "utility-model-basis": "utility_model_basis",
}
_POSITIONS: tuple[tuple[str, Literal["first", "later"]], ...] = (
    ("main-classification", "first"),
    ("further-classification", "later"),
)
_US_LETTERS = re.compile(r"^(\w{3})0*(\d+)([A-Z]{1,2})$")
"""American classes with letters behind, which are printed without the blanks (`339097P`)."""
_US_DESIGN = re.compile(r"^D0(\d)(\d{3})(?:000)?$")
_NATIONAL: dict[str, Scheme] = {"US": "uspc", "JP": "fi", "DK": "dk"}
_SYMBOLS: dict[str, Scheme] = {"EC": "ecla", "ECNO": "ecla", "ICO": "ico"}

Found = tuple[Classification, ...]


def family(root: Element) -> str | None:
    """The simple family of DOCDB; 0 and -1 stand for none."""
    text = attribute(root, "family-id") or ""
    return None if _NO_FAMILY.fullmatch(text) else text


def _best(parent: Element | None) -> Element | None:
    """The `document-id` in the form that is standardised most."""
    found = parent.findall("document-id") if parent is not None else []
    return min(found, key=_rank) if found else None


def _rank(element: Element) -> int:
    form = attribute(element, "format") or "original"
    return _FORMS.index(form) if form in _FORMS else len(_FORMS)


def _filed(parent: Element | None) -> Reference | None:
    """An application; numbers of the form `epo` follow the rules of DOCDB."""
    element = _best(parent)
    if element is None:
        return None
    form: Literal["docdb", "original"] = "docdb" if _rank(element) == 0 else "original"
    return application_reference(
        value(element, "country"),
        value(element, "doc-number"),
        value(element, "date"),
        value(element, "kind"),
        form,
    )


def application(biblio: Element | None) -> Reference | None:
    """The application, with the filing date."""
    return _filed(biblio.find("application-reference")) if biblio is not None else None


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """The priorities, which for US documents include the application itself."""
    if biblio is None:
        return ()
    found = (_filed(claim) for claim in biblio.iterfind("priority-claims/priority-claim"))
    return tuple(dict.fromkeys(entry for entry in found if entry))


def related(biblio: Element | None) -> tuple[Related, ...]:
    """Related documents, and the international application and publication."""
    if biblio is None:
        return ()
    found = [
        Related(relation=relation, document=document)
        for entry in biblio.iterfind("related-documents/relation")
        for relation, document in _relatives(entry)
        if document
    ]
    convention = biblio.find("international-convention-data")
    if convention is not None:
        found += [
            Related(relation="pct", document=document)
            for document in (
                *map(_international, convention.iterfind("pct-or-regional-filing-data")),
                *map(_published, convention.iterfind("pct-or-regional-publishing-data")),
            )
            if document
        ]
    return tuple(dict.fromkeys(found))


def _international(filed: Element) -> Reference | None:
    """Under the receiving office and kind W, under WO, or as printed (`PCT/EP98/00001`)."""
    found = _best(filed)
    number, office = value(found, "doc-number"), value(found, "country")
    return pct_application(number, value(found, "date"), office) if number else None


def _published(published: Element) -> Reference | None:
    return document_id(_best(published))


def _relatives(entry: Element) -> Iterator[tuple[Relation, Reference | None]]:
    kind = attribute(entry, "type") or ""
    relation = _RELATIONS.get(kind, "other")
    if kind == "related-publication":
        yield relation, document_id(_best(entry))
    elif entry.find("document-id") is not None:
        yield relation, _filed(entry)
    for parent in entry.iterfind("parent-doc"):
        yield relation, _filed(parent)
        yield relation, document_id(_best(parent.find("parent-grant-document")))
        yield "pct", _filed(parent.find("parent-pct-document"))


def designated_states(biblio: Element | None) -> tuple[str, ...]:
    """Contracting, extension and PCT states; regions are not states."""
    if biblio is None:
        return ()
    groups = (
        *biblio.iterfind("international-convention-data/designated-states"),
        *biblio.iterfind("designated-states"),
    )
    found = (clean(state.text or "") for group in groups for state in group.iter("country"))
    return tuple(dict.fromkeys(code for code in found if code))


def classifications(biblio: Element | None) -> tuple[Found, tuple[str, ...]]:
    """All symbols, and notes of those that are unreadable or of a scheme not read here.

    The core level of IPC 2006-2010 repeats the symbols of the advanced level: each counts once.
    """
    data = biblio.find("technical-data") if biblio is not None else None
    if data is None:
        return (), ()
    notes: list[str] = []
    found = [
        *_printed(data.iterfind("classifications-ipcr/classification-ipcr"), "ipc", notes),
        *_printed(data.iterfind("classifications-cpc/classification-cpc"), "cpc", notes),
    ]
    reformed = {entry.symbol for entry in found if entry.scheme == "ipc"}
    old = _listed(data.iterfind("classification-ipc"), "ipc", notes)
    found += [entry for entry in old if entry.symbol not in reformed]
    found += _listed(data.iterfind("classification-locarno"), "locarno", notes)
    for national in data.iterfind("classification-national"):
        country = attribute(national, "country") or value(national, "country") or ""
        if scheme := _NATIONAL.get(country):
            found += _listed([national], scheme, notes)
        else:
            notes += [f"class of {country}: {text}" for text in _texts(national)]
    found += _european(data, notes)
    found += _themes(data)
    chosen: dict[tuple[object, ...], Classification] = {}
    for entry in found:
        chosen.setdefault((entry.scheme, entry.symbol, entry.value, entry.office), entry)
    return tuple(chosen.values()), tuple(notes)


def _printed(
    elements: Iterable[Element], scheme: Scheme, notes: list[str]
) -> Iterator[Classification]:
    """Symbols as text of WIPO ST.8."""
    for element in elements:
        text = element.text or value(element, "text") or ""
        if made := st8(text, scheme):
            yield made
        elif symbol := normal(scheme, text):
            yield Classification(scheme=scheme, symbol=symbol)
        elif clean(text):
            notes.append(f"unreadable {scheme} symbol: {clean(text)}")


def _listed(
    elements: Iterable[Element], scheme: Scheme, notes: list[str]
) -> Iterator[Classification]:
    """Main and further symbols; a facet of FI stands in an attribute."""
    for element in elements:
        for tag, position in _POSITIONS:
            for child in element.iterfind(tag):
                text = f"{child.text or ''} {attribute(child, 'jp-facet') or ''}".rstrip()
                if scheme == "uspc":
                    text = _US_LETTERS.sub(r"\1/\2\3", _US_DESIGN.sub(r"D\1/\2", text))
                if symbol := normal(scheme, text):
                    yield Classification(scheme=scheme, symbol=symbol, position=position)
                elif clean(text):
                    notes.append(f"unreadable {scheme} symbol: {clean(text)}")
        for child in element.iterfind("text"):
            if symbol := normal(scheme, child.text or ""):
                yield Classification(scheme=scheme, symbol=symbol)


def _texts(national: Element) -> Iterator[str]:
    for tag in ("main-classification", "further-classification", "text"):
        yield from values(national, tag)


def _european(data: Element, notes: list[str]) -> Iterator[Classification]:
    """ECLA and ICO; symbols that national offices gave have the country of theirs."""
    for element in data.iterfind("classification-ecla/classification-symbol"):
        told = (attribute(element, "scheme") or "EC").upper()
        scheme = _SYMBOLS.get(told)
        text = element.text or ""
        symbol = normal(scheme, text) if scheme else None
        if scheme and symbol:
            yield Classification(scheme=scheme, symbol=symbol, office=attribute(element, "country"))
        elif clean(text):
            notes.append(f"symbol of scheme {told}: {clean(text)}")


def _themes(data: Element) -> Iterator[Classification]:
    for group in data.iterfind("f-term-info/f-terms"):
        theme = value(group, "theme-code") or ""
        for term in values(group, "f-term"):
            text = term if term.startswith(theme) else f"{theme} {term}"
            if symbol := normal("fterm", text):
                yield Classification(scheme="fterm", symbol=symbol)
        if theme and group.find("f-term") is None and (symbol := normal("fterm", theme)):
            yield Classification(scheme="fterm", symbol=symbol)


def citations(biblio: Element | None) -> tuple[Citation, ...]:
    """Patents, then literature; several sources of one citation count as one citation."""
    data = biblio.find("technical-data/citations") if biblio is not None else None
    if data is None:
        return ()
    found = []
    for element in (*data.iter("patcit"), *data.iter("nplcit")):
        document, text = _cited(element)
        if document is None and text is None:
            continue
        phase, category = _sources(element)
        claims = dict.fromkeys(values(element, "rel-passage/rel-claims"))
        found.append(
            Citation(
                document=document,
                text=text,
                category=category,
                claims="; ".join(claims) or None,
                phase=phase,
                number=number_in(attribute(element, "num")),
            )
        )
    return tuple(found)


def _cited(element: Element) -> tuple[Reference | None, str | None]:
    if element.tag == "nplcit":
        text = value(element, "text") or clean(" ".join([element.text or "", *_tails(element)]))
        return None, text or None
    document = document_id(_best(element))
    for printed in (value(element, "text"), attribute(element, "dnum"), attribute(element, "ucid")):
        if document is None and printed:
            document = cited(printed)
    return document, None if document else value(element, "text") or attribute(element, "dnum")


def _tails(element: Element) -> Iterator[str]:
    return (child.tail for child in element if child.tail)


def _sources(element: Element) -> tuple[Phase | None, str | None]:
    """Who cited it first, and all categories that are told, once each."""
    sources = element.findall("sources/source")
    phases = (PHASES.get(attribute(source, "name") or "") for source in sources)
    told = [attribute(source, "category") or "" for source in sources]
    told += values(element, "rel-passage/category")
    letters = dict.fromkeys(letter for text in told for letter in text if letter.isalpha())
    return next((phase for phase in phases if phase), None), "".join(letters) or None
