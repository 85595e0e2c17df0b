"""Addresses of search pages pasted as queries: what they ask, with places in the address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple, cast

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.context import Context, Notice, Notices

_CODE = re.compile(r"((?:%[0-9A-Fa-f]{2})+)|\+")


class Parameter(NamedTuple):
    """One parameter; `places[i]` is where in the address the i-th character of `text` stands."""

    name: str
    text: str
    places: tuple[int, ...]
    span: s.Span


class Box(NamedTuple):
    """What the page shows in its search box for an address; `places` as of `Parameter`."""

    text: str
    places: tuple[int, ...]

    def place(self, span: s.Span) -> s.Span:
        """Where in the address a span of the text comes from."""
        last = len(self.places) - 1
        start = self.places[min(span[0], last)]
        return (start, max(start, self.places[min(max(span[1] - 1, 0), last)]) + 1)


class Site:
    """The search pages of one system.

    `host` is a pattern of its names; `asking` are parameters that may hold the query, the first
    one there is taken; `page` is a pattern of addresses of single publications, whose groups joined
    are the number. `filters` is a pattern of parameters that narrow the set, which are not read.
    """

    def __init__(
        self, host: str, asking: tuple[str, ...], page: str = r"(?!)", filters: str = r"(?!)"
    ) -> None:
        begin = rf"\s*(?:https?://)?(?:{host})"
        self._start = re.compile(rf"{begin}\S*?\?", re.IGNORECASE)
        self._any = re.compile(begin, re.IGNORECASE)
        self._page = re.compile(rf"{begin}{page}", re.IGNORECASE)
        self._asking = asking
        self._filters = re.compile(filters)

    def parameter(self, text: str, *names: str) -> Parameter | None:
        """The first of these parameters that an address has and that is not empty."""
        asked = self._parameters(text)
        found = (one for name in names for one in asked if one.name == name and one.text.strip())
        return next(found, None)

    def _parameters(self, text: str) -> list[Parameter]:
        start = self._start.match(text)
        return list(parameters(text, start.end())) if start else []

    def read(self, context: Context, read: Callable[[Context], s.Syntax]) -> s.Syntax | None:
        """The tree of an address, its query read by `read`; None if the text is no address.

        Raises QueryError for an address of this site that asks for nothing.
        """
        if asked := self.parameter(context.text, *self._asking):
            for one in self._parameters(context.text):
                if self._filters.fullmatch(one.name) and one.text.strip():
                    context.note("note_parameter_unread", one.span, name=one.name)
            return read_box(context, Box(asked.text, asked.places), read)
        if found := self._page.match(context.text):
            groups = [at for at in range(1, found.re.groups + 1) if found[at]]
            span = (found.start(groups[0]), found.end(groups[-1]))
            number = "".join(found[at] for at in groups)
            return s.Fielded((s.FieldName("pn", span),), s.Word(number.upper(), span), span)
        if self._any.match(context.text):
            raise context.fail("address_asks_nothing", (0, len(context.text)))
        return None


def read_box(context: Context, box: Box, read: Callable[[Context], s.Syntax]) -> s.Syntax:
    """The tree of a box; spans of tree, notes and errors are in the address."""
    inner = replace(context, text=box.text, notices=Notices())
    try:
        found = read(inner)
    except QueryError as error:
        raise moved_error(error, box) from None
    context.notices += [moved_notice(one, box) for one in inner.notices]
    return cast("s.Syntax", moved(found, box))


def parameters(text: str, at: int) -> Iterator[Parameter]:
    """The parameters of an address from there on, percent and plus signs read."""
    for found in re.finditer(r"([^&=\s]+)=([^&]*)", text[at:]):
        begin = at + found.start(2)
        value, places = _decoded(found[2], begin)
        yield Parameter(found[1].lower(), value, places, (at + found.start(), at + found.end()))


def _decoded(text: str, begin: int) -> tuple[str, tuple[int, ...]]:
    """Percent signs and plus signs read, and where each character comes from."""
    made, at = "", 0
    places: list[int] = []
    for found in _CODE.finditer(text):
        made += text[at : found.start()]
        places += range(begin + at, begin + found.start())
        piece = " "
        if found[1]:
            piece = bytes.fromhex(found[1].replace("%", "")).decode("utf-8", "replace")
        made += piece
        places += [begin + found.start()] * len(piece)
        at = found.end()
    made += text[at:]
    places += range(begin + at, begin + len(text) + 1)
    return made, tuple(places)


def joined(mark: str, boxes: list[Box]) -> Box:
    """Boxes with a mark between them."""
    places: list[int] = []
    for box in boxes:
        places += [box.places[0]] * len(mark) if places else []
        places += box.places
    return Box(mark.join(box.text for box in boxes), tuple(places))


def moved(node: Any, box: Box) -> Any:
    """A tree of the box with its spans in the address."""
    if isinstance(node, tuple):
        return tuple(moved(part, box) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changed: dict[str, Any] = {}
    for one in fields(node):
        value = getattr(node, one.name)
        changed[one.name] = box.place(value) if one.name == "span" else moved(value, box)
    return replace(node, **changed)


def moved_notice(notice: Notice, box: Box) -> Notice:
    return replace(notice, span=box.place(notice.span))


def moved_error(error: QueryError, box: Box) -> QueryError:
    if error.position is not None:
        error.position = box.place(error.position)
    return error
