"""Lines joined into text: blanks only where the script has them, words made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from parsers.pdf.wire import Line, Page
from parsers.text import clean

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_HEAD = re.compile(r"[^\W\d_]+")
_LETTER_BEFORE_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff1f]"
_SPACED = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_PARTICLE = re.compile(r"(?:[은는이가을를의에도와과로만]|으로|에서|까지|부터|에게)+[.,)]?$")
_LONGEST = 60
"""Characters of a word."""
_WIDE = "\u2e80"
_WIDE_LANGUAGES = frozenset({"zh", "ja", None})
_SHEET = re.compile(r"[\ufb00-\ufb06]")


class Trace(NamedTuple):
    """A text and the lines it was joined of."""

    text: str
    lines: tuple[Line, ...]


class Joiner:
    """Joins the lines of one document, whose own words tell which hyphens belong to a word."""

    def __init__(self, pages: Iterable[Page], *, traced: bool = False) -> None:
        """`traced`: `traces` keeps every text that was made, and what of."""
        self.traces: list[Trace] | None = [] if traced else None
        self._pages = pages
        self._words: Counter[str] | None = None
        self._blanked: Counter[str] | None = None

    def join(self, lines: Sequence[Line], lang: str | None = None) -> str:
        """One text of these lines, clean as `parsers.text.clean` makes it."""
        parts: list[str] = []
        before, hyphen = "", False
        for line in lines:
            text = line.text
            if hyphen:
                parts.append(self._hyphen(before, text))
            elif parts:
                parts.append(
                    self._korean(before, text) if lang == "ko" else _between(before, text, lang)
                )
            hyphen = line.hyphen
            if not hyphen and _LETTER_BEFORE_HYPHEN.search(text[-2:]):
                text, hyphen = text[:-1], True
            parts.append(text)
            before = text
        if hyphen:
            parts.append("-")
        made = tidy("".join(parts), lang)
        if self.traces is not None:
            self.traces.append(Trace(made, tuple(lines)))
        return made

    def _hyphen(self, before: str, after: str) -> str:
        """A hyphen, if it belongs to the word that two lines share."""
        tail, head = _TAIL.search(before[-_LONGEST:]), _HEAD.match(after)
        if tail is None or head is None:
            return "-"
        capitals = len(tail[0]) > 2 and f"{tail[0]}{head[0]}".isupper()
        if not head[0][0].islower() and not capitals:
            return "-"
        words = self._vocabulary()
        whole, parted = f"{tail[0]}{head[0]}".lower(), f"{tail[0]}-{head[0]}".lower()
        return "-" if words[parted] > words[whole] else ""

    def _korean(self, before: str, after: str) -> str:
        """Lines break within words, too: other words of the document tell where a blank was."""
        tail, head = before.split()[-1:], after.split()[:1]
        if not tail or not head:
            return " "
        words = self._pieces()
        if words[tail[0] + head[0]] or after[0] in "(),.;:":
            return ""
        if before[-1:] == ")" and _PARTICLE.match(head[0]):
            return ""
        if before[-1:] < _WIDE or after[:1] < _WIDE:
            return " "
        # Each stands at the edge of its own line once.
        whole = any(words[word] > 1 and len(word) > 1 for word in (tail[0], head[0]))
        return " " if whole else ""

    def _pieces(self) -> Counter[str]:
        if self._blanked is None:
            self._blanked = Counter(
                piece for page in self._pages for line in page.lines for piece in line.text.split()
            )
        return self._blanked

    def _vocabulary(self) -> Counter[str]:
        if self._words is None:
            text = "\n".join(line.text for page in self._pages for line in page.lines).lower()
            self._words = Counter(_WORD.findall(text))
        return self._words


def _between(before: str, after: str, lang: str | None) -> str:
    """What stands for a line break; in Latin scripts wide characters do not run over it."""
    if lang in _WIDE_LANGUAGES:
        return "\n"
    return "" if before[-1:] >= _WIDE and after[:1] >= _WIDE else " "


def tidy(text: str, lang: str | None = None) -> str:
    """Clean text; ligatures as letters, and no blank between Chinese or Japanese characters."""
    text = clean(text, lang)
    if not text.isascii():
        text = _SHEET.sub(lambda found: normalize("NFKC", found[0]), text)
        if lang != "ko":
            text = _SPACED.sub("", text)
    return text
