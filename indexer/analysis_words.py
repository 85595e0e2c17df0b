"""Words of a text: where they stand, their folded and stemmed form, CJK runs as pairs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from threading import Lock

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

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
_STEMMER = {"en": "english", "de": "german", "fr": "french"}
_CACHED_WORDS = 200_000


def _narrow() -> dict[int, str]:
    table = {ord(MARK): " ", ord("İ"): "I"}  # lower case of İ differs between the engines
    for low, high in _COMPATIBLE:
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table


NARROW = _narrow()
"""Compatibility forms (full width, superscripts, micro sign) to plain ones, character by character:
offsets stay. The marker letter becomes a blank."""


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


class _Stems:
    """Cached stems of one partition. `TextAnalyzer.analyze` needs no lock; the dictionary does."""

    def __init__(self, partition: str) -> None:
        self._analyzer = analyzer(partition)
        self._known: dict[str, str] = {}
        self._lock = Lock()

    def __call__(self, words: list[str]) -> list[str]:
        known = self._known
        unseen = list({word for word in words if word not in known})
        if unseen:
            found = self._analyzer.analyze(" ".join(unseen))
            with self._lock:
                if len(known) > _CACHED_WORDS:
                    self._known = known = {word: known[word] for word in words if word in known}
                known.update(zip(unseen, found, strict=True))
        return [known[word] for word in words]


@cache
def _stems(partition: str) -> _Stems:
    return _Stems(partition)


def stems(words: list[str], partition: str) -> list[str]:
    """The token of each word (a word as `WORD` finds it in narrowed text, not CJK)."""
    return _stems(partition)(words)


def located(text: str, partition: str) -> list[tuple[str, int, int]]:
    """Every token of the text with its start and end there, in order; pairs overlap."""
    narrowed = text if text.isascii() else text.translate(NARROW)
    found = list(WORD.finditer(narrowed))
    words = [m[0] for m in found if m[0][0] < "\u3005" or CJK.match(m[0]) is None]
    folded = iter(stems(words, partition))
    out: list[tuple[str, int, int]] = []
    for match in found:
        run, start = match[0], match.start()
        if run[0] < "\u3005" or CJK.match(run) is None:
            out.append((next(folded), start, match.end()))
        else:
            size = min(2, len(run))
            out += [(pair, start + i, start + i + size) for i, pair in enumerate(pairs(run))]
    return out


def words_of(text: str, partition: str) -> list[str]:
    """The tokens of `located`, without the places, quicker."""
    narrowed = text if text.isascii() else text.translate(NARROW)
    runs = WORD.findall(narrowed)
    if narrowed.isascii():
        return stems(runs, partition)
    words = iter(stems([r for r in runs if CJK.match(r) is None], partition))
    out: list[str] = []
    for run in runs:
        if CJK.match(run) is None:
            out.append(next(words))
        else:
            out += pairs(run)
    return out
