"""Text pages of the European Patent Office: two columns, claims in up to three languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from parsers.model import Claim, Gap, Segment
from parsers.pdf.body import NUMBERED, Paragraph, claims, paragraphs, segments
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column, flow, without_margins
from parsers.pdf.wire import Line, Page

_PARTS = {
    "Description": "", "Beschreibung": "",
    "Claims": "en", "Patentansprüche": "de", "Ansprüche": "de", "Revendications": "fr",
}  # fmt: skip
_END = re.compile(r"REFERENCES CITED IN THE DESCRIPTION|IN DER BESCHREIBUNG AUFGEF", re.IGNORECASE)
_LONGEST = 100
_WORD = re.compile(r"[^\W\d_]{3}")


def read(
    pages: Sequence[Page], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims of the pages behind the front page."""
    running = _running(front)
    text: list[Column] = []
    claimed: dict[str, list[Line]] = {}
    part: str | None = None
    for column in flow(without_margins(page, running) for page in pages[1:]):
        if any(_END.search(line.text) for line in column.lines):
            break
        kept = []
        for line in column.lines:
            if line.text in _PARTS:
                part = _PARTS[line.text]
            elif part:
                claimed.setdefault(part, []).append(line)
            elif part is not None:
                kept.append(line)
        if kept:
            text.append(Column(column.left, column.right, kept))
    return _made(text, claimed, front, joiner)


def _made(
    text: list[Column], claimed: dict[str, list[Line]], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    found: list[Claim] = []
    gaps: list[Gap] = []
    for lang, lines in claimed.items():
        some, missing = claims(lines, joiner, lang)
        found += some
        gaps += missing
    body = paragraphs(text, lambda _: False)
    description = segments(body, joiner, front.language, _is_heading)
    return description, tuple(found), tuple(gaps)


def _is_heading(paragraph: Paragraph, text: str) -> bool:
    """Headings stand apart, short and without the mark of a sentence or a number before them."""
    return (
        paragraph.apart
        and len(text) < _LONGEST
        and (text[:1].isalnum() or text.startswith("["))
        and not NUMBERED.match(paragraph.lines[0].text)
        and not text.endswith((".", ";", ",", ":"))
        and _WORD.search(text) is not None
        and "=" not in text
    )


def _running(front: Front) -> Callable[[str], bool]:
    number = front.number.zfill(7)

    def is_running(text: str) -> bool:
        return number in re.sub(r"\D", "", text) and len(text) < 40

    return is_running
