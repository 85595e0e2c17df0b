"""From a lark parse to the syntax tree: what the grammars of all dialects share.

A grammar that names its rules as the methods of `Builder` needs no code of its own for them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.lists import completed, shortened
from search_api.language.parsing import Parser, UnexpectedError
from search_api.language.similar import SIMILAR

_OPERATOR = re.compile(r"(NOT\s+)?([A-Z]+)/?(\d*)(c?)")


@cache
def parser_of(dialect: str, **pieces: str) -> Parser:
    """The parser of the grammar beside a dialect's module, made when it is first asked for.

    `pieces` are put in for their names in the grammar, one after the other.
    """
    grammar = files("search_api.language.dialects").joinpath(f"{dialect}.lark").read_text("utf-8")
    for name, pattern in pieces.items():
        grammar = grammar.replace(name, pattern)
    return Parser(Lark(grammar, parser="lalr"))


def build(parser: Parser, builder: Builder, text: str) -> s.Syntax:
    """Parse and build; raises QueryError with the place of the sign that does not fit.

    A QueryError raised by a method of the builder comes through as it is.
    """
    brief, lists = shortened(text)
    if lists:
        with suppress(UnexpectedError, QueryError):  # what is wrong is told of the whole text
            found = completed(parser.parse(brief, builder), lists, text)
            if found is not None:
                return found
    try:
        return cast("s.Syntax", parser.parse(text, builder))
    except UnexpectedError as error:
        raise explain(error.at, error.shown, text) from None


def explain(at: int, shown: str, text: str) -> QueryError:
    """What to say of a sign that does not fit; "" is the end of the text."""
    if not shown or at >= len(text.rstrip()):
        return _ends(text)
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


_COLON = re.compile(r"(?!https?:)([^\W\d_][\w.@]*):(?=[^\s:])")


def refuse_colon(word: Token, context: Context, field: str, *, after: bool = False) -> None:
    """Raise for `ti:x` in a language that writes `ti=x`, `TTL/x` or (`after`) `x.ti.`.

    `field` is the sign for its fields; names nobody knows are refused, too: they are no words.
    """
    found = _COLON.match(word)
    if found is None:
        return
    rest = word[found.end() :]
    mended = f"{rest}.{found[1]}." if after else f"{found[1]}{field}{rest}"
    raise context.fail("dialect_colon", token_span(word), mended, value=str(word), mended=mended)


def span_of(meta: Meta) -> s.Span:
    return (meta.start_pos, meta.end_pos)


def token_span(token: Token) -> s.Span:
    start = token.start_pos or 0
    return (start, start + len(token))


class Builder:
    """Makes the nodes of `syntax` out of grammar rules of these names.

    `any_of`, `all_of`, `negation`, `proximity` (operands and operator tokens in turn), `fielded`
    (`named`, value), `compared` (`named`, operator, value), `function`, `group`, `range`, `quoted`,
    `word`, `past`. `named` takes one token, FIELD or FIELDS.
    """

    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", children[0])

    def any_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AnyOf(tuple(children), span_of(meta))

    def all_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AllOf(tuple(children), span_of(meta))

    def negation(self, meta: Meta, children: list[Any]) -> s.Syntax:
        # NOT NOT x is x; undone here so that a long row of NOT never becomes a deep tree.
        part = children[0]
        return part.part if isinstance(part, s.Negation) else s.Negation(part, span_of(meta))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """Operands and operator tokens in turn; `closeness` reads the tokens."""
        operators = tuple(self.closeness(token) for token in children[1::2])
        return s.Proximity(tuple(children[::2]), operators, span_of(meta))

    def closeness(self, token: Token) -> s.Closeness:
        """`NEAR3`, `ADJ`, `SENT`, `NOT PARA`: an operator of the canonical language."""
        found = _OPERATOR.fullmatch(str(token))
        negated, name, digits, characters = found.groups() if found else ("", str(token), "", "")
        return s.Closeness(
            cast("Any", name.lower()),
            int(digits[:6]) if digits else None,
            " ".join(str(token).split()),
            token_span(token),
            characters=bool(characters),
            negated=bool(negated),
        )

    def boosted(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Boosted(children[0], float(str(children[1])[1:]), span_of(meta))

    def exact(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", replace(children[0], form="case", span=span_of(meta)))

    def line_set(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.LineSet(str(children[0]), token_span(children[0]))

    def fielded(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Fielded(children[0], children[1], span_of(meta))

    def compared(self, meta: Meta, children: list[Any]) -> s.Syntax:
        operator = cast("s.Comparison", str(children[1]))
        return s.Compared(children[0], operator, children[2], span_of(meta))

    def function(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Function(str(children[0]), children[1], span_of(meta))

    def named(self, _meta: Meta, children: list[Any]) -> tuple[s.FieldName, ...]:
        token = children[0]
        start = token.start_pos or 0
        if token.type == "FIELD":
            return (s.FieldName(str(token), (start, start + len(token))),)
        found = re.finditer(r"[^\s(),]+", token)
        return tuple(s.FieldName(m[0], (start + m.start(), start + m.end())) for m in found)

    def group(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Group(children[0], span_of(meta))

    def range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Between(children[0], children[1], span_of(meta))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(str(children[0])[1:-1], token_span(children[0]))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        text, span = str(children[0]), token_span(children[0])
        if found := SIMILAR.fullmatch(text):
            return s.Word(found[1], span, similar=found[2])
        return s.Word(text, span)

    def past(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Past(str(children[0]), token_span(children[0]))
