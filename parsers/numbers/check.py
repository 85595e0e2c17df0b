"""Check digits of application numbers."""

from __future__ import annotations

_CN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def cn_check(digits: str) -> str:
    """Check character of the 8 or 12 digits of a CN application number (CN ZC 0006-2003)."""
    if len(digits) not in {8, 12} or not digits.isdecimal():
        raise ValueError(f"a CN application number has 8 or 12 digits, not {digits!r}")
    total = sum(int(digit) * weight for digit, weight in zip(digits, _CN_WEIGHTS, strict=False))
    return "0123456789X"[total % 11]


def luhn_check(digits: str) -> str:
    """Check digit of EP (8 digits) and GB (7 digits) applications: every second doubled."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def de_check(digits: str) -> str:
    """Check digit of a DE file number of 7, 8 or 12 digits.

    File numbers of 1981 and later: weights 2, 3, 4 … from the right, 11 minus the sum modulo 11,
    and 0 for 10. Earlier ones (7 digits that begin with the year less 50, or with the year itself
    for utility models): weights 1 to 7, the sum modulo 10 (DPMA notice 3/83).
    """
    values = [int(digit) for digit in reversed(digits)]
    year = int(digits[:2])
    if len(digits) == 7 and (year < 31 or 44 < year <= 80):
        return str(sum(v * w for w, v in enumerate(values, 1)) % 10)
    return str(-sum(v * w for w, v in enumerate(values, 2)) % 11 % 10)
