"""Drawings beside a record on disk, as pictures a browser shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from parsers.model import Drawing, OtherSource, Publication, Source
from search_api.missing import missing

_SHOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
_CONVERTED = {".tif", ".tiff", ".bmp"}
_LARGEST = 50_000_000
_PIXELS = 100_000_000


def read_drawing(publication: Publication, name: str) -> tuple[bytes, str]:
    """The picture and its media type, TIFF as PNG; raises PART_MISSING.

    `name` is the drawing's number or its position (1-based). Only files in the folder of the
    record's own file are read, whatever the record says.
    """
    drawing = _named(publication.drawings, name)
    path = _beside(publication, drawing) if drawing else None
    if path is None:
        reason = "not_in_source" if drawing is None else "not_archived"
        raise missing(publication.id, "drawings", reason)
    suffix = path.suffix.lower()
    if suffix in _SHOWN:
        return path.read_bytes(), _SHOWN[suffix]
    if suffix in _CONVERTED and (data := _as_png(path)):
        return data, "image/png"
    raise missing(publication.id, "drawings", "not_readable")


def addresses(publication: Publication) -> list[str | None]:
    """For each drawing the `name` that `read_drawing` finds it by; None for what is not held.

    Cheap: looks whether the file is there, not into it.
    """
    found: list[str | None] = []
    for at, drawing in enumerate(publication.drawings, 1):
        names = (drawing.number, str(at))
        name = next((n for n in names if n and _named(publication.drawings, n) is drawing), None)
        path = _beside(publication, drawing) if name else None
        shown = path is not None and path.suffix.lower() in _CONVERTED | _SHOWN.keys()
        found.append(name if shown else None)
    return found


def _named(drawings: tuple[Drawing, ...], name: str) -> Drawing | None:
    for drawing in drawings:
        if drawing.number == name:
            return drawing
    if name.isdecimal() and len(name) < 6 and 1 <= int(name) <= len(drawings):
        return drawings[int(name) - 1]
    return None


def _beside(publication: Publication, drawing: Drawing) -> Path | None:
    source = _source(publication)
    if source.member is not None or "\0" in drawing.file:
        return None
    folder = Path(source.file).resolve().parent
    path = (folder / drawing.file).resolve()
    try:
        held = path.is_relative_to(folder) and path.is_file()
        return path if held and path.stat().st_size <= _LARGEST else None
    except OSError:
        return None


def _source(publication: Publication) -> Source | OtherSource:
    """The record that gave the drawings."""
    given = (one for one in publication.sources if "drawings" in one.fields)
    return next(given, publication.source)


def _as_png(path: Path) -> bytes | None:
    from PIL import Image  # noqa: PLC0415 - loaded for the first picture that needs it

    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _PIXELS:
                return None
            out = BytesIO()
            picture.save(out, "PNG")
            return out.getvalue()
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
