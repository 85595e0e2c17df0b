"""Dates of every precision and relative ones → periods of days, and ranges of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.query import DateRange
from parsers.dates import days, parse_date
from search_api.language.context import Context
from search_api.language.names import Target
from search_api.language.ranges import range_leaf
from search_api.language.syntax import Between, Comparison, Span, Value
from search_api.language.tree import Leaf

_PARTS = re.compile(r"(\d{4})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?)?")
_BACK = re.compile(r"-(\d{1,4})([dwmy])", re.IGNORECASE)
_PAST = re.compile(
    r"(?:past|last)\s+(\d{1,4})\s+(day|week|month|year)s?|[近过最]+去?(\d{1,4})个?([天日周月年])",
    re.IGNORECASE,
)
_TODAY = {"today", "now", "今天", "今日"}
_UNITS = {"天": "d", "日": "d", "周": "w", "月": "m", "年": "y"}
_OLDEST = 1000


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as YYYYMMDD; `text` is the canonical partial date.

    `past`: a stretch up to today rather than a date of some precision.
    """

    low: int
    high: int
    text: str
    past: bool = False


def read_date(value: Value, context: Context, *, alone: bool = False) -> Period:
    """One date; raises QUERY_BAD_DATE, adjusts days that a month does not have.

    `alone`: nothing compares with it, so that `-14d` means the last 14 days.
    """
    text = " ".join(value.text.split())
    period = _relative(text, value, context, alone=alone) or _absolute(text, value.span, context)
    if period is None:
        raise context.fail("bad_date", value.span, value=text)
    return period


def _relative(text: str, value: Value, context: Context, *, alone: bool) -> Period | None:
    today = context.today
    if text.lower() in _TODAY:
        return _noted(Period(_number(today), _number(today), today.isoformat()), value, context)
    found = _BACK.fullmatch(text) or _PAST.fullmatch(text)
    if found is None:
        return None
    count, unit = (part for part in found.groups() if part)
    first = _back(today, int(count), _UNITS.get(unit, unit[0].lower()))
    if first is None:
        return None
    if found.re is _BACK and not alone:
        return _noted(Period(_number(first), _number(first), first.isoformat()), value, context)
    span = f"[{first.isoformat()} TO {today.isoformat()}]"
    return _noted(Period(_number(first), _number(today), span, past=True), value, context)


def _noted(period: Period, value: Value, context: Context) -> Period:
    context.note("note_date_relative", value.span, value=value.text, date=period.text)
    return period


def _back(today: date, count: int, unit: str) -> date | None:
    try:
        if unit in "dw":
            return today - timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _absolute(text: str, span: Span, context: Context) -> Period | None:
    found = _PARTS.fullmatch(text)
    if found is None:
        partial = parse_date(text)
        return Period(*days(partial), partial) if partial else None
    year, separator, month, day = found.groups()
    if day is None and not separator and month and len(month) != 2:
        return None
    if int(year) < _OLDEST or (month and not 1 <= int(month) <= 12):
        return None
    if day is None:
        partial = f"{year}-{int(month):02}" if month else year
        return Period(*_edges(int(year), int(month or 0)), partial)
    if not 1 <= int(day) <= 31:
        return None
    last = monthrange(int(year), int(month))[1]
    partial = f"{year}-{int(month):02}-{min(int(day), last):02}"
    if int(day) > last:
        context.note("note_date_adjusted", span, value=text, date=partial)
    number = int(partial.replace("-", ""))
    return Period(number, number, partial)


def _edges(year: int, month: int) -> tuple[int, int]:
    last = monthrange(year, month or 12)[1]
    return year * 10000 + (month or 1) * 100 + 1, year * 10000 + (month or 12) * 100 + last


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def read_date_leaf(
    value: Value | Between, operator: Comparison | None, target: Target, context: Context
) -> Leaf:
    """A date, range or comparison on date fields (which all take the same value)."""
    if isinstance(value, Between):
        return _between(value, target, context)
    period = read_date(value, context, alone=operator is None)
    if operator is None:
        return _leaf(target, period.low, period.high, period.text, value.span)
    low, high = _compared(operator, period, value.span, context)
    return _leaf(target, low, high, _range_text(low, high), value.span)


def _compared(
    operator: Comparison, period: Period, span: Span, context: Context
) -> tuple[int | None, int | None]:
    match operator:
        case ">=":
            return period.low, None
        case "<=":
            return None, period.high
        case ">":
            return _shift(period.high, 1, span, context), None
        case "<":
            return None, _shift(period.low, -1, span, context)


def _shift(number: int, by: int, span: Span, context: Context) -> int:
    try:
        return _number(date(number // 10000, number // 100 % 100, number % 100) + timedelta(by))
    except OverflowError:
        raise context.fail("bad_date", span, value=_iso(number)) from None


def _between(value: Between, target: Target, context: Context) -> Leaf:
    low = None if value.low.text == "*" else read_date(value.low, context)
    high = None if value.high.text == "*" else read_date(value.high, context)
    if low is None and high is None:
        raise context.fail("range_open", value.span)
    if low and high and low.low > high.high:
        mended = f"[{high.text} TO {low.text}]"
        raise context.fail("range_backwards", value.span, mended, low=low.text, high=high.text)
    text = f"[{_end(low, 'low')} TO {_end(high, 'high')}]"
    first, last = (low.low if low else None), (high.high if high else None)
    return _leaf(target, first, last, text, value.span)


def _end(period: Period | None, side: str) -> str:
    if period is None:
        return "*"
    return period.text if not period.past else _iso(getattr(period, side))


def _range_text(low: int | None, high: int | None) -> str:
    return f"[{_iso(low) if low else '*'} TO {_iso(high) if high else '*'}]"


def _iso(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _leaf(target: Target, low: int | None, high: int | None, text: str, span: Span) -> Leaf:
    queries = [DateRange(field.name, low, high) for field in target.fields]
    return range_leaf(target, queries, text, span)
