"""Small line drawings with reference numerals: real TIFF, PNG and JPEG files."""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from parsers.model import Drawing

_SCALE = 3
_MARGIN = 24


def picture(drawing: Drawing, seed: str) -> bytes:
    """The sheet of a drawing, in its format; the same seed draws the same picture."""
    rng = random.Random(f"{seed}-{drawing.number}")  # noqa: S311 - reproducible, nothing secret
    size = ((drawing.width or 100) * _SCALE, (drawing.height or 80) * _SCALE)
    image = Image.new("1", size, 1)
    _sketch(ImageDraw.Draw(image), size, rng, drawing.number or "1")
    out = BytesIO()
    if drawing.format == "tiff":
        image.save(out, "TIFF", compression="group4", dpi=(300, 300))
    elif drawing.format == "jpeg":
        image.convert("L").save(out, "JPEG", quality=60)
    else:
        image.save(out, "PNG", optimize=False)
    return out.getvalue()


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(14)


def _sketch(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], rng: random.Random, number: str
) -> None:
    """Boxes and circles joined by lines, each with a leader line to its numeral."""
    width, height = size
    middles: list[tuple[int, int]] = []
    for index in range(rng.randint(3, 6)):
        x = rng.randint(_MARGIN, width - _MARGIN * 3)
        y = rng.randint(_MARGIN, height - _MARGIN * 3)
        box = (x, y, x + rng.randint(20, 60), y + rng.randint(16, 44))
        shape = draw.ellipse if rng.random() < 0.3 else draw.rectangle
        shape(box, outline=0, width=2)
        middle = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
        label = (min(box[2] + 12, width - 26), max(box[1] - 16, 2))
        draw.line((box[2], box[1], label[0], label[1] + 12), fill=0)
        draw.text(label, str(10 + 2 * index), fill=0, font=_font())
        middles.append(middle)
    for start, end in pairwise(middles):
        draw.line((*start, *end), fill=0)
    draw.text((width // 2 - 20, height - 20), f"FIG. {number}", fill=0, font=_font())
