"""Values of symbol fields: one symbol, what lies below, above or beside it, and ranges.

What lies below a main group or above, the symbols themselves tell, and the index has it. Below that
only a loaded scheme knows; its symbols are looked up when the query is read, so that no index
depends on a scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

from indexer.classes import Classes
from indexer.documents import KEYS, LOW
from indexer.fields import BY_NAME, Field
from indexer.query import Keyword, Or, Prefix, Query, Range
from parsers.model import Scheme
from parsers.symbols import ancestors, normal, printed, sort_number, span
from search_api.language.context import Context
from search_api.language.names import Target
from search_api.language.ranges import range_leaf
from search_api.language.syntax import Between, Span, Value
from search_api.language.tree import Leaf
from search_api.language.words import has_words, spell

_SCHEMES: dict[str, Scheme] = {"loc": "locarno"}
_EXAMPLES: dict[str, str] = {
    "locarno": "15-07",
    "fterm": "2B003AA01",
    "uspc": "604/385.101",
    "fi": "H01M10/0525",
}
_WILD = re.compile(r"[*?]")
_MODIFIER = re.compile(r"\s*/\s*(low|high|same)\s*$", re.IGNORECASE)
_SUBGROUP = re.compile(r"[A-HY]\d\d[A-Z] \d+/(?!00$)\d+")

Relation: TypeAlias = Literal["is", "below", "above", "beside"]
_RELATIONS: dict[str, Relation] = {"low": "below", "high": "above", "same": "beside"}
_ENDS: dict[Relation, str] = {"below": "/low", "above": "/high", "beside": "/same", "is": ""}


def read_symbol(value: Value, target: Target, context: Context) -> Leaf:
    """A symbol exactly, with `/low`, `/high` or `/same`, or a range as offices print it."""
    text = "".join(value.text.split())
    if _WILD.search(text):
        return _prefix(value, text, target, context)
    found = _MODIFIER.search(value.text)
    base = value.text[: found.start()] if found else value.text
    if not found and (ends := span(scheme_of(target.fields[0]), base)):
        return _range(target, ends[0], ends[1], value.span, context)
    relation = _RELATIONS[found[1].lower()] if found else "is"
    symbols = [_symbol(base, field, value, context) for field in target.fields]
    symbol = symbols[0]
    if relation == "is" and not re.search(r"[-/ ]", symbol):
        relation = "below"
        context.note("note_low_implied", value.span, f"{text}/low", value=symbol)
    elif relation == "is" and symbol.endswith("/00") and "/" not in base:
        context.note("note_symbol_group", value.span, value=text, symbol=symbol)
    terms = _TERMS[relation]
    queries = [
        Keyword(field.name, terms(scheme_of(field), one, value.span, context))
        for field, one in zip(target.fields, symbols, strict=True)
    ]
    query: Query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    shown = spell(_shown(target, symbols) + _ENDS[relation])
    return Leaf(target, shown, query, value.span, relation, (symbol,))


def _shown(target: Target, symbols: list[str]) -> str:
    """Without blanks, if every field reads that as the same symbol."""
    tight = symbols[0].replace(" ", "")
    fields = zip(target.fields, symbols, strict=True)
    return tight if all(normal(scheme_of(f), tight) == one for f, one in fields) else symbols[0]


def _itself(_scheme: Scheme, symbol: str, _span: Span, _context: Context) -> tuple[str, ...]:
    return (symbol,)


def _below(scheme: Scheme, symbol: str, span: Span, context: Context) -> tuple[str, ...]:
    if not _SUBGROUP.fullmatch(symbol):
        return (symbol + LOW,)
    held = context.classes
    found = held.below(scheme, symbol) if held else None
    if found is None:
        _note_unknown("low", scheme, symbol, span, context)
        return (symbol + LOW,)
    return tuple(one + LOW for one in sorted(found))


def _above(scheme: Scheme, symbol: str, span: Span, context: Context) -> tuple[str, ...]:
    held = context.classes
    found = held.path(scheme, symbol) if held else None
    if found is None and _SUBGROUP.fullmatch(symbol):
        _note_unknown("high", scheme, symbol, span, context)
    return found or ancestors(scheme, symbol)


def _beside(scheme: Scheme, symbol: str, span: Span, context: Context) -> tuple[str, ...]:
    held = context.classes
    found = held.beside(scheme, symbol) if held else None
    if found is None:
        _note_unknown("same", scheme, symbol, span, context)
    return found or (symbol,)


def below(field: str, symbol: str, classes: Classes | None) -> Keyword:
    """The query of `field:symbol/low`."""
    scheme = scheme_of(BY_NAME[field])
    return Keyword(field, _below(scheme, symbol, (0, 0), Context("", date.min, classes)))


_TERMS: dict[Relation, Callable[[Scheme, str, Span, Context], tuple[str, ...]]] = {
    "is": _itself,
    "below": _below,
    "above": _above,
    "beside": _beside,
}


def _note_unknown(
    what: Literal["low", "high", "same"], scheme: Scheme, symbol: str, span: Span, context: Context
) -> None:
    """Why only the symbol itself is searched: no scheme, a deleted symbol, or an unknown one."""
    held = context.classes
    if held is None or not held.knows(scheme):
        context.note(f"note_{what}_subgroup", span, value=symbol)
        return
    entry = held.get(scheme, symbol, "en")
    went = [one for one in entry.moves if one.relation != "concordant"] if entry else []
    if entry and entry.deleted and went:
        where = ", ".join(one.first + (f"–{one.last}" if one.last else "") for one in went)
        context.note("note_class_moved", span, value=symbol, where=where)
    else:
        context.note("note_class_unplaced", span, value=symbol, scheme=scheme.upper())


def scheme_of(field: Field) -> Scheme:
    return _SCHEMES.get(field.name) or field.name  # type: ignore[return-value]  # symbol fields are named as their schemes


def _symbol(text: str, field: Field, value: Value, context: Context) -> str:
    scheme = scheme_of(field)
    symbol = normal(scheme, text) if has_words(text) else None
    if symbol is None:
        example = _EXAMPLES.get(scheme, "H01M10/0525")
        raise context.fail(
            "bad_symbol", value.span, value=value.text, scheme=field.en, example=example
        )
    return symbol


def _prefix(value: Value, text: str, target: Target, context: Context) -> Leaf:
    found = re.fullmatch(r"([A-HY]\d\d[A-Z])(\d{1,4}(?:/\d{0,6})?)\*+", text.upper())
    if found is None:
        base = text.rstrip("*?")
        if any(normal(scheme_of(field), base) for field in target.fields):
            mended = f"{base}/low"
            raise context.fail(
                "wildcard_not_here", value.span, mended, field=target.name, value=text
            )
        raise context.fail("wildcard_not_here", value.span, field=target.name, value=text)
    stem = f"{found[1]} {found[2]}"
    queries = [Prefix(field.name, stem) for field in target.fields]
    query: Query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    return Leaf(target, f"{found[1]}{found[2]}*", query, value.span, "starts", (stem,))


def read_symbols_between(value: Between, target: Target, context: Context) -> Leaf:
    """`[C07C51/43 TO C07C51/64]`, both ends and all below the last one included."""
    field = target.fields[0]
    low, high = (
        None if end.text == "*" else _symbol(end.text, field, end, context)
        for end in (value.low, value.high)
    )
    return _range(target, low, high, value.span, context)


def symbol_range(field: Field, low: str | None, high: str | None) -> Range | None:
    """The range over the sort keys of a symbol field; None for a scheme without an order."""
    key = KEYS.get(field.column)
    if key is None:
        return None
    scheme = scheme_of(field)
    first = sort_number(scheme, low) if low else None
    return Range(key, first, sort_number(scheme, high, end=True) if high else None)


def _range(target: Target, low: str | None, high: str | None, span: Span, context: Context) -> Leaf:
    queries = [query for f in target.fields if (query := symbol_range(f, low, high))]
    if len(queries) < len(target.fields):
        raise context.fail("symbol_range", span, field=target.name)
    if low is None and high is None:
        raise context.fail("range_open", span)
    scheme = scheme_of(target.fields[0])
    ends = ["*" if one is None else spell(printed(scheme, one, "compact")) for one in (low, high)]
    if queries[0].low and queries[0].high and queries[0].low > queries[0].high:
        mended = f"[{ends[1]} TO {ends[0]}]"
        raise context.fail("range_backwards", span, mended, low=ends[0], high=ends[1])
    return range_leaf(target, queries, f"[{ends[0]} TO {ends[1]}]", span)
