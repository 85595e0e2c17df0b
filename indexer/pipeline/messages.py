"""What travels between the writing process and its parsers, as MessagePack."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Raw, Struct

from indexer.quarantine import Failed
from parsers.record import Record, Slice


class ReadSlices(Struct, frozen=True, tag=True):
    """Read and parse these slices of plain files."""

    slices: tuple[Slice, ...]


class ReadRecords(Struct, frozen=True, tag=True):
    """Parse these records; `places` numbers them within their file."""

    records: tuple[Record, ...]
    places: tuple[int, ...]


class Joined(Struct, frozen=True, array_like=True):
    """A publication to be made again of its records (compressed JSON)."""

    id: str
    records: tuple[bytes, ...]


class MergeRecords(Struct, frozen=True, tag=True):
    """Merge the records of each of these publications."""

    joined: tuple[Joined, ...]


Task: TypeAlias = ReadSlices | ReadRecords | MergeRecords


class Parsed(Struct, frozen=True, array_like=True, kw_only=True):
    """One publication, ready to be stored: everything the writer needs to know is beside the rest.

    `json` is compressed; `document` is an encoded IndexDocument, or None for a withdrawn one;
    `original` is the SHA-256 of the record, a key of `Batch.originals`. `source` says which of
    the publication's sources the record is, "" when it was merged of several; `application` is
    the index token of its application.
    """

    id: str
    source: str
    application: str | None
    version: int
    file: str
    place: int
    digest: bytes
    original: bytes
    office: str
    kind: str
    date: str | None
    gone: str | None
    json: memoryview
    document: Raw


class Noted(Struct, frozen=True, array_like=True):
    """One event of a notice: `json` is a Notice with that event alone.

    `digest` is of all but its source, `keys` are those of `indexer.notices`.
    """

    digest: bytes
    file: str
    keys: tuple[str, ...]
    json: bytes


class Batch(Struct, frozen=True, array_like=True):
    """What a parser made of a task: `originals` maps SHA-256 to zstd frames."""

    parsed: tuple[Parsed, ...]
    failed: tuple[Failed, ...]
    originals: dict[bytes, memoryview]
    records: int
    seconds: float
    noted: tuple[Noted, ...] = ()
