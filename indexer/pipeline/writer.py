"""Puts parsed records into the store, and decides which version of a document holds.

Of one source the newer version holds (`documents.order`), whatever the order of arrival; several
sources are merged (`indexer.merging`). Between versions their
dates cannot tell apart, the file whose name sorts last decides (weekly files are named by week),
then the latest reading of that file, then the place in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from indexer.archive import Archive, ArchiveWriter
from indexer.database import open_for_writing, transaction, translated
from indexer.documents import index_document, with_events
from indexer.engine import EngineStatus, IndexDocument
from indexer.notices import Notices, record_keys
from indexer.pipeline.messages import Noted, Parsed
from indexer.pipeline.parts import Key, Outcome, Parts
from indexer.store import decode, inflated

_CHANGED = "change, id, gone, version, noticed, json FROM records JOIN bodies USING (change)"
_DOCUMENTS = msgspec.msgpack.Decoder(IndexDocument)


class Change(Struct, frozen=True):
    """A stored change an engine has to follow: a document to put, or (None) an id to delete."""

    number: int
    id: str
    document: IndexDocument | None
    size: int


class Kept(Struct, frozen=True):
    """What became of a record, and what engines have to do at once."""

    outcome: Outcome
    change: Change | None = None


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
            self.notices = Notices(self.connection)
        self.parts = Parts(self.connection)
        self.number = max(last or 0, applied or 0)
        self.archive = ArchiveWriter(folder / "archive", *(row or (1, 0))) if archive else None

    def close(self) -> None:
        if self.archive is not None:
            self.archive.close()
        self.connection.close()

    def store(self, parsed: Parsed, reading: int, *, restamp: bool = False) -> Kept:
        """Within a transaction: keep one record if it is the one of its source that holds.

        A publication known from this source alone is what the record says, at once; one that
        other sources know, too, is `stale` until it is merged (`pipeline.settling`). `restamp`
        gives an unchanged one a new change number, too.
        """
        key = (parsed.version, _name(parsed.file), reading, parsed.place)
        held = self.connection.execute(
            "SELECT change, version, file, pass, place, digest, source FROM records WHERE id = ?",
            (parsed.id,),
        ).fetchone()
        outcome: Outcome = "withdrawn" if parsed.gone else "added" if held is None else "replaced"
        if held is not None:
            change, *before, digest, told = held
            source = told or self.parts.only_source(parsed.id)
            if digest == parsed.digest and source:
                outcome = "unchanged"
                if told and not restamp:
                    return Kept(outcome)
            elif source != parsed.source and not (source and _reread(before, key)):
                return Kept(self.parts.store(parsed, key, change if source else None))
            elif tuple(before) > key:
                return Kept("outdated")
            self._remove(change)
        return Kept(outcome, self._insert(parsed, key))

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

    def replace(self, one: Parsed) -> Change | None:
        """Within a transaction: a stale publication as its records make it; None if as before."""
        (change, version, file, reading, place, digest, source, noticed) = self.connection.execute(
            "SELECT change, version, file, pass, place, digest, source, noticed FROM records"
            " WHERE id = ?",
            (one.id,),
        ).fetchone()
        self.parts.settled(one.id)
        merged = "" if self.parts.has(one.id) else one.source
        if (digest, bool(noticed), source) == (one.digest, self._noticed(one), merged):
            return None
        key = (version, file, reading, place)
        if not merged:  # engines take no lower version of a document than they have
            key = (max(version, one.version), _name(one.file), 0, 0)
        self._remove(change)
        return self._insert(msgspec.structs.replace(one, version=key[0], source=merged), key)

    def note(self, noted: Noted) -> bool:
        """Within a transaction: keep one event; whether it is new. Whom it is about gets stale."""
        if not self.notices.add(noted.digest, noted.file, noted.keys, noted.json):
            return False
        concerned = self.notices.concerned(noted.keys)
        self.parts.stale(one for one, noticed in concerned.items() if not noticed)
        if concerned:
            self.notices.mark(noted.keys)
        return True

    def _noticed(self, one: Parsed) -> bool:
        if not self.notices.any:
            return False
        keys = record_keys(one.id, one.office, one.kind, one.application)
        told = self.notices.tells(keys)
        if told:
            self.notices.mark(keys)
        return told

    def _remove(self, change: int) -> None:
        self.connection.execute("DELETE FROM records WHERE change = ?", (change,))
        self.connection.execute("DELETE FROM bodies WHERE change = ?", (change,))

    def _insert(self, one: Parsed, key: Key) -> Change:
        self.number += 1
        noticed = self._noticed(one)
        self.connection.execute(
            "INSERT INTO records (change, id, version, file, pass, place, digest, original, office,"
            " kind, year, date, gone, source, application, noticed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.number,
                one.id,
                *key,
                one.digest,
                one.original,
                one.office,
                one.kind,
                int(one.date[:4]) if one.date else None,
                one.date,
                one.gone,
                one.source,
                one.application,
                noticed,
            ),
        )
        self.connection.execute("INSERT INTO bodies VALUES (?, ?)", (self.number, one.json))
        return _as_change(self.number, one, noticed=noticed)

    def changes(self, after: int, until: int, limit: int) -> list[Change]:
        """The first `limit` changes behind `after`, up to `until`, from the stored records."""
        with translated():
            rows = self.connection.execute(
                f"SELECT {_CHANGED} WHERE change > ? AND change <= ? ORDER BY change LIMIT ?",
                (after, until, limit),
            ).fetchall()
        return [self._change(*row) for row in rows]

    def change(self, one: str) -> Change | None:
        """The latest change of one document."""
        row = self.connection.execute(
            f"SELECT {_CHANGED} WHERE id = ?",
            (one,),
        ).fetchone()
        return self._change(*row) if row else None

    def _change(  # noqa: PLR0913, PLR0917 - a row of the table
        self, number: int, one: str, gone: str | None, version: int, noticed: int, data: bytes
    ) -> Change:
        if gone is not None:
            return Change(number, one, None, 0)
        json = inflated(data, one)
        document = index_document(decode(json, one), version, noticed=bool(noticed))
        return Change(number, one, document, len(json))

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


def _as_change(number: int, parsed: Parsed, *, noticed: bool) -> Change:
    """What an engine has to do for a publication just stored."""
    if parsed.gone is not None:
        return Change(number, parsed.id, None, 0)
    encoded = parsed.document
    document = _DOCUMENTS.decode(encoded)
    if noticed:
        document = with_events(document)
    return Change(number, parsed.id, document, memoryview(encoded).nbytes)


def _name(file: str) -> str:
    """Base name first, so that weekly files sort by week."""
    return file.rpartition("/")[2] + "\0" + file


def _reread(before: list[Any], key: Key) -> bool:
    """Whether a record was read before, in an earlier reading of its file, at the same place."""
    _, file, reading, place = before
    return (file, place) == (key[1], key[3]) and reading < key[2]


def _generation(status: EngineStatus) -> str:
    return f"{status.engine}:{status.generation or ''}"
