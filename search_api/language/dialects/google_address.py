"""Addresses of Google Patents, `q=battery&assignee=Toyota`, as the query they stand for."""

from __future__ import annotations

import re

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.guard import guard
from search_api.language.pasting import Box, Parameter, joined, moved_error
from search_api.language.pasting import parameters as split

_START = re.compile(r"\s*(?:https?://)?(?:www\.)?patents\.google\.com/\S*?\?|\s*\??(?=(?:q|oq)=)")
_PAGE = re.compile(
    r"\s*(?:https?://)?(?:www\.)?patents\.google\.com/patent/(\w+)(?:/\w+)?/?(?:[?#]\S*)?\s*$"
)
_COMMA = re.compile(
    r",(?!\s*(?:inc|ltd|llc|co|corp|gmbh|limited|lp|plc|kk|ag|bv|nv|sa)\b)", re.IGNORECASE
)
"""A comma between values, not the one in `Tesla, Inc.`"""
IGNORED = frozenset(
    ("num", "oq", "sort", "page", "clustered", "dups", "peid", "scholar", "patents", "hl")
)
"""Parameters of display: they change no set."""
_ASKING = ("q", "assignee", "inventor", "country", "language", "status", "type", "cpc")
_DATES = ("before", "after")


def page(text: str) -> re.Match[str] | None:
    """The number of a publication's own page, in group 1."""
    return _PAGE.match(text)


def parameters(text: str) -> list[Parameter] | None:
    """The parameters of an address that asks for something, or None if it is none."""
    start = _START.match(text)
    if start is None:
        return None
    return list(split(text, start.end()))


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
