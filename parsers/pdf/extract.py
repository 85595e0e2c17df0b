"""Text and geometry of a PDF by pdfium. Runs in the child process only.

The text of a page is fetched in one call, and the geometry once per line: a call per character
would take ten times as long as pdfium itself.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from parsers.errors import ParseError
from parsers.pdf.expansion import check_expansion
from parsers.pdf.wire import Line, Page, PdfLimits

_BREAK = re.compile("\r\n|[\r\n\0\ufffe]")
_HYPHEN = "\ufffe"
"""What pdfium puts for a hyphen and the line break behind it."""
_CONTROL = re.compile("[\x01-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\uffff]")
_GAP = 1.1
"""Blanks wider than so many times the size of type part two pieces of text (columns, cells)."""
_EDGE = re.compile(r"^\d{0,2}[05] | \d{0,2}[05]$")
_NUMERAL = re.compile(r"\d{0,2}[05]")
_EDGE_GAP = 0.8
"""As `_GAP`, beside what may be the number of a line in the margin."""
_FIRST_WIDE, _FEW_BLANKS = "\u2e80", 8
"""Lines of Chinese and Japanese have few blanks: it is quick to look at all of them."""
_TYPICAL = 0.62
"""Width of a Latin character per size of type that a line without gaps keeps below."""
_BOLD, _FEW = 0.12, 20
"""How far apart, in sizes of type, the second print of a line stands; and how many are compared."""
_IMAGE = 3
_MANY_LINES, _FEW_OBJECTS, _MOST_OBJECTS = 20, 3, 2_000
_ENCRYPTED = (4, 5)
"""pdfium's errors for a missing password and an unknown security handler."""


def extract(data: bytes, limits: PdfLimits) -> tuple[Page, ...]:
    """The pages of a PDF. Raises ParseError PDF_INVALID, PDF_ENCRYPTED, PDF_LIMIT."""
    check_expansion(data, limits)
    with opened(data) as document:
        return tuple(_pages(document, limits))


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of pdfium. Raises ParseError PDF_INVALID and PDF_ENCRYPTED."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error in _ENCRYPTED:
            raise ParseError("PDF_ENCRYPTED", "The PDF needs a password: give one without.")
        raise ParseError("PDF_INVALID", "The PDF cannot be opened: it is damaged or incomplete.")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: Any, limits: PdfLimits) -> Iterator[Page]:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise ParseError("PDF_INVALID", "The PDF has no page.")
    if count > limits.pages:
        raise ParseError("PDF_LIMIT", f"The PDF has {count} pages, more than {limits.pages}.")
    objects = characters = 0
    for number in range(count):
        place = f"page {number + 1}"
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise ParseError("PDF_INVALID", "A page cannot be read.", place=place)
        objects += pdfium.FPDFPage_CountObjects(page)
        text = pdfium.FPDFText_LoadPage(page)
        characters += max(pdfium.FPDFText_CountChars(text), 0)
        if objects > limits.objects or characters > limits.characters:
            raise ParseError(
                "PDF_LIMIT", "The PDF has too many objects or characters.", place=place
            )
        yield _page(page, text, number + 1)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _page(page: Any, text: Any, number: int) -> Page:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    width, height = abs(box.right - box.left), abs(box.top - box.bottom)
    lines = tuple(_once(_Lines(text, box, number).lines()))
    most = _FEW_OBJECTS if len(lines) > _MANY_LINES else _MOST_OBJECTS
    picture = _picture(page, width * height, most)
    return Page(width, height, lines, picture)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Without the lines that are printed a second time in the same place, to look bold."""
    seen: dict[str, list[Line]] = {}
    for line in lines:
        before = seen.setdefault(line.text, [])
        if not any(
            abs(one.x0 - line.x0) + abs(one.y - line.y) < _BOLD * line.size for one in before[:_FEW]
        ):
            yield line
        before.append(line)


def _picture(page: Any, area: float, most: int) -> float:
    """The share of the page under its largest image, of so many objects.

    The scan that a page of much text lies on is the first or the last thing drawn.
    """
    largest = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    count = pdfium.FPDFPage_CountObjects(page)
    for number in (*range(min(count, most)), *range(max(count - 1, most), count)):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) == _IMAGE:
            pdfium.FPDFPageObj_GetBounds(item, *sides)
            left, bottom, right, top = (side.value for side in sides)
            largest = max(largest, (right - left) * (top - bottom))
    return min(largest / area, 1.0) if area else 0.0


def _is_text(text: str) -> bool:
    """Whether a run is more than the codes of a font without Unicode (bar codes, for one)."""
    return len(_CONTROL.findall(text)) * 4 <= len(text)


class _Lines:
    """The lines of one page, in the order of its content stream."""

    def __init__(self, text: Any, box: Any, page: int) -> None:
        self._text, self._page = text, page
        self._left, self._top = box.left, box.top
        self._width, self._height = abs(box.right - box.left), abs(box.top - box.bottom)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]
        count = max(pdfium.FPDFText_CountChars(text), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium.FPDFText_GetText(text, 0, count, buffer) if count else 0
        units = bytes(buffer)[: max(got - 1, 0) * 2]
        self._whole = units.decode("utf-16-le", "replace")
        # Characters without Unicode are no part of the text, and those beyond U+FFFF two units.
        self._straight = len(self._whole) == count
        self._plain = _CONTROL.search(self._whole) is None

    def lines(self) -> Iterator[Line]:
        """Lines with a text, cut where a gap parts columns or cells."""
        start = 0
        for end in _BREAK.finditer(self._whole):
            yield from self._line(start, end.start(), hyphen=end[0] == _HYPHEN)
            start = end.end()
        yield from self._line(start, len(self._whole), hyphen=False)

    def _line(self, start: int, end: int, *, hyphen: bool) -> Iterator[Line]:
        text = self._whole[start:end]
        stripped = text.strip()
        if not stripped or not (self._plain or _is_text(stripped)):
            return
        if len(stripped) < len(text):
            start += len(text) - len(text.lstrip())
            end = start + len(stripped)
        made = self._made(start, end, stripped, hyphen=hyphen)
        if made is None or not self._is_on_page(made):
            return
        if made.x1 > self._width + made.size:
            end = self._visible_end(start, end)
            made = replace(made, x1=self._width, text=self._whole[start:end].rstrip())
        if " " in stripped and self._may_have_gap(made):
            yield from self._parts(start, end, made)
        else:
            yield made

    def _made(self, start: int, end: int, text: str, *, hyphen: bool) -> Line | None:
        """The line with its geometry; None for text that runs up or down the margin."""
        first, last = self._index(start), self._index(end - 1)
        pdfium.FPDFText_GetCharOrigin(self._text, first, self._x, self._y)
        x, y = self._x.value, self._y.value
        size = pdfium.FPDFText_GetFontSize(self._text, first)
        _, right, bottom, _ = self._sides(last)
        if not 3 < size < 40:
            size = self._visible_size(first, size)
        if len(text) > 2 and abs(bottom - y) > 1.5 * size and right - x < 2 * size:
            return None
        return Line(
            round(x - self._left, 1),
            round(self._top - y, 1),
            round(right - self._left, 1),
            round(size, 1),
            text if self._plain else _CONTROL.sub("", text),
            hyphen,
            self._page,
        )

    def _visible_size(self, index: int, size: float) -> float:
        """Fonts under a scaled matrix are as large as their boxes."""
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._text, index, rectangle)
        return abs(rectangle.top - rectangle.bottom) or size

    def _is_on_page(self, line: Line) -> bool:
        across = line.x0 < self._width and max(line.x1, line.x0) > 0
        return across and 0 < line.y < self._height + line.size

    def _visible_end(self, start: int, end: int) -> int:
        """Where a line that runs over the right edge of the page leaves it."""
        low, high = start + 1, end
        while low < high:
            middle = (low + high) // 2
            if self._sides(self._index(middle))[0] - self._left < self._width:
                low = middle + 1
            else:
                high = middle
        return low

    def _may_have_gap(self, line: Line) -> bool:
        """Whether a line is wider than its characters explain, or runs backwards."""
        across = line.x1 - line.x0
        if across < 0 or across > line.size * 1.08 * len(line.text):
            return True
        if _EDGE.search(line.text):
            return True
        if line.text[-1] >= _FIRST_WIDE and line.text.count(" ") <= _FEW_BLANKS:
            return True
        if across < line.size * _TYPICAL * len(line.text):
            return False
        wide = sum(1 for char in line.text if char >= "\u2e80")
        narrow = len(line.text) - wide
        return across > line.size * (_TYPICAL * narrow + 1.08 * wide)

    def _parts(self, start: int, end: int, whole: Line) -> Iterator[Line]:
        begun = start
        for place in range(start + 1, end - 1):
            if self._whole[place] != " " or place < begun:
                continue
            behind = place + 1
            while self._whole[behind] == " ":
                behind += 1
            gap = self._sides(self._index(behind))[0] - self._sides(self._index(place - 1))[1]
            numeral = _NUMERAL.fullmatch(self._whole[begun:place].strip()) or _NUMERAL.fullmatch(
                self._whole[behind:end].strip()
            )
            if gap > (_EDGE_GAP if numeral else _GAP) * whole.size or gap < -whole.size:
                made = self._made(begun, place, self._whole[begun:place], hyphen=False)
                if made:
                    yield made
                begun = behind
        made = self._made(begun, end, self._whole[begun:end], hyphen=whole.hyphen)
        if made:
            yield made

    def _sides(self, index: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        return left.value, right.value, bottom.value, top.value

    def _index(self, place: int) -> int:
        if self._straight:
            return place
        unit = len(self._whole[:place].encode("utf-16-le")) // 2
        index: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, unit)
        return max(index, 0)
