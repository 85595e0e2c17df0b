"""A text that cannot be read, and how to cut conditions out of it without knowing its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from search_api.errors import QueryError
from search_api.language.syntax import Span

_OPERATOR = (
    r"(?:AND|OR|NOT|XOR|ANDNOT|UND|ODER|NICHT|TO|SENT\d*|PARA|ENTRY|CLAIM|(?:ADJ|NEAR|WITH|SAME)/?\d*"
    r"|\d*[WD]\d*|prox\S*|\$[A-Z]+\d*|[*+&|^-]+)"
)
BEFORE = re.compile(rf"(?:(?<![\w*?])(?:{_OPERATOR})\s*)+$|[*+&|]+\s*$", re.IGNORECASE)
AFTER = re.compile(rf"^\s*{_OPERATOR}(?![\w*?:=])", re.IGNORECASE)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
RELATION = re.compile(r"\s*(?:[:=/]|[<>]=?|\s(?:within|any|all)\s)=?\s*", re.IGNORECASE)


class Broken(NamedTuple):
    """The text with full-width signs folded, what is wrong with it, and where."""

    text: str
    span: Span
    error: QueryError

    @property
    def culprit(self) -> str:
        return self.text[slice(*self.span)]

    def put(self, new: str, span: Span | None = None) -> str:
        """The text with something else at the span."""
        low, high = span or self.span
        return self.text[:low] + new + self.text[high:]

    def joined(self, word: str) -> str:
        """The text with a word in place of what is at fault, blanks around it."""
        low, high = self.span
        left, right = self.text[:low], self.text[high:]
        before = " " if left[-1:].strip() else ""
        after = " " if right[:1].strip() else ""
        return f"{left}{before}{word}{after}{right}"


def without(broken: Broken) -> Iterator[str]:
    """The text without the condition at fault, and without the operator that joined it."""
    low, high = _condition(broken.text, broken.span)
    left, right = broken.text[:low].rstrip(), broken.text[high:]
    shorter = BEFORE.sub("", left).rstrip()
    if shorter and not shorter.endswith(("(", "[")):
        yield f"{shorter} {right}"
    blank = "" if left.endswith(("(", "[")) else " "
    yield left + blank + AFTER.sub("", right, count=1).lstrip()
    yield left + blank + right


def _condition(text: str, span: Span) -> Span:
    """From the field to the end of its value, wherever in it the span is."""
    low, high = span
    while low and not text[low - 1].isspace() and text[low - 1] not in "([":
        low -= 1
    if low and text[low - 1] == "(" and (found := re.match(r"[^()]*\)\.\w+\.", text[low:])):
        return low - 1, low + found.end()
    if found := RELATION.match(text, high):
        high = value_end(text, found.end())
    elif high < len(text):
        high = value_end(text, high)
    return low, high


def value_end(text: str, at: int) -> int:
    """The end of a bracket, a phrase or a word that begins here."""
    if at < len(text) and text[at] in _PAIRS:
        depth = 0
        for place in range(at, len(text)):
            depth += (text[place] in "([{") - (text[place] in ")]}")
            if not depth:
                return place + 1
        return len(text)
    if text[at : at + 1] == '"':
        end = text.find('"', at + 1)
        return len(text) if end < 0 else end + 1
    found = re.compile(r"[^\s()\[\]]*").match(text, at)
    return found.end() if found else at
