"""How many edits make one word of another.

An edit is a letter put in, left out or replaced, or two neighbours swapped, no letter edited twice
("optimal string alignment"): what tantivy and Lucene both count.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

MOST_EDITS = 2
"""What the automata of both engines are made for."""

_REMEMBERED = 20_000


def edits_between(one: str, other: str, most: int = MOST_EDITS) -> int:
    """The least number of edits, `most + 1` where there are more."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for place, char in enumerate(other, 1):
            least = min(row[-1] + 1, before[place] + 1, before[place - 1] + (letter != char))
            if at > 1 < place and letter == other[place - 2] and one[at - 2] == char:
                least = min(least, last[place - 2] + 1)
            row.append(least)
        if min(row) > most and min(before) >= most:
            return most + 1
    return min(row[-1], most + 1)


def like(word: str, edits: int) -> Callable[[str], bool]:
    """Whether a word is at most so many edits from `word`; remembers what it was asked."""

    @lru_cache(maxsize=_REMEMBERED)
    def close(other: str) -> bool:
        return edits_between(word, other, edits) <= edits

    return close
