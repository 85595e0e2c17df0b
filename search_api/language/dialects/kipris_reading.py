"""From the rules of `kipris.lark` to the syntax tree."""

from __future__ import annotations

import re
from typing import Any

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.fields_of import FieldTable, named
from search_api.language.precedence import PrecedenceReader
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "TX FT 전문 전체",
        "ti": "TL TI 발명의명칭 명칭 제목",
        "ab": "AB 초록 요약",
        "clm": "CL 청구범위 청구항",
        "desc": "DS DSC 발명의설명 상세설명",
        "pa": "AP RG TRH 출원인 등록권자 권리자",
        "in": "IN 발명자",
        "ag": "AG 대리인",
        "ipc": "IPC IPC분류 국제특허분류",
        "cpc": "CPC CPC분류",
        "an": "AN 출원번호",
        "pn": "OPN PN GN 공개번호 공고번호 등록번호",
        "prn": "RN PRN 우선권주장번호 우선권번호",
        "prn.cc": "우선권주장국가",
        "ad": "AD 출원일자 출원일",
        "pd": "OPD PD 공개일자 공개일 공고일자 공고일",
        "prd": "RD PRD 우선권주장일자 우선일자 우선일",
        "cc": "CC CTRY 국가",
    },
    absent="GD FN FD FON FOD ION IOD ADDR APD KW STAT LS TN AGC IC 등록일자 등록일 국제출원번호 "
    "국제출원일자 국제공개번호 국제공개일자 주소 법적상태 행정상태 행정처분 등록상태",
    wider="RG TRH 등록권자 권리자",
)
SPACED = r"발명의\s+(?:명칭|설명)"
"""Names of fields that may hold a blank."""
_CODE = re.compile(r"\d-?\d{4}-?\d{6}-?\d")
"""The office's number of an applicant, 1-1998-104271-3."""
WILDCARDS = Wildcards({"?": "*"})


class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found: `*` is AND, `+` OR, `!` NOT."""

    fields = FIELDS
    wildcards = WILDCARDS
    OPERATORS = frozenset({"and", "or", "not"})

    def row(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`TL=배터리 전극` without brackets: all of it in the field."""
        self.once("note_beside_and", children[1].span)
        return s.Group(s.AllOf(tuple(children), span_of(meta)), span_of(meta))

    def negated(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return self.negation(meta, children[1:])

    def closeness(self, token: Token) -> s.Closeness:
        """`^2`: at most two words apart, in any order."""
        span = token_span(token)
        digits = re.search(r"\d+", token)
        distance = max(1, int(digits[0] if digits else 1))
        self.once("note_apart", span, operator=str(token), distance=distance)
        return s.Closeness("near", distance, str(token), span)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """A Korean number unless an office stands before it; `10-1234567-0000` is of a register."""
        text = re.sub(r"^(\d\d-?\d{7})-?0000$", r"\1", text)
        return super().number(part, f"KR{text}" if re.match(r"\d[\d\-*]+$", text) else text, names)

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        refuse_colon(children[0], self.context, "=")
        return super().word(meta, children)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """A year in `AN` is that of the application; an applicant's number is not held."""
        if isinstance(part, s.Word | s.Quoted):
            if names[0].text == "pa" and _CODE.fullmatch(part.text):
                name = self.context.text[slice(*names[0].span)]
                raise self.context.fail("field_not_held", part.span, name=f"{name} ({part.text})")
            if names[0].text == "an" and re.fullmatch(r"(?:19|20)\d\d", part.text):
                self.context.note("note_field_read", part.span, name=part.text, field="ad")
                return s.Fielded(named(["ad"], part.span), part, part.span)
        return super().leaf(part, names, kinds)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        field, _, value = children
        names = FIELDS.read(str(field), token_span(field), self.context)
        return self.within(names, value, span_of(meta))
