"""Tables (CALS and OASIS exchange) as lines of text: one row a line, cells parted by ` | `."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.text import inline_text
from parsers.xml import Element, local_name


def table_text(element: Element, lang: str | None = None) -> str:
    """Rows as lines, cells parted by ` | `; spans repeat nothing, empty rows are left out.

    The text of a table is the only text of the model that holds line breaks.
    """
    lines = (_line(row, lang) for row in _rows(element))
    return "\n".join(line for line in lines if line)


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if local_name(child.tag) in {"row", "Row", "tr", "title", "Title"}:
            yield child
        else:
            yield from _rows(child)


def _line(row: Element, lang: str | None) -> str:
    if local_name(row.tag).lower() == "title":
        return inline_text(row, lang)
    cells = [inline_text(cell, lang) for cell in row]
    return " | ".join(cells).strip() if any(cells) else ""
