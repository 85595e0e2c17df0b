"""The archive of originals: the bytes of every indexed record, as the office sent them.

A folder of packs `NNNNNN.pack`, each a row of zstd frames, one per record. Where a frame lies is
known to the table `originals` of the database, in the same transaction as the record. Packs are
only appended to and, once full, never change, so a pack is a fit object for an object store.
"""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from io import FileIO
from pathlib import Path

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

    Raises ENGINE_FULL when the disk is full, SETTINGS_INVALID when the folder cannot be written.
    """

    def __init__(self, folder: Path, pack: int, end: int) -> None:
        self._archive, self._folder = Archive(folder), folder
        self._pack, self._end = pack, end
        self._file: FileIO | None = None
        self._waiting = bytearray()

    def append(self, frame: bytes | memoryview) -> tuple[int, int, int]:
        """Take one frame, written with the next flush; (pack, start, length) is where it lies."""
        if self._end >= PACK_BYTES:
            self.flush(durable=True)
            self.close()
            self._pack, self._end = self._pack + 1, 0
        start = self._end
        self._waiting += frame
        self._end += len(frame)
        return self._pack, start, len(frame)

    def flush(self, *, durable: bool = False) -> None:
        """Write what was taken; `durable` waits for the disk."""
        try:
            if self._waiting:
                self._write()
            if durable and self._file is not None:
                os.fsync(self._file.fileno())
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            path = self._archive.path(self._pack)
            raise EngineError(
                "ENGINE_FULL" if full else "SETTINGS_INVALID",
                f"cannot write {path}: {error.strerror}; free space or repair, and run again",
            ) from error

    def close(self) -> None:
        """Close the pack; what was not flushed is dropped."""
        self._waiting.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        file = self._open(self._end - len(self._waiting))
        with memoryview(self._waiting) as view:
            done = 0
            while done < len(view):
                done += file.write(view[done:])
        self._waiting.clear()

    def _open(self, end: int) -> FileIO:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._archive.path(self._pack)
            self._file = FileIO(path, "r+" if path.exists() else "w")
            if self._file.seek(0, os.SEEK_END) > end:
                self._file.truncate(end)
            self._file.seek(end)
        return self._file
