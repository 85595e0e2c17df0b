"""Words of a text: where they stand, their folded and stemmed form, CJK runs as pairs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from parsers.han import simplified

LONGEST = 80
"""Longest token in characters; what is longer (sequence listings) is cut into several."""

_CJK = (
    "\u3005\u3007\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
CJK = re.compile(f"[{_CJK}]")
CJK_RUN = re.compile(f"[{_CJK}]+")
CJK_BLANK = re.compile(f"(?<=[{_CJK}])[ \u3000]+(?=[{_CJK}])")
WORD = re.compile(f"[{_CJK}]+|[^\\W_{_CJK}]{{1,{LONGEST}}}")
"""A run of CJK characters or of other letters and digits. `\\w` holds Han too: keep them apart."""

_COMPATIBLE = (
    *((0xAA, 0xBF), (0x2070, 0x24FF), (0x2E80, 0x312F), (0x3190, 0x33FF), (0xF900, 0xFAFF)),
    *((0xFF01, 0xFF9F), (0xFFE0, 0xFFEF), (0x1D400, 0x1D7FF), (0x2F800, 0x2FA1F)),
)

MARK = "ꙮ"
CHINESE = "zh"
"""The partition in which simplified and traditional characters are the same."""
_STEMMER = {"en": "english", "de": "german", "fr": "french"}
_CACHED_RUNS, _CACHED_LENGTH = 100_000, 24


def _narrow() -> dict[int, str]:
    # Lower case of İ differs between the engines; half-width voicing marks are letters of no word.
    table = {ord(MARK): " ", ord("İ"): "I", 0xFF9E: " ", 0xFF9F: " "}
    for low, high in _COMPATIBLE:
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code) and plain.isalnum():
                table[code] = plain
    return table


NARROW = _narrow()
"""Compatibility forms of letters and digits (full width, superscripts, micro sign) to plain ones,
one character each: offsets stay. The marker letter becomes a blank."""

_NARROWED = re.compile(
    f"[{''.join(chr(code) for code in NARROW if code < 0x10000)}\U0001d400-\U0002fa1f]"
)


def narrow(text: str) -> str:
    """The text with plain forms as in `NARROW`."""
    return text if text.isascii() else _NARROWED.sub(_narrowed, text)


def _narrowed(char: re.Match[str]) -> str:
    return NARROW.get(ord(char[0]), char[0])


def plain(text: str, analysis: str) -> str:
    """The text as its words are cut: narrow, and Chinese in simplified characters.

    One character for one, so that offsets stay.
    """
    text = narrow(text)
    return simplified(text) if analysis == CHINESE else text


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a CJK run; a lone character stays."""
    if len(run) == 1:
        return [run]
    return [a + b for a, b in pairwise(run)]


@cache
def analyzer(partition: str) -> TextAnalyzer:
    """Words separated by blanks, one token each: lower case, stem (where there is one), folded.

    English is folded before it is stemmed, as its native analysis does; other stemmers know the
    accents of their languages, so they go first.
    """
    builder = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.lowercase())
    language = _STEMMER.get(partition)
    stemmer = [Filter.stemmer(language)] if language else []
    fold = [Filter.ascii_fold()]
    for step in fold + stemmer if partition == "en" else stemmer + fold:
        builder = builder.filter(step)
    return builder.build()


class _Tokens(dict[str, str]):
    """The tokens of a run, joined by blanks, made when asked for; runs repeat, so they are kept."""

    def __init__(self, partition: str) -> None:
        super().__init__()
        self._analyzer = analyzer(partition)

    def __missing__(self, run: str) -> str:
        made = " ".join(pairs(run) if is_cjk(run) else self._analyzer.analyze(run))
        if len(run) <= _CACHED_LENGTH:
            if len(self) >= _CACHED_RUNS:
                self.clear()
            self[run] = made
        return made


@cache
def _tokens(partition: str) -> _Tokens:
    return _Tokens(partition)


def is_cjk(run: str) -> bool:
    """Whether a run found by `WORD` is one of CJK characters."""
    return run[0] >= "\u3005" and CJK.match(run) is not None


def stems(words: list[str], partition: str) -> list[str]:
    """The token of each word, as `token`."""
    return [*map(_tokens(partition).__getitem__, words)]


def token(word: str, partition: str) -> str:
    """The token of a word: a run of letters and digits that are not CJK, in plain forms."""
    return _tokens(partition)[word]


def joined(text: str, partition: str) -> str:
    """The tokens of a text, in order, joined by blanks."""
    return " ".join(map(_tokens(partition).__getitem__, WORD.findall(plain(text, partition))))


def located(text: str, partition: str) -> list[tuple[str, int, int]]:
    """Every token of the text with its start and end there, in order; pairs overlap."""
    out: list[tuple[str, int, int]] = []
    for match in WORD.finditer(plain(text, partition)):
        run, (start, end) = match[0], match.span()
        if is_cjk(run):
            size = min(2, len(run))
            out += [(pair, start + i, start + i + size) for i, pair in enumerate(pairs(run))]
        else:
            out.append((token(run, partition), start, end))
    return out
