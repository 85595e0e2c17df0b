"""Text broken into lines: Latin words whole or hyphenated, Chinese between any two characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .pdf_sheets import width

_PIECE = re.compile(
    r" |[^\W\u2e80-\uffef]+(?:[^\s\u2e80-\uffef])*|[^\s\u2e80-\uffef]+|[\u2e80-\uffef]"
)
_WORD = re.compile(r"[a-z]{7,}")
_NOT_FIRST = frozenset("，。、；：）】」！？,.;:)")
_VOWELS = frozenset("aeiouy")


class Row(Struct):
    """One line of a paragraph; `indent` in points."""

    text: str
    indent: float = 0.0
    justified: bool = False
    centred: bool = False


def broken(text: str, size: float, room: float, first: float = 0.0) -> list[Row]:
    """The lines of a paragraph in `room` points, its first line indented by `first`."""
    rows: list[Row] = []
    line, indent = "", first
    pieces = _pieces(text)
    for place, piece in enumerate(pieces):
        behind = pieces[place + 1] if place + 1 < len(pieces) else ""
        ahead = piece + (behind if behind in _NOT_FIRST else "")
        if width(line + ahead, size) <= room - indent or not line.strip():
            line += piece
            continue
        if piece in _NOT_FIRST:
            line += piece
            continue
        head, tail = _hyphenated(line, piece, size, room - indent)
        rows.append(Row((line + head).rstrip(), indent, justified=" " in line.strip()))
        line, indent = tail.lstrip(), 0.0
    return [*rows, Row(line.rstrip(), indent)] if line.strip() else rows


def _pieces(text: str) -> Sequence[str]:
    return _PIECE.findall(text)


def _hyphenated(line: str, piece: str, size: float, room: float) -> tuple[str, str]:
    """What of a long word still fits, with a hyphen, and the rest of it."""
    if _WORD.fullmatch(piece):
        for cut in _cuts(piece):
            if width(f"{line}{piece[:cut]}-", size) <= room:
                return f"{piece[:cut]}-", piece[cut:]
    return "", piece


def _cuts(word: str) -> Iterator[int]:
    """Places between a vowel and a consonant, the last one first."""
    for cut in range(len(word) - 3, 2, -1):
        if word[cut - 1] in _VOWELS and word[cut] not in _VOWELS:
            yield cut
