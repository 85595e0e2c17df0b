"""From the rules of `depatis.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.context import Context
from search_api.language.field_reading import any_ending
from search_api.language.fields_of import FieldTable, kinds_of
from search_api.language.precedence import PrecedenceReader
from search_api.language.shapes import first_day
from search_api.language.translating import shifted
from search_api.language.trees import bare, each, has_fields
from search_api.language.wildcards import Wildcards

_LANGUAGES = ("DE", "EN", "FR", "ES", "PT", "IT", "RU", "ZH", "JA", "KO")
FIELDS = FieldTable(
    {
        "full": "BI",
        "ti": "TI",
        "ab": "AB",
        "clm": "CL",
        "desc": "DE",
        **{f"ti@{code.lower()}": f"TI{code}" for code in _LANGUAGES},
        **{f"ab@{code.lower()}": f"AB{code}" for code in _LANGUAGES},
        **{f"full@{code.lower()}": f"BI{code}" for code in _LANGUAGES},
        "pa": "PA",
        "in": "IN",
        "ag": "VTR",
        "cc": "PC",
        "an.cc": "AC",
        "prn.cc": "PRC",
        "pn": "PN",
        "an": "AN AKZ",
        "prn": "PRN PR",
        "ct": "CT CTPN",
        "ipc": "IC ICB ICM ICP ICN ICA MCD MCM MCN MCO IPC",
        "cpc": "CPC CPCI MCPC",
        "pd": "PUB PD",
        "ad": "AT AD AY",
        "prd": "PRD PRDA",
        "kind": "DK",
        "fam": "FAM",
        "py": "PY",
    },
    absent="VST VSTT VSTN CTNP CTNPL GM ICE RS",
    wider="ICM ICP ICN ICA MCM MCN MCO CPCI",
)
WILDCARDS = Wildcards({"?": "*", "!": "?", "#": "{0,1}"})

_PROX = re.compile(r"\(\s*(not)?(\d*)([walpds])\s*\)", re.IGNORECASE)
_KINDS: dict[str, Any] = {"P": "para", "L": "entry"}
_TURNED = {"=>": ">=", "=<": "<="}
_CLASS = re.compile(
    r"([A-HY]\d\d[A-Z]) ?0*(\d{1,4})[-/](\d{2,6}|[*?]+) ?[A-Z]?"
    r"|([A-HY]\d\d[A-Z])(\d{4})(\d{5,6}|\*)[A-Z]?",
    re.IGNORECASE,
)
"""A main group and what is below it, in one of the forms of ST.8; a letter tells the position."""


class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found; `?` is any number of characters, `!` exactly one."""

    fields = FIELDS
    wildcards = WILDCARDS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: dict[s.Span, str] = {}
        """Values of several words without brackets, by their spans."""

    def conjunction(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`PUB>=x UND PUB<=y` is a range."""
        parts: list[s.Syntax] = []
        for part in children:
            before = parts[-1] if parts else None
            if isinstance(before, s.Compared) and (both := _range(before, part)):
                parts[-1] = both
            else:
                parts.append(part)
        return super().conjunction(meta, parts) if len(parts) > 1 else parts[0]

    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return each(children[0], self._unlinked)

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """In `TI=a(W)b` the field is that of the whole chain."""
        first, *others = children[::2]
        if isinstance(first, s.Fielded) and not any(map(has_fields, others)):
            inner = self.proximity(meta, [first.value, *children[1:]])
            return self.within(first.fields, inner, span_of(meta))
        return super().proximity(meta, children)

    def _unlinked(self, node: s.Syntax) -> s.Syntax:
        """(L), "the same part of a field", is one name in names and AND within texts."""
        if not isinstance(node, s.Proximity):
            return node
        links = [at for at, one in enumerate(node.operators) if one.kind == "entry"]
        if not links:
            return node
        at = links[0]
        self.once("note_same_part", node.operators[at].span, operator="(L)")
        sides = [
            _chain(node.operands[: at + 1], node.operators[:at]),
            self._unlinked(_chain(node.operands[at + 1 :], node.operators[at + 1 :])),
        ]
        return s.Group(s.AllOf(tuple(sides), node.span), node.span)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """`F17D5-00`, `F17D5/00 M` and `F17D0005000000` are `F17D5/00`."""
        if isinstance(part, s.Proximity):
            return part if kinds == {"name"} else self._unlinked(part)
        if "symbol" in kinds and isinstance(part, s.Word | s.Quoted):
            text = _class(" ".join(part.text.split()))
            part = any_ending(replace(part, text=text), self.context)
        return super().leaf(part, names, kinds)

    def row(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`PA=robert bosch`, `PN=DE 10 2004 012 345 A1`: all of it in the field."""
        if all(isinstance(one, s.Word | s.Quoted) for one in children):
            self.rows[span_of(meta)] = " ".join(one.text for one in children)
        return s.Group(s.AllOf(tuple(children), span_of(meta)), span_of(meta))

    def closeness(self, token: Token) -> s.Closeness:
        """`(W)` next to each other in this order, `(2W)` two words between, `(A)` in any order."""
        span = token_span(token)
        found = _PROX.fullmatch(token)
        negated, digits, letter = found.groups() if found else (None, "", "W")
        letter = letter.upper()
        if letter in {"D", "S"} or (negated and letter == "L"):
            raise self.context.fail("operator_not_held", span, operator=str(token))
        if negated:
            self.once("note_exclusion", span, operator=str(token))
        if letter in _KINDS:
            return s.Closeness(_KINDS[letter], None, str(token), span, negated=bool(negated))
        if letter == "W":
            return s.Closeness("adj", int(digits or 0) + 1, str(token), span, negated=bool(negated))
        distance = max(1, int(digits or 1))
        if digits:
            self.once("note_apart", span, operator=str(token), distance=distance)
        return s.Closeness("near", distance, str(token), span, negated=bool(negated))

    def status(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`{VST=PA UND VSTT=01.01.2010}`: what happened to an application, and when."""
        raise self.context.fail("legal_status_not_held", token_span(children[0]))

    OPERATORS = frozenset({"und", "oder", "nicht", "and", "or", "not"})

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        refuse_colon(children[0], self.context, "=")
        return super().word(meta, children)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        field, relation, value = children
        names = FIELDS.read(str(field), token_span(field), self.context)
        span = span_of(meta)
        relation = _TURNED.get(relation, relation)
        if typed := self.rows.get(value.span):
            if kinds_of(name.text for name in names) <= {"text", "name"}:
                self.once("note_beside_and", value.span)
            else:
                value = s.Word(typed, value.span)
        if relation == "=":
            return self.within(names, value, span)
        inner = bare(value)
        if not isinstance(inner, s.Word | s.Quoted) or has_fields(value):
            raise self.context.fail("dialect_comparison", value.span, operator=str(relation))
        leaf = self.leaf(inner, names, kinds_of(name.text for name in names))
        if isinstance(leaf, s.Between):
            leaf = leaf.low if relation in {">=", "<"} else leaf.high
        if not isinstance(leaf, s.Word | s.Quoted):
            raise self.context.fail("dialect_comparison", value.span, operator=str(relation))
        return s.Compared(names, cast("s.Comparison", str(relation)), leaf, span)


def _chain(operands: tuple[s.Syntax, ...], operators: tuple[s.Closeness, ...]) -> s.Syntax:
    if not operators:
        return operands[0]
    return s.Proximity(operands, operators, (operands[0].span[0], operands[-1].span[1]))


def _class(text: str) -> str:
    found = _CLASS.fullmatch(text)
    if found is None:
        return text
    subclass, group, below = found.groups()[:3] if found[1] else found.groups()[3:]
    if not found[1] and below != "*":
        below = below.rstrip("0").ljust(2, "0")
    return f"{subclass}{int(group)}/{below}"


def _range(low: s.Compared, high: s.Syntax) -> s.Syntax | None:
    """Both as one range, if they are the two ends of one."""
    if not isinstance(high, s.Compared) or (low.operator[0], high.operator[0]) != (">", "<"):
        return None
    if [name.text for name in low.fields] != [name.text for name in high.fields]:
        return None
    try:
        first, last = map(_end, (low, high))
    except ValueError:  # no such day
        return None
    span = (low.span[0], high.span[1])
    return s.Fielded(low.fields, s.Between(first, last, span), span)


def _end(part: s.Compared) -> s.Value:
    """The last value that fits, for a range has its ends in it; raises ValueError for no date."""
    if part.operator in {">=", "<="}:
        return part.value
    first_day(part.value.text)
    return s.Word(shifted(part.value.text, part.operator), part.value.span)
