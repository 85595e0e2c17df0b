"""Streams that expand to far more than a patent has, found before a library inflates them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from parsers.errors import ParseError
from parsers.pdf.wire import PdfLimits

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 1024
"""Bytes in front of a stream in which its dictionary is looked for."""
_CHUNK = 1 << 16
_PIECE = 1 << 18


def check_expansion(data: bytes, limits: PdfLimits) -> None:
    """Raise ParseError PDF_LIMIT for a stream that inflates too far.

    Pictures are not looked at: blank ones are large and harmless, nothing here inflates them.
    """
    end = 0
    for start in _STREAM.finditer(data):
        if start.start() < end:
            continue
        opening = data.rfind(b"obj", max(end, start.start() - _DICTIONARY), start.start())
        head = data[max(opening, start.start() - _DICTIONARY, 0) : start.start()]
        filters = len(_FLATE.findall(head))
        if filters and not _IMAGE.search(head):
            end = start.end() + _inflate(data, start.end(), filters, limits)


def _inflate(data: bytes, start: int, filters: int, limits: PdfLimits) -> int:
    """How many bytes the stream has in the file, inflated layer by layer to the limit."""
    layers = [zlib.decompressobj() for _ in range(min(filters, 4))]
    size = 0
    place = start
    try:
        while place < len(data) and not layers[0].eof:
            chunk = data[place : place + _CHUNK]
            place += len(chunk)
            most = max(limits.inflated, limits.ratio * (place - start))
            size += _through(chunk, layers, most - size)
            if size > most:
                raise ParseError(
                    "PDF_LIMIT",
                    f"A stream inflates to more than {limits.inflated} bytes, "
                    f"{limits.ratio} times its size.",
                    place=f"byte {start}",
                )
    except zlib.error:
        return 0
    return place - start - len(layers[0].unused_data)


def _through(chunk: bytes, layers: Sequence[zlib._Decompress], most: int) -> int:
    """Bytes that come out of the last layer for one chunk; not many more than `most` are made."""
    if not layers:
        return len(chunk)
    first, *below = layers
    size = 0
    while chunk and size <= most and not first.eof:
        out = first.decompress(chunk, _PIECE)
        chunk = first.unconsumed_tail
        size += _below(out, below, most - size)
    return size


def _below(data: bytes, layers: Sequence[zlib._Decompress], most: int) -> int:
    """As `_through`; what is no deflated data after all counts as it is."""
    try:
        return _through(data, layers, most)
    except zlib.error:
        return len(data)
