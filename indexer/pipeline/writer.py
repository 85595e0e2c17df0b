"""Puts parsed records into the store, and decides which version of a document holds.

The newer version holds (`documents.order`), whatever the order of arrival. Between versions their
dates cannot tell apart, the file whose name sorts last decides (weekly files are named by week),
then the latest reading of that file, then the place in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from indexer.archive import Archive, ArchiveWriter
from indexer.database import open_for_writing, transaction, translated
from indexer.documents import index_document
from indexer.engine import EngineStatus, IndexDocument
from indexer.pipeline.messages import Parsed
from indexer.store import decode, inflated

Outcome: TypeAlias = Literal["added", "replaced", "unchanged", "outdated", "withdrawn"]
_DOCUMENTS = msgspec.msgpack.Decoder(IndexDocument)


class Change(Struct, frozen=True):
    """A stored change an engine has to follow: a document to put, or (None) an id to delete."""

    number: int
    id: str
    document: IndexDocument | None
    size: int


class StoreWriter:
    """The writing side of the record store; `number` is the latest change."""

    def __init__(self, folder: Path, *, archive: bool = True) -> None:
        self._folder = folder
        self.connection = open_for_writing(folder)
        with translated():
            one = self.connection.execute
            (last,) = one("SELECT max(change) FROM records").fetchone()
            (applied,) = one("SELECT max(change) FROM applied").fetchone()
            row = one(
                "SELECT pack, start + length FROM originals ORDER BY pack DESC, start DESC LIMIT 1"
            ).fetchone()
        self.number = max(last or 0, applied or 0)
        self.archive = ArchiveWriter(folder / "archive", *(row or (1, 0))) if archive else None

    def close(self) -> None:
        if self.archive is not None:
            self.archive.close()
        self.connection.close()

    def store(self, parsed: Parsed, reading: int, *, restamp: bool = False) -> Outcome:
        """Within a transaction: keep one publication if it is the version that holds.

        `restamp` gives an unchanged one a new change number, too.
        """
        name = parsed.file.rpartition("/")[2] + "\0" + parsed.file
        key = (parsed.version, name, reading, parsed.place)
        held = self.connection.execute(
            "SELECT change, version, file, pass, place, digest, gone FROM records WHERE id = ?",
            (parsed.id,),
        ).fetchone()
        outcome: Outcome = "withdrawn" if parsed.gone else "added" if held is None else "replaced"
        if held is not None:
            if held[5] == parsed.digest:
                outcome = "unchanged"
                if not restamp:
                    return outcome
            elif tuple(held[1:5]) > key:
                return "outdated"
            self._remove(held[0])
        self._insert(parsed, key)
        return outcome

    def keep_originals(self, frames: dict[bytes, memoryview], used: set[bytes]) -> None:
        """Within a transaction: archive the frames that `used` names and that are not there."""
        if self.archive is None:
            return
        for digest in used & frames.keys():
            known = self.connection.execute(
                "SELECT 1 FROM originals WHERE sha256 = ?", (digest,)
            ).fetchone()
            if known is None:
                place = self.archive.append(frames[digest])
                self.connection.execute(
                    "INSERT INTO originals VALUES (?, ?, ?, ?)", (digest, *place)
                )
        self.archive.flush()

    def flush(self) -> None:
        """Wait until every transaction so far is on the disk."""
        if self.archive is not None:
            self.archive.flush(durable=True)
        with transaction(self.connection, durable=True):
            self.connection.execute("UPDATE applied SET change = change WHERE 0")

    def _remove(self, change: int) -> None:
        self.connection.execute("DELETE FROM records WHERE change = ?", (change,))
        self.connection.execute("DELETE FROM bodies WHERE change = ?", (change,))

    def _insert(self, one: Parsed, key: tuple[int, str, int, int]) -> None:
        self.number += 1
        self.connection.execute(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.number,
                one.id,
                *key,
                one.digest,
                one.original,
                one.office,
                one.kind,
                one.year,
                one.gone,
            ),
        )
        self.connection.execute("INSERT INTO bodies VALUES (?, ?)", (self.number, one.json))

    def changes(self, after: int, until: int, limit: int) -> list[Change]:
        """The first `limit` changes behind `after`, up to `until`, from the stored records."""
        with translated():
            rows = self.connection.execute(
                "SELECT change, id, gone, json FROM records JOIN bodies USING (change)"
                " WHERE change > ? AND change <= ? ORDER BY change LIMIT ?",
                (after, until, limit),
            ).fetchall()
        return [self._change(*row) for row in rows]

    def change(self, one: str) -> Change | None:
        """The latest change of one document."""
        row = self.connection.execute(
            "SELECT change, id, gone, json FROM records JOIN bodies USING (change) WHERE id = ?",
            (one,),
        ).fetchone()
        return self._change(*row) if row else None

    def _change(self, number: int, one: str, gone: str | None, data: bytes) -> Change:
        if gone is not None:
            return Change(number, one, None, 0)
        json = inflated(data, one)
        return Change(number, one, index_document(decode(json, one)), len(json))

    def source(self, one: str) -> tuple[str, bytes]:
        """File and original bytes of a stored document; no bytes where none are archived."""
        row = self.connection.execute(
            "SELECT file, sha256, pack, start, length FROM records"
            " LEFT JOIN originals ON originals.sha256 = records.original WHERE id = ?",
            (one,),
        ).fetchone()
        if row is None:
            return "", b""
        file, digest, *place = row
        data = b"" if digest is None else Archive(self._folder / "archive").read(digest, *place)
        return file.rpartition("\0")[2], data

    def applied(self, status: EngineStatus, fingerprint: str) -> int:
        """Up to which change this engine's live generation holds the store; 0 if unknown.

        Unknown are a generation never seen, one filled by other code (`fingerprint`), and one
        with fewer commits than it had: an older copy was put back.
        """
        row = self.connection.execute(
            "SELECT fingerprint, version, change FROM applied WHERE generation = ?",
            (_generation(status),),
        ).fetchone()
        if row is None or row[0] != fingerprint or row[1] > status.version:
            return 0
        return int(row[2])

    def set_applied(self, status: EngineStatus, fingerprint: str, change: int) -> None:
        with transaction(self.connection):
            self.connection.execute(
                "INSERT OR REPLACE INTO applied VALUES (?, ?, ?, ?)",
                (_generation(status), fingerprint, status.version, change),
            )


def as_change(number: int, parsed: Parsed) -> Change:
    """What an engine has to do for a publication just stored."""
    if parsed.gone is not None:
        return Change(number, parsed.id, None, 0)
    encoded = parsed.document
    return Change(number, parsed.id, _DOCUMENTS.decode(encoded), memoryview(encoded).nbytes)


def _generation(status: EngineStatus) -> str:
    return f"{status.engine}:{status.generation or ''}"
