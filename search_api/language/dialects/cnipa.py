"""Queries of the CNIPA's pss-system, of the old sipo.gov.cn and of CNIPR.

Sources: the systems' own help texts and compiled queries of the pss-system. Operators apply from
left to right; words side by side are alternatives; `+` truncates, `?` is at most one character.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.cnipa_fields import FIELDS
from search_api.language.dialects.cnipa_reading import Reader
from search_api.language.dialects.cnipa_writing import CnipaWriter
from search_api.language.guard import fold, guard
from search_api.language.parsing import Parser
from search_api.language.signs import BETWEEN, Sign, sign
from search_api.language.writing import Losses

NAME = "cnipa"
ZH = "国家知识产权局（pss-system）、CNIPR"
EN = "CNIPA (pss-system), CNIPR"
EXAMPLES: tuple[str, ...] = (
    "申请日=20100101:20251231 AND 发明名称=(电池 OR 电解质)",
    "IPC分类号=(H01M10/+) AND 关键词=(固态 2W 电解质) NOT 申请（专利权）人=(大学)",
    '(电池 or 电解质)/ti and 发明类型=("I")',
)
_CJK = "㐀-鿿"
_RELATIONS = r"[+*^!]?=|>|<|≥|≤|≠"
_NAMES = "申请日|公开日|名称|摘要|权利要求书?|说明书|关键词|分类号|人|号|类型|公开国"
SIGNS: tuple[Sign, ...] = (
    sign(rf"(?:{_NAMES})\s*(?:[+*^!]?=|>=?|<=?|≥|≤)", 6),
    sign(rf"[{_CJK})]\s*(?:[+*^!]?=|>=?|<=?|≥|≤)\s*[\w\"'(%+\[]", 10),
    sign(r"\b(?:VDB\s*:\s*\(|KW_CPP|DOC_TYPE|(?:TI|AB|PA|IN|CLM)VIEW)\b", 10),
    sign(rf"[{_CJK}](?:and|or|not|xor)[{_CJK}]", 3),
    sign(rf"[{_CJK})]\s(?:与|或|且|非|并且|或者)\s[{_CJK}(]", 4),
    sign(r"(?:申请日|公开日|公告日)\s*:\s*\d{4,8}\s*[-~]\s*\d{4,8}", 6),
    sign(
        rf"[)\"\d{_CJK}]\s?/(?:名称|发明名称|摘要|权利要求书?|说明书|申请人|发明人|申请日|公开日|分类号)"
        r"(?=[\s)]|$)",
        7,
    ),
    sign(rf"\b(?:pic|sic|pnm|agc|agt)\s*=|\bap\s*=\s*\(?[{_CJK}]", 7),
    sign(rf"[)\"{_CJK}]\s?/\s?(?:ti|ab|clm|cl|ft|pa|in|pic|sic|an|pnm|agc|agt)\b(?!\])", 6),
    sign(r"(?<![^\s(])/(?:ti|ab|clms?|desc?|pa|in|ic|cpc)\s+[\w(\"]", 8),
    Sign(re.compile(r"[\d+)]/\s?ic(?=[\s)]|$)"), 5),
    sign(r"\b[a-z]{2,3}\s*=\s*\[\s*\d{4,8}\s+to\s+\d{4,8}", 8),
    sign(rf"[{_CJK}+?\"]\s(?:\d{{0,2}}[wdsp]|f)\s[{_CJK}(\"]", 5),
    sign(rf"\b(?:ti|ab|clm|cl|ft|pa|in|kw|ta|tac)\s*=\s*[\"']?\(?[\"']?[{_CJK}]", 7),
    Sign(re.compile(r"\b[A-H]\d\d[A-Z]\d+/\d*\+(?![\w(])"), 4),
    sign(r"\b[a-z]{2,3}\s*=\s*\(?\s*\d{4,8}\s+to\s+\d{4,8}", 6),
    BETWEEN,
    Sign(re.compile(r"(?<=\s)\d{1,2}[WD](?=\s+[\w(\"])|(?<=\s)(?:pre|equ)\s?/?\d"), 3),
)


def read(context: Context) -> s.Syntax:
    guard(re.sub("[,;、]", " ", context.text))  # which part words here
    if steps := STEPS.fullmatch(context.text):
        raise context.fail("unknown_line", steps.span(1), name=steps[1], known="-")
    return build(_lark(), Reader(context), context.text)


STEPS = re.compile(
    r"\s*\(*(?:SS\s+)?(\d{1,3})\s+(?:(?:AND|OR|NOT)[\s(]+\d{1,3}[\s)]*)+", re.IGNORECASE
)
"""Numbers of steps of a session: nothing is known of them."""


def write(syntax: s.Syntax, losses: Losses) -> str:
    return CnipaWriter(losses).translate(syntax)


def _known() -> str:
    """A pattern of the names of the table, the longest first; Chinese ones may hold blanks."""
    names = sorted(map(fold, FIELDS.names), key=len, reverse=True)
    return "|".join(
        re.escape(name) if name.isascii() else r"\s?".join(map(re.escape, name)) for name in names
    )


@lru_cache(1)
def _lark() -> Parser:
    known = _known().replace("/", r"\/")
    other = rf"[^\W\d]\w*(?:\/[{_CJK}]+)*(?:\([{_CJK}]+\)[{_CJK}]*)?"
    return parser_of(
        NAME,
        LIST_=r"(?:FIELDS_)(?:\s*[,、]\s*(?:NAME_)){0,9}|NAME_",
        NAME_=f"{known}|{other}",
        FIELDS_=known,
        REL_=_RELATIONS,
        CJK_=_CJK,
    )
