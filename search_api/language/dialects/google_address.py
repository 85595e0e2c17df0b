"""Addresses of Google Patents, `q=battery&assignee=Toyota`, as the query they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.context import Notice
from search_api.language.guard import guard

_START = re.compile(r"\s*(?:https?://)?(?:www\.)?patents\.google\.com/\S*?\?|\s*\??(?=(?:q|oq)=)")
_PAGE = re.compile(
    r"\s*(?:https?://)?(?:www\.)?patents\.google\.com/patent/(\w+)(?:/\w+)?/?(?:[?#]\S*)?\s*$"
)
_COMMA = re.compile(
    r",(?!\s*(?:inc|ltd|llc|co|corp|gmbh|limited|lp|plc|kk|ag|bv|nv|sa)\b)", re.IGNORECASE
)
"""A comma between values, not the one in `Tesla, Inc.`"""
_CODE = re.compile(r"((?:%[0-9A-Fa-f]{2})+)|\+")
IGNORED = frozenset(
    ("num", "oq", "sort", "page", "clustered", "dups", "peid", "scholar", "patents", "hl")
)
"""Parameters of display: they change no set."""
_ASKING = ("q", "assignee", "inventor", "country", "language", "status", "type", "cpc")
_DATES = ("before", "after")


class Parameter(NamedTuple):
    """One parameter; `places[i]` is where in the address the i-th character of `text` stands."""

    name: str
    text: str
    places: tuple[int, ...]
    span: s.Span


def page(text: str) -> re.Match[str] | None:
    """The number of a publication's own page, in group 1."""
    return _PAGE.match(text)


def parameters(text: str) -> list[Parameter] | None:
    """The parameters of an address that asks for something, or None if it is none."""
    start = _START.match(text)
    if start is None:
        return None
    return list(_split(text, start.end()))


def _split(text: str, at: int) -> Iterator[Parameter]:
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


class Box(NamedTuple):
    """What Google shows in its search box for an address; `places` as of `Parameter`."""

    text: str
    places: tuple[int, ...]

    def place(self, span: s.Span) -> s.Span:
        """Where in the address a span of the text comes from."""
        last = len(self.places) - 1
        start = self.places[min(span[0], last)]
        return (start, max(start, self.places[min(max(span[1] - 1, 0), last)]) + 1)


def box_of(parameter: Parameter) -> Box | None:
    """One parameter as a condition; None if it asks for nothing."""
    name, text, places, span = parameter
    if not text.strip() or name not in (*_ASKING, *_DATES):
        return None
    if name in _DATES:
        return _around(f"{name}:", Box(text, places), "", span)
    if name == "q":
        _check(Box(text, places))
        return _around("(", Box(text, places), ")", span)
    cuts = [0, *(at for found in _COMMA.finditer(text) for at in found.span()), len(text)]
    pieces = [(text[a:b], places[a:b]) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    values = [_value(one, where) for one, where in pieces if one.strip()]
    return _around(f"{name}:(", joined(" OR ", values), ")", span) if values else None


def _check(box: Box) -> None:
    """Refuse brackets and quotation marks that are open, at their place in the address."""
    try:
        guard(box.text)
    except QueryError as error:
        raise moved_error(error, box) from None


def _value(text: str, places: tuple[int, ...]) -> Box:
    mark = '"' if re.search(r"[\s,]", text.strip()) and not re.search(r'["()]', text) else ""
    return _around(mark, Box(text, places), mark, (places[0], places[-1] + 1))


def _around(before: str, box: Box, after: str, span: s.Span) -> Box:
    places = (span[0],) * len(before) + box.places[: len(box.text)] + (span[1] - 1,) * len(after)
    return Box(before + box.text + after, places)


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
