"""Canonical text → syntax tree, by the lark grammar beside this file."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, UnexpectedInput, v_args
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.guard import fold, guard


def parse(text: str) -> s.Syntax:
    """Read a canonical query; raises QueryError with position and hint."""
    folded = fold(text)
    guard(folded)
    try:
        return cast("s.Syntax", _Build().transform(_lark().parse(folded)))
    except UnexpectedInput as error:
        raise _explain(error, folded) from None


def _explain(error: UnexpectedInput, text: str) -> QueryError:
    token = getattr(error, "token", None)
    at = error.pos_in_stream or 0
    ended = isinstance(token, Token) and token.type == "$END"
    if ended or not 0 <= at < len(text.rstrip()):
        return _ends(text)
    shown = str(token) if isinstance(token, Token) else text[at]
    before = text[:at].rstrip()
    if shown in {")", "]"} and before.endswith(("(", "[")):
        return QueryError("empty_group", position=(len(before) - 1, at + 1))
    return QueryError("unexpected", position=(at, at + len(shown)), token=shown)


def _ends(text: str) -> QueryError:
    """The culprit is the operator left alone at the end."""
    end = len(text.rstrip())
    start = max(text.rfind(" ", 0, end) + 1, 0)
    rest = text[:start].rstrip()
    return QueryError("ends_early", position=(start, end), suggestion=rest or None)


def _span(meta: Meta) -> s.Span:
    return (meta.start_pos, meta.end_pos)


def _token_span(token: Token) -> s.Span:
    start = token.start_pos or 0
    return (start, start + len(token))


@v_args(meta=True)
class _Build(Transformer_NonRecursive[Token, Any]):
    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", children[0])

    def any_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AnyOf(tuple(children), _span(meta))

    def all_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AllOf(tuple(children), _span(meta))

    def negation(self, meta: Meta, children: list[Any]) -> s.Syntax:
        # NOT NOT x is x; undone here so that a long row of NOT never becomes a deep tree.
        part = children[0]
        return part.part if isinstance(part, s.Negation) else s.Negation(part, _span(meta))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        operators = tuple((str(o), _token_span(o)) for o in children[1::2])
        return s.Proximity(tuple(children[::2]), operators, _span(meta))

    def fielded(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Fielded(children[0], children[1], _span(meta))

    def compared(self, meta: Meta, children: list[Any]) -> s.Syntax:
        operator = cast("s.Comparison", str(children[1]))
        return s.Compared(children[0], operator, children[2], _span(meta))

    def function(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Function(str(children[0]), children[1], _span(meta))

    def named(self, _meta: Meta, children: list[Any]) -> tuple[s.FieldName, ...]:
        token = children[0]
        start = token.start_pos or 0
        if token.type == "FIELD":
            return (s.FieldName(str(token), (start, start + len(token))),)
        found = re.finditer(r"[^\s(),]+", token)
        return tuple(s.FieldName(m[0], (start + m.start(), start + m.end())) for m in found)

    def group(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Group(children[0], _span(meta))

    def range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Between(children[0], children[1], _span(meta))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(str(children[0])[1:-1], _token_span(children[0]))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Word(str(children[0]), _token_span(children[0]))

    def past(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Past(str(children[0]), _token_span(children[0]))


@lru_cache(1)
def _lark() -> Lark:
    grammar = files("search_api.language").joinpath("canonical.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)
