"""Specimens as files, in the shapes offices deliver them.

US grants in one concatenated weekly file and applications in a zip of one, designs and European
and Chinese documents in folders of their own with their drawings, DOCDB records in one gzipped
container, front page and text of some documents as PDF only.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from parsers.model import Publication

from . import planting
from .encoders import docdb
from .families import originals
from .formats import APPLICATIONS, CONTAINER, encode, format_of, location
from .pictures import picture

_ZIP_DATE = (2024, 1, 2, 0, 0, 0)


def write(folder: Path, count: int = 300, seed: int = 1, *, planted: bool = False) -> list[Path]:
    """Write `count` specimens below `folder`; the files that hold documents, in order of names.

    `planted`: also what holds the example queries of other systems, in files of their own.
    """
    groups: dict[str, list[Publication]] = {}
    for publication in originals(count, seed):
        groups.setdefault(location(publication), []).append(publication)
    written = []
    for place, members in sorted(groups.items()):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if place == APPLICATIONS:
            _zip(path, members)
        elif path.suffix == ".pdf":
            path.write_bytes(encode(members[0], "pdf"))
        else:
            path.write_bytes(_bytes(place, members))
            for name, data in _pictures(members):
                (path.parent / name).write_bytes(data)
        written.append(path)
    return [*written, *(_plant(folder) if planted else ())]


def _plant(folder: Path) -> Iterator[Path]:
    for publication in planting.planted():
        path = folder / planting.place(publication)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(publication, publication.source.format))
        yield path


def _bytes(place: str, members: list[Publication]) -> bytes:
    if place != CONTAINER:
        return b"".join(map(encode, members))
    records = [docdb.encode(member, container=False) for member in members]
    whole = b"\n".join((docdb.head(members[-1].date).encode(), *records, docdb.FOOT.encode()))
    return gzip.compress(whole, mtime=0)


def _pictures(members: list[Publication]) -> Iterator[tuple[str, bytes]]:
    for member in members:
        for drawing in member.drawings if format_of(member) != "pdf" else ():
            yield drawing.file, picture(drawing, member.id)


def _zip(path: Path, members: list[Publication]) -> None:
    """The concatenated file and the drawings, with a fixed date so that bytes do not change."""
    inner = PurePosixPath(APPLICATIONS).with_suffix(".xml").name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        entries = [(inner, b"".join(map(encode, members))), *_pictures(members)]
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), data, zipfile.ZIP_DEFLATED)
