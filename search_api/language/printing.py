"""Proximity as canonical text, so that reading it again gives the same."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.query import (
    Alike,
    AnyOf,
    Chain,
    Flag,
    Operand,
    Pattern,
    Sentence,
    Step,
    Unit,
    Words,
)
from search_api.language.words import spell

_OPERATORS: dict[Unit, str] = {"sentence": "SENT", "paragraph": "PARA", "entry": "ENTRY"}


def print_near(operands: tuple[Operand, ...], steps: tuple[Step, ...]) -> str:
    """`a NEAR3 b ADJ1 c`."""
    return "".join(_chained(operands, steps))


def _chained(operands: tuple[Operand, ...], steps: tuple[Step, ...]) -> Iterator[str]:
    yield print_operand(operands[0])
    for step, operand in zip(steps, operands[1:], strict=True):
        yield f" {_step(step)} {print_operand(operand)}"


def print_together(operands: tuple[Operand, ...], unit: Unit, within: int) -> str:
    """`a SENT b SENT c`; `SENT2` for neighbouring sentences."""
    count = within if within > 1 else ""
    return f" {_OPERATORS[unit]}{count} ".join(map(print_operand, operands))


def print_unless(one: Operand, other: Operand, step: Step | None, unit: Unit | None) -> str:
    """`a NOT NEAR3 b`."""
    operator = _OPERATORS[unit] if unit else _step(step) if step else ""
    return f"{print_operand(one)} NOT {operator} {print_operand(other)}"


def print_operand(  # noqa: PLR0911 - one answer a node
    operand: Operand,
) -> str:
    """One operand, in brackets where it is more than a word or phrase."""
    match operand:
        case Words(text, form):
            return spell(text, form)
        case Pattern(pattern):
            return spell(pattern)
        case Alike(word, edits):
            return f"{word}~{edits}"
        case Flag(name):
            return name
        case AnyOf(operands):
            return "(" + " OR ".join(map(print_operand, operands)) + ")"
        case Chain(operands, steps):
            return f"({print_near(operands, steps)})"
        case Sentence(operands):
            return f"({print_together(operands, 'sentence', 1)})"


def _step(step: Step) -> str:
    return f"{'ADJ' if step.ordered else 'NEAR'}{step.distance}"
