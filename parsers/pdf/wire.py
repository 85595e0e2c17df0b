"""What crosses the pipes between a reader of PDFs and its child, and how it is framed.

Coordinates are in points from the upper left corner of the page.
"""

from __future__ import annotations

from typing import BinaryIO

from msgspec import Struct

LENGTH = 8
"""Bytes of the big-endian length before every message."""


class PdfLimits(Struct, frozen=True, array_like=True):
    """How much one PDF may cost. `seconds` bounds processor time and, doubled, the clock.

    `memory` in bytes of address space of the child, `inflated` in bytes that streams other than
    pictures may expand to beyond `ratio` times their size.
    """

    seconds: float = 20.0
    memory: int = 1 << 30
    pages: int = 3_000
    objects: int = 5_000_000
    characters: int = 20_000_000
    inflated: int = 4 << 20
    ratio: int = 250


class Picture(Struct, frozen=True, array_like=True):
    """One page drawn in shades of grey: a PGM file of so many dots per inch at most."""

    data: bytes
    dpi: float


class Request(Struct, frozen=True, array_like=True):
    """What the child is asked for: the text of all pages, or a picture of one (from 0)."""

    limits: PdfLimits
    draw: int | None = None


class Line(Struct, frozen=True, array_like=True, gc=False):
    """A run of text on one baseline `y`. `hyphen`: it ends within a word, its hyphen cut off.

    `page` counts from 1; `ocr`: the text was recognised in a picture of the page.
    """

    x0: float
    y: float
    x1: float
    size: float
    text: str
    hyphen: bool = False
    page: int = 1
    ocr: bool = False


class Page(Struct, frozen=True, array_like=True):
    """One page; `picture` is the share of its area under its largest image."""

    width: float
    height: float
    lines: tuple[Line, ...]
    picture: float = 0.0


class Answer(Struct, frozen=True, array_like=True):
    """Pages or a picture, or the code and message of what went wrong."""

    pages: tuple[Page, ...] = ()
    picture: Picture | None = None
    code: str = ""
    message: str = ""
    place: str | None = None


def send(stream: BinaryIO, message: bytes) -> None:
    """One message with its length in front."""
    stream.write(len(message).to_bytes(LENGTH, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None when the stream ends before it does."""
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None
