"""From the query tree to Elasticsearch's query language.

A text field is one field per partition, and a document fills those of its own partition only, so
a node is compiled for each partition of the index and any of the results may match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from indexer.analysis import HOLE, NAMES, Wildcards, bare_cjk
from indexer.engine import FacetFilter
from indexer.engines import native, plan
from indexer.engines.elasticsearch.mapping import text_field
from indexer.engines.elasticsearch.phrases import NOTHING, Body, adjacent, any_of, one_word
from indexer.engines.elasticsearch.proximity import chains, together
from indexer.fields import BY_NAME, FACETS
from indexer.query import (
    And,
    Boost,
    DateRange,
    Documents,
    Filter,
    Form,
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

_INTEGER_LIMITS = (-(2**63), 2**63 - 1)


class Compiler:
    """Compiles queries for the given partitions; `tie` is the share of fields not the best.

    A query must have passed `limits.check`. Beside each scored phrase stands a word no document
    has: a shard tells the others how many documents have the field only if it finds a word of the
    phrase, but always when asked for a single word.
    """

    def __init__(self, partitions: Sequence[str], tie: float) -> None:
        self._partitions = partitions
        self._tie = tie

    def compile(  # noqa: C901, PLR0911, PLR0912 - one case a node, exhaustive
        self, query: Query, factor: float = 1.0
    ) -> Body:
        """The body of `query`, its scores times `factor`."""
        match query:
            case Match(fields, text, "stem"):
                return self._match(fields, text, factor)
            case Match(fields, text, form):
                return self._written(fields, text, form, factor)
            case Wildcard(fields, pattern):
                return self._wildcard(fields, pattern, factor)
            case Similar(fields, word, edits):
                return self._similar(fields, word, edits, factor)
            case Near() if native.runs(query, phrases=True):
                return self._near(query, factor)
            case Together():
                return self._together(query, factor)
            case Unless() | Linked() | Near():
                raise native.unsettled()
            case Keyword(field, values):
                return unscored(terms(column_of(field), values))
            case Prefix(field, prefix):
                return unscored(_prefix(column_of(field), prefix))
            case Range(field, low, high):
                return unscored(_range(column_of(field), low, high))
            case DateRange(field, low, high):
                return unscored(_dates(column_of(field), low, high))
            case Documents(ids, score):
                return constant(terms("id", ids), score * factor)
            case And(queries):
                return self._and(queries, factor)
            case Or(queries):
                return any_of([self.compile(one, factor) for one in queries])
            case Not(inner):
                return {"bool": {"must_not": [self.compile(inner)]}}
            case Filter(inner, score):
                return constant(self.compile(inner), score * factor)
            case Boost(inner, times):
                return self.compile(inner, factor * times)
            case MatchAll():
                return unscored({"match_all": {}})
            case MatchNone():
                return NOTHING
            case _:
                assert_never(query)

    def _and(self, queries: Sequence[Query], factor: float) -> Body:
        """Conditions; negative ones are excluded rather than complemented."""
        clauses: dict[str, list[Body]] = {}
        for one in queries:
            if isinstance(one, Not):
                clauses.setdefault("must_not", []).append(self.compile(one.query))
            else:
                clauses.setdefault("must", []).append(self.compile(one, factor))
        return {"bool": clauses} if clauses else unscored({"match_all": {}})

    def _match(self, fields: Sequence[str], text: str, factor: float) -> Body:
        """The best of the text fields and a share of the others; names do not count."""
        scored, counted, names = [], [], []
        for column, field, analysis in self._columns(fields):
            phrase = plan.phrase(text, analysis)
            if not phrase:
                continue
            if plan.is_name(field):
                names.append(adjacent(column, phrase))
            elif any(isinstance(slot, Wildcards) for slot in phrase):
                counted.append(adjacent(column, phrase))
            else:
                weight = BY_NAME[field].weight * factor
                scored.append(_weighted(adjacent(column, phrase), weight))
                if len(phrase) > 1:
                    scored.append(one_word(column, HOLE))  # matches nothing, see the class
        parts = [_best(scored, self._tie)] if scored else []
        return any_of([*parts, *_ones(counted, factor), *_ones(names, 0.0)])

    def _written(self, fields: Sequence[str], text: str, form: Form, factor: float) -> Body:
        """A word as it is written; names have no other form than theirs."""
        names = tuple(field for field in fields if plan.is_name(field))
        texts = [native.word_column(column_of(f)) for f in fields if not plan.is_name(f)]
        found: list[Body] = []
        if texts:
            term, never = native.as_written(text, form)
            for column in texts:
                body: dict[str, list[Body]] = {"must": [one_word(column, term)]}
                if never is not None:
                    body["must_not"] = [one_word(column, never)]
                found.append({"bool": body})
        bodies = [self._match(names, text, factor)] if names else []
        return any_of([*_ones(found, factor), *bodies])

    def _wildcard(self, fields: Sequence[str], pattern: str, factor: float) -> Body:
        """A CJK run in the text; other words as they are written, names as they are."""
        text = bare_cjk(pattern)
        if text is not None:
            return self._unranked(
                fields,
                lambda column, analysis: adjacent(column, plan.phrase(text, analysis)),
                factor,
            )
        regex = native.regex_of(pattern)
        return _by_words(fields, lambda column: {"regexp": {column: {"value": regex}}}, factor)

    def _similar(self, fields: Sequence[str], word: str, edits: int, factor: float) -> Body:
        """Rewritten to a constant score: otherwise only the 50 words most alike would be found."""
        options = {
            "value": native.similar_to(word, edits),
            "fuzziness": str(edits),
            "rewrite": "constant_score",
        }
        return _by_words(fields, lambda column: {"fuzzy": {column: options}}, factor)

    def _together(self, query: Together, factor: float) -> Body:
        return self._unranked(
            query.fields,
            lambda column, analysis: together(
                column, query, analysis, whole=analysis != NAMES and query.unit == "paragraph"
            ),
            factor,
        )

    def _near(self, near: Near, factor: float) -> Body:
        return self._unranked(
            near.fields, lambda column, analysis: chains(column, near, analysis), factor
        )

    def _unranked(
        self, fields: Sequence[str], make: Callable[[str, str], Body], factor: float
    ) -> Body:
        """1.0 where a text field matches, 0 where only names do."""
        texts: list[Body] = []
        names: list[Body] = []
        for column, field, analysis in self._columns(fields):
            body = make(column, analysis)
            if body is not NOTHING:
                (names if plan.is_name(field) else texts).append(body)
        return any_of([*_ones(texts, factor), *_ones(names, 0.0)])

    def _columns(self, fields: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        """(engine field, field, analysis) wherever a text or name field may stand."""
        for field in fields:
            if plan.is_name(field):
                yield column_of(field), field, NAMES
            else:
                for partition in self._partitions:
                    yield text_field(column_of(field), partition), field, partition


def _by_words(fields: Sequence[str], make: Callable[[str], Body], factor: float) -> Body:
    """In the sets of words of text fields, which count `factor`, and in names, which do not."""
    texts = [make(native.word_column(column_of(f))) for f in fields if not plan.is_name(f)]
    names = [make(column_of(f)) for f in fields if plan.is_name(f)]
    return any_of([*_ones(texts, factor), *_ones(names, 0.0)])


def facet_filter(chosen: FacetFilter) -> Body:
    """The documents with any of the chosen values."""
    column = FACETS[chosen.facet]
    if column in BY_NAME and BY_NAME[column].kind == "integer":
        numbers = [int(v) for v in chosen.values if re.fullmatch(r"-?\d{1,18}", v)]
        return {"terms": {column: numbers}} if numbers else NOTHING
    return terms(column, chosen.values)


def column_of(field: str) -> str:
    """The column of a field; columns without a field of their own stand for themselves."""
    known = BY_NAME.get(field)
    return known.column if known else field


def unscored(body: Body) -> Body:
    return constant(body, 0.0)


def constant(body: Body, score: float) -> Body:
    return {"constant_score": {"filter": body, "boost": score}}


def terms(column: str, values: Sequence[str]) -> Body:
    """Values that are no Unicode text (lone surrogates) are no values of any document."""
    known = [value for value in values if _is_text(value)]
    if len(known) == 1:
        return {"term": {column: {"value": known[0]}}}
    return {"terms": {column: known}} if known else NOTHING


def _ones(bodies: Sequence[Body], score: float) -> list[Body]:
    return [constant(any_of(bodies), score)] if bodies else []


def _best(bodies: Sequence[Body], tie: float) -> Body:
    if len(bodies) == 1:
        return bodies[0]
    return {"dis_max": {"queries": list(bodies), "tie_breaker": tie}}


def _weighted(body: Body, weight: float) -> Body:
    """A `term` or `match_phrase` body with a boost."""
    ((kind, inner),) = body.items()
    ((column, options),) = inner.items()
    return {kind: {column: options | {"boost": weight}}}


def _prefix(column: str, prefix: str) -> Body:
    return {"prefix": {column: {"value": prefix}}} if _is_text(prefix) else NOTHING


def _range(column: str, low: int | None, high: int | None) -> Body:
    if low is None and high is None:
        return {"exists": {"field": column}}
    least, most = _INTEGER_LIMITS
    if (low is not None and low > most) or (high is not None and high < least):
        return NOTHING
    limits: dict[str, int] = {}
    if low is not None:
        limits["gte"] = max(low, least)
    if high is not None:
        limits["lte"] = min(high, most)
    return {"range": {column: limits}}


def _dates(column: str, low: int | None, high: int | None) -> Body:
    """Periods that overlap: they begin before the end and end behind the beginning."""
    ends = [_range(f"{column}_low", None, high), _range(f"{column}_high", low, None)]
    return {"bool": {"filter": ends}}


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
