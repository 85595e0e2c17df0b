"""Origins of values that were cut out, joined or written anew on their way, found in the log.

A value is looked for among what was read near the values beside it, so that of several places with
the same text that one is found that the parser was at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lxml.etree import ElementBase

from parsers.places import Step
from parsers.tracing.carried import LOG, Origin, Read, plain
from parsers.tracing.elements import path_of
from parsers.tracing.steps import StepError, taken

_AROUND = 40
"""So many readings before and behind those of the values beside it count as near."""
_CLOSE = 8
"""The same for codes, which are many."""
_CODE = 3
_TELLING = 6
"""Characters from which a text that was read nowhere near, but somewhere, is no accident."""
_TRIES = 4000
_TOP = 2
"""Levels of elements that are too far up to tell anything."""
_LONG = 200
_GAP = re.compile(r"(?:【[^】]{1,20}】)?[\s,;:./()\[\]{}|&–—、，；：。（）\-]{0,4}")
_BLANK = re.compile(r"[\s　]+")
_WORDS = 4
"""So many words at either end of a line may be left out."""
_PIECE = re.compile(r"[^\s;,][^;,\n]*")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_NUMERALS = re.compile(r"[A-Z/]{0,7}\s?\d[\d\s.,/-]*\d(?:[A-Z]\d?)?|\d[\d.,/-]*")
_DAYS = re.compile(
    r"\d{1,4}[-./年]\s?\d\d?[-./月]\s?\d{1,4}日?|[A-Za-z]{3,9}\.? \d\d?, \d{4}|\d{8}"
    r"|\d{4}[.-]\d\d"
)
_SYMBOLS = re.compile(r"[A-H]\d\d[A-Z]\s*\d+/\d+|\d\d-\d\d")
_NUMERIC = {"number": _NUMERALS, "date": _DAYS, "version": _DAYS, "symbol": _SYMBOLS}
_MOST = 3000
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
        self, value: str, near: Sequence[int], home: str | None, name: str, office: str
    ) -> Iterator[Origin | Joined]:
        """Where `value` may have been read, the likeliest first.

        `near` are places in the log of the values beside it, `home` is the XPath of the element
        that these have in common. `name` is that of the field, which tells what functions may
        have made the value.
        """
        places = self._exact.get(value, ())
        equal = self._nearest(places, near)
        if equal is not None:
            single = not near and len(places) == 1 and len(value) > 1
            if single or self._is_near(equal, near, _reach(value, name)) or len(value) >= _TELLING:
                yield self._log[equal].origin
        around = [*self._around(near, _reach(value, name)), *self._below(home)]
        if not near and name in _NUMERIC:
            around = [*range(min(len(self._log), _MOST))]
        everything = range(len(self._log)) if len(value) >= _TELLING else ()
        searches = (
            lambda: self._made(value, around, name, office),
            lambda: self._within(value, around),
            lambda: self._joined(value, around),
            lambda: self._within(value, everything),
            lambda: self._joined(value, everything),
        )
        for search in searches:
            if found := search():
                yield found

    def _below(self, home: str | None) -> Iterator[int]:
        """Places of what was read within an element."""
        if home and home.count("/") > _TOP:
            for place, path in enumerate(self._paths):
                if path and path.startswith(home) and path[len(home) :][:1] in {"", "/"}:
                    yield place

    @cached_property
    def _paths(self) -> list[str | None]:
        return [
            path_of(read.origin.home) if isinstance(read.origin.home, ElementBase) else None
            for read in self._log
        ]

    def with_all(self, values: Sequence[str]) -> list[int]:
        """Places where most of these stand in one text, if there are several."""
        least = max(2, (len(values) + 1) // 2)
        return [
            place
            for place, read in enumerate(self._log)
            if len(values) > 1 and sum(value in read.text for value in values) >= least
        ]

    def _nearest(self, places: Sequence[int], near: Sequence[int]) -> int | None:
        if not places:
            return None
        return min(places, key=lambda place: min((abs(place - n) for n in near), default=place))

    def _is_near(self, place: int, near: Sequence[int], reach: int) -> bool:
        return any(abs(place - one) <= reach for one in near)

    def _around(self, near: Sequence[int], reach: int) -> Sequence[int]:
        """Places near these, the nearest first."""
        if not near:
            return ()
        first, last = max(0, min(near) - reach), min(len(self._log), max(near) + reach + 1)
        return sorted(range(first, last), key=lambda p: min(abs(p - n) for n in near))

    def _made(self, value: str, around: Sequence[int], name: str, office: str) -> Origin | None:
        """A near text that a known function makes the value of."""
        for place in around:
            read = self._log[place]
            text = plain(read.text)
            if len(text) > _LONG:
                continue
            for cut in _cuts(text, name):
                for step in _steps(text[cut], value, name, office):
                    if _gives(text[cut], step, value):
                        whole = cut == slice(0, len(text))
                        slicing = () if whole else (Step("slice", (None, cut.start, cut.stop)),)
                        steps = (*read.origin.steps, *slicing, step)
                        return read.origin._replace(steps=steps)
        return None

    def _within(self, value: str, around: Sequence[int]) -> Origin | None:
        """A text that has the value in it, not in the midst of a word."""
        edge = re.compile(f"(?<!{_same(value[0])}){re.escape(value)}(?!{_same(value[-1])})")
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
            elif len(text) < _LONG:
                for cut in _pieces(text):
                    piece = text[cut]
                    if piece and piece in value:
                        sliced = read.origin.then("slice", None, cut.start, cut.stop)
                        texts.setdefault(piece, sliced)
        return _covered(value, texts)


def _reach(value: str, name: str) -> int:
    """An office is taken from its number alone: most others nearby are those of other numbers."""
    if name == "office":
        return 0
    return _CLOSE if len(value) <= _CODE else _AROUND


def _same(char: str) -> str:
    """Characters that would go on with the same word or number."""
    if char.isdigit():
        return "[0-9]"
    return "[A-Za-z]" if char.isascii() and char.isalpha() else "[^\\s\\S]"


def _cuts(text: str, name: str) -> Iterator[slice]:
    """The text, and what looks like a number or symbol in it where one is looked for."""
    yield slice(0, len(text))
    if name in _NUMERIC:
        for found in _NUMERIC[name].finditer(text):
            if found.span() != (0, len(text)):
                yield slice(*found.span())


def _gives(text: str, step: Step, value: str) -> bool:
    try:
        return bool(taken(text, (step,)) == value)
    except StepError:
        return False


def _steps(text: str, value: str, name: str, office: str) -> Iterator[Step]:
    """Known functions that may make this value of a text."""
    if name == "number" and text.lstrip("0") == value:
        yield Step("lstrip", (None, "0"))
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


def _pieces(text: str) -> Iterator[slice]:
    """What stands between marks, and the text without its first or last words."""
    for found in _PIECE.finditer(text):
        if len(found[0]) > 1:
            yield slice(*found.span())
    blanks = [found.span() for found in _BLANK.finditer(text)]
    for _, end in blanks[:_WORDS]:
        yield slice(end, len(text))
    for start, _ in blanks[-_WORDS:]:
        yield slice(0, start)


def _covered(value: str, texts: Mapping[str, Origin]) -> Joined | None:
    """The value as a row of these texts, parted by nothing but marks and blanks."""
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    for text in sorted(texts, key=len, reverse=True):
        by_head[text[0]].append(text)
    left = [_TRIES]

    def cover(at: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        found = _GAP.match(value, at)
        gaps = [found[0][:size] for size in range(len(found[0]), -1, -1)] if found else [""]
        for gap in gaps:
            start = at + len(gap)
            if start == len(value):
                return (), (gap,)
            for text in by_head.get(value[start], ()):
                if value.startswith(text, start):
                    left[0] -= 1
                    if left[0] < 0:
                        return None
                    rest = cover(start + len(text))
                    if rest is not None:
                        return (text, *rest[0]), (gap, *rest[1])
        return None

    found = cover(0)
    if not found or not found[0]:
        return None
    return Joined(tuple(texts[text] for text in found[0]), found[1])
