"""From a query that finds little to the same query with its words spelt as the index has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.analysis_words import CJK, WORD, narrow
from indexer.fields import NAME_FIELDS, TEXT_FIELDS
from indexer.query import (
    And,
    AnyOf,
    Boost,
    Chain,
    Filter,
    Form,
    Match,
    Near,
    Operand,
    Or,
    Query,
    Sentence,
    Together,
    Unless,
    Words,
)
from search_api.answers import RespeltAnswer, SuggestionAnswer
from search_api.language.syntax import Span
from search_api.language.tree import Branch, Call, Leaf, Tree, Weighted
from search_api.spelling.runs import LONGEST, runs_like
from search_api.spelling.runs import SHORTEST as SHORTEST_RUN
from search_api.spelling.vocabulary import OutOfTimeError, Vocabulary
from search_api.spelling.words import SHORTEST, Candidate, in_case_of, words_like

FEW = 3
"""Hits of a query up to which its spelling is looked into; publications of a word likewise."""

_TIMES = 25
"""How many times more publications a word must have than one that has some."""

_WORDS = 12
"""Words of a query that are looked at."""

_MOST = 3
_TEXTS = tuple(field.name for field in TEXT_FIELDS)
_NAMES = tuple(field.name for field in NAME_FIELDS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The whole query as typed, with other words at the places of `changed`."""

    text: str
    count: int
    changed: tuple[tuple[Span, str], ...]

    def answer(self, typed: str) -> SuggestionAnswer:
        words = tuple(
            RespeltAnswer(word=typed[slice(*span)], instead=instead, span=span)
            for span, instead in self.changed
        )
        return SuggestionAnswer(text=self.text, count=self.count, changed=words)

    def corrected(self, leaf: Leaf, typed: str) -> str | None:
        """A condition with the words of the suggestion, canonical; None where it has none."""
        value = leaf.value
        for (start, end), instead in self.changed:
            if leaf.span[0] <= start and end <= leaf.span[1]:
                value = value.replace(typed[start:end], instead)
        return f"{leaf.target.name}:{value}" if value != leaf.value else None


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A word next to no publication has, and those it may be meant for."""

    span: Span
    instead: tuple[str, ...]


Counted = Callable[[str], int | None]
"""How many publications a query text finds; None if it cannot be asked."""


def suggestions(
    tree: Tree, typed: str, total: int, vocabulary: Vocabulary, counted: Counted
) -> tuple[Suggestion, ...]:
    """Queries that find more than `total`, the likeliest first; none when time runs out.

    Every doubtful word is replaced by its likeliest, and where only one is doubtful, the next
    likeliest are offered too.
    """
    try:
        doubts = list(_doubts(tree, typed, vocabulary))
        made: list[Suggestion] = []
        choices = doubts[0].instead[:_MOST] if len(doubts) == 1 else (None,) if doubts else ()
        for choice in choices:
            changed = tuple((one.span, choice or one.instead[0]) for one in doubts)
            text = _mended(typed, changed)
            count = counted(text)
            if count is not None and count > total:
                made.append(Suggestion(text, count, changed))
    except OutOfTimeError:
        return ()
    return tuple(made)


def _mended(typed: str, changed: tuple[tuple[Span, str], ...]) -> str:
    for (start, end), instead in sorted(changed, reverse=True):
        typed = typed[:start] + instead + typed[end:]
    return typed


def _doubts(tree: Tree, typed: str, vocabulary: Vocabulary) -> Iterator[_Doubt]:
    seen: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    places: set[Span] = set()
    for leaf in _demanded(tree):
        fields = tuple(f.name for f in leaf.target.fields if f.kind in {"text", "name"})
        if not fields:
            continue
        forms = dict(_words(leaf.query))
        for found in WORD.finditer(narrow(typed), *leaf.span):
            word, span = found[0], found.span()
            form = forms.get(word.lower())
            if form is None or span in places or not _spells(word):
                continue
            key = (word, fields)
            if key not in seen:
                if len(seen) == _WORDS:
                    return
                seen[key] = _instead(vocabulary, fields, word, form)
            if seen[key]:
                places.add(span)
                yield _Doubt(span, seen[key])


def _demanded(tree: Tree) -> Iterator[Leaf]:
    """The conditions that are not under NOT."""
    match tree:
        case Leaf():
            yield tree
        case Weighted(part) | Call(_, part):
            yield from _demanded(part)
        case Branch(_, parts):
            for part in parts:
                yield from _demanded(part)
        case _:
            return


def _words(query: Query) -> Iterator[tuple[str, Form]]:
    """The words a condition looks for, in small letters, each with its form."""
    match query:
        case Match(_, text, form):
            yield from ((one.lower(), form) for one in WORD.findall(narrow(text)))
        case And(queries) | Or(queries):
            for one in queries:
                yield from _words(one)
        case Filter(part) | Boost(part):
            yield from _words(part)
        case Near(_, operands) | Together(_, operands):
            for operand in operands:
                yield from _of_operand(operand)
        case Unless(_, operand):
            yield from _of_operand(operand)
        case _:
            return


def _of_operand(operand: Operand) -> Iterator[tuple[str, Form]]:
    match operand:
        case Words(text, form):
            yield from ((one.lower(), form) for one in WORD.findall(narrow(text)))
        case AnyOf(operands) | Sentence(operands) | Chain(operands):
            for one in operands:
                yield from _of_operand(one)
        case _:
            return


def _spells(word: str) -> bool:
    """Whether it is a word of a language: numbers and codes are not spelt wrong but other ones."""
    if CJK.match(word):
        return SHORTEST_RUN <= len(word) <= LONGEST
    return len(word) >= SHORTEST and word.isalpha()


def _instead(
    vocabulary: Vocabulary, fields: tuple[str, ...], word: str, form: Form
) -> tuple[str, ...]:
    """Words to offer; none where the word is known in its field, or in others of its kind."""
    count = vocabulary.count(Match(fields, word, form))
    kind = _NAMES if all(field in _NAMES for field in fields) else _TEXTS
    everywhere = tuple(dict.fromkeys((*fields, *kind)))
    if count > FEW or vocabulary.count(Match(everywhere, word)) > FEW:
        return ()
    cjk = CJK.match(word) is not None
    found = runs_like(vocabulary, fields, word) if cjk else words_like(
        vocabulary, fields, word, form
    )  # fmt: skip
    return tuple(
        one.text if cjk else in_case_of(word, one.text) for one in found if _likelier(one, count)
    )


def _likelier(one: Candidate, count: int) -> bool:
    """A word that some publications have may be right: much more must speak against it."""
    return one.held > 0 if not count else one.edits == 1 and one.held >= _TIMES * count
