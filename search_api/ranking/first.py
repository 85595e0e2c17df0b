"""First stage: BM25 per field, the best field of each word plus a share of the others.

For short queries (up to a dozen words, as people type them) every word counts the same: each
`Match` is a term-centric dis_max over title .5, abstract .7, claims 1.0 and description 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from indexer.query import And, Boost, Match, Near, Or, Query, Similar, Together, Wildcard

TIE = 0.3
"""Share of the fields that are not the best one: .3 was best for short queries, .1 for long."""


class Ranking(Struct, frozen=True):
    """What the engine is asked to score."""

    query: Query
    tie: float = TIE


def first_stage(query: Query) -> Ranking:
    return Ranking(query)


def scored(query: Query) -> Iterator[Query]:
    """The parts of a query whose scores add up to the score of a hit.

    `Or` and `And` add; what stands under NOT or in a filter counts nothing.
    """
    match query:
        case And(queries) | Or(queries):
            for one in queries:
                yield from scored(one)
        case Boost():
            yield query
        case Match() | Wildcard() | Similar() | Near() | Together():
            yield query
        case _:
            return
