"""Text pages of the USPTO: two columns, numbered every fifth line, claims after the description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Claim, Gap, Segment
from parsers.pdf.body import claims, paragraphs, segments, without_title
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column, flow, without_margins
from parsers.pdf.us_pages import is_sequel, is_sheet, running_head
from parsers.pdf.wire import Line, Page

_CLAIMS = re.compile(
    r"(?:What (?:is|we|I) claim(?:ed)?(?: is)?|(?:I|We) claim(?: as .*)?|The invention claimed is|"
    r"What is claimed(?: as .*)? is|It is claimed|The ornamental design .*claim.*)\s*:?$",
    re.IGNORECASE,
)
_END = re.compile(r"(?:\*\s*){3,}")
_LONGEST = 120


def read(
    pages: Sequence[Page], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims of the pages behind the front page."""
    running = running_head(front.number)
    text: list[Page] = []
    for page in pages[1:]:
        if not is_sheet(page) and not (is_sequel(page) and not text):
            text.append(without_margins(page, running))
    body, claimed = _parted(list(flow(text)))
    found = paragraphs(without_title(body, front.title), is_heading)
    description = segments(found, joiner, "en", lambda _, text: is_heading(text))
    return description, *claims(claimed, joiner, "en")


def is_heading(text: str) -> bool:
    """Headings are set in capitals."""
    letters = sum(map(str.isalpha, text))
    return (
        letters > 3
        and len(text) < _LONGEST
        and text.isupper()
        and letters * 10 > 7 * len(text.replace(" ", ""))
        and not text.endswith((".", ";", ","))
    )


def _parted(found: Sequence[Column]) -> tuple[list[Column], list[Line]]:
    """The columns of the description, and the lines of the claims behind it."""
    body: list[Column] = []
    claimed: list[Line] = []
    began = False
    for column in found:
        kept = []
        for line in column.lines:
            if _END.match(line.text):
                continue
            if not began and _CLAIMS.match(line.text.strip()):
                began = True
            elif began:
                claimed.append(line)
            else:
                kept.append(line)
        if kept:
            body.append(Column(column.left, column.right, kept))
    return body, claimed
