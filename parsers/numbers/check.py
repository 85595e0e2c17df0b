"""Check digits of application numbers."""

from __future__ import annotations

_CN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def cn_check(digits: str) -> str:
    """Check character of the 8 or 12 digits of a CN application number (CN ZC 0006-2003)."""
    if len(digits) not in {8, 12} or not digits.isdecimal():
        raise ValueError(f"a CN application number has 8 or 12 digits, not {digits!r}")
    total = sum(int(digit) * weight for digit, weight in zip(digits, _CN_WEIGHTS, strict=False))
    return "0123456789X"[total % 11]


def ep_check(digits: str) -> str:
    """Check digit of the 8 digits of an EP application number: every second doubled (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def de_check(digits: str) -> str:
    """Check digit of a DE file number of 7 or 8 digits.

    File numbers of 1981 and later: weights 2 to 8 (9) from the right, 11 minus the sum modulo 11.
    Earlier ones (1968-1980, first two digits below 31): weights 1 to 7, the sum modulo 10.
    """
    values = [int(digit) for digit in reversed(digits)]
    if len(digits) == 7 and int(digits[:2]) < 31:
        return str(sum(v * w for w, v in enumerate(values, 1)) % 10)
    return str(-sum(v * w for w, v in enumerate(values, 2)) % 11 % 10)
