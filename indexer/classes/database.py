"""The SQLite file of loaded schemes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.database import translated
from indexer.errors import EngineError

FILE = "classes.sqlite"
SCHEMA = 1

LIVE, NAMED, DELETED = 2, 1, 0
"""States of a symbol in an edition: placed in the hierarchy, known by name only, no longer used."""

_TABLES = """
CREATE TABLE IF NOT EXISTS editions (
  id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, edition TEXT NOT NULL, UNIQUE (scheme, edition)
);
CREATE TABLE IF NOT EXISTS files ( -- what was loaded; a part is done or was never begun
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, file TEXT NOT NULL, name TEXT NOT NULL,
  edition INTEGER NOT NULL, content TEXT NOT NULL, lang TEXT NOT NULL, reader INTEGER NOT NULL,
  entries INTEGER NOT NULL, loaded TEXT NOT NULL, UNIQUE (edition, content, lang, name)
);
CREATE TABLE IF NOT EXISTS symbols (
  edition INTEGER NOT NULL, symbol TEXT NOT NULL, state INTEGER NOT NULL,
  parent TEXT, level INTEGER,
  place INTEGER NOT NULL DEFAULT 0, -- order among siblings; 0 where the symbol gives it
  since TEXT, until TEXT, additional INTEGER NOT NULL DEFAULT 0, file INTEGER NOT NULL,
  PRIMARY KEY (edition, symbol)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS children ON symbols (edition, parent, place, symbol);
CREATE INDEX IF NOT EXISTS symbols_of ON symbols (file);
CREATE INDEX IF NOT EXISTS anywhere ON symbols (symbol);
CREATE TABLE IF NOT EXISTS titles (
  id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, symbol TEXT NOT NULL, lang TEXT NOT NULL,
  official INTEGER NOT NULL, -- 1 of a scheme, 0 of a list or definition
  title TEXT NOT NULL, refs TEXT NOT NULL, file INTEGER NOT NULL,
  UNIQUE (edition, symbol, lang)
);
CREATE INDEX IF NOT EXISTS titles_of ON titles (file);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (own, above, tokenize = "unicode61");
CREATE TABLE IF NOT EXISTS notes (
  id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, symbol TEXT NOT NULL, lang TEXT NOT NULL,
  kind TEXT NOT NULL, heading TEXT, text TEXT NOT NULL, file INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS notes_about ON notes (edition, symbol);
CREATE INDEX IF NOT EXISTS notes_of ON notes (file);
CREATE TABLE IF NOT EXISTS moves (
  id INTEGER PRIMARY KEY, edition INTEGER NOT NULL, symbol TEXT NOT NULL, relation TEXT NOT NULL,
  scheme TEXT NOT NULL, first TEXT NOT NULL, last TEXT, file INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS moves_from ON moves (edition, symbol);
CREATE INDEX IF NOT EXISTS moves_to ON moves (scheme, first);
CREATE INDEX IF NOT EXISTS moves_of ON moves (file);
CREATE TABLE IF NOT EXISTS terms ( -- those of one meaning mean the same
  id INTEGER PRIMARY KEY, meaning INTEGER NOT NULL, edition INTEGER NOT NULL, symbol TEXT NOT NULL,
  kind TEXT NOT NULL, term TEXT NOT NULL, key TEXT NOT NULL, file INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS terms_by_key ON terms (key);
CREATE INDEX IF NOT EXISTS terms_together ON terms (meaning);
CREATE INDEX IF NOT EXISTS terms_of ON terms (file);
"""


def open_for_writing(folder: Path) -> sqlite3.Connection:
    """The file, made where there is none. Raises EngineError."""
    folder.mkdir(parents=True, exist_ok=True)
    with translated():
        connection = sqlite3.connect(folder / FILE, isolation_level=None, timeout=30)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")
        _check(connection, new=True)
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    return connection


def open_for_reading(folder: Path) -> sqlite3.Connection | None:
    """A read-only connection for one thread at a time; None where no scheme was loaded."""
    path = folder / FILE
    if not path.exists():
        return None
    with translated():
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None,
            check_same_thread=False, timeout=30,
        )  # fmt: skip
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:  # being made right now
            connection.close()
            return None
        _check(connection, new=False)
    return connection


def _check(connection: sqlite3.Connection, *, new: bool) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found not in ({0, SCHEMA} if new else {SCHEMA}):
        raise EngineError(
            "STORE_DAMAGED",
            f"{FILE} has layout {found}, this version reads {SCHEMA}: delete it and load the"
            " schemes again",
        )
