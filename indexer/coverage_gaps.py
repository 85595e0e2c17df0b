"""Gaps in the numbers that offices give one after the other.

A hole of n numbers is told as a gap only where at least four fifths of the max(n, 10) numbers
before it and as many behind it are held: next to stretches loaded densely, a hole says something;
between single documents it says nothing. The ends of a series are never gaps.

Series: US patents, designs, plant patents and reissues, and applications of each year; EP numbers;
CN inventions, utility models and designs (numbers of seven and of nine digits apart); WO numbers of
each year; JP applications and utility models of each year, JP patents. Withdrawn documents count as
held, and so does any document of a number, whatever its kind. Numbers an office leaves out or gives
to what it never publishes (EP numbers of international applications, withdrawn US patents) are
holes, too: the rule tells them only where they are rare.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

_LEAST = 10
_DENSE = 0.8
_SERIES: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    office: tuple((re.compile(kinds), re.compile(numbers)) for kinds, numbers in rows)
    for office, rows in {
        "US": (
            (r"[AB]\d?|", r"()([1-9]\d{5,7})"),
            (r".*", r"(D|PP|RE)(\d+)"),
            (r"[AP]\d", r"((?:19|20)\d\d)(\d{7})"),
        ),
        "EP": ((r"[AB]\d", r"()(\d{1,7})"),),
        "CN": ((r"[ABCUYS]", r"([123])(\d{6}|\d{8})"),),
        "WO": ((r"A\d", r"((?:19|20)\d\d)(\d{6})"),),
        "JP": ((r"[AU]", r"((?:19|20)\d\d)(\d{6})"), (r"B\d", r"()([1-9]\d{6})")),
    }.items()
}
"""Office -> which kinds have numbers of which form: the name of the series, and the counter."""

OFFICES = tuple(_SERIES)


class Hole(Struct, frozen=True):
    """Numbers `first` to `last` of an office are not held; `before` is the number before them."""

    before: str
    first: str
    last: str
    count: int


class Numbers:
    """The numbers of one office, by series; eight bytes or so each."""

    def __init__(self, office: str) -> None:
        self._rows = _SERIES[office]
        self._held: dict[tuple[str, int], set[int]] = {}

    def add(self, number: str, kind: str) -> None:
        """Take a number, if it belongs to a series."""
        for kinds, numbers in self._rows:
            found = numbers.fullmatch(number)
            if found and kinds.fullmatch(kind):
                # Patents and applications of Japan share no form, nor do those of another length.
                key = found[1] or "", len(found[2]) if found[1] else 0
                self._held.setdefault(key, set()).add(int(found[2]))
                return

    def holes(self) -> Iterator[Hole]:
        """Gaps of every series, in order."""
        for (name, width), numbers in sorted(self._held.items()):
            for before, behind in _gaps(sorted(numbers)):
                first, last = before + 1, behind - 1
                yield Hole(
                    before=f"{name}{before:0{width}}",
                    first=f"{name}{first:0{width}}",
                    last=f"{name}{last:0{width}}",
                    count=last - first + 1,
                )


def _gaps(numbers: list[int]) -> Iterator[tuple[int, int]]:
    for before, behind in pairwise(numbers):
        hole = behind - before - 1
        if hole and _dense(numbers, before, behind, max(hole, _LEAST)):
            yield before, behind


def _dense(numbers: list[int], before: int, behind: int, width: int) -> bool:
    low = bisect_right(numbers, before) - bisect_left(numbers, before - width + 1)
    high = bisect_right(numbers, behind + width - 1) - bisect_left(numbers, behind)
    return min(low, high) >= _DENSE * width


def gaps(office: str, numbers: Iterable[tuple[str, str]]) -> Iterator[Hole]:
    """Gaps among numbers (with their kinds) of one office; none where it has no known series."""
    if office not in _SERIES:
        return
    held = Numbers(office)
    for number, kind in numbers:
        held.add(number, kind)
    yield from held.holes()
