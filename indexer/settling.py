"""Conditions no engine can judge by itself, settled from the texts before the search.

The engine is asked for every document that might fulfil such a condition, together with whatever
else the query demands; their texts are looked at; and the condition is replaced by the list of
documents that do fulfil it. Totals, facets, order and pages are then as exact as of any query.
There are limits in number and time: beyond them the list is incomplete, and said to be.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from msgspec import structs

from indexer.bounding import bounds
from indexer.engine import Engine, SearchRequest
from indexer.engines.limits import VALUES
from indexer.engines.plan import is_name
from indexer.judging import Condition, Texts
from indexer.query import (
    And,
    Boost,
    Documents,
    Filter,
    Keyword,
    Linked,
    Match,
    Near,
    Not,
    Or,
    Query,
    Together,
    Unless,
    Wildcard,
)
from parsers.family import computed_family
from parsers.model import Publication
from parsers.numbers import index_forms

CANDIDATES = 10_000
"""Documents looked at for one condition, at most."""

LINKED = 5_000
"""Documents whose citations or families are followed, at most."""

_AT_ONCE = 100
_REMEMBERED = 64

Fetch = Callable[[Iterable[str]], dict[str, Publication]]


class Settled(NamedTuple):
    """The query with lists in place of conditions; not `exact` where a list is incomplete."""

    query: Query
    exact: bool


class Settler:
    """Settles queries for one engine and store; remembers the last lists. Thread-safe."""

    def __init__(self, engine: Engine, fetch: Fetch) -> None:
        self._engine = engine
        self._fetch = fetch
        self._lock = Lock()
        self._known: OrderedDict[tuple[object, ...], Settled] = OrderedDict()

    def settle(self, request: SearchRequest, state: str) -> tuple[SearchRequest, bool]:
        """The request with a query the engine runs, and whether that is exact.

        `state` is what changes with the index; lists are remembered for one state.
        """
        if not _open(request.query, self._engine):
            return request, True
        key = (request.snapshot or state, request.query)
        with self._lock:
            known = self._known.get(key)
        if known is None:
            run = _Run(self._engine, self._fetch, request)
            known = Settled(run.query(request.query, ()), run.exact)
            if known.exact:
                self._remember(key, known)
        return structs.replace(request, query=known.query), known.exact

    def _remember(self, key: tuple[object, ...], settled: Settled) -> None:
        with self._lock:
            self._known[key] = settled
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


class _Run:
    """One query being settled, within its time."""

    def __init__(self, engine: Engine, fetch: Fetch, request: SearchRequest) -> None:
        self._engine, self._fetch, self._request = engine, fetch, request
        self._end = time.monotonic() + request.seconds
        self.exact = True

    def query(  # noqa: PLR0911 - one answer a node
        self, node: Query, demanded: tuple[Query, ...]
    ) -> Query:
        """The node, settled; `demanded` is what else every hit fulfils."""
        match node:
            case And(queries):
                plain = tuple(Filter(q) for q in queries if not _open(q, self._engine))
                return And(tuple(self.query(q, demanded + plain) for q in queries))
            case Or(queries):
                return Or(tuple(self.query(one, demanded) for one in queries))
            case Not(inner):
                return Not(self.query(inner, demanded))
            case Filter(inner, score):
                return Filter(self.query(inner, demanded), score)
            case Boost(inner, factor):
                return Boost(self.query(inner, demanded), factor)
            case Linked(relation, inner):
                return self._linked(relation, self.query(inner, ()))
            case Match() | Wildcard() | Near() | Together() | Unless():
                if self._engine.runs(node):
                    return node
                return self._listed(node, demanded)
            case _:
                return node

    def _linked(self, relation: str, query: Query) -> Query:
        values: dict[str, None] = {}
        for _, p in self._records(Filter(query), LINKED):
            values.update(dict.fromkeys(_LINKS[relation](p)))
        if len(values) > VALUES:
            self.exact = False
        column = {"cites": "ct", "cited_by": "pn", "family": "fam"}[relation]
        return Keyword(column, tuple(values)[:VALUES])

    def _listed(self, condition: Condition, demanded: tuple[Query, ...]) -> Query:
        certain, wider = bounds(condition, self._engine.runs)
        unsure = (Filter(wider),) if certain is None else (Filter(wider), Not(certain))
        candidates = self._records(And((*unsure, *demanded)), CANDIDATES)
        listed = Documents(tuple(one for one, p in candidates if Texts(p).fulfil(condition)))
        score = 0.0 if isinstance(condition, Unless) or _only_names(condition) else 1.0
        return Filter(listed if certain is None else Or((listed, certain)), score)

    def _records(self, query: Query, most: int) -> Iterator[tuple[str, Publication]]:
        """The documents a query finds; not `exact` where there are more, or time runs out."""
        request = SearchRequest(
            query=query,
            size=most,
            snapshot=self._request.snapshot,
            seconds=max(self._end - time.monotonic(), 0.1),
        )
        found = self._engine.search(request)
        if found.partial or found.total > len(found.hits):
            self.exact = False
        ids = [hit.id for hit in found.hits]
        for start in range(0, len(ids), _AT_ONCE):
            if time.monotonic() > self._end:
                self.exact = False
                return
            yield from self._fetch(ids[start : start + _AT_ONCE]).items()


def _number(p: Publication) -> Iterator[str]:
    yield index_forms(p.office, p.number, None, "ct")[0]


def _cited(p: Publication) -> Iterator[str]:
    for citation in p.citations:
        if (one := citation.document) is not None:
            yield index_forms(one.office, one.number, None, "pn")[0]


def _families(p: Publication) -> Iterator[str]:
    yield from (family for family in (p.family, computed_family(p)) if family)


_LINKS: dict[str, Callable[[Publication], Iterator[str]]] = {
    "cites": _number,
    "cited_by": _cited,
    "family": _families,
}
"""What the linked documents have in their column, made of one of those that were found."""


def _open(node: Query, engine: Engine) -> bool:
    """Whether a node holds a condition the engine does not run."""
    match node:
        case And(queries) | Or(queries):
            return any(_open(one, engine) for one in queries)
        case Not(inner) | Filter(inner) | Boost(inner):
            return _open(inner, engine)
        case Linked():
            return True
        case _:
            return not engine.runs(node)


def _only_names(condition: Condition) -> bool:
    return all(map(is_name, condition.fields))
