"""The command line of PatFT and AppFT, the USPTO's full-text databases until 2022.

Source: their help on advanced search. Operators have no precedence and apply from left to right.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.patft_reading import FIELDS, WILDCARDS, Reader
from search_api.language.guard import guard
from search_api.language.pasting import Site
from search_api.language.shapes import first_day, last_day
from search_api.language.signs import Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.writing import Losses

NAME = "patft"
ZH = "USPTO PatFT / AppFT（旧）"
EN = "USPTO PatFT / AppFT (legacy)"
EXAMPLES: tuple[str, ...] = (
    'TTL/"solid electrolyte" AND ISD/1/1/2015->12/31/2020',
    "ACLM/(anode OR cathode) ANDNOT AN/university",
    "ABST/electroly$ AND ICL/H01M",
)
_NAMED = r"(?:^|(?<=[\s(]))"
SIGNS: tuple[Sign, ...] = (
    sign(
        r"\b(?:ttl|abst|aclm|spec|lrep|isd|apd|ccl|icl|icn|acn|govt|parn|prir)\s?/(?=[\"(\w$])", 9
    ),
    sign(r"\d\s*->\s*\d", 6),
    sign(r"\bandnot\b", 6),
    Sign(re.compile(rf"{_NAMED}([A-Z]{{3,4}})/(?=[\"(\w$])"), 5, FIELDS.known - {"pct"}),
    Sign(re.compile(rf"{_NAMED}([A-Z]{{2}})/(?=[\"(])"), 6, FIELDS.known),
    Sign(re.compile(r"(?<![\w/])(?:IN|AN|PN|APN|PD|REF|EXP|EXA|CPC|DN|KD|IC|IS)/(?=[\"(\w])"), 3),
    sign(r"(?:^|[\s/])(?:patft|appft)\d?\.uspto\.gov/", 10),
)
_SITE = Site(r"(?:patft|appft)\d?\.uspto\.gov/", ("os", "query", "s1", "term1"))


def read(context: Context) -> s.Syntax:
    return _SITE.read(context, _read) or _read(context)


def _read(context: Context) -> s.Syntax:
    guard(context.text)
    return build(parser_of(NAME), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return PatftWriter(losses).translate(syntax)


class PatftWriter(Translator):
    """Writes `TTL/"x" AND IN/y`; there are no proximity operators, and `$` only ends a word."""

    NOT, BUT = "NOT ", " ANDNOT "
    fields = FIELDS
    wildcards = WILDCARDS
    RESERVED = re.compile(r"and|or|not|andnot|xor", re.IGNORECASE)

    def in_field(self, name: str, text: str) -> str:
        if not name:
            return text
        return f"{name.upper()}/{self.closed(text)}"

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        low, high = ends
        first = first_day(low) if low else "17900101"
        last = last_day(high) if high else "29991231"
        text = first if first == last else f"{first}->{last}"
        if not low or not high:
            self.lose("lost_range", node, instead=text)
        return self.in_field(name, text)

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        types = {"invention": "1", "design": "4", "plant": "6"}
        if field == "right":
            if text not in types:
                return self.unsaid(field, node)
            return self.in_field("apt", types[text])
        return super().keyword(field, text, node)

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            if found[2].lower() == "low" and text.endswith("/00"):
                return self.in_field(name, text.removesuffix("00") + "$")
            if found[2].lower() != "low" or "/" in text:
                self.lose("lost_class_low", node, value=text)
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        if not text.startswith("US"):
            self.lose("lost_office", node, value=text)
        digits = text if name == "prir" else text.removeprefix("US")  # a priority is of any office
        shown = self.wildcard(digits, node)
        return self.in_field(name, self.quoted(shown))

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/[\d$]+|\d+/\d+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def wildcard(self, text: str, node: s.Syntax) -> str:
        if re.search(r"(?<!\\)\*(?!$)", text):
            self.lose("lost_truncation", node, value=text)
        return super().wildcard(text, node)

    def near(self, operator: s.Closeness) -> str | None:
        del operator
        return None
