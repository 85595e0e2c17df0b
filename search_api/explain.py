"""Why a hit has its score: what each part of the query contributed, measured by the engine."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from indexer.engine import Engine, Hit, SearchRequest, SearchResult
from indexer.query import And, Filter, Keyword, Query
from parsers.numbers import query_forms
from search_api.answers import Contribution
from search_api.language.tree import Branch, Call, Inverse, Leaf, Tree, Weighted, to_text
from search_api.ranking.first import scored

_PARTS = 32
"""More scored parts than this are not measured one by one."""

ROUNDING = "rounding"


def explain(
    tree: Tree, request: SearchRequest, result: SearchResult, engine: Engine
) -> dict[str, tuple[Contribution, ...]]:
    """Id -> contributions that add up to its score; {} when the query has too many parts.

    Every scored part is searched again among the hits alone: the same engine with the same
    statistics gives what it added. Scores are rounded to five digits, so the last contribution is
    what rounding left over.
    """
    found = {hit.id: hit.score for hit in result.hits}
    leaves = [leaf for leaf in _scored_leaves(tree) if any(scored(leaf.query))]
    if not found or len(leaves) > _PARTS:
        return {}
    forms = tuple(dict.fromkeys(form for one in found for form in query_forms(one, "pn")))
    parts: dict[str, list[Contribution]] = {one: [] for one in found}
    for leaf in leaves:
        query = And((leaf.query, Filter(Keyword("pn", forms))))
        for hit in _scores(query, request, result, engine):
            if hit.id in parts and hit.score:
                parts[hit.id].append(Contribution(text=to_text(leaf), score=hit.score))
    return {one: _balanced(parts[one], score) for one, score in found.items()}


def _scores(
    query: Query, request: SearchRequest, result: SearchResult, engine: Engine
) -> tuple[Hit, ...]:
    size = 4 * len(result.hits)
    alone = SearchRequest(
        query=query,
        size=size,
        snapshot=result.snapshot,
        tie=request.tie,
        seconds=request.seconds,
    )
    return engine.search(alone).hits


def _balanced(parts: list[Contribution], score: float) -> tuple[Contribution, ...]:
    rest = score - fsum(part.score for part in parts)
    if rest:
        parts.append(Contribution(text=ROUNDING, score=rest))
    return tuple(parts)


def _scored_leaves(tree: Tree) -> Iterable[Leaf]:
    match tree:
        case Leaf():
            yield tree
        case Inverse() | Call():
            return
        case Weighted(part):
            yield from _scored_leaves(part)
        case Branch(_, parts):
            for part in parts:
                yield from _scored_leaves(part)
