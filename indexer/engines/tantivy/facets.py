"""Counts of facet values over all partitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import tantivy

from indexer.engine import FacetCount, SearchRequest
from indexer.engines.tantivy.compiling import Compiled
from indexer.engines.tantivy.ordering import Budget, Part
from indexer.fields import FACETS

_BUCKETS = 65_000
"""tantivy's own limit of buckets: with as many read from each segment, counts are exact."""


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
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in request.facets}
    for without, facets in groups.items():
        for searcher, query in parts(without):
            if budget.left():
                _count(searcher, query, facets, counts)
    return {facet: _most(counter, request.facet_size) for facet, counter in counts.items()}


def _count(
    searcher: tantivy.Searcher,
    query: Compiled,
    facets: list[str],
    counts: dict[str, Counter[str]],
) -> None:
    wanted = {
        facet: {"terms": {"field": FACETS[facet], "size": _BUCKETS, "segment_size": _BUCKETS}}
        for facet in facets
    }
    for facet, answer in searcher.aggregate(query, wanted).items():
        counter = counts[facet]
        for bucket in answer["buckets"]:
            key = bucket["key"]
            counter[key if isinstance(key, str) else str(int(key))] += bucket["doc_count"]


def _most(counter: Counter[str], size: int) -> tuple[FacetCount, ...]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ordered[:size])
