"""Parties of USPTO applications 1.4-1.6."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.nodes import value
from parsers.formats.us_people import Place, alive, is_firm, party
from parsers.model import Party, Role
from parsers.xml import Element


def parties(biblio: Element) -> tuple[Party, ...]:
    """Inventors, assignees, and whom to write to as the representative."""
    inventors = biblio.find("inventors")
    return (
        *_all([*inventors] if inventors is not None else [], "inventor"),
        *_all(biblio.findall("assignee"), "assignee"),
        *_correspondence(biblio.find("correspondence-address")),
    )


def _all(entries: list[Element], role: Role) -> Iterator[Party]:
    place = 0
    for entry in entries:
        family = value(entry, "name/family-name")
        made = party(
            role,
            _residence(entry),
            family=alive(family) if family else None,
            given=_given(entry),
            suffix=value(entry, "name/name-suffix"),
            organisation=value(entry, "organization-name"),
            sequence=place + 1,
        )
        if made is not None:
            place += 1
            yield made


def _given(entry: Element) -> str | None:
    parts = (value(entry, "name/given-name"), value(entry, "name/middle-name"))
    return " ".join(part for part in parts if part) or None


def _residence(entry: Element) -> Place:
    """The residence, which is what is printed; the address only where there is none."""
    for tag in ("residence/residence-us", "residence/residence-non-us"):
        found = entry.find(tag)
        if found is not None:
            return Place(
                city=value(found, "city"),
                state=value(found, "state"),
                code=value(found, "country-code"),
            )
    return _address(entry.find("address"))


def _address(address: Element | None, first: str | None = None) -> Place:
    return Place(
        city=value(address, "city"),
        state=value(address, "state"),
        code=value(address, "country/country-code"),
        postcode=value(address, "postalcode"),
        lines=(
            first,
            value(address, "military-address"),
            value(address, "address-1"),
            value(address, "address-2"),
        ),
    )


def _correspondence(element: Element | None) -> Iterator[Party]:
    """A firm or a person: two names of one word each are given name and family name."""
    if element is None:
        return
    first, second = value(element, "name-1"), value(element, "name-2")
    first, second = first or second, second if first else None
    if first is None:
        return
    address = element.find("address")
    if second and " " not in first and " " not in second and not is_firm(f"{first} {second}"):
        made = party("agent", _address(address), family=second, given=first, sequence=1)
    else:
        role: Role = "agency" if is_firm(first) else "agent"
        made = party(role, _address(address, second), organisation=first, sequence=1)
    if made is not None:
        yield made
