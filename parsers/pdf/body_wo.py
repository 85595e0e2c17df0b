"""Text pages of international applications: one column, numbered in the margin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from parsers.formats.cn_words import is_heading_text
from parsers.model import Claim, Gap, Segment
from parsers.pdf import body_us
from parsers.pdf.body import claims, paragraphs, segments, without_title
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column, flow, without_margins
from parsers.pdf.wire import Line, Page

_CLAIMS = re.compile(
    r"(?:THE\s+)?CLAIMS?:?|Claims?:?|WHAT IS CLAIMED(?: IS)?:?|What is claimed is:?|"
    r"Patentansprüche:?|PATENTANSPRÜCHE:?|REVENDICATIONS:?|Revendications:?|"
    r"权\s*利\s*要\s*求\s*书|請\s*求\s*の\s*範\s*囲"
)
_ABSTRACT = re.compile(r"ABSTRACT(?: OF THE DISCLOSURE)?|INTERNATIONAL SEARCH REPORT")
_SHEET = re.compile(r"\d{1,3}\s*/\s*\d{1,3}")
_NUMERAL = re.compile(r"-?\s*\d{1,3}\s*-?")


def read(
    pages: Sequence[Page], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims of the pages behind the front page."""
    running = _running(front)
    body: list[Column] = []
    claimed: list[Line] = []
    began = False
    for column in flow(without_margins(page, running) for page in pages[1:] if not _is_sheet(page)):
        kept: list[Line] = []
        for line in column.lines:
            text = line.text.strip()
            if _ABSTRACT.fullmatch(text) and began:
                return _made(body, claimed, front, joiner)
            if _CLAIMS.fullmatch(text) and (body or kept):
                began = True
            elif began:
                claimed.append(line)
            else:
                kept.append(line)
        if kept:
            body.append(Column(column.left, column.right, kept))
    return _made(body, claimed, front, joiner)


def _made(
    body: list[Column], claimed: list[Line], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    lang = front.language
    is_heading = is_heading_text if lang == "zh" else body_us.is_heading
    found = paragraphs(without_title(body, front.title), is_heading)
    description = segments(found, joiner, lang, lambda _, text: is_heading(text))
    return description, *claims(claimed, joiner, lang)


def _running(front: Front) -> Callable[[str], bool]:
    number = f"{front.number[:4]}/{front.number[4:]}"

    def is_running(text: str) -> bool:
        known = number in text or "PCT/" in text
        return (known and len(text) < 60) or _NUMERAL.fullmatch(text) is not None

    return is_running


def _is_sheet(page: Page) -> bool:
    """Whether a page is one of drawings: `2/7` on top, or next to no text."""
    top = [line.text.strip() for line in page.lines if line.y < 0.14 * page.height]
    return any(_SHEET.fullmatch(text) for text in top)
