"""The beginning of an ordered result, over all partitions, however many hits tie."""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import tantivy
from msgspec import Struct
from tantivy import Order

from indexer.engine import Hit, SearchRequest
from indexer.engines import limits
from indexer.engines.tantivy.layout import KEYED, key_column
from indexer.engines.tantivy.texts import Compiled
from indexer.fields import SORTS

Part: TypeAlias = tuple[tantivy.Searcher, Compiled]
"""A partition and what is asked of it."""

Addresses: TypeAlias = Sequence[tantivy.DocAddress]
Reader: TypeAlias = Callable[[tantivy.Searcher, Compiled, int], tuple[list[float], Addresses, int]]
"""Reads the first so many hits: what they are ordered by (ascending), where they are, the total."""


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


def ranked(parts: Sequence[Part], request: SearchRequest, end: int, budget: Budget) -> Ranked:
    """At least the first `end` hits in the request's order, or all of them."""
    descending = request.descending
    if request.sort != "score":
        column = SORTS[request.sort]
        if column not in KEYED:
            return _by_strings(parts, column, end, budget, descending)
        return _by_leads(parts, _key_reader(column, descending), end, budget, descending)
    score = limits.constant_score(request.query)
    if score is None:
        return _by_leads(parts, _read_scores, end, budget)
    found = _by_leads(parts, _key_reader("id", descending=False), end, budget)
    return Ranked([Hit(h.id, _rounded(score)) for h in found.hits], found.total, found.complete)


def _by_leads(
    parts: Sequence[Part],
    read: Reader,
    end: int,
    budget: Budget,
    ids_descending: bool = False,  # noqa: FBT001, FBT002 - as in the request
) -> Ranked:
    """Hits by what leads (a rounded score, the beginning of a key), then by id.

    Hits with the same lead as the last one read may have equals that were not read: only what
    comes before it is sure, and more is read until the page is.
    """
    total, complete, sure = 0, True, math.inf
    found: list[tuple[str, float]] = []
    for searcher, query in parts:
        if not budget.left():
            break
        limit = min(end + _slack(end), searcher.num_docs)
        while True:
            leads, addresses, count = read(searcher, query, limit)
            whole = len(leads) >= count
            if whole or not end or leads[end - 1] < leads[-1] or not budget.left():
                break
            limit = min(4 * limit, searcher.num_docs)
        total += count
        if not whole:
            complete, sure = False, min(sure, leads[-1])
        found += zip(_ids(searcher, addresses), leads, strict=True)
    found.sort(reverse=ids_descending)
    found.sort(key=lambda pair: pair[1])
    scored = read is _read_scores
    hits = [Hit(i, -lead if scored else 0.0) for i, lead in found if lead < sure]
    return Ranked(hits, total, complete)


def _slack(end: int) -> int:
    """Hits read behind the page, for ties at its end."""
    return 10 + end // 4


def _read_scores(
    searcher: tantivy.Searcher, query: Compiled, limit: int
) -> tuple[list[float], Addresses, int]:
    found = searcher.search(query, limit=limit)
    addresses = [address for _, address in found.hits]
    return [-_rounded(score) for score, _ in found.hits], addresses, count_of(found)


def _key_reader(column: str, descending: bool) -> Reader:  # noqa: FBT001 - as in the request
    order, sign = (Order.Desc, -1) if descending else (Order.Asc, 1)

    def read(
        searcher: tantivy.Searcher, query: Compiled, limit: int
    ) -> tuple[list[float], Addresses, int]:
        found = searcher.search(query, limit, order_by_field=key_column(column), order=order)
        addresses = [address for _, address in found.hits]
        return [sign * key for key, _ in found.hits], addresses, count_of(found)

    return read


def _by_strings(
    parts: Sequence[Part],
    column: str,
    end: int,
    budget: Budget,
    descending: bool,  # noqa: FBT001 - as in the request
) -> Ranked:
    """Hits by a column whose strings are all different; slow, a string is looked up per hit."""
    order = Order.Desc if descending else Order.Asc
    total = 0
    columns: list[list[tuple[str, str]]] = []
    for searcher, query in parts:
        if not budget.left():
            break
        limit = max(1, min(end, searcher.num_docs))
        found = searcher.search(query, limit, order_by_field=column, order=order)
        total += count_of(found)
        ids = _ids(searcher, [address for _, address in found.hits])
        values = [str(value) for value, _ in found.hits]
        columns.append(list(zip(values, ids, strict=True)))
    merged = heapq.merge(*columns, key=lambda pair: pair[0], reverse=descending)
    hits = [Hit(identity, 0.0) for _, identity in merged]
    complete = len(hits) >= total
    return Ranked(hits if complete else hits[:end], total, complete)


def _ids(searcher: tantivy.Searcher, addresses: Iterable[tantivy.DocAddress]) -> list[str]:
    doc = searcher.doc
    return [str(doc(address).get_first("id")) for address in addresses]


def count_of(result: tantivy.SearchResult) -> int:
    """Exact number of hits."""
    return int(result.count)  # type: ignore[attr-defined]  # its stubs leave it out


def _rounded(score: float) -> float:
    return float(f"{score:.5g}")
