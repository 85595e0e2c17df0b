"""Logical expressions of J-PlatPat, the platform of the Japan Patent Office.

Source: the platform's help on logical expressions. `?` is one character in texts and any number of
them in names, numbers and classes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.analysis_words import CJK
from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.jplatpat_reading import FIELDS, LATIN_END, TAGS, WILDCARDS, Reader
from search_api.language.fields_of import kinds_of
from search_api.language.foreign import OPERATOR
from search_api.language.guard import guard
from search_api.language.sign_writing import SignWriter
from search_api.language.signs import BETWEEN, Sign, sign
from search_api.language.writing import Losses

NAME = "jplatpat"
ZH = "J-PlatPat（日本特许厅）"
EN = "J-PlatPat (Japan Patent Office)"
EXAMPLES: tuple[str, ...] = (
    "[電池/TX]*[H01M/IP]",
    "[(電池+電極)/TI]-[大学/AP]",
    "[電極,10C,活物質/CL]*[20150101:20251231/PD]",
)
_TAG = "(?:TX|TI|AB|CL|SP|DE|AP|PA|IN|IP|CP|FI|FT|PN|RN|AN|PR|AD|PD|RD|CC|EX|AG|RP|BI|FW|FC|FK)"
PAIR = 2
"""How much longer a distance between words of characters is than one counted in characters."""
_DEFAULT = {"near": 5, "adj": 1}
SIGNS: tuple[Sign, ...] = (
    sign(rf"\[[^\[\]=]*/\s?{_TAG}\s*\]", 10),
    sign(r",\s*(?:\d{1,3}\s?[CN]|NOT)\s*,", 8),
    sign(rf"[\w)?'\"]\s?/\s?{_TAG}\s*[*+-]\s*[\w(\['\"]", 9),
    sign(rf"[ぁ-ヿー][^/]{{0,60}}/\s?{_TAG}(?![A-Za-z])", 9),
    sign(r"[㐀-鿿)][?')\"]?\s?/\s?(?:TX|FI|FT|IP)(?![A-Za-z])", 9),
    sign(r"[ぁ-ヿ㐀-鿿]/(?:要約|請求の範囲|全文|発明の名称|出願人|発明者)(?![\w])", 8),
    sign(r"\]\s*[*+-]\s*[\[(]", 2),
    BETWEEN,
    Sign(re.compile(rf"[\w)?]/{_TAG}(?=\s*(?:[*+\-)]|$))"), 4),
)


def read(context: Context) -> s.Syntax:
    guard(re.sub("[,*+]", " ", context.text))  # which part words here
    return build(parser_of(NAME, JA_=TAGS), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return JplatpatWriter(losses).translate(syntax)


class JplatpatWriter(SignWriter):
    """Writes `[x/TX]*([y/TI]+[z/AB])`."""

    AND, OR, NOT, BUT = "*", "+", "-", "-"
    TO = ":"
    fields = FIELDS
    wildcards = WILDCARDS
    BARE = re.compile(r"\w+(?:[.'\-]\w+)*")
    RESERVED = OPERATOR
    elsewhere = False
    """Whether a field is being written that is no text."""

    def in_field(self, name: str, text: str) -> str:
        return f"[{self.closed(text)}/{name}]"

    def closed(self, text: str) -> str:
        """Any sign of an operator needs brackets around it, but not a distance between words."""
        plain = re.fullmatch(r'(?:[^\s()"*+,]|,\d+[CN],)+|"[^"]*"', text)
        return text if plain else f"({text})"

    def beginning(self, text: str) -> str | None:
        if re.fullmatch(r"\d[A-Z]\d{3}(?: ?[A-Z]{2})?", text):
            return text.replace(" ", "")
        return super().beginning(text)

    def one_class(self, name: str, text: str) -> str:
        """`G06T7/00,350@C`: the letter of a file stands behind an at sign."""
        text = re.sub(r"(?<=/)(\d+(?:,\d{3})?)([A-Z])$", r"\1@\2", text)
        return f"[{text}/{name}]"

    def fielded(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        self.elsewhere = not kinds_of(names) <= {"text"}
        said = super().fielded(names, value, node)
        self.elsewhere = False
        return said

    def wildcard(self, text: str, node: s.Syntax) -> str:
        """`?` is any characters but in texts, there at the end of English words only."""
        if self.elsewhere:
            if re.search(r"(?<!\\)\?", text):
                self.lose("lost_wildcard", node, sign="?", value=text, instead="?")
            text = re.sub(r"(?<!\\)\*", "?", text)
        elif LATIN_END.search(text):
            self.lose("lost_wildcard", node, sign="?", value=text, instead="?")
        elif re.search(r"[A-Za-z]\*$", text):
            return super().wildcard(text[:-1], node) + "?"
        return super().wildcard(text, node)

    def proximity(self, node: s.Proximity) -> str:
        """Distances are counted in characters, here in pairs of them; in English, between words."""
        texts = [self.inside(operand) for operand in node.operands]
        latin = [not CJK.search(text) for text in texts]
        operators = node.operators
        if all(latin) or not any(latin):
            operators = tuple(_between(one, 1 if all(latin) else PAIR) for one in operators)
        said = super().proximity(replace(node, operators=operators))
        return re.sub(r" ?(,\d+[CN],) ?", r"\1", said)

    def near(self, operator: s.Closeness) -> str | None:
        if operator.negated or not operator.characters or operator.kind not in _DEFAULT:
            return None
        letter = "C" if operator.kind == "adj" else "N"
        return f",{operator.distance or 0}{letter},"


def _between(operator: s.Closeness, least: int) -> s.Closeness:
    """The operator with what stands between instead of how far apart; nothing is no distance."""
    distance = operator.distance or _DEFAULT.get(operator.kind, 0)
    if operator.characters or distance <= least:
        return operator
    return replace(operator, distance=distance - least, characters=True)
