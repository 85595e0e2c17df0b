"""What the index holds of a field, asked within a time: counts, and texts that fit a query."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from indexer.analysis import NAMES
from indexer.analysis_words import CJK_BLANK
from indexer.engine import SearchRequest, SearchResult
from indexer.engines.plan import is_name
from indexer.judging import Texts
from indexer.query import Filter, Query
from parsers.model import Publication

LOOKED_AT = 8
"""Publications whose texts are looked into at once."""


class OutOfTimeError(Exception):
    """There is no time left to ask."""


class Text:
    """All texts of a field of a publication, a line each, with the analysis of their words."""

    __slots__ = ("analysis", "text")

    def __init__(self, text: str, analysis: str) -> None:
        self.text = CJK_BLANK.sub("", text) if analysis == NAMES else text
        self.analysis = analysis


class Vocabulary:
    """The words of one index; `end` is a reading of `time.monotonic`. Remembers counts."""

    def __init__(
        self,
        search: Callable[[SearchRequest], SearchResult],
        fetch: Callable[[Iterable[str]], dict[str, Publication]],
        end: float,
    ) -> None:
        self._search, self._fetch, self._end = search, fetch, end
        self._half = (time.monotonic() + end) / 2
        self._counts: dict[Query, int] = {}

    @property
    def in_haste(self) -> bool:
        """Whether more than half of the time is gone: what is known by then has to do."""
        return time.monotonic() > self._half

    def count(self, query: Query) -> int:
        """The number of publications; raises OutOfTimeError."""
        if query not in self._counts:
            self._counts[query] = self._ask(Filter(query), 0).total
        return self._counts[query]

    def texts(self, query: Query, fields: Iterable[str]) -> Iterator[Text]:
        """The texts of some publications that fulfil the query; raises OutOfTimeError."""
        names = tuple(fields)
        for publication in self.publications(Filter(query), LOOKED_AT):
            texts = Texts(publication)
            for field in names:
                analysis = NAMES if is_name(field) else texts.partition
                yield Text("\n".join(texts.of(field)), analysis)

    def publications(self, query: Query, most: int) -> Iterator[Publication]:
        """The first publications that fulfil the query; raises OutOfTimeError."""
        ids = [hit.id for hit in self._ask(query, most).hits]
        for publication in self._fetch(ids).values():
            self._left()
            yield publication

    def _ask(self, query: Query, size: int) -> SearchResult:
        left = self._left()
        found = self._search(SearchRequest(query=query, size=size, seconds=left))
        if found.partial:
            raise OutOfTimeError
        return found

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left
