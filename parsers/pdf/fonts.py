"""A stand-in for fonts that a PDF names but does not hold.

Text is read without drawing it, so no font of the system need be opened (the large ones for
Chinese take longer than all the rest), and the outcome is the same on every machine. But pdfium
drops text without extent: the stand-in has one glyph, a box, for every character.
"""

from __future__ import annotations

import ctypes
from struct import pack
from typing import Any

import pypdfium2.raw as pdfium

_CJK = frozenset({128, 129, 130, 134, 136})
"""Character sets of Windows: Shift JIS, Hangul, Johab, GB 2312, Big 5."""
_HANDLE = 1
_EM, _BOX = 1000, (50, -100, 900, 800)
_KEPT: list[Any] = []
"""What pdfium keeps pointers to."""


def without_system_fonts() -> None:
    """Let pdfium find no font outside of the PDF but its own Latin ones and the stand-in."""
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    functions = {"MapFont": _map_font, "GetFontData": _font_data, "GetFontCharset": _charset}
    for name, kind in pdfium.FPDF_SYSFONTINFO._fields_:
        if name != "version":
            function = kind(functions.get(name, _nothing))
            setattr(info, name, function)
            _KEPT.append(function)
    _KEPT.append(info)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))


def _nothing(*_: object) -> int:
    return 0


def _map_font(
    _info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any
) -> int:
    return _HANDLE if charset in _CJK else 0


def _charset(_info: Any, _font: Any) -> int:
    return 134


def _font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """The whole font for table 0, else one table of it; 0 if there is none."""
    data = _FONT if table == 0 else _TABLES.get(table.to_bytes(4, "big"), b"")
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _tables() -> dict[bytes, bytes]:
    """Tables of TrueType. `cmap` format 13 gives all characters one glyph."""
    x0, y0, x1, y1 = _BOX
    points = bytes([0x01] * 4) + pack(">4h4h", x0, 0, x1 - x0, 0, y0, y1 - y0, 0, y0 - y1)
    glyph = pack(">hhhhh", 1, x0, y0, x1, y1) + pack(">HH", 3, 0) + points
    glyph += b"\0" * (-len(glyph) % 4)
    group = pack(">HHIII", 13, 0, 28, 0, 1) + pack(">III", 0x20, 0x10FFFF, 1)
    return {
        b"cmap": pack(">HHHHI", 0, 1, 3, 10, 12) + group,
        b"glyf": glyph * 2,
        b"head": pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0,
                      x0, y0, x1, y1, 0, 8, 2, 1, 0),
        b"hhea": pack(">IhhhHhhhhhh8xhH", 0x10000, 800, -200, 0, _EM, x0, 0, x1, 1, 0, 0, 0, 2),
        b"hmtx": pack(">HhHh", _EM, x0, _EM, x0),
        b"loca": pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip


def _file(tables: dict[bytes, bytes]) -> bytes:
    place = 12 + 16 * len(tables)
    directory, body = b"", b""
    for name, data in sorted(tables.items()):
        directory += name + pack(">III", 0, place + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return pack(">IHHHH", 0x10000, len(tables), 128, 3, 0) + directory + body


_TABLES = _tables()
_FONT = _file(_TABLES)
