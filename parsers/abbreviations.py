"""Abbreviations that a text defines: `light emitting diode (LED)`, `LED (light emitting diode)`.

The algorithm of A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text" (2003): an abbreviation's letters occur in order in the words beside
it, the first one at the beginning of a word. Of Chinese, Japanese and Korean the words have no such
letters, and nothing says where the term begins: what stands before the bracket is given whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CJK = r"\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_INSIDE = re.compile(r"[(（\[［]\s*([^()（）\[\]［］]{2,120}?)\s*[)）\]］]")
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&/+-]{1,9}")
_RUN = re.compile(rf"([{_CJK}][{_CJK}0-9A-Za-z-]{{0,18}}[{_CJK}])[\"”’»」]?\s*$")
_TERM = re.compile(rf"[{_CJK}0-9A-Za-z-]{{2,19}}[{_CJK}]")
_ROMAN = re.compile(r"[IVXLC]+")
_NO_TERM = re.compile(r"[\"“”„«»]|[A-Z]\d|,$")
"""A quotation cut short, a formula."""
_BESIDE = re.compile(r"([A-Za-z0-9][\w.&/+-]*)[\"'”’]?\s*$", re.ASCII)
_QUOTES = " \"'“”‘’"
_END = re.compile(r"[.;:!?。；：，！？()（）]\s|[。；：，！？()（）]")
_BEFORE = 240
"""Characters before a bracket that are looked at."""


class Definition(NamedTuple):
    """`whole`: `long` is a term; otherwise (of CJK) a term stands at its end."""

    short: str
    long: str
    whole: bool
    start: int


def definitions(text: str) -> Iterator[Definition]:
    """Every abbreviation the text defines, with the place of its bracket."""
    for found in _INSIDE.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        parts = [part.strip(_QUOTES) for part in re.split(r"[,;:，；：、]", found[1])]
        for short, long, whole in _defined(before, parts):
            yield Definition(short, long, whole, found.start())


def _defined(before: str, parts: list[str]) -> Iterator[tuple[str, str, bool]]:
    """What a bracket defines, its inside taken apart at commas and colons."""
    inside, last = parts[0], parts[-1]
    run = _RUN.search(before)
    if is_short(inside) or (is_short(last) and run):
        short = inside if is_short(inside) else last
        if run is not None:
            yield short, run[1], False
        elif long := long_form(short, _END.split(before)[-1].rstrip(_QUOTES)):
            yield short, long, True
    if len(parts) > 1 and is_short(last) and long_form(last, inside) == inside:
        yield last, inside, True
    beside = _BESIDE.search(before)
    if beside is None or not is_short(short := beside[1]):
        return
    if (len(parts) == 1 and _TERM.fullmatch(inside)) or long_form(short, inside) == inside:
        yield short, inside, True


def is_short(text: str) -> bool:
    """Whether it may be an abbreviation: two capitals at least, ten characters at most."""
    letters = _SHORT.fullmatch(text) is not None and sum(map(str.isupper, text)) > 1
    return letters and not _ROMAN.fullmatch(text)


def long_form(short: str, before: str) -> str | None:
    """The words at the end of a text that an abbreviation may stand for."""
    most = min(len(short) + 5, len(short) * 2)
    window = " ".join(before.split()[-most:])
    at = len(window)
    letters = [(place, c.lower()) for place, c in enumerate(short) if c.isalnum()]
    for place, letter in reversed(letters):
        at -= 1
        while at >= 0 and not _fits(window, at, letter, first=place == 0):
            at -= 1
        if at < 0:
            return None
    begins = max(window.rfind(sign, 0, at + 1) for sign in " '’") + 1
    long = window[begins:]
    known = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) or _NO_TERM.search(long)
    return long if len(long) > len(short) and not known else None


def _fits(text: str, at: int, letter: str, *, first: bool) -> bool:
    begins = not first or at == 0 or not text[at - 1].isalnum()
    return begins and text[at].lower() == letter
