"""Queries of KIPRIS, the search service of the Korean office.

Source: the service's help on operators. `?` is any characters.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.kipris_reading import FIELDS, SPACED, WILDCARDS, Reader
from search_api.language.guard import guard
from search_api.language.sign_writing import SignWriter
from search_api.language.signs import Sign, sign
from search_api.language.writing import Losses

NAME = "kipris"
ZH = "KIPRIS（韩国知识产权局）"
EN = "KIPRIS (Korean office)"
EXAMPLES: tuple[str, ...] = (
    "TL=[배터리]*IPC=[H01M]",
    "AB=[전지+배터리]!AP=[대학교]",
    "CL=[전극^3전해질]*AD=[20100101~20251231]",
)
SIGNS: tuple[Sign, ...] = (
    sign(r"(?<![\w.])[A-Z]{2,4}\s*=\s*\[[^\[\]]*\](?:\s*[*+!]|\s*$)", 9),
    sign(r"=\s*\[\s*\d{4,8}\s*~\s*\d{0,8}", 8),
    sign(r"[가-힣\])]\s*[*!]\s*[(\[가-힣]", 3),
    sign(r"[가-힣)]\s*\^\s*\d?\s*[가-힣(]", 6),
    sign(r"[가-힣)]\s*\+\s*[가-힣(]", 3),
    sign(r"<\s*near\s*/\s*\d+\s*>", 5),
    sign(r"(?:TL|OPN|OPD|TRH)\s*=\s*\[", 5),
    sign(r"(?<![\w.])TL\s*=\s*[\w(]", 6),
    Sign(re.compile(r"[가-힣]\s*=\s*\["), 6),
)
_FARTHEST = 99


def read(context: Context) -> s.Syntax:
    guard(re.sub("[,*+!^]", " ", context.text))  # which part words here
    return build(parser_of(NAME, NAMES_=SPACED), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return KiprisWriter(losses).translate(syntax)


class KiprisWriter(SignWriter):
    """Writes `TL=[a*b]*(AB=[c]+CL=[d])!AP=[e]`."""

    AND, OR, NOT, BUT = "*", "+", "!", "!"
    TO = "~"
    fields = FIELDS
    wildcards = WILDCARDS

    def in_field(self, name: str, text: str) -> str:
        return f"{name}=[{text}]"

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        self.lose_office(text, node)
        return super().number(name, text, node)

    def near(self, operator: s.Closeness) -> str | None:
        if operator.negated or operator.characters or operator.kind != "near":
            return None
        if (operator.distance or 0) > _FARTHEST:
            return None
        return f"^{operator.distance or 5}"

    def proximity(self, node: s.Proximity) -> str:
        return re.sub(r" (\^\d+) (?!\d)", r"\1", super().proximity(node))
