"""Synonyms and abbreviations that loaded definitions list, by any of their terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from indexer.analysis import tokens
from indexer.classes.answers import ClassTerm
from parsers.han import simplified

if TYPE_CHECKING:  # reading schemes loads lxml, which serving needs nowhere
    from parsers.schemes import Terms

LISTED = 40
"""Terms told of one, at most."""


def key_of(text: str) -> str:
    """What a term is looked up by: its words by their English stems, Chinese ones simplified."""
    return " ".join(tokens(simplified(text), "en"))


def add(
    writer: sqlite3.Connection, edition: int, symbol: str, terms: Iterable[Terms], file: int
) -> None:
    """The sets of terms of one symbol, inside a transaction of the caller."""
    for one in terms:
        made = writer.execute("SELECT COALESCE(MAX(meaning), 0) + 1 FROM terms").fetchone()
        writer.executemany(
            "INSERT INTO terms (meaning, edition, symbol, kind, term, key, file)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(made[0], edition, symbol, one.kind, word, key_of(word), file) for word in one.words],
        )


def like(reader: sqlite3.Connection, text: str) -> tuple[ClassTerm, ...]:
    """Terms that mean the same, each with the symbol that says so, of the newest edition first."""
    key = key_of(text)
    known = reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'terms'").fetchone()
    if not key or known is None:  # loaded by a version that kept none
        return ()
    rows = reader.execute(
        "SELECT t.kind, o.term, o.symbol, o.key FROM terms t JOIN terms o ON o.meaning = t.meaning"
        " JOIN editions e ON e.id = o.edition WHERE t.key = ? AND o.key <> t.key"
        " ORDER BY e.edition DESC, LENGTH(o.symbol), o.symbol, o.id",
        (key,),
    )
    found: dict[tuple[str, str], ClassTerm] = {}
    for kind, term, symbol, other in rows:
        found.setdefault((kind, other), ClassTerm(kind, term, symbol))
    return tuple(found.values())[:LISTED]
