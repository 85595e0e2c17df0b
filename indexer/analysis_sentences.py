"""Sentences: where one ends, without being fooled by abbreviations, initials and decimals."""

from __future__ import annotations

import re

STOPS = re.compile(r"\.['\")\]]*\s+(?=['\"(\[]*[A-Z0-9])")
ENDS_ASCII = re.compile(STOPS.pattern.replace(r"\.", "[.!?]", 1))
_HAN = "\u3005\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3"
ENDS = re.compile(
    "[。！？；｡.!?．](?:"
    r"(?<=[。！？；｡])[。！？；｡]*['\")\]’”」』）】]*\s*"
    r"|(?<=[.!?])['\")\]’”»]*\s+(?=['\"(\[“‘«]*[^\W_a-zß-öø-ÿ])"
    rf"|(?<=[{_HAN})）][.．])(?=[{_HAN}]))"
)
"""CJK marks always end a sentence; a stop between CJK characters does; a Western one where a blank
and a capital, a digit or a letter without case follow. (A pattern that begins with one set of
characters is looked for much quicker.)"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER = _set(
    "fig figs e.g i.e eg ie cf vs no nos pat pats appl ser dr mr mrs ms prof st al viz incl "
    "z.b d.h u.a bzw vgl abb nr nrn ggf evtl sog inkl gem art ziff abs dgl p.ex env"
)
"""Abbreviations that do not end a sentence, whatever follows."""

_BEFORE_NUMBERS = _set(
    "approx ca max min eq eqs ex exs sec secs p pp vol vols col cl claim para step ref refs ch tab "
    "temp wt abt app jan feb mar apr jun jul aug sep sept oct nov dec bd seite s z"
)
"""Abbreviations only where a number follows."""

_MAYBE = _set("inc ltd co corp llc gmbh jr sr dept univ u.s u.k u.s.c u.s.a ph.d")
_STARTERS = _set(
    "The A An In It This These Those As For When If Each At On To With However Thus Also One Such "
    "There By After Further Here Accordingly Therefore Die Der Das Ein Eine Dies Diese Le La Les "
    "Un Une Ce Cette"
)
"""Words that begin a sentence even behind an initial or a company form."""

_SUSPECTS = _NEVER | _BEFORE_NUMBERS | _MAYBE
SUSPECT_SIZE = max(map(len, _SUSPECTS)) + 1  # and a bracket

_WORD_AFTER = re.compile(r"[\"'(\[“‘«]*(\w+)")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order; together they leave out nothing."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _pattern(text).finditer(text):
        mark, end = match.span()
        blank = text.rfind(" ", start, mark)
        word = text[blank + 1 : mark] if blank >= 0 else text[start:mark]
        if len(word) > SUSPECT_SIZE or is_plain(word) or _is_end(text, start, word, match):
            spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; joined they are the text again."""
    return [text[start:end] for start, end in sentence_spans(text)]


def is_plain(word: str) -> bool:
    """Whether a mark behind the word ends a sentence, whatever follows."""
    size = len(word)
    return size > SUSPECT_SIZE or (size > 1 and word.isalpha() and word.lower() not in _SUSPECTS)


def verdict(word: str) -> bool | None:
    """Whether a stop and a blank behind the word end a sentence; None if that is open."""
    bare = _bare(word)
    if is_plain(word):
        return True
    if bare in _NEVER:
        return False
    open_to_doubt = (
        (bare.isdigit() and len(word) <= 3)
        or (len(bare) == 1 and bare.isalpha())
        or bare in _BEFORE_NUMBERS
        or bare in _MAYBE
        or bare[1:2] == "."
    )
    return None if open_to_doubt else True


def _bare(word: str) -> str:
    return word.lower().lstrip("([\"'“‘")


def _pattern(text: str) -> re.Pattern[str]:
    """The quickest pattern that finds all ends of sentences in the text."""
    if not text.isascii():
        return ENDS
    return ENDS_ASCII if "?" in text or "!" in text else STOPS


def _is_end(text: str, start: int, word: str, match: re.Match[str]) -> bool:
    """Whether the mark after a word that may be an abbreviation ends the sentence from `start`."""
    mark, behind = match.span()
    if text[mark] != "." or behind == len(text) or not text[behind - 1].isspace():
        return True
    return stop_ends(word, text, behind, first=mark - len(word) == start)


def stop_ends(word: str, text: str, behind: int = 0, *, first: bool) -> bool:
    """Whether a stop and a blank end a sentence. `text` goes on at `behind`.

    `first` says that the word is the first of its sentence.
    """
    bare = _bare(word)
    if bare in _NEVER or (text[behind].isdigit() and bare in _BEFORE_NUMBERS):
        return False
    if bare.isdigit() and len(word) <= 3 and first:
        return False  # the number of a list item or claim
    if (len(bare) == 1 and bare.isalpha()) or bare in _MAYBE or bare[1:2] == ".":
        after = _WORD_AFTER.match(text, behind)
        return after is not None and after[1] in _STARTERS
    return True
