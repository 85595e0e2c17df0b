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


Task: TypeAlias = ReadSlices | ReadRecords


class Parsed(Struct, frozen=True, array_like=True, kw_only=True):
    """One publication, ready to be stored: everything the writer needs to know is beside the rest.

    `json` is compressed; `document` is an encoded IndexDocument, or None for a withdrawn one;
    `original` is the SHA-256 of the record, a key of `Batch.originals`.
    """

    id: str
    version: int
    file: str
    place: int
    digest: bytes
    original: bytes
    office: str
    kind: str
    year: int | None
    gone: str | None
    json: memoryview
    document: Raw


class Batch(Struct, frozen=True, array_like=True):
    """What a parser made of a task: `originals` maps SHA-256 to zstd frames."""

    parsed: tuple[Parsed, ...]
    failed: tuple[Failed, ...]
    originals: dict[bytes, memoryview]
    records: int
    seconds: float
