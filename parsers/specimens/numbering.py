"""Invented but well-formed numbers and publication days."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import structs

from parsers.model import Reference

WEEKDAYS = {"US grant": 1, "US": 3, "CN": 4, "EP": 2, "WO": 3, "JP": 3, "KR": 2, "DE": 3, "FR": 4}


def cn_check_digit(digits: str) -> str:
    """ZC 0006-2003: weights 2…9 repeated from the left, sum modulo 11, ten as X."""
    total = sum(int(digit) * (2 + index % 8) for index, digit in enumerate(digits))
    return "0123456789X"[total % 11]


def ep_check_digit(digits: str) -> str:
    """Luhn: every second digit from the right doubled."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value // 10 + value % 10
    return str(-total % 10)


def publication_day(office: str, after: date, days: int) -> date:
    """The office's weekday of publication in the week that begins `days` after `after`."""
    day = after + timedelta(days=days)
    return day + timedelta(days=(WEEKDAYS[office] - day.weekday()) % 7)


def random_day(rng: random.Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=rng.randrange((last - first + 1) * 365))


def us_series(filed: date) -> int:
    """Series code of a non-provisional application by filing date."""
    starts = (
        (2022, 18),
        (2020, 17),
        (2018, 16),
        (2016, 15),
        (2013, 14),
        (2010, 13),
        (2008, 12),
        (2005, 11),
    )
    return next((series for year, series in starts if filed.year >= year), 10)


def _dotted(number: str) -> str:
    return f"{number[:-1]}.{number[-1]}"


def _spaced_german(number: str) -> str:
    return f"{number[:2]} {number[2:6]} {number[6:9]} {number[9:]}"


Form = Callable[[str], str]
_FORMAL: dict[str, Form] = {
    "CN": _dotted,
    "US": lambda number: f"{number[:2]}/{number[2:5]},{number[5:]}",
    "EP": lambda number: f"{number}.{ep_check_digit(number)}",
    "JP": lambda number: f"{number[:4]}-{number[4:]}",
    "KR": lambda number: f"10-{number[:4]}-{number[4:]}",
    "DE": _spaced_german,
}
"""How an application number is written out, by its office."""
_EUROPEAN: dict[str, Form] = {"CN": lambda number: number[:-1]}


def printed(reference: Reference, office: str) -> Reference:
    """The application with `raw` as documents of `office` print it, where that differs."""
    number = reference.number
    if office == "EP" and reference.office == "US":
        shown = f"{(reference.date or '')[:4]}{number}"
    elif office == "EP":
        shown = _EUROPEAN.get(reference.office, str)(number)
    else:
        shown = _FORMAL.get(reference.office, str)(number)
    return structs.replace(reference, raw=shown if shown != number else None)


def _grouped(number: str) -> str:
    """`9014905` as `9 014 905`, from the right."""
    head = len(number) % 3
    parts = [number[:head], *(number[i : i + 3] for i in range(head, len(number), 3))]
    return " ".join(part for part in parts if part)


def title_page(reference: Reference) -> Reference:
    """A cited document as the EPO's title page prints it: `US-A1- 2007 204 872`."""
    number, kind = reference.number, reference.kind or ""
    if reference.office == "WO":
        shown = f"WO-{kind}-{number[:4]}/{number[4:]}"
    elif reference.office == "US" and len(number) == 11:
        shown = f"US-{kind}- {number[:4]} {_grouped(number[5:])}"
    elif number.isdigit():
        shown = f"{reference.office}-{kind}- {_grouped(number)}"
    else:
        shown = f"{reference.office}-{kind}- {number}"
    return structs.replace(reference, date=None, raw=shown)


def docdb(reference: Reference, *, application: bool = False) -> Reference:
    """A number with `raw` and kind as DOCDB records hold it."""
    number, office = reference.number, reference.office
    raw = number
    if not application:
        raw = number[:4] + number[5:] if office == "US" and len(number) == 11 else number
        return structs.replace(reference, raw=raw if raw != number else None)
    if office == "CN":
        raw = number[:-1]
    elif office == "US":
        raw = f"{number[:2]}/{number[2:5]},{number[5:]}"
    return structs.replace(reference, kind="A", raw=raw if raw != number else None)
