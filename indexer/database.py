"""The one SQLite file of a data folder: records, manifest and quarantine change in one transaction.

Write-ahead logging: readers never wait for the writer. There is one writing process (the lock in
`indexer.lock`) and any number of reading threads and processes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from indexer.errors import EngineError

FILE = "records.sqlite"
SCHEMA = 2
"""Raised with every change of the tables that is not an addition."""

_TABLES = """
CREATE TABLE IF NOT EXISTS records (
  change INTEGER PRIMARY KEY,      -- grows with every write: engines remember how far they are
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,        -- documents.order; then file, pass, place decide
  file TEXT NOT NULL,              -- base name first, so that weekly files sort by week
  pass INTEGER NOT NULL,           -- which reading of that file
  place INTEGER NOT NULL,          -- byte offset in a plain file, else number of the record
  digest BLOB NOT NULL,            -- SHA-256 of the JSON
  original BLOB NOT NULL,          -- SHA-256 of the record's bytes
  office TEXT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER,
  date TEXT,                       -- of publication, as far as it is known
  gone TEXT,                       -- why the document was withdrawn; NULL while it is live
  source TEXT NOT NULL DEFAULT '', -- merging.source_key; '' when merged of several in `parts`
  application TEXT,                -- documents.application_token: finds what notices are about
  noticed INTEGER NOT NULL DEFAULT 0 -- whether there are notices about it
);
CREATE INDEX IF NOT EXISTS held ON records (office, kind, year, date) WHERE gone IS NULL;
CREATE TABLE IF NOT EXISTS bodies (change INTEGER PRIMARY KEY, json BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS parts ( -- every record of a publication that several sources have
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, source TEXT NOT NULL,
  version INTEGER NOT NULL, file TEXT NOT NULL, pass INTEGER NOT NULL, place INTEGER NOT NULL,
  digest BLOB NOT NULL, original BLOB NOT NULL, json BLOB NOT NULL,
  UNIQUE (id, source)
);
CREATE TABLE IF NOT EXISTS stale (id TEXT PRIMARY KEY) WITHOUT ROWID; -- to be made again
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notices ( -- events told without a publication, each one by itself
  number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, file TEXT NOT NULL, json BLOB NOT NULL,
  matched INTEGER NOT NULL DEFAULT 0 -- whether a publication they are about is held
);
CREATE INDEX IF NOT EXISTS lonely ON notices (number) WHERE matched = 0;
CREATE TABLE IF NOT EXISTS notice_keys (
  key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS originals (
  sha256 BLOB PRIMARY KEY, pack INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS applied (
  generation TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, version INTEGER NOT NULL,
  change INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, sha256 BLOB,
  parser TEXT NOT NULL, pass INTEGER NOT NULL, done INTEGER NOT NULL, finished INTEGER NOT NULL,
  run INTEGER NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0 -- whether it was no longer there when it was last looked for
);
CREATE TABLE IF NOT EXISTS runs (
  number INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, report BLOB
);
CREATE TABLE IF NOT EXISTS quarantine (
  number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, code TEXT NOT NULL, message TEXT NOT NULL,
  location TEXT, path TEXT NOT NULL, member TEXT, start INTEGER NOT NULL, length INTEGER NOT NULL,
  id TEXT, sha256 BLOB NOT NULL, data BLOB NOT NULL, pass INTEGER NOT NULL,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, attempts INTEGER NOT NULL,
  office TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', year INTEGER -- as its head says
);
"""


def open_for_writing(folder: Path) -> sqlite3.Connection:
    """The writer's connection, without implicit transactions; makes folder and tables."""
    folder.mkdir(parents=True, exist_ok=True)
    with translated():
        connection = sqlite3.connect(
            folder / FILE, isolation_level=None, check_same_thread=False, timeout=30
        )
        connection.execute("PRAGMA page_size = 16384")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 2000")
        connection.execute("PRAGMA cache_size = -16000")
        _upgrade(connection)
        _check_schema(connection)
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    return connection


def _layout(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(connection: sqlite3.Connection) -> None:
    """Layout 1 held one record of a publication, whatever its source."""
    if _layout(connection) != 1:
        return
    connection.executescript(
        "BEGIN;"
        "ALTER TABLE records ADD COLUMN source TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE records ADD COLUMN application TEXT;"
        "ALTER TABLE records ADD COLUMN date TEXT;"
        "ALTER TABLE files ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE quarantine ADD COLUMN office TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE quarantine ADD COLUMN kind TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE quarantine ADD COLUMN year INTEGER;"
        "DROP INDEX IF EXISTS coverage;"
        "ALTER TABLE records ADD COLUMN noticed INTEGER NOT NULL DEFAULT 0;"
        "PRAGMA user_version = 2;"
        "COMMIT;"
    )


def _check_schema(connection: sqlite3.Connection) -> None:
    found = _layout(connection)
    if found in {0, SCHEMA}:
        return
    remedy = "index the source files again into a new data folder"
    if found == 1:
        remedy = "run `gongkai index` once, which brings it up to date"
    raise EngineError(
        "STORE_DAMAGED",
        f"the record store has layout {found}, this version reads {SCHEMA}: {remedy}",
    )


@contextmanager
def transaction(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[None]:
    """All or nothing; `durable` waits for the disk, for this and every earlier transaction."""
    with translated():
        if durable:
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            if durable:
                connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def translated() -> Iterator[None]:
    """SQLite's errors as `EngineError`, in words that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "full" in text:
            raise EngineError(
                "ENGINE_FULL", f"no space left for the record store ({text}): free space and rerun"
            ) from error
        if "locked" in text or "busy" in text:
            raise EngineError("INDEX_LOCKED", f"the record store is in use: {text}") from error
        raise EngineError("STORE_DAMAGED", f"the record store cannot be used: {text}") from error


class Readers:
    """Read-only connections for many threads, each used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """One connection. Raises INDEX_MISSING when nothing was ever stored here."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._open()
        try:
            with translated():
                yield connection
        finally:
            self._idle.put(connection)

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            raise EngineError(
                "INDEX_MISSING", f"no records at {self._path}: run `gongkai index` first"
            )
        with translated():
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            connection = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False, timeout=30
            )
            _check_schema(connection)
        return connection
