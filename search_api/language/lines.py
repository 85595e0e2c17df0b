"""Queries of several lines: earlier lines are sets, comments are left out.

`L1: solar` and `S2 wind` name a line, `##cells: solar` gives it a name of one's own (asked for as
`##cells`); lines without a name are numbered. Lines count as sets only
if one of them has a name or asks for another (`L1 AND L3`, `#1 NOT S2`): otherwise a line break is
a blank, as in text that was copied.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_COMMENT = re.compile(r"^[ \t]*(?:#(?=\s|$)|//).*$", re.MULTILINE)
"""`#ab` is no comment: in some dialects it is a word with any first letter."""
_LABEL = re.compile(
    r"[ \t]*([LS#]\d{1,3})(?:[ \t]*[:=][ \t]*|[ \t]+(?!(?:AND|OR|NOT|ANDNOT|XOR)\b))", re.IGNORECASE
)
_OWN = re.compile(r"[ \t]*(##[\w-]+)[ \t]*[:=][ \t]*")
_ALONE = re.compile(r"\s*(?:[LS#]\d{1,3}|##[\w-]+)[ \t]*:", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\w\"-])[LS#](\d{1,3})(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"\n]*"')


class Line(NamedTuple):
    """One line at its place: `text` has blanks for all that is before it."""

    names: tuple[str, ...]
    text: str


def without_comments(text: str) -> str:
    """The text with blanks for comments, its length unchanged."""
    if "#" not in text and "//" not in text:
        return text
    return _COMMENT.sub(lambda found: " " * len(found[0]), text)


def lines_of(text: str) -> list[Line]:
    """The lines of a text in which lines are sets; one line otherwise."""
    whole = [Line((), text)]
    if "\n" not in text.strip():
        return [_line(text, 0, len(text), 1)] if _ALONE.match(text) else whole
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    if len(spans) < 2:
        return whole
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    named = any(
        _LABEL.match(plain, start, end) or _OWN.match(plain, start, end) for start, end in spans
    )
    asked = any(
        int(found[1]) < number
        for number, (start, end) in enumerate(spans, 1)
        for found in _REFERENCE.finditer(plain, start, end)
    )
    if not (named or asked):
        return whole
    return [_line(text, start, end, number) for number, (start, end) in enumerate(spans, 1)]


def _line(text: str, start: int, end: int, number: int) -> Line:
    label = _LABEL.match(text, start, end)
    if label is not None and label.end() < end:
        number, start = int(label[1][1:]), label.end()
    names = tuple(f"{letter}{number}" for letter in "LS#")
    own = _OWN.match(text, start, end)
    if own is not None and own.end() < end:
        names, start = (*names, own[1]), own.end()
    return Line(names, " " * start + text[start:end])
