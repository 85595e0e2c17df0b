"""NEARn and ADJn chains → one leaf."""

from __future__ import annotations

from indexer.query import AnyOf, Chain, Flag, Near, Operand, Or, Pattern, Sentence, Step, Words
from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.foreign import refuse_foreign
from search_api.language.names import Target, resolve_names
from search_api.language.tree import Leaf
from search_api.language.words import by_kind, pieces, spell

MAX_DISTANCE = 50
MAX_OPERANDS = 8


def read_proximity(node: s.Proximity, target: Target, context: Context) -> Leaf:
    """A chain of words, phrases, wildcards and OR-groups; all of them in one field."""
    steps = tuple(_step(operator, context) for operator in node.operators)
    if len(node.operands) > MAX_OPERANDS:
        raise context.fail(
            "proximity_long",
            node.span,
            operator=node.operators[0].text,
            count=len(node.operands),
            limit=MAX_OPERANDS,
        )
    target, values = _common_target(node, target, context)
    if not target.kinds <= {"text", "name"}:
        first = node.operators[0]
        raise context.fail("proximity_kind", first.span, field=target.name, operator=first.text)
    operator = node.operators[0].text
    operands = tuple(_operand(value, operator, context) for value in values)
    queries = [Near(fields, operands, steps) for fields in by_kind(target)]
    query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    return Leaf(target, f"({_print(operands, steps)})", query, node.span, "near")


def _step(operator: s.Closeness, context: Context) -> Step:
    if operator.kind not in {"near", "adj"} or operator.characters or operator.negated:
        raise context.fail("unsupported_operator", operator.span, operator=operator.text)
    name, distance = operator.kind.upper(), operator.distance
    if distance is None and name == "NEAR":
        context.note("note_near_default", operator.span, "NEAR5", operator=name)
    distance = 1 if distance is None else distance
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
) -> tuple[Target, list[s.Syntax]]:
    """The field of the whole chain: that around it, or the one every operand names."""
    named = [operand for operand in node.operands if isinstance(operand, s.Fielded)]
    if not named:
        return target, list(node.operands)
    targets = {resolve_names(operand.fields, context).name for operand in named}
    if len(named) < len(node.operands) or len(targets) > 1:
        first = node.operators[0]
        raise context.fail("proximity_fields", first.span, operator=first.text)
    return resolve_names(named[0].fields, context), [operand.value for operand in named]


def _operand(value: s.Syntax, operator: str, context: Context) -> Operand:
    match value:
        case s.Group(part):
            return _operand(part, operator, context)
        case s.Word() | s.Quoted():
            return _simple(value, operator, context)
        case s.AnyOf(parts):
            simple: list[Operand] = []
            for part in parts:
                one = _operand(part, operator, context)
                simple += one.operands if isinstance(one, AnyOf) else (one,)
            return AnyOf(tuple(simple))
        case _:
            raise _no_operand(value, operator, context)


def _simple(value: s.Word | s.Quoted, operator: str, context: Context) -> Words | Pattern:
    if isinstance(value, s.Word):
        refuse_foreign(value, context)
    found = pieces(value, context).operands
    if len(found) > 1:
        raise context.fail("wildcard_in_phrase", value.span, operator=operator)
    return found[0]


def _no_operand(value: s.Syntax, operator: str, context: Context) -> QueryError:
    what = context.text[value.span[0] : value.span[1]]
    return context.fail("proximity_operand", value.span, operator=operator, what=what)


def _print(operands: tuple[Operand, ...], steps: tuple[Step, ...]) -> str:
    text = _print_one(operands[0])
    for step, operand in zip(steps, operands[1:], strict=True):
        text += f" {'ADJ' if step.ordered else 'NEAR'}{step.distance} {_print_one(operand)}"
    return text


def _print_one(operand: Operand) -> str:
    match operand:
        case Words(text):
            return spell(text)
        case Pattern(pattern):
            return spell(pattern)
        case AnyOf(operands):
            return "(" + " OR ".join(map(_print_one, operands)) + ")"
        case Flag(name):
            return name
        case Chain(operands, steps):
            return f"({_print(operands, steps)})"
        case Sentence(operands):
            return "(" + " SENT ".join(map(_print_one, operands)) + ")"
