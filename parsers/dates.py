"""Dates as offices print them, read into partial ISO 8601: `2015-04-21`, `2015-04` or `2015`.

A date that says less than a day stays less than a day: a month is never turned into its first day.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from functools import lru_cache

from parsers.origins import keeps_origin

_FIRST_YEAR, _LAST_YEAR = 1700, 2199

# Year before the first one of each era.
_ERAS = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018,
    "M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018,
    "民國": 1911, "民国": 1911, "中華民國": 1911, "中华民国": 1911,
}  # fmt: skip

_MONTHS = {
    "JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6,
    "JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10, "NOV": 11, "DEC": 12,
    "MÄR": 3, "MRZ": 3, "MAI": 5, "OKT": 10, "DEZ": 12,
    "JÄN": 1, "FEV": 2, "FÉV": 2, "AVR": 4, "JUIN": 6, "JUIL": 7, "AOU": 8, "AOÛ": 8, "DÉC": 12,
    "ENE": 1, "GEN": 1, "ABR": 4, "MAG": 5, "GIU": 6, "LUG": 7, "AGO": 8, "SET": 9, "OUT": 10,
    "OTT": 10, "DIC": 12,
}  # fmt: skip

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:T[\d:.]+Z?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CJK = re.compile(r"(?:西暦|公元)?(\d{4})[年년](?:(\d{1,2})[月월](?:(\d{1,2})[日일号])?)?")
_ERA = re.compile(
    rf"({'|'.join(sorted(_ERAS, key=len, reverse=True))})\.?(\d{{1,3}}|元)"
    r"(?:[年.\-/](?:(\d{1,2})(?:[月.\-/](?:(\d{1,2})日?)?)?)?)?"
)
_TAIWAN = re.compile(r"(\d{2,3})[./-](\d{1,2})[./-](\d{1,2})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? ?(?:(\d{1,2})(?:ST|ND|RD|TH)?,? ?)?(\d{4})")
_MONTH_AMID = re.compile(r"(\d{1,2})(?:ST|ND|RD|TH|ER|O|\.)? ?-?([^\W\d_]{3,9})\.?,?[ -]?(\d{4})")
_AROUND_MARKS = re.compile(r"\s*([-/.,])\s*")
_CJK_MARK = re.compile(r"[年月日년월일]")
_HAN = re.compile(r"[〇零○一二三四五六七八九十]+(?=[年月日])")
_HAN_DIGITS = {
    **{char: str(i) for i, char in enumerate("〇一二三四五六七八九")},
    "零": "0",
    "○": "0",
}
_ASIDE = re.compile(r"[(][^()]{1,12}[)]")


@keeps_origin
@lru_cache(maxsize=65536)
def parse_date(text: str, office: str | None = None) -> str | None:
    """Read one date; None when there is none (`00000000`, `0/0/0`) or it is not a possible one.

    Reads compact and separated numerals, Chinese, Japanese and Korean forms with or without eras,
    day-first forms with dots, and month names of English, German, French, Spanish, Italian and
    Portuguese. `office` decides what
    is ambiguous: years of the Republic (`113.01.02`) only with TW, `3/4/2010` as month/day only
    with US and as day/month with any other office; without an office such a date is not guessed.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    plain = _HAN.sub(_arabic, plain)
    plain = "".join(plain.split()) if _CJK_MARK.search(plain) else " ".join(plain.split())
    plain = _ASIDE.sub("", _AROUND_MARKS.sub(_squeeze, plain)).strip(" .,")
    if found := _COMPACT.fullmatch(plain):
        return _partial(*map(int, found.groups()))
    if found := _YEAR_FIRST.fullmatch(plain):
        return _partial(int(found[1]), int(found[3] or 0), int(found[4] or 0))
    if found := _CJK.fullmatch(plain):
        return _partial(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    if found := _ERA.fullmatch(plain):
        year = 1 if found[2] == "元" else int(found[2])
        return _partial(_ERAS[found[1]] + year, int(found[3] or 0), int(found[4] or 0))
    return _numeral(plain, office) or _worded(plain)


def _arabic(found: re.Match[str]) -> str:
    """`二〇一五` is 2015 digit by digit, `二十一` is 21."""
    text = found[0]
    if "十" not in text:
        return "".join(_HAN_DIGITS[char] for char in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text
    return f"{_HAN_DIGITS.get(tens, '1')}{_HAN_DIGITS.get(ones, '0')}"


def _squeeze(mark: re.Match[str]) -> str:
    """Drop blanks around separators, but keep the word boundary behind `Mar.` and `7,`."""
    return mark[1] + " " if mark[1] == "," or (mark[1] == "." and mark[0][-1:] == " ") else mark[1]


def _numeral(plain: str, office: str | None) -> str | None:
    tight = plain.replace(" ", "")
    if found := _DAY_FIRST.fullmatch(tight):
        return _partial(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(tight):
        return _slashed(int(found[1]), int(found[2]), int(found[3]), office)
    if office == "TW" and (found := _TAIWAN.fullmatch(tight)):
        return _partial(1911 + int(found[1]), int(found[2]), int(found[3]))
    return _spaced_year_first(tight)


def _spaced_year_first(tight: str) -> str | None:
    if found := _YEAR_FIRST.fullmatch(tight):
        return _partial(int(found[1]), int(found[3] or 0), int(found[4] or 0))
    return None


def _slashed(first: int, second: int, year: int, office: str | None) -> str | None:
    if office == "US" or (office is None and second > 12):
        return _partial(year, first, second)
    if office is not None or first > 12:
        return _partial(year, second, first)
    return None


def _worded(plain: str) -> str | None:
    if found := _MONTH_FIRST.fullmatch(plain):
        name, day, year = found[1], found[2], found[3]
    elif found := _MONTH_AMID.fullmatch(plain):
        day, name, year = found[1], found[2], found[3]
    else:
        return None
    month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
    return _partial(int(year), month, int(day or 0)) if month else None


def _partial(year: int, month: int, day: int) -> str | None:
    """The partial date, zero meaning unknown; None when the calendar has no such date."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month == 0:
        return f"{year:04}" if day == 0 else None
    if month > 12 or day > monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def days(partial: str) -> tuple[int, int]:
    """First and last day of a partial ISO date, as integers YYYYMMDD."""
    parts = [int(part) for part in partial.split("-")]
    year, month, day = [*parts, 0, 0][:3]
    if month == 0:
        return year * 10000 + 101, year * 10000 + 1231
    if day == 0:
        first = year * 10000 + month * 100
        return first + 1, first + monthrange(year, month)[1]
    whole = year * 10000 + month * 100 + day
    return whole, whole
