"""What the loaded schemes say; everything is empty where none was loaded.

Of several editions the newest in which a symbol has its place answers for it; a symbol that none
places is answered by the newest that knows it at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from indexer.classes.answers import ClassEntry, ClassHit, ClassTerm, ClassTitle, Edition
from indexer.classes.database import LIVE, open_for_reading
from indexer.classes.lookup import (
    any_path,
    edition_of,
    entry_of,
    home,
    match_of,
    path_of,
    titles_of,
    top,
)
from indexer.classes.terms import like
from indexer.database import translated
from parsers.model import Scheme

MOST = 50_000
"""Symbols `below` answers with at most: what engines take in one condition."""


class Classes:
    """The loaded schemes of a data folder; thread-safe, and aware of what is loaded later."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._loaded: tuple[str, tuple[Edition, ...]] = ("", ())

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get_nowait().close()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection | None]:
        try:
            connection: sqlite3.Connection | None = self._idle.get_nowait()
        except Empty:
            connection = open_for_reading(self._folder)
        try:
            with translated():
                yield connection
        finally:
            if connection is not None:
                self._idle.put(connection)

    def version(self) -> str:
        """What changes whenever a scheme is loaded; "" while there is none."""
        with self._reader() as reader:
            if reader is None:
                return ""
            row = reader.execute("SELECT COUNT(*), MAX(id), MAX(loaded) FROM files").fetchone()
        return f"{row[0]}-{row[1]}-{row[2]}" if row[0] else ""

    def loaded(self) -> tuple[Edition, ...]:
        """Every edition, newest first within its scheme; counted once per loading."""
        version = self.version()
        known, counted = self._loaded
        if known != version:
            counted = self._count()
            self._loaded = (version, counted)
        return counted

    def _count(self) -> tuple[Edition, ...]:
        with self._reader() as reader:
            if reader is None:
                return ()
            rows = reader.execute(
                "SELECT e.id, e.scheme, e.edition, COUNT(f.id), MAX(f.loaded) FROM editions e"
                " JOIN files f ON f.edition = e.id GROUP BY e.id ORDER BY e.scheme, e.edition DESC"
            ).fetchall()
            return tuple(edition_of(reader, row) for row in rows)

    def knows(self, scheme: Scheme) -> bool:
        """Whether a hierarchy of the scheme is loaded."""
        with self._reader() as reader:
            return bool(reader and reader.execute(
                "SELECT 1 FROM editions e WHERE scheme = ? AND EXISTS (SELECT 1 FROM symbols s"
                " WHERE s.edition = e.id AND s.state = ?)", (scheme, LIVE),
            ).fetchone())  # fmt: skip

    def below(self, scheme: Scheme, symbol: str) -> tuple[str, ...] | None:
        """The symbol and all its descendants, in no particular order; None if it has no place."""
        with self._reader() as reader:
            found = home(reader, scheme, symbol) if reader else None
            if reader is None or found is None or found[1] != LIVE:
                return None
            rows = reader.execute(
                "WITH RECURSIVE tree (symbol) AS (SELECT ? UNION SELECT s.symbol FROM tree"
                " CROSS JOIN symbols s INDEXED BY children"
                " WHERE s.edition = ? AND s.parent = tree.symbol AND s.state = ?)"
                " SELECT symbol FROM tree LIMIT ?",
                (symbol, found[0], LIVE, MOST),
            )
            return tuple(row[0] for row in rows)

    def path(self, scheme: Scheme, symbol: str) -> tuple[str, ...] | None:
        """The symbol and all above it, nearest first; None if it has no place."""
        with self._reader() as reader:
            found = home(reader, scheme, symbol) if reader else None
            if reader is None or found is None or found[1] != LIVE:
                return None
            return path_of(reader, found[0], scheme, symbol)

    def beside(self, scheme: Scheme, symbol: str) -> tuple[str, ...] | None:
        """The symbol and those with the same parent; None if it has no place."""
        above = self.path(scheme, symbol)
        if above is None:
            return None
        parent = above[1] if len(above) > 1 else None
        return tuple(one.symbol for one in self.children(scheme, parent, "en", of=symbol))

    def children(
        self, scheme: Scheme, symbol: str | None, lang: str, *, of: str | None = None
    ) -> tuple[ClassTitle, ...]:
        """What lies right below a symbol, or at the top of a scheme, in the scheme's order.

        `of` names a child whose edition answers.
        """
        with self._reader() as reader:
            if reader is None:
                return ()
            found = home(reader, scheme, of or symbol) if of or symbol else top(reader, scheme)
            if found is None:
                return ()
            rows = reader.execute(
                "SELECT symbol FROM symbols WHERE edition = ? AND parent IS ? AND state = ?"
                " ORDER BY place, symbol",
                (found[0], symbol, LIVE),
            )
            symbols = [row[0] for row in rows]
            known = titles_of(reader, scheme, symbols, lang)
        return tuple(known.get(one) or ClassTitle(one, "", "") for one in symbols)

    def titles(self, scheme: Scheme, symbols: Iterable[str], lang: str) -> dict[str, ClassTitle]:
        """Titles, in the language asked for where there is one, of the newest edition."""
        with self._reader() as reader:
            return titles_of(reader, scheme, list(symbols), lang) if reader else {}

    def chains(
        self, scheme: Scheme, symbols: Iterable[str], lang: str
    ) -> dict[str, tuple[ClassTitle, ...]]:
        """For each symbol that has a title: the titles from its subclass down to it."""
        with self._reader() as reader:
            if reader is None:
                return {}
            paths = {one: any_path(reader, scheme, one) for one in dict.fromkeys(symbols)}
            every = dict.fromkeys(above for path in paths.values() for above in path)
            known = titles_of(reader, scheme, list(every), lang)
        return {
            one: tuple(
                known[above] for above in reversed(path) if above in known and len(above) > 3
            )
            for one, path in paths.items()
            if one in known
        }

    def get(self, scheme: Scheme, symbol: str, lang: str) -> ClassEntry | None:
        """All about one symbol; None if no loaded edition knows it."""
        with self._reader() as reader:
            if reader is None or (found := home(reader, scheme, symbol)) is None:
                return None
            return entry_of(reader, scheme, symbol, lang, found)

    def terms(self, text: str) -> tuple[ClassTerm, ...]:
        """Synonyms, abbreviations and what they stand for, as CPC definitions list them."""
        with self._reader() as reader:
            return like(reader, text) if reader else ()

    def search(self, scheme: Scheme | None, text: str, limit: int = 50) -> tuple[ClassHit, ...]:
        """Symbols in use whose titles, with those above, have all the words; best first."""
        with self._reader() as reader:
            if reader is None:
                return ()
            asked = match_of(reader, text)
            if not asked:
                return ()
            rows = reader.execute(
                "SELECT e.scheme, t.symbol, t.title, t.lang, e.edition FROM words"
                " JOIN titles t ON t.id = words.rowid JOIN editions e ON e.id = t.edition"
                " WHERE words MATCH ? AND (? IS NULL OR e.scheme = ?)"
                " ORDER BY bm25(words, 10.0, 1.0), LENGTH(t.symbol), t.symbol,"
                " e.edition DESC LIMIT ?",
                (asked, scheme, scheme, limit * 4),
            ).fetchall()
        best = {(r[0], r[1]): ClassHit(*r[:4]) for r in reversed(rows)}
        order = dict.fromkeys((r[0], r[1]) for r in rows)
        return tuple(best[key] for key in order)[:limit]
