"""What both engines refuse: queries of too many levels, clauses or values; and constant scores."""

from __future__ import annotations

from typing import assert_never

from indexer.analysis import NAMES
from indexer.engines.native import runs
from indexer.engines.plan import (
    CLAUSES,
    alternatives,
    combinations,
    count_steps,
    is_name,
    too_complex,
    ways,
)
from indexer.fields import LANGUAGE_PARTITIONS
from indexer.query import (
    And,
    Boost,
    DateRange,
    Documents,
    Filter,
    Keyword,
    Linked,
    Match,
    MatchAll,
    MatchNone,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Range,
    Similar,
    Together,
    Unless,
    Wildcard,
)

DEPTH = 25
"""Levels of operators above a condition: Elasticsearch runs 30 levels of `bool`, with those that a
condition itself takes; tantivy some thousands."""

VALUES = 50_000
"""Values of one `Keyword`: Elasticsearch takes 65,536."""


def check(query: Query) -> None:
    """EngineError QUERY_TOO_COMPLEX where a query has more levels or clauses than allowed."""
    clauses = 0
    level: list[Query] = [query]
    for _ in range(DEPTH + 1):
        deeper: list[Query] = []
        for node in level:
            clauses += _clauses(node)
            if clauses > CLAUSES:
                raise too_complex(f"more than {CLAUSES} clauses")
            deeper += _children(node)
        if not deeper:
            return
        level = deeper
    raise too_complex(f"more than {DEPTH} levels of brackets")


def constant_score(  # noqa: PLR0911 - one answer a node
    query: Query,
) -> float | None:
    """The score every hit of the query has, None where it depends on the hit."""
    match query:
        case Match(fields, _, "stem"):
            return 0.0 if all(map(is_name, fields)) else None
        case Match(fields) | Wildcard(fields) | Similar(fields) | Near(fields) | Together(fields):
            names = [is_name(field) for field in fields]
            return 0.0 if all(names) else None if any(names) else 1.0
        case Documents(_, score) | Filter(_, score):
            return score
        case And(queries):
            parts = [constant_score(one) for one in queries if not isinstance(one, Not)]
            return None if None in parts else sum(part or 0.0 for part in parts)
        case Or(queries):
            known = {constant_score(one) for one in queries}
            return 0.0 if known <= {0.0} else known.pop() if len(queries) == 1 else None
        case Boost(inner, factor):
            part = constant_score(inner)
            return None if part is None else part * factor
        case _:
            return 0.0


def _clauses(node: Query) -> int:
    """Terms and phrases a node compiles to, itself only."""
    match node:
        case Match(fields) | Wildcard(fields) | Similar(fields):
            return len(fields) * len(LANGUAGE_PARTITIONS)
        case Unless(fields) | Near(fields) | Together(fields) if not runs(node, phrases=True):
            return len(fields) * len(LANGUAGE_PARTITIONS)
        case Together(fields, operands):
            groups = [alternatives(operand, NAMES) for operand in operands]
            return len(fields) * len(LANGUAGE_PARTITIONS) * combinations(groups)
        case Near(fields, operands, steps):
            count_steps(operands, steps)
            return len(fields) * len(LANGUAGE_PARTITIONS) * ways(operands, steps)
        case Keyword(_, values) | Documents(values):
            if len(values) > VALUES:
                raise too_complex(f"more than {VALUES} values")
            return 1
        case (
            Prefix()
            | Range()
            | DateRange()
            | And()
            | Or()
            | Not()
            | Filter()
            | Boost()
            | MatchAll()
            | MatchNone()
            | Linked()
            | Unless()
        ):
            return 1
        case _:
            assert_never(node)


def _children(node: Query) -> tuple[Query, ...]:
    match node:
        case And(queries) | Or(queries):
            return queries
        case Not(query) | Filter(query) | Boost(query) | Linked(_, query):
            return (query,)
        case _:
            return ()
