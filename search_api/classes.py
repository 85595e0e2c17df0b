"""Classification schemes to browse: symbols with their titles, notes, and counts of documents.

The count beside a symbol is that of the search for it and everything below it, which `query` is.
"""

from __future__ import annotations

import time
from typing import get_args

from msgspec import Struct

from indexer.classes import ClassEntry, Classes, ClassHit, ClassNote, ClassTitle, Edition, Moved
from indexer.engine import Engine, SearchRequest
from indexer.errors import EngineError
from parsers.model import Scheme
from parsers.symbols import normal, printed
from search_api.errors import QueryError
from search_api.language.classes import below

FIELDS: dict[str, str] = {
    "ipc": "ipc", "cpc": "cpc", "locarno": "loc", "fi": "fi", "fterm": "fterm", "uspc": "uspc",
}  # fmt: skip
"""Scheme -> the field that searches its symbols."""

_COUNTING_SECONDS = 1.0
_REMEMBERED = 20_000
_HITS = 50


class ClassBrief(Struct, frozen=True, omit_defaults=True):
    """A symbol; `count` documents have it or one below it (absent: not counted in time)."""

    symbol: str
    title: str = ""
    lang: str = ""
    count: int | None = None
    query: str | None = None


class ClassAnswer(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A symbol of a scheme, or its top (no `symbol`), with what lies above and below it.

    `edition` is the newest that places the symbol; `placed` is False where none does.
    """

    scheme: str
    symbol: str | None = None
    edition: str | None = None
    title: str = ""
    lang: str = ""
    references: str = ""
    deleted: bool = False
    placed: bool = True
    additional: bool = False
    dots: int = 0
    since: str | None = None
    count: int | None = None
    query: str | None = None
    path: tuple[ClassBrief, ...] = ()
    notes: tuple[ClassNote, ...] = ()
    moves: tuple[Moved, ...] = ()
    children: tuple[ClassBrief, ...] = ()


class ClassesAnswer(Struct, frozen=True):
    """The editions loaded, and the symbols whose titles have the words asked for."""

    loaded: tuple[Edition, ...]
    hits: tuple[ClassHit, ...] = ()


class Browser:
    """Looks into loaded schemes; thread-safe."""

    def __init__(self, engine: Engine, classes: Classes) -> None:
        self._engine, self._classes = engine, classes
        self._counts: tuple[str, dict[tuple[str, str], int]] = ("", {})

    def overview(self, text: str = "", scheme: str | None = None) -> ClassesAnswer:
        """What is loaded; with a text, the symbols it leads to. Raises QueryError."""
        chosen = _scheme(scheme) if scheme else None
        hits = self._classes.search(chosen, text, _HITS) if text.strip() else ()
        return ClassesAnswer(self._classes.loaded(), hits)

    def show(self, scheme: str, symbol: str | None, lang: str, state: str) -> ClassAnswer:
        """A symbol in any spelling, or the top of a scheme. Raises QueryError where it is none.

        `state` changes whenever counts may.
        """
        known = _scheme(scheme)
        if symbol is None:
            children = self._classes.children(known, None, lang)
            if not children:
                raise QueryError("scheme_unknown", value=scheme[:40])
            return ClassAnswer(scheme=known, children=self._briefs(known, children, state))
        name = normal(known, symbol)
        entry = self._classes.get(known, name, lang) if name else None
        if entry is None:
            raise QueryError("class_unknown", value=symbol[:40], scheme=known.upper())
        return self._answer(known, entry, lang, state)

    def _answer(self, scheme: Scheme, entry: ClassEntry, lang: str, state: str) -> ClassAnswer:
        end = time.perf_counter() + _COUNTING_SECONDS
        return ClassAnswer(
            scheme=scheme,
            symbol=entry.symbol,
            edition=entry.edition,
            title=entry.title.title if entry.title else "",
            lang=entry.title.lang if entry.title else "",
            references=entry.references,
            deleted=entry.deleted,
            placed=entry.placed,
            additional=entry.additional,
            dots=entry.dots,
            since=entry.since,
            count=self._count(scheme, entry.symbol, state, end),
            query=_query(scheme, entry.symbol),
            path=tuple(ClassBrief(one.symbol, one.title, one.lang) for one in entry.path[:-1]),
            notes=entry.notes,
            moves=entry.moves,
            children=self._briefs(
                scheme, self._classes.children(scheme, entry.symbol, lang), state
            ),
        )

    def _briefs(
        self, scheme: Scheme, titles: tuple[ClassTitle, ...], state: str
    ) -> tuple[ClassBrief, ...]:
        end = time.perf_counter() + _COUNTING_SECONDS
        return tuple(
            ClassBrief(
                one.symbol,
                one.title,
                one.lang,
                self._count(scheme, one.symbol, state, end),
                _query(scheme, one.symbol),
            )
            for one in titles
        )

    def _count(self, scheme: Scheme, symbol: str, state: str, end: float) -> int | None:
        field = FIELDS.get(scheme)
        if field is None:
            return None
        then, counts = self._counts
        if then != state or len(counts) > _REMEMBERED:
            counts = {}
            self._counts = (state, counts)
        known = counts.get((scheme, symbol))
        if known is not None or time.perf_counter() > end:
            return known
        query = below(field, symbol, self._classes)
        try:
            found = self._engine.search(SearchRequest(query=query, size=1, sort="pd", seconds=1))
        except EngineError:
            return None
        if found.exact and not found.partial:
            counts[scheme, symbol] = found.total
            return found.total
        return None


def _query(scheme: Scheme, symbol: str) -> str | None:
    field = FIELDS.get(scheme)
    if field is None:
        return None
    compact = printed(scheme, symbol, "compact")
    plain = compact.replace("/", "").isalnum()
    return f"{field}:{compact}/low" if plain else f'{field}:"{symbol}/low"'


def _scheme(name: str) -> Scheme:
    for one in get_args(Scheme):
        if name.lower() == one:
            return one  # type: ignore[no-any-return]  # a member of the literal
    raise QueryError("scheme_unknown", value=name[:40])
