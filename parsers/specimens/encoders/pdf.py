"""Patents as PDF with a text layer, in the layouts of the offices."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from parsers.model import Publication
from parsers.specimens.pictures import picture

from . import pdf_cn, pdf_ep, pdf_jp, pdf_kr, pdf_us, pdf_wo
from .pdf_sheets import Sheet, document

_LAYOUTS = {
    "CN": pdf_cn.sheets, "EP": pdf_ep.sheets, "JP": pdf_jp.sheets, "KR": pdf_kr.sheets,
    "US": pdf_us.sheets, "WO": pdf_wo.sheets,
}  # fmt: skip


def encode(publication: Publication) -> bytes:
    """The whole file. KeyError for an office whose layout is not written here."""
    layout = _LAYOUTS[publication.office]
    pages = list(layout(publication, list(_drawings(publication))))
    return document(pages, {"JP": "ja", "KR": "ko"}.get(publication.office, "zh"))


def _drawings(publication: Publication) -> Iterator[Sheet]:
    for drawing in publication.drawings:
        sheet = Sheet()
        with Image.open(BytesIO(picture(drawing, publication.id))) as image:
            sheet.picture(image.convert("1"), 86, 110, 440)
        yield sheet
