"""CPC scheme XML: nested `classification-item` elements, one file per subclass and some above.

`level`: 2 section, 4 class, 5 subclass, 7 main group, from 8 on subgroups. 3 and 6 are headings
over several classes or groups and repeat the symbol of the first of them.
"""

from __future__ import annotations

from parsers.schemes.entries import CLASS, GROUP, SECTION, SUBCLASS, Entry, Move, Note
from parsers.schemes.text import line, lines, symbol_of
from parsers.schemes.walk import Open
from parsers.xml import Element, local_name

NAME = "classification-item"
_LEVELS = {2: SECTION, 4: CLASS, 5: SUBCLASS}
_MAIN = 7
_REFERENCES = frozenset({"reference"})


def edition(root: Element) -> str | None:
    return (root.get("publication-date") or "").replace("-", "") or None


def place(node: Element) -> tuple[str | None, int | None]:
    """Symbol and level of an element; no level for headings."""
    text = next((c.text for c in node if local_name(c.tag) == "classification-symbol"), None)
    printed = int(node.get("level") or 0)
    level = _LEVELS.get(printed, printed - _MAIN + GROUP if printed >= _MAIN else None)
    return symbol_of("cpc", text or node.get("sort-key")), level


def entry(node: Element, symbol: str, above: Open | None) -> Entry | None:
    """What the element says before the elements within it."""
    title, references = _title(node)
    _, level = place(node)
    if level is None:
        return Entry(symbol=symbol, state="heading", title=title) if title else None
    same = node.get("ipc-concordant") or ""
    concordant = symbol_of("ipc", same)
    return Entry(
        symbol=symbol,
        parent=above.symbol if above else None,
        level=level,
        title=title,
        references=references,
        notes=tuple(_notes(node)),
        moves=(Move("concordant", "ipc", concordant),) if concordant else (),
        additional=node.get("additional-only") == "true",
    )


def _title(node: Element) -> tuple[str, str]:
    titles, references = [], []
    for part in node.iterfind("{*}class-title/{*}title-part"):
        texts = []
        for child in part:
            name = local_name(child.tag)
            if name in _REFERENCES:
                references.append(line(child))
            elif name == "CPC-specific-text":
                own = [line(one) for one in child if local_name(one.tag) not in _REFERENCES]
                texts += [f"{{{text}}}" for text in own if text]
                kept = [line(one) for one in child if local_name(one.tag) in _REFERENCES]
                references += [f"{{{text}}}" for text in kept if text]
            else:
                texts.append(line(child))
        titles.append(" ".join(filter(None, texts)))
    return "; ".join(filter(None, titles)), "; ".join(filter(None, references))


def _notes(node: Element) -> list[Note]:
    found = []
    for box in node.iterfind("{*}notes-and-warnings"):
        for one in box:
            kind = one.get("type") or local_name(one.tag)
            if text := lines(one):
                found.append(Note("warning" if "warning" in kind else "note", text))
    return found
