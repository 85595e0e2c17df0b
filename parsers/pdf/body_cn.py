"""Text pages of CNIPA: one column, a running head that names the part and counts its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from parsers.formats.cn_words import is_heading_text
from parsers.model import Claim, Gap, Segment
from parsers.pdf.body import NUMBERED, claims, paragraphs, segments, without_title
from parsers.pdf.front import Front
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column, columns, merge
from parsers.pdf.wire import Line, Page

_PARTS = (
    ("说明书附图", "drawings"),
    ("说明书摘要", "abstract"),
    ("摘要附图", "drawings"),
    ("权利要求书", "claims"),
    ("说明书", "description"),
    ("外观设计图片或照片", "drawings"),
    ("图片或照片", "drawings"),
    ("简要说明", "description"),
)
_COUNT = re.compile(r"\d+\s*/\s*\d+\s*页?$|第\s*\d+\s*页")
_PAGE = re.compile(r"\d{1,3}")


def read(
    pages: Sequence[Page], front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims of the pages behind the front page."""
    flow: list[Column] = []
    claimed: list[Line] = []
    part = ""
    seen: Counter[str] = Counter()
    for page in pages[1:]:
        head, kept = _without_head(page, front)
        part = head or part
        seen[part] += 1
        if part == "claims":
            claimed += [line for column in columns(page, kept) for line in column.lines]
        elif part == "description":
            flow += columns(page, kept)
    front.notes += _miscounted(front.counts, seen)
    found = paragraphs(without_title(flow, front.title), _is_heading)
    description = segments(found, joiner, "zh", lambda _, text: is_heading_text(text))
    return description, *claims(claimed, joiner, "zh")


def _miscounted(counts: dict[str, int], seen: Counter[str]) -> Iterator[str]:
    """Where the front page counts other pages of a part than there are."""
    for name, count in counts.items():
        part = next(part for word, part in _PARTS if word.endswith(name))
        if any(seen.values()) and seen[part] != count:
            yield f"the front page counts {count} pages of {name}, the file has {seen[part]}"


def _is_heading(text: str) -> bool:
    return is_heading_text(NUMBERED.sub("", text))


def _without_head(page: Page, front: Front) -> tuple[str, list[Line]]:
    """The part a page belongs to, and its lines without head and page number."""
    part = ""
    kept = []
    top = 0.14 * page.height
    # The spaced letters of a head may come one by one.
    heads = merge(line for line in page.lines if line.y < top)
    for line in (*heads, *(line for line in page.lines if line.y >= top)):
        tight = "".join(line.text.split())
        at_top = line.y < top
        if at_top and front.number in tight:
            continue
        named = next((name for word, name in _PARTS if at_top and tight.startswith(word)), "")
        if named and len(tight) < 14:
            part = part or named
        elif not (at_top and _COUNT.search(line.text)) and not (
            line.y > 0.9 * page.height and _PAGE.fullmatch(tight)
        ):
            kept.append(line)
    return part, kept
