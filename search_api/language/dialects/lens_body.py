"""Requests to The Lens's API, in JSON, as the query line they stand for.

Source: its documentation of requests for patents. `match` finds any of its words; in `bool`,
`should` only ranks where something is demanded beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from lark import Token
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.building import build, parser_of, span_of, token_span
from search_api.language.context import Context
from search_api.language.pasting import Box, joined, read_box


class _Many(NamedTuple):
    """An object, whose parts are pairs, or an array."""

    kind: Literal["object", "array"]
    parts: tuple[Any, ...]
    span: s.Span


Node: TypeAlias = Token | _Many

_BODY = re.compile(r"\s*\{\s*\"")
_DEEPEST = 60
_BRACKETS = re.compile(r'"(?:\\.|[^"\\])*"|([{\[])|([}\]])', re.DOTALL)
_WORDS = re.compile(r"\S+")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SET = frozenset(("min_score", "expand_by", "scroll_id"))
"""Parts of a request that change the set and cannot be had here."""
_BOUNDS = {"gte": ">=", "gt": ">", "lte": "<=", "lt": "<"}


def is_body(text: str) -> bool:
    return _BODY.match(text) is not None


def read_body(context: Context, read: Callable[[Context], s.Syntax]) -> s.Syntax:
    """The tree of a request, its query line read by `read`; spans are in the request."""
    _check_depth(context.text)
    body = _Body(context)
    parts = body.pairs(
        cast("Node", build(parser_of("lens_body"), cast("Any", _Json()), context.text))
    )
    asked = next((value for key, value in parts if body.name(key) == "query"), None)
    if asked is None:
        raise context.fail("json_unreadable", (0, len(context.text)))
    if refused := next((key for key, _ in parts if body.name(key) in _SET), None):
        raise context.fail("field_not_held", token_span(refused), name=body.name(refused))
    rest = [key for key, _ in parts if body.name(key) not in {"query", "stemming", "regex"}]
    if rest:
        names = ", ".join(map(body.name, rest))
        context.note("note_display", token_span(rest[0]), names=names)
    found = read_box(context, body.line(asked), read)
    plain = [value for key, value in parts if body.name(key) == "stemming" and value == "false"]
    return s.Function("NOSTEM", found, found.span) if plain else found


def _check_depth(text: str) -> None:
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += bool(found[1]) - bool(found[2])
        if depth > _DEEPEST:
            raise QueryError("too_deep", position=found.span(), limit=_DEEPEST)


class _Json:
    """The rules of the grammar."""

    def start(self, _meta: Meta, children: list[Any]) -> Node:
        return cast("Node", children[0])

    def object(self, meta: Meta, children: list[Any]) -> _Many:
        return _Many("object", tuple(children), span_of(meta))

    def array(self, meta: Meta, children: list[Any]) -> _Many:
        return _Many("array", tuple(children), span_of(meta))

    def pair(self, _meta: Meta, children: list[Any]) -> tuple[Token, Node]:
        return (children[0], children[1])


class _Body:
    def __init__(self, context: Context) -> None:
        self.context = context

    def pairs(self, node: Node) -> list[tuple[Token, Node]]:
        """The members of an object."""
        if isinstance(node, Token) or node.kind != "object":
            raise self._fail(node)
        return list(node.parts)

    def only(self, node: Node) -> tuple[Token, Node]:
        pairs = self.pairs(node)
        if len(pairs) != 1:
            raise self._fail(node)
        return pairs[0]

    def name(self, token: Token) -> str:
        return self.text(token).text

    def text(self, node: Node) -> Box:
        """A string, number or name as text, and where its characters come from."""
        if not isinstance(node, Token):
            raise self._fail(node)
        start, end = token_span(node)
        if node.type != "STRING":
            return Box(str(node), tuple(range(start, end + 1)))
        made, at = "", 1
        places: list[int] = []
        for found in _ESCAPED.finditer(node, 1, len(node) - 1):
            made += node[at : found.start()]
            places += range(start + at, start + found.start())
            made += self._sign(found[0], node)
            places.append(start + found.start())
            at = found.end()
        made += node[at:-1]
        places += range(start + at, end)
        return Box(made, tuple(places))

    def _sign(self, escaped: str, node: Node) -> str:
        try:
            return cast("str", json.loads(f'"{escaped}"'))
        except ValueError:
            raise self._fail(node) from None

    def items(self, node: Node) -> tuple[Node, ...]:
        """The items of an array."""
        if isinstance(node, Token) or node.kind != "array" or not node.parts:
            raise self._fail(node)
        return node.parts

    def _fail(self, node: Node) -> QueryError:
        span = token_span(node) if isinstance(node, Token) else node.span
        return self.context.fail("json_unreadable", span)

    def line(self, node: Node) -> Box:
        """The query line of what stands behind "query"."""
        if isinstance(node, Token):
            return self.text(node)
        kind, value = self.only(node)
        name = self.name(kind)
        if name == "bool":
            return self._bool(value)
        if name == "query_string":
            return self._string(value)
        if name in {"match", "match_phrase", "term", "terms", "range"}:
            return self._condition(name, *self.only(value))
        raise self.context.fail("json_unreadable", token_span(kind))

    def _bool(self, node: Node) -> Box:
        demanded: list[Box] = []
        excluded: list[Box] = []
        optional: list[Box] = []
        for key, value in self.pairs(node):
            lists = {"must": demanded, "filter": demanded, "must_not": excluded, "should": optional}
            into = lists.get(self.name(key))
            if into is None:
                raise self.context.fail("json_unreadable", token_span(key))
            many = isinstance(value, _Many) and value.kind == "array"
            parts = self.items(value) if many else (value,)
            into += [_around("(", self.line(one), ")") for one in parts]
            if into is optional:
                chosen = key
        if optional and demanded:
            self.context.note("note_display", token_span(chosen), names="should")
        elif optional:
            demanded.append(_around("(", joined(" OR ", optional), ")"))
        demanded += [_around("NOT ", one, "") for one in excluded]
        if not demanded:
            raise self._fail(node)
        return joined(" AND ", demanded)

    def _string(self, node: Node) -> Box:
        """`query_string`, in the fields it names."""
        parts = {self.name(key): value for key, value in self.pairs(node)}
        if set(parts) - {"query", "fields", "default_operator"} or "query" not in parts:
            raise self._fail(node)
        operator = parts.get("default_operator")
        if operator is not None and self.text(operator).text.upper() != "AND":
            raise self._fail(operator)
        line = self.text(parts["query"])
        fields = parts.get("fields")
        if fields is None:
            return line
        names = [self.text(one) for one in self.items(fields)]
        inside = _around("(", line, ")")
        return joined(" OR ", [_beside(_around("", name, ":"), inside) for name in names])

    def _condition(self, kind: str, field: Token, value: Node) -> Box:
        named = _around("", self.text(field), ":")
        if kind == "range":
            ends = [
                _beside(_around("", named, _BOUNDS[self.name(key)]), _quoted(self.text(end)))
                for key, end in self.pairs(value)
                if self.name(key) in _BOUNDS
            ]
            if not ends or len(ends) != len(self.pairs(value)):
                raise self._fail(value)
            return joined(" AND ", ends)
        if kind == "terms":
            values = [_quoted(self.text(one)) for one in self.items(value)]
            return _beside(named, _around("(", joined(" OR ", values), ")"))
        if kind == "match" and isinstance(value, _Many):
            return self._match(named, value)
        text = self.text(value)
        if kind == "match" and re.search(r"\s", text.text.strip()):
            self.context.note("note_match_any", token_span(cast("Token", value)))
            words = [
                Box(m[0], text.places[m.start() : m.end()]) for m in _WORDS.finditer(text.text)
            ]
            return _beside(named, _around("(", joined(" OR ", list(map(_quoted, words))), ")"))
        return _beside(named, _quoted(text))

    def _match(self, named: Box, node: Node) -> Box:
        """`{"query": "wind turbine", "operator": "and"}`."""
        parts = {self.name(key): value for key, value in self.pairs(node)}
        if set(parts) - {"query", "operator"} or "query" not in parts:
            raise self._fail(node)
        operator = self.text(parts["operator"]).text.upper() if "operator" in parts else "OR"
        if operator not in {"AND", "OR"}:
            raise self._fail(parts["operator"])
        text = self.text(parts["query"])
        words = [Box(m[0], text.places[m.start() : m.end()]) for m in _WORDS.finditer(text.text)]
        if not words:
            raise self._fail(parts["query"])
        if len(words) > 1 and operator == "OR":
            self.context.note("note_match_any", token_span(cast("Token", parts["query"])))
        return _beside(named, _around("(", joined(f" {operator} ", list(map(_quoted, words))), ")"))


def _quoted(box: Box) -> Box:
    """A value in quotation marks, so that its signs mean nothing."""
    inner = Box(box.text.replace('"', " "), box.places)
    return _around('"', inner, '"')


def _around(before: str, box: Box, after: str) -> Box:
    places = box.places[: len(box.text)] or (0,)
    text = before + box.text + after
    return Box(text, (places[0],) * len(before) + places + (places[-1],) * len(after))


def _beside(left: Box, right: Box) -> Box:
    return Box(left.text + right.text, left.places[: len(left.text)] + right.places)
