"""Long lists of numbers, read by their first members.

`pn:(US7654321B2 OR EP1000000A1 OR …)` with ten thousand numbers: the grammar reads the first number
of each shape (office, length, signs, kind) and the last one, blanks standing for all between, and
the others are put into the tree where they stand, like the one of their shape. What the dialect
makes of the separators, and of a number of that shape, is so found out by its own grammar; a list
of which it makes anything but alternatives is read number by number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from search_api.language import syntax as s

_FEWEST = 40
"""Numbers that make a list long."""
_SHAPES = 100
"""A list of more shapes is read number by number."""
_NUMBER = re.compile(r"(?<![\w.-])(?<!\d/)(?:[A-Z]{2}-?)?\d[\d/.-]{3,15}\d(?:-?[A-Z]\d?)?(?!\w)")
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"[\s,;+|、]")
_DIGITS = str.maketrans("123456789", "0" * 9)


class List(NamedTuple):
    """A list in a text: where its numbers stand, and which of them are left for the grammar."""

    spans: tuple[s.Span, ...]
    kept: dict[int, int]
    """Start of a number that is kept → its place among the spans."""
    like: tuple[int, ...]
    """For each number the place of the first one of its shape."""


def shortened(text: str) -> tuple[str, list[List]]:
    """The text with blanks for most numbers of long lists, and the lists."""
    found: list[List] = []
    pieces: list[str] = []
    at = 0
    for spans, breaks in _rows(text):
        one = _list(text, spans)
        if one is None:
            continue
        found.append(one)
        for place in range(1, len(spans)):
            if spans[place][0] not in one.kept:
                begin, end = breaks[place - 1], breaks[place]
                pieces += (text[at:begin], " " * (end - begin))
                at = end
    return "".join((*pieces, text[at:])), found


def completed(tree: s.Syntax, lists: list[List], text: str) -> s.Syntax | None:
    """The tree of a shortened text with all numbers in it; None if it does not show where."""
    for one in lists:
        filler = _Filler(one, text)
        tree = filler.fill(tree)
        if filler.missing:
            return None
    return tree


def _rows(text: str) -> Iterator[tuple[list[s.Span], list[int]]]:
    """Rows of numbers with the same between them, and where in the text after each they part."""
    spans: list[s.Span] = []
    breaks: list[int] = []
    between = ""
    last = 0
    known: dict[str, tuple[str, int]] = {}
    for number in _NUMBER.finditer(text):
        span = number.span()
        gap = text[last : span[0]]
        if len(gap) < 40 and gap not in known:
            parted = _BREAK.search(gap)
            known[gap] = (_BLANKS.sub(" ", gap), parted.end() if parted else 0)
        same, offset = known.get(gap, ("", 0))
        if spans and offset and (same == between or len(spans) == 1):
            breaks.append(last + offset)
        else:
            if len(spans) >= _FEWEST:
                yield spans, breaks
            spans, breaks = [], []
        between = same
        spans.append(span)
        last = span[1]
    if len(spans) >= _FEWEST:
        yield spans, breaks


def _list(text: str, spans: list[s.Span]) -> List | None:
    first: dict[str, int] = {}
    like: list[int] = []
    for place, (start, end) in enumerate(spans):
        like.append(first.setdefault(text[start:end].translate(_DIGITS), place))
    if len(first) > _SHAPES:
        return None
    kept = {spans[place][0]: place for place in (*first.values(), len(spans) - 1)}
    return List(tuple(spans), kept, tuple(like))


class _Filler:
    """Puts the numbers of one list into a tree; `missing` is how many found no place."""

    def __init__(self, numbers: List, text: str) -> None:
        self.numbers = numbers
        self.text = text
        self.missing = len(numbers.spans) - len(numbers.kept)

    def fill(self, node: s.Syntax) -> s.Syntax:
        match node:
            case s.AnyOf(parts):
                return replace(node, parts=self._filled(parts))
            case s.AllOf(parts):
                return replace(node, parts=tuple(map(self.fill, parts)))
            case s.Group(part) | s.Negation(part) | s.Boosted(part) | s.Function(_, part):
                return replace(node, part=self.fill(part))
            case s.Fielded(_, value):
                return replace(node, value=self.fill(value))
            case _:
                return node

    def _filled(self, parts: tuple[s.Syntax, ...]) -> tuple[s.Syntax, ...]:
        made: list[s.Syntax] = []
        makers: dict[int, Callable[[str, s.Span], s.Syntax]] = {}
        before: int | None = None
        for part in parts:
            place = self._place(part)
            maker = None if place is None else self._maker(part, place)
            if place is None or maker is None:
                made.append(self.fill(part))
                before = None
                continue
            makers[place] = maker
            if before is not None:
                for between in range(before + 1, place):
                    make = makers.get(self.numbers.like[between])
                    if make is None:
                        break
                    span = self.numbers.spans[between]
                    made.append(make(self.text[slice(*span)], span))
                    self.missing -= 1
            made.append(part)
            before = place
        return tuple(made)

    def _place(self, part: s.Syntax) -> int | None:
        """Which number of the list a part is."""
        leaf = part.value if isinstance(part, s.Fielded) else part
        start = leaf.span[0] + isinstance(leaf, s.Quoted)
        return self.numbers.kept.get(start)

    def _maker(self, part: s.Syntax, place: int) -> Callable[[str, s.Span], s.Syntax] | None:
        """Makes parts like this one; the dialect may have put an office in front of the number."""
        start, end = self.numbers.spans[place]
        leaf = part.value if isinstance(part, s.Fielded) else part
        if not isinstance(leaf, s.Word | s.Quoted) or not leaf.text.endswith(self.text[start:end]):
            return None
        office = leaf.text[: start - end]
        low, high = leaf.span[0] - start, leaf.span[1] - end
        if isinstance(leaf, s.Quoted):
            return _maker_of(part, lambda text, span: s.Quoted(office + text, span), low, high)
        return _maker_of(part, lambda text, span: s.Word(office + text, span), low, high)


def _maker_of(
    part: s.Syntax, leaf: Callable[[str, s.Span], s.Word | s.Quoted], low: int, high: int
) -> Callable[[str, s.Span], s.Syntax]:
    def make(text: str, span: s.Span) -> s.Syntax:
        made = leaf(text, (span[0] + low, span[1] + high))
        return s.Fielded(part.fields, made, made.span) if isinstance(part, s.Fielded) else made

    return make
