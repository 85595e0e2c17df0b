"""Whether two queries find the same documents, as far as their form tells."""

from __future__ import annotations

from msgspec.structs import replace

from indexer.query import (
    And,
    Boost,
    DateRange,
    Filter,
    Keyword,
    Match,
    Near,
    Not,
    Or,
    Query,
    Range,
    Similar,
    Together,
    Unless,
    Wildcard,
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
    ordered = tuple(parts[key] for key in sorted(parts))
    return ordered[0] if len(ordered) == 1 else kind(ordered)


def _single(query: Query) -> Query:
    match query:
        case Keyword(field, values) if len(values) > 1:
            return _sorted(Or, tuple(Keyword(field, (value,)) for value in values))
        case Range("py", low, high):  # a publication's year is that of its date
            return DateRange("pd", low and low * 10_000 + 101, high and high * 10_000 + 1231)
        case Match() | Wildcard() | Similar() | Near() | Together() | Unless() if len(query.fields) > 1:
            return _sorted(Or, tuple(replace(query, fields=(name,)) for name in query.fields))
        case _:
            return query
