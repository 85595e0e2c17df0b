"""Archives, opened member by member as streams: nothing is written where a member's name says.

Members that would leave the archive, or are no plain files, are refused one by one; inflating stops
at a limit of bytes and at a limit of the ratio between what comes out and what went in.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, NamedTuple, cast

from msgspec import Struct

from parsers.errors import ParseError
from parsers.split import Readable

DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile,
)  # fmt: skip
"""What the standard library raises for archives that are damaged."""

_RATIO_FREE = 16 << 20
"""Below this size no ratio is checked: small files of repeated text compress well."""


class Limits(Struct, frozen=True):
    """How much may be read. `record`, `inflated` in bytes; `ratio` inflated by compressed size.

    `inflated` counts everything that comes out of one file, nested archives included; `depth` is
    how many archives may lie within each other.
    """

    record: int = 32 << 20
    inflated: int = 64 << 30
    ratio: int = 250
    depth: int = 4
    members: int = 1_000_000


class Budget:
    """What may still be inflated out of one file, all nesting together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.inflated

    @property
    def spent(self) -> bool:
        """Whether nothing more may come out of the file."""
        return self._left < 0

    def spend(self, size: int) -> None:
        """Count `size` bytes; raises ParseError when they are too many."""
        self._left -= size
        if self.spent:
            raise ParseError(
                "ARCHIVE_LIMIT", f"More than {self.limits.inflated} bytes come out of the archive."
            )


class Counted:
    """A file that counts what is read from it."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Ending:
    """A stream that says when it is read on and on beyond its end.

    A tar header may claim any size, and `tarfile` skips what is not there block by block.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._empty = 0

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        if not data:
            self._empty += 1
            if self._empty > 8:
                raise EOFError("it ends before its last member does")
        return data


class Guarded:
    """An inflating stream that stops at the limits. `source` is, or counts, what goes in."""

    def __init__(self, stream: Readable, source: Counted | int, budget: Budget) -> None:
        self._stream = stream
        self._source = source
        self._budget = budget
        self._out = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; all that is left, within the limits, for -1."""
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        data = self._stream.read(min(size, 1 << 20))
        self._out += len(data)
        self._budget.spend(len(data))
        into = self._source if isinstance(self._source, int) else self._source.count
        ratio = self._budget.limits.ratio
        if self._out > _RATIO_FREE and self._out > ratio * into:
            raise ParseError(
                "ARCHIVE_LIMIT", f"The archive inflates to more than {ratio} times its size."
            )
        return data


class Member(NamedTuple):
    """One file in an archive, or the reason why it is refused."""

    name: str
    stream: Readable | None
    error: ParseError | None = None


_OPENERS = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\0", lzma.open),
)


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def is_compressed(head: bytes) -> bool:
    return any(head.startswith(magic) for magic, _ in _OPENERS)


def inflate(head: bytes, stream: Readable, budget: Budget) -> Guarded:
    """The content of a gzip, bzip2 or xz file, whose first bytes are `head`."""
    source = Counted(stream)
    opener = next(opener for magic, opener in _OPENERS if head.startswith(magic))
    return Guarded(cast("IO[bytes]", opener(cast("IO[bytes]", source), "rb")), source, budget)


@contextmanager
def seekable(stream: Readable) -> Iterator[IO[bytes]]:
    """A nested archive as a file that can be sought in; beyond 8 MiB on disk, and unnamed there."""
    with tempfile.SpooledTemporaryFile(max_size=8 << 20) as copy:
        for chunk in iter(lambda: stream.read(1 << 20), b""):
            copy.write(chunk)
        copy.seek(0)
        yield cast("IO[bytes]", copy)


def unsafe(name: str) -> str | None:
    """Why a member's name is refused, in words; None if it is a plain relative path."""
    if "\0" in name:
        return "has a NUL in its name"
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":":
        return "has an absolute path"
    if ".." in path.split("/"):
        return "would leave the archive"
    return None


def _refused(name: str, why: str) -> Member:
    return Member(name, None, ParseError("ARCHIVE_UNSAFE", f"The member {why}.", place=name))


def zip_members(file: IO[bytes], budget: Budget) -> Iterator[Member]:
    """The members of a zip file in the order of its directory. Raises ParseError or `DAMAGE`."""
    with zipfile.ZipFile(file) as archive:
        seen: set[str] = set()
        entries = archive.infolist()
        if len(entries) > budget.limits.members:
            raise ParseError("ARCHIVE_LIMIT", f"The archive has {len(entries)} members.")
        overlapping = _overlapping(entries)
        for entry in entries:
            if entry.is_dir():
                continue
            why = _refusal(entry, seen, overlapping)
            seen.add(entry.filename)
            if why:
                yield _refused(entry.orig_filename.replace("\0", "\N{SYMBOL FOR NULL}"), why)
                continue
            try:
                stream = archive.open(entry)
            except (zipfile.BadZipFile, RuntimeError) as error:  # damaged, or needs a password
                yield Member(entry.filename, None, ParseError("ARCHIVE_DAMAGED", str(error)))
            else:
                with stream:
                    yield Member(entry.filename, Guarded(stream, entry.compress_size, budget))


def _refusal(entry: zipfile.ZipInfo, seen: set[str], overlapping: set[int]) -> str | None:
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is no plain file"
    if entry.filename in seen:
        return "has the name of an earlier one"
    if entry.header_offset in overlapping:
        return "overlaps with another one"
    return unsafe(entry.orig_filename)


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """Offsets of members whose bytes run into the next member's: the mark of a quine or bomb."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return {
        first.header_offset
        for first, second in pairwise(ordered)
        if first.header_offset + first.compress_size > second.header_offset
    }


def tar_members(stream: Readable, budget: Budget) -> Iterator[Member]:
    """The members of a tar stream, read once from front to back. Raises ParseError or `DAMAGE`."""
    with tarfile.open(fileobj=cast("IO[bytes]", _Ending(stream)), mode="r|") as archive:
        for count, entry in enumerate(archive):
            if count > budget.limits.members:
                raise ParseError("ARCHIVE_LIMIT", f"The archive has more than {count} members.")
            if entry.isdir():
                continue
            why = _tar_refusal(entry)
            content = None if why else archive.extractfile(entry)
            if content is None:
                yield _refused(entry.name, why or "has no content")
            else:
                yield Member(entry.name, Counted(content))


def _tar_refusal(entry: tarfile.TarInfo) -> str | None:
    if entry.issym() or entry.islnk():
        return "is a link"
    if not entry.isreg():
        return "is no plain file"
    if entry.mode & (stat.S_ISUID | stat.S_ISGID):
        return "would set a user or group id"
    return unsafe(entry.name)
