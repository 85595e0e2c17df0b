"""Front pages as WIPO ST.36 has them: classes, names and addresses, designated states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.formats.refs import application_reference, document_id
from parsers.languages import lang_of
from parsers.model import Classification, Party, Reference, Related, Relation, Role
from parsers.symbols import normal, st8
from parsers.xml import Element

_VERSION = re.compile(r"[(（\s](\d{4})[./]?(\d\d)(\d\d)?[)）]?\s*([INA])?\s*$")
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}
_PLACES: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_OLD: tuple[tuple[str, Literal["first", "later"]], ...] = (
    ("main-classification", "first"),
    ("further-classification", "later"),
)
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
    "utility-model-basis": "utility_model_basis",
    "correction": "correction_of",
    "related-publication": "earlier_publication",
}


def ipc(biblio: Element) -> tuple[Classification, ...]:
    """The IPC of this edition, by text or by parts, and of editions 1 to 7; the first is main."""
    found: list[Classification] = []
    for place, entry in enumerate(biblio.iterfind("classifications-ipcr/classification-ipcr")):
        if made := _symbol(entry):
            position: Literal["first", "later"] = "first" if place == 0 else "later"
            found.append(structs.replace(made, position=made.position or position))
    for tag, place_of in _OLD:
        made_all = map(ipc_text, values(biblio, f"classification-ipc/{tag}"))
        found += [
            structs.replace(made, position=made.position or place_of) for made in made_all if made
        ]
    return tuple(dict.fromkeys(found))


def ipc_text(text: str) -> Classification | None:
    """ST.8, or a symbol with its version behind it: `A61K 9/48 (2006.01)I`."""
    if made := st8(text, "ipc"):
        return made
    found = _VERSION.search(text)
    symbol = normal("ipc", text[: found.start()] if found else text)
    if symbol is None:
        return None
    return Classification(
        scheme="ipc",
        symbol=symbol,
        version="-".join(part for part in found.groups()[:3] if part) if found else None,
        value=_VALUES.get(found[4] or "") if found else None,
    )


def _symbol(entry: Element) -> Classification | None:
    if made := ipc_text(value(entry, "text") or ""):
        return made
    head = "".join(value(entry, tag) or "" for tag in ("section", "class", "subclass"))
    group, subgroup = value(entry, "main-group"), value(entry, "subgroup")
    symbol = normal("ipc", f"{head} {group}/{subgroup or '00'}" if group else head)
    if symbol is None:
        return None
    version = value(entry, "ipc-version-indicator/date")
    return Classification(
        scheme="ipc",
        symbol=symbol,
        version=parse_date(version) if version else None,
        position=_PLACES.get(value(entry, "symbol-position") or ""),
        value=_VALUES.get(value(entry, "classification-value") or ""),
        office=code_at(entry, "generating-office/country"),
    )


def priorities(claims: Iterator[Element]) -> tuple[Reference, ...]:
    found = (
        application_reference(
            code_at(claim, "country", "office-of-filing/country"),
            value(claim, "doc-number"),
            value(claim, "date"),
        )
        for claim in claims
    )
    return tuple(dict.fromkeys(entry for entry in found if entry))


def related(biblio: Element) -> tuple[Related, ...]:
    """Parents of the application, and publications before this one."""
    found: list[Related] = []
    for group in biblio.iterfind("related-documents/*"):
        relation = _RELATIONS.get(group.tag, "other")
        published = relation in {"earlier_publication", "correction_of"}
        for document in (
            *group.iterfind(".//parent-doc/document-id"),
            *group.iterfind("document-id"),
        ):
            made = document_id(document, application=not published)
            if made:
                found.append(Related(relation=relation, document=made))
    return tuple(dict.fromkeys(found))


def states(biblio: Element) -> tuple[str, ...]:
    """Designated states, those of regional treaties one by one."""
    found = [
        country
        for home in biblio.iterfind("designation-of-states")
        for country in home.iter("country")
        if (parent := country.getparent()) is not None and parent.tag != "region"
    ]
    codes = (value(country, ".") or attribute(country, "country") or "" for country in found)
    return tuple(dict.fromkeys(code for code in codes if re.fullmatch("[A-Z]{2}", code)))


def group(elements: Iterator[Element], role: Role, lang: str | None = None) -> Iterator[Party]:
    """Parties in order; one that is named in several languages has an entry for each."""
    for place, element in enumerate(elements, 1):
        sequence = number_in(attribute(element, "sequence")) or place
        for book in element.findall("addressbook") or [element]:
            if made := party(element, book, role, sequence, lang):
                yield made


def party(
    element: Element, book: Element, role: Role, sequence: int, lang: str | None
) -> Party | None:
    """One name with its address, as one addressbook has them."""
    family, given = value(book, "last-name"), value(book, "first-name")
    if middle := value(book, "middle-name"):
        given = f"{given} {middle}" if given else middle
    person = ", ".join(part for part in (family, given, value(book, "suffix")) if part)
    firm = value(book, "orgname")
    name = value(book, "name") or person or firm or value(book, "text")
    if not name:
        return None
    address = book.find("address")
    return Party(
        role=role,
        name=name,
        given=given if name == person and given else None,
        family=family if name == person and given else None,
        organisation=name == firm,
        country=code_at(address, "country")
        or code_at(element, "residence/country", "nationality/country"),
        city=value(address, "city"),
        state=value(address, "state"),
        address=value(address, "text") or lines(address),
        postcode=value(address, "postcode"),
        code=value(book, "registered-number") or value(book, "iid"),
        sequence=sequence,
        lang=lang_of(attribute(book, "lang")) or lang,
    )


def lines(address: Element | None) -> str | None:
    """Street and house, by their lines."""
    if address is None:
        return None
    tags = (
        *("address-1", "address-2", "address-3", "address-4", "address-5", "mailcode"),
        *("pobox", "room", "address-floor", "building", "street", "county"),
    )
    return ", ".join(part for tag in tags if (part := value(address, tag))) or None
