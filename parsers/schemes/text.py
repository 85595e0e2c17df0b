"""Texts of scheme files: empty elements that stand for characters, references as symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.symbols import normal
from parsers.text import clean
from parsers.xml import Element, local_name

_SIGNS = {
    "emdash": "—", "endash": "–", "nbsp": "\u00a0", "le": "≤", "ge": "≥", "degree": "°",
    "llinkt": ">", "rlinkt": "<", "tbond": "≡", "dbond": "=", "larrow": "←", "rarrow": "→",
    "br": " ", "plusmn": "±", "times": "×",
}  # fmt: skip
"""IPC's empty elements; `llinkt` and `rlinkt` are the two bonds drawn as an angle (`>N—`)."""

_BLOCKS = frozenset({
    "noteParagraph", "note-paragraph", "paragraph-text", "table-row", "subnote", "orphan",
    "section-title", "pre-text", "list-item", "note", "section-body",
})  # fmt: skip
_CELL = "table-column"


def symbol_of(scheme: str, text: str | None) -> str | None:
    return normal("ipc" if scheme == "ipc" else "cpc", text or "")


def line(element: Element) -> str:
    """The text of an element in one line."""
    return clean("".join(_pieces(element)).replace("\n", " "))


def lines(element: Element) -> str:
    """The text of an element with a line per paragraph or row; cells are parted by ` | `."""
    every = (clean(one) for one in "".join(_pieces(element)).split("\n"))
    return "\n".join(re.sub(r"(?: \|)+$|^(?:\| )+", "", one) for one in every if one.strip(" |"))


def _pieces(element: Element, *, cell: bool = False) -> Iterator[str]:
    name = local_name(element.tag)
    if name in _BLOCKS:
        yield " " if cell else "\n"
    yield from _own(element, name)
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, cell=cell or name == _CELL)
        yield _folded(child.tail)
    if name in _BLOCKS:
        yield " " if cell else "\n"
    elif name == _CELL:
        yield " | "


def _own(element: Element, name: str) -> Iterator[str]:
    if name in {"sref", "mref"} and not element.text:
        first = element.get("ref") or ""
        yield symbol_of("ipc", first) or first
        if end := element.get("endRef"):
            yield f"–{symbol_of('ipc', end) or end}"
    elif sign := _SIGNS.get(name):
        yield sign
    elif name == "symbol" and (character := element.get("character")):
        yield f"[{character}]"
    elif name in {"img", "media"}:
        source = element.get("src") or element.get("file-name") or "image"
        yield f"[{source}]"
    yield _folded(element.text)


def _folded(text: str | None) -> str:
    """Line breaks of the file are blanks; only elements part lines."""
    return re.sub(r"[\r\n\t]+\s*", " ", text) if text else ""
