"""Parties of MAREC documents: each once, though the file has it once per form of its name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parsers.formats.nodes import attribute, code_at, number_in, value
from parsers.model import Party, Role
from parsers.names import normal_name
from parsers.xml import Element

_FORMS = ("epo", "standard", "uspto", "intermediate", "original")
_GROUPS: tuple[tuple[str, Role], ...] = (
    ("applicants/applicant", "applicant"),
    ("inventors/inventor", "inventor"),
    ("assignees/assignee", "assignee"),
    ("agents/agent", "agent"),
    ("correspondence-address", "agent"),
    ("examiners/examiner", "examiner"),
)
_COMPANIES = frozenset({"02", "03", "06", "07", "08", "09"})
"""Types of assignees that are no individuals (USPTO Red Book)."""
_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5});")
_LINES = ("address-1", "address-2", "address-3", "pobox", "room", "address-floor", "building")
_WORD = re.compile(r"\w{3,}")


def parties(biblio: Element | None) -> tuple[Party, ...]:
    """Every group of parties in the order of the file."""
    groups = biblio.find("parties") if biblio is not None else None
    if groups is None:
        return ()
    return tuple(party for path, role in _GROUPS for party in _group(groups.findall(path), role))


def _group(elements: Sequence[Element], role: Role) -> Iterator[Party]:
    """The parties in the most standardised form, which alone has the country of residence.

    What only the original form has, the address, is added where it says the same party there.
    """
    forms: dict[str, list[Party]] = {}
    for element in elements:
        form = attribute(element, "format") or "original"
        known = forms.setdefault(form, [])
        if made := _party(element, role, len(known) + 1):
            known.append(made)
    ranked = sorted(forms, key=lambda form: _FORMS.index(form) if form in _FORMS else len(_FORMS))
    if not ranked:
        return
    chosen, original = forms[ranked[0]], forms.get("original", [])
    for place, party in enumerate(chosen):
        other = original[place] if len(original) == len(chosen) else None
        yield _located(party, other) if other is not None else party


def _located(party: Party, other: Party) -> Party:
    """With the address of the same party's original form."""
    if party is other or not _same(party, other):
        return party
    return replace(
        party,
        organisation=party.organisation or other.organisation,
        country=party.country or other.country,
        city=party.city or other.city,
        state=party.state or other.state,
        address=party.address or other.address,
        postcode=party.postcode or other.postcode,
        code=party.code or other.code,
    )


def _same(party: Party, other: Party) -> bool:
    if party.country and other.country and party.country != other.country:
        return False
    left, right = normal_name(party.name), normal_name(other.name)
    return left == right or bool({*_WORD.findall(left)} & {*_WORD.findall(right)})


def _party(element: Element, role: Role, place: int) -> Party | None:
    book = element.find("addressbook")
    book = element if book is None else book
    name, given, family, organisation = _name(book, role)
    if name is None:
        return None
    address = book.find("address")
    return Party(
        role="agency" if role == "agent" and organisation else role,
        name=name,
        given=given,
        family=family,
        organisation=organisation or attribute(element, "us-assignee-type") in _COMPANIES,
        country=code_at(address, "country"),
        city=plain(value(address, "city")),
        state=plain(value(address, "state")),
        address=_street(address) or plain(value(book, "text")),
        postcode=value(address, "postcode"),
        code=value(book, "registered-number") or value(book, "iid") or value(book, "department"),
        sequence=number_in(attribute(element, "sequence")) or place,
    )


def _name(book: Element, role: Role) -> tuple[str | None, str | None, str | None, bool]:
    """Name, given and family name, and whether it is an organisation."""
    family, given = plain(value(book, "last-name")), plain(value(book, "first-name"))
    middle, suffix = value(book, "middle-name"), value(book, "suffix")
    if family is None:
        organisation = plain(value(book, "orgname"))
        name = organisation or plain(value(book, "name")) or plain(value(book, "text"))
        return name, None, None, organisation is not None
    if given is None:
        parts = [part.strip() for part in family.split(",")]
        if role == "inventor" and len(parts) == 2 and all(parts):
            return family, parts[1], parts[0], False
        return family, None, None, False
    given = f"{given} {middle}" if middle else given
    return ", ".join(part for part in (family, given, suffix) if part), given, family, False


def _street(address: Element | None) -> str | None:
    if address is None:
        return None
    lines = (plain(value(address, tag)) for tag in (*_LINES, "street", "county"))
    return ", ".join(line for line in lines if line) or plain(value(address, "text"))


def plain(text: str | None) -> str | None:
    """The collection escaped some characters twice (`&amp;amp;`)."""
    return html.unescape(text) if text and _ESCAPED.search(text) else text
