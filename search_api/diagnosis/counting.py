"""How many publications conditions find together, within a number of searches and a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec import structs

from indexer.engine import FacetFilter, SearchRequest, SearchResult
from indexer.errors import EngineError
from indexer.query import MatchAll, Query
from search_api.errors import QueryError
from search_api.language.tree import Tree, join, to_query, to_text

SEARCHES = 40
"""Searches for the diagnosis of one query, at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Something every hit must fulfil: a condition of the query, or a chosen facet."""

    tree: Tree | None = None
    chosen: FacetFilter | None = None

    @property
    def text(self) -> str:
        """Canonical, or `f.office=CN` of a facet."""
        if self.tree is not None:
            return to_text(self.tree)
        assert self.chosen is not None
        return "&".join(f"f.{self.chosen.facet}={value}" for value in self.chosen.values)


def tree_of(clauses: Sequence[Clause]) -> Tree | None:
    """The conditions among the clauses, joined; None where there are facets only."""
    trees = [clause.tree for clause in clauses if clause.tree is not None]
    return join("AND", trees) if trees else None


def filters_of(clauses: Sequence[Clause]) -> tuple[FacetFilter, ...]:
    return tuple(clause.chosen for clause in clauses if clause.chosen is not None)


class Counter:
    """Counts by searches for a single hit; remembers. `partial` once a count was not to be had.

    `search` runs a request exactly or says `exact=False`; `request` has the snapshot; `end` is a
    reading of `time.monotonic`.
    """

    def __init__(
        self,
        search: Callable[[SearchRequest], SearchResult],
        request: SearchRequest,
        end: float,
        most: int = SEARCHES,
    ) -> None:
        self._search = search
        self._plain = structs.replace(
            request, size=1, facets=(), sort="pd", descending=True, after=()
        )
        self._end = end
        self._left = most
        self._known: dict[tuple[Query | None, tuple[FacetFilter, ...]], int | None] = {}
        self.partial = False

    def count(self, clauses: Sequence[Clause]) -> int | None:
        """What the clauses find together; None when searches or time are used up.

        A count that is a lower bound is a count, except where it is nothing.
        """
        tree = tree_of(clauses)
        key = (to_query(tree) if tree else None, filters_of(clauses))
        if key not in self._known:
            self._known[key] = self._counted(clauses)
        return self._known[key]

    def _counted(self, clauses: Sequence[Clause]) -> int | None:
        found = self.first(clauses, "pd", descending=True)
        if found is None or (not found.total and not (found.exact and not found.partial)):
            self.partial = True
            return None
        return found.total

    def first(
        self, clauses: Sequence[Clause], sort: str, *, descending: bool
    ) -> SearchResult | None:
        """The first hit in an order; None when searches or time are used up."""
        left = self._end - time.monotonic()
        if not self._left or left <= 0:
            self.partial = True
            return None
        self._left -= 1
        tree = tree_of(clauses)
        request = structs.replace(
            self._plain,
            filters=filters_of(clauses),
            sort=sort,
            descending=descending,
            seconds=left,
            query=MatchAll() if tree is None else to_query(tree),
        )
        try:
            return self._search(request)
        except (EngineError, QueryError):
            self.partial = True
            return None
