"""Files that are no markup: fixed text with tags, lists, JSON.

Each kind is told by its first bytes, whatever the file is called, and read as one record or, where
`start` tells where records begin, as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.errors import ParseError
from parsers.split import Piece, Readable

_CHUNK = 1 << 20
_SHOWN = 1 << 16
_EDGE = 256
"""Longest beginning of a record that may lie across two chunks."""


class Plain(NamedTuple):
    """`head` matches at the first byte that is no blank; `start` finds the start of each record."""

    name: str
    head: re.Pattern[bytes]
    start: re.Pattern[bytes] | None = None


def _line(*names: bytes) -> bytes:
    """An expression for a first line that has a column of each of these names."""
    return b"".join(rb"(?=[^\r\n]*(?<![\w])%b(?![\w]))" % name for name in names)


LISTS = re.compile(
    rb"(?![<{\[%])(?:[^\r\n]{0,2000}[\r\n]+){0,5}?(?i:"
    + b"|".join((
        rb"search URL:",
        _line(rb"Publication number", rb"(?:Inventors?(?:\(s\))?|Priority number\(s\)|IPC)"),
        _line(rb"Ver(?:\xc3\xb6|\xf6)ffentlichungsnummer", rb"Erfinder"),
        _line(rb"Num(?:\xc3\xa9|\xe9)ro de publication", rb"Inventeurs?(?:\(s\))?"),
        _line(rb"Jurisdiction", rb"(?:Kind|Display Key|Lens ID)"),
        _line(rb"Application Id", rb"(?:Application|Publication) (?:Number|Date)"),
        _line(rb"id,title,assignee,inventor/author"),
    ))
    + rb")"
)  # fmt: skip
"""The first bytes of a list of search results: a line with columns of a known list.

Some lines may stand before it: a delimiter (`sep=;`), the query, a date."""

ODP = re.compile(
    rb"[\[{](?=[^\0]{0,2000}?\"(?:applicationMetaData|patentFileWrapperDataBag|patentCaseMetadata)\")"
)
"""The first bytes of answers of the USPTO's case system: its Open Data Portal, PEDS."""
PPUBS = re.compile(
    rb"[\[{](?=[^\0]{0,2000}?\"(?:guid|publicationReferenceDocumentNumber)\")"
    rb"(?=[^\0]{0,3000}?\"(?:datePublished|compositeId)\")"
)
"""The first bytes of answers of the USPTO's Patent Public Search."""

PLAINS: tuple[Plain, ...] = (
    Plain("odp", ODP),
    Plain("ppubs", PPUBS),
    Plain("lists", LISTS),
    Plain("aps", re.compile(rb"PATN[ \t]*\r?\n|HHHHHT\s+APS"), re.compile(rb"(?m)^PATN[ \t]*\r?$")),
    Plain(
        "ops",
        re.compile(rb'\{\s*"(?:\w+:)?world-patent-data"\s*:'),
        re.compile(rb'(?<=\})\s*\{\s*"(?:\w+:)?world-patent-data"\s*:'),
    ),
    Plain("jpoapi", re.compile(rb'\{\s*"result"\s*:\s*\{')),
    Plain("trs", re.compile(rb"<REC>[ \t]*\r?(?:\n|$)"), re.compile(rb"(?m)^<REC>[ \t]*\r?$")),
)

PERHAPS = frozenset({"csv", "json", "jsonl", "tsv", "txt"})
"""Extensions of files that may be of such a kind; the others of theirs are notes and settings."""


def plain_of(head: bytes) -> Plain | None:
    """The kind of file that begins with `head`, byte order mark and blanks left out."""
    front = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for kind in PLAINS if kind.head.match(front)), None)


def split_plain(stream: Readable, kind: Plain, limit: int) -> Iterator[Piece]:
    """The records of a file of that kind, in order; longer ones than `limit` bytes have no data.

    Memory is bounded by `limit`.
    """
    start = kind.start
    held, offset, searched = bytearray(), 0, 1
    passed = 0  # bytes of a record that is too long, dropped already
    while True:
        chunk = stream.read(_CHUNK)
        held += chunk
        while start is not None and (found := start.search(held, searched)):
            if chunk and found.end() + _EDGE > len(held):
                break
            end = found.start()
            yield _piece(offset - passed, passed, bytes(held[:end]), limit)
            del held[:end]
            offset, searched, passed = offset + end, 1, 0
        searched = max(len(held) - _EDGE, 1)
        if not chunk:
            break
        if passed + len(held) > limit:
            drop = max(len(held) - _EDGE, 0)
            passed, offset, searched = passed + drop, offset + drop, 1
            del held[:drop]
    if held.strip() or passed:
        yield _piece(offset - passed, passed, bytes(held), limit)


def _piece(offset: int, passed: int, data: bytes, limit: int) -> Piece:
    length = passed + len(data)
    if length <= limit and not passed:
        return Piece(offset, length, data)
    message = f"The record has {length} bytes, more than the limit of {limit}."
    return Piece(offset, length, data[:_SHOWN], ParseError("XML_LIMIT", message))
