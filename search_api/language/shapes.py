"""Shapes of dates in other systems, to canonical ones and back."""

from __future__ import annotations

import re
from typing import Literal

from parsers.dates import days

_COMPACT = re.compile(r"(\d{4})(\d\d)?(\d\d)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"([a-z]{3,9})\.?[-/ .](\d{1,2}),?[-/ ](\d{4})", re.IGNORECASE)
_NONE = ("", "0", "00", "$", "*")

Order = Literal["day", "month"]


def read_shape(text: str, order: Order = "day") -> str | None:
    """A canonical date for any of the shapes in use, or None for what has none of them.

    `20051212 200512 2005 2005-12-12 2005/12`, `12/31/2005` and `31.12.2005` (`order` tells which
    of the two stands first), `11/2009`, `Dec-31-2005`. Whether the day exists is for the reader of
    canonical dates to say.
    """
    text = text.strip()
    if (found := _COMPACT.fullmatch(text)) or (found := _YEAR_FIRST.fullmatch(text)):
        return _joined(*found.groups())
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = found.groups()
        return _joined(year, first, second) if order == "month" else _joined(year, second, first)
    if found := _MONTH_YEAR.fullmatch(text):
        return _joined(found[2], found[1], None)
    if found := _NAMED.fullmatch(text):
        month = found[1][:3].lower()
        return (
            _joined(found[3], str(_MONTHS.index(month) + 1), found[2]) if month in _MONTHS else None
        )
    return None


def read_open_shape(text: str, order: Order = "month") -> str | None:
    """The same where `$` (or `*`) may stand for any day or month: `9/$/2022`, `$/$/2022`."""
    parts = re.split(r"[-/]", text.strip())
    if len(parts) != 3:
        return read_shape(text, order)
    first, second, year = parts
    month, day = (first, second) if order == "month" else (second, first)
    if not re.fullmatch(r"\d{4}", year):
        return None
    if month in _NONE:
        return year if day in _NONE else None
    if day in _NONE:
        number = str(_MONTHS.index(m) + 1) if (m := month[:3].lower()) in _MONTHS else month
        return _joined(year, number, None) if number.isdigit() else None
    return read_shape(text, order)


def first_day(partial: str) -> str:
    """The first day of a canonical date, as `YYYYMMDD`."""
    return str(days(partial)[0])


def last_day(partial: str) -> str:
    """The last day of a canonical date, as `YYYYMMDD`."""
    return str(days(partial)[1])


def _joined(year: str, month: str | None, day: str | None) -> str:
    text = year
    for part in (month, day):
        if not part or part == "00":
            break
        text += f"-{int(part):02}"
    return text
