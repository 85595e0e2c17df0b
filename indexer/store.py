"""The record store: every live publication as the JSON users see, and the bytes it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import zstandard

from indexer.archive import Archive
from indexer.database import Readers
from indexer.errors import EngineError
from indexer.notices import Notices, record_keys
from parsers.model import Notice, Publication

_DECODER = msgspec.json.Decoder(Publication)
_AT_ONCE = 500


class Tombstone(msgspec.Struct, frozen=True):
    """A document that was withdrawn: its address answers with the reason."""

    id: str
    reason: str


class RecordStore:
    """Reads the records under a data folder. Thread-safe; sees each committed change at once.

    Every call may raise EngineError: INDEX_MISSING before the first index run, STORE_DAMAGED.
    """

    def __init__(self, folder: Path) -> None:
        self._readers = Readers(folder)
        self._archive = Archive(folder / "archive")

    def json(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Id -> JSON of the live ones among `ids`, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, bytes] = {}
        with self._readers.reader() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                found.update(
                    connection.execute(
                        "SELECT id, json FROM records JOIN bodies USING (change)"  # noqa: S608 - only question marks are put in
                        f" WHERE id IN ({marks}) AND gone IS NULL",
                        some,
                    )
                )
        return {one: inflated(found[one], one) for one in wanted if one in found}

    def get(self, ids: Iterable[str]) -> dict[str, Publication]:
        """Id -> publication of the live ones among `ids`, in the order asked for."""
        return {one: decode(data, one) for one, data in self.json(ids).items()}

    def records(self, one: str) -> list[Publication]:
        """Each source's own record of a publication, in the order of their names; [] if unknown."""
        with self._readers.reader() as connection:
            rows = connection.execute(
                "SELECT json FROM parts WHERE id = ? ORDER BY source", (one,)
            ).fetchall()
            rows = (
                rows
                or connection.execute(
                    "SELECT json FROM records JOIN bodies USING (change) WHERE id = ?", (one,)
                ).fetchall()
            )
        return [decode(inflated(data, one), one) for (data,) in rows]

    def originals(self, one: str) -> dict[str, bytes]:
        """SHA-256 (hexadecimal) -> bytes of every record of a publication that is archived."""
        with self._readers.reader() as connection:
            rows = connection.execute(
                "SELECT sha256, pack, start, length FROM originals WHERE sha256 IN"
                " (SELECT original FROM records WHERE id = ?1 UNION"
                " SELECT original FROM parts WHERE id = ?1)",
                (one,),
            ).fetchall()
        return {row[0].hex(): self._archive.read(*row) for row in rows}

    def notices(self, one: str) -> tuple[Notice, ...]:
        """Events told about a publication without it, one a notice, in the order of their dates."""
        with self._readers.reader() as connection:
            row = connection.execute(
                "SELECT id, office, kind, application FROM records WHERE id = ? AND noticed = 1",
                (one,),
            ).fetchone()
            return Notices(connection).about(record_keys(*row)) if row else ()

    def tombstone(self, one: str) -> Tombstone | None:
        """Why the document is gone, if it was here and is gone."""
        with self._readers.reader() as connection:
            row = connection.execute(
                "SELECT gone FROM records WHERE id = ? AND gone IS NOT NULL", (one,)
            ).fetchone()
        return Tombstone(one, row[0]) if row else None

    def original(self, one: str) -> bytes | None:
        """The record's bytes as the office sent them; None when unknown or not archived."""
        with self._readers.reader() as connection:
            row = connection.execute(
                "SELECT sha256, pack, start, length FROM records"
                " JOIN originals ON originals.sha256 = records.original WHERE id = ?",
                (one,),
            ).fetchone()
        return self._archive.read(*row) if row else None

    def last_run(self) -> str:
        """Number and end of the last index run."""
        with self._readers.reader() as connection:
            row = connection.execute(
                "SELECT number, ended FROM runs ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return " ".join(map(str, row or ()))

    def count(self) -> int:
        """Number of live documents."""
        with self._readers.reader() as connection:
            row = connection.execute("SELECT count(*) FROM records WHERE gone IS NULL").fetchone()
        return int(row[0])

    def ids(self) -> Iterator[str]:
        """Live ids in order; holds one read snapshot while it is walked."""
        with self._readers.reader() as connection:
            rows = connection.execute("SELECT id FROM records WHERE gone IS NULL ORDER BY id")
            for (one,) in rows:
                yield one

    def publications(self) -> Iterator[Publication]:
        """Live publications, oldest change first; holds one read snapshot while it is walked."""
        with self._readers.reader() as connection:
            rows = connection.execute(
                "SELECT id, json FROM records JOIN bodies USING (change)"
                " WHERE gone IS NULL ORDER BY change"
            )
            for one, data in rows:
                yield decode(inflated(data, one), one)

    def content_hash(self) -> str:
        """SHA-256 over all documents, tombstones and notices: equal stores hash equally."""
        digest = sha256()
        with self._readers.reader() as connection:
            for one, body, gone in connection.execute(
                "SELECT id, digest, gone FROM records ORDER BY id"
            ):
                digest.update(f"{one}\t{body.hex()}\t{gone or ''}\n".encode())
            for (notice,) in connection.execute("SELECT digest FROM notices ORDER BY digest"):
                digest.update(notice)
        return digest.hexdigest()

    def close(self) -> None:
        self._readers.close()


def decode(data: bytes, one: str) -> Publication:
    """Stored JSON as a publication. Raises STORE_DAMAGED."""
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError as error:
        raise EngineError(
            "STORE_DAMAGED", f"record {one} cannot be read: {error}; index its source again"
        ) from error


def inflated(data: bytes, one: str) -> bytes:
    """A stored record's JSON. Raises STORE_DAMAGED."""
    try:
        return zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError as error:
        raise EngineError(
            "STORE_DAMAGED", f"record {one} is damaged: {error}; index its source again"
        ) from error
