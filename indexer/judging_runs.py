"""The words of a sentence, and patterns that go through CJK characters among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.analysis_lexicon import PLAIN
from indexer.analysis_words import CJK, WORD, pairs, plain, token

Place = tuple[int, int]
"""First and last word of an occurrence, in its sentence."""


class Word(NamedTuple):
    """One position of a sentence. Of a CJK pair, and of a flag, all three are the same.

    `joined`: no blank or sign stands between it and the word before.
    """

    stem: str
    low: str
    raw: str
    joined: bool = False


class Line:
    """One sentence, also in lower case and without accents; its words when they are looked at."""

    def __init__(self, low: str, words: Callable[[], list[Word]]) -> None:
        self.low, self._find = low, words

    @cached_property
    def words(self) -> list[Word]:
        return self._find()


def words_of(text: str, analysis: str) -> Iterator[Word]:
    end = -1
    for found in WORD.finditer(plain(text, analysis)):
        run, joined = found[0], found.start() == end
        end = found.end()
        if CJK.match(run):
            first, *rest = pairs(run)
            yield Word(first, first, first, joined)
            yield from (Word(pair, pair, pair, joined=True) for pair in rest)
        else:
            yield Word(token(run, analysis), token(run, PLAIN), run, joined)


@lru_cache(maxsize=256)
def run_regex(pattern: str, analysis: str) -> re.Pattern[str]:
    """A pattern with CJK characters: its wildcards stand for letters, digits and characters.

    A CJK end matches inside a run, another end at the edge of a word unless a `*` stands there.
    """
    before, made, after = _parts(pattern, analysis)
    return re.compile(before + made + after)


def _parts(pattern: str, analysis: str) -> tuple[str, str, str]:
    whole = plain(pattern, analysis).lower()
    bare = whole.strip("*")
    letter, cjk = r"[^\W_]", CJK.pattern
    made = "".join(
        {"*": f"{letter}*?", "?": letter}.get(piece)
        or (letter + piece if re.fullmatch(r"\{\d*,\d*\}", piece) else re.escape(piece))
        for piece in re.split(r"(\*|\?|\{\d*,\d*\})", bare)
    )
    open_before = whole.startswith("*") or CJK.match(bare[:1])
    open_after = whole.endswith("*") or CJK.match(bare[-1:])
    before = "" if open_before else f"(?:(?<!{letter})|(?<={cjk}))"
    return before, made, "" if open_after else f"(?:(?!{letter})|(?={cjk}))"


def run_finder(pattern: str, analysis: str) -> Callable[[Line], list[Place]]:
    """What finds every occurrence of such a pattern among the words of a sentence."""
    before, made, after = _parts(pattern, analysis)
    begins, whole, ends = re.compile(before + made), re.compile(made), re.compile(after)

    def find(sentence: Line) -> list[Place]:
        places: set[Place] = set()
        for text, first, last in _stretches(sentence):
            for start in range(len(text)):
                if begins.match(text, start) is None:
                    continue
                for end in range(start + 1, len(text) + 1):
                    if whole.fullmatch(text, start, end) and ends.match(text, end):
                        both = first[start], last[end - 1]
                        places.add((min(both), max(both)))
        return sorted(places)

    return find


def _stretches(sentence: Line) -> Iterator[tuple[str, list[int], list[int]]]:
    """Words that stand together as one text, and the first and last place of each letter."""
    text, first, last = "", list[int](), list[int]()
    for at, word in enumerate(sentence.words):
        if not word.joined and text:
            yield text, first, last
            text, first, last = "", [], []
        run = word.raw.lower()
        if text and CJK.match(run) and CJK.match(text[-1]):
            first[-1] = at  # the letter both pairs have
            run = run[1:]
        text += run
        first += [at] * len(run)
        last += [at] * len(run)
    if text:
        yield text, first, last
