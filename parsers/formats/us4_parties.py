"""Parties of US patents in both generations: up to 4.2 inventors are among the applicants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from parsers.model import Party, Role
from parsers.text import clean, inline_text
from parsers.xml import Element

_INVENTORS = "applicant-inventor"
_NO_COUNTRY = frozenset({"", "unknown", "omitted", "xx", "XX"})
_PLACE = ("country", "city", "state", "address", "postcode")


def parties(data: dict[str, Element]) -> tuple[Party, ...]:
    """Applicants, inventors, assignees, agents and examiners, each kind in the order of the source.

    Up to 4.2 an inventor who files is an applicant by law; such a person is listed as applicant
    only where no assignee stands in for it. An applicant without address takes the address of
    the assignee of the same name.
    """
    block = data.get("us-parties")
    if block is None:
        block = data.get("parties")
    groups = {child.tag: child for child in block} if block is not None else {}
    assignees = [*_all(data.get("assignees"), "assignee")]
    filed = groups.get("us-applicants")
    if filed is None:
        filed = groups.get("applicants")
    entries = list(filed) if filed is not None else []
    inventing = [entry for entry in entries if entry.get("app-type") == _INVENTORS]
    inventors = [*_inventors(groups.get("inventors"), inventing)]
    applicants = [*_all(_applying(entries, inventing, named=bool(assignees)), "applicant")]
    return (
        *(_located(applicant, assignees) for applicant in applicants),
        *inventors,
        *assignees,
        *_agents(groups),
        *_examiners(data.get("examiners")),
    )


def _applying(entries: list[Element], inventing: list[Element], *, named: bool) -> list[Element]:
    if entries and entries[0].tag == "us-applicant":
        return entries
    return [entry for entry in entries if entry not in inventing] if named else entries


def _inventors(listed: Element | None, inventing: list[Element]) -> Iterator[Party]:
    """Listed inventors, and applicants of type inventor who are not listed."""
    known = [*_all(listed, "inventor")]
    names = {party.name for party in known}
    place = len(known)
    yield from known
    for party in _all(inventing, "inventor"):
        if party.name not in names:
            place += 1
            yield replace(party, sequence=place)


def _located(applicant: Party, assignees: list[Party]) -> Party:
    if applicant.city or applicant.address or applicant.postcode:
        return applicant
    for assignee in assignees:
        if assignee.name.casefold() == applicant.name.casefold():
            return replace(applicant, **{part: getattr(assignee, part) for part in _PLACE})
    return applicant


def _all(entries: Iterable[Element] | None, role: Role) -> Iterator[Party]:
    if entries is None:
        return
    place = 0
    for entry in entries:
        party = _party(entry, role, place + 1)
        if party is not None:
            place += 1
            yield party


def _agents(groups: dict[str, Element]) -> Iterator[Party]:
    """Agents, firms as agencies; applications up to 4.2 only have an address to write to."""
    listed = groups.get("agents")
    if listed is None and "correspondence-address" in groups:
        listed_entries: Iterable[Element] = [groups["correspondence-address"]]
    else:
        listed_entries = listed if listed is not None else ()
    for party in _all(listed_entries, "agent"):
        yield replace(party, role="agency") if party.organisation else party


def _examiners(examiners: Element | None) -> Iterator[Party]:
    """Primary, then assistant examiner; `code` is the art unit."""
    for entry in examiners if examiners is not None else ():
        party = _party(entry, "examiner", None)
        if party is not None:
            yield party


def _party(entry: Element, role: Role, place: int | None) -> Party | None:
    """A person or an organisation; None without a name."""
    book = entry.find("addressbook")
    values, address = _values(entry if book is None else book)
    get = values.get
    organisation = get("orgname")
    family, given = get("last-name"), get("first-name")
    if given and get("middle-name"):
        given = f"{given} {get('middle-name')}"
    person = ", ".join(part for part in (family, given, get("suffix")) if part)
    name = person or organisation or get("name")
    if not name:
        return None
    return Party(
        role=role,
        name=name,
        given=given if person else None,
        family=family if person else None,
        organisation=not person and organisation is not None,
        country=_country(address.get("country")) or _residence(entry),
        city=address.get("city"),
        state=address.get("state"),
        address=_street(address),
        postcode=address.get("postcode"),
        code=get("department"),
        sequence=place,
    )


def _values(book: Element) -> tuple[dict[str, str], dict[str, str]]:
    values: dict[str, str] = {}
    address: dict[str, str] = {}
    for child in book:
        if child.tag == "address":
            for part in child:
                text = clean(part.text or "")
                if text:
                    address[part.tag] = text
        else:
            text = inline_text(child)
            if text:
                values[child.tag] = text
    return values, address


def _street(address: dict[str, str]) -> str | None:
    lines = (address.get(tag) for tag in ("address-1", "address-2", "pobox", "building", "street"))
    return ", ".join(line for line in lines if line) or None


def _residence(entry: Element) -> str | None:
    return _country((entry.findtext("residence/country") or "").strip())


def _country(code: str | None) -> str | None:
    known = code is not None and code not in _NO_COUNTRY and len(code) == 2 and code.isalpha()
    return code.upper() if code and known else None
