"""Words of letters: those of a field that are one or two edits from one."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from indexer.analysis_lexicon import PLAIN
from indexer.analysis_words import CJK, WORD, narrow, token
from indexer.edits import edits_between, like
from indexer.query import And, Form, Match, Not, Or, Query, Similar
from search_api.spelling.vocabulary import Vocabulary

SHORTEST = 4
"""Letters of a word that is looked up; shorter ones are like too many others."""

LONG = 6
"""From this length on a word may be two edits off."""

_ROUNDS = 3
"""Searches for words like one; each leaves out what those before it found."""

_FOLDED = 2
"""Letters by which a word grows when it loses its accents (ß, æ)."""

_COUNTED = 6
"""Candidates that are counted: those most frequent in the texts looked at."""


class Candidate(NamedTuple):
    """A word in place of another, as the texts write it, and its publications."""

    text: str
    edits: int
    held: int


def words_like(
    vocabulary: Vocabulary, fields: tuple[str, ...], word: str, form: Form
) -> list[Candidate]:
    """The nearest first, of equals what most publications have. Raises OutOfTimeError."""
    low = token(narrow(word), PLAIN)
    for edits in (1, 2) if len(low) >= LONG else (1,):
        written = _collected(vocabulary, fields, low, edits)
        frequent = sorted(written, key=lambda one: -written[one].total())[:_COUNTED]
        spelt = {one: written[one].most_common(1)[0][0] for one in frequent}  # stems need accents
        counted = [
            Candidate(text, edits_between(low, one), vocabulary.count(Match(fields, text, form)))
            for one, text in spelt.items()
        ]
        if counted:
            return sorted(counted, key=lambda one: (one.edits, -one.held, one.text))
    return []


def _collected(
    vocabulary: Vocabulary, fields: tuple[str, ...], low: str, edits: int
) -> dict[str, Counter[str]]:
    """Similar words without case and accents, each with the ways it is written in texts."""
    known: dict[str, Counter[str]] = {}
    close = like(low, edits)
    for _ in range(_ROUNDS):
        if known and vocabulary.in_haste:
            break
        query: Query = Similar(fields, low, edits)
        besides = Or(tuple(Match(fields, one, "word") for one in (low, *known)))
        found: dict[str, Counter[str]] = {}
        for text in vocabulary.texts(And((query, Not(besides))), fields):
            for run, times in Counter(WORD.findall(narrow(text.text))).items():
                if abs(len(run) - len(low)) > edits + _FOLDED or CJK.match(run):
                    continue
                one = token(run, PLAIN)
                if one != low and one not in known and close(one):
                    found.setdefault(one, Counter())[run] += times
        if not found:
            break
        known |= found
    return known


def in_case_of(typed: str, word: str) -> str:
    """The word in capitals where what was typed is, and in small letters where that is."""
    if typed.isupper():
        return word.upper()
    return word.lower() if typed.islower() else word[:1].upper() + word[1:].lower()
