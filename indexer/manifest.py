"""The manifest: every source file, how far it was read, by which parser; and every run.

A file is unchanged when size and modification time, or else its SHA-256, are what they were when
it was last read to its end by this parser. A file whose reading was cut short is read on where
the last stored batch ended.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

import msgspec
from msgspec import Struct

import parsers
from indexer.report import RunReport


class FileEntry(Struct, kw_only=True):
    """A file being read; its first `done` records (or failures) are stored.

    `number` counts the readings of this path: 1 for the first.
    """

    path: str
    size: int
    mtime: int
    number: int
    done: int


class Run(Struct, frozen=True):
    """One index run; `ended` and `report` are absent when it was cut short. Times are UTC."""

    number: int
    started: str
    ended: str | None
    report: RunReport | None


@cache
def parser_fingerprint() -> str:
    """Digest over the source of the package `parsers`: another parser reads every file again."""
    return code_fingerprint(Path(parsers.__file__).parent)


def code_fingerprint(*places: Path) -> str:
    """Digest over Python files and the Python files below folders."""
    digest = sha256()
    for place in places:
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for file in files:
            if "specimens" not in file.parts:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def printable(path: Path) -> str:
    """The name records carry: where a file name is no Unicode text, not the name to open it by."""
    return str(path).encode("utf-8", "replace").decode()


def file_sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return file_digest(file, "sha256").digest()


class Manifest:
    """Reads and writes `files` and `runs` over the writer's connection; opens no transaction."""

    def __init__(self, connection: sqlite3.Connection, run: int = 0) -> None:
        self._connection = connection
        self._run = run

    def start_run(self) -> int:
        cursor = self._connection.execute("INSERT INTO runs (started) VALUES (?)", (now(),))
        self._run = int(cursor.lastrowid or 0)
        return self._run

    def end_run(self, report: RunReport) -> None:
        self._connection.execute(
            "UPDATE runs SET ended = ?, report = ? WHERE number = ?",
            (now(), msgspec.json.encode(report), self._run),
        )

    def begin(self, path: Path, stat: os.stat_result, *, again: bool = False) -> FileEntry | None:
        """The file to be read, from where; None when it is unchanged. `again` reads it anyhow."""
        name = printable(path)
        row = self._connection.execute(
            "SELECT size, mtime, sha256, parser, pass, done, finished FROM files WHERE path = ?",
            (name,),
        ).fetchone()
        entry = FileEntry(path=name, size=stat.st_size, mtime=stat.st_mtime_ns, number=1, done=0)
        if row is None:
            return entry
        size, mtime, digest, parser, number, done, finished = row
        same = size == entry.size and parser == parser_fingerprint()
        if same and mtime == entry.mtime and not finished:
            entry.number, entry.done = number, done
            return entry
        if same and finished and not again and self._same_bytes(path, mtime, digest, entry):
            return None
        entry.number = number + 1
        return entry

    def _same_bytes(self, path: Path, mtime: int, digest: bytes | None, entry: FileEntry) -> bool:
        if mtime == entry.mtime:
            return True
        if digest is None or file_sha256(path) != digest:
            return False
        self._connection.execute(
            "UPDATE files SET mtime = ? WHERE path = ?", (entry.mtime, entry.path)
        )
        return True

    def progress(self, entry: FileEntry) -> None:
        """Note that the first `entry.done` records of the file are stored."""
        self._connection.execute(
            "INSERT OR REPLACE INTO files (path, size, mtime, parser, pass, done, finished, run)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (
                entry.path,
                entry.size,
                entry.mtime,
                parser_fingerprint(),
                entry.number,
                entry.done,
                self._run,
            ),
        )

    def finish(self, entry: FileEntry, digest: bytes) -> None:
        """The file is stored to its end; `digest` is its SHA-256."""
        self._connection.execute(
            "UPDATE files SET finished = 1, sha256 = ? WHERE path = ?", (digest, entry.path)
        )

    def look_for(self, folders: Iterable[Path], found: Iterable[Path]) -> int:
        """Note which files once read below these folders are gone; how many are, anywhere."""
        there = {printable(path) for path in found}
        known = self._connection.execute("SELECT path FROM files WHERE missing").fetchall()
        for folder in folders:
            below = printable(folder).rstrip("/") + "/"
            known += self._connection.execute(
                "SELECT path FROM files WHERE NOT missing AND path >= ? AND path < ?",
                (below, below[:-1] + chr(ord("/") + 1)),
            ).fetchall()
        gone = {path: path not in there and not Path(path).exists() for (path,) in known}
        self._connection.executemany(
            "UPDATE files SET missing = ?1 WHERE path = ?2 AND missing <> ?1",
            [(missing, path) for path, missing in gone.items()],
        )
        return sum(gone.values())

    def reading(self, path: str) -> int:
        """How many times the file was read, the present reading included; 0 if never."""
        row = self._connection.execute("SELECT pass FROM files WHERE path = ?", (path,)).fetchone()
        return int(row[0]) if row else 0

    def forget(self, path: str) -> None:
        """Have the file read again by the next run that meets it."""
        self._connection.execute("UPDATE files SET parser = '' WHERE path = ?", (path,))

    def runs(self, limit: int = 10) -> list[Run]:
        """The last runs, latest first."""
        rows = self._connection.execute(
            "SELECT number, started, ended, report FROM runs ORDER BY number DESC LIMIT ?",
            (limit,),
        )
        return [
            Run(number, started, ended, _report(report)) for number, started, ended, report in rows
        ]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _report(data: bytes | None) -> RunReport | None:
    return msgspec.json.decode(data, type=RunReport) if data else None
