"""Conditions no engine can judge by itself, settled from the texts before the search.

The engine is asked for every document that might fulfil such a condition, together with whatever
else the query demands; their texts are looked at; and the condition is replaced by the list of
documents that do fulfil it. Totals, facets, order and pages are then as exact as of any query.
There are limits in number and time: beyond them the list is incomplete, and said to be.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from msgspec import structs

from indexer.analysis import pattern_fault
from indexer.analysis_words import CJK, CJK_RUN, WORD, narrow
from indexer.engine import Engine, SearchRequest
from indexer.engines.limits import VALUES
from indexer.engines.native import one_word
from indexer.engines.plan import is_name
from indexer.judging import Condition, Texts
from indexer.query import (
    Alike,
    And,
    AnyOf,
    Boost,
    Chain,
    Documents,
    Filter,
    Flag,
    Keyword,
    Linked,
    Match,
    Near,
    Not,
    Operand,
    Or,
    Pattern,
    Query,
    Sentence,
    Similar,
    Together,
    Unless,
    Wildcard,
    Words,
)
from parsers.family import computed_family
from parsers.model import Publication
from parsers.names import tidy
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
            case Filter(inner):
                return Filter(self.query(inner, demanded))
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
        certain, wider = _bounds(condition)
        candidates = self._records(And((Filter(wider), *demanded)), CANDIDATES)
        listed = tuple(one for one, p in candidates if Texts(p).fulfil(condition))
        score = 0.0 if isinstance(condition, Unless) or _only_names(condition) else 1.0
        answer: Query = Documents(listed, score)
        return answer if certain is None else Or((answer, Filter(certain)))

    def _records(self, query: Query, most: int) -> Iterator[tuple[str, Publication]]:
        """The documents a query finds; not `exact` where there are more, or time runs out."""
        request = SearchRequest(
            query=query,
            size=most,
            sort="pn",
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


def _bounds(condition: Condition) -> tuple[Query | None, Query]:
    """What is certain to fulfil a condition without a look, and what else may."""
    fields = condition.fields
    match condition:
        case Match(_, text, "typed"):
            return None, Match(fields, tidy(text))
        case Match(_, text, form):
            return None, _any_field(fields, Words(text, form))
        case Wildcard(_, pattern):
            return None, _any_field(fields, Pattern(pattern))
        case Near(_, operands, _) | Together(_, operands, _):
            return None, _or(
                [And(tuple(_holds(field, one) for one in operands)) for field in fields]
            )
        case Unless(_, operand, other):
            found = [(_holds(field, operand), _holds(field, other)) for field in fields]
            if not _exactly(operand):
                return None, _or([one for one, _ in found])
            without = [And((one, Not(two))) for one, two in found]
            return _or(without), _or([And(both) for both in found])


def _any_field(fields: tuple[str, ...], operand: Operand) -> Query:
    return _or([_holds(field, operand) for field in fields])


def _or(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Or(tuple(queries))


def _holds(  # noqa: PLR0911 - one answer a node
    field: str, operand: Operand
) -> Query:
    """What a field with an occurrence of the operand fulfils, in terms every engine runs."""
    match operand:
        case Words(text, "stem"):
            return Match((field,), text)
        case Words(text, form):
            words = (word for word in WORD.findall(narrow(text)) if not CJK.match(word))
            written = (Match((field,), word, form) for word in words)
            return And((Match((field,), text), *written))
        case Pattern(pattern):
            return _holds_pattern(field, pattern)
        case Alike(word, edits):
            return Similar((field,), word, edits)
        case Flag():
            return Near((field,), (operand,), ())
        case AnyOf(operands):
            return Or(tuple(_holds(field, one) for one in operands))
        case Chain(operands) | Sentence(operands):
            return And(tuple(_holds(field, one) for one in operands))


def _exactly(operand: Operand) -> bool:
    """Whether what `_holds` asks for is an occurrence, not only its words somewhere."""
    match operand:
        case Words(text, form):
            return form == "stem" or one_word(text) is not None
        case Pattern(pattern):
            return pattern_fault(pattern) != "cjk_inner"
        case AnyOf(operands):
            return all(map(_exactly, operands))
        case Chain() | Sentence():
            return False
        case _:
            return True


def _holds_pattern(field: str, pattern: str) -> Query:
    """CJK pieces of a pattern stand in the text; other patterns fit a word."""
    if pattern_fault(pattern) is None:
        return Near((field,), (Pattern(pattern),), ())
    pieces = CJK_RUN.findall(narrow(pattern))
    if pieces:
        return And(tuple(Match((field,), piece) for piece in pieces))
    return Wildcard((field,), pattern)


def _only_names(condition: Condition) -> bool:
    return all(map(is_name, condition.fields))
