"""Records out of a stream of bytes: files of one document, weekly files of thousands, containers.

A record begins at its XML declaration (or DOCTYPE, or root start tag) and ends with its root end
tag. Where a record is cut off, the next one's declaration ends it, so that it does not swallow its
neighbours. Memory is bounded by the limit for one record, whatever the length of the stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from parsers.errors import ParseError
from parsers.xml import Root, root_of

_CHUNK = 1 << 20
_PROLOG_LIMIT = 8 << 20
_LOOK_AHEAD = 1 << 16
_SHOWN = 1 << 16
"""How much of bytes that are too long, or no record, is kept to be shown."""

CONTAINERS = frozenset(
    {
        b"exchange-documents", b"fulltext-documents", b"register-documents", b"PRS",
        b"patent-documents", b"us-patent-assignments", b"patent-assignments",
    }
)  # fmt: skip
"""Local names of roots that only hold records (DOCDB, OPS, Chinese legal status, MAREC, USPTO)."""

RECORDS = frozenset({
    b"us-patent-grant", b"us-patent-application", b"patent-application-publication", b"PATDOC",
    b"sequence-cwu", b"exchange-document", b"ep-patent-document", b"patent-document",
    b"world-patent-data", b"fulltext-document", b"register-document",
    b"cn-patent-document", b"PatentDocumentAndRelated", b"jp-official-gazette",
    b"PatentPublication", b"UnexaminedPatentPublication", b"RegisteredPatentPublication",
    b"InternationalPatentPublication", b"RegisteredUtilityModelPublication",
    b"wo-published-application", b"wo-patent-document", b"wo-international-application-status",
    b"tw-patent-grant", b"tw-patent-application",
    b"PRSRecord", b"patent-assignment",
})  # fmt: skip
"""Local names of roots that never hold an element of their own name: a second start tag before
the end tag means that the first record is cut off."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Piece(NamedTuple):
    """One record's bytes, or why it has none (`length` bytes were passed over)."""

    offset: int
    length: int
    data: bytes
    error: ParseError | None = None


class _Window:
    """The part of the stream that is in memory; `offset` is the place of its first byte."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.data = bytearray()
        self.offset = 0
        self.ended = False
        self.opened: set[bytes] = set()

    def more(self) -> bool:
        """Read on; False at the end of the stream."""
        chunk = b"" if self.ended else self._stream.read(_CHUNK)
        self.ended = not chunk
        self.data += chunk
        return not self.ended

    def drop(self, length: int) -> None:
        del self.data[:length]
        self.offset += length

    def root(self) -> Root | None:
        """The root start tag of the record at the front, read on for as far as needed."""
        while True:
            found = root_of(self.data)
            complete = found is not None and found.tag.endswith(b">")
            if complete or len(self.data) > _PROLOG_LIMIT or not self.more():
                return found

    def near(self, place: int) -> bool:
        """Whether enough follows `place` in memory to judge it; reads on once if not."""
        return place + _LOOK_AHEAD <= len(self.data) or not self.more()


def split(stream: Readable, limit: int) -> Iterator[Piece]:
    """The records of a stream, in order. Records longer than `limit` bytes come without data."""
    window = _Window(stream)
    while _skip_blanks(window):
        root = window.root()
        if root is None or not root.tag.endswith(b">"):
            piece = _junk(window)
        elif local_part(root.name) in CONTAINERS or _only_wraps(window, root):
            window.drop(root.start + len(root.tag))
            window.opened.add(root.name)
            continue
        else:
            piece = _record(window, root, limit)
        if piece is not None:
            yield piece


def _only_wraps(window: _Window, root: Root) -> bool:
    """Whether a root of any name begins with a record: then it is there to hold records."""
    if local_part(root.name) in RECORDS or root.tag.endswith(b"/>"):
        return False
    first = _FIRST_CHILD.match(window.data, root.start + len(root.tag))
    return first is not None and local_part(first[1]) in RECORDS


def local_part(name: bytes) -> bytes:
    """A qualified name without its prefix."""
    return name.rpartition(b":")[2]


_BLANKS = re.compile(rb"(?:[\s\0]++|\xef\xbb\xbf)*+")
_FIRST_CHILD = re.compile(rb"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<([\w.:-]+)[\s>]", re.DOTALL)
_END = re.compile(rb"</([\w.:-]+)\s*>")
_START = re.compile(
    rb"<\?xml\s|<!DOCTYPE|<(?:[\w.-]+:)?(?:%b)[\s>]"
    % b"|".join(re.escape(name) for name in sorted(RECORDS | CONTAINERS))
)


def _skip_blanks(window: _Window) -> bool:
    """Drop what may stand between records; False when nothing else is left."""
    while True:
        blanks = _BLANKS.match(window.data)
        window.drop(blanks.end() if blanks else 0)
        if len(window.data) > _LOOK_AHEAD or not window.more():
            end = _END.match(window.data)
            if end is None or (
                end[1] not in window.opened and local_part(end[1]) not in CONTAINERS
            ):
                return bool(window.data)
            window.drop(end.end())


def _junk(window: _Window) -> Piece | None:
    """Pass over what is no record, to where one may begin; None for comments at the very end."""
    if not window.ended:
        window.more()
    found = _START.search(window.data, 1)
    length = found.start() if found else max(len(window.data) - _LOOK_AHEAD, 1)
    if window.ended and not found:
        length = len(window.data)
    offset, data = window.offset, bytes(window.data[:length])
    window.drop(length)
    if not _COMMENTS.sub(b"", data).strip():
        return None
    shown = data[:_SHOWN]
    error = ParseError("XML_SYNTAX", "There are bytes that belong to no record.", place="byte 0")
    return Piece(offset, length, shown, error)


_COMMENTS = re.compile(rb"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)", re.DOTALL)


def _record(window: _Window, root: Root, limit: int) -> Piece:
    offset = window.offset
    scanner = _Scanner(window, root, limit)
    end = scanner.end()
    if scanner.shown is None and end <= limit:
        piece = Piece(offset, end, bytes(window.data[:end]))
    else:
        length = window.offset + end - offset
        shown = scanner.shown or bytes(window.data[:_SHOWN])
        message = f"The record has {length} bytes, more than the limit of {limit}."
        piece = Piece(offset, length, shown, ParseError("XML_LIMIT", message))
    window.drop(end)
    return piece


class _Scanner:
    """Looks for the end of one record, whose root start tag is known."""

    def __init__(self, window: _Window, root: Root, limit: int) -> None:
        self._window = window
        self._root = root
        self._limit = limit
        self._place = root.start + len(root.tag)
        self._depth = 1
        self.shown: bytes | None = None

    def end(self) -> int:
        """The place behind the record, in the window as it is then."""
        if self._root.tag.endswith(b"/>"):
            return self._place
        while True:
            at, needle = self._next()
            if at < 0:
                if not self._forward():
                    return len(self._window.data)
            elif not self._window.near(at):
                continue
            else:
                self._place = at + len(needle)
                end = self._judge(at, needle)
                if end is not None:
                    return end

    def _next(self) -> tuple[int, bytes]:
        """The first place, from where the search is, that may matter."""
        data, best, found = self._window.data, -1, b""
        for needle in (b"</" + self._root.name, b"<?xml", b"<" + self._root.name):
            at = data.find(needle, self._place, best if best >= 0 else len(data))
            if at >= 0:
                best, found = at, needle
        return best, found

    def _forward(self) -> bool:
        data = self._window.data
        # A needle may lie across the edge of what has been read.
        self._place = max(self._place, len(data) - len(self._root.name) - 8)
        if len(data) > self._limit:
            if self.shown is None:
                self.shown = bytes(data[:_SHOWN])
            self._window.drop(self._place)
            self._place = 0
        return self._window.more()

    def _judge(self, at: int, needle: bytes) -> int | None:
        """The end of the record if this place decides it."""
        data = self._window.data
        after = bytes(data[self._place : self._place + 1])
        if needle == b"<?xml":
            return at if after.isspace() and self._begins_record(at) else None
        if needle.startswith(b"</"):
            close = data.find(b">", self._place, self._place + _LOOK_AHEAD)
            if close < 0 or data[self._place : close].strip():
                return None
            self._depth -= 1
            return close + 1 if self._depth == 0 else None
        if after in {b">", b"/"} or after.isspace():
            if local_part(self._root.name) in RECORDS:
                return at
            inner = root_of(bytes(data[at : at + _LOOK_AHEAD]))
            self._depth += inner is not None and not inner.tag.endswith(b"/>")
        return None

    def _begins_record(self, at: int) -> bool:
        """Whether a declaration amid a record is another record's: it may be quoted in CDATA."""
        root = root_of(bytes(self._window.data[at : at + _LOOK_AHEAD]))
        return root is not None and (
            root.name == self._root.name or local_part(root.name) in RECORDS | CONTAINERS
        )
