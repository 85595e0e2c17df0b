"""From the rules of `depatis.lark` to the syntax tree."""

from __future__ import annotations

import re
from typing import Any, cast

from lark import Token, v_args
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.fields_of import FieldTable, kinds_of
from search_api.language.precedence import PrecedenceReader
from search_api.language.trees import bare, has_fields
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
        "an": "AN",
        "prn": "PRN PR",
        "ct": "CT CTPN",
        "ipc": "IC ICB ICM ICP ICN ICA",
        "cpc": "CPC CPCI MCD MCPC",
        "pd": "PUB PD",
        "ad": "AT AD AY",
        "prd": "PRD PRDA",
        "kind": "DK",
        "fam": "FAM",
        "py": "PY",
    },
    absent="VST VSTT VSTN CTNP CTNPL GM ICE RS",
    wider="ICM ICP ICN ICA CPCI",
)
WILDCARDS = Wildcards({"?": "*", "!": "?", "#": "{0,1}"})

_PROX = re.compile(r"\(\s*(not)?(\d*)([walpd])\s*\)", re.IGNORECASE)


@v_args(meta=True)
class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found; `?` is any number of characters, `!` exactly one."""

    fields = FIELDS
    wildcards = WILDCARDS

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

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """(L), "the same part of a field", is AND within one field here.

        In `TI=a(W)b` the field is that of the whole chain.
        """
        first, *others = children[::2]
        if isinstance(first, s.Fielded) and not any(map(has_fields, others)):
            inner = self.proximity(meta, [first.value, *children[1:]])
            return s.Fielded(first.fields, inner, span_of(meta))
        tokens = [str(token).strip("() ").upper() for token in children[1::2]]
        if "L" not in tokens:
            return super().proximity(meta, children)
        at = tokens.index("L")
        self.once("note_same_part", token_span(children[2 * at + 1]), operator="(L)")
        left, right = children[: 2 * at + 1], children[2 * at + 2 :]
        sides = [self._side(meta, side) for side in (left, right)]
        return s.Group(s.AllOf(tuple(sides), span_of(meta)), span_of(meta))

    def _side(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return (
            cast("s.Syntax", children[0]) if len(children) == 1 else self.proximity(meta, children)
        )

    def closeness(self, token: Token) -> s.Closeness:
        """`(W)` next to each other in this order, `(2W)` two words between, `(A)` in any order."""
        span = token_span(token)
        found = _PROX.fullmatch(token)
        negated, digits, letter = found.groups() if found else (None, "", "W")
        letter = letter.upper()
        if negated or letter == "D":
            raise self.context.fail("operator_not_held", span, operator=str(token))
        if letter == "P":
            return s.Closeness("para", None, str(token), span)
        if letter == "W":
            return s.Closeness("adj", int(digits or 0) + 1, str(token), span)
        distance = max(1, int(digits or 1))
        if digits:
            self.once("note_apart", span, operator=str(token), distance=distance)
        return s.Closeness("near", distance, str(token), span)

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


def _range(low: s.Compared, high: s.Syntax) -> s.Syntax | None:
    """Both as one range, if they are the two ends of one."""
    if not isinstance(high, s.Compared) or (low.operator, high.operator) != (">=", "<="):
        return None
    if [name.text for name in low.fields] != [name.text for name in high.fields]:
        return None
    span = (low.span[0], high.span[1])
    return s.Fielded(low.fields, s.Between(low.value, high.value, span), span)
