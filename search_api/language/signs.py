"""What in a text tells which dialect it is written in."""

from __future__ import annotations

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """A pattern outside quotation marks, and how much it tells: 10 is beyond doubt, 1 a hint."""

    pattern: re.Pattern[str]
    weight: int

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text)


def sign(pattern: str, weight: int) -> Sign:
    """A sign by its regular expression; letters match in either case."""
    return Sign(re.compile(pattern, re.IGNORECASE), weight)
