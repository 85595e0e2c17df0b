"""What is refused in linear time, before any grammar sees the text."""

from __future__ import annotations

import re

from search_api.errors import QueryError

MAX_LENGTH = 50_000
MAX_WORDS = 1_024
MAX_BRACKETS = 100
"""Elasticsearch refuses 30 levels and, with a small heap, 2,048 clauses. Levels are counted again
after equal operators are merged (`resolve.MAX_DEPTH`); this bounds the recursion until there."""

# Every full-width and typographic sign people paste, each to one ASCII character, so that spans
# stay true; control and zero-width characters become blanks.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "“”„‟«»〝〞＂『』「」"), ord('"'))
_FOLD |= dict.fromkeys(map(ord, "‘’‛"), ord("'"))
_FOLD |= dict.fromkeys(map(ord, "‐‑−"), ord("-"))
_FOLD |= dict.fromkeys((*range(0x20), *range(0x7F, 0xA1), 0x3000, 0x200B, 0x2060, 0xFEFF), ord(" "))

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(r'["()\[\]]')
_WORDS = re.compile(r'[^\s()\[\]":]+')
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
    words = len(_WORDS.findall(text))
    if words > MAX_WORDS:
        raise QueryError("too_many_words", position=(0, len(text)), count=words, limit=MAX_WORDS)
    for found in () if patterns else _REGEX.finditer(text):
        if text.count('"', 0, found.start()) % 2 == 0:
            raise QueryError("unsupported_regex", position=found.span())


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
