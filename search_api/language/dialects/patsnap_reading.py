"""From the rules of `patsnap.lark` to the syntax tree."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.context import Context
from search_api.language.dialects.cnipa_fields import OFFICES
from search_api.language.fields_of import FieldTable, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.trees import bare, each, has_fields
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
        "clm.indep": "ICLMS ICLMS_ALL",
        "clm.1": "MCLMS FCLMS",
        "desc": "DESC DESC_ALL DESC_F DESC_B DESC_S DESC_D DESC_E",
        "ta": "TA TA_ALL",
        "tac": "TAC TAC_ALL",
        "ti ab clm desc pa in": "MAINF MAINF_ALL",
        "pa": "AN ANC ANS ANCS ALL_AN AN_ALL F_AN F_ANC ANO APPLICANT ASSIGNEE "
        "ANS_EXACT ANCS_EXACT AN_HIST AN_EN",
        "in": "IN F_IN IN_ALL INVENTOR INC IN_EXACT",
        "ag": "AT",
        "agy": "ATC AGC ATCS ATCC",
        "exm": "PE AE EX",
        "pn": "PN PCT_PN",
        "an": "APNO PCT_APNO APN",
        "prn": "PRNO PRN",
        "cc": "AUTHORITY COUNTRY PNC",
        "pa.cc": "AN_COUNTRY ANC_COUNTRY",
        "prn.cc": "PRIORITY_COUNTRY PRC PR_COUNTRY",
        "kind": "KD KIND",
        "right": "PATENT_TYPE TYPE",
        "lang": "LANG LANGUAGE",
        "ipc": "IPC IPCR MIPC IPC_ALL IPC_LOW IPC_SECTION IPC_CLASS IPC_SUB_CLASS IPC_GROUP "
        "IPC_SUB_GROUP MIPC_LOW MIPC_SECTION MIPC_CLASS MIPC_SUB_CLASS MIPC_GROUP MIPC_SUB_GROUP",
        "cpc": "CPC MCPC CPC_ALL CPC_LOW CPC_SECTION CPC_CLASS CPC_SUB_CLASS CPC_GROUP "
        "CPC_SUB_GROUP",
        "class": "IPC_CPC CLASS",
        "uspc": "UPC UPC_LOW",
        "loc": "LOC LOCARNO",
        "fi": "FI FI_LOW",
        "fterm": "FTERM FT FTERM_LOW",
        "pd": "PBD PBDT PBD_Y PBD_YM PBY ISD",
        "ad": "APD APDT APD_Y APD_YM APY",
        "prd": "E_PRIORITY_DATE PRIORITY_DATE PRD PRDT EPRD",
        "exp": "EXDT EXPECTED_EXPIRY_DATE",
        "ct": "B_CITES BCT",
        "nclm": "CLAIM_COUNT",
    },
    absent=(
        "SIMPLE_LEGAL_STATUS LEGAL_STATUS LEGAL_EVENT LEGAL_STATUS_DATE EXPD AN_ADD ANC_ADD "
        "AN_CITY AN_STATE AN_PROVINCE AN_DISTRICT ANC_CITY ANC_PROVINCE ANC_DISTRICT IN_ADD "
        "IN_ADDRESS ANS_TYPE ANCS_TYPE GNAME ATC_VALUE FCT CITES_COUNT F_CITES_COUNT "
        "B_CITES_COUNT F_CITES_ANC B_CITES_ANC CITE_CATEGORY VALUE PV PV_VALUE FAM_ID IFAM_ID "
        "EFAM_ID FAM_COUNT IFAM_COUNT EFAM_COUNT FAM_COUNTRY EFAM_COUNTRY EFAM_STATUS EFAM_EPBD "
        "EFAM_EPBY EFAM_EPRD PRI_INCLUDE TECH_EFFECT TECH_PROBLEM PROBLEM_SUM METHOD_SUM "
        "BENEFIT_SUM PROBLEM_PHR BENEFIT_PHR LITIGATION PLAINTIFF DEFENDANT COURT CASENO LICENSE "
        "LICENSOR LICENSEE TRANSFER TRANSFER_BEFORE TRANSFER_AFTER PLEDGE PLEDGOR PLEDGEE "
        "REEXAMINVALID SEIC SEIC_ALL GBC ADC TTC F_PBD EXAMINE_DATE PCTENTRY_DATE PCTENTRY_TYPE "
        "EP_ENTRY ENTRY_COUNTRY EPDS EPDS_SLS EPDS_LS UP_STATUS PAGE_COUNT FCLMS_WORDCOUNT "
        "AN_COUNT ANC_COUNT IN_COUNT IPC_COUNT CPC_COUNT EXAMINE_PERIOD GOV SEP SEP_NUMBER "
        "SEP_SOURCE SEP_PROJECT AWARD_NAME AWARD_LEVEL SUB_CASE PRIORITY_EMPTY MWS CWS "
        "BI_USCC BI_RN BI_ADD BI_ET BI_ED BI_RS LC_CODE"
    ),
    wider="DESC_F DESC_B DESC_S DESC_D DESC_E ANC ANCS F_AN F_ANC F_IN MIPC MCPC PE AE ANS_EXACT "
    "ANCS_EXACT AN_HIST INC IN_EXACT ATCC",
)
_READ_AS = {
    "MAINF": "ti, ab, clm, desc, pa, in",
    "MAINF_ALL": "ti, ab, clm, desc, pa, in",
    "CLASS": "ipc, cpc",
    "ISD": "pd, stage:grant",
    "IFAM": "SAME_FAMILY",
    "EFAM": "SAME_FAMILY",
}
"""Fields of another extent; the word for a family is that of the canonical language."""
_TRANSLATED = re.compile(r"(TTL|ABST|I?CLMS|DESC)_(EN|CN)TRANS")
_ABOVE = re.compile(r"_(?:LOW|SECTION|CLASS|(?<!SUB_)GROUP)")
"""Ends of names of fields whose classes have all below them in them."""
WILDCARDS = Wildcards({"*": "*", "?": "?", "#": "{0,1}"})
_KINDS: dict[str, Any] = {"w": "near", "pre": "adj", "sen": "sent", "ws": "near"}
_FARTHEST = 99
"""What `$WS` stands for."""


class Reader(LuceneReader):
    """Types of patents are rights and stages here; `$` operators join the words next to them."""

    fields = FIELDS
    wildcards = WILDCARDS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.low = False
        """Whether classes mean all below them."""

    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        def look(part: s.Syntax) -> s.Syntax:
            if not isinstance(part, s.Function):
                self.once("note_without_field", part.span)
            return part

        return each(children[0], look)

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """In `TTL:LED $W3 灯` the field is that of the whole chain."""
        first, *others = children[::2]
        if isinstance(first, s.Fielded) and not any(map(has_fields, others)):
            inner = super().proximity(meta, [first.value, *children[1:]])
            return self.within(first.fields, inner, span_of(meta))
        return super().proximity(meta, children)

    def closeness(self, token: Token) -> s.Closeness:
        """`$W5 $PRE5 $WS $SEN $PARA`; a count that is missing is 1, and 0 is next to each other."""
        span = token_span(token)
        name, digits = re.findall(r"[a-z]+|\d+", f"{token.lower()} 1")[:2]
        kind = _KINDS.get(name, "para")
        if kind in {"sent", "para"}:
            return s.Closeness(kind, None, str(token), span)
        distance = max(1, int(digits[:6])) if name != "ws" else _FARTHEST
        if name != "ws" and not token[-1].isdigit():
            self.once("note_dollar_one", span, f"{token}5", operator=str(token))
        else:
            self.once("note_apart", span, operator=str(token), distance=distance)
        return s.Closeness(kind, distance, str(token), span)

    def other(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        if token.endswith("@"):
            raise self.context.fail("field_not_held", token_span(token), name=token[:-1])
        known = token.upper().startswith(("$FREQ", "GAND"))
        key = "operator_not_held" if known else "unknown_operator"
        raise self.context.fail(key, token_span(token), operator=str(token))

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`T_shirt` is `Tshirt`, `T-shirt` or `T shirt`."""
        token, span = children[0], token_span(children[0])
        found = re.fullmatch(r"([^\W_]+)_([^\W_]+)", token)
        if found is None:
            return super().word(meta, children)
        texts = ("".join(found.groups()), " ".join(found.groups()))
        self.once("note_underscore", span, value=str(token), one=texts[0], two=texts[1])
        both = (s.Word(texts[0], span), s.Quoted(texts[1], span))
        return s.Group(s.AnyOf(both, span), span)

    def edge(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """One end of a range."""
        return super().word(meta, children)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """Fields for families and citing documents are functions here."""
        token, value = children
        name = re.sub(r"[\s:]+$", "", token).upper()
        start = token.start_pos or 0
        place, span = (start, start + len(name)), span_of(meta)
        if meant := _READ_AS.get(name):
            self.once("note_field_read", place, name=name, field=meant)
        if name in {"FAM", "IFAM", "EFAM"}:
            return self._function("SAME_FAMILY", value, span)
        if name in {"F_CITES", "BF_CITES"}:
            cited = self._function("CITED_BY", value, span)
            citing = self.within(named(["ct"], place), value, span)
            return cited if name == "F_CITES" else s.Group(s.AnyOf((citing, cited), span), span)
        if name == "AT_C":
            return self._wider(["ag"], name, place, value, span)
        if found := _TRANSLATED.fullmatch(name):
            base = [one.text for one in FIELDS.read(found[1], place, self.context)]
            lang = "zh" if found[2] == "CN" else "en"
            names = [f"{one.removesuffix('.indep')}@{lang}" for one in base]
            return self._wider(names, name, place, value, span)
        self.low = bool(_ABOVE.search(name))
        condition = super().clause(meta, children)
        self.low = False
        if name != "ISD":
            return condition
        grant = s.Fielded(named(["stage"], place), s.Word("grant", place), place)
        return s.Group(s.AllOf((grant, condition), span), span)

    def _wider(
        self, names: list[str], typed: str, place: s.Span, value: s.Syntax, span: s.Span
    ) -> s.Syntax:
        self.context.note("note_field_wider", place, name=typed, field=", ".join(names))
        return self.within(named(names, place), value, span)

    def _function(self, name: str, value: s.Syntax, span: s.Span) -> s.Syntax:
        return s.Function(name, self.within(named(["pn"], span), value, span), span)

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
        match names[0].text:
            case "lang":
                return replace(found, text=found.text.lower())
            case "cc" | "pa.cc" | "prn.cc":
                return replace(found, text=OFFICES.get(found.text, found.text))
            case "fterm":
                found = replace(found, text=found.text.replace("/", "", 1))
            case "fi":
                found = replace(found, text=re.sub(r"\.([A-Z])$", r"@\1", found.text))
        if self.low and not found.text.endswith("/low"):
            main = re.fullmatch(r"[A-HY]\d\d[A-Z]\d{1,4}", found.text)
            return replace(found, text=f"{found.text}{'/00' if main else ''}/low")
        return found

    def within(self, names: tuple[s.FieldName, ...], value: s.Syntax, span: s.Span) -> s.Syntax:
        found = super().within(names, value, span)
        inner = bare(found.value) if isinstance(found, s.Fielded) else found
        return inner if isinstance(inner, s.Fielded) else found
