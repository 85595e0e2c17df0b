"""Combination sets in dialects: read into conditions of `cpcset`, and written out of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.fields_of import named
from search_api.language.trees import bare

_NUMBER = re.compile(r"\d{1,2}")
_RANK = re.compile(r"(?:first|later|rank\d+)\s", re.IGNORECASE)
_RANKED = re.compile(r"(first|rank(\d{1,2}))\s+(.+)", re.IGNORECASE)


def in_one_set(node: s.Syntax, context: Context) -> s.Syntax:
    """Any nearness of classes, ranks (`"1" ADJ C07C51/43`) and offices as "in one set"."""
    match node:
        case s.Group(part):
            return replace(node, part=in_one_set(part, context))
        case s.AnyOf(parts):
            return replace(node, parts=tuple(in_one_set(part, context) for part in parts))
        case s.Word(text) | s.Quoted(text) if text.upper() in OFFICES:
            return s.Fielded(named(["office"], node.span), node, node.span)
        case s.Proximity():
            return _proximity(node, context)
        case _:
            return node


def _proximity(node: s.Proximity, context: Context) -> s.Syntax:
    operands: list[s.Syntax] = [in_one_set(node.operands[0], context)]
    operators: list[s.Closeness] = []
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        before, after = bare(operands[-1]), bare(operand)
        if (
            operator.kind == "adj"
            and isinstance(before, s.Word | s.Quoted)
            and isinstance(after, s.Word | s.Quoted)
            and _NUMBER.fullmatch(before.text)
        ):
            text = f"rank{before.text} {after.text}"
            operands[-1] = s.Quoted(text, (before.span[0], after.span[1]))
            continue
        if operator.kind in {"adj", "near"}:
            context.note("note_set_order", operator.span, operator=operator.text)
        operands.append(in_one_set(operand, context))
        operators.append(replace(operator, kind="entry", distance=None, characters=False))
    if not operators:
        return operands[0]
    return replace(node, operands=tuple(operands), operators=tuple(operators))


class SetWriter:
    """Says a condition on one combination set; what it cannot say it hands to `lose`.

    `same` stands between what is in one set, `low` says a class with all below it, `ranked` makes a
    member at a place, if that can be said, and so does `office`.
    """

    def __init__(
        self,
        same: Callable[[s.Closeness], str],
        lose: Callable[[s.Syntax], None],
        low: Callable[[str], str | None],
        ranked: Callable[[int, str], str] | None = None,
        office: Callable[[str], str] | None = None,
    ) -> None:
        self._same = same
        self._lose = lose
        self._low = low
        self._ranked = ranked
        self._office = office

    def write(self, node: s.Syntax) -> str:
        """Text without brackets around it; "" where part of it cannot be said at all."""
        node = bare(node)
        match node:
            case s.Word(text) | s.Quoted(text):
                return self._member(text, node)
            case s.Fielded((s.FieldName("office"),), s.Word(code) | s.Quoted(code)):
                if self._office is None:
                    self._lose(node)
                return self._office(code) if self._office else ""
            case s.AnyOf(parts):
                said = [self.write(part) for part in parts]
                return f"({' OR '.join(said)})" if all(said) else ""
            case s.Proximity(operands, operators):
                said = [self.write(operand) for operand in operands]
                text = said[0]
                for operator, one in zip(operators, said[1:], strict=True):
                    text += f" {self._same(operator)} {one}" if one and text else one
                return text
        self._lose(node)
        return ""

    def _member(self, text: str, node: s.Syntax) -> str:
        found = _RANKED.fullmatch(text)
        symbol = _RANK.sub("", text).strip()
        base, slash, end = symbol.rpartition("/")
        if slash and end.lower() == "low":
            said = self._low(base)
            symbol = base if said is None else said
            if said is None:
                self._lose(node)
        if found and self._ranked:
            return self._ranked(int(found[2] or 1), symbol)
        if symbol != text and _RANK.match(text):
            self._lose(node)
        return symbol
