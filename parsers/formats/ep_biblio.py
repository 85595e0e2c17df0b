"""Bibliographic data of European patent documents: `SDOBI` with the tags of WIPO ST.32."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.formats.nodes import attribute, number_in, value, values
from parsers.formats.refs import (
    application_reference,
    cited,
    document_id,
    pct_application,
    publication_reference,
)
from parsers.formats.st36 import citation
from parsers.languages import lang_of
from parsers.model import Citation, Classification, DocumentId, Reference, Related, Relation, Text
from parsers.symbols import normal, st8
from parsers.xml import Element

_RELATIONS: dict[str, Relation] = {
    "B610": "addition",
    "B620": "division",
    "B620EP": "other",
    "B631": "continuation",
    "B632": "continuation_in_part",
    "B633": "reissue",
    "B640": "reissue",
    "B645": "reexamination",
    "B650": "earlier_publication",
    "B655": "earlier_publication",
    "B660": "substitution",
    "B670": "utility_model_basis",
}


def titles(biblio: Element | None, language: str) -> tuple[Text, ...]:
    """Titles from the pairs B541 (language), B542 (text)."""
    found: list[Text] = []
    lang: str | None = None
    for element in biblio.iterfind("B500/B540/*") if biblio is not None else ():
        if element.tag == "B541":
            lang = lang_of(value(element))
        elif element.tag == "B542" and (text := value(element)):
            found.append(Text(lang=lang or language, text=text))
            lang = None
    return tuple(found)


def application(biblio: Element | None, office: str) -> Reference | None:
    """B210, with the check digit as printed in `raw`, and the filing date B220."""
    return application_reference(
        office, value(biblio, "B200/B210"), value(biblio, "B200/B220/date")
    )


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """B310 (number), B320 (date), B330 (country), repeated one after the other."""
    found = []
    number = date = None
    for element in biblio.iterfind("B300/*") if biblio is not None else ():
        if element.tag == "B310":
            number, date = value(element), None
        elif element.tag == "B320":
            date = value(element, "date") or value(element)
        elif element.tag == "B330":
            office = value(element, "ctry") or value(element)
            if made := application_reference(office, number, date):
                found.append(made)
            number = date = None
    return tuple(found)


def pct(biblio: Element | None) -> tuple[Reference, ...]:
    """The international application (B861) and its publication (B871)."""
    if biblio is None:
        return ()
    filed = pct_application(
        value(biblio, "B800/B860/B861/dnum/anum"), value(biblio, "B800/B860/B861/date")
    )
    published = publication_reference(
        "WO",
        value(biblio, "B800/B870/B871/dnum/pnum"),
        value(biblio, "B800/B870/B871/kind"),
        value(biblio, "B800/B870/B871/date"),
    )
    return tuple(reference for reference in (filed, published) if reference)


def related(
    biblio: Element | None, key: DocumentId, international: tuple[Reference, ...]
) -> tuple[Related, ...]:
    """Parents and children (B600), the international stage, and what a correction corrects."""
    found = [Related(relation="pct", document=reference) for reference in international]
    if biblio is None:
        return tuple(found)
    for element in biblio.iterfind("B600//*"):
        if element.tag in {"pdoc", "cdoc", "ppub", "B621EP", "B622EP"}:
            relation = "other" if element.tag == "cdoc" else _relation(element)
            found += [Related(relation=relation, document=ref) for ref in _named(element, key)]
    if original := value(biblio, "B100/B132EP"):
        document = Reference(office=key.office, number=key.number, kind=original)
        found.append(Related(relation="correction_of", document=document))
    for element in biblio.iterfind("B600/B665/B666"):
        found += [Related(relation="correction_of", document=ref) for ref in _named(element, key)]
    for element in biblio.iterfind("B200/B270"):
        found += [Related(relation="other", document=ref) for ref in _named(element, key)]
    return tuple(found)


def _relation(element: Element) -> Relation:
    for above in element.iterancestors():
        if above.tag in _RELATIONS:
            return _RELATIONS[above.tag]
    return "other"


def _named(element: Element, key: DocumentId) -> Iterator[Reference]:
    """The application and the publication that a document reference of ST.32 names."""
    office = value(element, "ctry") or key.office
    date, kind = value(element, "date"), value(element, "kind")
    filed = value(element, "dnum/anum") or value(element, "dnum/text")
    if element.tag == "B270":
        filed = filed or value(element, "dnum")
    published = value(element, "dnum/pnum")
    references = (
        application_reference(office, filed, date) if filed else None,
        publication_reference(office, published, kind, None if filed else date),
    )
    yield from (reference for reference in references if reference)


def designated_states(biblio: Element | None) -> tuple[str, ...]:
    """Contracting (B840), extension (B844EP) and validation states (B848EP)."""
    if biblio is None:
        return ()
    paths = ("B840/ctry", "B844EP/B845EP/ctry", "B848EP/B849EP/ctry")
    states = (state for path in paths for state in values(biblio, f"B800/{path}"))
    return tuple(dict.fromkeys(states))


def classifications(biblio: Element | None) -> tuple[Classification, ...]:
    """IPC of edition 8 (ST.8 texts), of editions 1 to 7, and CPC."""
    if biblio is None:
        return ()
    found = [*_old_ipc(biblio)]
    reformed = values(biblio, "B500/B510EP/classification-ipcr/text")
    found += [st8(text, "ipc") or _plain("ipc", text) for text in reformed]
    for element in biblio.iterfind("B500/B520EP//classification-cpc"):
        text = value(element, "text") or ""
        found += [_in_group(st8(text, "cpc") or _plain("cpc", text), element)]
    return tuple(entry for entry in found if entry)


def _old_ipc(biblio: Element) -> Iterator[Classification | None]:
    for element in biblio.iterfind("B500/B510/*"):
        text = element.text or ""
        if element.tag == "B511":
            yield _plain("ipc", text, "first")
        elif element.tag == "B512":
            yield _plain("ipc", text, "later")
        elif element.tag in {"B513", "B514", "B515", "B517EP"}:
            extra = _plain("ipc", text)
            yield extra and structs.replace(extra, value="additional")


def _plain(
    scheme: Literal["ipc", "cpc"], text: str, position: Literal["first", "later"] | None = None
) -> Classification | None:
    symbol = normal(scheme, text)
    if symbol is None:
        return None
    return Classification(scheme=scheme, symbol=symbol, position=position)


def _in_group(entry: Classification | None, element: Element) -> Classification | None:
    """Members of a CPC combination set share the number of the set."""
    for above in element.iterancestors("combination-set", "combination"):
        group = value(above, "group-number") or attribute(above, "sequence", "id")
        if entry and group:
            return structs.replace(entry, group=group)
    return entry


def citations(root: Element, biblio: Element | None) -> tuple[Citation, ...]:
    """Title page (B560), a search report in text form, and the list of the description."""
    found = [*_title_page(biblio)]
    for element in root.iterfind("search-report-data//citation"):
        found += citation(element, "search")
    listed = [
        made
        for tag in ("patcit", "nplcit")
        for element in root.iterfind(f"ep-reference-list//{tag}")
        for made in _described(element)
    ]
    mentions = (made for e in root.iterfind("description//patcit") for made in _described(e))
    return (*found, *(listed or dict.fromkeys(mentions)))


def _title_page(biblio: Element | None) -> Iterator[Citation]:
    """B561 and B562 with the category (B563) and the claims (B564) that follow them."""
    entry: Citation | None = None
    for element in biblio.iterfind("B500/B560/*") if biblio is not None else ():
        if element.tag in {"B561", "B562"}:
            if entry:
                yield entry
            entry = _printed(value(element), patent=element.tag == "B561")
        elif entry and element.tag in {"B563", "B564"}:
            name = "category" if element.tag == "B563" else "claims"
            entry = structs.replace(entry, **{name: value(element)})
    if entry:
        yield entry


def _printed(text: str | None, *, patent: bool) -> Citation | None:
    if text is None:
        return None
    document = cited(text) if patent else None
    return Citation(document=document) if document else Citation(text=text)


def _described(element: Element) -> Iterator[Citation]:
    """`patcit` and `nplcit` of the description; dnum-type L marks the number of an application."""
    filed = (attribute(element, "dnum-type") or "").upper() == "L"
    document = document_id(element.find("document-id"), application=filed)
    printed = attribute(element, "dnum")
    if document is None and element.tag == "patcit" and printed:
        document = application_reference(None, printed) if filed else cited(printed)
    number = number_in(attribute(element, "num"))
    if document:
        yield Citation(document=document, phase="description", number=number)
    elif text := value(element):
        yield Citation(text=text, phase="description", number=number)
