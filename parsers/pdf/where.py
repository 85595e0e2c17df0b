"""Where on the pages of a PDF each field stands: page and box of every line it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from parsers.formats import pdf
from parsers.pdf.inid import Item, items
from parsers.pdf.joining import Joiner, Trace
from parsers.pdf.wire import Line
from parsers.record import Record

_ITEMS = {
    "10": "number", "11": "number", "12": "kind", "13": "kind", "43": "date", "45": "date",
    "21": "application.number", "22": "application.date", "30": "priorities", "31": "priorities",
    "32": "priorities", "33": "priorities", "66": "priorities", "51": "classifications.ipc",
    "52": "classifications.cpc", "54": "title", "56": "citations", "57": "abstract",
    "60": "related", "61": "related", "62": "related", "63": "related", "64": "related",
    "65": "related", "71": "parties.applicant", "72": "parties.inventor",
    "73": "parties.assignee", "74": "parties.agent", "75": "parties.inventor",
    "76": "parties.inventor", "84": "designated_states", "86": "related", "87": "related",
}  # fmt: skip
"""Field path by INID code (WIPO ST.9)."""
_BELOW = 0.25
"""How far letters reach below the line they stand on, in sizes of type."""


class Place(Struct, frozen=True):
    """Lines of one field on one page (from 1).

    `box`: left, top, right and bottom, in points from the upper left corner of the page.
    """

    field: str
    page: int
    box: tuple[float, float, float, float]
    text: str


def places(record: Record) -> list[Place]:
    """Where every field of a PDF stands; none for one that nobody can read.

    Items of the front page give the place of their field; claims and paragraphs
    (`claims.en.1`, `description.12`) have a place for each page they run over. Raises ParseError as
    `parsers.formats.pdf.parse` does.
    """
    found = pdf.read(record)
    if found.layout is None or found.front is None:
        return []
    front = [place for item in items(found.pages.pages[0]) for place in _item(item)]
    joiner = Joiner(found.pages.pages, traced=True)
    description, claims, _ = found.layout.body(found.pages.pages, found.front, joiner)
    fields = [(f"description.{at}", one.text) for at, one in enumerate(description, 1)]
    fields += [(f"claims.{one.lang}.{one.number}", one.text) for one in claims]
    return [*front, *_texts(fields, joiner.traces or [])]


def _item(item: Item) -> Iterator[Place]:
    field = _ITEMS.get(item.code)
    if field and item.lines:
        yield from _places(field, item.lines)


def _texts(fields: Iterable[tuple[str, str]], traces: Sequence[Trace]) -> Iterator[Place]:
    """Fields are ends of what was joined: numbers in front of them are cut off."""
    left = list(traces)
    for field, text in fields:
        found = next((trace for trace in left if trace.text.endswith(text)), None)
        if found:
            # The order of both is nearly the same: the one found is among the first.
            left.remove(found)
            yield from _places(field, found.lines)


def _places(field: str, lines: Sequence[Line]) -> Iterator[Place]:
    for page, group in groupby(lines, key=lambda line: line.page):
        held = list(group)
        box = (
            min(line.x0 for line in held),
            round(min(line.y - line.size for line in held), 1),
            max(line.x1 for line in held),
            round(max(line.y + _BELOW * line.size for line in held), 1),
        )
        yield Place(field, page, box, "\n".join(line.text for line in held))
