"""Canonical text → syntax tree, by the lark grammar beside this file."""

from __future__ import annotations

import re

from search_api.language import syntax as s
from search_api.language.building import Builder, build, parser_of
from search_api.language.context import Context
from search_api.language.guard import fold, guard
from search_api.language.names import ALIASES
from search_api.language.signs import Sign, sign
from search_api.language.writing import Losses, Writer

NAME = "canonical"
ZH = "本站检索语言"
EN = "Gongkai"
EXAMPLES: tuple[str, ...] = (
    "(ti,ab):(solid NEAR3 electrolyte) AND pd>=2015",
    'clm:"solid electrolyte" NOT pa:university',
    "ipc:H01M/low AND cc:(CN OR US)",
)
_FIELD = re.compile(r"(?<![\w.@])([^\W\d_][\w./]*(?:\(\w+\)\w*)?)(?:@[A-Za-z]{2})?\s*:(?=\s*\S)")
SIGNS: tuple[Sign, ...] = (
    Sign(_FIELD, 4, frozenset(ALIASES)),
    sign(r"\((?:\s*[\w.@]+\s*,)+\s*[\w.@]+\s*\)\s*:", 8),
    Sign(re.compile(r"(?<=\s)(?:NOT )?(?:NEAR|ADJ)\d+c?(?=[\s(\"])"), 3),
    Sign(re.compile(r"(?<=\s)(?:NOT )?(?:SENT\d*|PARA|ENTRY|CLAIM)(?=[\s(\"])"), 6),
    Sign(re.compile(r"\b(?:SIM|SAME_FAMILY|CITES|CITED_BY|NOSTEM|EXACT)\("), 8),
    Sign(re.compile(r"\b(?:KEEP_(?:ORDER|SUFFIX|WIDTH)|VARIANTS)\("), 8),
    sign(r"\w\{\d*,\d*\}", 8),
    sign(r"(?<![^\s(])=(?=[\w\"])", 10),
    sign(r"(?<=[a-z])\?(?=[a-z])", 1),
)


def read(context: Context) -> s.Syntax:
    return parse(context.text)


def write(syntax: s.Syntax, losses: Losses) -> str:
    """The tree in the canonical language: nothing is ever lost."""
    return Writer(losses).write(syntax)


def parse(text: str) -> s.Syntax:
    """Read a canonical query; raises QueryError with position and hint."""
    folded = fold(text)
    guard(folded)
    return build(parser_of(NAME), Builder(), folded)
