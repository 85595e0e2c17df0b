"""Words, phrases and wildcards on text and name fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis_words import CJK
from indexer.query import Match, Near, Or, Pattern, Query, Step, Wildcard, Words
from search_api.language.context import Context
from search_api.language.foreign import OPERATOR
from search_api.language.names import Target
from search_api.language.syntax import Quoted, Span, Word
from search_api.language.tree import Leaf

_SAFE = re.compile(r"[\w*?]+(?:[\-.,'/][\w*?]+)*")
_WILD = re.compile(r"[*?]")
_PATTERN = re.compile(r"(?:[^\W_]|[*?])*[*?](?:[^\W_]|[*?])*")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A word or phrase taken apart: plain words, and words with wildcards, side by side."""

    operands: tuple[Words | Pattern, ...]
    text: str


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def spell(text: str) -> str:
    """A value as canonical text: bare where it reads back as one word, else in quotes."""
    bare = _SAFE.fullmatch(text) and not OPERATOR.fullmatch(text)
    return text if bare else f'"{text}"'


def pieces(value: Word | Quoted, context: Context) -> Pieces:
    """Take apart; raises for text without a letter or digit and for wildcards that match all."""
    text = " ".join(value.text.split())
    if not has_words(text):
        key = "wildcard_alone" if _WILD.search(text) else "no_words"
        raise context.fail(key, value.span, value=text)
    if not _WILD.search(text):
        return Pieces((Words(text),), text)
    text = _without_cjk_wildcards(text, value.span, context)
    if not _WILD.search(text):
        return Pieces((Words(text),), text)
    return Pieces(tuple(_operands(text, value.span, context)), text)


def _operands(text: str, span: Span, context: Context) -> list[Words | Pattern]:
    operands: list[Words | Pattern] = []
    start = 0
    for found in _PATTERN.finditer(text):
        if has_words(before := text[start : found.start()]):
            operands.append(Words(" ".join(before.split())))
        start = found.end()
        operands.append(Pattern(_pattern(found[0], span, context)))
    if has_words(rest := text[start:]):
        operands.append(Words(" ".join(rest.split())))
    return operands


def _pattern(word: str, span: Span, context: Context) -> str:
    pattern = re.sub(r"\*+", "*", word)
    head = re.match(r"[^*?]*", pattern)
    if len(head[0] if head else "") < 2:
        key = "wildcard_early" if has_words(pattern) else "wildcard_alone"
        raise context.fail(key, span, value=word)
    if CJK.search(pattern):
        parts = [part for part in re.split(r"[*?]+", pattern) if part]
        joined = " AND ".join(parts)
        raise context.fail("wildcard_cjk", span, joined, value=word, parts=joined)
    return pattern


def _without_cjk_wildcards(text: str, span: Span, context: Context) -> str:
    """A run of CJK characters is found inside longer runs anyway: wildcards at its ends go."""

    def strip(found: re.Match[str]) -> str:
        word = found[0]
        plain = word
        if CJK.match(word.lstrip("*?")[:1] or " "):
            plain = plain.lstrip("*?")
        if CJK.match(plain.rstrip("*?")[-1:] or " "):
            plain = plain.rstrip("*?")
        if plain != word and not _WILD.search(plain):
            context.note("note_cjk_wildcard", span, value=plain)
        return plain

    return _PATTERN.sub(strip, text)


def read_words(value: Word | Quoted, target: Target, context: Context) -> Leaf:
    """A word, phrase or wildcard on text and name fields."""
    found = pieces(value, context)
    queries = [_query(fields, found) for fields in by_kind(target)]
    query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    return Leaf(target, spell(found.text), query, value.span, "contains", (found.text,))


def by_kind(target: Target) -> list[tuple[str, ...]]:
    """The target's text fields and its name fields: they are searched by nodes of their own."""
    groups = (
        tuple(field.name for field in target.fields if field.kind == kind)
        for kind in ("text", "name")
    )
    return [group for group in groups if group]


def _query(fields: tuple[str, ...], found: Pieces) -> Query:
    match found.operands:
        case (Words(text),):
            return Match(fields, text)
        case (Pattern(pattern),):
            return Wildcard(fields, pattern)
        case operands:
            steps = (Step(1, ordered=True),) * (len(operands) - 1)
            return Near(fields, operands, steps)
