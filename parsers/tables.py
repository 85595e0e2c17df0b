"""Tables (CALS and OASIS exchange) as lines of text: one row a line, cells parted by ` | `."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.origins import reads
from parsers.scripts import shifted
from parsers.text import Marked, marked_text, strung
from parsers.xml import Element, local_name

_BETWEEN = " | "


@reads
def table_text(element: Element, lang: str | None = None) -> Marked:
    """Rows as lines, cells parted by ` | `; spans repeat nothing, empty rows are left out.

    The text of a table is the only text of the model that holds line breaks.
    """
    lines = (_line(row, lang) for row in _rows(element))
    return strung((line for line in lines if line[0]), "\n")


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if local_name(child.tag) in {"row", "Row", "tr", "title", "Title"}:
            yield child
        else:
            yield from _rows(child)


def _line(row: Element, lang: str | None) -> Marked:
    if local_name(row.tag).lower() == "title":
        return marked_text(row, lang)
    cells = [marked_text(cell, lang) for cell in row]
    if not any(text for text, _ in cells):
        return "", ()
    text, marks = strung(cells, _BETWEEN)
    bare = text.lstrip()
    return bare.rstrip(), shifted(marks, len(bare) - len(text))
