"""From the rules of `cnipa.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.context import Context
from search_api.language.day_ranges import read_day, read_days
from search_api.language.dialects.cnipa_fields import (
    FIELDS,
    OFFICES,
    READ_AS,
    RIGHT_NAMES,
    STAGES,
    WILDCARDS,
)
from search_api.language.field_reading import OFFICE_OF, FieldReader, any_ending
from search_api.language.fields_of import kinds_of, named
from search_api.language.guard import fold
from search_api.language.trees import Step, bare, either, has_fields, hoisted, left_to_right

_OPERATORS = {"or": "OR", "+": "OR", "或": "OR", "或者": "OR", "|": "OR", "||": "OR", "xor": "XOR"}
_WORDS = frozenset(
    ["and", "or", "not", "xor", "和", "与", "且", "并且", "以及", "或", "或者", "非"]
)
"""Operators, which are no words unless quoted."""
_NEAR = re.compile(r"(\d*)([WDSPF])|(adj|equ|pre)\s?/?\s?(\d*)", re.IGNORECASE)
_KINDS: dict[str, Any] = {"W": "adj", "D": "near", "S": "sent", "P": "para"}
_EXACTLY = re.compile(r"xor\s?/\s?\d+", re.IGNORECASE)
"""An operator between words of CNIPR, not that of sets."""
_TURNED = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!="}
_VALUES = dict.fromkeys(OFFICE_OF.values(), OFFICES) | {"right": RIGHT_NAMES, "pa.cc": OFFICES}
_INSIDE = re.compile(r"(?<=[㐀-鿿])[+*](?=[㐀-鿿])")
_UNKNOWN = re.compile(r".*[㐀-鿿+?\")]/([A-Za-z]{2,6})")
_SUFFIXED = re.compile(r"(.+?)/([A-Za-z]{2,4}(?:[,/][A-Za-z]{2,4})*|[㐀-鿿]{2,}(?:,[㐀-鿿]{2,})*)")


class Reader(FieldReader):
    """Makes a tree of what its grammar found, names and values read as pss-system reads them."""

    fields = FIELDS
    wildcards = WILDCARDS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heads: dict[int, tuple[s.FieldName, ...]] = {}
        """Fields in front of operands, by where these start."""

    def query(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """Operands side by side are alternatives, conditions with fields side by side are not."""
        first, *rest = self._headed(children)
        steps: list[Step] = []
        before = first
        for child in rest:
            step = child if isinstance(child, Step) else self._beside(before, child)
            before = step.operand
            steps.append(step)
        return left_to_right(first, steps, self.context)

    def _headed(self, children: list[Any]) -> list[Any]:
        """`/ti 电池 and 隔膜 and /pa 华为`: a field in front holds until the next one."""
        made: list[Any] = []
        names: tuple[s.FieldName, ...] = ()
        for child in children:
            operand = child.operand if isinstance(child, Step) else child
            if operand.span[0] in self.heads:
                names = self.heads[operand.span[0]]
            elif names and has_fields(operand):
                names = ()
            elif names:
                self.once("note_field_stays", operand.span, field=", ".join(n.text for n in names))
                operand = self.within(names, operand, operand.span)
            made.append(child._replace(operand=operand) if isinstance(child, Step) else operand)
        return made

    def headed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`/ti (锂 s 电池)`, as in EPOQUE."""
        head, value = children
        names = FIELDS.read(
            head[1:], (meta.start_pos + 1, meta.start_pos + len(head)), self.context
        )
        self.heads[meta.start_pos] = names
        return self.within(names, value, span_of(meta))

    def _beside(self, before: s.Syntax, operand: s.Syntax) -> Step:
        if isinstance(operand, s.Negation):
            return Step("AND", operand, operand.span)
        if has_fields(before) or has_fields(operand):
            self.once("note_beside_and", operand.span)
            return Step("AND", operand, operand.span)
        self.once("note_beside_or", operand.span)
        return Step("OR", operand, operand.span)

    def step(self, meta: Meta, children: list[Any]) -> Any:
        """`AND x`, `或 x`, `xor x`; without an operator the operand as it is."""
        del meta
        if isinstance(children[0], Token) and children[0].type == "BOOL":
            operator = _OPERATORS.get(children[0].lower(), "AND")
            return Step(cast("Any", operator), children[-1], token_span(children[0]))
        return children[-1]

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """Chains of W, D, S and P; F, the loosest, between them asks for both in one field.

        In `名称=a 2W b` the field is that of the whole chain.
        """
        first, *others = children[::2]
        if isinstance(first, s.Fielded) and not any(map(has_fields, others)):
            inner = self.proximity(meta, [first.value, *children[1:]])
            return self.within(first.fields, inner, span_of(meta))
        groups: list[list[Any]] = [[children[0]]]
        for operator, operand in zip(children[1::2], children[2::2], strict=True):
            if operator.upper() == "F":
                self.once("note_same_field_cnipa", token_span(operator))
                groups.append([operand])
            else:
                groups[-1] += [operator, operand]
        parts = [self._chain(group) for group in groups]
        if len(parts) == 1:
            return parts[0]
        return s.Group(s.AllOf(tuple(parts), span_of(meta)), span_of(meta))

    def _chain(self, children: list[Any]) -> s.Syntax:
        if len(children) == 1:
            return cast("s.Syntax", children[0])
        span = (children[0].span[0], children[-1].span[1])
        operators = tuple(self.closeness(token) for token in children[1::2])
        operands = [one if isinstance(one := bare(o), s.Fielded) else o for o in children[::2]]
        return hoisted(s.Proximity(tuple(operands), operators, span))

    def closeness(self, token: Token) -> s.Closeness:
        """`2W`: at most two words between, in this order; `D`: side by side in any order."""
        span, found = token_span(token), _NEAR.fullmatch(token)
        count, letter, word, apart = found.groups() if found else ("", "W", None, None)
        if word:
            if word.lower() == "equ":
                self.once("note_at_most", span, operator=str(token), count=int(apart or 0))
            return s.Closeness("adj", int(apart or 0) + 1, str(token), span)
        kind = _KINDS[letter.upper()]
        if kind in {"adj", "near"}:
            return s.Closeness(kind, int(count or 0) + 1, str(token), span)
        return s.Closeness(kind, int(count) if count else None, str(token), span)

    def range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`2010 to 2015/pd`: the field is that of both ends."""
        low, high = (child for child in children if not isinstance(child, Token))
        names = high.fields if isinstance(high, s.Fielded) else ()
        high = high.value if isinstance(high, s.Fielded) else high
        for end in (low, high):
            if not isinstance(end, s.Word | s.Quoted):
                shown = self.context.text[slice(*end.span)]
                raise QueryError("unexpected", position=end.span, token=shown)
        found = s.Between(cast("s.Value", low), cast("s.Value", high), span_of(meta))
        return self.within(names, found, found.span) if names else found

    def group(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Group(children[0], span_of(meta))

    def listed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`申请人=华为,中兴`."""
        self.once("note_beside_or", children[1].span)
        return s.Group(s.AnyOf(tuple(children), span_of(meta)), span_of(meta))

    def database(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        self.once("note_database", token_span(children[0]), name=children[0].rstrip(": "))
        return cast("s.Syntax", children[1])

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """A word, which may end in its field: `计算机/ti`."""
        token = children[0]
        if token.lower() in _WORDS:
            raise QueryError("unexpected", position=token_span(token), token=str(token))
        if _EXACTLY.fullmatch(token):
            raise self.context.fail("operator_not_held", token_span(token), operator=str(token))
        if token.startswith(".."):  # a command of a session: ..fi, ..li
            raise self.context.fail("operator_not_held", token_span(token), operator=str(token))
        refuse_colon(token, self.context, "=")
        if inside := _INSIDE.search(token):
            at = (token.start_pos or 0) + inside.start()
            instead = " or " if inside[0] == "+" else " and "
            self.once("note_sign_truncates", (at, at + 1), instead, sign=inside[0])
        found = _SUFFIXED.fullmatch(token)
        names = found[2].replace("/", ",") if found else ""
        if found and all(name in FIELDS for name in names.split(",")):
            start = token.start_pos or 0
            word = s.Word(WILDCARDS.read(found[1]), (start, start + len(found[1])))
            return self._clause(names, start + found.start(2), "=", word, span_of(meta))
        if unknown := _UNKNOWN.fullmatch(token):
            start = (token.start_pos or 0) + unknown.start(1)
            FIELDS.read(unknown[1], (start, start + len(unknown[1])), self.context)
        return super().word(meta, children)

    def suffixed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`(计算机 or 电脑)/ti`."""
        value, suffix = children
        names = suffix[1:].lstrip()
        names = names.replace("/", ",") if names.isascii() else names  # (beam+)/ti/ab
        start = (suffix.start_pos or 0) + len(suffix) - len(names)
        return self._clause(names, start, "=", value, span_of(meta))

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        field, relation, value = children
        start = field.start_pos or 0
        if relation == ":" and str(field).isascii():
            place = (start, token_span(relation)[1])
            raise self.context.fail("dialect_colon", place, value=f"{field}:", mended=f"{field}=")
        sign = _TURNED.get(relation, str(relation))
        return self._clause(str(field), start, sign, value, span_of(meta))

    def _clause(
        self, names: str, start: int, relation: str, value: s.Syntax, span: s.Span
    ) -> s.Syntax:
        read: list[tuple[s.FieldName, ...]] = []
        for found in re.finditer(r"[^,、]+", names):
            typed = found[0].strip()
            at = start + found.start() + len(found[0]) - len(found[0].lstrip())
            place = (at, at + len(typed))
            numbered = typed.lower() == "ap" and self._is_number(value)
            read.append(
                named(["an"], place) if numbered else FIELDS.read(typed, place, self.context)
            )
            if meant := READ_AS.get(re.sub(r"\s", "", fold(typed)).lower()):
                self.once("note_field_read", place, name=typed, field=meant)
        if relation in {">=", "<=", ">", "<"}:
            return self._compared(read, cast("s.Comparison", relation), value, span)
        if len(read) > 1:
            return self._repeated(read, relation, value, span)
        found_value = self.within(read[0], value, span)
        return s.Negation(found_value, span) if relation == "!=" else found_value

    def _is_number(self, value: s.Syntax) -> bool:
        """`AP` is the application number in the examiners' system and the applicant in others."""
        return bool(re.search(r"\d{5}", self.context.text[slice(*value.span)]))

    def _compared(
        self,
        read: list[tuple[s.FieldName, ...]],
        operator: s.Comparison,
        value: s.Syntax,
        span: s.Span,
    ) -> s.Syntax:
        inner = bare(value)
        if not isinstance(inner, s.Word | s.Quoted) or len(read) > 1:
            raise self.context.fail("dialect_comparison", value.span, operator=operator)
        leaf = self.leaf(inner, read[0], kinds_of(name.text for name in read[0]))
        if not isinstance(leaf, s.Word | s.Quoted):
            raise self.context.fail("dialect_comparison", value.span, operator=operator)
        return s.Compared(read[0], operator, leaf, span)

    def _repeated(
        self,
        read: list[tuple[s.FieldName, ...]],
        relation: str,
        value: s.Syntax,
        span: s.Span,
    ) -> s.Syntax:
        """`名称,摘要+=(a and b)`: the whole condition in any of the fields.

        `*=` is in every one, `^=` in just one of them.
        """
        inner = bare(value)
        alone = isinstance(inner, s.Word | s.Quoted | s.Proximity)
        kinds = kinds_of(name.text for names in read for name in names)
        if alone and relation in {"=", "+=", "=="} and kinds <= {"text", "name"}:
            return self.within(tuple(name for names in read for name in names), value, span)
        parts = [self.within(names, value, span) for names in read]
        match relation:
            case "*=":
                found: s.Syntax = s.AllOf(tuple(parts), span)
            case "^=":
                found = either(parts, self.context)
            case _:
                found = s.AnyOf(tuple(parts), span)
        return s.Negation(s.Group(found, span), span) if relation == "!=" else s.Group(found, span)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """A Chinese number unless an office stands before it; priorities are of any office."""
        own = names[0].text in {"an", "pn"} and re.fullmatch(r"\d[\d*]+(?:\.[\dXx*])?", text)
        return super().number(part, f"CN{text}" if own else text, names)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        if "date" in kinds and isinstance(part, s.Word | s.Quoted):
            return read_days(part)
        if "symbol" in kinds and isinstance(part, s.Word | s.Quoted):
            text = re.sub(r"\\+/", "/", part.text)
            part = replace(part, text=f"{text}*" if text.endswith("/") else text)
            part = any_ending(part, self.context)
        if names[0].text == "right" and isinstance(part, s.Word | s.Quoted) and part.text in STAGES:
            said = {"right": "invention", "stage": STAGES[part.text]}
            parts = tuple(
                s.Fielded(named([name], part.span), s.Word(value, part.span), part.span)
                for name, value in said.items()
            )
            return s.Group(s.AllOf(parts, part.span), part.span)
        if kinds == {"keyword"} and isinstance(part, s.Word | s.Quoted):
            part = replace(part, text=_VALUES.get(names[0].text, {}).get(part.text, part.text))
        return super().leaf(part, names, kinds)

    def end(self, value: s.Value, kinds: frozenset[Any]) -> s.Value:
        if "date" in kinds and isinstance(value, s.Word | s.Quoted):
            return replace(value, text=read_day(value.text) or value.text)
        return value
