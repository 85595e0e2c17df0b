"""Numbers made of a year, a serial and letters, as small templates read and written both ways.

`{Y}` is a year of four digits, `{y}` of two; `{S}` the serial without padding, `{S:5}` with zeros
to five digits; `{P}` two or three letters and `{R}` two digits that belong to the number; `{c}` a
check character, read but never written. Anything else stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

Side = Literal["canonical", "original", "docdb", "epodoc"]

_PIECE = re.compile(r"\{([YySPRc])(?::(\d))?\}")
_READ = {
    "Y": r"(?P<Y>1[89]\d\d|20\d\d)",
    "y": r"(?P<y>\d\d)",
    "S": r"(?P<S>[1-9]\d{0,7})",
    "P": r"(?P<P>[A-Z]{2,3})",
    "R": r"(?P<R>[1-9]\d)",
    "c": r"(?:[-.]?(?P<c>[\dA-Z]))",
}
_CENTURY = 50
"""Two-digit years below it are of this century, unless a date says otherwise."""


class Layout(Struct, frozen=True, kw_only=True):
    """One way an office numbers its applications, in the years from `since` to `until`.

    `docdb` is also the canonical form unless that is given. `original` are the spellings on paper,
    the usual one first. `kinds` are the first letters of the kinds that are numbered so, empty for
    all but T. A `legacy` layout is a slip of old EPODOC data: it is read and never written.
    """

    docdb: str
    epodoc: str = "{Y}{S:7}"
    canonical: str = ""
    original: tuple[str, ...] = ()
    since: int = 1800
    until: int = 2100
    kinds: str = ""
    legacy: bool = False

    def templates(self, side: Side) -> tuple[str, ...]:
        if side == "original":
            return self.original
        if side == "canonical":
            return (self.canonical or self.docdb,)
        return (self.docdb,) if side == "docdb" else (self.epodoc,)


class Pieces(NamedTuple):
    serial: str
    year: int | None = None
    letters: str = ""
    right: str = ""
    check: str = ""


class Match(NamedTuple):
    layout: Layout
    pieces: Pieces
    own_year: bool


@lru_cache(maxsize=1024)
def _compiled(template: str) -> re.Pattern[str]:
    parts, last = [], 0
    for piece in _PIECE.finditer(template):
        parts.append(re.escape(template[last : piece.start()]))
        name, width = piece.groups()
        parts.append(f"(?P<S>\\d{{{width}}})" if width else _READ[name])
        last = piece.end()
    return re.compile("".join(parts) + re.escape(template[last:]))


def write(template: str, pieces: Pieces) -> str:
    """The number in this form; "" where it takes a year that is not known."""
    if pieces.year is None and ("{Y}" in template or "{y}" in template):
        return ""

    def piece(found: re.Match[str]) -> str:
        name, width = found.groups()
        if name == "S":
            return pieces.serial.zfill(int(width or 0))
        year = pieces.year or 0
        given = {"Y": f"{year:04}", "y": f"{year % 100:02}"}
        return given.get(name, {"P": pieces.letters, "R": pieces.right}.get(name, ""))

    return _PIECE.sub(piece, template)


def match(
    layouts: tuple[Layout, ...], raw: str, sides: tuple[Side, ...], kind: str, date: str
) -> Match | None:
    """The layout that fits best: of the filing year if one does, else the first of the list."""
    filed = int(date[:4]) if date[:4].isdecimal() else None
    best: Match | None = None
    for side in sides:
        for found in _fitting(layouts, raw, side, kind, filed):
            if filed is None or not found.own_year or found.pieces.year == filed:
                return found
            best = best or found
    return best


def _fitting(
    layouts: tuple[Layout, ...], raw: str, side: Side, kind: str, filed: int | None
) -> Iterator[Match]:
    for layout in layouts:
        if (kind[:1] not in layout.kinds) if layout.kinds else kind[:1] == "T" and _has_t(layouts):
            continue
        for template in layout.templates(side):
            found = _compiled(template).fullmatch(raw)
            if found and (made := _match(layout, found, filed)):
                yield made


def _has_t(layouts: tuple[Layout, ...]) -> bool:
    return any("T" in layout.kinds for layout in layouts)


def _match(layout: Layout, found: re.Match[str], filed: int | None) -> Match | None:
    given = found.groupdict()
    year = int(given["Y"]) if given.get("Y") else _short(given.get("y"), filed)
    when = year or filed
    if when is not None and not layout.since <= when <= layout.until and not layout.legacy:
        return None
    serial = (given.get("S") or "").lstrip("0") or "0"
    letters, right = given.get("P") or "", given.get("R") or ""
    pieces = Pieces(serial, when, letters, right, given.get("c") or "")
    return Match(layout, pieces, year is not None)


def _short(year: str | None, filed: int | None) -> int | None:
    if year is None:
        return None
    options = (1900 + int(year), 2000 + int(year))
    if filed is not None:
        return min(options, key=lambda option: abs(option - filed))
    return options[int(year) < _CENTURY]
