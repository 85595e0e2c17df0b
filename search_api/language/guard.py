"""What is refused in linear time, before any grammar sees the text."""

from __future__ import annotations

import re

from search_api.errors import QueryError

MAX_LENGTH = 400_000
MAX_VALUES = 12_000
"""Numbers, dates and classes: exact values; ten thousand are one condition for an engine."""
MAX_WORDS = 2_400
"""All other words. The engines take `CLAUSES` of them over all languages: 2,285 in one field."""
MAX_SIGNS = 60_000
"""Operators, brackets, quotation marks and the like: four to a number, and some."""
MAX_BRACKETS = 100
"""Elasticsearch refuses 30 levels and, with a small heap, 2,048 clauses. Levels are counted again
after equal operators are merged (`indexer.engines.limits.DEPTH`); this bounds the recursion."""

# Every full-width and typographic sign people paste, each to one ASCII character, so that spans
# stay true; control and zero-width characters become blanks.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "“”„‟«»〝〞＂『』「」"), ord('"'))
_FOLD |= dict.fromkeys(map(ord, "‘’‛‚‹›"), ord("'"))
_FOLD |= dict.fromkeys(map(ord, "‐‑−"), ord("-"))
_FOLD |= dict.fromkeys((*range(0x20), *range(0x7F, 0xA1), 0x3000, 0x200B, 0x2060, 0xFEFF), ord(" "))

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(r'["()\[\]]')
_COUNTED = re.compile(
    # US-2010/0123456-A1, US 7,654,321 B2, PN/6123456, 特開2010-123456; H01M10/0525
    r"((?:[A-Z]{2}\s)?(?:[^\W\d_]{1,6}+[-._/]?){0,2}+(?:\d[-.,/]?){6,}+[\w./-]*+(?:\s[A-Z]\d?\b)?"
    r"|[A-HY]\d\d[A-Z]\s?\d{1,4}/\d{2,6}+)"
    # operators, names of fields and single signs
    r"|(?:AND|OR|NOT|UND|ODER|NICHT)(?![^\s()\[\]\"])|[^\W\d]\w*+\s?(?=[:=])|\.[\w,]++\.|[\W_]"
    r"|([^\s()\[\]\":=,;+|*、]++)",
    re.IGNORECASE,
)
_LONG = 20
"""Characters of a word that count as a word: text without blanks may be a whole page."""
_REGEX = re.compile(r"(?:^|(?<=[\s:=(]))/[^\s/]\S*/(?=[\s)]|$)")


def fold(text: str) -> str:
    """Full-width operators and typographic quotes as ASCII, length unchanged."""
    return text.translate(_FOLD)


def guard(text: str, *, patterns: bool = False) -> None:
    """Refuse what is no query at all; `text` is folded.

    `patterns`: the dialect reads regular expressions between slashes itself.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            "too_long", position=(MAX_LENGTH, len(text)), count=len(text), limit=MAX_LENGTH
        )
    if not text.strip():
        raise QueryError("empty", position=(0, len(text)))
    if found := _SURROGATE.search(text):
        raise QueryError("surrogate", position=found.span())
    _guard_brackets(text)
    _guard_words(text)
    for found in () if patterns else _REGEX.finditer(text):
        if text.count('"', 0, found.start()) % 2 == 0:
            raise QueryError("unsupported_regex", position=found.span())


def _guard_words(text: str) -> None:
    if len(text) < MAX_WORDS:
        return
    values = words = signs = 0
    for found in _COUNTED.finditer(text):
        group = found.lastindex
        if group == 1:
            values += 1
        elif group is None:
            signs += not found[0].isspace()
        else:
            words += 1 + (found.end() - found.start()) // _LONG
        if words > MAX_WORDS or values > MAX_VALUES or signs > MAX_SIGNS:
            limits = {"words": MAX_WORDS, "values": MAX_VALUES, "signs": MAX_SIGNS}
            what = "words" if words > MAX_WORDS else "values" if values > MAX_VALUES else "signs"
            place = (found.start(), len(text))
            raise QueryError(f"too_many_{what}", position=place, limit=limits[what])


def _guard_brackets(text: str) -> None:
    opened: list[tuple[str, int]] = []
    quoted: int | None = None
    for mark in _MARKS.finditer(text):
        character, at = mark[0], mark.start()
        if character == '"':
            quoted = at if quoted is None else None
        elif quoted is not None:
            continue
        elif character in "([":
            opened.append((character, at))
            if len(opened) > MAX_BRACKETS:
                raise QueryError("too_deep", position=(at, at + 1), limit=MAX_BRACKETS)
        else:
            _close(opened, character, at, text)
    if quoted is not None:
        raise QueryError("quote_open", position=(quoted, quoted + 1), suggestion=text + '"')
    if opened:
        character, at = opened[-1]
        missing = "".join(")" if c == "(" else "]" for c, _ in reversed(opened))
        raise QueryError(
            "bracket_open",
            position=(at, at + 1),
            suggestion=text + missing,
            bracket=character,
            missing=missing,
        )


def _close(opened: list[tuple[str, int]], character: str, at: int, text: str) -> None:
    expected = "(" if character == ")" else "["
    if not opened or opened[-1][0] != expected:
        raise QueryError(
            "bracket_close",
            position=(at, at + 1),
            suggestion=(text[:at] + text[at + 1 :]).strip() or None,
            bracket=character,
            expected=expected,
        )
    opened.pop()
