"""Bibliographic data of the Chinese ST.36 files (`cn-bibliographic-data`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats.cn_provinces import province_of
from parsers.formats.cn_words import name_and_code, names, postcode_and_address
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.formats.refs import (
    application_reference,
    document_id,
    pct_application,
    publication_reference,
)
from parsers.formats.st36 import citation
from parsers.languages import lang_of
from parsers.model import (
    Citation,
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
from parsers.xml import Element

_GROUPS: tuple[tuple[str, Role], ...] = (
    ("cn-parties/cn-applicants/cn-applicant", "applicant"),
    ("cn-parties/cn-inventors/cn-inventor", "inventor"),
    ("assignees/assignee", "assignee"),
    ("examiners/primary-examiner", "examiner"),
    ("examiners/examiner", "examiner"),
)
_RELATIONS: dict[str, Relation] = {"division": "division", "addition": "addition"}
_VERSION = re.compile(r"[(（](\d{4})\.(\d\d)[)）]\s*([INA])?")
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


def application(biblio: Element | None) -> Reference | None:
    """The application, with its check digit as printed in `raw`."""
    if biblio is None:
        return None
    return document_id(biblio.find("application-reference/document-id"), application=True)


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """Priorities, and domestic ones, which the DTD puts among the related documents."""
    if biblio is None:
        return ()
    found = [
        application_reference(
            value(claim, "country") or value(claim, "office-of-filing/country"),
            value(claim, "doc-number"),
            value(claim, "date"),
        )
        for claim in biblio.iterfind("priority-claims/priority-claim")
    ]
    domestic = biblio.iterfind("cn-related-documents/cn-domestic-priority-claims//parent-doc")
    found += [document_id(parent.find("document-id"), application=True) for parent in domestic]
    return tuple(dict.fromkeys(entry for entry in found if entry))


def related(biblio: Element | None) -> tuple[Related, ...]:
    """The international stage, divisions, earlier publications and what a correction corrects."""
    if biblio is None:
        return ()
    return tuple(
        Related(relation=relation, document=document)
        for relation, document in _relatives(biblio)
        if document
    )


def _relatives(biblio: Element) -> Iterator[tuple[Relation, Reference | None]]:
    filed = biblio.find("pct-or-regional-filing-data/document-id")
    yield (
        "pct",
        pct_application(value(filed, "doc-number"), value(filed, "date"), value(filed, "country")),
    )
    published = biblio.find("pct-or-regional-publishing-data/document-id")
    number, kind = value(published, "doc-number"), value(published, "kind")
    yield "pct", publication_reference("WO", number, kind, value(published, "date"))
    for group in biblio.iterfind("cn-related-documents/*"):
        if group.tag != "cn-domestic-priority-claims":
            relation = _RELATIONS.get(group.tag, "other")
            for parent in group.iter("parent-doc"):
                yield relation, document_id(parent.find("document-id"), application=True)
    for earlier in biblio.iterfind("cn-related-publication//document-id"):
        yield "earlier_publication", document_id(earlier)
    for corrected in biblio.iterfind("correction/document-corrected/document-id"):
        yield "correction_of", document_id(corrected)


def classifications(biblio: Element | None) -> tuple[Classification, ...]:
    """IPC, the first one listed being the main one; editions 1 to 7, and Locarno, by elements."""
    if biblio is None:
        return ()
    found: list[Classification] = []
    for place, entry in enumerate(biblio.iterfind("classifications-ipcr/classification-ipcr")):
        if made := _symbol(entry):
            position: Literal["first", "later"] = "first" if place == 0 else "later"
            found.append(structs.replace(made, position=made.position or position))
    schemes: tuple[Scheme, ...] = ("ipc", "locarno")
    for scheme in schemes:
        found += _old_symbols(biblio, scheme, "main-classification", "first")
        found += _old_symbols(biblio, scheme, "further-classification", "later")
    return tuple(dict.fromkeys(found))


def _old_symbols(
    biblio: Element, scheme: Scheme, tag: str, position: Literal["first", "later"]
) -> Iterator[Classification]:
    for text in values(biblio, f"classification-{scheme}/{tag}"):
        if symbol := normal(scheme, text):
            yield Classification(scheme=scheme, symbol=symbol, position=position)


def _symbol(entry: Element) -> Classification | None:
    """From the text (`A24B   15/18    (2006.01)`, or ST.8), or from the parts of the DTD."""
    text = value(entry, "text") or ""
    if made := st8(text, "ipc"):
        return made
    head = "".join(value(entry, tag) or "" for tag in ("section", "class", "subclass"))
    group, subgroup = value(entry, "main-group"), value(entry, "subgroup")
    symbol = normal("ipc", text or (f"{head} {group}/{subgroup or '00'}" if group else head))
    if symbol is None:
        return None
    found = _VERSION.search(text)
    version = value(entry, "ipc-version-indicator/date")
    letter = value(entry, "classification-value") or (found[3] if found else None)
    place = value(entry, "symbol-position")
    return Classification(
        scheme="ipc",
        symbol=symbol,
        version=f"{found[1]}-{found[2]}" if found else parse_date(version) if version else None,
        position="first" if place == "F" else "later" if place == "L" else None,
        value=_VALUES.get(letter or ""),
        office=value(entry, "generating-office/country"),
    )


def citations(biblio: Element | None) -> tuple[Citation, ...]:
    """References cited; only phases the file names."""
    if biblio is None:
        return ()
    found = [
        made
        for element in biblio.iterfind("references-cited/citation")
        for made in citation(element)
    ]
    found += [Citation(text=text) for text in values(biblio, "references-cited/text")]
    return tuple(found)


def parties(biblio: Element | None) -> tuple[Party, ...]:
    """Applicants, inventors, owners, examiners, then each agency once, then the agents."""
    if biblio is None:
        return ()
    found: list[Party] = []
    for path, role in _GROUPS:
        for place, element in enumerate(biblio.iterfind(path), 1):
            found += _party(element, role, place)
    agents = biblio.findall("cn-parties/cn-agents/cn-agent")
    agencies = [*dict.fromkeys(made for element in agents for made in _agencies(element))]
    if len(agencies) == 1 and agencies[0].code is None:
        code = value(biblio, "cn-parties/correspondence-address/customer-number")
        agencies = [structs.replace(agencies[0], code=code)]
    found += agencies
    for place, element in enumerate(agents, 1):
        found += _agent(element, place)
    return tuple(dict.fromkeys(found))


def _name(book: Element) -> tuple[str | None, bool]:
    if name := value(book, "name"):
        return name, False
    if name := value(book, "orgname"):
        return name, True
    family, given = value(book, "last-name"), value(book, "first-name")
    if family:
        return (f"{family}, {given}" if given else family), False
    return value(book, "text"), False


def _party(element: Element, role: Role, place: int) -> Iterator[Party]:
    for book in element.findall("addressbook") or [element]:
        name, organisation = _name(book)
        if name is None:
            continue
        address = book.find("address")
        printed = value(address, "text")
        postcode, text = postcode_and_address(printed) if printed else (None, None)
        country = code_at(address, "country") or code_at(
            element, "residence/country", "nationality/country"
        )
        province = province_of(text) if country in {"CN", None} else None
        yield Party(
            role=role,
            name=name,
            given=value(book, "first-name"),
            family=value(book, "last-name") if value(book, "first-name") else None,
            organisation=organisation,
            country=country,
            city=value(address, "city"),
            state=value(address, "state") or province,
            address=text or _lines(address),
            postcode=value(address, "postcode") or postcode,
            code=value(book, "registered-number") or value(book, "iid"),
            sequence=number_in(attribute(element, "sequence")) or place,
            lang=lang_of(attribute(book, "lang")) or "zh",
        )


def _lines(address: Element | None) -> str | None:
    if address is None:
        return None
    tags = ("address-1", "address-2", "address-3", "county", "street", "building", "room")
    return "".join(part for tag in tags if (part := value(address, tag))) or None


def _agencies(element: Element) -> Iterator[Party]:
    for agency in element.iterfind("cn-agency"):
        for book in agency.findall("addressbook") or [agency]:
            printed, _ = _name(book)
            if printed:
                name, code = name_and_code(printed)
                yield Party(role="agency", name=name, organisation=True, code=code, lang="zh")


def _agent(element: Element, place: int) -> Iterator[Party]:
    for book in element.findall("addressbook") or [element]:
        printed, _ = _name(book)
        for name in names(printed or ""):
            yield Party(
                role="agent",
                name=name,
                code=value(book, "registered-number"),
                sequence=number_in(attribute(element, "sequence")) or place,
                lang="zh",
            )


def events(biblio: Element | None) -> tuple[LegalEvent, ...]:
    """Entry into the national phase (PCT Articles 22 and 39), and deposits of material."""
    printed = value(biblio, "date-pct-article-22-39-fulfilled/date")
    date = parse_date(printed, "CN") if printed else None
    entered = (
        [LegalEvent(office="CN", code="date-pct-article-22-39-fulfilled", date=date)]
        if date
        else []
    )
    return (*entered, *(_deposits(biblio) if biblio is not None else ()))


def _deposits(biblio: Element) -> Iterator[LegalEvent]:
    """Some files have the number where the place belongs, and the day where the number does."""
    for entry in biblio.iter("bio-deposit"):
        place, number = value(entry, "depositary"), value(entry, "bio-accno")
        printed = value(entry, "date")
        if printed is None and number and parse_date(number, "CN"):
            place, number, printed = None, place, number
        date = parse_date(printed, "CN") if printed else None
        if date:
            yield LegalEvent(office="CN", code=entry.tag, date=date, number=number, text=place)
