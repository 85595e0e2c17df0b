"""IPC as WIPO publishes it: `IPCScheme`, `staticIpc`, and `ipcEntries` of the early editions.

All are nested `ipcEntry` elements. `kind`: s section, c class, u subclass, m main group, 1-9 A B
subgroup by its dots; t subsection title, g guidance heading, i index, n note, d deleted. Deleted
entries lie within whatever precedes them in print: that is no parentage.
"""

from __future__ import annotations

import re
from typing import Literal

from parsers.languages import lang_of
from parsers.schemes.entries import GROUP, Entry, Move, Note
from parsers.schemes.text import line, lines, symbol_of
from parsers.schemes.walk import Open
from parsers.xml import Element, local_name

NAME = "ipcEntry"
LEVELS = {kind: level for level, kind in enumerate("scum123456789AB")}
_HEADINGS = frozenset("tgi")
_RELATIONS: dict[str, Literal["transferred", "covered"]] = {
    "transferredTo": "transferred",
    "coveredBy": "covered",
}


def edition(root: Element) -> str | None:
    """The edition's first day: `@edition`, or the `e` of the early editions' `@displayMode`."""
    if found := re.search(r"\d{8}", root.get("edition") or root.get("ipcEdition") or ""):
        return found[0]
    shown = re.search(r"(?:^|;)e(\d{8})", root.get("displayMode") or "")
    return shown[1] if shown else None


def place(node: Element) -> tuple[str | None, int | None]:
    """Symbol and level of an element; no level for what has no place in the hierarchy."""
    return symbol_of("ipc", node.get("symbol")), LEVELS.get(node.get("kind") or "")


def entry(node: Element, symbol: str, above: Open | None) -> Entry | None:
    """What the element says, once its `textBody` is complete."""
    kind, body = node.get("kind") or "", _body(node)
    until, lang = symbol_of("ipc", node.get("endSymbol")), lang_of(node.get("lang"))
    until = until if until != symbol else None
    if kind in LEVELS:
        title, references = _title(body)
        return Entry(
            symbol=symbol,
            parent=above.symbol if above else None,
            level=LEVELS[kind],
            title=title,
            references=references,
            since=node.get("edition"),
            lang=lang,
            additional=node.get("entryType") in {"I", "D"} and LEVELS[kind] >= GROUP,
        )
    if kind == "d":
        return Entry(symbol=symbol, state="deleted", moves=_moves(body), until=until)
    if kind == "n":
        note = Note("note", lines(body)) if body is not None else None
        return (
            Entry(symbol=symbol, state="named", notes=(note,), lang=lang)
            if note and note.text
            else None
        )
    if kind in _HEADINGS:
        title, _ = _title(body)
        return Entry(
            symbol=symbol, state="heading", title=title or _text(body), until=until, lang=lang
        )
    return None


def _body(node: Element) -> Element | None:
    return next((child for child in node if local_name(child.tag) == "textBody"), None)


def _text(body: Element | None) -> str:
    return "" if body is None else line(body)


def _title(body: Element | None) -> tuple[str, str]:
    """Title without its references, and those, as printed in parentheses."""
    titles, references = [], []
    for part in body.iter("{*}titlePart") if body is not None else ():
        texts = [line(child) for child in part if local_name(child.tag) == "text"]
        titles.append(" ".join(texts))
        references += [line(c) for c in part if local_name(c.tag) == "entryReference"]
    return "; ".join(filter(None, titles)), "; ".join(filter(None, references))


def _moves(body: Element | None) -> tuple[Move, ...]:
    moves = []
    for where in body.iter("{*}transferredTo", "{*}coveredBy") if body is not None else ():
        for one in where.iter("{*}sref", "{*}mref"):
            if first := symbol_of("ipc", one.get("ref")):
                relation = _RELATIONS[local_name(where.tag)]
                moves.append(Move(relation, "ipc", first, symbol_of("ipc", one.get("endRef"))))
    return tuple(moves)
