"""What both engines compile from: phrases of a text, layouts of a proximity chain, limits.

Everything here is independent of an engine, so that both refuse the same queries and mean the
same by the others.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import product
from typing import TypeAlias, assert_never

from indexer.analysis import NAMES, Wildcards, bare_cjk, flag, is_lone_cjk, tokens, wildcards
from indexer.engines.globs import meet
from indexer.errors import EngineError
from indexer.fields import NAME_FIELDS
from indexer.query import Alike, AnyOf, Chain, Flag, Operand, Pattern, Sentence, Step, Words

CLAUSES = 16_000
"""Terms and phrases a query compiles to, over all fields and partitions: what Elasticsearch runs
with a heap of 1 GB is 16,384."""

Slot: TypeAlias = str | Wildcards
"""One position of a phrase: a token, or any token a pattern stands for."""

ANYTHING = Wildcards((), ("*",))
"""The slot of a word between the operands of a chain that is an operand itself."""

Phrase: TypeAlias = tuple[Slot, ...]

Layout: TypeAlias = tuple[tuple[int, Slot], ...]
"""Slots at offsets from the first one (0), ascending: one way the words of a chain may stand."""

_NAMES = frozenset(field.name for field in NAME_FIELDS)


def analysis_of(field: str, partition: str) -> str:
    """What `analysis.tokens` calls the analysis of a text or name field in a partition."""
    return NAMES if field in _NAMES else partition


def is_name(field: str) -> bool:
    return field in _NAMES


def phrase(text: str, analysis: str) -> Phrase:
    """The slots of a text; () when it has no word, which matches nothing.

    A lone CJK character may stand anywhere in a run; beside other words, where the run meets them.
    """
    found = tokens(text, analysis)
    last = len(found) - 1
    return tuple(
        _lone(token, begins=place > 0, ends=place < last) if is_lone_cjk(token) else token
        for place, token in enumerate(found)
    )


def pattern_phrase(pattern: str, analysis: str) -> Phrase:
    """The slots of a pattern: one, or those of its text where it is a CJK run between stars."""
    text = bare_cjk(pattern)
    if text is not None:
        return phrase(text, analysis)
    try:
        return (wildcards(pattern, analysis),)
    except ValueError as error:
        raise EngineError("QUERY_TOO_COMPLEX", f"The pattern cannot be run: {error}") from None


def alternatives(operand: Operand, analysis: str) -> tuple[Phrase, ...]:
    """The distinct phrases any of which the operand stands for, without empty ones."""
    match operand:
        case Words(text):
            found = [phrase(text, analysis)]
        case Pattern(pattern):
            found = [pattern_phrase(pattern, analysis)]
        case Flag(name):
            found = [(flag(name),)]
        case AnyOf(operands):
            found = [p for one in operands for p in alternatives(one, analysis)]
        case Chain(operands, steps):
            _limit(_most(operand))
            found = [
                _filled(layout)
                for chain in chains(operands, steps, analysis)
                for layout in layouts(chain, steps)
            ]
        case Sentence() | Alike():
            raise too_complex("a condition that has to be settled from the texts first")
        case _:
            assert_never(operand)
    return tuple(dict.fromkeys(p for p in found if p))


def _most(operand: Operand) -> int:
    """At least as many as the phrases an operand stands for, without writing them out."""
    match operand:
        case AnyOf(operands):
            return sum(map(_most, operands))
        case Chain(operands, steps):
            count = arrangements(steps)
            for one in operands:
                count *= _most(one)
            return count
        case _:
            return 1


def chains(
    operands: tuple[Operand, ...], steps: tuple[Step, ...], analysis: str
) -> tuple[tuple[Phrase, ...], ...]:
    """Every combination of the operands' alternatives; () when an operand has none."""
    count_steps(operands, steps)
    groups = [alternatives(operand, analysis) for operand in operands]
    _limit(combinations(groups))
    return tuple(product(*groups))


def _filled(layout: Layout) -> Phrase:
    slots = dict(layout)
    return tuple(slots.get(position, ANYTHING) for position in range(layout[-1][0] + 1))


@lru_cache(maxsize=512)
def layouts(chain: tuple[Phrase, ...], steps: tuple[Step, ...]) -> tuple[Layout, ...]:
    """Every way the phrases of a chain may stand; the chain matches where one of them does.

    Neighbours never overlap; operands that are not neighbours may be the same words.
    """
    _limit(arrangements(steps))
    placed: list[tuple[int, dict[int, Slot]]] = [(0, dict(fixed(chain[0])))]
    for left, right, step in zip(chain[:-1], chain[1:], steps, strict=True):
        starts = [len(left) - 1 + gap for gap in range(1, step.distance + 1)]
        if not step.ordered:
            starts += [1 - len(right) - gap for gap in range(1, step.distance + 1)]
        grown = (
            (start + offset, _merged(slots, start + offset, right))
            for start, slots in placed
            for offset in starts
        )
        placed = [(start, slots) for start, slots in grown if slots is not None]
    found = (_from_zero(slots) for _, slots in placed)
    return tuple(dict.fromkeys(found))


def fixed(phrase: Phrase) -> Layout:
    """A phrase as a layout, slots that may hold anything left out."""
    return tuple((place, slot) for place, slot in enumerate(phrase) if slot != ANYTHING)


def fits(token: str, slot: Slot) -> bool:
    """Whether a token of the index may stand in the slot."""
    if isinstance(slot, str):
        return token == slot
    return token in slot.terms or any(fnmatchcase(token, p) for p in slot.patterns)


def common(one: Slot, other: Slot) -> Slot | None:
    """The slot that takes what fits both."""
    if one == other:
        return one
    if isinstance(one, str):
        return one if fits(one, other) else None
    if isinstance(other, str):
        return other if fits(other, one) else None
    terms = {t for t in one.terms + other.terms if fits(t, one) and fits(t, other)}
    patterns = {p for a in one.patterns for b in other.patterns for p in _meet(a, b)}
    return Wildcards(tuple(sorted(terms)), tuple(sorted(patterns))) if terms or patterns else None


def _lone(char: str, *, begins: bool, ends: bool) -> Slot:
    """A run of that character alone, or a pair that has it.

    It comes first in the pair where it must begin the run, last where it must end it.
    """
    pairs = (*(() if ends else (f"{char}?",)), *(() if begins else (f"?{char}",)))
    return Wildcards((char,), pairs) if pairs else char


def _merged(slots: dict[int, Slot], start: int, added: Phrase) -> dict[int, Slot] | None:
    """The slots with a phrase put at `start`; None where two different words would coincide."""
    merged = dict(slots)
    for place, slot in fixed(added):
        position = start + place
        there = merged.get(position)
        both = slot if there is None else common(there, slot)
        if both is None:
            return None
        merged[position] = both
    return merged


def _meet(one: str, other: str) -> tuple[str, ...]:
    met = meet(one, other)
    if met is None:
        raise too_complex("two patterns with several `*` that may be the same word of a chain")
    return met


def _from_zero(slots: dict[int, Slot]) -> Layout:
    first = min(slots)
    return tuple((position - first, slots[position]) for position in sorted(slots))


def combinations(groups: list[tuple[Phrase, ...]]) -> int:
    count = 1
    for group in groups:
        count *= len(group)
    return count


def arrangements(steps: tuple[Step, ...]) -> int:
    count = 1
    for step in steps:
        count *= step.distance * (1 if step.ordered else 2)
    return count


@lru_cache(maxsize=512)
def ways(operands: tuple[Operand, ...], steps: tuple[Step, ...]) -> int:
    """Clauses a chain compiles to in one field and partition; more than CLAUSES if too many."""
    try:
        groups = [alternatives(operand, NAMES) for operand in operands]
    except EngineError:
        return CLAUSES + 1
    if len(steps) == 1:
        return sum(_pair_ways(left, right, steps[0]) for left in groups[0] for right in groups[1])
    return combinations(groups) * (arrangements(steps) * _weight(groups) if steps else 1)


def _pair_ways(left: Phrase, right: Phrase, step: Step) -> int:
    """Two single words are found at any distance at once."""
    if len(left) == len(right) == 1:
        return 1
    return arrangements((step,)) * _weight([(left,), (right,)])


def _weight(groups: list[tuple[Phrase, ...]]) -> int:
    """Clauses of one layout: one, or where a word is a pattern, one a word and three a pattern."""
    slots = [slot for group in groups for slot in max(group, key=len, default=())]
    if all(isinstance(slot, str) for group in groups for phrase in group for slot in phrase):
        return 1
    return sum(1 if isinstance(slot, str) else 3 for slot in slots)


def _limit(count: int) -> None:
    if count > CLAUSES:
        raise too_complex(f"proximity that may be met in more than {CLAUSES} ways")


def count_steps(operands: tuple[Operand, ...], steps: tuple[Step, ...]) -> None:
    """ValueError for a chain that is none."""
    if len(steps) != len(operands) - 1 or any(step.distance < 1 for step in steps):
        raise ValueError("a chain has one step of at least 1 between two operands")


def too_complex(what: str) -> EngineError:
    return EngineError("QUERY_TOO_COMPLEX", f"The query has {what}. Split it, or ask for less.")
