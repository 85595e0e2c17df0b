"""From the rules of `kipris.lark` to the syntax tree."""

from __future__ import annotations

import re
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
        "full": "TX FT 전문",
        "ti": "TL TI 발명의명칭",
        "ab": "AB 초록",
        "clm": "CL 청구범위",
        "desc": "DS 발명의설명",
        "pa": "AP RG TRH 출원인",
        "in": "IN 발명자",
        "ag": "AG 대리인",
        "ipc": "IPC",
        "cpc": "CPC",
        "an": "AN 출원번호",
        "pn": "OPN PN GN 공개번호 공고번호 등록번호",
        "prn": "RN 우선권주장번호",
        "ad": "AD 출원일자",
        "pd": "OPD PD 공개일자 공고일자",
        "prd": "RD 우선권주장일자",
        "cc": "CC",
    },
    absent="GD FN FD ADDR APD 등록일자 국제출원번호 국제공개번호",
    wider="RG TRH",
)
WILDCARDS = Wildcards({"?": "*"})


@v_args(meta=True)
class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found: `*` is AND, `+` OR, `!` NOT."""

    fields = FIELDS
    wildcards = WILDCARDS
    OPERATORS = frozenset({"and", "or", "not"})

    def negated(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return self.negation(meta, children[1:])

    def closeness(self, token: Token) -> s.Closeness:
        """`^2`: at most two words apart, in any order."""
        span = token_span(token)
        distance = max(1, int(str(token).lstrip("^ ") or 1))
        self.once("note_apart", span, operator=str(token), distance=distance)
        return s.Closeness("near", distance, str(token), span)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """A Korean number unless an office stands before it."""
        return super().number(part, f"KR{text}" if re.match(r"\d[\d\-*]+$", text) else text, names)

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        refuse_colon(children[0], self.context, "=")
        return super().word(meta, children)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        field, _, value = children
        names = FIELDS.read(str(field), token_span(field), self.context)
        return self.within(names, value, span_of(meta))
