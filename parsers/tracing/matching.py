"""Origins of values that were cut out, joined or written anew on their way, found in the log.

A value is looked for among what was read near the values beside it, so that of several places with
the same text that one is found that the parser was at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.places import Step
from parsers.tracing.carried import LOG, Origin, Read, plain
from parsers.tracing.steps import StepError, taken

_AROUND = 40
"""So many readings before and behind those of the values beside it count as near."""
_TELLING = 6
"""Characters from which a text that was read nowhere near, but somewhere, is no accident."""
_TRIES = 4000
_LONG = 200
_GAP = re.compile(r"[\s,;:./()\[\]{}|&–—、，；：。（）\-]{0,4}")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_SCHEMES = ("ipc", "cpc", "uspc", "locarno", "fi", "fterm")


class Joined(NamedTuple):
    """A value put together of several texts, with what stands before, between and behind them."""

    parts: tuple[Origin, ...]
    between: tuple[str, ...]


class Finder:
    """The log of one record, to find values in."""

    def __init__(self) -> None:
        self._log: Sequence[Read] = tuple(LOG)
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        for place, read in enumerate(self._log):
            self._exact[plain(read.text)].append(place)

    def find(
        self, value: str, near: Sequence[int], name: str, office: str
    ) -> Origin | Joined | None:
        """Where `value` was read; `near` are places in the log of the values beside it.

        `name` is that of the field, which tells what functions may have made the value.
        """
        equal = self._nearest(self._exact.get(value, ()), near)
        if equal is not None and (self._is_near(equal, near) or len(value) >= _TELLING):
            return self._log[equal].origin
        around = self._around(near)
        return (
            self._made(value, around, name, office)
            or self._within(value, around)
            or self._joined(value, around)
            or (self._elsewhere(value) if len(value) >= _TELLING else None)
        )

    def _elsewhere(self, value: str) -> Origin | Joined | None:
        everything = range(len(self._log))
        return self._within(value, everything) or self._joined(value, everything)

    def _nearest(self, places: Sequence[int], near: Sequence[int]) -> int | None:
        if not places:
            return None
        return min(places, key=lambda place: min((abs(place - n) for n in near), default=place))

    def _is_near(self, place: int, near: Sequence[int]) -> bool:
        return any(abs(place - one) <= _AROUND for one in near)

    def _around(self, near: Sequence[int]) -> Sequence[int]:
        """Places near these, the nearest first."""
        if not near:
            return ()
        first, last = max(0, min(near) - _AROUND), min(len(self._log), max(near) + _AROUND + 1)
        return sorted(range(first, last), key=lambda p: min(abs(p - n) for n in near))

    def _made(self, value: str, around: Sequence[int], name: str, office: str) -> Origin | None:
        """A near text that a known function makes the value of."""
        for place in around:
            read = self._log[place]
            text = plain(read.text)
            if len(text) > _LONG:
                continue
            for step in _steps(text, value, name, office):
                if _gives(text, step, value):
                    return read.origin._replace(steps=(*read.origin.steps, step))
        return None

    def _within(self, value: str, around: Sequence[int]) -> Origin | None:
        """A text that has the value in it, not in the midst of a word."""
        edge = re.compile(rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])")
        for place in around:
            read = self._log[place]
            text = plain(read.text)
            found = edge.search(text) if value in text else None
            if found:
                return read.origin.then("slice", None, found.start(), found.end())
        return None

    def _joined(self, value: str, around: Sequence[int]) -> Joined | None:
        if len(value) < 2:
            return None
        texts: dict[str, Origin] = {}
        for place in around:
            read = self._log[place]
            text = plain(read.text)
            stripped = text.strip()
            if stripped and stripped in value:
                origin = read.origin if stripped == text else read.origin.then("strip", None)
                texts.setdefault(stripped, origin)
        return _covered(value, texts)


def _gives(text: str, step: Step, value: str) -> bool:
    try:
        return bool(taken(text, (step,)) == value)
    except StepError:
        return False


def _steps(text: str, value: str, name: str, office: str) -> Iterator[Step]:
    """Known functions that may make this value of a text."""
    if len(text) == len(value):
        yield Step("upper")
        yield Step("lower")
    yield Step("parsers.text.clean")
    if name in {"lang", "language"}:
        yield Step("parsers.text.lang_of")
    elif _DATE.fullmatch(value) and name != "number":
        yield Step("parsers.dates.parse_date", (None, office))
    elif name == "symbol":
        for scheme in _SCHEMES:
            yield Step("parsers.symbols.normal", (scheme, None), 1)
    elif name == "number":
        yield Step("parsers.numbers.publication_number", (office, None), 1)
        yield Step("parsers.numbers.application_number", (office, None), 1)


def _covered(value: str, texts: Mapping[str, Origin]) -> Joined | None:
    """The value as a row of these texts, parted by nothing but marks and blanks."""
    longest_first = sorted(texts, key=len, reverse=True)
    left = [_TRIES]

    def cover(at: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        found = _GAP.match(value, at)
        gaps = [found[0][:size] for size in range(len(found[0]), -1, -1)] if found else [""]
        for gap in gaps:
            start = at + len(gap)
            if start == len(value):
                return (), (gap,)
            for text in longest_first:
                left[0] -= 1
                if left[0] < 0:
                    return None
                if value.startswith(text, start):
                    rest = cover(start + len(text))
                    if rest is not None:
                        return (text, *rest[0]), (gap, *rest[1])
        return None

    found = cover(0)
    if not found or not found[0]:
        return None
    return Joined(tuple(texts[text] for text in found[0]), found[1])
