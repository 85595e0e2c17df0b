"""Loading schemes: one transaction per part, so that a run cut short goes on where it stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from indexer.analysis import partition_of, tokens
from indexer.classes import terms
from indexer.classes.database import DELETED, LIVE, NAMED, open_for_writing
from indexer.database import transaction
from parsers.errors import ParseError
from parsers.schemes import Entry, Part

READER = 2
"""Raised when a part that was loaded before would be read differently now."""

_UPPER = 3
_STATES = {"live": LIVE, "named": NAMED, "deleted": DELETED}
_SYMBOL = (
    "INSERT INTO symbols VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (edition, symbol)"
    " DO UPDATE SET state = excluded.state, parent = excluded.parent, level = excluded.level,"
    " place = excluded.place, since = COALESCE(excluded.since, since), until = excluded.until,"
    " additional = excluded.additional, file = excluded.file"
    " WHERE excluded.state > symbols.state OR"
    " (excluded.state = symbols.state AND excluded.parent IS NOT symbols.parent)"
)
_TITLE = (
    "INSERT INTO titles (edition, symbol, lang, official, title, refs, file)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (edition, symbol, lang)"
    " DO UPDATE SET title = excluded.title, refs = excluded.refs, official = excluded.official,"
    " file = excluded.file WHERE excluded.official > titles.official"
    " OR (excluded.official = titles.official AND excluded.title <> titles.title)"
    " RETURNING id"
)


class Loaded(Struct, frozen=True):
    """What became of one part. `entries` of a part loaded before are those it had then."""

    name: str
    scheme: str
    edition: str
    content: str
    lang: str
    entries: int
    again: bool = False
    error: str | None = None


def load(
    parts: Iterable[Part], folder: Path, tell: Callable[[Loaded], None] = lambda _: None
) -> list[Loaded]:
    """Load parts into the data folder; one loaded before is passed over, a newer one replaces it.

    A part that cannot be read to its end leaves what was there before, and its error in the result.
    """
    found = []
    with closing(open_for_writing(folder)) as connection:
        for part in parts:
            one = _load(part, connection)
            found.append(one)
            tell(one)
        connection.execute("PRAGMA optimize")
    return found


def _load(part: Part, connection: sqlite3.Connection) -> Loaded:
    about = Loaded(part.name, part.scheme, part.edition, part.content, part.lang, 0)
    if part.error is not None:
        return _with(about, error=f"{part.error.code}: {part.error.message}")
    known = connection.execute(
        "SELECT f.entries FROM files f JOIN editions e ON e.id = f.edition WHERE f.sha256 = ?"
        " AND f.name = ? AND f.reader = ? AND e.scheme = ? AND e.edition = ? AND f.lang = ?",
        (part.sha256, part.name, READER, part.scheme, part.edition, part.lang),
    ).fetchone()
    if known is not None:
        return _with(about, entries=known[0], again=True)
    try:
        with transaction(connection):
            return _with(about, entries=_Writing(part, connection).run())
    except ParseError as error:
        place = f" ({error.place})" if error.place else ""
        return _with(about, error=f"{error.code}: {error.message}{place}")


def _with(
    about: Loaded, *, entries: int = 0, again: bool = False, error: str | None = None
) -> Loaded:
    return Loaded(
        about.name, about.scheme, about.edition, about.content, about.lang, entries, again, error
    )


class _Writing:
    """One part on its way into the tables, inside a transaction."""

    def __init__(self, part: Part, connection: sqlite3.Connection) -> None:
        self._part, self._connection = part, connection
        connection.execute(
            "INSERT OR IGNORE INTO editions (scheme, edition) VALUES (?, ?)",
            (part.scheme, part.edition),
        )
        self._edition: int = connection.execute(
            "SELECT id FROM editions WHERE scheme = ? AND edition = ?", (part.scheme, part.edition)
        ).fetchone()[0]
        self._file = 0
        self._above: dict[int, str] = {}

    def run(self) -> int:
        """Replace what a part of this name said before; the number of entries."""
        key = (self._edition, self._part.content, self._part.lang, self._part.name)
        old = self._connection.execute(
            "SELECT id FROM files WHERE edition = ? AND content = ? AND lang = ? AND name = ?", key
        ).fetchone()
        if old is not None:
            self._remove(old[0])
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = self._connection.execute(
            "INSERT INTO files (sha256, file, name, edition, content, lang, reader, entries,"
            " loaded) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?) RETURNING id",
            (
                self._part.sha256, self._part.file, self._part.name, self._edition,
                self._part.content, self._part.lang, READER, now,
            ),
        )  # fmt: skip
        self._file = made.fetchone()[0]
        count = 0
        for count, entry in enumerate(self._part.entries, 1):
            self._add(entry, count)
        self._connection.execute("UPDATE files SET entries = ? WHERE id = ?", (count, self._file))
        return count

    def _remove(self, file: int) -> None:
        self._connection.execute(
            "DELETE FROM words WHERE rowid IN (SELECT id FROM titles WHERE file = ?)", (file,)
        )
        for table in ("symbols", "titles", "notes", "moves", "terms"):
            self._connection.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 - our own names
        self._connection.execute("DELETE FROM files WHERE id = ?", (file,))

    def _add(self, entry: Entry, place: int) -> None:
        lang = entry.lang or self._part.lang
        if entry.state == "heading":
            self._note(entry.symbol, lang, "heading", entry.until, entry.title)
            return
        upper = entry.level is not None and entry.level < _UPPER
        self._connection.execute(_SYMBOL, (
            self._edition, entry.symbol, _STATES[entry.state], entry.parent, entry.level,
            0 if upper else place, entry.since, entry.until, entry.additional, self._file,
        ))  # fmt: skip
        if entry.title:
            self._title(entry, lang)
        for note in entry.notes:
            self._note(entry.symbol, lang, note.kind, note.heading, note.text)
        terms.add(self._connection, self._edition, entry.symbol, entry.terms, self._file)
        for move in entry.moves:
            self._connection.execute(
                "INSERT INTO moves (edition, symbol, relation, scheme, first, last, file)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._edition, entry.symbol, move.relation, move.scheme, move.first, move.last,
                 self._file),
            )  # fmt: skip

    def _title(self, entry: Entry, lang: str) -> None:
        official = int(self._part.content == "scheme")
        row = self._connection.execute(
            _TITLE,
            (
                self._edition,
                entry.symbol,
                lang,
                official,
                entry.title,
                entry.references,
                self._file,
            ),
        ).fetchone()
        words = " ".join(tokens(entry.title, partition_of(lang)))
        above: list[str] = []
        if entry.level is not None:
            above = [self._above[level] for level in range(entry.level) if level in self._above]
            self._above = {n: text for n, text in self._above.items() if n < entry.level}
            self._above[entry.level] = words
        if row is None:
            return
        self._connection.execute("DELETE FROM words WHERE rowid = ?", row)
        self._connection.execute(
            "INSERT INTO words (rowid, own, above) VALUES (?, ?, ?)",
            (row[0], words, " ".join(above)),
        )

    def _note(self, symbol: str, lang: str, kind: str, heading: str | None, text: str) -> None:
        held = self._connection.execute(
            "SELECT 1 FROM notes WHERE edition = ? AND symbol = ? AND lang = ? AND text = ?",
            (self._edition, symbol, lang, text),
        ).fetchone()
        if held is None and text:
            self._connection.execute(
                "INSERT INTO notes (edition, symbol, lang, kind, heading, text, file)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (self._edition, symbol, lang, kind, heading, text, self._file),
            )
