"""BRS as the USPTO's Patent Public Search reads it, and EAST and WEST before.

Sources: the quick reference guides and the page "Searchable indexes" of Patent Public Search.
"""

from __future__ import annotations

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.ppubs_reading import Reader
from search_api.language.dialects.ppubs_writing import PpubsWriter
from search_api.language.guard import guard
from search_api.language.signs import Sign, sign
from search_api.language.writing import Losses

NAME = "ppubs"
ZH = "USPTO Patent Public Search（BRS）"
EN = "USPTO Patent Public Search (BRS)"
EXAMPLES: tuple[str, ...] = (
    "(solid NEAR3 electrolyte).ti,ab. AND @pd>=20150101",
    "electroly$3 SAME anode AND H01M10/$.cpc.",
    "(battery OR cell).clm. NOT university.as.",
)
_SUFFIXES = "ti|ttl|ab|clms?|spec|detd|bsum|bi|inv?|as|asnm|aanm|att|atty|firm|pn|did|app|apnr|ad"
_SUFFIXES += "|apd|ay|fy|pd|py|cpc[a-z]?|ccls|cicl|cipc|ipcr?|fmid|kd|urpn|ingp|asgp|xa|xp|art"
SIGNS: tuple[Sign, ...] = (
    sign(rf"(?<=[\w)\"$?*])\.(?:{_SUFFIXES})(?:,\s?(?:{_SUFFIXES}))*\.(?=[\s)(]|$)", 9),
    sign(r"@\s*(?:pd|ad|py|ay|rlad|prad|pray|fy)\s*[<>=]", 10),
    sign(r"(?<=[a-z]{3})\$\d{0,2}(?=[\s)\"]|$)", 4),
    sign(r"\s(?:not\s+)?(?:same|with)\d+\s", 5),
    sign(r"\s(?:NOT\s+)(?:SAME|WITH|NEAR|ADJ)\d*\s", 3),
    sign(r"\S\s+adj\d*\s+\S", 2),
    sign(r"\s(?:xor)\s", 2),
)


def read(context: Context) -> s.Syntax:
    guard(context.text)
    return build(parser_of(NAME), Reader(context), context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return PpubsWriter(losses).translate(syntax)
