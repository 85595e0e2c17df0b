"""Syntax tree → resolved tree: names, values and limits, with a note for everything guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from indexer.query import (
    Alike,
    And,
    Chain,
    Filter,
    Flag,
    Keyword,
    Match,
    Near,
    Pattern,
    Query,
    Sentence,
    Similar,
    Together,
    Wildcard,
    Words,
)
from search_api.language import syntax as s
from search_api.language.class_sets import read_set
from search_api.language.classes import read_symbol, read_symbols_between
from search_api.language.context import Context
from search_api.language.dates import read_date_leaf
from search_api.language.foreign import note_lookalikes, note_operators, refuse_foreign
from search_api.language.forms import applied, is_form
from search_api.language.names import DEFAULT, Target, resolve_names
from search_api.language.nearness import read_proximity
from search_api.language.ranges import read_integer_leaf
from search_api.language.spreading import spread
from search_api.language.tree import CALLS, Branch, Call, Leaf, Tree, Weighted, invert, join
from search_api.language.trees import hoisted
from search_api.language.values import read_keyword, read_number
from search_api.language.words import has_words, read_words

_LINE = re.compile(r"[LS#]\d{1,3}", re.IGNORECASE)
MOST_WEIGHT = 1_000
_TEXTS = frozenset(("text", "name"))
_NUMBERS = frozenset(("number",))
MANY_WORDS = 12
"""More bare words than this are rarely all meant to be demanded."""


def resolve(syntax: s.Syntax, context: Context) -> Tree:
    """Resolve a whole query; raises QueryError."""
    tree = _resolve(syntax, DEFAULT, context)
    if isinstance(tree, Branch) and tree.operator == "AND":
        plain = [p for p in tree.parts if isinstance(p, Leaf) and p.target is DEFAULT]
        if len(plain) > MANY_WORDS:
            context.note("note_many_words", syntax.span, count=len(plain))
    return tree


def _resolve(  # noqa: PLR0911 - one answer a node
    node: s.Syntax, target: Target, context: Context
) -> Tree:
    if isinstance(node, s.Word) and target.kinds == _NUMBERS and node.text.isalnum():
        return read_number(node, target, context)  # ten thousand of them are one condition
    match node:
        case s.Fielded(names, value):
            named = resolve_names(names, context)
            read = read_set if named.kinds == {"set"} else _resolve
            return read(value, named, context)
        case s.Group(part):
            return _resolve(part, target, context)
        case s.AllOf():
            return join("AND", [_resolve(p, target, context) for p in _kept(node, context)])
        case s.AnyOf():
            return _any_of(node, target, context)
        case s.Negation(part):
            return invert(_resolve(part, target, context))
        case s.Boosted(part, factor):
            if not 0 < factor <= MOST_WEIGHT:
                raise context.fail("bad_weight", node.span, limit=MOST_WEIGHT)
            return Weighted(_resolve(part, target, context), factor)
        case _:
            return _condition(node, target, context)


def _condition(
    node: s.Value | s.Between | s.Compared | s.Proximity | s.Function | s.LineSet,
    target: Target,
    context: Context,
) -> Tree:
    match node:
        case s.Compared():
            return _compared(node, context)
        case s.Proximity():
            return _proximity(node, target, context)
        case s.Function():
            return _function(node, target, context)
        case s.LineSet(name):
            return line(name, node.span, context)
        case s.Word(text) if target is DEFAULT and _is_line(text, context):
            return line(text.upper(), node.span, context)
        case _:
            return _value(node, target, context)


def _proximity(node: s.Proximity, target: Target, context: Context) -> Tree:
    found = hoisted(node)
    if isinstance(found, s.Proximity):
        found = spread(found, context)
    if isinstance(found, s.Proximity):
        return _limited(read_proximity(found, target, context))
    return _resolve(found, target, context)


def _function(node: s.Function, target: Target, context: Context) -> Tree:
    if is_form(node.name):
        return _resolve(applied(node.name, node.part), target, context)
    if node.name in CALLS:
        return Call(node.name, _resolve(node.part, DEFAULT, context))
    start = node.span[0]
    raise context.fail("unsupported_function", (start, start + len(node.name)), name=node.name)


def _is_line(text: str, context: Context) -> bool:
    """Whether a word asks for a line; `L1` and `S1` are words where no line has a name."""
    return bool(_LINE.fullmatch(text) and (context.lines or text.startswith("#")))


def line(name: str, span: s.Span, context: Context) -> Tree:
    """The tree of an earlier line; raises QueryError for one that is not there."""
    found = context.lines.get(name)
    if found is None:
        known = ", ".join(context.lines) or "-"
        raise context.fail("unknown_line", span, name=name, known=known)
    return cast("Tree", found)


def _any_of(node: s.AnyOf, target: Target, context: Context) -> Tree:
    if any(isinstance(part, s.AllOf) for part in node.parts):
        context.note("note_mixed_operators", node.span)
    targets: dict[int, Target] = {}  # the numbers of a long list share the name of their field
    parts: list[Tree] = []
    for part in node.parts:
        if isinstance(part, s.Fielded) and isinstance(part.value, s.Word | s.Quoted):
            own = targets.get(id(part.fields)) or resolve_names(part.fields, context)
            targets[id(part.fields)] = own
            if own.kinds == _NUMBERS:
                parts.append(_resolve(part.value, own, context))
                continue
        parts.append(_resolve(part, target, context))
    return join("OR", parts)


def _kept(node: s.AllOf, context: Context) -> list[s.Syntax]:
    """The parts that say something: loose signs between words, as in pasted titles, are dropped."""
    kept: list[s.Syntax] = []
    for at, part in enumerate(node.parts):
        if isinstance(part, s.Word) and not has_words(part.text) and _is_loose(node, at, context):
            context.note("note_ignored_signs", part.span, value=part.text)
        else:
            kept.append(part)
    if not kept:
        raise context.fail("no_words", node.span, value=context.text.strip()[:80])
    return kept


def _is_loose(node: s.AllOf, at: int, context: Context) -> bool:
    part = node.parts[at]
    if isinstance(part, s.Word) and "*" in part.text:
        return False
    before = node.parts[at - 1].span[1] if at else part.span[0]
    last = at + 1 == len(node.parts)
    after = part.span[1] if last else node.parts[at + 1].span[0]
    around = context.text[before : part.span[0]] + context.text[part.span[1] : after]
    return not around.strip()


def _value(node: s.Value | s.Between, target: Target, context: Context) -> Tree:
    kinds = target.kinds
    if isinstance(node, s.Word):
        _check_word(node, target, context)
        if node.similar is not None and not kinds <= _TEXTS:
            raise context.fail("similar_field", node.span, node.text, field=target.name)
    if kinds <= _TEXTS:
        return _words(node, target, context)
    if kinds == {"date"}:
        return read_date_leaf(node, None, target, context)
    if kinds == {"integer"}:
        return read_integer_leaf(node, None, target, context)
    if isinstance(node, s.Between):
        if kinds == {"symbol"}:
            return read_symbols_between(node, target, context)
        raise context.fail("no_ranges", node.span, field=target.name)
    if kinds == {"symbol"}:
        return read_symbol(node, target, context)
    read = read_number if kinds == {"number"} else read_keyword
    return read(node, target, context)


def _check_word(node: s.Word, target: Target, context: Context) -> None:
    if target.kinds <= _TEXTS or not has_words(node.text):
        refuse_foreign(node, context)
        note_operators(node, context)
    if target is DEFAULT:
        note_lookalikes(node, context)
        if _LINE.fullmatch(node.text):
            context.note("note_line_word", node.span, value=node.text)


def _words(node: s.Value | s.Between, target: Target, context: Context) -> Tree:
    match node:
        case s.Between():
            key = "range_without_field" if target is DEFAULT else "no_ranges"
            raise context.fail(key, node.span, field=target.name)
        case s.Past(text, span):
            return _spread(text, span, target, context)
        case s.Word() | s.Quoted():
            return _limited(read_words(node, target, context))


def _spread(text: str, span: s.Span, target: Target, context: Context) -> Tree:
    """`ti:past 3 months` on a field without dates: the words it looks like."""
    parts: list[Tree] = []
    for word in text.split():
        where = DEFAULT if parts else target
        parts.append(read_words(s.Word(word, span), where, context))
    return join("AND", parts)


def _compared(node: s.Compared, context: Context) -> Leaf:
    target = resolve_names(node.fields, context)
    if target.kinds == {"date"}:
        return read_date_leaf(node.value, node.operator, target, context)
    if target.kinds == {"integer"}:
        return read_integer_leaf(node.value, node.operator, target, context)
    raise context.fail("no_ranges", node.span, field=target.name)


def _limited(leaf: Leaf) -> Leaf:
    """To documents of one language, or to claims of one kind, if the field's name says so."""
    if leaf.target.flag is not None:
        leaf = replace(leaf, query=_flagged(leaf.query, Flag(leaf.target.flag)))
    lang = leaf.target.lang
    if lang is None:
        return leaf
    only = Filter(Keyword("lang", (lang,)))
    return replace(leaf, query=And((leaf.query, only)))


def _flagged(  # noqa: PLR0911 - one answer a node
    query: Query, flag: Flag
) -> Query:
    """The condition within one claim that has the flag."""
    match query:
        case Match(fields, text, form):
            return Together(fields, (Words(text, form), flag), "paragraph")
        case Wildcard(fields, pattern):
            return Together(fields, (Pattern(pattern), flag), "paragraph")
        case Similar(fields, word, edits):
            return Together(fields, (Alike(word, edits), flag), "paragraph")
        case Near(fields, operands, steps):
            return Together(fields, (Chain(operands, steps), flag), "paragraph")
        case Together(fields, operands, "paragraph"):
            return Together(fields, (*operands, flag), "paragraph")
        case Together(fields, operands):
            return Together(fields, (Sentence(operands), flag), "paragraph")
        case _:
            return And((query, Near(("clm",), (flag,), ())))
