"""Subscripts and superscripts: where they stand in a text that has been cleaned since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, Literal
from unicodedata import category

from parsers.model import Mark

Kind = Literal["sub", "sup"]
Script = tuple[Kind, int, int]
"""A script among the pieces of a text: kind, first piece, piece behind the last."""

SCRIPTS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("sub", "sub2", "Sub", "Sub2", "SB", "SUB", "subscript", "Subscript"), "sub"),
    **dict.fromkeys(
        ("sup", "sup2", "Sup", "Sup2", "SP", "SUP", "superscript", "Superscript"), "sup"
    ),
}  # fmt: skip
"""Local names in every format: ST.36 (`sub2` is one within another), ST.96, ST.32 (`SB`, `SP`)."""


def shifted(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    """The marks of a text that has lost its first `-by` characters, or has `by` more before it."""
    if by >= 0:
        return tuple((kind, low + by, high + by) for kind, low, high in marks)
    kept = ((kind, max(low + by, 0), high + by) for kind, low, high in marks)
    return tuple(mark for mark in kept if mark[2] > 0)


def placed(
    scripts: Sequence[Script],
    pieces: Sequence[str],
    raw: str,
    text: str,
    proper: Callable[[str], str],
) -> tuple[Mark, ...]:
    """The spans in `text` of scripts among `pieces`, without blanks at their ends.

    `raw` are the pieces joined, `text` is that clean; `proper` is what cleaning does to characters
    but for white space. Outer scripts stand before those within; what is left empty is dropped.
    """
    starts = [*accumulate(map(len, pieces), initial=0)]
    if raw.strip(" ") == text:
        shift = len(raw) - len(raw.lstrip(" "))
        return _trimmed(scripts, [start - shift for start in starts], text)
    ink = (sum(map(len, proper(piece).split())) for piece in _composing(pieces))
    return _by_ink(scripts, [*accumulate(ink, initial=0)], text)


def _trimmed(scripts: Sequence[Script], starts: list[int], text: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for kind, first, last in scripts:
        low, high = max(starts[first], 0), min(starts[last], len(text))
        while low < high and text[low] == " ":
            low += 1
        while low < high and text[high - 1] == " ":
            high -= 1
        if low < high:
            marks.append((kind, low, high))
    return tuple(marks)


def _composing(pieces: Sequence[str]) -> list[str]:
    """The pieces, with characters that compose with the one before them moved there."""
    found = [*pieces]
    for at in range(len(found) - 1, 0, -1):
        piece = found[at]
        if piece.isascii():
            continue
        count = next((n for n, char in enumerate(piece) if not _composes(char)), len(piece))
        found[at - 1] += piece[:count]
        found[at] = piece[count:]
    return found


def _composes(char: str) -> bool:
    """Whether a character may become one with what precedes it, or will not be there at all."""
    if "\u1160" <= char <= "\u11ff":
        return True
    kind = category(char)
    return kind[0] == "M" or (kind in {"Cf", "Cc"} and not char.isspace())


def _by_ink(scripts: Sequence[Script], starts: list[int], text: str) -> tuple[Mark, ...]:
    """White space comes and goes, so what is counted is everything else."""
    words = text.split(" ")
    before = [0, *accumulate(map(len, words))]

    def place(ink: int) -> int:
        """Where the character stands that has so many before it."""
        word = bisect_right(before, ink) - 1
        return ink + word

    marks: list[Mark] = []
    for kind, first, last in scripts:
        low, high = starts[first], min(starts[last], before[-1])
        if low < high:
            marks.append((kind, place(low), place(high - 1) + 1))
    return tuple(marks)
