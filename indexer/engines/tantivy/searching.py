"""Answering: the ordered hits of a version, page by page, totals and facet counts."""

from __future__ import annotations

import heapq
import time
from collections import Counter, OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TypeAlias

import tantivy
from msgspec import Struct
from tantivy import Order

from indexer.engine import FacetCount, Hit, SearchRequest, SearchResult
from indexer.engines import plan
from indexer.engines.tantivy.compiling import Compiled, Compiler
from indexer.engines.tantivy.snapshots import Version
from indexer.errors import EngineError
from indexer.fields import FACETS, SORTS

_SLACK = 80
"""Hits read behind the page, for ties at its end."""

_BUCKETS = 65_000
"""tantivy's own limit of buckets."""

_REMEMBERED_HITS = 200_000
"""Hits of earlier searches kept for their next pages, over all of them."""


_Part: TypeAlias = tuple[tantivy.Searcher, Compiled]


class Ranked(Struct):
    """The beginning of an ordered result; `complete` when it is all of it."""

    hits: list[Hit]
    total: int
    complete: bool


class Budget:
    """The time of one search. tantivy cannot be interrupted, so it is looked at between steps."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.spent = False

    def left(self) -> bool:
        self.spent = self.spent or time.monotonic() >= self._end
        return not self.spent


class Searching:
    """Searches over versions; remembers ordered results for their next pages. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ranked: OrderedDict[tuple[object, ...], Ranked] = OrderedDict()

    def search(self, version: Version, request: SearchRequest) -> SearchResult:
        plan.check(request.query)
        budget = Budget(request.seconds)
        start = _position(request.after)
        end = start + max(0, request.size)
        ranked = self._rank(version, request, end, budget)
        facets = _facets(version, request, budget)
        hits = tuple(ranked.hits[start:end])
        more = end < ranked.total and bool(hits) and not budget.spent
        return SearchResult(
            hits=hits,
            total=ranked.total,
            exact=not budget.spent,
            partial=budget.spent,
            facets=facets,
            after=(end,) if more else (),
            snapshot=version.name,
        )

    def _rank(self, version: Version, request: SearchRequest, end: int, budget: Budget) -> Ranked:
        key = (
            version.name,
            request.query,
            request.filters,
            request.sort,
            request.descending,
            request.tie,
        )
        with self._lock:
            known = self._ranked.get(key)
            if known and (known.complete or len(known.hits) >= end):
                self._ranked.move_to_end(key)
                return known
        want = end + _SLACK if known is None else max(end, 4 * len(known.hits)) + _SLACK
        ranked = _ordered(version, request, end, want, budget)
        if not budget.spent:
            self._remember(key, ranked)
        return ranked

    def _remember(self, key: tuple[object, ...], ranked: Ranked) -> None:
        with self._lock:
            self._ranked[key] = ranked
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


def _compiled(version: Version, request: SearchRequest, without: str | None = None) -> list[_Part]:
    """The query with its filters (but those of the facet `without`) for each partition."""
    filters = [f for f in request.filters if f.facet != without]
    out = []
    for partition, searcher in version.searchers.items():
        if searcher.num_docs:
            compiler = Compiler(partition, searcher, request.tie)
            out.append((searcher, compiler.filters(filters, compiler.compile(request.query))))
    return out


def _ordered(
    version: Version, request: SearchRequest, end: int, want: int, budget: Budget
) -> Ranked:
    compiled = _compiled(version, request)
    if request.sort != "score":
        by = _Column(SORTS[request.sort], Order.Desc if request.descending else Order.Asc, 0.0)
        return _by_column(compiled, by, want, budget)
    score = plan.constant_score(request.query)
    if score is not None:
        return _by_column(compiled, _Column("id", Order.Asc, _rounded(score)), want, budget)
    return _by_score(compiled, end, want, budget)


def _by_score(compiled: list[_Part], end: int, want: int, budget: Budget) -> Ranked:
    """The best hits by rounded score, then id.

    Hits with the rounded score of the last one read may have equals that were not read: only
    what is better is sure, and more is read until the page is.
    """
    total, sure, complete = 0, -1.0, True
    found: list[tuple[float, str]] = []
    for searcher, query in compiled:
        if not budget.left():
            break
        limit = max(1, want)
        while True:
            result = searcher.search(query, limit=limit)
            scores = [_rounded(score) for score, _ in result.hits]
            whole = len(scores) >= _count_of(result)
            if whole or not end or scores[end - 1] > scores[-1] or not budget.left():
                break
            limit *= 4
        total += _count_of(result)
        if not whole:
            complete, sure = False, max(sure, scores[-1])
        addresses = (address for _, address in result.hits)
        found += zip([-score for score in scores], _ids(searcher, addresses), strict=True)
    found.sort()
    hits = [Hit(identity, -score) for score, identity in found if -score > sure]
    return Ranked(hits, total, complete)


class _Column(Struct, frozen=True):
    """An order by a column whose values are all different; every hit has the same score."""

    name: str
    order: Order
    score: float


def _by_column(compiled: list[_Part], by: _Column, want: int, budget: Budget) -> Ranked:
    total = 0
    parts: list[list[tuple[str, Hit]]] = []
    for searcher, query in compiled:
        if not budget.left():
            break
        found = searcher.search(query, limit=max(1, want), order_by_field=by.name, order=by.order)
        total += _count_of(found)
        ids = _ids(searcher, (address for _, address in found.hits))
        parts.append(
            [
                (str(value), Hit(identity, by.score))
                for (value, _), identity in zip(found.hits, ids, strict=True)
            ]
        )
    backwards = by.order == Order.Desc
    merged = heapq.merge(*parts, key=lambda pair: pair[0], reverse=backwards)
    hits = [hit for _, hit in merged]
    complete = len(hits) >= total
    return Ranked(hits if complete else hits[:want], total, complete)


def _ids(searcher: tantivy.Searcher, addresses: Iterable[tantivy.DocAddress]) -> list[str]:
    doc = searcher.doc
    return [str(doc(address).get_first("id")) for address in addresses]


def _count_of(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # its stubs leave it out


def _facets(
    version: Version, request: SearchRequest, budget: Budget
) -> dict[str, tuple[FacetCount, ...]]:
    """Exact counts; a facet with chosen values is counted as if none of its own were chosen."""
    chosen = {f.facet for f in request.filters}
    groups: dict[str | None, list[str]] = {}
    for facet in request.facets:
        groups.setdefault(facet if facet in chosen else None, []).append(facet)
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in request.facets}
    for without, facets in groups.items():
        for searcher, query in _compiled(version, request, without):
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


def _rounded(score: float) -> float:
    return float(f"{score:.5g}")
