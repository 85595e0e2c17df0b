"""A quick look at a text, whether a chain could match there at all.

Taking a description apart costs milliseconds, and most paragraphs hold none of the words. A probe
looks for words that begin as the wanted stems do, and stems only those.
"""

from __future__ import annotations

import re
import unicodedata

from indexer.analysis import NAMES
from indexer.analysis_words import CJK, CJK_BLANK, NARROW, stems
from indexer.engines.plan import Phrase, Slot, fits

_STEMMED = {"en", "de", "fr"}
_TWO_LETTERS = "ßẞæÆœŒþÞĳĲ"
"""Letters that fold to two: a head may end inside one of them."""

_LETTER = rf"[^\W_{CJK.pattern[1:-1]}]"
"""What words are made of, CJK apart."""

_TAIL, _HEAD = 2, 5
"""A stemmer changes at most the last two letters of a stem; more than five are not worth it."""


def _accented() -> dict[str, str]:
    groups: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()
        base = unicodedata.normalize("NFKD", letter)[0]
        base = _STROKED.get(letter, base)
        if base.isascii() and base.isalpha() and letter not in groups.get(base, ""):
            groups[base] = groups.get(base, "") + letter
    return groups


_STROKED = {
    "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h",
    "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "q", "ĳ": "i",
}  # fmt: skip
_ACCENTED = _accented()


class Probe:
    """For one chain: `operands` are the alternatives of each operand."""

    def __init__(self, operands: tuple[tuple[Phrase, ...], ...], analysis: str) -> None:
        self._operands = operands
        self._analysis = analysis
        slots = {slot for phrases in operands for phrase in phrases for slot in phrase}
        heads = {head for slot in slots for head in _heads(slot, analysis)}
        self._words = {slot: True for slot in slots if _heads(slot, analysis)}
        self._plain = _pattern(heads, accents=False)
        self._accented = _pattern(heads, accents=True)
        self._short = _pattern({head[:1] for head in heads}, accents=True)

    def may_match(self, text: str) -> bool:
        """False only where the chain certainly does not match."""
        if self._analysis == NAMES:
            text = CJK_BLANK.sub("", text)
        if text.isascii():
            pattern = self._plain
        else:
            text = text.translate(NARROW)
            folds = any(letter in text for letter in _TWO_LETTERS)
            pattern = self._short if folds else self._accented
        words = list(set(pattern.findall(text))) if pattern else []
        present = stems(words, self._analysis) if words else []
        return all(
            any(all(self._has(slot, text, present) for slot in phrase) for phrase in phrases)
            for phrases in self._operands
        )

    def _has(self, slot: Slot, text: str, present: list[str]) -> bool:
        if slot in self._words:
            return any(fits(token, slot) for token in present)
        return any(part in text for part in _cjk_parts(slot))


def _heads(slot: Slot, analysis: str) -> list[str]:
    """How words begin whose token fits the slot; none for CJK slots, which are looked for whole."""
    if isinstance(slot, str):
        return [] if CJK.match(slot) else [_head(slot, analysis)]
    heads = [_head(term, analysis) for term in slot.terms if not CJK.match(term)]
    literal = (re.split(r"[*?]", pattern)[0] for pattern in slot.patterns)
    return heads + [part[:_HEAD] for part in literal if part and not CJK.match(part)]


def _head(token: str, analysis: str) -> str:
    if analysis not in _STEMMED:
        return token
    return token[: max(1, min(_HEAD, len(token) - _TAIL))]


def _cjk_parts(slot: Slot) -> tuple[str, ...]:
    return (slot,) if isinstance(slot, str) else slot.terms


def _pattern(heads: set[str], *, accents: bool) -> re.Pattern[str] | None:
    """Whole words that begin with one of the heads."""
    if not heads:
        return None
    # A head that begins with another one adds nothing.
    least = [h for h in heads if not any(h != o and h.startswith(o) for o in heads)]
    spelled = sorted(_classes(head) if accents else re.escape(head) for head in least)
    return re.compile(f"(?<!{_LETTER})(?:{'|'.join(spelled)}){_LETTER}*", re.IGNORECASE)


def _classes(head: str) -> str:
    return "".join(
        f"[{letter}{_ACCENTED[letter]}]" if letter in _ACCENTED else re.escape(letter)
        for letter in head
    )
