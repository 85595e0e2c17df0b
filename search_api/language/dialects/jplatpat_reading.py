"""From the rules of `jplatpat.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.fields_of import FieldTable
from search_api.language.precedence import PrecedenceReader
from search_api.language.trees import Step, each, has_fields, left_to_right
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "TX 全文",
        "ti": "TI 発明の名称 名称",
        "ab": "AB 要約 抄録",
        "clm": "CL 請求の範囲 請求項",
        "desc": "SP DE 明細書",
        "pa": "AP PA 出願人 権利者",
        "in": "IN 発明者",
        "ag": "AG RP 代理人",
        "exm": "EX 審査官",
        "cc": "CC",
        "ipc": "IP IC",
        "cpc": "CP",
        "fi": "FI",
        "fterm": "FT Fターム",
        "pn": "PN RN 公開番号 公報番号",
        "an": "AN 出願番号",
        "prn": "PR",
        "pd": "PD DP 公開日 公知日 発行日",
        "ad": "AD 出願日",
        "prd": "RD 優先日",
        "ct": "CT",
    },
    absent="BI FC FW FK TM AA AE JD GD SB テーマ ファセット 審査官フリーワード",
)
TAGS = "|".join(name for name in FIELDS.names if not name.isascii())


class TextSigns(Wildcards):
    """`?` in texts: one character, but any number of them at the end of an English word."""

    def read(self, text: str) -> str:
        return LATIN_END.sub("*", super().read(text))


LATIN_END = re.compile(r"(?<=[A-Za-z])\?$")
WILDCARDS = TextSigns({"?": "?"})
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BUT = re.compile(r",\s*NOT\s*,", re.IGNORECASE)
_OLD_NUMBER = re.compile(r"JP([ABU])(\d{4}-?\d{5,6})", re.IGNORECASE)

_VIEWPOINT = re.compile(r"(\d[A-Z]\d{3}(?:[A-Z]{2})?)\*", re.IGNORECASE)
_DISTANCE = re.compile(r",\s*(\d+)\s*([CN])\s*,", re.IGNORECASE)


class Reader(PrecedenceReader):
    """Makes a tree of what its grammar found: `*` is AND, `+` OR, a tag behind says the field."""

    fields = FIELDS
    wildcards = WILDCARDS
    SUFFIXED = re.compile(rf"(.+?)\s*/\s*([A-Za-z]{{2,3}}|{TAGS})", re.IGNORECASE)

    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """Words without a tag among those with one are told: the tag is that of one word only."""
        found = super().start(_meta, children)
        if not has_fields(found):
            return found

        def look(part: s.Syntax) -> s.Syntax:
            shown = self.context.text[slice(*part.span)]
            self.once("note_untagged", part.span, value=shown)
            return part

        return each(found, look)

    def steps(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`a+b-c`: from left to right."""
        first, *rest = children
        if all(step.operator == "OR" for step in rest):
            parts = (first, *(step.operand for step in rest))
            return s.AnyOf(parts, (first.span[0], parts[-1].span[1]))
        return left_to_right(first, rest, self.context)

    def step(self, _meta: Meta, children: list[Any]) -> Step:
        operator, operand = children
        if isinstance(operand, s.AllOf) and operator == "-":
            self.context.note("note_mixed_operators", operand.span)
            operand = s.Group(operand, operand.span)
        return Step("OR" if operator == "+" else "NOT", operand, token_span(operator))

    def closeness(self, token: Token) -> s.Closeness:
        """`,10C,`: at most ten characters between, in this order; `,10N,` in any order."""
        if _BUT.fullmatch(token):  # the first word where it is no part of the second
            span = token_span(token)
            raise self.context.fail("operator_not_held", span, operator=str(token).strip())
        found = _DISTANCE.fullmatch(token)
        digits, letter = found.groups() if found else ("0", "C")
        kind: Any = "adj" if letter.upper() == "C" else "near"
        return s.Closeness(kind, int(digits), str(token), token_span(token), characters=True)

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`車体,10C,塗装/CL`: the field is that of the whole chain; in English words count."""
        *others, last = children[::2]
        if isinstance(last, s.Fielded) and not any(isinstance(o, s.Fielded) for o in others):
            inner = self.proximity(meta, [*children[:-1], last.value])
            return s.Fielded(last.fields, inner, span_of(meta))
        found = super().proximity(meta, children)
        chain = found.value if isinstance(found, s.Fielded) else found
        if not isinstance(chain, s.Proximity) or any(
            _CJK.search(self.context.text[slice(*one.span)]) for one in chain.operands
        ):
            return found
        operators = tuple(
            replace(one, characters=False, distance=(one.distance or 0) + 1)
            for one in chain.operators
        )
        chain = replace(chain, operators=operators)
        return replace(found, value=chain) if isinstance(found, s.Fielded) else chain

    def chained(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`車体,10C,(塗装+塗料)/CL`."""
        *chain, suffix = children
        return self.suffixed(meta, [self.proximity(meta, chain), suffix])

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """`5H029AJ?` is all below a viewpoint of F-terms."""
        if kinds != {"text"} and isinstance(part, s.Word | s.Quoted):
            part = replace(part, text=re.sub(r"(?<!\\)\?", "*", part.text))
        found = super().leaf(part, names, kinds)
        if names[0].text != "fterm" or not isinstance(found, s.Word | s.Quoted):
            return found
        return replace(found, text=_VIEWPOINT.sub(r"\1/low", found.text))

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """`JPA2015123456` is JP2015123456A."""
        return super().number(part, _OLD_NUMBER.sub(r"JP\2\1", text), names)

    def spread(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`D02H13/(06*08)/FI`, `2F084EE(02+03*04)/FT`: all of them begin alike."""
        stem, group, suffix = children

        def whole(part: s.Syntax) -> s.Syntax:
            return replace(part, text=f"{stem}{part.text}") if isinstance(part, s.Word) else part

        return self.suffixed(meta, [each(group, whole), suffix])

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        before = self.context.text[: token.start_pos or 0].rstrip()
        if str(token) in FIELDS and re.search(r"/\s*[A-Z]{2}\s*\+$", before):
            # `(a+b)/AB+CL` has no word behind its last sign
            raise QueryError("unexpected", position=token_span(token), token=str(token))
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
