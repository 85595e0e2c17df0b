"""The query language of PatSnap (智慧芽).

Source: its help on search fields and operators. `AN` is the applicant, `$W5` any order, `$PRE5`
this order, `#` none or one character.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.patsnap_reading import FIELDS, WILDCARDS, Reader
from search_api.language.field_reading import written_class
from search_api.language.guard import guard
from search_api.language.shapes import first_day, last_day
from search_api.language.signs import WORD_INSIDE, Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.writing import Losses

NAME = "patsnap"
ZH = "智慧芽（PatSnap）"
EN = "PatSnap"
EXAMPLES: tuple[str, ...] = (
    "TTL:(battery OR cell) AND ABST:(solid $W3 electrolyte)",
    "CLMS:(anode $SEN cathode) AND PBD:[20100101 TO 20201231]",
    "IPC:[H01M4/00 TO H01M10/00] NOT AN:university",
)
SIGNS: tuple[Sign, ...] = (
    sign(r"\$(?:w|pre)\d+(?=[\s()\"]|$)|\$(?:sen|para)(?=[\s()\"]|$)", 10),
    sign(r"(?<![\w.@])(?:TTL|ABST|CLMS|ICLMS|MCLMS|TACD|TAC|TA)(?:_ALL)?\s*:", 6),
    sign(
        r"(?<![\w.@])(?:APNO|PRNO|PBD|APD|ANC|ANCS|ANS|ALL_AN|AUTHORITY|PATENT_TYPE|ATC|B_CITES|E_PRIORITY_DATE|(?:APD|PBD)_YM?)\s*:",
        7,
    ),
    Sign(
        re.compile(
            r"(?<![\w.@])(?:[A-Z]+_)+(?:LOW|EXACT|ALL|CNTRANS|ENTRANS|COUNT|COUNTRY|SECTION|CLASS|GROUP"
            r"|SUM|PHR|YM?|ADD|CITY|PROVINCE|STATUS|TYPE|DATE|ID|PN|APNO|CITES|SLS|LS|HIST)\s*:"
            r"|(?<![\w.@])(?:MAINF|EXDT|MIPC|MCPC|ATCS?|PRNO)\s*:|\$WS\b|\$FREQ\d"
        ),
        8,
    ),
    Sign(
        re.compile(
            r"(?<![\w.@])(?:DESC_[FBSDE]|AT_C|ISD|EXPD|F_PBD|IPC_CPC|CLASS|FTERM|[EI]FAM|UPC|PE|AE|INC"
            r"|LEGAL_EVENT|LITIGATION|GNAME|EPDS)\s*:|(?<![\w.@])FAM\s*:\s*[A-Z]{2}\d|\bFI\s*:.*\.[A-Z]\b"
        ),
        5,
    ),
    Sign(re.compile(r"(?<![\w.@])AN\s*:\s*[(\"]*(?:[A-Za-z]{3}|[\u4e00-\u9fff]{2})"), 5),
    sign(r"(?<![\w.@])(?:SIMPLE_LEGAL_STATUS|LEGAL_STATUS)\s*:", 7),
    sign(r"(?<![^\s(])[a-z]{1,20}_[a-z]{2,20}(?=[\s)]|$)", 0),
    WORD_INSIDE,
)


def read(context: Context) -> s.Syntax:
    guard(context.text)
    return build(parser_of(NAME), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return PatsnapWriter(losses).translate(syntax)


class PatsnapWriter(Translator):
    """Writes `TTL:(a $W3 b)`; a stage can only be said together with the right."""

    NOT, BUT = "NOT ", " NOT "
    fields = FIELDS
    wildcards = WILDCARDS
    DEFAULT = "TACD"
    RESERVED = re.compile(r"and|or|not|to", re.IGNORECASE)

    def in_field(self, name: str, text: str) -> str:
        return text if name == self.DEFAULT else f"{name}:{self.closed(text)}"

    def says(self, field: str) -> bool:
        return field == "stage" or super().says(field)

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = ends
        counted = name == FIELDS.say(["nclm"])
        first, last = ends if counted else (low and first_day(low), high and last_day(high))
        if first == last:
            return f"{name}:{first}"
        return f"{name}:[{first or '*'} TO {last or '*'}]"

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        if field == "right" and text in {"utility_model", "design"}:
            return f"PATENT_TYPE:{text[0].upper()}"
        if field == "right" and text == "invention":
            self.lose("lost_value", node, field=field, value=text)
            return "PATENT_TYPE:(A OR B)"
        if field == "stage" and text in {"application", "grant"}:
            self.lose("lost_value", node, field=field, value=text)
            return f"PATENT_TYPE:{'A' if text == 'application' else 'B'}"
        if field in {"right", "stage"}:
            return self.unsaid(field, node)
        return super().keyword(field, text, node)

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        shown, exact = written_class(text)
        if not exact and text.lower().endswith("/low") and f"{name}_LOW" in FIELDS:
            return f"{name}_LOW:{shown}"
        if not exact:
            self.lose("lost_class_low", node, value=shown)
        return f"{name}:{self.quoted(self.wildcard(shown, node))}"

    def symbols(self, name: str, low: str, high: str, node: s.Syntax) -> str:
        del node
        return f"{name}:[{low} TO {high}]"

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        return f"{name}:{self.quoted(self.wildcard(text, node))}"

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/[\d*]+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def near(self, operator: s.Closeness) -> str | None:
        distance = operator.distance or 1
        if operator.negated or operator.characters:
            return None
        match operator.kind:
            case "near":
                return f"$W{distance}"
            case "adj":
                return f"$PRE{distance}"
            case "sent" if distance == 1:
                return "$SEN"
            case "para" if distance == 1:
                return "$PARA"
            case _:
                return None

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""
