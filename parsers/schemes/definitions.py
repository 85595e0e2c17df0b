"""CPC definitions XML: `definition-item` with statement, references, glossary, by symbol."""

from __future__ import annotations

from parsers.schemes.entries import Entry, Note, Terms
from parsers.schemes.terms import terms_of
from parsers.schemes.text import line, lines, symbol_of
from parsers.schemes.walk import Open
from parsers.xml import Element, local_name

NAME = "definition-item"
_OWN = frozenset({"classification-symbol", "definition-title"})


def edition(root: Element) -> str | None:
    return (root.get("publication-date") or "").replace("-", "") or None


def place(node: Element) -> tuple[str | None, int | None]:
    text = next((c.text for c in node if local_name(c.tag) == "classification-symbol"), None)
    return symbol_of("cpc", text), None


def entry(node: Element, symbol: str, _above: Open | None) -> Entry | None:
    """The title as printed with its references, and each section as a note of its own kind."""
    title = next((line(c) for c in node if local_name(c.tag) == "definition-title"), "")
    notes: list[Note] = []
    terms: list[Terms] = []
    for child in node:
        if isinstance(child.tag, str) and local_name(child.tag) not in _OWN:
            _sections(child, notes)
            if local_name(child.tag) == "synonyms-keywords":
                terms += terms_of(child)
    return Entry(symbol=symbol, state="named", title=title, notes=tuple(notes), terms=tuple(terms))


def _sections(element: Element, notes: list[Note]) -> None:
    """Sections within sections (the kinds of references) are notes of their own."""
    name = local_name(element.tag)
    inner = [c for c in element if c.find("{*}section-title") is not None]
    if inner:
        for child in inner:
            _sections(child, notes)
        return
    heading = element.find("{*}section-title")
    body = [c for c in element if local_name(c.tag) != "section-title"]
    text = "\n".join(filter(None, map(lines, body)))
    if text:
        notes.append(Note(name, text, None if heading is None else line(heading)))
