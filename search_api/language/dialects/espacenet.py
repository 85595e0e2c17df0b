"""CQL as Espacenet (classic and new) and Open Patent Services read it.

Sources: Espacenet's help on Smart search and its pocket guide; the index catalogue of the OPS
reference guide. Operators have no precedence and apply from left to right; words without a field
are given one by their look, which is noted.
"""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.espacenet_guessing import guess
from search_api.language.dialects.espacenet_reading import FIELDS, Reader
from search_api.language.dialects.espacenet_writing import EspacenetWriter
from search_api.language.guard import guard
from search_api.language.pasting import Site
from search_api.language.signs import WORD_END, Sign, sign
from search_api.language.writing import Losses

NAME = "espacenet"
ZH = "Espacenet（CQL）"
EN = "Espacenet (CQL)"
EXAMPLES: tuple[str, ...] = (
    "ta=(solid prox/distance<3 electrolyte) and pd>=2015",
    'ti all "solid, electrolyte" and cpc=/low H01M',
    'pd within "2015 2020" and pn=(CN or US) not pa=university',
)
_NAMES = "|".join(sorted(FIELDS.names, key=len, reverse=True))
_FIELD = rf"\b(?:{_NAMES})"
SIGNS: tuple[Sign, ...] = (
    sign(r"\bprox\s*/\s*(?:distance|unit|ordered)", 10),
    sign(rf"{_FIELD}\s+within\b", 9),
    sign(rf"{_FIELD}\s+(?:all|any|exact)\s+\"", 9),
    sign(rf"{_FIELD}\s*=\s*/(?:low|high|same)\b", 9),
    sign(r"\b(?:n?ftxt|n?txt|ctxt|claims|desc)\s*=", 5),
    sign(r"(?<=[a-z])\?(?=[a-z])", 1),
    sign(r"(?<=[a-z])#(?=[a-z])", 2),
    WORD_END,
    sign(r"\b(?:ti|ab|ta|pa|in|ia|pn|ap|pr|num|ct|cl|cpc|ipc|cpcc|famn)\s*==?\s*[\w\"(]", 3),
    sign(r"\b(?:cpc[ica]|ipc[ia]|s(?:pn|ap|pr))\s*==?\s*[\w\"(]", 5),
    sign(r"\b(?:pd|ad|prd)\s*=\s*\"", 3),
    sign(r"\b(?:pd|ad|prd)\s*=\s*\d\d?/\d\d?/\d{4}", 4),
    Sign(
        re.compile(
            rf"\b(?i:{_NAMES})\s*(?:[<>]=?|==?)\s*(?:\"[^\"]*\"|[^\s()\"]+)\)*"
            rf"\s+(?:and|or|not)\s+\(*(?i:{_NAMES})\s*(?:[<>=]|all\b|any\b|within\b)"
        ),
        4,
    ),
    sign(r"(?:^|[\s/])(?:[a-z]{2,9}\.espacenet\.com|ops\.epo\.org)/", 10),
)
_SORTED = re.compile(r"(?<=\s)sortby\s+\w+(?:\s*/\s*\w+(?:[.=]\w+)?)*\s*$", re.IGNORECASE)
_SITE = Site(
    r"[a-z]{2,9}\.espacenet\.com/|(?:[\w-]+\.)?ops\.epo\.org/",
    ("q", "query", "cql"),
    r"\S*?(?:/publication/([A-Z]{2}\w+)|[?&]CC=([A-Z]{2})(?:&[^N][^&]*)*&NR=(\w+))",
    filters="f",
)


def read(context: Context) -> s.Syntax:
    return _SITE.read(context, _read) or _read(context)


def _read(context: Context) -> s.Syntax:
    text = context.text
    guard(text)
    if found := _SORTED.search(text):
        context.note("note_display", found.span(), names=found[0])
        text = text[: found.start()] + " " * len(found[0])
    tree = build(parser_of(NAME, FIELDS_=_NAMES), Reader(context), text)
    return guess(tree, context)


def write(syntax: s.Syntax, losses: Losses) -> str:
    return EspacenetWriter(losses).translate(syntax)
