"""Records out of files, folders and archives, streamed in constant memory.

`read` gives every record with its bytes. `slices` gives, for plain files, only where each record
lies, which is all that has to be sent to another process: there, `load` reads the bytes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from parsers.archives import (
    DAMAGE,
    Budget,
    Limits,
    Member,
    inflate,
    is_compressed,
    is_tar,
    is_zip,
    seekable,
    tar_members,
    zip_members,
)
from parsers.errors import ParseError
from parsers.plain import PERHAPS, plain_of, split_plain
from parsers.record import Failure, Record, Slice
from parsers.split import Piece, Readable, split
from parsers.xml import is_utf16, root_of

DEFAULT_LIMITS = Limits()

_HEAD = 512
_PDF = b"%PDF-"
_BLANK = b" \t\r\n\0\xef\xbb\xbf"
_MARKUP = b"<"
_EXPECTED = {"xml": "XML_SYNTAX", "pdf": "PDF_INVALID"}

OTHER_FILES = frozenset({
    "bmp", "cat", "cdx", "css", "dcl", "dec", "dtd", "ent", "gif", "htm", "html", "jp2",
    "jpeg", "jpg", "js", "log", "md", "mod", "mol", "png", "rls", "rlx", "rst", "scc",
    "svg", "tbr", "tif", "tiff", "xls", "xlsx", "xsd", "xsl", "xslt",
})  # fmt: skip
"""Extensions of what lies beside records: pictures, structures, style sheets, schemas, notes."""


class Tally:
    """Counts what was passed over because it is no record, by extension."""

    def __init__(self) -> None:
        self.ignored: Counter[str] = Counter()


def read(
    path: Path, limits: Limits = DEFAULT_LIMITS, tally: Tally | None = None
) -> Iterator[Record | Failure]:
    """Every record below `path`, in the order of names and of bytes, and a failure for the rest.

    Files of other kinds (pictures, schemas) are passed over and counted in `tally`.
    """
    for file in files_below(path):
        yield from _Reader(file, limits, tally).records()


def slices(
    path: Path, limits: Limits = DEFAULT_LIMITS, tally: Tally | None = None
) -> Iterator[Slice | Record | Failure]:
    """As `read`, but a record of a plain file only as the place where it lies."""
    for file in files_below(path):
        reader = _Reader(file, limits, tally)
        for item in reader.records():
            if isinstance(item, Record) and item.member is None and reader.reopens:
                yield Slice(item.file, item.offset, len(item.data))
            else:
                yield item


def load(place: Slice) -> Record:
    """The record at that place. Raises ParseError when the file is no longer as long as it was."""
    try:
        with open(place.file, "rb", buffering=0) as file:  # noqa: PTH123 - called for every record
            file.seek(place.offset)
            data = file.read(place.length)
    except OSError as error:
        raise ParseError("FILE_UNREADABLE", str(error), place=place.file) from error
    if len(data) < place.length:
        raise ParseError("FILE_UNREADABLE", "The file has become shorter.", place=place.file)
    return Record(data, place.file, None, place.offset)


def files_below(path: Path) -> Iterator[Path]:
    """Plain files below a folder in the order of their names; links to folders are not followed."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (file for name in sorted(names) if (file := Path(folder, name)).is_file())


class _Reader:
    """Reads one file, whatever lies in it."""

    def __init__(self, path: Path, limits: Limits, tally: Tally | None) -> None:
        self._path = path
        self._file = str(path).encode("utf-8", "replace").decode()
        self._budget = Budget(limits)
        self._limits = limits
        self._tally = tally

    @property
    def reopens(self) -> bool:
        """Whether the file can be opened again by the name that records carry."""
        return self._file == str(self._path)

    def records(self) -> Iterator[Record | Failure]:
        """All records of the file; its own failures come as the last item."""
        try:
            if not self._path.is_file():
                yield self._failure("FILE_UNREADABLE", "There is no such plain file.", None)
                return
            with self._path.open("rb") as stream:
                yield from self._content(stream, self._path.name, None, 0)
        except OSError as error:
            yield self._failure("FILE_UNREADABLE", str(error), None)

    def _content(
        self, stream: Readable, name: str, member: str | None, depth: int
    ) -> Iterator[Record | Failure]:
        """What one file or member holds; damage and limits become its last failure."""
        try:
            yield from self._kind(stream, name, member, depth)
        except DAMAGE as error:
            yield self._failure("ARCHIVE_DAMAGED", f"The archive is damaged: {error}", member)
        except ParseError as error:
            yield self._failure(error.code, error.message, member, error.place)

    def _kind(
        self, stream: Readable, name: str, member: str | None, depth: int
    ) -> Iterator[Record | Failure]:
        extension = PurePosixPath(name).suffix[1:].lower()
        if extension in OTHER_FILES:
            self._ignore(extension)
            return
        head = exactly(stream, _HEAD)
        whole = Rewound(head, stream)
        plain = plain_of(head)
        if plain is not None:
            for piece in split_plain(whole, plain, self._limits.record):
                yield self._of(piece, member)
        elif extension in PERHAPS:
            self._ignore(extension)
        elif is_zip(head) or is_compressed(head) or is_tar(head):
            if depth >= self._limits.depth:
                raise ParseError("ARCHIVE_LIMIT", f"Archives are nested more than {depth} deep.")
            yield from self._archive(head, whole, name, member, depth + 1)
        else:
            yield from self._markup(head, whole, extension, member)

    def _markup(
        self, head: bytes, whole: Rewound, extension: str, member: str | None
    ) -> Iterator[Record | Failure]:
        if head.startswith(_PDF):
            yield self._whole(whole, member, "PDF_LIMIT")
        elif is_utf16(head):
            # Its records cannot be told apart by bytes; offices have one in such a file.
            yield self._whole(whole, member, "XML_LIMIT")
        elif head.lstrip(_BLANK).startswith(_MARKUP) and extension != "pdf":
            empty = True
            for piece in split(whole, self._limits.record):
                empty = False
                yield self._of(piece, member)
            if empty and len(head) < _HEAD and root_of(head) is None:
                raise ParseError("XML_SYNTAX", "There is no root element.", place="byte 0")
        elif extension in _EXPECTED:
            raise ParseError(_EXPECTED[extension], f"This is no {extension} file.", place="byte 0")
        else:
            self._ignore(extension)

    def _archive(
        self, head: bytes, whole: Rewound, name: str, member: str | None, depth: int
    ) -> Iterator[Record | Failure]:
        if is_zip(head):
            with seekable(whole) as file:
                yield from self._members(zip_members(file, self._budget), member, depth)
        elif is_tar(head):
            yield from self._members(tar_members(whole, self._budget), member, depth)
        else:
            inner = PurePosixPath(name).stem if "." in name else name
            inner = f"{inner}.tar" if name.lower().endswith((".tgz", ".tbz2", ".txz")) else inner
            inside = f"{member}!{inner}" if member else inner
            stream = inflate(head, whole, self._budget)
            yield from self._content(stream, inner, inside, depth)

    def _members(
        self, members: Iterator[Member], within: str | None, depth: int
    ) -> Iterator[Record | Failure]:
        for name, stream, error in members:
            member = f"{within}!{name}" if within else name
            if error or stream is None:
                code, why = (error.code, error.message) if error else ("ARCHIVE_DAMAGED", "")
                yield self._failure(code, why, member, name)
            else:
                yield from self._content(stream, name, member, depth)
            if self._budget.spent:
                return

    def _whole(self, stream: Readable, member: str | None, code: str) -> Record | Failure:
        data = exactly(stream, self._limits.record + 1)
        if len(data) > self._limits.record:
            message = f"The file has more than {self._limits.record} bytes."
            return self._failure(code, message, member)
        return Record(data, self._file, member, 0)

    def _of(self, piece: Piece, member: str | None) -> Record | Failure:
        if piece.error is None:
            return Record(piece.data, self._file, member, piece.offset)
        return Failure(
            code=piece.error.code,
            message=piece.error.message,
            place=piece.error.place,
            file=self._file,
            member=member,
            offset=piece.offset,
            length=piece.length,
            data=piece.data,
        )

    def _failure(
        self, code: str, message: str, member: str | None, place: str | None = None
    ) -> Failure:
        return Failure(code, message, place, self._file, member)

    def _ignore(self, extension: str) -> None:
        if self._tally is not None:
            self._tally.ignored[extension] += 1


class Rewound:
    """A stream whose first bytes have been looked at, read from its beginning."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; everything for -1."""
        if not self._head:
            return self._rest.read(size)
        if size < 0:
            data, self._head = self._head + self._rest.read(size), b""
        else:
            data, self._head = self._head[:size], self._head[size:]
        return data


def exactly(stream: Readable, size: int) -> bytes:
    """`size` bytes, or all there are: streams may give less than asked for."""
    found = bytearray()
    while len(found) < size:
        chunk = stream.read(size - len(found))
        if not chunk:
            break
        found += chunk
    return bytes(found)
