"""DEPATISnet, the German Patent and Trade Mark Office's archive: expert mode and IKOFAX.

Source: the help of DEPATISnet. `?` is any characters, `!` one, `#` at most one.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.depatis_reading import FIELDS, WILDCARDS, Reader
from search_api.language.field_reading import OFFICE_OF
from search_api.language.guard import guard
from search_api.language.shapes import first_day, last_day
from search_api.language.signs import WORD_END, WORD_INSIDE, Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.writing import Losses

NAME = "depatis"
ZH = "DEPATISnet（德国专利商标局）"
EN = "DEPATISnet (IKOFAX)"
EXAMPLES: tuple[str, ...] = (
    "TI=batter? UND PUB>=01.03.2015",
    "BI=(solid(W)electrolyte ODER Festelektrolyt?) UND ICB=H01M? NICHT PA=universit?",
    "PUB=M11-2020 UND (electrode(3A)coat?)/AB",
)
_FIELD = r"\b(?:TI|AB|BI|PA|IN|IC|ICB|ICM|PN|AN|PUB|PY|CL|DE)\s*[=<>]"
SIGNS: tuple[Sign, ...] = (
    sign(r"(?:\s|\))(?:UND|ODER|NICHT)\s*(?:\(|\{|\w+\s*[=<>]|\S+/[A-Z]{2})", 9),
    # A title in capital letters has UND as a word.
    Sign(re.compile(r"(?<=[a-zäöüß)?#!\"])\s(?:UND|ODER|(?:UND\s+)?NICHT)\s+[\w?(]*[a-zäöüß]"), 4),
    Sign(re.compile(r"\d\sODER\s\w"), 5),
    sign(r"\b(?:TI|AB|BI|CL|DE|PA|IN)\s*=\s*\(*[!#?]+\w", 5),
    sign(r"\bPUB\s*(?:>=|<=|=|<|>)\s*\w", 8),
    sign(r"\(\s*(?:NOT)?(?:\d{0,2}[WA]|(?<=T)[LP])\s*\)\s*[\w(]", 7),
    sign(r"\w\s?\([LP]\)\s?\w", 3),
    sign(r"\b(?:PA|IN|TI|AB)\s*=\s*\(\s*\w+\s?\([LP]\)\s?\w", 6),
    sign(r"[=<>]\s*\d{1,2}\.\d{1,2}\.\d{4}", 4),
    sign(r"\{\s*VST", 10),
    sign(r"\b(?:ICB|ICM|ICP|ICN|MCD|MCM|MCPC|VTR|AKZ|VSTT?)\s*=", 7),
    sign(r"\bBI\s*=", 6),
    sign(r"=\s*\([^()=]{1,80}\s(?:UND|ODER|NICHT)\s", 8),
    sign(r"\b(?:TI|AB|BI)(?:DE|EN|FR|ES|PT|IT|RU|ZH|JA|KO)\s*=", 8),
    sign(r"\b(?:PN|AN|AKZ)\s*=\s*DE\s?\d\d\s\d{4}\s\d{3}\s\d{3}", 6),
    sign(
        r"\b(?:PA|IN|TI|AB)\s*=\s*[^\W\d]+,?\s+"
        r"(?!(?:and|or|not|und|oder|nicht|all|any|prox)\b)[^\W\d]",
        0,
    ),
    WORD_END,
    WORD_INSIDE,
    Sign(re.compile(rf"{_FIELD}.*[\w]\?(?=[\s)]|$)"), 2),
    Sign(re.compile(r"(?:(?<=\w)|(?<='))/(?:PA|IN|BI|TI|ICB?)\b(?!\s*[(\]])"), 2),
)


def read(context: Context) -> s.Syntax:
    guard(context.text)
    return build(parser_of(NAME), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return DepatisWriter(losses).translate(syntax)


class DepatisWriter(Translator):
    """Writes the expert mode."""

    AND, OR, NOT, BUT = " UND ", " ODER ", "NICHT ", " NICHT "
    fields = FIELDS
    wildcards = WILDCARDS
    RESERVED = re.compile(r"and|or|not|und|oder|nicht", re.IGNORECASE)

    def in_field(self, name: str, text: str) -> str:
        return f"{name}={self.closed(text)}"

    def says(self, field: str) -> bool:
        return field != "py" and (field in OFFICE_OF.values() or super().says(field))

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        low, high = ends
        if low == high and low:
            return self._same(name, low)
        parts = [f"{name}>={_day(first_day(low))}"] if low else []
        if high:
            parts.append(f"{name}<={_day(last_day(high))}")
        del node
        return f"({' UND '.join(parts)})" if len(parts) > 1 else parts[0]

    def _same(self, name: str, text: str) -> str:
        year, _, rest = text.partition("-")
        if not rest:
            return f"{name}={year}"
        return (
            f"{name}=M{rest}-{year}"
            if len(rest) == len("12")
            else f"{name}={_day(first_day(text))}"
        )

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        if found := re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE):
            text = found[1]
            low = found[2].lower() == "low"
            if low and text.endswith("/00"):
                return f"{name}={text.removesuffix('00')}?"
            if low and re.fullmatch(r"[A-HY]\d\d[A-Z]?", text):
                return f"{name}={text}?"
            if not low or "/" in text:
                self.lose("lost_class_low", node, value=text)
        shown = self.wildcard(text, node)
        return f"{name}='{shown}'" if " " in shown else f"{name}={shown}"

    def near(self, operator: s.Closeness) -> str | None:
        distance = operator.distance or (5 if operator.kind == "near" else 1)
        if operator.negated or operator.characters:
            return None
        match operator.kind:
            case "near":
                return "(A)" if distance == 1 else f"({distance}A)"
            case "adj":
                return "(W)" if distance == 1 else f"({distance - 1}W)"
            case "para" if operator.distance in {None, 1}:
                return "(P)"
            case _:
                return None


def _day(compact: str) -> str:
    return f"{compact[6:]}.{compact[4:6]}.{compact[:4]}"
