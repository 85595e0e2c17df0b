"""Answering: pages of ordered hits of a version, totals and facet counts."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from indexer.engine import SearchRequest, SearchResult
from indexer.engines import limits
from indexer.engines.tantivy.compiling import Compiler
from indexer.engines.tantivy.facets import facet_counts
from indexer.engines.tantivy.ordering import Budget, Part, Ranked, ranked
from indexer.engines.tantivy.snapshots import Version
from indexer.errors import EngineError

_REMEMBERED_HITS = 200_000
"""Hits of earlier searches kept for their next pages, over all of them."""


class Searching:
    """Searches over versions; remembers ordered results for their next pages. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ranked: OrderedDict[tuple[object, ...], Ranked] = OrderedDict()

    def search(self, version: Version, request: SearchRequest) -> SearchResult:
        """One page. EngineError QUERY_TOO_COMPLEX, or SNAPSHOT_GONE for a foreign cursor."""
        limits.check(request.query)
        budget = Budget(request.seconds)
        start = _position(request.after)
        end = start + max(0, request.size)
        found = self._rank(version, request, end, budget)
        facets = facet_counts(request, lambda facet: _parts(version, request, facet), budget)
        hits = tuple(found.hits[start:end])
        more = bool(hits) and end < found.total and not budget.spent
        return SearchResult(
            hits=hits,
            total=found.total,
            exact=not budget.spent,
            partial=budget.spent,
            facets=facets,
            after=(end,) if more else (),
            snapshot=version.name,
        )

    def _rank(self, version: Version, request: SearchRequest, end: int, budget: Budget) -> Ranked:
        order = (request.sort, request.descending, request.tie)
        key = (version.name, request.query, request.filters, *order)
        with self._lock:
            known = self._ranked.get(key)
            if known and (known.complete or len(known.hits) >= end):
                self._ranked.move_to_end(key)
                return known
        want = end if known is None else max(end, 4 * len(known.hits))
        found = ranked(_parts(version, request), request, want, budget)
        if not budget.spent:
            self._remember(key, found)
        return found

    def _remember(self, key: tuple[object, ...], found: Ranked) -> None:
        with self._lock:
            self._ranked[key] = found
            self._ranked.move_to_end(key)
            size = sum(len(r.hits) for r in self._ranked.values())
            while size > _REMEMBERED_HITS and len(self._ranked) > 1:
                size -= len(self._ranked.popitem(last=False)[1].hits)


def _position(after: tuple[str | float | int, ...]) -> int:
    """How many hits were given already. EngineError for what is no cursor of this engine."""
    if not after:
        return 0
    if len(after) != 1 or not isinstance(after[0], int) or after[0] < 0:
        raise EngineError("SNAPSHOT_GONE", "The cursor is not one of this engine. Search again.")
    return after[0]


def _parts(version: Version, request: SearchRequest, without: str | None = None) -> list[Part]:
    """The query with its filters (but those of the facet `without`) for each partition."""
    filters = [f for f in request.filters if f.facet != without]
    out = []
    for partition, searcher in version.searchers.items():
        if searcher.num_docs:
            compiler = Compiler(partition, searcher, request.tie)
            out.append((searcher, compiler.filters(filters, compiler.compile(request.query))))
    return out
