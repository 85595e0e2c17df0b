"""A small writer of PDFs: pages of positioned text and bilevel pictures, fonts not embedded.

Latin text is set in Times, everything else in a song face for Chinese, Japanese or Korean; all are
among the fonts that every reader of PDFs has or replaces.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from PIL import Image

WIDTH, HEIGHT = 612.0, 792.0

_ASCII = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_OTHERS = {
    "°": 400, "±": 564, "×": 564, "·": 250, "²": 300, "³": 300, "“": 444, "”": 444, "‘": 333,
    "’": 333, "—": 1000, "™": 980, "é": 444, "è": 444, "ä": 444, "à": 444, "Å": 722, "Ä": 722,
    "É": 611, "Ö": 722, "Ü": 722, "í": 278, "ç": 444,
}  # fmt: skip
"""Widths in Times Roman, in thousandths of the size of type; 500 for what is not listed."""


@lru_cache(maxsize=4096)
def _advance(char: str) -> int:
    if " " <= char <= "~":
        return _ASCII[ord(char) - 32]
    return _OTHERS.get(char, 500) if _is_latin(char) else 1000


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def width(text: str, size: float) -> float:
    """The width of a line in points."""
    return sum(map(_advance, text)) * size / 1000


class Sheet:
    """One page; positions in points from the upper left corner, `y` is the baseline."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.image: Image.Image | None = None

    def text(self, x: float, y: float, text: str, size: float = 10, *, stretch: float = 0) -> None:
        """A line, its blanks widened so that it ends at `stretch` if that is given."""
        blanks = text.count(" ")
        room = stretch - x - width(text, size) if stretch else 0
        extra = room / blanks if blanks else 0
        for latin, group in groupby(text, _is_latin):
            run = "".join(group)
            font = "F1" if latin else "F2"
            code = run.encode("cp1252" if latin else "utf-16-be").hex()
            spacing = f"{extra if latin else 0:.3f} Tw"
            place = f"1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm"
            self._parts.append(f"BT /{font} {size:g} Tf {spacing} {place} <{code}> Tj ET")
            x += width(run, size) + run.count(" ") * extra

    def centred(self, y: float, text: str, size: float = 10, middle: float = WIDTH / 2) -> None:
        """A line around a vertical axis."""
        self.text(middle - width(text, size) / 2, y, text, size)

    def right(self, x: float, y: float, text: str, size: float = 10) -> None:
        """A line that ends at `x`."""
        self.text(x - width(text, size), y, text, size)

    def upright(self, x: float, y: float, text: str, size: float = 8) -> None:
        """A line that runs up the page."""
        code = text.encode("cp1252").hex()
        self._parts.append(
            f"BT /F1 {size:g} Tf 0 Tw 0 1 -1 0 {x:.2f} {HEIGHT - y:.2f} Tm <{code}> Tj ET"
        )

    def rule(self, x0: float, x1: float, y: float) -> None:
        """A thin line."""
        self._parts.append(f"0.5 w {x0:.2f} {HEIGHT - y:.2f} m {x1:.2f} {HEIGHT - y:.2f} l S")

    def picture(self, image: Image.Image, x: float, y: float, across: float) -> None:
        """A bilevel picture, its upper left corner at `x`, `y`, `across` points wide."""
        self.image = image
        high = across * image.height / image.width
        self._parts.append(
            f"q {across:.2f} 0 0 {high:.2f} {x:.2f} {HEIGHT - y - high:.2f} cm /I Do Q"
        )

    @property
    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._parts).encode("ascii")


_LATIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
_FACES = {
    "zh": ("STSong-Light", "UniGB-UTF16-H", "GB1", 4),
    "ja": ("HeiseiMin-W3", "UniJIS-UTF16-H", "Japan1", 4),
    "ko": ("HYSMyeongJo-Medium", "UniKS-UTF16-H", "Korea1", 1),
}
"""Font, encoding, character collection and its supplement, by language."""


def _fonts(language: str) -> Iterator[str]:
    """Objects 3 to 6 of every file."""
    face, encoding, ordering, supplement = _FACES[language]
    yield _LATIN
    yield (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{face}-{encoding} "
        f"/Encoding /{encoding} /DescendantFonts [5 0 R] >>"
    )
    yield (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{face} /CIDSystemInfo "
        f"<< /Registry (Adobe) /Ordering ({ordering}) /Supplement {supplement} >> "
        "/DW 1000 /FontDescriptor 6 0 R >>"
    )
    yield (
        f"<< /Type /FontDescriptor /FontName /{face} /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )


def document(sheets: Sequence[Sheet], language: str = "zh") -> bytes:
    """The file; the same sheets give the same bytes. `language` chooses the face (zh, ja, ko)."""
    fonts = [font.encode() for font in _fonts(language)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *fonts]
    kids = []
    for sheet in sheets:
        kids.append(f"{len(objects) + 1} 0 R")
        objects += _page(sheet, len(objects) + 1)
    listed = " ".join(kids)
    objects[1] = f"<< /Type /Pages /Count {len(sheets)} /Kids [{listed}] >>".encode()
    return b"".join(_file(objects))


def _page(sheet: Sheet, number: int) -> Iterator[bytes]:
    picture = f"/XObject << /I {number + 2} 0 R >>" if sheet.image else ""
    yield (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] "
        f"/Contents {number + 1} 0 R "
        f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> {picture} >> >>"
    ).encode()
    yield _stream("", sheet.content)
    if sheet.image:
        image = sheet.image.convert("1")
        head = (
            f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
            "/ColorSpace /DeviceGray /BitsPerComponent 1 "
        )
        yield _stream(head, image.tobytes())


def _stream(head: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    opening = f"<< {head}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return opening.encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> Iterator[bytes]:
    place = 0
    places = []
    for number, part in enumerate((b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", *objects)):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, part) if number else part
        if number:
            places.append(place)
        place += len(piece)
        yield piece
    yield b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    yield b"".join(b"%010d 00000 n \n" % found for found in places)
    size = len(objects) + 1
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, place)
