"""Words at fixed offsets in one field: single words, phrases, phrases with holes and patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from indexer.analysis import HOLE
from indexer.engines import plan
from indexer.engines.elasticsearch.mapping import GAP_ANALYZER

Body = dict[str, Any]

NOTHING: Body = {"match_none": {}}


def any_of(bodies: Sequence[Body]) -> Body:
    """Any of the queries, scores added up; as few levels deep as can be."""
    if not bodies:
        return NOTHING
    if len(bodies) == 1:
        return bodies[0]
    flat: list[Body] = []
    for body in bodies:
        inner = body.get("bool", {})
        flat += inner["should"] if inner.keys() == {"should"} else [body]
    return {"bool": {"should": flat}}


def adjacent(column: str, phrase: plan.Phrase) -> Body:
    """The slots of a phrase next to each other; `NOTHING` for none."""
    if not phrase:
        return NOTHING
    if len(phrase) == 1:
        return one_word(column, phrase[0])
    return layout(column, plan.fixed(phrase))


def one_word(column: str, slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"term": {column: {"value": slot}}}
    exact = [{"term": {column: {"value": term}}} for term in slot.terms]
    return any_of([*exact, *(pattern(column, one) for one in slot.patterns)])


def pattern(column: str, text: str) -> Body:
    """The words that fit `*` and `?` in `text`."""
    if text.endswith("*") and not re.search(r"[*?]", text[:-1]):
        return {"prefix": {column: {"value": text[:-1]}}}
    return {"wildcard": {column: {"value": text}}}


def layout(column: str, slots: plan.Layout) -> Body:
    """Slots at offsets: a phrase with holes, or spans where a slot is a pattern."""
    if len(slots) == 1:
        return one_word(column, slots[0][1])
    if all(isinstance(slot, str) for _, slot in slots):
        words = [HOLE] * (slots[-1][0] + 1)
        for offset, slot in slots:
            words[offset] = str(slot)
        analyzer = GAP_ANALYZER if HOLE in words else "whitespace"
        return {"match_phrase": {column: {"query": " ".join(words), "analyzer": analyzer}}}
    clauses: list[Body] = []
    expected = 0
    for offset, slot in slots:
        if offset > expected:
            clauses.append({"span_gap": {column: offset - expected}})
        clauses.append(_span(column, slot))
        expected = offset + 1
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _span(column: str, slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"span_term": {column: {"value": slot}}}
    spans: list[Body] = [{"span_term": {column: {"value": term}}} for term in slot.terms]
    spans += [{"span_multi": {"match": pattern(column, one)}} for one in slot.patterns]
    return spans[0] if len(spans) == 1 else {"span_or": {"clauses": spans}}
