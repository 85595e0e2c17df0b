"""What in a text tells which dialect it is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Looked(NamedTuple):
    """A text looked at for signs from `begin` on.

    `lower` and `characters` tell at once what it cannot have.
    """

    text: str
    begin: int
    lower: str
    characters: frozenset[str]

    @classmethod
    def at(cls, text: str, begin: int) -> Looked:
        return cls(text, begin, text[begin:].lower(), frozenset(text[begin:]))


class Sign(NamedTuple):
    """A pattern outside quotation marks, and how much it tells: 10 is beyond doubt, 1 a hint.

    With 0 it never chooses a dialect; what the text means there is told where nothing is certain.
    """

    pattern: re.Pattern[str]
    weight: int
    names: frozenset[str] = frozenset()
    """If there are any, the first group of the pattern must be one of them (in lower case)."""

    def search(self, looked: Looked) -> re.Match[str] | None:
        marks, words = _needed(self.pattern.pattern)
        if not marks <= looked.characters or not all(word in looked.lower for word in words):
            return None
        if not self.names:
            return self.pattern.search(looked.text, looked.begin)
        found = self.pattern.finditer(looked.text, looked.begin)
        return next((m for m in found if m[1].lower() in self.names), None)


@cache
def _needed(pattern: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Marks, and words in lower case, that stand in all that matches a pattern.

    Only those that stand outside all its groups. To look for them first spares most patterns.
    """
    rest = re.sub(r"\\(\w)", " ", pattern)
    rest = re.sub(r"\\(.)", lambda found: chr(0xE000 + ord(found[1])), rest)  # stands for itself
    rest = re.sub(r"\[\^?[^\]]*\]", " ", rest)
    while (without := re.sub(r"\([^()]*\)", " ", rest)) != rest:
        rest = without
    if "|" in rest:
        return frozenset(), ()
    rest = re.sub(r".(?:[*?]|\{[^}]*\})", " ", rest)
    marks = {chr(ord(one) - 0xE000) for one in rest if "\ue000" <= one <= "\ue0ff"}
    words = tuple(one.lower() for one in re.findall(r"[A-Za-z]{3,}", rest))
    return frozenset(marks | set(re.findall(r"[=:/\"@&,#~<>-]", rest))), words


WORD_END = Sign(
    re.compile(r"(?<=[a-z])\?(?=\)|\s+[\w(\"])|^(?:[^\s?]+\s)?[^\s?]*[a-z]\?$", re.IGNORECASE), 0
)
"""`card?`: a question mark at the end of a word, which is no question."""
WORD_INSIDE = Sign(
    re.compile(r"(?<=[a-z]{2})#(?=[a-z\s)]|$)|(?<=[a-z])#(?=[a-z])", re.IGNORECASE), 0
)
BETWEEN = Sign(re.compile(r"[ぁ-ヿ㐀-鿿][*+][ぁ-ヿ㐀-鿿]"), 0)


def sign(pattern: str, weight: int) -> Sign:
    """A sign by its regular expression; letters match in either case."""
    return Sign(re.compile(pattern, re.IGNORECASE), weight)
