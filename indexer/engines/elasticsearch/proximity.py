"""Chains of spans near each other, by intervals.

Intervals are minimal: one that holds a shorter one is never seen. Two operands need no more. In a
longer chain the middle operand must be found wherever it stands, so it is asked for as "an
occurrence inside the stretch from its neighbour to the k-th occurrence behind it", for every k
that fits the distance. That takes operands that cannot overlap each other or themselves; the
others are laid out word by word, one phrase for each way the chain may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from indexer.analysis import HOLE, PARA_END
from indexer.engines import native, plan
from indexer.engines.elasticsearch.mapping import SENTENCE_GAP
from indexer.engines.elasticsearch.phrases import NOTHING, Body, adjacent, any_of, layout, pattern
from indexer.errors import EngineError
from indexer.query import Near, Step, Together

_FEW_LAYOUTS = 16
"""Up to here phrases are quicker than intervals inside intervals."""

Group = tuple[plan.Phrase, ...]
"""Alternatives of one length: none of them can hold another."""


def chains(column: str, near: Near, analysis: str) -> Body:
    """The documents in which the chain stands in `column`."""
    plan.chains(near.operands, near.steps, analysis)  # refuses what has too many combinations
    operands = [plan.alternatives(operand, analysis) for operand in near.operands]
    if not all(operands):
        return NOTHING
    if len(operands) == 1:
        return any_of([adjacent(column, phrase) for phrase in operands[0]])
    ways = [
        _chain(column, groups, near.steps)
        for groups in product(*(_by_length(operand) for operand in operands))
    ]
    return any_of(ways)


def together(column: str, query: Together, analysis: str, *, whole: bool) -> Body:
    """The documents in which all operands stand in one sentence, or (`whole`) in one paragraph."""
    groups = [plan.alternatives(operand, analysis) for operand in query.operands]
    if not all(groups):
        return NOTHING
    bodies = []
    for way in product(*groups):
        phrases = native.combined(way)
        if len(phrases) == 1:
            bodies.append(adjacent(column, phrases[0]))
            continue
        rule: Body = {"ordered": False, "intervals": [_rule((phrase,)) for phrase in phrases]}
        if whole or query.within > 1:
            end = {"match": {"query": PARA_END, "analyzer": "whitespace"}}
            rule["filter"] = {"not_containing": end}
        if not whole:
            rule["max_gaps"] = SENTENCE_GAP * query.within - 1
        bodies.append(_intervals(column, {"all_of": rule}))
    return any_of(bodies)


def _chain(column: str, groups: tuple[Group, ...], steps: tuple[Step, ...]) -> Body:
    if len(groups) == 2 and not _have_holes(groups):
        return _intervals(column, _joined(_rule(groups[0]), _rule(groups[1]), steps[0]))
    if _needs_layouts(groups, steps):
        return any_of([_layouts(column, chain, steps) for chain in product(*groups)])
    reached = _rule(groups[0])
    for group, step in zip(groups[1:-1], steps[:-1], strict=True):
        reached = _reached(reached, group, step)
    return _intervals(column, _joined(reached, _rule(groups[-1]), steps[-1]))


def _needs_layouts(groups: tuple[Group, ...], steps: tuple[Step, ...]) -> bool:
    if _have_holes(groups):
        return True
    if any(_overlap(a, b) for a, b in pairwise(groups)):
        return True
    if any(_overlaps_itself(phrase) for group in groups[1:-1] for phrase in group):
        return True
    ways = 1
    for step in steps:
        ways *= step.distance * (1 if step.ordered else 2)
    words = all(isinstance(slot, str) for group in groups for phrase in group for slot in phrase)
    return words and ways * len(list(product(*groups))) <= _FEW_LAYOUTS


def _have_holes(groups: Iterable[Group]) -> bool:
    return any(plan.ANYTHING in phrase for group in groups for phrase in group)


def _layouts(column: str, chain: tuple[plan.Phrase, ...], steps: tuple[Step, ...]) -> Body:
    """Every way the chain may stand, after a cheap condition: neighbours are near each other."""
    ways = [layout(column, slots) for slots in plan.layouts(chain, steps)]
    close = [
        _intervals(column, _joined(_rule((left,)), _rule((right,)), step))
        for (left, right), step in zip(pairwise(chain), steps, strict=True)
        if not _have_holes(((left, right),))
    ]
    return {"bool": {"filter": close, "should": ways, "minimum_should_match": 1}}


def _intervals(column: str, rule: Body) -> Body:
    return {"intervals": {column: rule}}


def _joined(left: Body, right: Body, step: Step) -> Body:
    """Whether the two stand as the step says; where exactly is lost."""
    if left == right:
        right = _told_apart(right)
    rules = [_ordered([left, right], step.distance - 1)]
    if not step.ordered:
        rules.append(_ordered([right, left], step.distance - 1))
    return _either(rules)


def _reached(before: Body, group: Group, step: Step) -> Body:
    """Every occurrence of `group` that stands to `before` as the step says."""
    length = len(group[0])
    rules = []
    for count in range(1, (step.distance - 1) // length + 2):
        gaps = step.distance - 1 - (count - 1) * length
        repeated = [_told_apart(_rule(group)) if i % 2 else _rule(group) for i in range(count)]
        stretches = [_ordered([before, *repeated], gaps)]
        if not step.ordered:
            stretches.append(_ordered([*repeated, before], gaps))
        rules += [_rule(group, {"contained_by": stretch}) for stretch in stretches]
    return _either(rules)


def _ordered(rules: Sequence[Body], gaps: int) -> Body:
    return {"all_of": {"ordered": True, "max_gaps": gaps, "intervals": list(rules)}}


def _either(rules: Sequence[Body]) -> Body:
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": list(rules)}}


def _rule(group: Group, condition: Body | None = None) -> Body:
    """The occurrences of a group that fulfil a condition."""
    rules = [_phrase(phrase) for phrase in group]
    if condition is None:
        return _either(rules)
    return {"any_of": {"intervals": rules, "filter": condition}}


def _told_apart(rule: Body) -> Body:
    """The same occurrences, by a condition that always holds.

    The server takes equal neighbours for one repeated thing, and counts its gaps otherwise.
    """
    always = {"not_overlapping": {"match": {"query": HOLE, "analyzer": "whitespace"}}}
    return {"any_of": {"intervals": [rule], "filter": always}}


def _phrase(phrase: plan.Phrase) -> Body:
    if all(isinstance(slot, str) for slot in phrase):
        words = " ".join(map(str, phrase))
        return {"match": {"query": words, "max_gaps": 0, "ordered": True, "analyzer": "whitespace"}}
    slots = [_slot(slot) for slot in phrase]
    return slots[0] if len(slots) == 1 else _ordered(slots, 0)


def _slot(slot: plan.Slot) -> Body:
    if isinstance(slot, str):
        return {"match": {"query": slot, "analyzer": "whitespace"}}
    return _either([*map(_slot, slot.terms), *map(_pattern, slot.patterns)])


def _pattern(text: str) -> Body:
    ((kind, inner),) = pattern("", text).items()
    value = inner[""]["value"]
    return {kind: {"prefix": value} if kind == "prefix" else {"pattern": value}}


def _by_length(phrases: Sequence[plan.Phrase]) -> list[Group]:
    groups: dict[int, list[plan.Phrase]] = {}
    for phrase in phrases:
        groups.setdefault(len(phrase), []).append(phrase)
    return [tuple(group) for group in groups.values()]


def _overlap(left: Group, right: Group) -> bool:
    """Whether an occurrence of the one may share a word with one of the other."""
    return any(_same(a, b) for one in left for other in right for a in one for b in other)


def _overlaps_itself(phrase: plan.Phrase) -> bool:
    return any(
        all(_same(a, b) for a, b in zip(phrase, phrase[shift:], strict=False))
        for shift in range(1, len(phrase))
    )


def _same(one: plan.Slot, other: plan.Slot) -> bool:
    try:
        return plan.common(one, other) is not None
    except EngineError:
        return True  # two patterns nobody can tell apart
