"""Sentences of many texts at once: what `sentence_spans` finds, in a few passes over all of them.

The texts are joined, cut at every mark that may end a sentence, judged by the word before the mark
(nearly all words are known already, the few doubtful marks are looked at one by one), and put
together again with separators that part sentences and texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.analysis_sentences import (
    ENDS,
    ENDS_ASCII,
    STOPS,
    SUSPECT_SIZE,
    split_sentences,
    stop_ends,
    verdict,
)

_TEXT, _SENTENCE = "\0", "\1"
"""What stands between texts (with a blank, which makes the first word of a text one) and between
sentences."""

_BETWEEN = {
    pattern.pattern: re.compile(f"({pattern.pattern})") for pattern in (STOPS, ENDS_ASCII, ENDS)
}
_KNOWN_WORDS = 50_000


class _Verdicts(dict[str, bool | None]):
    """Of words of at most `SUSPECT_SIZE` characters."""

    def __missing__(self, word: str) -> bool | None:
        if len(self) > _KNOWN_WORDS:
            self.clear()
        self[word] = found = verdict(word)
        return found


_VERDICTS = _Verdicts()


def split_all(texts: Sequence[str]) -> list[list[str]]:
    """The sentences of each text, as `split_sentences` gives them."""
    ascii_only = [text for text in texts if text.isascii()]
    if len(ascii_only) == len(texts):
        return _split(texts)
    plain = iter(_split(ascii_only))
    other = iter(_split([text for text in texts if not text.isascii()]))
    return [next(plain if text.isascii() else other) for text in texts]


def _split(texts: Sequence[str]) -> list[list[str]]:
    joined = f"{_TEXT} ".join(texts)
    parts = _BETWEEN[_pattern(joined).pattern].split(joined)
    marks = parts[1::2]
    if any(mark[-1] != " " and mark[-1].isspace() for mark in set(marks)):
        return [split_sentences(text) for text in texts]  # a word is told by the blank before it
    parts[1::2] = _separated(parts, marks)
    first, *rest = "".join(parts).split(_TEXT)
    found = [first.split(_SENTENCE), *(text[1:].split(_SENTENCE) for text in rest)]
    for sentences in found:
        if not sentences[-1]:  # a mark at the very end, or no text
            sentences.pop()
    if len(found) != len(texts) or _SENTENCE in joined:
        return [split_sentences(text) for text in texts]
    return found


def _pattern(joined: str) -> re.Pattern[str]:
    if not joined.isascii():
        return ENDS
    return ENDS_ASCII if "?" in joined or "!" in joined else STOPS


def _separated(parts: list[str], marks: list[str]) -> list[str]:
    """The marks, those that end a sentence with the separator behind them."""
    ends = [mark + _SENTENCE for mark in marks]
    words = [piece.rpartition(" ")[2] for piece in parts[:-1:2]]
    doubtful = [
        at for at, word in enumerate(words) if len(word) <= SUSPECT_SIZE and not _VERDICTS[word]
    ]
    for at in doubtful:
        mark, word = marks[at], words[at]
        if mark[0] != "." or mark[-1] != " ":
            continue
        if _VERDICTS[word] is False or not stop_ends(
            word, parts[2 * at + 2], first=_is_first(at, word, parts, ends)
        ):
            ends[at] = mark
    return ends


def _is_first(at: int, word: str, parts: list[str], ends: list[str]) -> bool:
    """Whether nothing stands before the word in its sentence."""
    before = parts[2 * at].removesuffix(word)
    if before:
        return before.endswith(f"{_TEXT} ")
    return at == 0 or ends[at - 1].endswith(_SENTENCE)
