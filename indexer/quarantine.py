"""Records set aside: unreadable for the parser, or refused by the engine; kept with their bytes.

A record leaves by being read successfully: by `retry`, or when a later reading of its file has it
no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

import zstandard
from msgspec import Struct

from indexer.heads import said
from indexer.manifest import now
from parsers.record import Failure

REFUSED = "ENGINE_REFUSED"
"""The code of a document that was read, but that the engine would not take."""

_COLUMNS = (
    "number, code, message, location, path, member, start, length, id, first_seen, last_seen,"
    " attempts"
)


class Failed(Struct, frozen=True, array_like=True, kw_only=True):
    """One record that could not be read, with its bytes as far as they are known."""

    code: str
    message: str
    location: str | None
    path: str
    member: str | None
    start: int
    length: int
    sha256: bytes
    data: bytes

    @classmethod
    def of(cls, failure: Failure) -> Failed:
        """What a parser could not read."""
        return cls(
            code=failure.code,
            message=failure.message,
            location=failure.place,
            path=failure.file,
            member=failure.member,
            start=failure.offset,
            length=failure.length,
            sha256=sha256(failure.data).digest(),
            data=failure.data,
        )


class SetAside(Struct, frozen=True):
    """One record in quarantine. `path`, `member`, `start`, `length` say where its bytes came from.

    `id` is known only for documents the engine refused. Times are ISO 8601, UTC.
    """

    number: int
    code: str
    message: str
    location: str | None
    path: str
    member: str | None
    start: int
    length: int
    id: str | None
    first_seen: str
    last_seen: str
    attempts: int


class Quarantine:
    """Reads and writes the table over a connection; opens no transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, failed: Failed, number: int, one: str | None = None) -> None:
        """Set a record aside, or count another attempt at it. `number` is the file's reading."""
        place = f"{failed.path}\0{failed.member or ''}\0{failed.start}\0{one or ''}"
        key = sha256(place.encode() + failed.sha256).digest()
        data = zstandard.ZstdCompressor().compress(failed.data)
        time = now()
        self._connection.execute(
            "INSERT INTO quarantine (key, code, message, location, path, member, start, length,"
            " id, sha256, data, pass, first_seen, last_seen, attempts, office, kind, year)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET"
            " code = excluded.code, message = excluded.message, location = excluded.location,"
            " pass = excluded.pass, last_seen = excluded.last_seen, attempts = attempts + 1",
            (
                key,
                failed.code,
                failed.message,
                failed.location,
                failed.path,
                failed.member,
                failed.start,
                failed.length,
                one,
                failed.sha256,
                data,
                number,
                time,
                time,
                *said(failed.data, failed.location),
            ),
        )

    def drop_older(self, path: str, number: int) -> None:
        """Forget what readings of the file before `number` set aside and this one did not."""
        self._connection.execute(
            "DELETE FROM quarantine WHERE path = ? AND pass < ? AND id IS NULL", (path, number)
        )

    def drop(self, number: int) -> None:
        self._connection.execute("DELETE FROM quarantine WHERE number = ?", (number,))

    def drop_document(self, one: str) -> None:
        """Forget a refusal: the document was replaced, withdrawn or taken."""
        self._connection.execute("DELETE FROM quarantine WHERE id = ?", (one,))

    def documents(self) -> set[str]:
        """Ids of the documents the engine refused."""
        rows = self._connection.execute("SELECT id FROM quarantine WHERE id IS NOT NULL")
        return {one for (one,) in rows}

    def list(self) -> list[SetAside]:
        """All records set aside, oldest first."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM quarantine ORDER BY number")  # noqa: S608 - a constant
        return [SetAside(*row) for row in rows]

    def get(self, number: int) -> SetAside | None:
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM quarantine WHERE number = ?",  # noqa: S608 - a constant
            (number,),
        ).fetchone()
        return SetAside(*row) if row else None

    def data(self, number: int) -> bytes | None:
        """The record's bytes, as far as they were known; None for an unknown number."""
        row = self._connection.execute(
            "SELECT data FROM quarantine WHERE number = ?", (number,)
        ).fetchone()
        return zstandard.ZstdDecompressor().decompress(row[0]) if row else None

    def by_document(self) -> Iterator[tuple[tuple[str, str, int | None], str, int]]:
        """Number of records set aside by office, kind and year (as far as known) and code."""
        rows = self._connection.execute(
            "SELECT office, kind, year, code, count(*) FROM quarantine"
            " GROUP BY office, kind, year, code"
        )
        for office, kind, year, code, count in rows:
            yield (office, kind, year), code, count

    def counts(self) -> dict[str, int]:
        """Number of records set aside by code."""
        rows = self._connection.execute("SELECT code, count(*) FROM quarantine GROUP BY code")
        return dict(rows.fetchall())
