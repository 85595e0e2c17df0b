"""NEAR, ADJ, SENT, PARA, ENTRY, CLAIM and their negations → one leaf.

In a row of operators NEAR and ADJ bind tightest, then SENT, then PARA and CLAIM, whatever their
order: `a SENT b NEAR3 c` is `a SENT (b NEAR3 c)`.
"""

from __future__ import annotations

from dataclasses import replace

from indexer.engines.native import NEIGHBOURS
from indexer.query import (
    AnyOf,
    Chain,
    Near,
    Operand,
    Or,
    Query,
    Sentence,
    Step,
    Together,
    Unit,
    Unless,
)
from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.foreign import refuse_foreign
from search_api.language.forms import applied, is_form
from search_api.language.names import DEFAULT, Target, resolve_names
from search_api.language.printing import print_near, print_together, print_unless
from search_api.language.tree import Leaf
from search_api.language.trees import bare
from search_api.language.words import pieces

MAX_DISTANCE = 200
MAX_OPERANDS = 8

_DEFAULT = {"near": 5, "adj": 1}
_UNITS: dict[str, Unit] = {
    "sent": "sentence",
    "para": "paragraph",
    "claim": "paragraph",
    "entry": "entry",
}
_LOOSE = ("para", "claim", "entry", "sent")
"""Operators from the loosest on; NEAR and ADJ are tighter."""


def read_proximity(node: s.Proximity, target: Target, context: Context) -> Leaf:
    """Words, phrases, wildcards, OR-groups and chains near each other, all of them in one field."""
    target, node = _common_target(node, target, context)
    first = node.operators[0]
    if not target.kinds <= {"text", "name"}:
        raise context.fail("proximity_kind", first.span, field=target.name, operator=first.text)
    if any(operator.negated for operator in node.operators):
        query, text = _unless(node, target, context)
    elif kind := _loosest(node):
        query, text = _together(node, kind, target, context)
    else:
        operands, steps = _chain(node, context)
        query = _any([Near(fields, operands, steps) for fields in target.groups])
        text = print_near(operands, steps)
    return Leaf(target, f"({text})", query, node.span, "near")


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Or(tuple(queries))


def _loosest(node: s.Proximity) -> str | None:
    kinds = {operator.kind for operator in node.operators}
    return next((kind for kind in _LOOSE if kind in kinds), None)


def _unless(node: s.Proximity, target: Target, context: Context) -> tuple[Query, str]:
    """`a NOT NEAR3 b`: two operands, no more."""
    operator = node.operators[0]
    if len(node.operands) != 2:
        raise context.fail("proximity_negated", operator.span, operator=operator.text)
    one, other = (_operand(value, operator.text, context) for value in node.operands)
    step = unit = None
    if operator.kind in _DEFAULT:
        step = _step(operator, context)
    else:
        _unit_fits(operator, target, context)
        unit = _UNITS[operator.kind]
    queries: list[Query] = [Unless(fields, one, other, step, unit) for fields in target.groups]
    return _any(queries), print_unless(one, other, step, unit)


def _together(node: s.Proximity, kind: str, target: Target, context: Context) -> tuple[Query, str]:
    groups, operators = _split(node, kind)
    within = 1
    for operator in operators:
        _unit_fits(operator, target, context)
        if operator.kind == "sent":
            within = max(within, _sentences(operator, context))
    unit = _UNITS[kind]
    operands = tuple(_part(group, unit, context) for group in groups)
    queries: list[Query] = [Together(fields, operands, unit, within) for fields in target.groups]
    return _any(queries), print_together(operands, unit, within)


def _split(node: s.Proximity, kind: str) -> tuple[list[s.Syntax], list[s.Closeness]]:
    """The operands of the loosest operators; what is between two of them stays a proximity."""
    groups: list[list[s.Syntax]] = [[node.operands[0]]]
    inner: list[list[s.Closeness]] = [[]]
    operators = []
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        if operator.kind == kind:
            operators.append(operator)
            groups.append([operand])
            inner.append([])
        else:
            groups[-1].append(operand)
            inner[-1].append(operator)
    made: list[s.Syntax] = []
    for some, between in zip(groups, inner, strict=True):
        span = (some[0].span[0], some[-1].span[1])
        made.append(s.Proximity(tuple(some), tuple(between), span) if between else some[0])
    return made, operators


def _part(node: s.Syntax, unit: Unit, context: Context) -> Operand:
    """An operand of SENT or PARA, which may be a chain or, in a paragraph, a sentence."""
    node = bare(node)
    if isinstance(node, s.Proximity) and (kind := _loosest(node)):
        operator = next(one for one in node.operators if one.kind == kind)
        if kind != "sent" or unit != "paragraph" or operator.negated:
            raise context.fail("proximity_nested", operator.span, operator=operator.text)
        groups, operators = _split(node, kind)
        for one in operators:
            if (one.distance or 1) > 1:
                raise context.fail("proximity_nested", one.span, operator=one.text)
        return Sentence(tuple(_part(group, "sentence", context) for group in groups))
    return _operand(node, unit, context)


def _unit_fits(operator: s.Closeness, target: Target, context: Context) -> None:
    names = target.kinds == {"name"}
    claims = {field.name for field in target.fields} == {"clm"}
    if (operator.kind == "claim" and not claims) or (operator.kind == "entry" and not names):
        wanted = "clm" if operator.kind == "claim" else "pa, in, ag, agy"
        raise context.fail("proximity_place", operator.span, operator=operator.text, fields=wanted)


def _sentences(operator: s.Closeness, context: Context) -> int:
    within = operator.distance or 1
    if within > NEIGHBOURS:
        mended = f"SENT{NEIGHBOURS}"
        raise context.fail(
            "proximity_distance", operator.span, mended, operator=operator.text, limit=NEIGHBOURS
        )
    return within


def _chain(node: s.Proximity, context: Context) -> tuple[tuple[Operand, ...], tuple[Step, ...]]:
    first = node.operators[0]
    if len(node.operands) > MAX_OPERANDS:
        raise context.fail(
            "proximity_long",
            node.span,
            operator=first.text,
            count=len(node.operands),
            limit=MAX_OPERANDS,
        )
    steps = tuple(_step(operator, context) for operator in node.operators)
    return tuple(_operand(value, first.text, context) for value in node.operands), steps


def _step(operator: s.Closeness, context: Context) -> Step:
    name, distance = operator.kind.upper(), operator.distance
    if distance is None and name == "NEAR":
        context.note("note_near_default", operator.span, "NEAR5", operator=name)
    distance = _DEFAULT[operator.kind] if distance is None else distance
    if operator.characters:
        context.note("note_characters", operator.span, count=distance)
        distance += 2  # a word of two characters or more ends a pair before its last one
    if not 1 <= distance <= MAX_DISTANCE:
        mended = f"{name}{MAX_DISTANCE}" if distance else f"{name}1"
        raise context.fail(
            "proximity_distance",
            operator.span,
            mended,
            operator=operator.text,
            limit=MAX_DISTANCE,
        )
    return Step(distance, ordered=name == "ADJ")


def _common_target(
    node: s.Proximity, target: Target, context: Context
) -> tuple[Target, s.Proximity]:
    """The field of the whole chain: that around it, or what the fields of its operands share.

    What is near to a word in the title is in the title: an operand without a field takes the
    other's.
    """
    named = [operand for operand in node.operands if isinstance(operand, s.Fielded)]
    if not named:
        return target, node
    first = node.operators[0]
    targets = [resolve_names(operand.fields, context) for operand in named]
    if target is not DEFAULT:
        targets.append(target)
    shared = _shared(targets)
    if shared is None:
        raise context.fail("proximity_fields", first.span, operator=first.text)
    operands = tuple(o.value if isinstance(o, s.Fielded) else o for o in node.operands)
    if len(named) < len(operands) or len({one.name for one in targets}) > 1:
        context.note("note_proximity_field", first.span, operator=first.text, field=shared.name)
    return shared, s.Proximity(operands, node.operators, node.span)


def _shared(targets: list[Target]) -> Target | None:
    """What is in all of the targets, None if there is nothing."""
    first = targets[0]
    if len({(one.lang, one.flag) for one in targets}) > 1:
        return None
    fields = tuple(f for f in first.fields if all(f in one.fields for one in targets))
    if not fields:
        return None
    same = next((one for one in targets if set(one.fields) == set(fields)), None)
    if same is not None:
        return same
    suffix = f"@{first.lang}" if first.lang else ""
    names = ",".join(field.name + suffix for field in fields)
    return replace(first, name=f"({names})" if len(fields) > 1 else names, fields=fields)


def _operand(value: s.Syntax, operator: str, context: Context) -> Operand:
    match value:
        case s.Group(part):
            return _operand(part, operator, context)
        case s.Word() | s.Quoted():
            return _simple(value, context)
        case s.AnyOf(parts):
            simple: list[Operand] = []
            for part in parts:
                one = _operand(part, operator, context)
                simple += one.operands if isinstance(one, AnyOf) else (one,)
            return AnyOf(tuple(simple))
        case s.Proximity() if _loosest(value) is None and not any(
            one.negated for one in value.operators
        ):
            return Chain(*_chain(value, context))
        case s.Function(name, part) if is_form(name):
            return _operand(applied(name, part), operator, context)
        case _:
            raise _no_operand(value, operator, context)


def _simple(value: s.Word | s.Quoted, context: Context) -> Operand:
    if isinstance(value, s.Word):
        refuse_foreign(value, context)
    found = pieces(value, context).operands
    if len(found) == 1:
        return found[0]
    return Chain(found, (Step(1, ordered=True),) * (len(found) - 1))


def _no_operand(value: s.Syntax, operator: str, context: Context) -> QueryError:
    what = context.text[value.span[0] : value.span[1]]
    return context.fail("proximity_operand", value.span, operator=operator, what=what)
