"""Words, phrases and wildcards on text and name fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.analysis import bare_cjk
from indexer.analysis_lexicon import MOST, letters
from indexer.analysis_words import CJK
from indexer.fields import BY_NAME
from indexer.query import (
    Alike,
    Form,
    Match,
    Near,
    Or,
    Pattern,
    Query,
    Similar,
    Step,
    Wildcard,
    Words,
)
from parsers.names import search_forms
from search_api.language.context import Context
from search_api.language.foreign import OPERATOR
from search_api.language.guard import fold
from search_api.language.names import Target
from search_api.language.similar import read_similar
from search_api.language.syntax import Keep, Quoted, Span, Word
from search_api.language.tree import Leaf

_SAFE = re.compile(r"[\w*?](?:[\w*?]|\{\d*,\d*\})*(?:[\-.,'/](?:[\w*?]|\{\d*,\d*\})+)*")
_WILD = re.compile(r"[*?]|\{\d*,\d*\}")
_PIECE = r"(?:[^\W_]|[*?]|\{\d*,\d*\})"
_PATTERN = re.compile(rf"{_PIECE}*(?:[*?]|\{{\d*,\d*\}}){_PIECE}*")
_ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
_BOUNDS = re.compile(r"\{(\d*),(\d*)\}")
_FEWEST = 2
_PEOPLE = frozenset({"in", "exm"})
"""Names of people, in which what looks like a legal form is none."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A word or phrase taken apart: plain words, and words with wildcards, side by side."""

    operands: tuple[Words | Pattern | Alike, ...]
    text: str
    form: Form = "stem"
    keep: frozenset[Keep] = frozenset()


def has_words(text: str) -> bool:
    return text.isalnum() or any(character.isalnum() for character in text)


def spell(text: str, form: Form = "stem", keep: Iterable[Keep] = ()) -> str:
    """A value as canonical text: bare where it reads back as one word, else in quotes."""
    bare = (text.isalnum() or _SAFE.fullmatch(text)) and not OPERATOR.fullmatch(text)
    spelled = text if bare else f'"{text}"'
    if form == "stem" and not keep:
        return spelled
    spelled = {"word": f"NOSTEM({spelled})", "case": f"={spelled}"}.get(form, spelled)
    for one in sorted(keep):
        spelled = f"KEEP_{one.upper()}({spelled})"
    return spelled


def pieces(value: Word | Quoted, context: Context) -> Pieces:
    """Take apart; raises for text without a letter or digit and for wildcards that match all."""
    if isinstance(value, Word) and value.similar is not None:
        return _similar(read_similar(value, context))
    if value.form == "stem" and not value.keep and value.text.isalnum():
        return Pieces((Words(value.text),), value.text)  # most of a long query
    if "width" in value.keep:
        text = _unescaped(_typed(value, context))
    else:
        text = " ".join(_unescaped(value.text).split())
    form = _form(text, value.form)
    if form == "case":
        key = "note_wildcard_case" if _WILD.search(text) else "note_exact"
        context.note(key, value.span, value=text)
    if not has_words(_BOUNDS.sub("", text)):
        key = "wildcard_alone" if _WILD.search(text) else "no_words"
        raise context.fail(key, value.span, value=text)
    if _WILD.search(text):
        text = _without_cjk_wildcards(text, value.span, context)
    if not _WILD.search(text):
        return Pieces((Words(text, form),), text, form, value.keep)
    operands = tuple(_operands(text, form, value.span, context))
    plain = any(isinstance(one, Words) and one.form != "stem" for one in operands)
    return Pieces(operands, text, form if plain else "stem", value.keep)


def _similar(operand: Alike | Words) -> Pieces:
    if isinstance(operand, Alike):
        return Pieces((operand,), operand.word)
    return Pieces((operand,), operand.text, operand.form)


def _typed(value: Word | Quoted, context: Context) -> str:
    """The text before full-width signs were folded, if it stands in the query as it is."""
    start, end = value.span
    quoted = isinstance(value, Quoted)
    typed = context.typed[start + quoted : end - quoted]
    return typed if fold(typed) == value.text else value.text


def _form(text: str, form: Form) -> Form:
    """CJK text has one form only."""
    return "stem" if CJK.search(text) and not re.search(r"[A-Za-z]", text) else form


def _unescaped(text: str) -> str:
    """Signs that stand for themselves as the index sees them: they and quotation marks part it."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda m: " " if m[1] in "*?{}\\" else m[1], text)
    return text.replace('"', " ")


def _operands(text: str, form: Form, span: Span, context: Context) -> list[Words | Pattern]:
    operands: list[Words | Pattern] = []
    start = 0
    for found in _PATTERN.finditer(text):
        if has_words(before := text[start : found.start()]):
            operands.append(_plain(before, form))
        start = found.end()
        operands.append(Pattern(_pattern(found[0], span, context)))
    if has_words(rest := text[start:]):
        operands.append(_plain(rest, form))
    return operands


def _plain(text: str, form: Form) -> Words:
    text = " ".join(text.split())
    return Words(text, _form(text, form))


def _pattern(word: str, span: Span, context: Context) -> str:
    pattern = re.sub(r"\*+", "*", word)
    for low, high in _BOUNDS.findall(pattern):
        if int(low or 0) > int(high or MOST) or int(high or low or 0) > MOST:
            raise context.fail("wildcard_bounds", span, value=word, limit=MOST)
    if letters(pattern) < (1 if CJK.search(pattern) else _FEWEST):
        key = "wildcard_early" if has_words(_BOUNDS.sub("", pattern)) else "wildcard_alone"
        raise context.fail(key, span, value=word)
    return pattern


def _without_cjk_wildcards(text: str, span: Span, context: Context) -> str:
    """A run of CJK characters is found inside longer runs anyway: wildcards at its ends go."""

    def strip(found: re.Match[str]) -> str:
        plain = found[0].strip("*?")
        if bare_cjk(plain) is None:
            return found[0]
        context.note("note_cjk_wildcard", span, value=plain)
        return plain

    return _PATTERN.sub(strip, text)


def read_words(value: Word | Quoted, target: Target, context: Context) -> Leaf:
    """A word, phrase or wildcard on text and name fields."""
    found = pieces(value, context)
    queries = [one for fields in target.groups for one in _queries(fields, found)]
    named = "name" in target.kinds
    if named:
        _note_spellings(found.text, queries, value.span, context)
    elif found.keep:
        context.note("note_keep_names", value.span, value=found.text)
    query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    if isinstance(alike := found.operands[0], Alike):
        spelled, said = f"{alike.word}~{alike.edits}", (alike.word, str(alike.edits))
        return Leaf(target, spelled, query, value.span, "similar", said)
    spelled = spell(found.text, found.form, found.keep if named else ())
    return Leaf(target, spelled, query, value.span, "contains", (found.text,))


def _queries(fields: tuple[str, ...], found: Pieces) -> list[Query]:
    """One query, or of a name one per spelling: legal form and order of names do not count.

    A word in its written form is one spelling only, and so is one of a name with its address.
    """
    entries = all(field.endswith(".entry") for field in fields)
    if BY_NAME[fields[0]].kind != "name" or found.form != "stem" or entries:
        return [_query(fields, found)]
    match found.operands:
        case (Words(text),):
            forms: dict[str, list[str]] = {}
            for field in fields:
                for form in _spellings(text, field, found.keep):
                    forms.setdefault(form, []).append(field)
            how: Form = "typed" if "width" in found.keep else "stem"
            return [Match(tuple(some), form, how) for form, some in forms.items()]
        case _:
            return [_query(fields, found)]


def _spellings(text: str, field: str, keep: frozenset[Keep]) -> tuple[str, ...]:
    return search_forms(
        text,
        suffix=field not in _PEOPLE and not keep & {"suffix", "width"},
        order="order" not in keep,
        width="width" not in keep,
    )


def _note_spellings(text: str, queries: list[Query], span: Span, context: Context) -> None:
    forms = [one.text for one in queries if isinstance(one, Match) and one.text != text]
    if forms:
        shown = "; ".join(dict.fromkeys(forms))
        context.note("note_names_met", span, value=text, forms=shown)


def _query(fields: tuple[str, ...], found: Pieces) -> Query:
    match found.operands:
        case (Words(text, form),):
            return Match(fields, text, form)
        case (Pattern(pattern),):
            return Wildcard(fields, pattern)
        case (Alike(word, edits),):
            return Similar(fields, word, edits)
        case operands:
            steps = (Step(1, ordered=True),) * (len(operands) - 1)
            return Near(fields, operands, steps)
