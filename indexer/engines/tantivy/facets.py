"""Counts of facet values over all partitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from indexer.engine import FacetCount, SearchRequest
from indexer.engines.tantivy.ordering import Budget, Part
from indexer.fields import FACETS

_BUCKETS = 65_000
"""Values read of each segment, tantivy's own limit. A facet with more is counted again, only for
the values that may be among the most frequent."""

_MARGIN = 200
"""Values counted again beyond those wanted."""


def facet_counts(
    request: SearchRequest, parts: Callable[[str | None], Sequence[Part]], budget: Budget
) -> dict[str, tuple[FacetCount, ...]]:
    """Exact counts, most frequent first, then by value.

    `parts` compiles the request without the filter of one facet: what was chosen of a facet does
    not narrow its own counts.
    """
    chosen = {f.facet for f in request.filters}
    groups: dict[str | None, list[str]] = {}
    for facet in request.facets:
        groups.setdefault(facet if facet in chosen else None, []).append(facet)
    counts: dict[str, Counter[str]] = {}
    for without, facets in groups.items():
        queries = parts(without)
        found, inexact = _count(queries, dict.fromkeys(facets), budget)
        if inexact:
            most = request.facet_size + _MARGIN
            again = {facet: [c.value for c in _most(found[facet], most)] for facet in inexact}
            found |= _count(queries, again, budget)[0]
        counts |= found
    return {facet: _most(counts[facet], request.facet_size) for facet in request.facets}


def _count(
    queries: Sequence[Part], facets: Mapping[str, list[str] | None], budget: Budget
) -> tuple[dict[str, Counter[str]], set[str]]:
    """Counts of the facets' values (all, or those listed), and the facets they are too low for."""
    wanted = {
        facet: {
            "terms": {
                "field": FACETS[facet],
                "size": _BUCKETS,
                "segment_size": _BUCKETS,
                **({} if values is None else {"include": values}),
            }
        }
        for facet, values in facets.items()
    }
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    inexact: set[str] = set()
    for searcher, query in queries:
        if not budget.left():
            break
        for facet, answer in searcher.aggregate(query, wanted).items():
            if answer["sum_other_doc_count"]:
                inexact.add(facet)
            for bucket in answer["buckets"]:
                key = bucket["key"]
                value = key if isinstance(key, str) else str(int(key))
                counts[facet][value] += bucket["doc_count"]
    return counts, inexact


def _most(counter: Counter[str], size: int) -> tuple[FacetCount, ...]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ordered[:size])
