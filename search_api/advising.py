"""What helps where little or nothing is found: other spellings, and why there is nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import structs

from indexer.classes import Classes
from indexer.engine import SearchRequest, SearchResult
from indexer.errors import EngineError
from indexer.store import RecordStore
from search_api.answers import QueryAnswer
from search_api.diagnosis import Counter, Helpers, diagnose
from search_api.errors import QueryError
from search_api.language import Understood, reread, understand
from search_api.spelling import FEW, Suggestion, Vocabulary, suggestions

_SPELLING_SECONDS = 0.4
"""Time to look for other spellings; what is not found by then is not offered."""


class Adviser:
    """Advises on queries that find `FEW` publications at most; `search` runs any request."""

    def __init__(
        self, search: Callable[[SearchRequest], SearchResult], store: RecordStore, classes: Classes
    ) -> None:
        self._search, self._store, self._classes = search, store, classes

    def advise(
        self,
        query: QueryAnswer,
        understood: Understood,
        request: SearchRequest,
        result: SearchResult,
        end: float,
    ) -> QueryAnswer:
        """The answer with advice, within the time: `end` is a reading of `time.monotonic`."""
        if result.total > FEW or result.partial or request.after:
            return query
        spelt = self._spelt(understood, request, result.total, end)
        answers = tuple(one.answer(understood.typed) for one in spelt)
        query = structs.replace(query, suggestions=answers)
        return query if result.total else self._diagnosed(query, understood, request, end, spelt)

    def _spelt(
        self, understood: Understood, request: SearchRequest, total: int, end: float
    ) -> tuple[Suggestion, ...]:
        end = min(end, time.monotonic() + _SPELLING_SECONDS)
        vocabulary = Vocabulary(self._search, self._store.get, end)

        def counted(text: str) -> int | None:
            try:
                asked = understand(text, understood.dialect, classes=self._classes).query
                plain = structs.replace(request, query=asked, size=0, facets=())
                return self._search(plain).total
            except QueryError:
                return None

        try:
            return suggestions(understood.tree, understood.typed, total, vocabulary, counted)
        except EngineError:
            return ()

    def _diagnosed(
        self,
        query: QueryAnswer,
        understood: Understood,
        request: SearchRequest,
        end: float,
        spelt: tuple[Suggestion, ...],
    ) -> QueryAnswer:
        """With what leaves nothing and what is nearest, so that an empty result explains itself."""
        helpers = Helpers(
            lambda text: reread(text, self._classes),
            lambda one: self._store.get([one]).get(one),
            self._classes,
            lambda leaf: filter(None, (one.corrected(leaf, understood.typed) for one in spelt)),
        )
        counter = Counter(self._search, request, end)
        return diagnose(understood.tree, request.filters, counter, helpers).added(query)
