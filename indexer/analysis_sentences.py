"""Sentences: where one ends, without being fooled by abbreviations, initials and decimals."""

from __future__ import annotations

import re

_WESTERN = r"[.!?]['\")\]’”»]*\s+(?=['\"(\[“‘«]*[^\W_a-zß-öø-ÿ])"
_ENDS_ASCII = re.compile(r"[.!?]['\")\]]*\s+(?=['\"(\[]*[A-Z0-9])")
_HAN = "\u3005\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_ENDS = re.compile(
    rf"[。！？；｡]+['\")\]’”」』）】]*\s*|(?<=[{_HAN})）])[．.](?=[{_HAN}])|{_WESTERN}"
)
"""CJK marks always end a sentence; a stop between CJK characters does; a Western one where a blank
and a capital, a digit or a letter without case follow."""


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

_WORD_AFTER = re.compile(r"[\"'(\[“‘«]*(\w+)")


def _is_end(text: str, start: int, mark: int, behind: int) -> bool:
    """Whether the stop at `mark` ends the sentence that began at `start`."""
    blank = text.rfind(" ", start, mark) + 1
    word = text[max(blank, start) : mark].lstrip("([\"'“‘")
    lowered = word.lower()
    if lowered in _NEVER:
        return False
    if text[behind].isdigit() and lowered in _BEFORE_NUMBERS:
        return False
    if word.isdigit() and len(word) <= 3 and blank <= start:
        return False  # the number of a list item or claim
    if (len(word) == 1 and word.isalpha()) or lowered in _MAYBE or word[1:2] == ".":
        after = _WORD_AFTER.match(text, behind)
        return after is not None and after[1] in _STARTERS
    return True


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order; together they leave out only blanks."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (_ENDS_ASCII if text.isascii() else _ENDS).finditer(text):
        end = match.end()
        mark = match.start()
        stop = text[mark] == "." and end < len(text) and text[end - 1].isspace()
        if stop and not _is_end(text, start, mark, end):
            continue
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def split_sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]
