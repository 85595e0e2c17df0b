"""Values of `cpcset`: symbols that stand in one combination set, their ranks, the office.

`cpcset:C08F220/38` stands in some set, `cpcset:"first C07C51/43"` is the base of one (`later` any
other member, `rank2` the second); `ENTRY` joins what is to be true of one and the same set, among
it `office:EP`, who allocated it. AND joins conditions that different sets may meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.class_sets import word_of, word_of_office
from indexer.documents import LOW
from indexer.fields import BY_NAME
from indexer.query import AnyOf, Keyword, Match, Operand, Or, Query, Together, Unless, Words
from search_api.language import syntax as s
from search_api.language.classes import read_symbol
from search_api.language.context import Context
from search_api.language.names import Target
from search_api.language.tree import Leaf, Tree, Weighted, invert, join
from search_api.language.trees import bare

_RANK = re.compile(r"(first|later|rank\d{1,2})(?:\s+(.+))?", re.IGNORECASE)
_OFFICE = re.compile(r"[A-Za-z]{2}")
_CPC = Target("cpc", (BY_NAME["cpc"],))


@dataclass(frozen=True, slots=True)
class _Part:
    """One condition on a set: any of these words; `text` is it in the canonical language."""

    words: tuple[str, ...]
    text: str

    @property
    def operand(self) -> Operand:
        found = tuple(Words(word) for word in self.words)
        return found[0] if len(found) == 1 else AnyOf(found)


def read_set(  # noqa: PLR0911 - one answer a node
    node: s.Syntax, target: Target, context: Context
) -> Tree:
    """Everything within `cpcset:(…)`; raises QueryError for what is no condition on a set."""
    match node:
        case s.Group(part):
            return read_set(part, target, context)
        case s.AllOf():
            parts = _with(_joined(node))
            return join("AND", [read_set(part, target, context) for part in parts])
        case s.AnyOf(parts):
            return join("OR", [read_set(part, target, context) for part in parts])
        case s.Negation(part):
            return invert(read_set(part, target, context))
        case s.Boosted(part, factor):
            return Weighted(read_set(part, target, context), factor)
        case s.Proximity():
            return _together(node, target, context)
        case _:
            found = _part(node, context)
            matches = [Match((target.name,), word) for word in found.words]
            query: Query = matches[0] if len(matches) == 1 else Or(tuple(matches))
            return Leaf(target, _closed(found.text), query, node.span, "is", (found.text,))


def _closed(text: str) -> str:
    return f"({text})" if text.startswith("office:") else text


def _joined(node: s.AllOf) -> list[s.Syntax]:
    """The parts of a row, a rank and the symbol behind it as one: `first C07C51/43`."""
    parts: list[s.Syntax] = []
    for part in node.parts:
        last = parts[-1] if parts else None
        if isinstance(last, s.Word) and isinstance(part, s.Word | s.Quoted) and _alone(last.text):
            parts[-1] = s.Quoted(f"{last.text} {part.text}", (last.span[0], part.span[1]))
        elif isinstance(last, s.Word) and isinstance(part, s.Proximity) and _alone(last.text):
            first = s.AllOf((last, part.operands[0]), (last.span[0], part.operands[0].span[1]))
            (ranked,) = _joined(first)
            span = (last.span[0], part.span[1])
            parts[-1] = s.Proximity((ranked, *part.operands[1:]), part.operators, span)
        else:
            parts.append(part)
    return parts


def _with(parts: list[s.Syntax]) -> list[s.Syntax]:
    """`a WITH b` is `a ENTRY b`: no symbol and no rank has that name."""
    made: list[s.Syntax] = []
    for part in parts:
        before = made[-1] if made else None
        if len(made) > 1 and isinstance(before, s.Word) and before.text == "WITH":
            operator = s.Closeness("entry", None, before.text, before.span)
            first = made[-2]
            row = first if isinstance(first, s.Proximity) else None
            operands = row.operands if row else (first,)
            operators = row.operators if row else ()
            span = (first.span[0], part.span[1])
            made[-2:] = [s.Proximity((*operands, part), (*operators, operator), span)]
        else:
            made.append(part)
    return made


def _alone(text: str) -> bool:
    found = _RANK.fullmatch(text)
    return found is not None and found[2] is None


def _together(node: s.Proximity, target: Target, context: Context) -> Leaf:
    for operator in node.operators:
        if operator.kind != "entry":
            raise context.fail("set_operator", operator.span, "ENTRY", operator=operator.text)
    negated = [operator for operator in node.operators if operator.negated]
    if negated and len(node.operands) > 2:
        raise context.fail("proximity_negated", negated[0].span, operator=negated[0].text)
    parts = [_alternatives(operand, context) for operand in node.operands]
    fields, operands = (target.name,), tuple(part.operand for part in parts)
    query: Query = Together(fields, operands, "entry")
    if negated:
        query = Unless(fields, operands[0], operands[1], None, "entry")
    text = f" {'NOT ' if negated else ''}ENTRY ".join(part.text for part in parts)
    return Leaf(target, f"({text})", query, node.span, "near")


def _alternatives(node: s.Syntax, context: Context) -> _Part:
    node = bare(node)
    if isinstance(node, s.AllOf) and len(parts := _joined(node)) == 1:
        node = parts[0]
    if not isinstance(node, s.AnyOf):
        return _part(node, context)
    found = [_alternatives(part, context) for part in node.parts]
    words = tuple(dict.fromkeys(word for part in found for word in part.words))
    return _Part(words, f"({' OR '.join(part.text for part in found)})")


def _part(node: s.Syntax, context: Context) -> _Part:
    node = bare(node)
    match node:
        case s.Fielded((s.FieldName(name),), value) if name.lower() == "office":
            return _office(bare(value), context)
        case s.Word() | s.Quoted():
            return _symbol(node, context)
        case _:
            raise context.fail("set_value", node.span, what=_typed(node, context))


def _office(value: s.Syntax, context: Context) -> _Part:
    if isinstance(value, s.AnyOf):
        found = [_office(bare(part), context) for part in value.parts]
        words = tuple(word for part in found for word in part.words)
        return _Part(words, f"({' OR '.join(part.text for part in found)})")
    if not isinstance(value, s.Word | s.Quoted) or not _OFFICE.fullmatch(value.text):
        what = _typed(value, context)
        raise context.fail(
            "bad_keyword", value.span, field="office", value=what, expected="EP, US, CN …"
        )
    code = value.text.upper()
    return _Part((word_of_office(code),), f"office:{code}")


def _symbol(node: s.Word | s.Quoted, context: Context) -> _Part:
    found = _RANK.fullmatch(" ".join(node.text.split()))
    rank, text = (found[1].lower(), found[2]) if found else ("", node.text)
    if text is None:
        raise context.fail("set_rank", node.span, rank=rank)
    rank = f"rank{int(rank[4:])}" if rank.startswith("rank") else rank
    rank = "first" if rank == "rank1" else rank
    leaf = read_symbol(s.Quoted(text, node.span), _CPC, context)
    if not isinstance(leaf.query, Keyword) or leaf.relation not in {"is", "below"}:
        raise context.fail("set_value", node.span, what=_typed(node, context))
    words = tuple(
        word_of(term.removesuffix(LOW), low=term.endswith(LOW), rank=rank)
        for term in leaf.query.values
    )
    value = leaf.value.strip('"')
    return _Part(words, f'"{rank} {value}"' if rank else leaf.value)


def _typed(node: s.Syntax, context: Context) -> str:
    return context.text[node.span[0] : node.span[1]]
