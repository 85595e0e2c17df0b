"""Where words stand as they are written: forms and wildcards that stems do not remember."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.analysis_lexicon import FIRST, PLAIN, pattern_regex
from indexer.analysis_words import CJK, WORD, narrow, token
from indexer.edits import like
from indexer.judging_runs import run_regex
from search_api.probe import View

_LETTER = r"[^\W_]"


class Written:
    """One word, phrase or pattern; looks into texts as a `probe.Probe` does, and is certain."""

    certain = True

    def __init__(self, regex: str | re.Pattern[str], *, case: bool = False) -> None:
        """`regex` of a whole phrase; `case`: compared with the text as it is, not in lower case."""
        bounded = f"(?<!{_LETTER})(?:{regex})(?!{_LETTER})" if isinstance(regex, str) else regex
        self._regex = re.compile(bounded)
        self._case = case
        self.probe = self

    def possible(self, view: View) -> bool:
        return self._regex.search(self._text(view)) is not None

    def words(self, view: View) -> list[tuple[int, int]]:
        return [found.span() for found in self._regex.finditer(self._text(view))]

    def next(self, view: View, start: int, end: int) -> int:
        found = self._regex.search(self._text(view), start, end)
        return found.start() if found else -1

    def present(self, view: View, start: int, end: int) -> bool:
        return self.next(view, start, end) >= 0

    def spans(self, tokens: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """In the tokens of a name."""
        for word, start, end in tokens:
            if self._regex.fullmatch(word):
                yield start, end

    def _text(self, view: View) -> str:
        return view.plain if self._case else view.low


class Spelled(Written):
    """The words that are similar to one."""

    def __init__(self, word: str, edits: int) -> None:
        super().__init__("")
        self._close = like(token(narrow(word), PLAIN), edits)

    def possible(self, view: View) -> bool:
        return self.next(view, 0, len(view.plain)) >= 0

    def words(self, view: View) -> list[tuple[int, int]]:
        return list(self._found(view, 0, len(view.plain)))

    def next(self, view: View, start: int, end: int) -> int:
        return next((first for first, _ in self._found(view, start, end)), -1)

    def spans(self, tokens: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """In the tokens of a name."""
        return ((start, end) for word, start, end in tokens if self._close(word))

    def _found(self, view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
        for found in WORD.finditer(view.plain, start, end):
            if not CJK.match(found[0]) and self._close(token(found[0], PLAIN)):
                yield found.span()


def of_phrase(text: str, *, case: bool) -> Written | None:
    """Words beside each other in their written form; None without a word."""
    runs = WORD.findall(narrow(text))
    if not runs:
        return None
    words = runs if case else [token(run, PLAIN) for run in runs if not CJK.match(run)] or runs
    return Written(r"[\W_]+".join(map(re.escape, words)), case=case)


def of_pattern(pattern: str, analysis: str) -> Written | None:
    """A wildcard anywhere in a word; None where it is no pattern."""
    if CJK.search(pattern):
        return Written(run_regex(pattern, analysis))
    try:
        return Written(pattern_regex(pattern).replace(FIRST, ".").replace(".", _LETTER))
    except ValueError:
        return None
