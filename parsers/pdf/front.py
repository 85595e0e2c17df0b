"""What a front page says, whatever the office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.model import (
    Citation,
    Classification,
    Origin,
    Party,
    Reference,
    Related,
    Right,
    Role,
    Scheme,
    Text,
)
from parsers.numbers import application_number, publication_number
from parsers.pdf.joining import Joiner
from parsers.pdf.wire import Page
from parsers.symbols import normal

_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4}|[^\W\d_]{3,9}\.?\s*\d{1,2},\s*\d{4}"
)
_SYMBOL = re.compile(
    r"\b([A-HY]\d\d[A-Z])\s*(\d{1,4}/\d{2,6})(?:\s*[(（](\d{4}(?:[.\-]\d\d){0,2})[^)）]*[)）])?"
)
WO = re.compile(r"WO\s*(\d{2,4}/\d{5,6})")
"""The number of an international publication, under code (87)."""


class Front(Struct):
    """Bibliographic data as printed; every office's reader fills what its pages have."""

    office: str
    number: str
    kind: str = ""
    language: str = "en"
    date: str | None = None
    right: Right | None = None
    application: Reference | None = None
    priorities: list[Reference] = []
    related: list[Related] = []
    title: str = ""
    other_titles: list[Text] = []
    abstract: str = ""
    parties: list[Party] = []
    classifications: list[Classification] = []
    citations: list[Citation] = []
    designated_states: tuple[str, ...] = ()
    origin: Origin | None = None
    checked: str = ""
    """The application number with its check digit, as printed."""
    counted_claims: int | None = None
    counted_pages: int | None = None
    counts: dict[str, int] = {}
    """Pages of each part, as the front page counts them."""
    notes: list[str] = []


FrontReader = Callable[[Sequence[Page], Joiner], Front]


def date_in(text: str, office: str | None = None) -> str | None:
    """The first date in a text."""
    return next((day for _, day in dates_in(text, office)), None)


def dates_in(text: str, office: str | None = None) -> Iterator[tuple[re.Match[str], str]]:
    """Dates in a text, with where they stand."""
    for found in _DATE.finditer(text):
        day = parse_date(found[0].strip(), office)
        if day:
            yield found, day


def symbols(text: str, scheme: Scheme) -> list[Classification]:
    """IPC or CPC symbols in a text, with the version behind them."""
    found: list[Classification] = []
    for match in _SYMBOL.finditer(text):
        symbol = normal(scheme, f"{match[1]} {match[2]}")
        if symbol:
            found.append(
                Classification(
                    scheme=scheme,
                    symbol=symbol,
                    version=parse_date(match[3].replace(".", "-")) if match[3] else None,
                    position="later" if found else "first",
                )
            )
    return found


def locarno(text: str) -> list[Classification]:
    """Locarno classes in a text (`15-07`)."""
    found = re.findall(r"\b\d\d\s?-\s?\d\d\b", text)
    values = [normal("locarno", value.replace(" ", "")) for value in found]
    return [
        Classification(scheme="locarno", symbol=value, position="later" if place else "first")
        for place, value in enumerate(filter(None, values))
    ]


def application(
    office: str, raw: str, date: str | None = None, kind: str | None = None
) -> Reference | None:
    """A reference to an application as printed; None if there is no number in it."""
    printed = " ".join(raw.split()).strip(" .,;:")
    try:
        number = application_number(office, printed, date, kind)
    except ParseError:
        return None
    return Reference(
        office="WO" if number.startswith("PCT/") else office,
        number=number,
        date=date,
        raw=printed if printed != number else None,
    )


def publication(
    office: str, raw: str, kind: str | None = None, date: str | None = None
) -> Reference | None:
    """A reference to a publication as printed; None if there is no number in it."""
    printed = " ".join(raw.split()).strip(" .,;:")
    try:
        number = publication_number(office, printed, kind or None, date)
    except ParseError:
        return None
    return Reference(office=office, number=number, kind=kind or None, date=date)


def numbered(parties: Iterable[Party], but: Role) -> list[Party]:
    """Parties with their place among those of one role; none for the role that has no order."""
    counts: dict[str, int] = {}
    found = []
    for party in parties:
        counts[party.role] = place = counts.get(party.role, 0) + 1
        found.append(party if party.role == but else replace(party, sequence=place))
    return found
