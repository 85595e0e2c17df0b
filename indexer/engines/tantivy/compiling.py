"""From the query tree to tantivy's queries, for one partition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

import tantivy
from tantivy import FieldType, Occur

from indexer.engine import FacetFilter
from indexer.engines import native
from indexer.engines.tantivy.texts import (
    Compiled,
    TextCompiler,
    any_of,
    column_of,
    escaped,
    unscored,
)
from indexer.fields import BY_NAME, FACETS
from indexer.query import (
    And,
    Boost,
    DateRange,
    Documents,
    Filter,
    Keyword,
    Linked,
    Match,
    MatchAll,
    MatchNone,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Range,
    Similar,
    Together,
    Unless,
    Wildcard,
)

_LONG_PREFIX = 60
"""What is longer makes too large an automaton, but has few continuations."""

_INTEGER_LIMITS = (-(2**63), 2**63 - 1)


class Compiler(TextCompiler):
    """Compiles queries for one partition; `tie` is the share of the fields that are not the best.

    A query must have passed `limits.check`.
    """

    def compile(  # noqa: C901, PLR0911, PLR0912 - one case a node, exhaustive
        self, query: Query
    ) -> Compiled:
        match query:
            case Match(fields, text, form):
                return self.match(fields, text, form)
            case Wildcard(fields, pattern):
                return self.wildcard(fields, pattern)
            case Similar(fields, word, edits):
                return self.similar(fields, word, edits)
            case Near() if native.runs(query, phrases=True):
                return self.near(query)
            case Together():
                return self.together(query)
            case Unless() | Linked() | Near():
                raise native.unsettled()
            case Keyword(field, values):
                return unscored(self._keyword(column_of(field), values))
            case Prefix(field, prefix):
                return unscored(self._prefix(column_of(field), prefix))
            case Range(field, low, high):
                return unscored(self._range(column_of(field), low, high))
            case DateRange(field, low, high):
                return unscored(self._dates(column_of(field), low, high))
            case Documents(ids, score):
                return tantivy.Query.const_score_query(self._keyword("id", ids), score)
            case And(queries):
                return self._and(queries)
            case Or(queries):
                return any_of([self.compile(one) for one in queries])
            case Not(inner):
                return everything_but(self.compile(inner))
            case Filter(inner, score):
                return tantivy.Query.const_score_query(self.compile(inner), score)
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

    def _prefix(self, column: str, prefix: str) -> Compiled:
        if not _is_text(prefix):
            return tantivy.Query.empty_query()
        if len(prefix) <= _LONG_PREFIX:
            return self.regex(column, f"{escaped(prefix)}.*")
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


def everything_but(query: Compiled) -> Compiled:
    return tantivy.Query.boolean_query(
        [(Occur.Must, unscored(tantivy.Query.all_query())), (Occur.MustNot, query)]
    )


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
