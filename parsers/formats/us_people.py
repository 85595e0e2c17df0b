"""Parties as the USPTO printed them until 2004: states stand for the country, firms for persons."""

from __future__ import annotations

import re

from parsers.model import Party, Role
from parsers.text import clean

_CODES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS CZ GU MP PR VI"
)
_STATES = frozenset(_CODES.split())
"""States and territories; CZ was the Canal Zone."""
_FIRM = re.compile(
    r"&|\band\b|\b(?:L\.?L\.?[PC]|P\.?L?\.?L?\.?C|P\.?[AS]|Inc|Ltd|Co|Corp|GmbH|AG|Law|Firm|Group|"
    r"Offices?|Department|Dept|Associates|Company|Corporation|Partners|Counsel|Chtd|Chartered)\b",
    re.IGNORECASE,
)
_REPRESENTS = re.compile(
    r"\b(?:co-?)?(?:execut(?:or|rix)|adminis?trat(?:or|rix)|heir(?:ess)?|legal representative|"
    r"personal representative|guardian|trustee)s?\b",
    re.IGNORECASE,
)
_DECEASED = re.compile(r",?\s*\(?(?:now\s+)?deceased\)?|^\s*(?:the\s+)?late\s+", re.IGNORECASE)


def country(code: str | None, state: str | None) -> str | None:
    """The country, which is left out where a state of the US is named."""
    if code:
        return code.upper() if len(code) == 2 and code.isalpha() and code.isascii() else None
    return "US" if state and state.upper() in _STATES else None


def is_firm(name: str) -> bool:
    """Whether a representative is a firm by its name: several names, or a legal form."""
    return bool(_FIRM.search(name)) or name.count(",") > 1


def represents(name: str) -> bool:
    """Whether a person listed with the inventors stands for one: an executor or heir."""
    return bool(_REPRESENTS.search(name))


def alive(name: str) -> str:
    """A name without the remark that its bearer is deceased."""
    return _DECEASED.sub("", name).strip(" ,")


def person_name(family: str, given: str | None = None, suffix: str | None = None) -> str:
    """The name as it is shown: `Miller, George H., Jr.`."""
    return ", ".join(part for part in (family, given, suffix) if part)


class Place:
    """The parts of an address; empty ones are None."""

    def __init__(
        self,
        *,
        city: str | None = None,
        state: str | None = None,
        code: str | None = None,
        postcode: str | None = None,
        lines: tuple[str | None, ...] = (),
    ) -> None:
        self.city = clean(city or "") or None
        self.state = clean(state or "") or None
        self.country = country(clean(code or "") or None, self.state)
        self.postcode = clean(postcode or "") or None
        self.address = ", ".join(line for raw in lines if (line := clean(raw or ""))) or None


def party(  # noqa: PLR0913 - what a party is made of
    role: Role,
    place: Place,
    *,
    family: str | None = None,
    given: str | None = None,
    suffix: str | None = None,
    organisation: str | None = None,
    code: str | None = None,
    sequence: int | None = None,
) -> Party | None:
    """A person, or else an organisation; None without a name."""
    name = person_name(family, given, suffix) if family else organisation or given
    if not name:
        return None
    return Party(
        role=role,
        name=name,
        given=given if family else None,
        family=family,
        organisation=family is None and organisation is not None,
        country=place.country,
        city=place.city,
        state=place.state,
        address=place.address,
        postcode=place.postcode,
        code=code,
        sequence=sequence,
    )
