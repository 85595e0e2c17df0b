"""Whether two queries find the same documents, as far as their form tells."""

from __future__ import annotations

import re

from msgspec.structs import replace

from indexer.query import (
    And,
    AnyOf,
    Boost,
    Chain,
    DateRange,
    Filter,
    Keyword,
    Match,
    Near,
    Not,
    Operand,
    Or,
    Pattern,
    Query,
    Range,
    Sentence,
    Similar,
    Together,
    Unless,
    Wildcard,
    Words,
)


def same(one: Query, other: Query) -> bool:
    """Equal but for the order of conditions, scores, and how fields are put together."""
    return one == other or _plain(one) == _plain(other)


def _plain(query: Query) -> Query:
    """The query with conditions sorted, weights gone, and one condition per field and value."""
    match query:
        case And(queries) | Or(queries):
            return _sorted(type(query), queries)
        case Filter(part) | Boost(part, _):
            return _plain(part)
        case Not(part):
            inner = _plain(part)
            return inner.query if isinstance(inner, Not) else Not(inner)
        case _:
            return _single(query)


def _sorted(kind: type[And | Or], queries: tuple[Query, ...]) -> Query:
    parts: dict[str, Query] = {}
    for part in map(_plain, queries):
        inner = part.queries if isinstance(part, kind) else (part,)
        parts |= {repr(one): one for one in inner}
    if kind is And:
        parts = _one_period_each(parts)
    ordered = tuple(parts[key] for key in sorted(parts))
    return ordered[0] if len(ordered) == 1 else kind(ordered)


def _one_period_each(parts: dict[str, Query]) -> dict[str, Query]:
    """The parts with the periods demanded of a date as one: a document has one date of a kind."""
    periods: dict[str, DateRange] = {}
    others: dict[str, Query] = {}
    for key, part in parts.items():
        if not isinstance(part, DateRange):
            others[key] = part
            continue
        last = periods.get(part.field, part)
        lows = [day for day in (last.low, part.low) if day is not None]
        highs = [day for day in (last.high, part.high) if day is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        periods[part.field] = DateRange(part.field, low, high)
    return others | {repr(one): one for one in periods.values()}


def _single(query: Query) -> Query:
    match query:
        case Keyword(field, values) if len(values) > 1:
            return _sorted(Or, tuple(Keyword(field, (value,)) for value in values))
        case Range("py", low, high):  # a publication's year is that of its date
            return DateRange("pd", low and low * 10_000 + 101, high and high * 10_000 + 1231)
        case Match() | Wildcard() | Similar() | Near() | Together() | Unless():
            if len(query.fields) > 1:
                return _sorted(Or, tuple(replace(query, fields=(name,)) for name in query.fields))
            return _respelled(query)
        case _:
            return query


def _respelled(query: Query) -> Query:
    """A condition on one text field, its words without signs, its wildcards counted."""
    match query:
        case Match(_, text):
            return replace(query, text=_spaced(text))
        case Wildcard(_, pattern):
            return replace(query, pattern=_counted(pattern))
        case Near(_, operands) | Together(_, operands):
            return replace(query, operands=tuple(map(_operand, operands)))
        case Unless(_, operand, other):
            return replace(query, operand=_operand(operand), other=_operand(other))
        case _:
            return query


def _operand(operand: Operand) -> Operand:
    match operand:
        case Words(text):
            return replace(operand, text=_spaced(text))
        case Pattern(pattern):
            return replace(operand, pattern=_counted(pattern))
        case AnyOf(operands) | Chain(operands) | Sentence(operands):
            return replace(operand, operands=tuple(map(_operand, operands)))
        case _:
            return operand


def _counted(pattern: str) -> str:
    """`a?{0,1}b` as `a{1,2}b`."""

    def added(row: re.Match[str]) -> str:
        bounds = [one.split(",") for one in re.sub(r"\?", "{1,1}", row[0])[1:-1].split("}{")]
        if any(high == "" for _, high in bounds):
            return row[0]
        return (
            f"{{{sum(int(low or 0) for low, _ in bounds)},{sum(int(high) for _, high in bounds)}}}"
        )

    return re.sub(r"(?:\?|\{\d*,\d*\})+", added, pattern)


def _spaced(text: str) -> str:
    """The words of a text, without the signs between them."""
    return " ".join(re.sub(r"[\W_]+", " ", text).split())
