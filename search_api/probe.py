"""A quick look at texts, where a chain could match in them.

Taking a description apart costs milliseconds, and most paragraphs hold none of the words. A probe
finds words that begin as the wanted stems do, at the speed of a substring search, and stems only
those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import product

from indexer.analysis_words import CJK, LONGEST, plain, token
from indexer.engines.plan import Phrase, Slot, fits

_STEMMED = {"en", "de", "fr"}

_TAIL, _HEAD = 2, 5
"""A stemmer changes at most the last two letters of a stem; more than five are not worth it."""

_LETTER = rf"[^\W_{CJK.pattern[1:-1]}]"
"""What words are made of, CJK apart."""
_WORD = re.compile(f"{_LETTER}+")
_BEFORE = re.compile(f"(?<!{_LETTER})")

_DOUBLE = {"ss": "s", "ae": "a", "oe": "o", "th": "t", "ij": "i"}
"""What one letter may fold to (ß, æ, œ, þ, ĳ), and the letter that stands for it below."""
_FIRST = {"ß": "s", "ẞ": "s", "æ": "a", "œ": "o", "þ": "t", "ĳ": "i"}
_STROKED = {"ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"}


def _bases() -> dict[int, str]:
    """Accented letters of either case to their base letter, one to one."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()
        base = (
            _FIRST.get(letter) or _STROKED.get(letter) or unicodedata.normalize("NFKD", letter)[0]
        )
        if base.isascii() and base.isalnum():
            table[code] = base
    return table


_BASES = _bases()
_ACCENTED = re.compile(f"[{''.join(map(chr, _BASES))}]")


class View:
    """A text as words are cut from it (`plain`) and as heads are looked for (`low`): one length."""

    __slots__ = ("low", "plain")

    def __init__(self, text: str, analysis: str = "") -> None:
        self.plain = plain(text, analysis)
        low = self.plain
        if not low.isascii() and _ACCENTED.search(low):
            low = _ACCENTED.sub(_based, low)
        self.low = low.lower()


def _based(found: re.Match[str]) -> str:
    return _BASES[ord(found[0])]


class _Look:
    """Finds words (or CJK characters) that fit one slot."""

    def __init__(self, slot: Slot, analysis: str) -> None:
        self._slot = slot
        self._analysis = analysis
        self._known: dict[str, bool] = {}
        self.heads = _heads(slot, analysis)
        self.parts = () if self.heads else _cjk_parts(slot)
        self.length = min(map(len, self.heads or self.parts), default=0)

    def possible(self, low: str) -> bool:
        return any(part in low for part in self.heads or self.parts)

    def next(self, view: View, start: int, end: int) -> int:
        """Where the next word that fits begins, -1 when there is none."""
        if self.parts:
            return _least(view.plain.find(part, start, end) for part in self.parts)
        return _least(self._next(view, head, start, end) for head in self.heads)

    def end(self, view: View, at: int) -> int:
        """Where the word that begins at `at` ends."""
        if self.parts:
            return at + self.length
        word = _WORD.match(view.plain, at)
        return word.end() if word else at + 1

    def _next(self, view: View, head: str, start: int, end: int) -> int:
        at = view.low.find(head, start, end)
        while at >= 0:
            if _BEFORE.match(view.plain, at):
                word = _WORD.match(view.plain, at)
                if word is not None and self._fits(word[0]):
                    return at
            at = view.low.find(head, at + 1, end)
        return -1

    def _fits(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            # Longer runs are cut by the analysis: they are looked at in full.
            long = len(word) > LONGEST
            known = self._known[word] = long or fits(token(word, self._analysis), self._slot)
        return known


class Probe:
    """For one chain: `operands` are the alternatives of each operand."""

    def __init__(self, operands: tuple[tuple[Phrase, ...], ...], analysis: str) -> None:
        looks = {slot: _Look(slot, analysis) for ps in operands for p in ps for slot in p}
        self._operands = [[[looks[slot] for slot in p] for p in phrases] for phrases in operands]
        longest = [[max(p, key=lambda look: look.length) for p in ps] for ps in self._operands]
        self._anchors = max(longest, key=lambda some: min(look.length for look in some))
        self.certain = len(operands) == 1 and all(len(p) == 1 for p in operands[0])
        """Whether a word that is found is a match already."""

    def possible(self, view: View) -> bool:
        """False only where the chain certainly does not match."""
        low = view.low
        return all(
            any(all(look.possible(low) for look in phrase) for phrase in phrases)
            for phrases in self._operands
        )

    def words(self, view: View) -> list[tuple[int, int]]:
        """Where the words of a `certain` chain stand, overlapping pairs of characters included."""
        found: list[tuple[int, int]] = []
        for (look,) in self._operands[0]:
            at = look.next(view, 0, len(view.low))
            while at >= 0:
                found.append((at, look.end(view, at)))
                at = look.next(view, at + 1, len(view.low))
        return found

    def next(self, view: View, start: int, end: int) -> int:
        """Where a word without which the chain cannot match is found next, or -1."""
        return _least(look.next(view, start, end) for look in self._anchors)

    def present(self, view: View, start: int, end: int) -> bool:
        """Whether every operand has its words between `start` and `end`."""
        return all(
            any(all(look.next(view, start, end) >= 0 for look in phrase) for phrase in phrases)
            for phrases in self._operands
        )


def _least(places: Iterable[int]) -> int:
    return min((at for at in places if at >= 0), default=-1)


def _heads(slot: Slot, analysis: str) -> tuple[str, ...]:
    """How words begin whose token fits the slot; none for CJK slots, which are looked for whole."""
    if isinstance(slot, str):
        heads = [] if CJK.match(slot) else [_head(slot, analysis)]
    else:
        heads = [_head(term, analysis) for term in slot.terms if not CJK.match(term)]
        literal = (re.split(r"[*?]", pattern)[0] for pattern in slot.patterns)
        heads += [part[:_HEAD] for part in literal if part and not CJK.match(part)]
    spelled = {one for head in heads for one in _spellings(head)}
    # A head that begins with another one adds nothing.
    return tuple(h for h in spelled if not any(h != o and h.startswith(o) for o in spelled))


def _head(term: str, analysis: str) -> str:
    if analysis not in _STEMMED:
        return term
    return term[: max(1, min(_HEAD, len(term) - _TAIL))]


def _spellings(head: str) -> set[str]:
    """The head as it looks in a folded text, where ß is s and æ is a."""
    pieces = re.split(f"({'|'.join(_DOUBLE)})", head.translate(_BASES))
    choices = [(piece, _DOUBLE[piece]) if piece in _DOUBLE else (piece,) for piece in pieces]
    return {"".join(some) for some in product(*choices)}


def _cjk_parts(slot: Slot) -> tuple[str, ...]:
    return (slot,) if isinstance(slot, str) else slot.terms
