"""Signs of other search systems in a word: refused or noted, never searched as if they were text.

A dialect's own parser translates them; the canonical language says what to write instead.
"""

from __future__ import annotations

import re

from search_api.language.context import Context
from search_api.language.names import ALIASES
from search_api.language.syntax import Word

OPERATOR = re.compile(r"AND|OR|NOT|TO|PARA|ENTRY|CLAIM|SENT\d*|(?:NEAR|ADJ)(?:/?\d+c?)?")
"""Words that are operators and must be quoted to be searched."""

_SUFFIX = re.compile(r"(.+?)\.([A-Za-z]{2,5})\.")
_FUZZY = re.compile(r".*[~^]\d*(?:\.\d+)?")
_TRUNCATED = re.compile(r".*?\w(\$\d*|#|\{\d*\}|\{(?!\d*,\d*\}))")
_COMPARED = re.compile(r"@\w+|.*[<>=]")
_SIGNED = re.compile(r".*?\w([+#]+)")
_CLASS = re.compile(r"[A-HY]\d{2}[A-Z](?:\d{1,4}/\d{2,6})?")
_LOWER = re.compile(r"and|or|not|adj|(?:near|adj)/?\d+c?")
_SINGLE = re.compile(r"'([^'\"\s()]+(?:\s+[^'\"\s()]+)+)'(?!\w)")
_OTHERS = re.compile(r"(XOR|ANDNOT|WITH|SAME|UND|ODER|NICHT|(?:W|PRE)/)(\d*)")
_INSTEAD = {
    "WITH": ("SENT", 3), "SAME": ("PARA", 0), "ANDNOT": ("NOT", 0), "UND": ("AND", 0),
    "ODER": ("OR", 0), "NICHT": ("NOT", 0), "W/": ("NEAR", 200), "PRE/": ("ADJ", 200),
}  # fmt: skip
"""Operators of other systems, what they are here, and the largest number behind that."""


def refuse_foreign(word: Word, context: Context) -> None:
    """Raise for an operator or another system's syntax where a plain word should stand."""
    text = word.text
    if OPERATOR.fullmatch(text):
        valued = context.text[: word.span[0]].endswith((":", "="))
        instead = f'"{text}"' if valued else ""
        raise context.fail("operator_as_value", word.span, instead, token=text)
    if text.isalnum():
        return
    if text.startswith("'") and (found := _SINGLE.match(context.text, word.span[0])):
        context.note("note_single_quotes", found.span(), f'"{found[1]}"', value=found[1])
    if (found := _SUFFIX.fullmatch(text)) and found[2].lower() in ALIASES:
        mended = f"{ALIASES[found[2].lower()]}:{found[1]}"
        raise context.fail("foreign_suffix", word.span, mended, value=text, mended=mended)
    if _COMPARED.match(text):
        raise context.fail("compare_without_field", word.span, value=text)
    if (found := _SIGNED.fullmatch(text)) is not None:
        context.note("note_ignored_plus", word.span, sign=found[1], value=text)
    elif (found := _TRUNCATED.match(text)) is not None:
        raise context.fail("foreign_truncation", word.span, sign=found[1], value=text)
    if _FUZZY.fullmatch(text):
        raise context.fail("foreign_fuzzy", word.span, value=text)


def note_lookalikes(word: Word, context: Context) -> None:
    """Say so when a word of no field looks like a class."""
    if _CLASS.fullmatch(word.text):
        mended = f"class:{word.text}/low"
        context.note("note_looks_like_class", word.span, mended, value=word.text)


def note_operators(word: Word, context: Context) -> None:
    """Say so when a word looks like an operator, in lower case or of another system."""
    if _LOWER.fullmatch(word.text):
        upper = word.text.upper()
        context.note("note_lowercase_operator", word.span, upper, value=word.text)
    elif found := _OTHERS.fullmatch(word.text):
        instead, most = _INSTEAD.get(found[1], (f'"{word.text}"', 0))
        distance = min(int(found[2] or 0), most) or ""
        context.note("note_foreign_sign", word.span, f"{instead}{distance}", value=word.text)
