"""From the rules of `jplatpat.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.fields_of import FieldTable
from search_api.language.precedence import PrecedenceReader
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "TX",
        "ti": "TI",
        "ab": "AB",
        "clm": "CL",
        "desc": "SP DE",
        "pa": "AP PA",
        "in": "IN",
        "ag": "AG RP",
        "exm": "EX",
        "cc": "CC",
        "ipc": "IP IC",
        "cpc": "CP",
        "fi": "FI",
        "fterm": "FT",
        "pn": "PN RN",
        "an": "AN",
        "prn": "PR",
        "pd": "PD DP",
        "ad": "AD",
        "prd": "RD",
        "ct": "CT",
    },
    absent="BI FC FW FK TM AA AE JD GD SB",
)
WILDCARDS = Wildcards({"?": "*"})

_VIEWPOINT = re.compile(r"(\d[A-Z]\d{3}(?:[A-Z]{2})?)\*", re.IGNORECASE)
_DISTANCE = re.compile(r",\s*(\d+)\s*([CN])\s*,", re.IGNORECASE)


@v_args(meta=True)
class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found: `*` is AND, `+` OR, a tag behind says the field."""

    fields = FIELDS
    wildcards = WILDCARDS
    SUFFIXED = re.compile(r"(.+?)\s*/\s*([A-Za-z]{2,3})")

    def closeness(self, token: Token) -> s.Closeness:
        """`,10C,`: at most ten characters between, in this order; `,10N,` in any order."""
        found = _DISTANCE.fullmatch(token)
        digits, letter = found.groups() if found else ("0", "C")
        kind: Any = "adj" if letter.upper() == "C" else "near"
        return s.Closeness(kind, int(digits), str(token), token_span(token), characters=True)

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`車体,10C,塗装/CL`: the field is that of the whole chain."""
        *others, last = children[::2]
        if isinstance(last, s.Fielded) and not any(isinstance(o, s.Fielded) for o in others):
            inner = super().proximity(meta, [*children[:-1], last.value])
            return s.Fielded(last.fields, inner, span_of(meta))
        return super().proximity(meta, children)

    def chained(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`車体,10C,(塗装+塗料)/CL`."""
        *chain, suffix = children
        return self.suffixed(meta, [self.proximity(meta, chain), suffix])

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """`5H029AJ?` is all below a viewpoint of F-terms."""
        found = super().leaf(part, names, kinds)
        if names[0].text != "fterm" or not isinstance(found, s.Word | s.Quoted):
            return found
        return replace(found, text=_VIEWPOINT.sub(r"\1/low", found.text))

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        refuse_colon(token, self.context, "/")
        if found := self.SUFFIXED.fullmatch(token):  # what stands behind a slash is a field
            at = (token.start_pos or 0) + found.start(2)
            FIELDS.read(found[2], (at, at + len(found[2])), self.context)
        return super().word(meta, children)

    def row(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`solid battery/TI`: words side by side, all of them in the field behind the last."""
        *words, last = children
        self.once("note_beside_and", words[0].span)
        fields = last.fields if isinstance(last, s.Fielded) else ()
        parts = (*words, last.value if isinstance(last, s.Fielded) else last)
        found = s.Group(s.AllOf(parts, span_of(meta)), span_of(meta))
        return s.Fielded(fields, found, span_of(meta)) if fields else found
