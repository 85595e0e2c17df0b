"""What a kind code says: the right protected and how far the procedure had come.

The answer depends on office, kind, publication date and number: `B` of CN is an examined
application until 1992 and a grant since 2010; `B2` of JP is a grant only from number 2500001.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.kinds_row import Row
from parsers.kinds_table import GENERIC, TABLE, WORLD
from parsers.model import Right, Stage

_US_SERIES = {"D": "S", "PP": "P2", "RE": "E", "RX": "I", "X": "I1", "H": "H", "T": "T"}
_US_SERIES_MARK = re.compile(r"(D|PP|RE|RX|X|H|T)\d+")


def right_and_stage(
    office: str, kind: str | None, date: str | None = None, number: str = ""
) -> tuple[Right, Stage]:
    """Right and stage; ("other", "other") when the code is not one of the office's.

    `date` is the publication date in (partial) ISO form, `number` the canonical bare number. US
    and CN documents without a kind are read from the series of their number.
    """
    row = _row(office, kind or "", date or "", number)
    return (row.right, row.stage) if row else ("other", "other")


def meaning(
    office: str, kind: str | None, date: str | None = None, lang: str = "en", number: str = ""
) -> str:
    """Plain words for a kind code; Chinese for `zh`, English otherwise; "" when unknown."""
    row = _row(office, kind or "", date or "", number)
    if row is None:
        return ""
    return row.zh if lang == "zh" else row.en


def known_kinds(office: str) -> frozenset[str]:
    """The codes listed for an office; empty for an office without a complete list."""
    return frozenset(kind for row in TABLE.get(office, ()) for kind in row.kinds)


_MOST_DIGITS = 20


@lru_cache(maxsize=4096)
def _row(office: str, kind: str, date: str, number: str) -> Row | None:
    kind = kind or _implied(office, number)
    value = int(number) if number.isdecimal() and len(number) < _MOST_DIGITS else None
    for row in TABLE.get(office) or WORLD.get(office, ()):
        if kind in row.kinds and _holds(row, date, value):
            return row
    if office in TABLE or not kind:
        return None
    return GENERIC.get(kind[0])


def _holds(row: Row, date: str, value: int | None) -> bool:
    if (row.since or row.until) and not date:
        return not row.until
    # A partial date is compared as its first day: a year alone counts for the older meaning.
    if (row.since and date < row.since) or (row.until and date > row.until):
        return False
    if row.above is None and row.below is None:
        return True
    if value is None:
        return False
    return (row.above is None or value >= row.above) and (row.below is None or value < row.below)


def _implied(office: str, number: str) -> str:
    """The kind that the series of a number leaves no doubt about; "" otherwise."""
    if office == "US" and number:
        if mark := _US_SERIES_MARK.fullmatch(number):
            return _US_SERIES[mark[1]]
        if number.isdecimal():
            return "A1" if len(number) == 11 else "A"
    if office == "CN" and number[:1] in {"2", "3"} and len(number) in {7, 9}:
        return "U" if number[0] == "2" else "S"
    return ""
