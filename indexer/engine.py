"""The engine contract: what every store of the index can do, in terms of no particular engine.

Rules that hold on every engine (each is a conformance test): filters never change scores; facet
counts are exact and ignore their own filter; totals are exact or say they are not; hits are
ordered by score rounded to five significant digits, then by id; a walk by `after` over one
snapshot has neither gaps nor doubles; a failed rebuild leaves the old generation answering; the
same query gives the same hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

from indexer.query import MatchAll, Query


class IndexDocument(Struct, frozen=True, kw_only=True):
    """A publication as both engines index it; made by `indexer.documents.index_document`.

    `texts`: text field -> paragraphs -> sentences, prepared by `indexer.analysis.prepare`.
    `names`: name field -> one string per name, prepared alike. `words`: text field -> the set of
    its words, made by `indexer.analysis_lexicon.lexicon`. `keywords` and `integers`: column ->
    values (every column beside text: keywords, numbers, symbols with ancestors, facets, sort keys,
    both ends of dates as YYYYMMDD). `order` decides between two versions of one document:
    the higher wins whatever the order of arrival.
    """

    id: str
    partition: str
    order: int
    texts: dict[str, tuple[tuple[str, ...], ...]]
    names: dict[str, tuple[str, ...]]
    words: dict[str, str]
    keywords: dict[str, tuple[str, ...]]
    integers: dict[str, tuple[int, ...]]


class FacetFilter(Struct, frozen=True):
    """Chosen values of a facet: any of them (OR), and all facets together (AND)."""

    facet: str
    values: tuple[str, ...]


class SearchRequest(Struct, frozen=True, kw_only=True):
    """One search.

    `sort` is "score" or a key of `fields.SORTS`; `after` and `snapshot` come from an earlier
    result; `facets` names keys of `fields.FACETS`; `seconds` is the time budget.
    """

    query: Query = MatchAll()
    filters: tuple[FacetFilter, ...] = ()
    size: int = 20
    sort: str = "score"
    descending: bool = True
    after: tuple[str | float | int, ...] = ()
    snapshot: str | None = None
    facets: tuple[str, ...] = ()
    facet_size: int = 50
    tie: float = 0.3
    seconds: float = 10.0


class Hit(Struct, frozen=True):
    id: str
    score: float


class FacetCount(Struct, frozen=True):
    value: str
    count: int


class SearchResult(Struct, frozen=True, kw_only=True):
    """`exact` is False when `total` is only a lower bound; `partial` when the budget ran out.

    `after` continues behind the last hit (empty: no further hits) as long as `snapshot` exists.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool = True
    partial: bool = False
    facets: dict[str, tuple[FacetCount, ...]] = {}
    after: tuple[str | float | int, ...] = ()
    snapshot: str


class EngineStatus(Struct, frozen=True, kw_only=True):
    """`generation` names the live build, `version` counts commits, `documents` per partition."""

    engine: str
    generation: str | None
    version: int
    documents: dict[str, int]
    size_bytes: int | None = None


class Refusal(Struct, frozen=True):
    """A document the engine would not take, and why."""

    id: str
    reason: str


class Writer(Protocol):
    """Takes documents until its context ends. Nothing is visible before the commit."""

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace by id; an older `order` than the one held is ignored."""
        ...

    def delete(self, ids: Iterable[str]) -> None: ...

    def commit(self) -> None:
        """Make everything so far durable and, in an update, visible. Raises EngineError.

        What was put since the last commit of a writer that died has to be put again; `order` makes
        that harmless. tantivy shows none of it before, Elasticsearch may.
        """
        ...


class Engine(Protocol):
    """One store of the index. All calls may raise EngineError; searches are thread-safe."""

    name: str

    def search(self, request: SearchRequest) -> SearchResult: ...

    def runs(self, node: Query) -> bool:
        """Whether `search` answers the node exactly; others go through `indexer.settling`."""
        ...

    def rebuild(self) -> AbstractContextManager[Writer]:
        """A new generation: goes live atomically on clean exit, is deleted on error."""
        ...

    def update(self) -> AbstractContextManager[Writer]:
        """Changes to the live generation (created empty when there is none)."""
        ...

    def status(self) -> EngineStatus: ...

    def on_refusal(self, callback: Callable[[Refusal], None]) -> None:
        """Call `callback` for each document the engine will never accept."""
        ...

    def close(self) -> None: ...
