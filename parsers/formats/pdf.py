"""Publications as PDF with a text layer: front page by INID codes (WIPO ST.9), claims, description.

Read are the layouts of the USPTO, CNIPA, the EPO, WIPO, the JPO and KIPO. The text of scanned
pages is recognised where tesseract is installed (and marked so). What nobody can read comes out as
a publication that needs recognition of its pages, known by its file name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from parsers.errors import ParseError
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Gap, Publication, Text
from parsers.numbers import Reading, readings
from parsers.origins import printed
from parsers.pdf import checks, ocr, scans
from parsers.pdf.body import origin_of
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.offices import Layout, layout_of
from parsers.pdf.reader import READER
from parsers.pdf.wire import Page
from parsers.record import Record

NAME = "pdf"
OFFICES = frozenset({"US", "CN", "EP", "WO", "JP", "KR"})
YEARS = "1976-"
CONTENT = "full text"
TRIED = "an EP document with text, scans of US and CA, our own pages of all offices"

_DRAWN = 0.1
"""Share of a page of little text under a picture: it is a sheet of drawings, or a scan."""
_LANGUAGES = {"CN": "zh", "JP": "ja", "KR": "ko", "TW": "zh", "DE": "de", "AT": "de", "FR": "fr"}
_FEW_LINES = 20


def sniff(head: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return head.startswith(b"%PDF-")


def parse(record: Record) -> Iterator[Publication]:
    """The publication of a PDF.

    Raises ParseError PDF_INVALID, PDF_ENCRYPTED, PDF_LIMIT, and PDF_NO_LAYOUT when neither the
    first page nor the file name tells which publication it is.
    """
    made = _made(record, read(record))
    if made.needs_ocr and ocr.is_on():
        made = _made(record, read(record, thorough=True))
    yield made


def _made(record: Record, found: Document) -> Publication:
    if found.layout is None or found.front is None:
        return _unread(record, found)
    return _publication(record, found, found.front, found.layout)


class Document(NamedTuple):
    """The pages of a PDF as far as they can be read, and its front page if it is one."""

    pages: scans.Readable
    named: Reading | None
    layout: Layout | None
    front: Front | None
    joiner: Joiner


def read(record: Record, *, thorough: bool = False) -> Document:
    """Pages and front page of a record; `thorough`: scans beside pages of text are looked at, too.

    Raises ParseError as `parse` does.
    """
    pages = READER.pages(record.data)
    named = _named(record)
    layout = layout_of(pages[0]) if scans.has_text(pages[0]) else None
    office = layout.office if layout else named.office if named else None
    done = scans.readable(
        record.data, pages, office, lambda page: layout_of(page) is not None, thorough=thorough
    )
    done.pages = printed(done.pages)
    joiner = Joiner(done.pages)
    opening = done.pages[0]
    if 1 in done.unread or not scans.has_text(opening):
        return Document(done, named, None, None, joiner)
    layout = layout_of(opening)
    if layout is None:
        return Document(done, named, None, None, joiner)
    try:
        front = layout.front(done.pages, joiner)
        front.origin = origin_of(opening.lines)
    except ParseError:
        if not any(line.ocr for line in opening.lines):
            raise
        return Document(done, named, None, None, joiner)
    return Document(done, named, layout, front, joiner)


def _named(record: Record) -> Reading | None:
    """The publication that the file is named after."""
    name = PurePosixPath((record.member or record.file).replace("!", "/")).stem
    return next((found for found in readings(name) if found.what == "publication"), None)


def _publication(record: Record, found: Document, front: Front, layout: Layout) -> Publication:
    pages = found.pages.pages
    description, claims, missing = layout.body(pages, front, found.joiner)
    notes = [*found.pages.notes, *checks.notes(front, found.named, len(claims), len(pages))]
    identity = DocumentId(front.office, front.number, front.kind)
    right, stage = right_and_stage(front.office, front.kind, front.date, front.number)
    titles = (*_text(front.title, front), *front.other_titles)
    abstract = _text(front.abstract, front)
    lost = _lost(found.pages, complete=bool(claims and description))
    absent = [
        *(_absent("title") for _ in range(not titles)),
        *(_absent("abstract") for _ in range(not abstract)),
        *(_absent("claims", lost) for _ in range(not claims and not missing)),
        *(_absent("description", lost) for _ in range(not description or bool(lost and claims))),
    ]
    return Publication(
        id=str(identity),
        office=front.office,
        number=front.number,
        kind=front.kind or None,
        date=front.date,
        right=front.right or right,
        stage=stage,
        language=front.language,
        application=front.application,
        priorities=tuple(front.priorities),
        related=tuple(front.related),
        title=titles,
        abstract=abstract,
        claims=claims,
        description=description,
        parties=tuple(front.parties),
        classifications=tuple(front.classifications),
        citations=tuple(front.citations),
        designated_states=front.designated_states,
        needs_ocr=bool(lost),
        gaps=(*absent, *missing, *_pictures(pages)),
        source=record.source(NAME, notes=tuple(notes)),
    )


def _text(text: str, front: Front) -> tuple[Text, ...]:
    return (Text(lang=front.language, text=text, origin=front.origin),) if text else ()


def _lost(done: scans.Readable, *, complete: bool) -> list[int]:
    """Pages (from 1) of text that could not be read.

    Scans without any text may be drawings; where claims and description are there, only those
    within the text are known to be no drawings.
    """
    return scans.within_text(done.pages, done.unread) if complete else done.unread


def _absent(part: str, lost: Sequence[int] = ()) -> Gap:
    if not lost:
        return Gap(part=part, reason="not_in_source")
    return Gap(part=part, reason="scan_only", detail=f"pages {scans.listed(lost)}")


def _pictures(pages: Sequence[Page]) -> Iterator[Gap]:
    """Drawings are pages of the PDF, not pictures beside it."""
    drawn = [
        at
        for at, page in enumerate(pages[1:], 2)
        if page.picture > _DRAWN and len(page.lines) <= _FEW_LINES
    ]
    if drawn:
        yield Gap(part="drawings", reason="scan_only", detail=f"pages {scans.listed(drawn)}")


def _unread(record: Record, found: Document) -> Publication:
    """A publication that nobody can read, or whose first page is none, by its file name only."""
    own, pages = found.named, found.pages.pages
    readable = scans.has_text(pages[0]) and 1 not in found.pages.unread
    if own is None or (readable and not any(line.ocr for line in pages[0].lines)):
        raise ParseError(
            "PDF_NO_LAYOUT",
            "The first page is no front page of the USPTO, CNIPA, EPO, WIPO, JPO or KIPO."
            if readable
            else "The first page has no text: recognise it (OCR), or name the file after its "
            "number.",
            place="page 1",
        )
    right, stage = right_and_stage(own.office, own.kind, own.date, own.number)
    identity = DocumentId(own.office, own.number, own.kind or "")
    parts = ("title", "abstract", "claims", "description")
    note = (
        "text of the first page recognised, but it is no front page known; number by file name"
        if readable
        else f"{len(found.pages.unread) or len(pages)} pages without text; number by file name"
    )
    return Publication(
        id=str(identity),
        office=own.office,
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=_LANGUAGES.get(own.office, "en"),
        needs_ocr=True,
        gaps=tuple(Gap(part=part, reason="scan_only") for part in parts),
        source=record.source(NAME, notes=(*found.pages.notes, note)),
    )
