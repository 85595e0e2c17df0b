"""Pages of a PDF as pictures, for the recognition of their text. Runs in the child process only."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from parsers.errors import ParseError
from parsers.pdf.extract import opened
from parsers.pdf.wire import Picture

_DPI = 300
"""What programs that recognise text are trained on."""
_MOST = 24_000_000
"""Dots of one picture: a large sheet of paper is drawn coarser."""
_GREY = 1
_FLAGS = 0x01 | 0x08
"""With annotations (stamps of the office), in shades of grey."""


def draw(data: bytes, number: int) -> Picture:
    """A page, counted from 0. Raises ParseError PDF_INVALID and PDF_ENCRYPTED."""
    with opened(data) as document:
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise ParseError("PDF_INVALID", "A page cannot be read.", place=f"page {number + 1}")
        across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(_DPI / 72, (_MOST / max(across * down, 1)) ** 0.5)
        width, height = max(int(across * scale), 1), max(int(down * scale), 1)
        shades = (ctypes.c_ubyte * (width * height))()
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, _GREY, shades, width)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _FLAGS)
        pdfium.FPDFBitmap_Destroy(bitmap)
        pdfium.FPDF_ClosePage(page)
        return Picture(b"P5 %d %d 255\n" % (width, height) + bytes(shades), scale * 72)
