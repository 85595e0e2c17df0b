"""Pages as columns of lines in reading order, without line numbers and running matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from parsers.pdf.wire import Line, Page

_NUMERAL = re.compile(r"\d{1,3}")
_FULL = 0.04
"""Share of lines that may run across the gutter between columns: titles, wide tables."""
_SIDE = 0.15
"""Share of lines that each column must have."""


Strip: TypeAlias = tuple[float, float]
"""Two edges of something that runs down the page."""


class Column(NamedTuple):
    """Lines from top to bottom between two edges."""

    left: float
    right: float
    lines: list[Line]


def flow(pages: Iterable[Page]) -> Iterator[Column]:
    """The columns of text pages, one after the other.

    On the last page the second column may have too few lines to be seen as one: it stands where
    it stood on the page before.
    """
    known: Strip | None = None
    for page in pages:
        words = [line for line in page.lines if not _NUMERAL.fullmatch(line.text)]
        gap = gutter(words, page.width)
        if gap is None and known and not any(_crosses(line, *known) for line in words):
            gap = known
        known = gap or known
        yield from _arranged(page.lines, words, gap)


def columns(page: Page, lines: Sequence[Line] | None = None) -> list[Column]:
    """The columns of a page (or of some of its lines), bands of full width between them."""
    given = page.lines if lines is None else lines
    words = [line for line in given if not _NUMERAL.fullmatch(line.text)]
    return _arranged(given, words, gutter(words, page.width))


def _arranged(given: Sequence[Line], words: list[Line], gap: Strip | None) -> list[Column]:
    numbers = [line for line in given if _NUMERAL.fullmatch(line.text)]
    if gap is None:
        return _single(words, numbers)
    left, right = gap
    middle = (left + right) / 2
    kept = [*words, *(line for line in numbers if not _in_gutter(line, left, right))]
    found: list[Column] = []
    for band in _bands(kept, left, right):
        if band and _crosses(band[0], left, right):
            found.append(_column(band))
            continue
        for side in (True, False):
            part = [line for line in band if (line.x0 < middle) is side]
            if part:
                found.append(_column(part))
    return _with_common_edges(found, middle)


def gutter(lines: Sequence[Line], width: float) -> Strip | None:
    """The blank strip between two columns; None for a page of one column."""
    size = int(width) + 2
    steps = [0] * (size + 1)
    for line in lines:
        steps[min(max(int(line.x0), 0), size)] += 1
        steps[min(max(int(line.x1) + 1, 0), size)] -= 1
    allowed, cover = max(_FULL * len(lines), min(2, len(lines) / 6)), 0
    begun, best = None, (0, 0)
    for x, step in enumerate(steps):
        cover += step
        if cover <= allowed and 0.3 * width < x < 0.7 * width:
            begun = x if begun is None else begun
            if x - begun > best[1] - best[0]:
                best = (begun, x)
        else:
            begun = None
    if best[1] - best[0] < 4:
        return None
    enough = max(_SIDE * len(lines), 1)
    sides = sum(line.x1 <= best[0] + 1 for line in lines), sum(line.x0 >= best[1] for line in lines)
    return best if min(sides) >= enough else None


def _in_gutter(line: Line, left: float, right: float) -> bool:
    """Numbers of lines stand between the columns, every fifth one."""
    return line.x0 > left - 4 and line.x1 < right + 4 and int(line.text) % 5 == 0


def _single(words: list[Line], numbers: list[Line]) -> list[Column]:
    if not words:
        return []
    column = _column(words)
    inside = [
        line
        for line in numbers
        if int(line.text) % 5 or column.left - 2 < line.x0 < column.right + 2
    ]
    return [_column([*words, *inside])]


def _crosses(line: Line, left: float, right: float) -> bool:
    return line.x0 < left and line.x1 > right


def _bands(lines: list[Line], left: float, right: float) -> Iterator[list[Line]]:
    """Lines of full width by themselves, and those of two columns between them."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: line.y):
        full = _crosses(line, left, right)
        if band and full is not _crosses(band[-1], left, right):
            yield band
            band = []
        band.append(line)
    yield band


def _column(lines: list[Line]) -> Column:
    merged = merge(lines)
    edges = sorted(line.x0 for line in merged)
    return Column(edges[len(edges) // 20], max(line.x1 for line in merged), merged)


def _with_common_edges(found: list[Column], middle: float) -> list[Column]:
    """Parts of one column share its edges, so that indents can be told."""
    edges: dict[tuple[bool, bool], Strip] = {}
    for column in found:
        side = (column.left < middle, column.right > middle)
        left, right = edges.get(side, (column.left, column.right))
        edges[side] = (min(left, column.left), max(right, column.right))
    return [
        Column(*edges[column.left < middle, column.right > middle], column.lines)
        for column in found
    ]


def merge(lines: Iterable[Line], begins: Callable[[str], object] = lambda _: False) -> list[Line]:
    """Lines from top to bottom; pieces on one baseline joined from left to right.

    A piece that `begins` something stays a line of its own.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < 0.35 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    merged = []
    for row in rows:
        pieces: list[Line] = []
        for line in sorted(row, key=lambda line: line.x0):
            if pieces and begins(line.text):
                merged.append(_joined(pieces))
                pieces = []
            pieces.append(line)
        merged.append(_joined(pieces))
    return merged


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return replace(
        row[-1],
        x0=row[0].x0,
        y=row[0].y,
        size=max(line.size for line in row),
        text=" ".join(line.text for line in row),
    )


def without_margins(page: Page, is_running: Callable[[str], bool]) -> Page:
    """The page without heads and feet: lines at its edges that `is_running` recognises."""
    top, foot = 0.14 * page.height, 0.90 * page.height
    kept = []
    first = min((line.y for line in page.lines if len(line.text) > 20), default=top)
    for line in page.lines:
        at_edge = line.y < max(min(first, top), 0.08 * page.height) or line.y > foot
        if at_edge and (_NUMERAL.fullmatch(line.text) or is_running(line.text)):
            continue
        kept.append(line)
    return replace(page, lines=tuple(kept))
