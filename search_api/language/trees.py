"""What readers and writers of several dialects do to syntax trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias

from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.fields_of import kinds_of
from search_api.language.guard import MAX_BRACKETS

Boolean: TypeAlias = Literal["AND", "OR", "NOT", "XOR"]
MAX_XOR = 4
"""Parts joined by XOR: each doubles what is written out."""


class Step(NamedTuple):
    """An operator and what stands after it; `NOT` is "and not"."""

    operator: Boolean
    operand: s.Syntax
    span: s.Span


def left_to_right(first: s.Syntax, steps: Sequence[Step], context: Context) -> s.Syntax:
    """Operands joined as they come, without precedence; a note shows what that means.

    For systems that evaluate so. Raises QueryError where the operators change too often.
    """
    found, changes, before = first, 0, ""
    for step in steps:
        now = "AND" if step.operator == "NOT" else step.operator
        changes += bool(before) and now != before
        before = now
        if changes > MAX_BRACKETS:
            raise context.fail("too_deep", step.span, limit=MAX_BRACKETS)
        found = joined(found, step, context)
    if changes:
        context.note("note_left_to_right", (first.span[0], found.span[1]))
    return found


def joined(left: s.Syntax, step: Step, context: Context) -> s.Syntax:
    """Two operands under one operator; a row of the same operator stays flat."""
    span = (left.span[0], step.operand.span[1])
    if isinstance(left, s.AnyOf if step.operator in {"AND", "NOT"} else s.AllOf):
        left = s.Group(left, left.span)
    match step.operator:
        case "AND" | "NOT":
            right = step.operand
            if step.operator == "NOT":
                right = s.Negation(right, (step.span[0], right.span[1]))
            return s.AllOf((*_row(left, s.AllOf), right), span)
        case "OR":
            return s.AnyOf((*_row(left, s.AnyOf), step.operand), span)
        case "XOR":
            return either([left, step.operand], context)


def either(parts: Sequence[s.Syntax], context: Context) -> s.Syntax:
    """Exclusive or, from left to right, written out with AND, OR and NOT."""
    if len(parts) > MAX_XOR:
        raise context.fail("too_deep", parts[MAX_XOR].span, limit=MAX_XOR)
    found = parts[0]
    for part in parts[1:]:
        span = (found.span[0], part.span[1])
        found = s.AnyOf(
            (
                s.Group(s.AllOf((found, s.Negation(part, part.span)), span), span),
                s.Group(s.AllOf((part, s.Negation(found, found.span)), span), span),
            ),
            span,
        )
    return found


def _row(node: s.Syntax, kind: type[s.AllOf | s.AnyOf]) -> tuple[s.Syntax, ...]:
    return node.parts if isinstance(node, kind) else (node,)


def each(node: s.Syntax, change: Callable[[s.Syntax], s.Syntax]) -> s.Syntax:
    """The tree with `change` done to every part that is no Boolean operator and no group.

    Parts with a field of their own stay as they are.
    """
    match node:
        case s.Group() | s.Negation():
            return replace(node, part=each(node.part, change))
        case s.AllOf() | s.AnyOf():
            return replace(node, parts=tuple(each(part, change) for part in node.parts))
        case s.Fielded() | s.Compared():
            return node
        case _:
            return change(node)


def bare(node: s.Syntax) -> s.Syntax:
    """The node without the brackets around it."""
    while isinstance(node, s.Group):
        node = node.part
    return node


def hoisted(found: s.Proximity, *, lent: bool = False) -> s.Syntax:
    """`ti:(a NEAR b)` for `ti:a NEAR ti:b`; as it is where operands differ in their fields.

    With `lent`, a word of any text field takes the text field of the other, `a NEAR ti:b`: it can
    be near it nowhere else.
    """
    operands = [_shared(bare(operand)) for operand in found.operands]
    inside = [operand for operand in operands if isinstance(operand, s.Fielded)]
    texts = {tuple(name.text for name in operand.fields) for operand in inside}
    free = [operand for operand in operands if not isinstance(operand, s.Fielded)]
    if len(texts) != 1 or (free and not (lent and _joins(free, found, inside[0]))):
        return found
    values = tuple(one.value if isinstance(one, s.Fielded) else one for one in operands)
    return s.Fielded(inside[0].fields, replace(found, operands=values), found.span)


def _joins(free: Sequence[s.Syntax], found: s.Proximity, other: s.Fielded) -> bool:
    """Whether operands without a field can only stand in the text field of the other."""
    text = kinds_of(name.text for name in other.fields) <= {"text"}
    near = not any(operator.negated for operator in found.operators)
    return text and near and not any(map(has_fields, free))


def _shared(node: s.Syntax) -> s.Syntax:
    """`ti:(a OR b)` for `ti:a OR ti:b`."""
    if not isinstance(node, s.AnyOf):
        return node
    parts = [part for one in node.parts if isinstance(part := bare(one), s.Fielded)]
    names = {tuple(name.text for name in part.fields) for part in parts}
    if len(parts) < len(node.parts) or len(names) > 1:
        return node
    values = tuple(part.value for part in parts)
    return s.Fielded(parts[0].fields, replace(node, parts=values), node.span)


def has_fields(node: s.Syntax) -> bool:
    """Whether any part names a field of its own."""
    match node:
        case s.Fielded() | s.Compared():
            return True
        case s.Group(part) | s.Negation(part) | s.Boosted(part) | s.Function(_, part):
            return has_fields(part)
        case s.AllOf(parts) | s.AnyOf(parts) | s.Proximity(parts):
            return any(map(has_fields, parts))
        case _:
            return False
