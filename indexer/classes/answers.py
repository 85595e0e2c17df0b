"""What is told of loaded schemes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Edition(Struct, frozen=True):
    """What was loaded of one edition.

    `symbols` have a place in the hierarchy, `named` ones only texts; titles are per language.
    """

    scheme: str
    edition: str
    symbols: int
    named: int
    deleted: int
    titles: dict[str, int]
    notes: int
    files: int
    loaded: str


class ClassTitle(Struct, frozen=True):
    symbol: str
    title: str
    lang: str


class ClassNote(Struct, frozen=True):
    """`kind`: note, warning, heading (over the symbols up to `heading`), or a definition's part."""

    kind: str
    text: str
    lang: str
    heading: str | None = None


class ClassTerm(Struct, frozen=True):
    """`kind`: synonym or abbreviation; the definition of `symbol` lists the term."""

    kind: Literal["synonym", "abbreviation"]
    term: str
    symbol: str


class Moved(Struct, frozen=True):
    """`relation`: transferred or covered (where a deleted symbol went), or concordant."""

    relation: str
    scheme: str
    first: str
    last: str | None = None


class ClassEntry(Struct, frozen=True, kw_only=True):
    """A symbol as the newest edition that places it has it.

    `path` is itself and all above it, nearest last; `dots` of a subgroup count from 1.
    """

    scheme: str
    symbol: str
    edition: str
    deleted: bool = False
    placed: bool = True
    additional: bool = False
    dots: int = 0
    since: str | None = None
    title: ClassTitle | None = None
    references: str = ""
    path: tuple[ClassTitle, ...] = ()
    notes: tuple[ClassNote, ...] = ()
    moves: tuple[Moved, ...] = ()


class ClassHit(Struct, frozen=True):
    scheme: str
    symbol: str
    title: str
    lang: str
