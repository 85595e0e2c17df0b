"""Items of a front page by their INID codes (WIPO ST.9).

A front page has a head of two columns, then the title (54). In the United States what follows
stands in two columns; elsewhere the title and the abstract close the page. In both cases what
stands above the title is read before what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parsers.pdf.layout import Column, columns, merge
from parsers.pdf.wire import Line, Page

CODE = re.compile(r"\s*[(（\[]\s*(\d\d|\*)\s*[)）\]]\s*")
_TITLE = "54"
_MOST_LINES = 1_000
"""More lines than any front page has: what goes beyond is not looked at."""


class Item(Struct):
    """What follows one code; `lines` without the code, the first with the label."""

    code: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """The lines, joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


def items(page: Page) -> list[Item]:
    """The items of a front page in reading order; lines before the first code have the code ""."""
    if len(page.lines) > _MOST_LINES:
        page = replace(page, lines=page.lines[:_MOST_LINES])
    found = [Item("", [])]
    for column in _ordered(page):
        for line in column.lines:
            code = CODE.match(line.text)
            if code is None:
                found[-1].lines.append(line)
                continue
            rest = line.text[code.end() :]
            found.append(Item(code[1], [replace(line, text=rest)] if rest else []))
    return found


def _ordered(page: Page) -> Iterator[Column]:
    starts = [line.y for line in page.lines if _is(line, _TITLE)]
    if not starts:
        yield from _sides(page, page.lines)
        return
    above = [line for line in page.lines if line.y < min(starts) - 1]
    yield from _sides(page, above)
    yield from _sides(page, [line for line in page.lines if line.y >= min(starts) - 1])


def _is(line: Line, code: str) -> bool:
    found = CODE.match(line.text)
    return found is not None and found[1] == code


def _sides(page: Page, lines: Sequence[Line]) -> list[Column]:
    """Two columns where codes begin right of the middle; else what the gaps between lines say."""
    rights = [line.x0 for line in lines if line.x0 > 0.42 * page.width and CODE.match(line.text)]
    if not rights:
        return columns(page, lines)
    edge = min(rights) - 3
    sides = [[line for line in lines if (line.x0 < edge) is side] for side in (True, False)]
    return [
        Column(
            min(line.x0 for line in side), max(line.x1 for line in side), merge(side, CODE.match)
        )
        for side in sides
        if side
    ]


def first(found: Sequence[Item], *codes: str) -> Item | None:
    """The first item with one of the codes, in the order of the codes."""
    for code in codes:
        for item in found:
            if item.code == code and item.lines:
                return item
    return None


def all_of(found: Sequence[Item], code: str) -> list[Item]:
    """Every item with that code."""
    return [item for item in found if item.code == code and item.lines]
