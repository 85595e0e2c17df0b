"""US and international classes as the USPTO printed them until 2004: in fixed columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from parsers.formats.us4_numbers import ipc
from parsers.model import Classification, Scheme
from parsers.origins import keeps_origin
from parsers.symbols import normal
from parsers.text import clean

_WORD = re.compile(r"(DIG|FOR)\.?\s*(\d+\w*)")
_DOTTED = re.compile(r"([A-Z]?\d{1,4})\.(\d{1,3})\s*([A-Z]{0,3})")
_SUBCLASS = re.compile(r"([A-Z]{0,2}\d{1,4})([A-Z]{0,3})")
_REST = re.compile(r"(\d{0,4})\s*([A-Z]{0,3})")
_CLASS = re.compile(r"[A-Z]{0,3}\d{0,3}")
_DESIGN = re.compile(r"D?\s?(\d{1,2})[-\s]?(\d\d)")

Position = Literal["first", "later"]


@keeps_origin
def uspc(text: str) -> str | None:
    """A US class of 3 columns class, 3 columns subclass, then decimals and letters.

    `280502` is 280/502, `224 4207` 224/42.07, `179  2DD` 179/2DD, `D 2926` D2/926, and with the
    point printed `224 42.03R` 224/42.03R; digests are `364DIG. 8`. None if it is none.
    """
    whole = text.upper().rstrip()
    if "/" in whole or len(whole) < 4:
        return normal("uspc", whole)
    name = whole[:3].replace(" ", "").lstrip("0")
    if not name or not _CLASS.fullmatch(name):
        return normal("uspc", whole)
    subclass = _subclass(whole[3:])
    return f"{name}/{subclass}" if subclass else normal("uspc", whole)


def _subclass(columns: str) -> str | None:
    rest = columns.strip()
    if word := _WORD.fullmatch(rest):
        return f"{word[1]} {word[2]}"
    if dotted := _DOTTED.fullmatch(rest):
        return f"{dotted[1].lstrip('0')}.{dotted[2]}{dotted[3]}"
    number, tail = columns[:3].replace(" ", "").lstrip("0"), columns[3:].strip()
    first, more = _SUBCLASS.fullmatch(number), _REST.fullmatch(tail)
    if first is None or more is None or (first[2] and more[1].strip("0")):
        return None
    decimals = more[1].rstrip("0")
    return first[1] + (f".{decimals}" if decimals else "") + first[2] + more[2]


@keeps_origin
def locarno(text: str) -> str | None:
    """An international class of designs: `1402` and, until 1984, `D1402` are 14-02."""
    found = _DESIGN.fullmatch(text.strip().upper())
    return f"{int(found[1]):02}-{found[2]}" if found else normal("locarno", text)


class Symbols:
    """Classifications in the order they are added, each once, and notes on unreadable ones."""

    def __init__(self) -> None:
        self._found: dict[Classification, None] = {}
        self.notes: list[str] = []

    @property
    def found(self) -> tuple[Classification, ...]:
        return tuple(self._found)

    def add(self, scheme: Scheme, texts: Iterable[str], position: Position) -> None:
        """The symbols of these printed texts; only the first of them can be the first one."""
        for text in texts:
            if not text.strip():
                continue
            symbol = _READERS[scheme](text)
            if symbol is None:
                self.notes.append(f"unreadable {scheme} symbol: {clean(text)}")
            else:
                made = Classification(scheme=scheme, symbol=symbol, position=position)
                self._found.setdefault(made)


_READERS = {"ipc": ipc, "uspc": uspc, "locarno": locarno}
