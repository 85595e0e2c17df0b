"""The field query language of WIPO's PATENTSCOPE.

Source: its help "Query syntax" and "Fields definition". A field binds the next word, phrase or
group only; AND binds tighter than OR.
"""

from __future__ import annotations

import re

from indexer.fields import GROUP_BY_NAME
from search_api.language import syntax as s
from search_api.language.building import build, parser_of
from search_api.language.context import Context
from search_api.language.dialects.patentscope_reading import (
    FIELDS,
    LANGUAGES,
    TEXTS,
    WILDCARDS,
    Reader,
    leaves,
    script_of,
)
from search_api.language.guard import guard
from search_api.language.names import ALIASES
from search_api.language.pasting import Site
from search_api.language.signs import Sign, sign
from search_api.language.translating import Ends, Translator
from search_api.language.trees import has_fields
from search_api.language.writing import Losses

NAME = "patentscope"
ZH = "PATENTSCOPE（WIPO）"
EN = "PATENTSCOPE (WIPO)"
EXAMPLES: tuple[str, ...] = (
    'EN_TI:("solid electrolyte" OR battery) AND IC:(H01M)',
    "EN_AB:(electrolyte NEAR5 layer) AND DP:[2009 TO 2020] AND CTR:(CN OR US)",
    "ZH_AB:(电解质) OR EN_AB:(electrolyte) ANDNOT PA:(university)",
)
_LANGUAGES = "|".join(LANGUAGES)
_OTHERS = sorted(("_?".join(name) for name in FIELDS.names), key=len, reverse=True)
_NAMES = "|".join((f"(?:{_LANGUAGES})_(?:TI|AB|CL|DE|ALLTXT|ALL)(?:_S)?", *_OTHERS))
SIGNS: tuple[Sign, ...] = (
    sign(rf"\b(?:{_LANGUAGES})_(?:TI|AB|CL|DE|ALLTXT|ALL)(?:_S)?\s*[:/]", 10),
    sign(r"\b(?:ALL_?NAMES|ALLNUM|NPCC|(?:IC[INF]?|CPC)_EX|LGP|LGF|PAA)\s*[:/]", 7),
    sign(r"(?<![\w.])(?:FP|CTR)\s*:", 6),
    Sign(re.compile(r"(?<![\w.])([A-Z]{2,6})\s*:\s*(?=[\w(\"])"), 5, FIELDS.known - set(ALIASES)),
    Sign(re.compile(r"(?<![\w.])AN\s*:\s*\"?(?:PCT/|[A-Z]{2}\d)"), 6),
    sign(r"(?<![\w.])DP\s*:\s*[\[\d]", 5),
    sign(r"(?<![\w.])(?:IC|ICI|ICF)\s*:", 4),
    sign(r"(?<![\w.])(?:WO|NP|RP|GN)\s*:\s*(?=[\w(\"])", 3),
    Sign(re.compile(r"\bANDNOT\b"), 4),
    Sign(re.compile(r"(?<=\s)BEFORE\d*(?=\s)"), 4),
    sign(r"\"\s*\"~\d+", 3),
    sign(r"(?:^|[\s/])patentscope\d?\.wipo\.int/", 10),
)
_SITE = Site(
    r"patentscope\d?\.wipo\.int/", ("query",), r"\S*?[?&]docId=(WO\d+)", "office|prevfilter"
)


def read(context: Context) -> s.Syntax:
    return _SITE.read(context, _read) or _read(context)


def _read(context: Context) -> s.Syntax:
    guard(context.text)
    found = build(parser_of(NAME, NAMES_=_NAMES), Reader(context), context.text)
    if has_fields(found) or script_of(context.text):
        return found
    context.note("note_every_language", (0, len(context.text)))
    return found


def write(syntax: s.Syntax, losses: Losses) -> str:
    return PatentscopeWriter(losses).translate(syntax)


class PatentscopeWriter(Translator):
    """Writes `EN_TI:(a OR b)`; text without a language gets that of its script."""

    NOT, BUT = "NOT ", " NOT "
    BOOSTS = SIMILAR = True
    fields = FIELDS
    wildcards = WILDCARDS
    DEFAULT = "ALL"
    RESERVED = re.compile(r"and|or|not|andnot|to|(?:near|before)\d*", re.IGNORECASE)

    def _fields(self, names: tuple[str, ...], value: s.Syntax, span: s.Span) -> s.Syntax | None:
        """Text fields are fields of one language there: that of the words."""
        if self.fields.say(names) is None or set(names) <= set(TEXTS) - {"full"}:
            names = tuple(part for name in names for part in _parts(name))
            lang = next(filter(None, (script_of(leaf.text) for leaf in leaves(value))), "en")
            if any(name in TEXTS for name in names):
                self.losses.add("lost_every_language", span, language=lang)
            names = tuple(f"{name}@{lang}" if name in TEXTS else name for name in names)
        else:
            script = next(filter(None, (script_of(leaf.text) for leaf in leaves(value))), None)
            if script and any("@" in name and not name.endswith(script) for name in names):
                self.losses.add("lost_every_language", span, language=script)
        return super()._fields(names, value, span)

    def in_field(self, name: str, text: str) -> str:
        return text if name == self.DEFAULT else f"{name}:{self.closed(text)}"

    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        del node
        low, high = (_day(end) if end else "*" for end in ends)
        if low == high:
            return f"{name}:{low}"
        return f"{name}:[{low} TO {high}]"

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        """A class alone is in the field `IC_EX`, with all below it in `IC`."""
        found = re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE)
        if found:
            text = found[1]
            if found[2].lower() != "low":
                self.lose("lost_class_low", node, value=text)
        elif re.fullmatch(r"[A-HY]\d\d[A-Z]\s?\d+/\d+", text):
            name = f"{name}_EX"
        return f"{name}:{self.quoted(self.wildcard(text, node))}"

    def quoted(self, text: str, *, always: bool = False) -> str:
        classed = re.fullmatch(r"[A-HY]\d\d[A-Z]\d+/\d+", text)
        return text if classed and not always else super().quoted(text, always=always)

    def near(self, operator: s.Closeness) -> str | None:
        word = {"near": "NEAR", "adj": "BEFORE"}.get(operator.kind)
        if word is None or operator.negated or operator.characters:
            return None
        return f"{word}{operator.distance or 1}"

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""


def _parts(name: str) -> tuple[str, ...]:
    """The fields of a group that has no name there."""
    base, at, lang = name.partition("@")
    group = GROUP_BY_NAME.get(base)
    if group is None or FIELDS.say((name,)) is not None:
        return (name,)
    return tuple(part + at + lang for part in group.fields)


def _day(partial: str) -> str:
    """`31.12.2020`, `12.2020`, `2020`."""
    return ".".join(reversed(partial.split("-")))
