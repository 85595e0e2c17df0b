"""Days and stretches of days as offices in Asia and Germany write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from search_api.language import syntax as s
from search_api.language.shapes import read_open_shape, read_shape

_DAY = r"\d{4}(?:[-./年]\d{1,2}(?:[-./月]\d{1,2})?|\d{4}|\d\d)?[年月日]?|\d{1,2}\.\d{1,2}\.\d{4}"
_DAYS = re.compile(rf"({_DAY})?\s*(?:[:~至]|to|-)\s*({_DAY})?", re.IGNORECASE)
_ENDS_WILD = re.compile(r"(?:[*?]|\{0,1\})+$")
_MONTH = re.compile(r"M(\d{1,2})[-/.](\d{4})", re.IGNORECASE)
_WEEK = re.compile(r"[WK](\d{1,2})[-/.](\d{4})", re.IGNORECASE)


def read_days(part: s.Word | s.Quoted) -> s.Syntax:
    """`20100101`, `2010.01.01`, `20100101:20181231`, `2002to2003`, `2010~`, a week or month."""
    text = " ".join(part.text.split())
    if found := _WEEK.fullmatch(text):
        return _week(part, int(found[2]), int(found[1]))
    day = read_day(text)
    found = _DAYS.fullmatch(text)
    if day is None and found and any(found.groups()):
        low, high = (s.Word(read_day(one or "") or "*", part.span) for one in found.groups())
        return s.Between(low, high, part.span)
    return replace(part, text=day or text)


def read_day(text: str) -> str | None:
    """A canonical date for `2010年1月`, `M11-2009` or one in digits; truncation may end it."""
    trimmed = _ENDS_WILD.sub("", text).strip()
    if found := _MONTH.fullmatch(trimmed):
        return f"{found[2]}-{int(found[1]):02}"
    plain = re.sub(r"[年月](?=\d)", "-", trimmed).rstrip("年月日")
    return read_shape(plain, "day") or read_open_shape(plain, "day")


def _week(part: s.Word | s.Quoted, year: int, week: int) -> s.Syntax:
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return part
    low, high = (s.Word(day.isoformat(), part.span) for day in (first, first + timedelta(6)))
    return s.Between(low, high, part.span)
