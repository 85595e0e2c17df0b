"""Canonical text → syntax tree, by the lark grammar beside this file."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, v_args
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s

MAX_LENGTH = 100_000
MAX_DEPTH = 25
MAX_WORDS = 1_024
"""Elasticsearch refuses 30 levels and, with a small heap, 2,048 clauses; a word is up to four."""

# Full-width and typographic characters people paste, each to one ASCII character: spans stay true.
_FOLD = str.maketrans(
    "（）［］：＝＞＜，“”„‟＂«»〝〞＆｜＊？－／～＾＠．　\u00a0\ufeff\u200b\0",
    '()[]:=><,""""""""""&|*?-/~^@.     '[: 35 - 1],
)
_WORDS = re.compile(r"[^\s()\[\]\":]+")


def fold(text: str) -> str:
    """Full-width operators and typographic quotes as ASCII, length unchanged."""
    return text.translate(_FOLD)


def parse(text: str) -> s.Syntax:
    """Read a canonical query; raises QueryError with position and hint."""
    folded = fold(text)
    _guard(folded)
    try:
        return cast("s.Syntax", _lark().parse(folded))
    except UnexpectedInput as error:
        raise _explain(error, folded) from None


def _guard(text: str) -> None:
    """Refuse in linear time what the grammar should never see."""
    if not text.strip():
        raise QueryError(
            "QUERY_EMPTY",
            "The query is empty.",
            position=(0, len(text)),
            hint="Type a word, a number, a company or a class.",
        )
    for at, character in enumerate(text):
        if "\ud800" <= character <= "\udfff":
            raise QueryError(
                "QUERY_ENCODING",
                "The query holds half of a character pair.",
                position=(at, at + 1),
                hint="Copy the text again.",
            )
    if len(text) > MAX_LENGTH:
        raise QueryError(
            "QUERY_TOO_COMPLEX",
            f"The query has {len(text):,} characters; {MAX_LENGTH:,} are possible.",
            position=(MAX_LENGTH, len(text)),
            hint="Split it into several queries.",
        )
    _guard_brackets(text)
    words = sum(1 for _ in _WORDS.finditer(text))
    if words > MAX_WORDS:
        raise QueryError(
            "QUERY_TOO_COMPLEX",
            f"The query has {words:,} words; {MAX_WORDS:,} are possible.",
            position=(0, len(text)),
            hint="Split it into several queries.",
        )


def _guard_brackets(text: str) -> None:
    opened: list[tuple[str, int]] = []
    quoted: int | None = None
    for at, character in enumerate(text):
        if character == '"':
            quoted = at if quoted is None else None
        elif quoted is not None:
            continue
        elif character in "([":
            opened.append((character, at))
            if len(opened) > 4 * MAX_DEPTH:
                raise QueryError(
                    "QUERY_TOO_COMPLEX",
                    f"Brackets are nested deeper than {4 * MAX_DEPTH} levels.",
                    position=(at, at + 1),
                    hint="Remove brackets that change nothing.",
                )
        elif character in ")]":
            _close(opened, character, at)
    if quoted is not None:
        raise QueryError(
            "QUERY_UNBALANCED_QUOTE",
            "The quotation mark is not closed.",
            position=(quoted, quoted + 1),
            hint='Add a closing ".',
            suggestion=text + '"',
        )
    if opened:
        character, at = opened[-1]
        missing = "".join(")" if c == "(" else "]" for c, _ in reversed(opened))
        raise QueryError(
            "QUERY_UNBALANCED_BRACKET",
            f"The bracket {character} is not closed.",
            position=(at, at + 1),
            hint=f"Add {missing} at the end, or remove the bracket.",
            suggestion=text + missing,
        )


def _close(opened: list[tuple[str, int]], character: str, at: int) -> None:
    expected = "(" if character == ")" else "["
    if not opened or opened[-1][0] != expected:
        raise QueryError(
            "QUERY_UNBALANCED_BRACKET",
            f"The bracket {character} closes nothing.",
            position=(at, at + 1),
            hint=f"Remove it, or open it with {expected}.",
        )
    opened.pop()


def _explain(error: UnexpectedInput, text: str) -> QueryError:
    at = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    token = getattr(error, "token", None)
    if isinstance(token, Token) and token.type != "$END":
        end = at + len(token)
        message = f"“{token}” cannot stand here."
    elif isinstance(error, UnexpectedCharacters) and at < len(text):
        end = at + 1
        message = f"“{text[at]}” cannot stand here."
    else:
        at = len(text.rstrip())
        end = len(text)
        message = "The query ends where a word was expected."
    return QueryError("QUERY_SYNTAX", message, position=(max(at, 0), max(end, at)), hint=_HINT)


_HINT = 'Operators stand between two words; to search for a sign or an operator, put it in "…".'


def _span(meta: Meta) -> s.Span:
    return (meta.start_pos, meta.end_pos)


def _token_span(token: Token) -> s.Span:
    start = token.start_pos or 0
    return (start, start + len(token))


@v_args(meta=True)
class _Build(Transformer[Token, Any]):
    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", children[0])

    def any_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AnyOf(tuple(children), _span(meta))

    def all_of(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AllOf(tuple(children), _span(meta))

    def negation(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Negation(children[0], _span(meta))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        operators = tuple((str(o), _token_span(o)) for o in children[1::2])
        return s.Proximity(tuple(children[::2]), operators, _span(meta))

    def fielded(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Fielded(_names(children[0]), children[1], _span(meta))

    def compared(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Compared(_names(children[0])[0], str(children[1]), children[2], _span(meta))  # type: ignore[arg-type]  # the grammar's CMP terminal is that set

    def group(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", children[0])

    def range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Between(children[0], children[1], _span(meta))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(str(children[0])[1:-1], _token_span(children[0]))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Word(str(children[0]), _token_span(children[0]))


def _names(token: Token) -> tuple[s.FieldName, ...]:
    start = token.start_pos or 0
    if token.type == "FIELD":
        return (s.FieldName(str(token), (start, start + len(token))),)
    found = re.finditer(r"[^\s(),]+", token)
    return tuple(s.FieldName(m[0], (start + m.start(), start + m.end())) for m in found)


@lru_cache(1)
def _lark() -> Lark:
    grammar = files("search_api.language").joinpath("canonical.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, transformer=_Build())
