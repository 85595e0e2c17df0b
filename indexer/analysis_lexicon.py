"""The words of a text as they are written: what stems do not remember.

Beside its text, a document has per text field the set of its words: each in lower case and without
accents; `=Word` for each way it is written otherwise; `~word` if it is never written in just that
plain way. So wildcards anywhere in a word, words without their stems, and words in their exact
case are one term each, on every engine. CJK runs have no such words: they are found as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from indexer.analysis_words import CJK, LONGEST, WORD, narrow, token

PLAIN = "xx"
"""The partition without stems: lower case and ASCII folding only."""

_BLANKS = bytes(b if chr(b).isalnum() and b < 128 else 0x20 for b in range(256))
_PIECES = re.compile(f".{{1,{LONGEST}}}")
_TOKEN = re.compile(r"\*|\?|\{(\d*),(\d*)\}|[^\W_]+")
MOST = 80
"""Largest number in `{m,n}`."""
_FEW = 4
FIRST = "[^=~]"
"""The first letter of a plain word, in a regular expression over the set."""


class Written(NamedTuple):
    """Terms of the set a word must be in, and must not be in, to be written so."""

    term: str
    never: str | None = None


def lexicon(texts: Iterable[str]) -> str:
    """The set of words of some texts, each once, joined by blanks."""
    plain: list[str] = []
    raw: dict[str, None] = {}
    for text in texts:
        if text.isascii():
            plain.append(text)
        else:
            raw.update(dict.fromkeys(w for w in WORD.findall(narrow(text)) if not CJK.match(w)))
    words = "\n".join(plain).encode().translate(_BLANKS).decode().split()
    raw.update(dict.fromkeys(words))
    if raw and len(max(raw, key=len)) > LONGEST:
        raw = {piece: None for word in raw for piece in _PIECES.findall(word)}
    terms: dict[str, None] = {}
    never: dict[str, None] = {}
    for word in raw:
        low = token(word, PLAIN)
        terms[low] = None
        if low != word:
            terms[f"={word}"] = None
            if low not in raw:
                never[f"~{low}"] = None
    return " ".join((*terms, *never))


def written(word: str, *, case: bool) -> Written:
    """How one run of letters and digits is looked for in the set, `case`: exactly as written."""
    word = narrow(word)
    low = token(word, PLAIN)
    if not case:
        return Written(low)
    return Written(low, f"~{low}") if low == word else Written(f"={word}")


def pattern_regex(pattern: str) -> str:
    """A pattern as a regular expression both engines read, for words in lower case.

    `*` is any characters, `?` exactly one, `{m,n}` m to n of them. Raises ValueError when it is no
    pattern of one word, or has no letter or digit.
    """
    pieces: list[str | _Count] = []
    end = 0
    pattern = narrow(pattern)
    for found in _TOKEN.finditer(pattern):
        if found.start() != end:
            break
        end = found.end()
        piece = _piece(found)
        if pieces and isinstance(piece, _Count) and isinstance(before := pieces[-1], _Count):
            pieces[-1] = before.and_then(piece)
        else:
            pieces.append(piece)
    if end != len(pattern) or not any(isinstance(piece, str) for piece in pieces):
        raise ValueError(f"not a pattern of one word: {pattern!r}")
    return "".join(
        piece if isinstance(piece, str) else piece.regex(first=not at)
        for at, piece in enumerate(pieces)
    )


class _Count(NamedTuple):
    """That many characters; `most` None is any number."""

    least: int
    most: int | None

    def and_then(self, other: _Count) -> _Count:
        most = None if self.most is None or other.most is None else self.most + other.most
        return _Count(self.least + other.least, most)

    def regex(self, *, first: bool) -> str:
        """`first`: at the start of a term, where no sign of a written form counts as a letter."""
        if first and self.most != 0 and (self.least, self.most) != (0, None):
            most = None if self.most is None else self.most - 1
            rest = _Count(max(self.least - 1, 0), most).regex(first=False)
            return f"{FIRST}{rest}" if self.least else f"({FIRST}{rest})?"
        match self:
            case (0, None):
                return ".*"
            case (least, None):
                return "." * least + ".*" if least < _FEW else f".{{{least},}}"
            case (0, 0):
                return ""
            case (1, 1):
                return "."
            case _:
                return f".{{{self.least},{self.most}}}"


def _piece(found: re.Match[str]) -> str | _Count:
    text = found[0]
    if text in {"*", "?"}:
        return _Count(0, None) if text == "*" else _Count(1, 1)
    if not text.startswith("{"):
        return token(text, PLAIN)
    low, high = int(found[1] or 0), int(found[2] or MOST)
    if low > high or high > MOST:
        raise ValueError(f"not a number of characters: {text!r}")
    return _Count(low, high)


def letters(pattern: str) -> int:
    """Letters and digits of a pattern: with very few of them it means nearly every word."""
    return sum(char.isalnum() for char in re.sub(r"\{.*?\}", "", pattern))
