"""Patents as PDF with a text layer, in the layouts of the USPTO and CNIPA."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from parsers.model import Publication
from parsers.specimens.pictures import picture

from . import pdf_cn, pdf_us
from .pdf_sheets import Sheet, document


def encode(publication: Publication) -> bytes:
    """The whole file. KeyError for an office whose layout is not written here."""
    layout = {"CN": pdf_cn.sheets, "US": pdf_us.sheets}[publication.office]
    return document(list(layout(publication, list(_drawings(publication)))))


def _drawings(publication: Publication) -> Iterator[Sheet]:
    for drawing in publication.drawings:
        sheet = Sheet()
        with Image.open(BytesIO(picture(drawing, publication.id))) as image:
            sheet.picture(image.convert("1"), 86, 110, 440)
        yield sheet
