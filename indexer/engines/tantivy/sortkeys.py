"""Numbers that sort as the beginnings of strings do: tantivy sorts by numbers much quicker."""

from __future__ import annotations

_LENGTH = 10
"""Characters a key takes account of: a whole date; 80 ** 10 is the most an unsigned field holds."""

_EXACT = sorted(" -/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BASE = 2 * len(_EXACT) + 2


def _symbol(char: str) -> int:
    """Even for a character known exactly, odd for all that lie between two known ones."""
    below = sum(known < char for known in _EXACT)
    return 2 * below + (2 if char in _EXACT else 1)


_SYMBOLS = {chr(code): _symbol(chr(code)) for code in range(128)}


def sort_key(text: str) -> int:
    """A number that never decreases where `text` increases; equal for equal beginnings.

    Strings of the same key may differ: they still have to be compared.
    """
    key = 0
    exact = True
    for place in range(_LENGTH):
        symbol = 0
        if exact and place < len(text):
            symbol = _SYMBOLS.get(text[place], _BASE - 1)
            exact = symbol % 2 == 0
        key = key * _BASE + symbol
    return key
