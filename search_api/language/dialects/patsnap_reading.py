"""From the rules of `patsnap.lark` to the syntax tree."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import token_span
from search_api.language.fields_of import FieldTable, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.trees import bare
from search_api.language.wildcards import Wildcards

_TYPES = {
    "A": (("right", "invention"), ("stage", "application")),
    "B": (("right", "invention"), ("stage", "grant")),
    "U": (("right", "utility_model"),),
    "D": (("right", "design"),),
}
"""Values of PATENT_TYPE: applications for and grants of inventions, utility models, designs."""
FIELDS = FieldTable(
    {
        "full": "TACD TACD_ALL ALL TEXT",
        "ti": "TTL TI TITLE TTL_ALL",
        "ab": "ABST AB ABST_ALL",
        "clm": "CLMS CLM CL CLMS_ALL",
        "clm.indep": "ICLMS",
        "clm.1": "MCLMS FCLMS",
        "desc": "DESC DESC_ALL DESC_F DESC_B DESC_S DESC_D DESC_E",
        "ta": "TA TA_ALL",
        "tac": "TAC TAC_ALL",
        "pa": "AN ANC ANS ANCS ALL_AN AN_ALL F_AN F_ANC ANO APPLICANT ASSIGNEE",
        "in": "IN F_IN IN_ALL INVENTOR",
        "ag": "AT",
        "agy": "ATC AGC",
        "exm": "PE AE EX",
        "pn": "PN PCT_PN",
        "an": "APNO PCT_APNO APN",
        "prn": "PRNO PRN",
        "cc": "AUTHORITY COUNTRY PNC",
        "pa.cc": "AN_COUNTRY ANC_COUNTRY",
        "prn.cc": "PRC PR_COUNTRY",
        "kind": "KD KIND",
        "right": "PATENT_TYPE TYPE",
        "lang": "LANG LANGUAGE",
        "ipc": "IPC IPCR MIPC IPC_ALL",
        "cpc": "CPC MCPC CPC_ALL",
        "uspc": "UPC",
        "loc": "LOC LOCARNO",
        "fi": "FI",
        "fterm": "FTERM FT",
        "pd": "PBD PBDT PBD_Y PBD_YM PBY",
        "ad": "APD APDT APD_Y APD_YM APY",
        "prd": "E_PRIORITY_DATE PRIORITY_DATE PRD PRDT EPRD",
        "ct": "B_CITES BCT",
    },
    absent=(
        "SIMPLE_LEGAL_STATUS LEGAL_STATUS LEGAL_EVENT ISD EXPECTED_EXPIRY_DATE EXDT AN_ADD ANC_ADD "
        "AN_CITY AN_STATE AN_PROVINCE IN_ADD F_CITES FCT CITES_COUNT F_CITES_COUNT VALUE PV_VALUE "
        "FAM_COUNT PRI_INCLUDE TECH_EFFECT TECH_PROBLEM BENEFIT_SUM LITIGATION LICENSE PLEDGE "
        "SEIC GBC ADC"
    ),
    wider="DESC_F DESC_B DESC_S DESC_D DESC_E ANC ANCS F_AN F_ANC F_IN MIPC MCPC PE AE",
)
WILDCARDS = Wildcards({"*": "*", "?": "?", "#": "{0,1}"})
_KINDS: dict[str, Any] = {"w": "near", "pre": "adj", "sen": "sent", "ws": "sent"}


@v_args(meta=True)
class Reader(LuceneReader):
    """Types of patents are rights and stages here; `$` operators join the words next to them."""

    fields = FIELDS
    wildcards = WILDCARDS

    def closeness(self, token: Token) -> s.Closeness:
        """`$W5 $PRE5 $SEN $PARA`; a count that is missing is 1."""
        span = token_span(token)
        name, digits = re.findall(r"[a-z]+|\d+", f"{token.lower()} 1")[:2]
        kind = _KINDS.get(name, "para")
        if kind in {"sent", "para"}:
            return s.Closeness(kind, None, str(token), span)
        if not token[-1].isdigit():
            self.once("note_dollar_one", span, f"{token}5", operator=str(token))
        return s.Closeness(kind, int(digits[:6]), str(token), span)

    def other(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        if token.endswith("@"):
            raise self.context.fail("field_not_held", token_span(token), name=token[:-1])
        raise self.context.fail("unknown_operator", token_span(token), operator=str(token))

    def all_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        for one, other in itertools.pairwise(children):
            beside = self.context.text[one.span[1] : other.span[0]].isspace()
            near = next((part for part in (one, other) if isinstance(part, s.Proximity)), None)
            plain = any(isinstance(part, s.Word) for part in (one, other))
            if beside and near is not None and plain:
                self.once(
                    "note_beside_near",
                    (one.span[0], other.span[1]),
                    operator=near.operators[0].text,
                )
        return super().all_of(meta, children)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        found = super().leaf(part, names, kinds)
        if not isinstance(found, s.Word | s.Quoted):
            return found
        if names[0].text == "right" and (meant := _TYPES.get(found.text.upper())):
            made: list[s.Syntax] = [
                s.Fielded(named([field], part.span), s.Word(value, part.span), part.span)
                for field, value in meant
            ]
            return (
                made[0] if len(made) == 1 else s.Group(s.AllOf(tuple(made), part.span), part.span)
            )
        if names[0].text == "lang":
            return replace(found, text=found.text.lower())
        return found

    def within(self, names: tuple[s.FieldName, ...], value: s.Syntax, span: s.Span) -> s.Syntax:
        found = super().within(names, value, span)
        inner = bare(found.value) if isinstance(found, s.Fielded) else found
        return inner if isinstance(inner, s.Fielded) else found
