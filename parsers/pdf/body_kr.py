"""Text pages of KIPO: claims by `청구항 1`, headings of their own lines, numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from parsers.formats.parts import RawClaim, number_claims
from parsers.heading_words import part_of_heading
from parsers.model import Claim, Gap, Segment
from parsers.pdf.body import NUMBERED, Paragraph, origin_of, paragraphs, segments, without_title
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column, columns
from parsers.pdf.wire import Line, Page

_CLAIM = re.compile(
    r"\s*[【\[]?청구항\s?(\d{1,3})[】\]]?\s*$|\s*[【\[]?청구항\s?(\d{1,3})[】\]]?\s{1,}"
)
_SECTIONS = {
    "청구범위": "claims", "특허청구의범위": "claims", "실용신안등록청구의범위": "claims",
    "등록청구의범위": "claims", "청구의범위": "claims",
    "발명의설명": "description", "고안의설명": "description", "명세서": "",
    "발명의상세한설명": "description", "고안의상세한설명": "description",
    "디자인의설명": "description", "디자인의설명및창작내용의요점": "description",
    "도면": "drawings", "도면의설명": "description",
}  # fmt: skip
_SHEET = re.compile(r"도면\d+")
_FOOT = re.compile(r"-\s*\d{1,3}\s*-")
_HEADINGS = frozenset({
    "기술분야", "배경기술", "발명의내용", "해결하려는과제", "해결하고자하는과제", "과제의해결수단",
    "과제해결수단", "발명의효과", "효과", "도면의간단한설명", "발명을실시하기위한구체적인내용",
    "발명의실시를위한구체적인내용", "실시예", "부호의설명", "도면의주요부분에대한부호의설명",
    "산업상이용가능성", "선행기술문헌", "특허문헌", "비특허문헌", "고안의내용", "고안의효과",
    "고안을실시하기위한구체적인내용", "발명이속하는기술및그분야의종래기술", "발명의구성및작용",
    "발명이이루고자하는기술적과제", "발명의목적", "발명의구성",
})  # fmt: skip
_LONGEST = 40


def read(
    pages: Sequence[Page], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims of the pages behind the front page."""
    text: list[Column] = []
    claimed: list[Line] = []
    part = ""
    for page in pages[1:]:
        for column in columns(page, [x for x in page.lines if not _is_edge(x, page)]):
            kept: list[Line] = []
            for line in column.lines:
                tight = _tight(line.text)
                if tight in _SECTIONS:
                    part = _SECTIONS[tight]
                elif _SHEET.fullmatch(tight):
                    part = "drawings"
                elif part == "claims":
                    claimed.append(line)
                elif part == "description":
                    kept.append(line)
            if kept:
                text.append(Column(column.left, column.right, kept))
    found = paragraphs(without_title(text, front.title), _is_heading)
    return segments(found, joiner, "ko", _is_segment_heading), *_claims(claimed, joiner)


def _tight(text: str) -> str:
    return "".join(text.split()).strip("【】[]<>")


def _is_edge(line: Line, page: Page) -> bool:
    """Whether a line is a running head (`공개특허 10-2020-0012345`) or a page number."""
    tight = "".join(line.text.split())
    head = line.y < 0.09 * page.height and re.search(r"(?:10|20|30)-\d", tight) is not None
    return head or (line.y > 0.9 * page.height and _FOOT.fullmatch(line.text.strip()) is not None)


def _is_heading(text: str) -> bool:
    tight = _tight(text)
    if tight in _HEADINGS:
        return True
    short = len(tight) < _LONGEST and not text.rstrip().endswith((".", "다", ",", ";"))
    return short and part_of_heading(tight, "ko") is not None and not NUMBERED.match(text)


def _is_segment_heading(paragraph: Paragraph, text: str) -> bool:
    return _is_heading(text) and not NUMBERED.match(paragraph.lines[0].text)


def _claims(lines: Sequence[Line], joiner: Joiner) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    parts: list[list[Line]] = []
    for line in lines:
        found = _CLAIM.match(line.text)
        if found and int(found[1] or found[2]) == len(parts) + 1:
            rest = line.text[found.end() :].strip()
            parts.append([replace(line, text=rest)] if rest else [])
        elif parts:
            parts[-1].append(line)
    raw = [RawClaim(number, joiner.join(part, "ko")) for number, part in enumerate(parts, 1)]
    made, gaps = number_claims(raw, "ko")
    return tuple(replace(claim, origin=origin_of(parts[claim.number - 1])) for claim in made), gaps
