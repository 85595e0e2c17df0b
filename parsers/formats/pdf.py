"""Publications as PDF with a text layer: front page by INID codes (WIPO ST.9), claims, description.

Read are the layouts of the USPTO, CNIPA, the EPO, WIPO and the JPO. What has no text layer, or one
that is no text, comes out as a publication that needs recognition of its pages, known by its file
name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from parsers.errors import ParseError
from parsers.kinds import right_and_stage
from parsers.model import Claim, DocumentId, Gap, Publication, Segment, Text
from parsers.numbers import readings
from parsers.pdf import (
    body_cn,
    body_ep,
    body_jp,
    body_us,
    body_wo,
    front_cn,
    front_ep,
    front_jp,
    front_us,
    front_wo,
)
from parsers.pdf.front import Front, FrontReader
from parsers.pdf.inid import CODE
from parsers.pdf.joining import Joiner
from parsers.pdf.reader import READER
from parsers.pdf.wire import Page
from parsers.record import Record

NAME = "pdf"
OFFICES = frozenset({"US", "CN", "EP", "WO", "JP"})
YEARS = ""
CONTENT = "full text"
TRIED = "one EP document with text, and our own pages of other offices"

_FEW = 50
"""Characters of a page that has no text: stamps and page numbers have fewer."""
_DRAWN = 0.1
"""Share of a page of little text under a picture: it is a sheet of drawings, or a scan."""
_FEWEST_CODES = 3
_LETTERS = 0.5
"""Share of letters and digits below which a text layer is no text."""
_LANGUAGES = {"CN": "zh", "JP": "ja", "KR": "ko", "TW": "zh", "DE": "de", "AT": "de", "FR": "fr"}

BodyReader = Callable[
    [Sequence[Page], Front, Joiner],
    tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]],
]


class _Layout(NamedTuple):
    """The words that tell an office's front page, and who reads its pages."""

    sign: re.Pattern[str]
    front: FrontReader
    body: BodyReader


_LAYOUTS = (
    _Layout(
        re.compile(r"World Intellectual Property|WORLD INTELLECTUAL PROPERTY|世界知识产权组织"),
        front_wo.read,
        body_wo.read,
    ),
    _Layout(re.compile(r"日本国特許庁"), front_jp.read, body_jp.read),
    _Layout(
        re.compile(r"国家知识产权局|中华人民共和国.{0,4}专利局|(?:申请公布|授权公告)[号日]"),
        front_cn.read,
        body_cn.read,
    ),
    _Layout(
        re.compile(r"Europ.{1,2}isches Patentamt|EUROP.{2,4} PATENT(?:ANM|SCHR)?", re.IGNORECASE),
        front_ep.read,
        body_ep.read,
    ),
    _Layout(
        re.compile(r"United States\s+(?:\w+\s+)?Patent|\(1[29]\)\s*United States"),
        front_us.read,
        body_us.read,
    ),
)


def sniff(head: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return head.startswith(b"%PDF-")


def parse(record: Record) -> Iterator[Publication]:
    """The publication of a PDF.

    Raises ParseError PDF_INVALID, PDF_ENCRYPTED, PDF_LIMIT, and PDF_NO_LAYOUT when neither the
    first page nor the file name tells which publication it is.
    """
    pages = READER.pages(record.data)
    if not _has_text(pages[0]):
        yield _scan(record, pages)
        return
    layout = _layout(pages[0])
    if layout is None:
        raise ParseError(
            "PDF_NO_LAYOUT",
            "The first page is no front page of the USPTO, CNIPA, EPO, WIPO or JPO.",
            place="page 1",
        )
    yield _publication(record, pages, layout)


def _layout(page: Page) -> _Layout | None:
    """Whose front page it is: told by the office's words, if there are INID codes on it."""
    if sum(CODE.match(line.text) is not None for line in page.lines) < _FEWEST_CODES:
        return None
    text = "\n".join(line.text for line in page.lines)
    return next((layout for layout in _LAYOUTS if layout.sign.search(text)), None)


def _has_text(page: Page) -> bool:
    text = "".join(line.text for line in page.lines)
    tight = "".join(text.split())
    return len(tight) >= _FEW and sum(map(str.isalnum, tight)) >= _LETTERS * len(tight)


def _is_scan(page: Page) -> bool:
    return page.picture > 0.5 and not _has_text(page)


def _publication(record: Record, pages: Sequence[Page], layout: _Layout) -> Publication:
    joiner = Joiner(pages)
    front = layout.front(pages, joiner)
    description, claims, missing = layout.body(pages, front, joiner)
    identity = DocumentId(front.office, front.number, front.kind)
    right, stage = right_and_stage(front.office, front.kind, front.date, front.number)
    titles = (*_text(front.title, front), *front.other_titles)
    abstract = _text(front.abstract, front)
    scanned = not claims and not description and any(map(_is_scan, pages))
    absent = [
        *(_absent("title") for _ in range(not titles)),
        *(_absent("abstract") for _ in range(not abstract)),
        *(_absent("claims", scanned=scanned) for _ in range(not claims and not missing)),
        *(_absent("description", scanned=scanned) for _ in range(not description)),
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
        needs_ocr=scanned,
        gaps=(*absent, *missing, *_pictures(pages)),
        source=record.source(NAME),
    )


def _text(text: str, front: Front) -> tuple[Text, ...]:
    return (Text(lang=front.language, text=text),) if text else ()


def _absent(part: str, *, scanned: bool = False) -> Gap:
    return Gap(part=part, reason="scan_only" if scanned else "not_in_source")


def _pictures(pages: Sequence[Page]) -> Iterator[Gap]:
    """Drawings are pages of the PDF, not pictures beside it."""
    scans = [str(at) for at, page in enumerate(pages[1:], 2) if page.picture > _DRAWN]
    if scans:
        listed = ", ".join(scans[:20]) + (" …" if len(scans) > 20 else "")
        yield Gap(part="drawings", reason="scan_only", detail=f"pages {listed}")


def _scan(record: Record, pages: Sequence[Page]) -> Publication:
    """A publication without text that is known by its file name only."""
    name = PurePosixPath((record.member or record.file).replace("!", "/")).stem
    own = next((found for found in readings(name) if found.what == "publication"), None)
    if own is None:
        raise ParseError(
            "PDF_NO_LAYOUT",
            "The first page has no text: recognise it (OCR), or name the file after its number.",
            place="page 1",
        )
    right, stage = right_and_stage(own.office, own.kind, own.date, own.number)
    identity = DocumentId(own.office, own.number, own.kind or "")
    parts = ("title", "abstract", "claims", "description")
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
        source=record.source(
            NAME, notes=(f"{len(pages)} pages without text; number by file name",)
        ),
    )
