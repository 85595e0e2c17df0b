"""Runs of CJK characters: those of a field with one character otherwise.

A character replaced, left out, added or swapped with its neighbour, between characters that are
right. At an end of the run only one neighbour vouches for it: there another character is offered
only if it is what mostly stands beside the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from indexer.analysis_words import CHINESE, CJK, plain
from indexer.query import Match, Near, Or, Query, Step, Words
from search_api.spelling.vocabulary import Vocabulary
from search_api.spelling.words import Candidate

SHORTEST, LONGEST = 3, 12
"""Characters of a run that is looked up."""

_ACROSS = Step(4, ordered=True)
"""Pairs between two pieces of a run with a character replaced, left out or added between them."""

_COUNTED = 6
_MOSTLY = 0.5


def runs_like(vocabulary: Vocabulary, fields: tuple[str, ...], run: str) -> list[Candidate]:
    """What most publications have first. Raises OutOfTimeError."""
    found = [*_known(vocabulary, fields, run), *_between(vocabulary, fields, run)]
    found = found or list(_at_ends(vocabulary, fields, run))
    made = {one._replace(text=_as_typed(one.text, run)) for one in found}
    return sorted(made, key=lambda one: (-one.held, one.text))


def _as_typed(found: str, run: str) -> str:
    """What was found, its characters simplified or traditional as they were typed."""
    if len(found) != len(run):
        return found
    same = zip(found, run, strict=True)
    return "".join(b if plain(a, CHINESE) == plain(b, CHINESE) else a for a, b in same)


def _known(vocabulary: Vocabulary, fields: tuple[str, ...], run: str) -> Iterator[Candidate]:
    """Neighbours swapped, and a character too many: what that leaves is known."""
    texts = [run[:i] + run[i + 1] + run[i] + run[i + 2 :] for i in range(len(run) - 1)]
    if len(run) > SHORTEST:
        texts += [run[:i] + run[i + 1 :] for i in range(1, len(run) - 1)]
    texts = [one for one in dict.fromkeys(texts) if one != run]
    if texts and vocabulary.count(Or(tuple(Match(fields, one) for one in texts))):
        for one in texts:
            if count := vocabulary.count(Match(fields, one)):
                yield Candidate(one, 1, count)


def _between(vocabulary: Vocabulary, fields: tuple[str, ...], run: str) -> Iterator[Candidate]:
    """A character replaced by another, or left out, with characters on both sides."""
    size = len(run)
    pieces = [(run[:i], run[i + 1 :]) for i in range(1, size - 1)]
    pieces += [(run[:i], run[i:]) for i in range(1, size)]
    query = Or(tuple(Near(fields, (Words(a), Words(b)), (_ACROSS,)) for a, b in pieces))
    seen = _seen(vocabulary, query, fields, run, pieces)
    for one, _ in seen.most_common(_COUNTED):
        yield Candidate(one, 1, vocabulary.count(Match(fields, one)))


def _at_ends(vocabulary: Vocabulary, fields: tuple[str, ...], run: str) -> Iterator[Candidate]:
    for pieces in ((run[:-1], ""), ("", run[1:])):
        rest = Match(fields, "".join(pieces))
        if not vocabulary.count(rest):
            continue
        seen = _seen(vocabulary, rest, fields, run, [pieces])
        for one, _ in seen.most_common(1):
            count = vocabulary.count(Match(fields, one))
            if count >= _MOSTLY * vocabulary.count(rest):
                yield Candidate(one, 1, count)


def _seen(
    vocabulary: Vocabulary,
    query: Query,
    fields: tuple[str, ...],
    run: str,
    pieces: list[tuple[str, str]],
) -> Counter[str]:
    """What stands in texts where the run is expected, a character between each two pieces."""
    shapes: dict[str, re.Pattern[str]] = {}
    seen: Counter[str] = Counter()
    for text in vocabulary.texts(query, fields):
        shape = shapes.get(text.analysis)
        if shape is None:
            ways = (f"{plain(a, text.analysis)}{CJK.pattern}{plain(b, text.analysis)}"
                    for a, b in pieces)  # fmt: skip
            shape = shapes[text.analysis] = re.compile(f"(?=({'|'.join(dict.fromkeys(ways))}))")
        for found in shape.finditer(plain(text.text, text.analysis)):
            seen[text.text[slice(*found.span(1))]] += 1
    del seen[run]
    return seen
