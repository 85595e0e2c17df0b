"""Nested XML entries read one by one: what is complete is told, then forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol, cast

from lxml import etree

from parsers.errors import ParseError
from parsers.schemes.entries import SUBCLASS, Entry
from parsers.xml import MAX_DEPTH, Element, local_name


@dataclass(slots=True)
class Open:
    """An element not yet closed; `told` once its own entry was yielded."""

    node: Element
    symbol: str | None = None
    level: int | None = None
    told: bool = False


class Layout(Protocol):
    """A module that knows one layout: the name of its elements and what they say."""

    NAME: str

    def edition(self, root: Element, /) -> str | None: ...

    def place(self, node: Element, /) -> tuple[str | None, int | None]: ...

    def entry(self, node: Element, symbol: str, above: Open | None, /) -> Entry | None: ...


def walk(stream: IO[bytes], layout: Layout) -> Iterator[Entry]:
    """The entries in the order of the file, each before those within it. Raises ParseError."""
    stack: list[Open] = []
    try:
        for event, node in _events(stream):
            if local_name(node.tag) != layout.NAME:
                continue
            if event == "start":
                if stack:
                    yield from _tell(stack, layout)
                if len(stack) > MAX_DEPTH:
                    raise ParseError("XML_DEPTH", "The entries are nested too deeply.")
                stack.append(Open(node))
            else:
                yield from _tell(stack, layout)
                stack.pop()
                _forget(node)
    except etree.XMLSyntaxError as error:
        raise ParseError("XML_SYNTAX", str(error), place=f"line {error.lineno}") from error


def _events(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    return cast("Iterator[tuple[str, Element]]", events)


def _tell(stack: list[Open], layout: Layout) -> Iterator[Entry]:
    last = stack[-1]
    if last.told:
        return
    last.told = True
    last.symbol, last.level = layout.place(last.node)
    if last.symbol is None:
        return
    above = next((one for one in reversed(stack[:-1]) if one.level is not None), None)
    found = layout.entry(last.node, last.symbol, above or _implied(last))
    if found is not None:
        yield found


def _implied(last: Open) -> Open | None:
    """Files that begin below a section leave out what their symbols tell by themselves."""
    if last.symbol is None or last.level is None or not 0 < last.level <= SUBCLASS:
        return None
    size = {1: 1, 2: 3}[last.level]
    return Open(last.node, last.symbol[:size], last.level - 1)


def _forget(node: Element) -> None:
    node.clear()
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
