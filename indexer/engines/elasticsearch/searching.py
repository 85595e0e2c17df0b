"""Answering: one request for hits, total and facets, more only where facets would not be exact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch
from msgspec import Struct

from indexer.engine import FacetCount, Hit, SearchRequest, SearchResult
from indexer.engines import limits
from indexer.engines.elasticsearch.address import Address
from indexer.engines.elasticsearch.compile import Compiler, facet_filter
from indexer.engines.elasticsearch.connection import from_cause, translated
from indexer.engines.elasticsearch.phrases import Body
from indexer.engines.elasticsearch.snapshots import KEEP_ALIVE, Snapshot, gone
from indexer.errors import EngineError
from indexer.fields import FACETS, SORTS

GRACE_SECONDS = 2.0
"""How long beyond its time budget an answer is waited for: the server stops between segments."""

_ROUNDED = """
double score = _score;
if (score <= 0) { return 0; }
double shift = Math.pow(10, 4 - Math.floor(Math.log10(score)));
return Math.round(score * shift) / shift;
"""
"""Five significant digits: where engines and shards differ is behind them."""

_BY_SCORE: Body = {"type": "number", "script": {"lang": "painless", "source": _ROUNDED}}

_SHARD_SIZE = 1_000
_LARGEST_SHARD_SIZE = 1_000_000
_WANTED = "timed_out,_shards.failed,_shards.failures,hits.total.value,hits.hits.sort,aggregations"


class Order(Struct, frozen=True):
    """What hits are sorted by, the id last; `score` where it is the same for every hit."""

    keys: tuple[Body, ...]
    score: float | None

    def hit(self, row: Sequence[Any]) -> Hit:
        """The hit with these values of the keys."""
        score = row[0] if self.score is None else self.score
        return Hit(row[len(self.keys) - 1], rounded(score))


_UNREADABLE = ("i_o_exception", "e_o_f_exception", "[pit] failed to parse field [id]")


def search(
    client: Elasticsearch, address: Address, request: SearchRequest, snapshot: Snapshot
) -> SearchResult:
    """Run `request` on a snapshot. EngineError SNAPSHOT_GONE when the server let it go."""
    limits.check(request.query)
    order = order_of(request)
    seen, after = _position(request.after, len(order.keys))
    body = _body(request, snapshot)
    body |= {"sort": order.keys, "size": max(0, request.size), "track_total_hits": True}
    body["track_scores"] = order.score is None  # else the script may see scores of 0
    if after:
        body["search_after"] = after
    if request.facets:
        body["aggs"] = {
            facet: _aggregation(request, facet, max(_SHARD_SIZE, request.facet_size))
            for facet in request.facets
        }
    answer = _ask(client, address, request, body)
    facets: dict[str, tuple[FacetCount, ...]] = {}
    for facet in request.facets:
        counts = _counts(answer, facet)
        if counts is None:
            counts = _exact_facet(client, address, request, snapshot, facet)
        facets[facet] = counts
    return _result(order, snapshot, answer, seen, facets)


def order_of(request: SearchRequest) -> Order:
    """The order asked for; scores in descending order whatever is asked."""
    by_id: Body = {"id": {"order": "asc"}}
    if request.sort != "score":
        direction = "desc" if request.descending else "asc"
        column: Body = {SORTS[request.sort]: {"order": direction, "missing": "_last"}}
        return Order((column, by_id), 0.0)
    score = limits.constant_score(request.query)
    if score is not None:
        return Order((by_id,), score)
    return Order(({"_script": _BY_SCORE | {"order": "desc"}}, by_id), None)


def _body(request: SearchRequest, snapshot: Snapshot) -> Body:
    body: Body = {
        "query": Compiler(snapshot.partitions, request.tie).compile(request.query),
        "stored_fields": "_none_",
        "pit": {"id": snapshot.pit, "keep_alive": KEEP_ALIVE},
        "timeout": f"{max(1, int(request.seconds * 1000))}ms",
    }
    if request.filters:
        body["post_filter"] = {"bool": {"filter": [facet_filter(f) for f in request.filters]}}
    return body


def _aggregation(request: SearchRequest, facet: str, shard_size: int) -> Body:
    """Counts under all filters but the facet's own."""
    others = [facet_filter(f) for f in request.filters if f.facet != facet]
    terms = {"field": FACETS[facet], "size": request.facet_size, "shard_size": shard_size}
    filters: Body = {"bool": {"filter": others}} if others else {"match_all": {}}
    return {"filter": filters, "aggs": {"values": {"terms": terms}}}


def _ask(
    client: Elasticsearch, address: Address, request: SearchRequest, body: Body
) -> dict[str, Any]:
    patient = client.options(request_timeout=request.seconds + GRACE_SECONDS)
    try:
        with translated(address):
            answer: dict[str, Any] = patient.search(
                body=body, search_type="dfs_query_then_fetch", filter_path=_WANTED
            ).body
    except EngineError as error:
        if _is_unreadable_snapshot(error):
            raise gone() from error
        raise
    for failure in answer.get("_shards", {}).get("failures", ()):
        raise from_cause(int(failure.get("status", 500)), failure["reason"], address)
    return answer


def _is_unreadable_snapshot(error: EngineError) -> bool:
    """Whether the name of the snapshot makes no sense to the server."""
    cause = error.__cause__
    if error.code == "SNAPSHOT_GONE":
        return True
    if not isinstance(cause, ApiError) or cause.status_code != 400:
        return False
    return any(sign in str(cause.body) for sign in _UNREADABLE)


def _counts(answer: dict[str, Any], facet: str) -> tuple[FacetCount, ...] | None:
    """The counts of a facet; None where a shard kept values to itself."""
    values = answer.get("aggregations", {}).get(facet, {}).get("values")
    if values is None:
        return ()  # the time ran out before any were counted
    if values["doc_count_error_upper_bound"]:
        return None
    return tuple(FacetCount(str(b["key"]), b["doc_count"]) for b in values["buckets"])


def _exact_facet(
    client: Elasticsearch,
    address: Address,
    request: SearchRequest,
    snapshot: Snapshot,
    facet: str,
) -> tuple[FacetCount, ...]:
    """Ask again with more values from every shard until none is left out."""
    body = _body(request, snapshot) | {"size": 0, "track_total_hits": False}
    size = max(_SHARD_SIZE, request.facet_size)
    while size < _LARGEST_SHARD_SIZE:
        size *= 10
        body["aggs"] = {facet: _aggregation(request, facet, size)}
        counts = _counts(_ask(client, address, request, body), facet)
        if counts is not None:
            return counts
    message = f"The facet {facet} has too many values to be counted exactly."
    raise EngineError("QUERY_TOO_COMPLEX", message)


def _result(
    order: Order,
    snapshot: Snapshot,
    answer: dict[str, Any],
    seen: int,
    facets: dict[str, tuple[FacetCount, ...]],
) -> SearchResult:
    rows = [row["sort"] for row in answer.get("hits", {}).get("hits", ())]
    total = int(answer["hits"]["total"]["value"])
    partial = bool(answer.get("timed_out"))
    end = seen + len(rows)
    more = bool(rows) and end < total and not partial
    return SearchResult(
        hits=tuple(order.hit(row) for row in rows),
        total=total,
        exact=not partial,
        partial=partial,
        facets=facets,
        after=(end, *rows[-1][: len(order.keys)]) if more else (),
        snapshot=snapshot.name,
    )


def rounded(score: float) -> float:
    return float(f"{score:.5g}")


def _position(after: Sequence[str | float], keys: int) -> tuple[int, Sequence[str | float]]:
    """How many hits were given already, and the sort keys of the last. ValueError if neither."""
    if not after:
        return 0, ()
    seen = after[0]
    if not isinstance(seen, int) or seen < 0 or len(after) != keys + 1:
        raise ValueError("not a cursor of this engine")
    return seen, list(after[1:])
