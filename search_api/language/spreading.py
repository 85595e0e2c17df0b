"""AND inside a proximity: `(a AND b) NEAR3 c`, written out as proximities of simple operands.

No system defines what two words at different places are near to. Here both have to be near:
`(a NEAR3 c) AND (b NEAR3 c)`; in one sentence, paragraph or name, all of them: `a SENT b SENT c`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.forms import applied, is_form
from search_api.language.trees import bare

MOST = 64
"""Proximities that one may be written out as."""

_UNITS = frozenset({"sent", "para", "entry", "claim"})


def spread(node: s.Proximity, context: Context) -> s.Syntax:
    """The node, or what it means where an operand has an AND; raises QueryError for too many."""
    operands = tuple(_open(operand) for operand in node.operands)
    if not any(map(_has_and, operands)):
        return node
    if prod(map(_ways, operands)) > MOST:
        raise context.fail("proximity_ands", node.span, operator=node.operators[0].text, limit=MOST)
    made = _spread(replace(node, operands=operands))
    if not isinstance(made, s.Proximity):
        context.note("note_proximity_and", node.span, operator=node.operators[0].text)
    return made


def _open(node: s.Syntax) -> s.Syntax:
    """Without brackets and without functions that only change words."""
    node = bare(node)
    while isinstance(node, s.Function) and is_form(node.name):
        node = bare(applied(node.name, node.part))
    return node


def _has_and(node: s.Syntax) -> bool:
    match _open(node):
        case s.AllOf():
            return True
        case s.AnyOf(parts):
            return any(map(_has_and, parts))
        case _:
            return False


def _ways(node: s.Syntax) -> int:
    """In how many ways an operand is written out, at most."""
    match _open(node):
        case s.AllOf(parts):
            return sum(map(_ways, parts))
        case s.AnyOf(parts):
            return 1 + sum(_ways(part) for part in parts if _has_and(part))
        case _:
            return 1


def _spread(node: s.Proximity) -> s.Syntax:
    for at, operand in enumerate(node.operands):
        if at and node.operators[at - 1].negated:
            continue  # "no b and no c near", or "not both of them near"? Refused further on.
        match _open(operand):
            case s.AllOf(parts) if not any(isinstance(part, s.Negation) for part in parts):
                if _in_units(node):
                    return _spread(_flat(node, at, parts))
                return s.AllOf(tuple(_each(node, at, parts)), node.span)
            case s.AnyOf(parts) if any(map(_has_and, parts)):
                simple = [part for part in parts if not _has_and(part)]
                joined = [s.AnyOf(tuple(simple), operand.span)] if len(simple) > 1 else simple
                several = [part for part in parts if _has_and(part)]
                ways = tuple(_each(node, at, (*joined, *several)))
                return s.Group(s.AnyOf(ways, node.span), node.span) if len(ways) > 1 else ways[0]
    return node


def _in_units(node: s.Proximity) -> bool:
    kinds = {operator.kind for operator in node.operators}
    return (
        len(kinds) == 1
        and kinds <= _UNITS
        and not any(operator.negated for operator in node.operators)
    )


def _flat(node: s.Proximity, at: int, parts: tuple[s.Syntax, ...]) -> s.Proximity:
    """The parts as operands of their own under the same operator."""
    operands = (*node.operands[:at], *parts, *node.operands[at + 1 :])
    more = (node.operators[0],) * (len(parts) - 1)
    return replace(node, operands=operands, operators=(*node.operators, *more))


def _each(node: s.Proximity, at: int, parts: tuple[s.Syntax, ...]) -> Iterator[s.Syntax]:
    """The proximity with each of the parts in place of the operand."""
    for part in parts:
        operands = (*node.operands[:at], part, *node.operands[at + 1 :])
        yield _spread(replace(node, operands=operands))
