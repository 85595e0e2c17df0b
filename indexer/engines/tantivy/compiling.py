"""From the query tree to tantivy's queries, for one partition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

import tantivy
from tantivy import FieldType, Occur

from indexer.analysis import Wildcards
from indexer.engine import FacetFilter
from indexer.engines import plan
from indexer.engines.tantivy.layout import schema
from indexer.errors import EngineError
from indexer.fields import BY_NAME, FACETS
from indexer.query import (
    And,
    Boost,
    DateRange,
    Filter,
    Keyword,
    Match,
    MatchAll,
    MatchNone,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Range,
    Wildcard,
)

Compiled = tantivy.Query

_MANY_LAYOUTS = 4
"""From here on a cheap condition goes before the layouts of a chain."""

_LONG_PREFIX = 60
"""What is longer makes too large an automaton, but has few continuations."""

_INTEGER_LIMITS = (-(2**63), 2**63 - 1)


class Compiler:
    """Compiles queries for one partition; `tie` is the share of the fields that are not the best.

    A query must have passed `plan.check`.
    """

    def __init__(self, partition: str, searcher: tantivy.Searcher, tie: float) -> None:
        self._partition = partition
        self._searcher = searcher
        self._tie = tie
        self._schema = schema(partition)

    def compile(  # noqa: C901, PLR0911, PLR0912 - one case a node, exhaustive
        self, query: Query
    ) -> Compiled:
        match query:
            case Match(fields, text):
                return self._match(fields, text)
            case Wildcard(fields, pattern):
                return self._wildcard(fields, pattern)
            case Near():
                return self._near(query)
            case Keyword(field, values):
                return unscored(self._keyword(column_of(field), values))
            case Prefix(field, prefix):
                return unscored(self._prefix(column_of(field), prefix))
            case Range(field, low, high):
                return unscored(self._range(column_of(field), low, high))
            case DateRange(field, low, high):
                return unscored(self._dates(column_of(field), low, high))
            case And(queries):
                return self._and(queries)
            case Or(queries):
                return any_of([self.compile(one) for one in queries])
            case Not(inner):
                return everything_but(self.compile(inner))
            case Filter(inner):
                return unscored(self.compile(inner))
            case Boost(inner, factor):
                return tantivy.Query.boost_query(self.compile(inner), factor)
            case MatchAll():
                return unscored(tantivy.Query.all_query())
            case MatchNone():
                return tantivy.Query.empty_query()
            case _:
                assert_never(query)

    def filters(self, filters: Iterable[FacetFilter], query: Compiled) -> Compiled:
        """The query, limited to the chosen facet values, its scores as they were."""
        chosen = [(f, FACETS.get(f.facet)) for f in filters]
        if not chosen:
            return query
        limits = [unscored(self._facet(column, f.values)) for f, column in chosen]
        return tantivy.Query.boolean_query([(Occur.Must, q) for q in (query, *limits)])

    def _facet(self, column: str | None, values: Sequence[str]) -> Compiled:
        if column is None:
            raise ValueError("an unknown facet")
        if column in BY_NAME and BY_NAME[column].kind == "integer":
            numbers = [int(v) for v in values if re.fullmatch(r"-?\d{1,18}", v)]
            return any_of([self._range(column, n, n) for n in numbers])
        return self._keyword(column, values)

    def _and(self, queries: Sequence[Query]) -> Compiled:
        """Conditions; negative ones are excluded rather than complemented."""
        clauses = [
            (Occur.MustNot, self.compile(q.query))
            if isinstance(q, Not)
            else (Occur.Must, self.compile(q))
            for q in queries
        ]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, unscored(tantivy.Query.all_query())))
        return tantivy.Query.boolean_query(clauses)

    def _match(self, fields: Sequence[str], text: str) -> Compiled:
        texts = [f for f in fields if not plan.is_name(f)]
        names = [f for f in fields if plan.is_name(f)]
        parts = []
        if texts:
            phrase = plan.phrase(text, self._partition)
            found = [(self._phrase(column_of(f), phrase), BY_NAME[f].weight) for f in texts]
            if any(isinstance(slot, Wildcards) for slot in phrase):
                parts.append(scored_one(q for q, _ in found))
            else:
                parts.append(self._best(found))
        if names:
            phrase = plan.phrase(text, plan.analysis_of(names[0], self._partition))
            parts.append(unscored(any_of([self._phrase(column_of(f), phrase) for f in names])))
        return any_of(parts)

    def _best(self, weighted: Sequence[tuple[Compiled, float]]) -> Compiled:
        boosted = [tantivy.Query.boost_query(query, weight) for query, weight in weighted]
        if len(boosted) == 1:
            return boosted[0]
        return tantivy.Query.disjunction_max_query(boosted, self._tie)

    def _wildcard(self, fields: Sequence[str], pattern: str) -> Compiled:
        return self._unranked(
            {
                field: self._phrase(
                    column_of(field),
                    plan.pattern_phrase(pattern, plan.analysis_of(field, self._partition)),
                )
                for field in fields
            }
        )

    def _unranked(self, found: dict[str, Compiled]) -> Compiled:
        """1.0 where a text field matches, 0 where only names do."""
        texts = [q for field, q in found.items() if not plan.is_name(field)]
        names = [q for field, q in found.items() if plan.is_name(field)]
        parts = [scored_one(texts)] if texts else []
        return any_of([*parts, unscored(any_of(names))] if names else parts)

    def _phrase(self, column: str, phrase: plan.Phrase) -> Compiled:
        if not phrase:
            return tantivy.Query.empty_query()
        if len(phrase) == 1:
            return self._slot(column, phrase[0])
        return self._layout(column, tuple(enumerate(phrase)))

    def _slot(self, column: str, slot: plan.Slot) -> Compiled:
        if isinstance(slot, str):
            return tantivy.Query.term_query(self._schema, column, slot)
        return self._regex(column, _slot_regex(slot))

    def _layout(self, column: str, layout: plan.Layout, slop: int = 0) -> Compiled:
        if len(layout) == 1:
            return self._slot(column, layout[0][1])
        if all(isinstance(slot, str) for _, slot in layout):
            words: list[str | tuple[int, str]] = [(o, str(slot)) for o, slot in layout]
            return tantivy.Query.phrase_query(self._schema, column, words, slop)
        patterns: list[str | tuple[int, str]] = [(o, _slot_regex(slot)) for o, slot in layout]
        return tantivy.Query.regex_phrase_query(self._schema, column, patterns, slop)

    def _near(self, near: Near) -> Compiled:
        found: dict[str, Compiled] = {}
        for field in near.fields:
            chains = plan.chains(near, plan.analysis_of(field, self._partition))
            column = column_of(field)
            ways = [self._chain(column, c, near) for c in chains if self._possible(column, c)]
            found[field] = any_of(ways)
        return self._unranked(found)

    def _possible(self, column: str, chain: tuple[plan.Phrase, ...]) -> bool:
        """Whether the index has all the words: there may be many ways to place one it lacks."""
        return all(
            self._searcher.doc_freq(column, slot) > 0
            for phrase in chain
            for slot in phrase
            if isinstance(slot, str)
        )

    def _chain(self, column: str, chain: tuple[plan.Phrase, ...], near: Near) -> Compiled:
        steps = near.steps
        if len(chain) == 1:
            return self._phrase(column, chain[0])
        apart = len(chain) == 2 and _never_same(chain[0], chain[1])
        if apart and not steps[0].ordered:
            return self._either_way(column, chain[0][0], chain[1][0], steps[0].distance)
        layouts = plan.layouts(chain, steps)
        if len(layouts) < _MANY_LAYOUTS:
            return any_of([self._layout(column, layout) for layout in layouts])
        clauses = [(Occur.Must, one) for one in self._conditions(column, chain, near)]
        if clauses and not self._matches(tantivy.Query.boolean_query(clauses)):
            return tantivy.Query.empty_query()
        ways = any_of([self._layout(column, layout) for layout in layouts])
        return tantivy.Query.boolean_query([*clauses, (Occur.Must, ways)])

    def _matches(self, query: Compiled) -> bool:
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def _either_way(self, column: str, one: plan.Slot, other: plan.Slot, distance: int) -> Compiled:
        """Two different words at most so far apart: for two, tantivy's slop is exact."""
        slop = distance - 1
        return any_of(
            [
                self._layout(column, ((0, one), (1, other)), slop),
                self._layout(column, ((0, other), (1, one)), slop),
            ]
        )

    def _conditions(
        self, column: str, chain: tuple[plan.Phrase, ...], near: Near
    ) -> Iterable[Compiled]:
        """What every match fulfils and is quick to find: its phrases, neighbours roughly near."""
        yield from (self._phrase(column, phrase) for phrase in chain if len(phrase) > 1)
        for left, right, step in zip(chain[:-1], chain[1:], near.steps, strict=True):
            if _never_same(left[:1], right[:1]):
                reach = step.distance + max(len(left), len(right)) - 1
                yield self._either_way(column, left[0], right[0], reach)

    def _regex(self, column: str, pattern: str) -> Compiled:
        return tantivy.Query.regex_query(self._schema, column, pattern)

    def _prefix(self, column: str, prefix: str) -> Compiled:
        if not _is_text(prefix):
            return tantivy.Query.empty_query()
        if len(prefix) <= _LONG_PREFIX:
            return self._regex(column, f"{_escaped(prefix)}.*")
        found = self._searcher.terms_with_prefix(column, prefix)
        return self._keyword(column, [term for term, _ in found])

    def _keyword(self, column: str, values: Sequence[str]) -> Compiled:
        """Values that are no Unicode text (lone surrogates) are no values of any document."""
        known = [value for value in values if _is_text(value)]
        if len(known) == 1:
            return tantivy.Query.term_query(self._schema, column, known[0], "basic")
        if not known:
            return tantivy.Query.empty_query()
        return tantivy.Query.term_set_query(self._schema, column, known)

    def _range(self, column: str, low: int | None, high: int | None) -> Compiled:
        if low is None and high is None:
            return tantivy.Query.exists_query(column)
        least, most = _INTEGER_LIMITS
        if (low is not None and low > most) or (high is not None and high < least):
            return tantivy.Query.empty_query()
        return tantivy.Query.range_query(
            self._schema,
            column,
            FieldType.Integer,
            None if low is None else max(low, least),
            None if high is None else min(high, most),
        )

    def _dates(self, column: str, low: int | None, high: int | None) -> Compiled:
        """Periods that overlap: they begin before the end and end behind the beginning."""
        return tantivy.Query.boolean_query(
            [
                (Occur.Must, self._range(f"{column}_low", None, high)),
                (Occur.Must, self._range(f"{column}_high", low, None)),
            ]
        )


def column_of(field: str) -> str:
    """The column of a field; columns without a field of their own stand for themselves."""
    known = BY_NAME.get(field)
    return known.column if known else field


def any_of(queries: Sequence[Compiled]) -> Compiled:
    """Any of the queries, scores added up."""
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def unscored(query: Compiled) -> Compiled:
    return tantivy.Query.const_score_query(query, 0.0)


def scored_one(queries: Iterable[Compiled]) -> Compiled:
    return tantivy.Query.const_score_query(any_of(list(queries)), 1.0)


def everything_but(query: Compiled) -> Compiled:
    return tantivy.Query.boolean_query(
        [(Occur.Must, unscored(tantivy.Query.all_query())), (Occur.MustNot, query)]
    )


def _never_same(left: plan.Phrase, right: plan.Phrase) -> bool:
    """Whether these are two single words that can never be the same occurrence."""
    if len(left) != 1 or len(right) != 1:
        return False
    try:
        return plan.common(left[0], right[0]) is None
    except EngineError:
        return False  # two patterns nobody can tell apart


def _slot_regex(slot: plan.Slot) -> str:
    if isinstance(slot, str):
        return _escaped(slot)
    patterns = (_escaped(p).replace(r"\*", ".*").replace(r"\?", ".") for p in slot.patterns)
    return "|".join([*map(_escaped, slot.terms), *patterns])


def _escaped(text: str) -> str:
    return re.sub(r"[\\.+*?()|\[\]{}^$#&~-]", r"\\\g<0>", text)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
