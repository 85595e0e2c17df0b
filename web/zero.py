"""Help where nothing was found: which part of the query leaves nothing, and what is without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from indexer.errors import EngineError
from search_api.answers import ClauseAnswer, SearchAnswer
from search_api.errors import QueryError
from search_api.parameters import SearchParameters
from search_api.service import Service

_PARTS = 6
"""Longer queries are not counted part by part: each part is a search of its own."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A part of the query, and how many publications are found with or without it."""

    clause: ClauseAnswer
    count: int


def view(answer: SearchAnswer, asked: SearchParameters, service: Service) -> dict[str, Any]:
    """What the template `results.html` shows instead of hits."""
    out = ways_out(answer, asked, service)
    bare = unfiltered(answer, asked, service)
    helped = bool(out or bare)
    return {
        "ways_out": out,
        "unfiltered": bare,
        "alone": [] if helped else alone(answer, asked, service),
    }


def ways_out(answer: SearchAnswer, asked: SearchParameters, service: Service) -> list[Counted]:
    """Queries with one part less that find something, most first."""
    parts = [clause for clause in answer.query.clauses if clause.without]
    if answer.total.value or len(parts) > _PARTS:
        return []
    ways = [Counted(clause, _count(clause.without or "", asked, service)) for clause in parts]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def alone(answer: SearchAnswer, asked: SearchParameters, service: Service) -> list[Counted]:
    """How many publications each part finds by itself, fewest first: what leaves nothing."""
    parts = [clause for clause in answer.query.clauses if clause.without]
    if answer.total.value or len(parts) > _PARTS:
        return []
    bare = msgspec.structs.replace(asked, filters={})
    return sorted(
        (Counted(clause, _count(clause.text, bare, service)) for clause in parts),
        key=lambda one: one.count,
    )


def unfiltered(answer: SearchAnswer, asked: SearchParameters, service: Service) -> int:
    """How many publications the query finds without its filters."""
    if answer.total.value or not asked.filters:
        return 0
    bare = msgspec.structs.replace(asked, filters={})
    return _count(asked.q, bare, service, asked.dialect)


def _count(query: str, asked: SearchParameters, service: Service, dialect: str = "auto") -> int:
    brief = msgspec.structs.replace(
        asked, q=query, dialect=dialect, size=1, cursor=None, facets=(), highlight=False
    )
    try:
        return service.search(brief).total.value
    except (QueryError, EngineError):
        return 0
