"""Single look-ups in the tables of loaded schemes, on a connection of their caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from indexer.analysis import partition_of, tokens
from indexer.classes.answers import ClassEntry, ClassNote, ClassTitle, Edition, Moved
from indexer.classes.database import DELETED, LIVE, NAMED
from parsers.model import Scheme
from parsers.symbols import ancestors

_BATCH = 500
_LONGEST_QUERY = 200
_GROUP = 3


def home(
    reader: sqlite3.Connection, scheme: str, symbol: str | None
) -> tuple[int, int, str] | None:
    """Edition, state, and name of the edition that answers for a symbol."""
    row: tuple[int, int, str] | None = reader.execute(
        "SELECT e.id, s.state, e.edition FROM symbols s JOIN editions e ON e.id = s.edition"
        " WHERE s.symbol = ? AND e.scheme = ? ORDER BY s.state = ? DESC, e.edition DESC LIMIT 1",
        (symbol, scheme, LIVE),
    ).fetchone()
    return row


def top(reader: sqlite3.Connection, scheme: str) -> tuple[int, int, str] | None:
    row: tuple[int, int, str] | None = reader.execute(
        "SELECT e.id, s.state, e.edition FROM editions e JOIN symbols s ON s.edition = e.id"
        " WHERE e.scheme = ? AND s.parent IS NULL AND s.state = ? ORDER BY e.edition DESC LIMIT 1",
        (scheme, LIVE),
    ).fetchone()
    return row


def edition_of(reader: sqlite3.Connection, row: tuple[int, str, str, int, str]) -> Edition:
    """Counts of one edition; `row` is its number, scheme, name, parts and latest loading."""
    number, scheme, name, files, loaded = row

    def count(what: str) -> int:
        found = reader.execute(f"SELECT COUNT(*) FROM {what}", (number,)).fetchone()  # noqa: S608 - our own names
        return int(found[0])

    titles = reader.execute(
        "SELECT lang, COUNT(*) FROM titles WHERE edition = ? GROUP BY lang", (number,)
    )
    return Edition(
        scheme=scheme,
        edition=name,
        symbols=count(f"symbols WHERE edition = ? AND state = {LIVE}"),
        named=count(f"symbols WHERE edition = ? AND state = {NAMED}"),
        deleted=count(f"symbols WHERE edition = ? AND state = {DELETED}"),
        titles=dict(titles.fetchall()),
        notes=count("notes WHERE edition = ?"),
        files=files,
        loaded=loaded,
    )


def path_of(
    reader: sqlite3.Connection, edition: int, scheme: Scheme, symbol: str
) -> tuple[str, ...]:
    """The symbol and all above it in one edition, nearest first."""
    rows = reader.execute(
        "WITH RECURSIVE up (symbol, step) AS (SELECT ?, 0 UNION SELECT s.parent, step + 1"
        " FROM up CROSS JOIN symbols s"
        " WHERE s.edition = ? AND s.symbol = up.symbol AND s.parent IS NOT NULL AND step < 64)"
        " SELECT symbol FROM up ORDER BY step",
        (symbol, edition),
    )
    known = tuple(row[0] for row in rows)
    return (*known, *ancestors(scheme, known[-1])[1:])


def any_path(reader: sqlite3.Connection, scheme: Scheme, symbol: str) -> tuple[str, ...]:
    """The path where the symbol has a place, else what the symbol itself tells."""
    found = home(reader, scheme, symbol)
    if found is None or found[1] != LIVE:
        return ancestors(scheme, symbol)
    return path_of(reader, found[0], scheme, symbol)


def titles_of(
    reader: sqlite3.Connection, scheme: Scheme, symbols: Sequence[str], lang: str
) -> dict[str, ClassTitle]:
    """Titles in the language asked for, else in another; the newest edition's, schemes first."""
    found: dict[str, ClassTitle] = {}
    for at in range(0, len(symbols), _BATCH):
        some = symbols[at : at + _BATCH]
        marks = ", ".join("?" * len(some))
        rows = reader.execute(
            "SELECT t.symbol, t.title, t.lang FROM titles t JOIN editions e ON e.id = t.edition"  # noqa: S608 - marks only
            f" WHERE e.scheme = ? AND t.edition IN (SELECT id FROM editions WHERE scheme = ?)"
            f" AND t.symbol IN ({marks})"
            " ORDER BY t.lang = ?, t.lang = 'en', t.official, e.edition",
            (scheme, scheme, *some, lang),
        )
        found |= {row[0]: ClassTitle(*row) for row in rows}
    return found


def entry_of(
    reader: sqlite3.Connection, scheme: Scheme, symbol: str, lang: str, place: tuple[int, int, str]
) -> ClassEntry:
    """All about a symbol whose edition was found by `home`."""
    edition, state, name = place
    level, since, additional = reader.execute(
        "SELECT level, since, additional FROM symbols WHERE edition = ? AND symbol = ?",
        (edition, symbol),
    ).fetchone()
    path = any_path(reader, scheme, symbol)
    titles = titles_of(reader, scheme, path, lang)
    return ClassEntry(
        scheme=scheme,
        symbol=symbol,
        edition=name,
        deleted=state == DELETED,
        placed=state == LIVE,
        additional=bool(additional),
        dots=max(0, (level or 0) - _GROUP) if scheme in {"ipc", "cpc"} else 0,
        since=since,
        title=titles.get(symbol),
        references=_references(reader, edition, symbol, titles.get(symbol)),
        path=tuple(titles.get(one) or ClassTitle(one, "", "") for one in reversed(path)),
        notes=_notes(reader, scheme, symbol),
        moves=_moves(reader, scheme, symbol),
    )


def _references(
    reader: sqlite3.Connection, edition: int, symbol: str, title: ClassTitle | None
) -> str:
    row = reader.execute(
        "SELECT refs FROM titles WHERE edition = ? AND symbol = ? AND lang = ?",
        (edition, symbol, title.lang if title else ""),
    ).fetchone()
    return row[0] if row else ""


def _notes(reader: sqlite3.Connection, scheme: str, symbol: str) -> tuple[ClassNote, ...]:
    """Those of the newest edition that has any of their kind: schemes and definitions differ."""
    rows = reader.execute(
        "SELECT n.kind, n.text, n.lang, n.heading, n.edition, f.content FROM notes n"
        " JOIN editions e ON e.id = n.edition JOIN files f ON f.id = n.file"
        " WHERE e.scheme = ? AND n.symbol = ? ORDER BY e.edition DESC, n.id",
        (scheme, symbol),
    ).fetchall()
    newest: dict[str, int] = {}
    for row in rows:
        newest.setdefault(row[5], row[4])
    return tuple(ClassNote(*row[:4]) for row in rows if newest[row[5]] == row[4])


def _moves(reader: sqlite3.Connection, scheme: str, symbol: str) -> tuple[Moved, ...]:
    rows = reader.execute(
        "SELECT DISTINCT m.relation, m.scheme, m.first, m.last FROM moves m"
        " JOIN editions e ON e.id = m.edition WHERE e.scheme = ? AND m.symbol = ?"
        " ORDER BY m.relation DESC, m.id",
        (scheme, symbol),
    ).fetchall()
    return tuple(Moved(*row) for row in rows)


def match_of(reader: sqlite3.Connection, text: str) -> str:
    """The full-text expression: all words in a title and those above it, one in the title itself.

    Once per language that was loaded, analysed as its titles were; "" when there is no word.
    """
    parts = []
    for (lang,) in reader.execute("SELECT DISTINCT lang FROM files").fetchall():
        found = tokens(text[:_LONGEST_QUERY], partition_of(lang))
        words = [quoted(one) for one in dict.fromkeys(found)]
        if words:
            parts.append(f"({{own}} : ({' OR '.join(words)}) AND ({' AND '.join(words)}))")
    return " OR ".join(dict.fromkeys(parts))


def quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
