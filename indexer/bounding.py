"""What is certain to fulfil a condition without a look at the texts, and what else may.

Both are queries the engine runs. The narrower the second is, the fewer texts have to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from indexer.analysis import pattern_fault
from indexer.analysis_words import CJK, CJK_RUN, WORD, narrow, pairs
from indexer.engines import limits
from indexer.engines.native import TOGETHER
from indexer.errors import EngineError
from indexer.judging import Condition
from indexer.query import (
    Alike,
    And,
    AnyOf,
    Chain,
    Flag,
    Match,
    Near,
    Not,
    Operand,
    Or,
    Pattern,
    Query,
    Sentence,
    Similar,
    Step,
    Together,
    Unless,
    Wildcard,
    Words,
)
from parsers.names import tidy

Runs = Callable[[Query], bool]
"""Whether the engine answers a node by itself."""

CLOSE = 8
"""Words so near each other are found by the engine; what stands further apart is looked at."""

_GAP = re.compile(r"\*|\{(\d*),(\d*)\}|\?")


class Bounds(NamedTuple):
    """`certain` may be None; what `wider` finds beside it has to be looked at."""

    certain: Query | None
    wider: Query


def bounds(condition: Condition, runs: Runs) -> Bounds:
    """Every document that fulfils the condition is found by one of the two."""
    fields = condition.fields
    match condition:
        case Match(_, text, "typed"):
            return Bounds(None, Match(fields, tidy(text)))
        case Match(_, text, form):
            return Bounds(None, _any_field(fields, Words(text, form)))
        case Wildcard(_, pattern):
            return Bounds(None, _any_field(fields, Pattern(pattern)))
        case Near(_, operands, _):
            return Bounds(None, _or([_all_hold(field, operands) for field in fields]))
        case Together():
            return _together(condition, runs)
        case Unless():
            found = [_unless(condition, field, runs) for field in fields]
            certain = [one.certain for one in found if one.certain is not None]
            wider = _or([one.wider for one in found])
            return Bounds(_or(certain) if certain else None, wider)


def _unless(condition: Unless, field: str, runs: Runs) -> Bounds:
    """Where nothing of the other stands beside an occurrence, all are alone; else it depends."""
    operand, other, step, unit = (
        condition.operand, condition.other, condition.step, condition.unit,
    )  # fmt: skip
    alone = exactly(field, operand, runs)
    beside: Query | None = None
    if step is not None:
        beside = Near((field,), (operand, other), (step,))
    elif unit is not None:
        beside = Together((field,), (operand, other), unit)
    if beside is None or not runs(beside):
        beside = And((holds(field, operand), holds(field, other)))
    if alone is None:
        return Bounds(None, holds(field, operand))
    return Bounds(And((alone, Not(beside))), beside)


def _together(condition: Together, runs: Runs) -> Bounds:
    """Words of all operands together; those close to each other certainly are."""
    fields, operands = condition.fields, condition.operands
    wider = _or([_all_hold(field, operands) for field in fields])
    if near := _words_together(condition, runs):
        wider = And((near, wider))
    close = Near(fields, operands, (Step(CLOSE, ordered=False),)) if len(operands) == 2 else None
    certain = close if close and runs(close) and _is_light(close) else None
    return Bounds(certain, wider)


def _is_light(query: Query) -> bool:
    try:
        limits.check(query)
    except EngineError:
        return False
    return True


def _words_together(condition: Together, runs: Runs) -> Query | None:
    """The same of single words instead of phrases, all of them or in pairs."""
    fields, _, unit, within = condition.fields, condition.operands, condition.unit, condition.within
    every = [_single_words(one) for one in condition.operands]
    words = list(dict.fromkeys(word for some in every for word in some))
    if all(every) and 1 < len(words) <= TOGETHER:
        whole = Together(fields, tuple(words), unit, within)
        if runs(whole):
            return whole
    ones = [one for operand in condition.operands if (one := _one_word_of(operand))]
    found = [Together(fields, pair, unit, within) for pair in combinations(ones, 2)]
    found = [one for one in found if runs(one) and _is_light(one)]
    return And(tuple(found)) if found else None


def _single_words(operand: Operand) -> list[Words]:
    """The words of a phrase; [] of what is none."""
    if not isinstance(operand, Words) or operand.form != "stem":
        return []
    runs = WORD.findall(narrow(operand.text))
    return [Words(one) for run in runs for one in (pairs(run) if CJK.match(run) else [run])]


def _one_word_of(operand: Operand) -> Operand | None:
    """A single word every occurrence of the operand has; None where there is none to name."""
    match operand:
        case Words(text):
            words = _single_words(Words(text))
            return max(words, key=lambda one: len(one.text)) if words else None
        case Alike():
            return None
        case Pattern(pattern):
            return operand if pattern_fault(pattern) is None and not CJK.search(pattern) else None
        case AnyOf(operands):
            found = [one for each in operands if (one := _one_word_of(each))]
            return AnyOf(tuple(found)) if len(found) == len(operands) else None
        case Chain(operands) | Sentence(operands):
            return next((one for each in operands if (one := _one_word_of(each))), None)
        case Flag():
            return operand


def _any_field(fields: tuple[str, ...], operand: Operand) -> Query:
    return _or([holds(field, operand) for field in fields])


def _or(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Or(tuple(queries))


def _all_hold(field: str, operands: Sequence[Operand]) -> Query:
    return And(tuple(holds(field, one) for one in operands))


def exactly(field: str, operand: Operand, runs: Runs) -> Query | None:
    """What a field fulfils that has an occurrence of the operand, and no other; None if unknown."""
    found: Query
    match operand:
        case Words(text, form):
            found = Match((field,), text, form)
        case Pattern(pattern) if pattern_fault(pattern) is not None:
            found = Wildcard((field,), pattern)
        case Alike(word, edits):
            return Similar((field,), word, edits)
        case Pattern() | Flag():
            found = Near((field,), (operand,), ())
        case AnyOf(operands):
            every = [one for each in operands if (one := exactly(field, each, runs)) is not None]
            return Or(tuple(every)) if len(every) == len(operands) else None
        case Chain(operands, steps):
            found = Near((field,), operands, steps)
        case Sentence(operands):
            found = Together((field,), operands, "sentence")
    return found if runs(found) else None


def holds(  # noqa: PLR0911 - one answer a node
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
        case Alike(word, edits):
            return Similar((field,), word, edits)
        case Pattern(pattern):
            return _holds_pattern(field, pattern)
        case Flag():
            return Near((field,), (operand,), ())
        case AnyOf(operands):
            return Or(tuple(holds(field, one) for one in operands))
        case Chain(operands) | Sentence(operands):
            return _all_hold(field, operands)


def _holds_pattern(field: str, pattern: str) -> Query:
    """CJK pieces of a pattern stand in the text, near each other; other patterns fit a word."""
    if pattern_fault(pattern) is None:
        return Near((field,), (Pattern(pattern),), ())
    pieces = list(_pieces(narrow(pattern)))
    if not any(piece.run for piece in pieces):
        return Wildcard((field,), pattern)
    found: list[Query] = [Match((field,), piece.run) for piece in pieces if piece.run]
    for left, right in pairwise(pieces):
        lone = len(left.run) == len(right.run) == 1 and not left.least
        if left.run and right.run and not lone:  # two lone ones may be one pair
            both = (Words(left.run[-2:]), Words(right.run[:2]))
            found.append(
                Together((field,), both, "paragraph")
                if left.most is None
                else Near((field,), both, (Step(left.most + 2, ordered=True),))
            )
    return And(tuple(found))


class _Piece(NamedTuple):
    """A run of CJK characters in a pattern, "" for other letters; characters to the next one."""

    run: str
    least: int = 0
    most: int | None = None


def _pieces(pattern: str) -> Iterator[_Piece]:
    for found in re.finditer(r"([^*?{]+)((?:\*|\?|\{\d*,\d*\})*)", pattern):
        if CJK_RUN.fullmatch(found[1]):
            yield _Piece(found[1], *_gap(found[2]))
        else:
            yield from map(_Piece, CJK_RUN.findall(found[1]) or [""])


def _gap(wildcards: str) -> tuple[int, int | None]:
    least, most = 0, 0
    for one in _GAP.finditer(wildcards):
        if one[0] == "*" or (one[0] != "?" and not one[2]):
            return least, None
        least += int(one[1] or 0) if one[2] else 1
        most += int(one[2] or 1)
    return least, most
