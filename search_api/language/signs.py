"""What in a text tells which dialect it is written in."""

from __future__ import annotations

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """A pattern outside quotation marks, and how much it tells: 10 is beyond doubt, 1 a hint."""

    pattern: re.Pattern[str]
    weight: int
    names: frozenset[str] = frozenset()
    """If there are any, the first group of the pattern must be one of them (in lower case)."""

    def search(self, text: str) -> re.Match[str] | None:
        if not self.names:
            return self.pattern.search(text)
        return next((m for m in self.pattern.finditer(text) if m[1].lower() in self.names), None)


def sign(pattern: str, weight: int) -> Sign:
    """A sign by its regular expression; letters match in either case."""
    return Sign(re.compile(pattern, re.IGNORECASE), weight)
