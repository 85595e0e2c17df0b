"""From the query tree to Elasticsearch's query language.

A text field is one field per partition, and a document fills those of its own partition only, so
a node is compiled for each partition of the index and any of the results may match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any, assert_never

from indexer.analysis import HOLE, NAMES, Wildcards
from indexer.engine import FacetFilter
from indexer.engines import plan
from indexer.engines.elasticsearch.mapping import GAP_ANALYZER, text_field
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

Body = dict[str, Any]

NOTHING: Body = {"match_none": {}}
_INTEGER_LIMITS = (-(2**63), 2**63 - 1)
_MANY_LAYOUTS = 4
"""From here on a cheap condition goes before the layouts of a chain."""


class Compiler:
    """Compiles queries for the given partitions; `tie` is the share of fields not the best.

    A query must have passed `plan.check`.
    """

    def __init__(self, partitions: Sequence[str], tie: float) -> None:
        self._partitions = partitions
        self._tie = tie

    def compile(  # noqa: C901, PLR0911, PLR0912 - one case a node, exhaustive
        self, query: Query, factor: float = 1.0
    ) -> Body:
        """The body of `query`, its scores times `factor`."""
        match query:
            case Match(fields, text):
                return self._match(fields, text, factor)
            case Wildcard(fields, pattern):
                return self._wildcard(fields, pattern, factor)
            case Near():
                return self._near(query, factor)
            case Keyword(field, values):
                return unscored(terms(column_of(field), values))
            case Prefix(field, prefix):
                return unscored(_prefix(column_of(field), prefix))
            case Range(field, low, high):
                return unscored(_range(column_of(field), low, high))
            case DateRange(field, low, high):
                return unscored(_dates(column_of(field), low, high))
            case And(queries):
                return self._and(queries, factor)
            case Or(queries):
                return any_of([self.compile(one, factor) for one in queries])
            case Not(inner):
                return {"bool": {"must_not": [self.compile(inner)]}}
            case Filter(inner):
                return unscored(self.compile(inner))
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
                names.append(_phrase(column, phrase))
            elif any(isinstance(slot, Wildcards) for slot in phrase):
                counted.append(_phrase(column, phrase))
            else:
                weight = BY_NAME[field].weight * factor
                scored.append(_weighted(_phrase(column, phrase), weight))
        parts = [_best(scored, self._tie)] if scored else []
        return any_of([*parts, *_ones(counted, factor), *_ones(names, 0.0)])

    def _wildcard(self, fields: Sequence[str], pattern: str, factor: float) -> Body:
        return self._unranked(
            fields,
            lambda column, analysis: _phrase(column, plan.pattern_phrase(pattern, analysis)),
            factor,
        )

    def _near(self, near: Near, factor: float) -> Body:
        return self._unranked(
            near.fields, lambda column, analysis: _chains(column, near, analysis), factor
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


def any_of(bodies: Sequence[Body]) -> Body:
    """Any of the queries, scores added up."""
    if not bodies:
        return NOTHING
    return bodies[0] if len(bodies) == 1 else {"bool": {"should": list(bodies)}}


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


def _phrase(column: str, phrase: plan.Phrase) -> Body:
    """Adjacent slots."""
    if not phrase:
        return NOTHING
    if len(phrase) == 1:
        return _slot(column, phrase[0])
    return _layout(column, tuple(enumerate(phrase)))


def _slot(column: str, slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"term": {column: {"value": slot}}}
    exact = [{"term": {column: {"value": term}}} for term in slot.terms]
    return any_of([*exact, *(_pattern(column, pattern) for pattern in slot.patterns)])


def _pattern(column: str, pattern: str) -> Body:
    if re.search(r"[*?]", pattern[:-1]) is None and pattern.endswith("*"):
        return {"prefix": {column: {"value": pattern[:-1]}}}
    return {"wildcard": {column: {"value": pattern}}}


def _layout(column: str, layout: plan.Layout) -> Body:
    """Slots at fixed offsets: a phrase with holes, or spans where a slot is a pattern."""
    if len(layout) == 1:
        return _slot(column, layout[0][1])
    if all(isinstance(slot, str) for _, slot in layout):
        words = [HOLE] * (layout[-1][0] + 1)
        for offset, slot in layout:
            words[offset] = str(slot)
        analyzer = GAP_ANALYZER if HOLE in words else "whitespace"
        return {"match_phrase": {column: {"query": " ".join(words), "analyzer": analyzer}}}
    clauses: list[Body] = []
    expected = 0
    for offset, slot in layout:
        if offset > expected:
            clauses.append({"span_gap": {column: offset - expected}})
        clauses.append(_span(column, slot))
        expected = offset + 1
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _span(column: str, slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"span_term": {column: {"value": slot}}}
    spans: list[Body] = [{"span_term": {column: {"value": term}}} for term in slot.terms]
    spans += [{"span_multi": {"match": _pattern(column, p)}} for p in slot.patterns]
    return spans[0] if len(spans) == 1 else {"span_or": {"clauses": spans}}


def _chains(column: str, near: Near, analysis: str) -> Body:
    """Two operands by intervals; longer chains by every layout (nested intervals lose hits)."""
    plan.chains(near, analysis)  # refuses what has too many combinations
    groups = [plan.alternatives(operand, analysis) for operand in near.operands]
    if not all(groups):
        return NOTHING
    if len(groups) == 1:
        return any_of([_phrase(column, phrase) for phrase in groups[0]])
    if len(groups) == 2:
        return _neighbours(
            column, groups[0], groups[1], near.steps[0].distance, near.steps[0].ordered
        )
    return any_of([_chain(column, chain, near) for chain in product(*groups)])


def _chain(column: str, chain: tuple[plan.Phrase, ...], near: Near) -> Body:
    ways = [_layout(column, layout) for layout in plan.layouts(chain, near.steps)]
    if len(ways) < _MANY_LAYOUTS:
        return any_of(ways)
    close = [
        _neighbours(column, (left,), (right,), step.distance, step.ordered)
        for left, right, step in zip(chain, chain[1:], near.steps, strict=True)
    ]
    return {"bool": {"filter": [*close, any_of(ways)]}}


def _neighbours(
    column: str,
    left: Sequence[plan.Phrase],
    right: Sequence[plan.Phrase],
    distance: int,
    ordered: bool,  # noqa: FBT001 - as in `Step`
) -> Body:
    """Two operands at most so far apart, not overlapping.

    Alternatives of one length go together; of different lengths, the longer one that holds the
    shorter would be lost, since intervals are minimal.
    """
    pairs = []
    for one, other in product(_by_length(left), _by_length(right)):
        first, second = _interval(one), _interval(other)
        pairs.append(_ordered(first, second, distance))
        if not ordered:
            pairs.append(_ordered(second, first, distance))
    rule = pairs[0] if len(pairs) == 1 else {"any_of": {"intervals": pairs}}
    return {"intervals": {column: rule}}


def _ordered(first: Body, second: Body, distance: int) -> Body:
    return {"all_of": {"ordered": True, "max_gaps": distance - 1, "intervals": [first, second]}}


def _by_length(phrases: Sequence[plan.Phrase]) -> list[list[plan.Phrase]]:
    groups: dict[int, list[plan.Phrase]] = {}
    for phrase in phrases:
        groups.setdefault(len(phrase), []).append(phrase)
    return list(groups.values())


def _interval(phrases: Sequence[plan.Phrase]) -> Body:
    rules = [_interval_phrase(phrase) for phrase in phrases]
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _interval_phrase(phrase: plan.Phrase) -> Body:
    if all(isinstance(slot, str) for slot in phrase):
        words = " ".join(map(str, phrase))
        return {"match": {"query": words, "max_gaps": 0, "ordered": True, "analyzer": "whitespace"}}
    slots = [_interval_slot(slot) for slot in phrase]
    if len(slots) == 1:
        return slots[0]
    return {"all_of": {"ordered": True, "max_gaps": 0, "intervals": slots}}


def _interval_slot(slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"match": {"query": slot, "analyzer": "whitespace"}}
    rules: list[Body] = [_interval_slot(term) for term in slot.terms]
    for pattern in slot.patterns:
        ((kind, inner),) = _pattern("", pattern).items()
        value = inner[""]["value"]
        rules.append(
            {"prefix": {"prefix": value}} if kind == "prefix" else {"wildcard": {"pattern": value}}
        )
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


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
