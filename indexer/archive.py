"""The archive of originals: the bytes of every indexed record, as the office sent them.

A folder of packs `NNNNNN.pack`, each a row of zstd frames, one per record. Where a frame lies is
known to the table `originals` of the database, in the same transaction as the record. Packs are
only appended to and, once full, never change, so a pack is a fit object for an object store.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import IO

import zstandard

from indexer.errors import EngineError

PACK_BYTES = 256 * 2**20


class Archive:
    """Reads packs under a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, pack: int) -> Path:
        return self._folder / f"{pack:06}.pack"

    def read(self, digest: bytes, pack: int, start: int, length: int) -> bytes:
        """One original, checked against its SHA-256. Raises STORE_DAMAGED."""
        try:
            with self.path(pack).open("rb") as file:
                frame = os.pread(file.fileno(), length, start)
            data = zstandard.ZstdDecompressor().decompress(frame)
        except (OSError, zstandard.ZstdError) as error:
            raise EngineError(
                "STORE_DAMAGED", f"original in {self.path(pack)} at {start}: {error}"
            ) from error
        if sha256(data).digest() != digest:
            raise EngineError("STORE_DAMAGED", f"original in {self.path(pack)} at {start} changed")
        return data


class ArchiveWriter:
    """Appends frames behind `end` of `pack`; whatever lies behind is a torn write and is cut off.

    Raises ENGINE_FULL when the disk is full.
    """

    def __init__(self, folder: Path, pack: int, end: int) -> None:
        self._archive, self._folder = Archive(folder), folder
        self._pack, self._end = pack, end
        self._file: IO[bytes] | None = None

    def append(self, frame: bytes | memoryview) -> tuple[int, int, int]:
        """Write one frame; (pack, start, length) is where it lies."""
        try:
            file = self._open()
            start = self._end
            length = file.write(frame)
        except OSError as error:
            raise EngineError(
                "ENGINE_FULL", f"cannot write {self._archive.path(self._pack)}: {error}"
            ) from error
        self._end += length
        return self._pack, start, length

    def flush(self, *, durable: bool = False) -> None:
        """Hand everything to the system; `durable` waits for the disk."""
        if self._file is None:
            return
        try:
            self._file.flush()
            if durable:
                os.fsync(self._file.fileno())
        except OSError as error:
            raise EngineError(
                "ENGINE_FULL", f"cannot write {self._archive.path(self._pack)}: {error}"
            ) from error

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> IO[bytes]:
        if self._end >= PACK_BYTES:
            self.flush(durable=True)
            self.close()
            self._pack, self._end = self._pack + 1, 0
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._archive.path(self._pack)
            self._file = path.open("r+b" if path.exists() else "w+b")
            self._file.truncate(self._end)
            self._file.seek(self._end)
        return self._file
