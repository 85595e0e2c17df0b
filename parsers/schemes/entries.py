"""What a scheme says of one symbol."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

SECTION, CLASS, SUBCLASS, GROUP = 0, 1, 2, 3
"""Levels; a subgroup's is `GROUP` plus its dots."""


class Note(Struct, frozen=True):
    """A note, warning or part of a definition; paragraphs are lines of `text`."""

    kind: str
    text: str
    heading: str | None = None


class Terms(Struct, frozen=True):
    """Terms that mean the same in a place of the scheme; of an abbreviation, with what it is."""

    kind: Literal["synonym", "abbreviation"]
    words: tuple[str, ...]


class Move(Struct, frozen=True):
    """Where else a symbol's subject is: `relation` to the symbols `first` to `last` of `scheme`.

    "transferred" and "covered" say where a deleted symbol went, "concordant" what another scheme
    calls the same.
    """

    relation: Literal["transferred", "covered", "concordant"]
    scheme: Literal["ipc", "cpc"]
    first: str
    last: str | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """One symbol in display form (`A61K 31/12`) with all that its file says about it.

    `state`: "live" has a place in the hierarchy under `parent`; "deleted" is no longer used (with
    all up to `until`, if given); "named" gives texts for a symbol whose place other files tell;
    "heading" stands over the symbols up to `until` without being one. `title` is without the
    references, which `references` holds as printed in parentheses. `lang`, if it is told per entry.
    """

    symbol: str
    state: Literal["live", "deleted", "named", "heading"] = "live"
    parent: str | None = None
    level: int | None = None
    title: str = ""
    references: str = ""
    notes: tuple[Note, ...] = ()
    moves: tuple[Move, ...] = ()
    terms: tuple[Terms, ...] = ()
    since: str | None = None
    until: str | None = None
    additional: bool = False
    lang: str | None = None
