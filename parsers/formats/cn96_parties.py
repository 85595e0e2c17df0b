"""Parties of the Chinese ST.96 files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from parsers.formats.cn_provinces import province_of
from parsers.formats.cn_words import name_and_code, names, postcode_and_address
from parsers.formats.jp_words import prefecture_in
from parsers.formats.nodes import attribute, code_at, number_in, value
from parsers.languages import lang_of
from parsers.model import Party, Role
from parsers.xml import Element

_GROUPS: tuple[tuple[str, Role], ...] = (
    ("Parties/ApplicantDetails/Applicant", "applicant"),
    ("ApplicantDetails/Applicant", "applicant"),
    ("Parties/InventorDetails/Inventor", "inventor"),
    ("DesignerDetails/Designer", "inventor"),
    ("AssigneeDetails/Assignee", "assignee"),
    ("ExaminerDetails/Examiner", "examiner"),
)
_AGENTS = ("Parties/AgentDetails/Agent", "AgentDetails/Agent")


def parties(biblio: Element | None) -> tuple[Party, ...]:
    """Applicants, inventors, owners, examiners, then each agency once, then the agents.

    A party named in two languages is two entries with one sequence number.
    """
    if biblio is None:
        return ()
    found: list[Party] = []
    for path, role in _GROUPS:
        for place, element in enumerate(_once(biblio, path), 1):
            found += _party(element, role, place)
    agents = [element for path in _AGENTS for element in _once(biblio, path)]
    codes = [value(biblio, f"{path.removesuffix('/Agent')}/CustomerNumber") for path in _AGENTS]
    code = _code(next(filter(None, codes), None))
    agencies = [*dict.fromkeys(made for element in agents for made in _agencies(element))]
    if len(agencies) == 1 and agencies[0].code is None:
        agencies = [structs.replace(agencies[0], code=code)]
    found += agencies
    for place, element in enumerate(agents, 1):
        found += _agent(element, place)
    return tuple(dict.fromkeys(found))


def _once(biblio: Element, path: str) -> list[Element]:
    """One element per sequence number: files can repeat a party per data format."""
    chosen: dict[tuple[str, str], Element] = {}
    for place, element in enumerate(biblio.iterfind(path)):
        sequence = element.get("sequence") or f"#{place}"
        key = (sequence, element.get("lang") or "")
        if key not in chosen or element.get("dataFormat") == "original":
            chosen[key] = element
    return list(chosen.values())


def _party(element: Element, role: Role, place: int) -> Iterator[Party]:
    """One entry per address book, or one from a name that stands without."""
    code = _code(value(element, "OrganizationCode") or value(element, "AssigneeCode"))
    books = element.findall("AddressBook") or [element]
    for book in books:
        name, organisation = _name(book)
        if name is None:
            continue
        address = book.find("Address")
        postcode, text = _address(address)
        country = code_at(address, "WIPOST3Code") or code_at(element, "Nationality/WIPOST3Code")
        province = province_of(text) if country in {"CN", None} else None
        prefecture = prefecture_in(text) if country in {"JP", None} and not province else None
        yield Party(
            role=role,
            name=name,
            given=value(book, "FirstName"),
            family=value(book, "LastName") if value(book, "FirstName") else None,
            organisation=organisation,
            country=country,
            city=_part(address, "City") or _part(address, "AddressCity"),
            state=_part(address, "Province") or _part(address, "State") or province or prefecture,
            address=text,
            postcode=_part(address, "PostCode") or postcode,
            code=code or _code(value(book, "RegisteredNumber")),
            sequence=number_in(attribute(element, "sequence")) or place,
            lang=lang_of(attribute(book, "lang") or attribute(element, "lang")),
        )


def _name(book: Element) -> tuple[str | None, bool]:
    if name := value(book, "Name"):
        return name, False
    if name := value(book, "OrganizationName"):
        return name, True
    if family := value(book, "LastName"):
        given = value(book, "FirstName")
        return (f"{family}, {given}" if given else family), False
    return value(book, "Text"), False


def _code(text: str | None) -> str | None:
    """An identifier, unless it is filled up with zeros."""
    return text if text and text.strip("0") else None


def _part(address: Element | None, tag: str) -> str | None:
    """A part of an address; files fill parts they do not know with `0`."""
    text = value(address, tag)
    return None if text in {None, "0"} else text


def _address(address: Element | None) -> tuple[str | None, str | None]:
    """Postcode and address as printed, or the parts from the widest to the narrowest."""
    if text := _part(address, "Text"):
        return postcode_and_address(text)
    tags = ("Province", "State", "City", "County", "Street", "AddressBuilding", "AddressLine")
    parts = [part for tag in tags if (part := _part(address, tag))]
    return None, "".join(dict.fromkeys(parts)) or None


def _agencies(element: Element) -> Iterator[Party]:
    for agency in element.iterfind("Agency"):
        book = agency.find("AddressBook")
        printed, _ = _name(book if book is not None else agency)
        if printed:
            name, code = name_and_code(printed)
            yield Party(
                role="agency",
                name=name,
                organisation=True,
                code=code or _code(value(agency, ".//RegisteredNumber")),
                lang=lang_of(attribute(book, "lang") or attribute(element, "lang")),
            )


def _agent(element: Element, place: int) -> Iterator[Party]:
    for book in element.findall("AddressBook") or [element]:
        printed, organisation = _name(book)
        for name in names(printed or ""):
            yield Party(
                role="agent",
                name=name,
                organisation=organisation,
                code=_code(value(book, "RegisteredNumber")),
                sequence=number_in(attribute(element, "sequence")) or place,
                lang=lang_of(attribute(book, "lang") or attribute(element, "lang")),
            )
