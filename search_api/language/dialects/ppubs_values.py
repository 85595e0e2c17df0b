"""Dates, classes and numbers as PPUBS (and PatFT) take them, in canonical shapes."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.shapes import read_open_shape

_ENDS_WILD = re.compile(r"(?:[*?]|\{0,\d+\})+$")
_MAIN_GROUP = re.compile(r"([A-HY]\d\d[A-Z]\s*\d{1,4})/((?:[*?]|\{0,\d+\})+)", re.IGNORECASE)
_UNPADDED = re.compile(r"([A-HY]\d\d[A-Z]\s*\d{1,4})\?\?\?", re.IGNORECASE)
_PADDED = re.compile(r"([A-HY]\d\d[A-Z]\s*)(0\d\d)(?:[*?]|\{0,\d+\})+", re.IGNORECASE)
"""`H01L021$`: a main group in three digits, and all in it."""
_HIGH = re.compile(r"([A-HY](?:\d\d[A-Z]?)?)(?:[*?]|\{0,\d+\})+", re.IGNORECASE)
_USPC_ALL = re.compile(r"(\w{1,4})/(?:[*?]|\{0,\d+\})+")
_USPC_RANGE = re.compile(r"(\w{1,4}/)([\d.]+)\s*-\s*(?:\1)?([\d.]+)")
_RANGE = re.compile(r"(([A-HY]\d\d[A-Z]\s*\d{1,4}/)\d+)\s*-\s*(?:\2)?(\d+)", re.IGNORECASE)

Valued = s.Word | s.Quoted


def read_name(text: str) -> str:
    """`smith-$` is Smith, whatever the first name."""
    return re.sub(r"(?<=\w)-(?:[*?]|\{0,\d+\})+$", "", text)


def read_date(leaf: Valued, text: str) -> s.Syntax:
    """`20240101`, `2024`, `199711$`, `9/$/2022`; what is no date is left for the resolver."""
    trimmed = _ENDS_WILD.sub("", text) if not re.search(r"[-/]", text) else text
    return replace(leaf, text=read_open_shape(trimmed) or text)


def read_class(leaf: Valued, text: str, context: Context) -> s.Syntax:
    """`C07C51/43-64` is a range; `G06F17/$` all of a main group, and so are `/??` and `7???`.

    `H01L$` is all below the subclass, `438/$` a whole class of the USPC.
    """
    if found := _RANGE.fullmatch(text) or _USPC_RANGE.fullmatch(text):
        low, high = found[1], found[2] + found[3]
        if found.re is _USPC_RANGE:
            low, high = found[1] + found[2], found[1] + found[3]
        return s.Between(s.Word(low, leaf.span), s.Word(high, leaf.span), leaf.span)
    if found := _HIGH.fullmatch(text) or _USPC_ALL.fullmatch(text):
        return replace(leaf, text=f"{found[1]}/low")
    if found := _PADDED.fullmatch(text):
        return replace(leaf, text=f"{found[1]}{int(found[2])}/00/low")
    found = _MAIN_GROUP.fullmatch(text) or _UNPADDED.fullmatch(text)
    if found is None:
        shorter = _ENDS_WILD.sub("*", text)
        changed = shorter != text
    else:
        shorter = found[1] + "/00/low"
        changed = "?" in text
    if changed:
        typed = context.text[leaf.span[0] : leaf.span[1]]
        context.note("note_class_wildcard", leaf.span, value=typed)
    return replace(leaf, text=shorter)


def read_us_number(leaf: Valued, text: str, *, foreign: bool = False) -> s.Syntax:
    """A number of a US document unless another office is named, or any may be meant."""
    tight = re.sub(r"[\s,]", "", text) if "/" in text else re.sub(r"[\s,-]", "", text)
    office = tight[:2].upper() in OFFICES and not tight[:2].isdigit()
    return replace(leaf, text=tight.upper() if office or foreign else f"US{tight.upper()}")
