"""From files, folders and archives to the parts of schemes they hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import IO, Literal, cast, get_args

from lxml import etree

from parsers.archives import DAMAGE, Budget, Limits, is_zip, seekable, zip_members
from parsers.errors import ParseError
from parsers.languages import lang_of
from parsers.model import Scheme
from parsers.schemes import cpc, definitions, ipc, lists
from parsers.schemes.entries import Entry
from parsers.schemes.walk import Layout, walk
from parsers.split import Readable
from parsers.xml import Element, local_name, root_of

_HEAD = 1 << 13
_LAYOUTS: dict[str, tuple[Scheme, Literal["scheme", "definitions"], ModuleType]] = {
    "ipcEntries": ("ipc", "scheme", ipc),
    "IPCScheme": ("ipc", "scheme", ipc),
    "staticIpc": ("ipc", "scheme", ipc),
    "revisionPeriods": ("ipc", "scheme", ipc),
    "class-scheme": ("cpc", "scheme", cpc),
    "definitions": ("cpc", "definitions", definitions),
}
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[.-]?(0[1-9]|1[0-2])[.-]?(0[1-9]|[12]\d|3[01])?(?!\d)")
_NAMED_LANGUAGE = re.compile(r"(?:^|[_.-])(en|fr|zh|de|es|ja|ko)(?=[_.-])", re.IGNORECASE)
_LIST_NAMES = (
    ("cpc", re.compile(r"cpc", re.IGNORECASE)),
    ("ipc", re.compile(r"ipc", re.IGNORECASE)),
    ("locarno", re.compile(r"locarno|(?:^|[_-])loc[_-]", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Part:
    """One file of a scheme, or why it is none (`error`).

    `sha256` is that of the outermost file, `name` the path within it; together they identify the
    part. `edition` is a date as far as it is known (`2025-05`), or what was asked for.
    """

    sha256: str
    file: str
    name: str
    scheme: Scheme = "ipc"
    content: Literal["scheme", "definitions", "list"] = "scheme"
    edition: str = ""
    lang: str = ""
    entries: Iterator[Entry] = field(default_factory=lambda: iter(()))
    error: ParseError | None = None


def read(
    path: Path, *, edition: str | None = None, scheme: Scheme | None = None, lang: str | None = None
) -> Iterator[Part]:
    """The parts of a file, zip archive (also nested) or folder, in order; other files are told.

    The edition is the one given, else the date in the name of the part, archive or folder, else
    the date in the file. `scheme` and `lang` are what a list that does not say so is.
    """
    if scheme is not None and scheme not in get_args(Scheme):
        known = ", ".join(get_args(Scheme))
        raise ParseError("FORMAT_UNKNOWN", f"No scheme {scheme!r}; known are {known}.")
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for one in files:
        with one.open("rb") as file:
            digest = sha256()
            for chunk in iter(lambda: file.read(1 << 20), b""):
                digest.update(chunk)
            file.seek(0)
            given = _Given(digest.hexdigest(), one.name, edition, scheme, lang, str(one))
            yield from _parts(cast("IO[bytes]", file), one.name, given, Budget(Limits()), 0)


@dataclass(frozen=True)
class _Given:
    sha256: str
    file: str
    edition: str | None
    scheme: Scheme | None
    lang: str | None
    path: str


def _parts(
    stream: Readable, name: str, given: _Given, budget: Budget, depth: int
) -> Iterator[Part]:
    head = stream.read(_HEAD)
    if not is_zip(head):
        yield _part(head, cast("IO[bytes]", _Joined(head, stream)), name, given)
        return
    if depth > budget.limits.depth:
        yield _refused(given, name, ParseError("ARCHIVE_LIMIT", "Archives nest too deeply."))
        return
    try:
        with seekable(_Joined(head, stream)) as archive:
            for member in zip_members(archive, budget):
                inner = (
                    f"{name}!{member.name}" if depth or not name.endswith(".zip") else member.name
                )
                if member.stream is None:
                    error = member.error or ParseError("ARCHIVE_DAMAGED", "unreadable")
                    yield _refused(given, inner, error)
                else:
                    yield from _parts(member.stream, inner, given, budget, depth + 1)
    except DAMAGE as error:
        yield _refused(given, name, ParseError("ARCHIVE_DAMAGED", str(error), place=name))


def _refused(given: _Given, name: str, error: ParseError) -> Part:
    return Part(given.sha256, given.file, name, error=error)


def _part(head: bytes, stream: IO[bytes], name: str, given: _Given) -> Part:
    root = root_of(head)
    if root is None:
        return _list(head, stream, name, given)
    found = _LAYOUTS.get(root.name.rpartition(b":")[2].decode("ascii", "replace"))
    if found is None:
        shown = root.name.decode("utf-8", "replace")
        return _refused(given, name, ParseError(
            "FORMAT_UNKNOWN", f"No scheme has the root element {shown!r}.", place=name
        ))  # fmt: skip
    scheme, content, module = found
    start = _start(head)
    layout = cast("Layout", module)
    inside = layout.edition(start) if start is not None else None
    lang = lang_of(start.get("lang")) if start is not None else None
    return Part(
        sha256=given.sha256,
        file=given.file,
        name=name,
        scheme=scheme,
        content=content,
        edition=given.edition or _edition(name, given, inside, scheme),
        lang=lang or given.lang or _language(name) or "en",
        entries=walk(stream, layout),
    )


def _list(head: bytes, stream: IO[bytes], name: str, given: _Given) -> Part:
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    guessed = next((s for s, known in _LIST_NAMES if known.search(PurePosixPath(name).name)), None)
    scheme = given.scheme or cast("Scheme | None", guessed)
    if scheme is None or not lists.LINE.match(text):
        return _refused(given, name, ParseError(
            "FORMAT_UNKNOWN", "Neither a scheme nor, with its scheme named, a list of titles.",
            place=name,
        ))  # fmt: skip
    return Part(
        sha256=given.sha256,
        file=given.file,
        name=name,
        scheme=scheme,
        content="list",
        edition=given.edition or _edition(name, given, None, scheme),
        lang=given.lang or _language(name) or "en",
        entries=lists.entries(stream, scheme),
    )


def _start(head: bytes) -> Element | None:
    """The root element with its attributes, of a file of which only the head is known."""
    parser = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True)
    try:
        parser.feed(head)
        for _, node in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if local_name(node.tag) in _LAYOUTS.keys() - {"revisionPeriods"}:
                return node
    except etree.XMLSyntaxError:
        return None
    return None


def _edition(name: str, given: _Given, inside: str | None, scheme: Scheme) -> str:
    """Dates of IPC files stand in them; CPC's are those of each file's last revision."""
    outer = (_DATED.findall(text) for text in (name, given.path))
    named = next((found[-1] for found in outer if found), None)
    own = _DATED.fullmatch(inside or "")
    found = (own.groups() if own else None) if scheme == "ipc" and own else named
    found = found or (own.groups() if own else None)
    return "-".join(part for part in found if part) if found else "undated"


def _language(name: str) -> str | None:
    found = _NAMED_LANGUAGE.search(PurePosixPath(name).name)
    return found[1].lower() if found else None


class _Joined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        super().__init__()
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._head:
            return self._stream.read(size)
        if size < 0:
            whole, self._head = (
                self._head + b"".join(iter(lambda: self._stream.read(1 << 20), b"")),
                b"",
            )
            return whole
        start, self._head = self._head[:size], self._head[size:]
        return start

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # bytes-like is enough
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
