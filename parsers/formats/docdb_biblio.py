"""Bibliographic data of DOCDB records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from parsers.dates import parse_date
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.formats.refs import application_reference, document_id, pct_application
from parsers.model import (
    Classification,
    LegalEvent,
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

_FORMS = ("docdb", "docdba", "original", "epodoc")
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
_SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("CPC", "cpc"),
    ("FTERM", "fterm"),
    ("FI", "fi"),
    ("ECLA", "ecla"),
    ("EC", "ecla"),
    ("IPC", "ipc"),
    ("UC", "uspc"),
    ("USPC", "uspc"),
    ("DK", "dk"),
)
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\d{8}")
_INTERNATIONAL = "W"
"""Linkage type of an international application, which is no priority of its national phase."""


def in_form(parent: Element | None, tag: str, form: str) -> Element | None:
    """The `document-id` of a reference in one data format."""
    for element in parent.iterfind(tag) if parent is not None else ():
        if (element.get("data-format") or "docdb") == form:
            return element.find("document-id")
    return None


def application(biblio: Element | None) -> Reference | None:
    """Country, kind and date in docdb form, the number as its office wrote it if that is told."""
    if biblio is None:
        return None
    docdb = in_form(biblio, "application-reference", "docdb")
    original = in_form(biblio, "application-reference", "original")
    if docdb is None:
        epodoc = in_form(biblio, "application-reference", "epodoc")
        return document_id(original if epodoc is None else epodoc, application=True)
    return _filed(docdb, value(original, "doc-number"))


def _filed(docdb: Element, original: str | None) -> Reference | None:
    office, kind = value(docdb, "country"), value(docdb, "kind")
    number, date = value(docdb, "doc-number"), value(docdb, "date")
    if kind == _INTERNATIONAL or (original or "").upper().startswith("PCT"):
        return pct_application(original or number, date, office)
    form: Literal["docdb", "original"] = "original" if original else "docdb"
    return application_reference(office, original or number, date, kind, form)


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """The claims in docdb form, less the international application itself."""
    if biblio is None:
        return ()
    originals = [
        text
        for claim in _claims(biblio, "original")
        if (text := value(claim, "document-id/doc-number"))
    ]
    own = in_form(biblio, "application-reference", "docdb")
    found = []
    for claim in _claims(biblio, "docdb") or _claims(biblio, "epodoc"):
        docdb = claim.find("document-id")
        if docdb is None or value(claim, "priority-linkage-type") == _INTERNATIONAL:
            continue
        if own is not None and _key(docdb) == _key(own):
            found.append(application(biblio))
        else:
            found.append(_filed(docdb, _same(docdb, originals)))
    return tuple(dict.fromkeys(entry for entry in found if entry))


def _key(docdb: Element) -> tuple[str | None, ...]:
    return tuple(value(docdb, tag) for tag in ("country", "doc-number", "kind"))


def _claims(biblio: Element, form: str) -> list[Element]:
    claims = biblio.iterfind("priority-claims/priority-claim")
    return [claim for claim in claims if (claim.get("data-format") or "docdb") == form]


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
    found = []
    for claim in _claims(biblio, "docdb"):
        docdb = claim.find("document-id")
        if docdb is not None and value(claim, "priority-linkage-type") == _INTERNATIONAL:
            reference = pct_application(
                value(docdb, "doc-number"), value(docdb, "date"), value(docdb, "country")
            )
            if reference:
                found.append(Related(relation="pct", document=reference))
    for group in biblio.iterfind("related-documents/*"):
        relation = _RELATIONS.get(group.tag, "other")
        published = group.tag in {"related-publication", "correction", "reissue", "reexamination"}
        for parent in (*group.iter("parent-doc"), *group.iterfind("document-corrected"), group):
            reference = document_id(parent.find("document-id"), application=not published)
            if reference:
                found.append(Related(relation=relation, document=reference))
    return tuple(dict.fromkeys(found))


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
    forms = {element.get("data-format") or "docdb" for element in elements}
    form = next((form for form in _FORMS if form in forms), None)
    chosen = [e for e in elements if form is None or (e.get("data-format") or "docdb") == form]
    for place, element in enumerate(chosen, 1):
        name = value(element, f"{tag}/name") or value(element, ".//name")
        if name:
            yield Party(
                role=role,
                name=name,
                country=code_at(element, "residence/country"),
                address=", ".join(values(element, "address/*")) or None,
                sequence=number_in(attribute(element, "sequence")) or place,
            )


def classifications(biblio: Element | None) -> tuple[Classification, ...]:
    """IPC and the classifications of offices; a symbol of several offices counts once per value."""
    if biblio is None:
        return ()
    found = [
        *(
            st8(text, "ipc")
            for text in values(biblio, "classifications-ipcr/classification-ipcr/text")
        ),
        *_old_ipc(biblio),
        *(
            _office_symbol(e, None)
            for e in biblio.iterfind("patent-classifications/patent-classification")
        ),
        *_sets(biblio),
    ]
    chosen: dict[tuple[object, ...], Classification] = {}
    for entry in found:
        if entry:
            chosen.setdefault((entry.scheme, entry.symbol, entry.value, entry.group), entry)
    return tuple(chosen.values())


def _old_ipc(biblio: Element) -> Iterator[Classification]:
    """Editions 1 to 7, of which the reformed classification often repeats the symbols."""
    if biblio.find("classifications-ipcr/classification-ipcr") is not None:
        return
    positions: tuple[tuple[str, Literal["first", "later"]], ...] = (
        ("main-classification", "first"),
        ("further-classification", "later"),
    )
    for tag, position in positions:
        for element in biblio.iterfind(f"classification-ipc/{tag}"):
            if symbol := normal("ipc", element.text or ""):
                yield Classification(scheme="ipc", symbol=symbol, position=position)


def _sets(biblio: Element) -> Iterator[Classification | None]:
    """Combination sets of CPC: the members share the number of their set."""
    for number, element in enumerate(biblio.iterfind("patent-classifications/combination-set"), 1):
        group = value(element, "group-number") or str(number)
        for member in element.iter("patent-classification"):
            yield _office_symbol(member, group)


def _office_symbol(element: Element, group: str | None) -> Classification | None:
    told = (attribute(element.find("classification-scheme"), "scheme") or "").upper()
    scheme = next((scheme for start, scheme in _SCHEMES if told.startswith(start)), None)
    text = element.find("classification-symbol")
    symbol = normal(scheme, text.text or "") if scheme and text is not None else None
    if scheme is None or symbol is None:
        return None
    version = value(element, "classification-scheme/date")
    return Classification(
        scheme=scheme,
        symbol=symbol,
        version=parse_date(version) if version else None,
        position=_POSITIONS.get(value(element, "symbol-position") or ""),
        value=_VALUES.get(value(element, "classification-value") or ""),
        office=value(element, "generating-office") or None,
        group=group,
    )


def designated_states(biblio: Element | None) -> tuple[str, ...]:
    """States designated for EPC or PCT; regions are not states."""
    element = biblio.find("designation-of-states") if biblio is not None else None
    if element is None:
        return ()
    return tuple(dict.fromkeys(_states(element.iter("country"))))


def _states(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        outside = (above.tag for above in element.iterancestors())
        text = clean(element.text or "")
        if text and not {"region", "exclusion-from-designation"} & set(outside):
            yield text


def events(biblio: Element | None, office: str) -> tuple[LegalEvent, ...]:
    """Dates of public availability; the code is the element's name."""
    found = []
    for element in biblio.iterfind("dates-of-public-availability/*") if biblio is not None else ():
        printed = value(element, ".//date")
        if printed and (date := parse_date(printed)):
            found.append(LegalEvent(office=office, code=element.tag, date=date))
    return tuple(found)
