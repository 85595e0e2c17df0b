"""Lines joined into text: blanks only where the script has them, words made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from parsers.pdf.wire import Line, Page
from parsers.text import clean

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_HEAD = re.compile(r"[^\W\d_]+")
_LETTER_BEFORE_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff1f]"
_SPACED = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_SHEET = re.compile(r"[\ufb00-\ufb06]")


class Joiner:
    """Joins the lines of one document, whose own words tell which hyphens belong to a word."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = pages
        self._words: Counter[str] | None = None

    def join(self, lines: Sequence[Line], lang: str | None = None) -> str:
        """One text of these lines, clean as `parsers.text.clean` makes it."""
        text = ""
        hyphen = False
        for line in lines:
            if text and hyphen:
                text += self._hyphen(text, line.text) + line.text
            else:
                text = f"{text}\n{line.text}" if text else line.text
            hyphen = line.hyphen
            if not hyphen and _LETTER_BEFORE_HYPHEN.search(text):
                text, hyphen = text[:-1], True
        if hyphen:
            text += "-"
        return tidy(text, lang)

    def _hyphen(self, before: str, after: str) -> str:
        """A hyphen, if it belongs to the word that two lines share."""
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if tail is None or head is None or not head[0][0].islower():
            return "-"
        words = self._vocabulary()
        whole, parted = f"{tail[0]}{head[0]}".lower(), f"{tail[0]}-{head[0]}".lower()
        return "-" if words[parted] > words[whole] else ""

    def _vocabulary(self) -> Counter[str]:
        if self._words is None:
            text = "\n".join(line.text for page in self._pages for line in page.lines).lower()
            self._words = Counter(_WORD.findall(text))
        return self._words


def tidy(text: str, lang: str | None = None) -> str:
    """Clean text; ligatures as letters, and no blank between Chinese or Japanese characters."""
    text = clean(text, lang)
    if not text.isascii():
        text = _SHEET.sub(lambda found: normalize("NFKC", found[0]), text)
        if lang != "ko":
            text = _SPACED.sub("", text)
    return text
