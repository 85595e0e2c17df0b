"""Numbers of the USPTO's full text of 1976-2001, with their check characters, and kinds.

The check character of a number of eight digits is the sum of its digits weighted 2 to 9 from the
left, modulo 11, ten being `&`; serials of applications count as if padded with zeros, letters of
designs, plants and reissues as zeros.
"""

from __future__ import annotations

import re

from parsers.errors import ParseError
from parsers.formats.us4_numbers import us_publication
from parsers.origins import keeps_origin

_KIND_CODES = "2001-01-02"
"""The day the office introduced the kind codes of two characters."""

_FIRST_OF_2001 = 6_167_569
_SERIAL = re.compile(r"(\d{6})([\d&])")
_LETTERS = re.compile(r"[A-Z]*")


def check_character(number: str) -> str:
    """The check character of a number of at most eight characters."""
    digits = [int(char) if char.isdecimal() else 0 for char in number.rjust(8, "0")]
    rest = sum(weight * digit for weight, digit in enumerate(digits, 2)) % 11
    return "&" if rest == 10 else str(rest)


@keeps_origin
def patent_number(raw: str) -> tuple[str, tuple[str, ...]]:
    """The bare number of `039373754`, and notes on its check character. Raises ParseError."""
    text = raw.strip().upper()
    notes: tuple[str, ...] = ()
    body = text
    if len(text) == 9:
        body, check = text[:8], text[8]
        expected = check_character(body)
        if check != expected:
            notes = (f"the check character of WKU {text} is {check}, computed {expected}",)
    elif len(text) == 8:
        notes = (f"WKU {text} has no check character",)
    whole = len(body) == 8 and (body[0] == "0" or body[0].isalpha())
    number = us_publication(body.replace(" ", "")) if whole else None
    if number is None:
        message = f"{raw!r} is no number of a patent."
        raise ParseError("IDENTITY_INCOMPLETE", message, place="WKU")
    return number, notes


@keeps_origin
def serial(raw: str, tag: str, *, strict: bool = True) -> tuple[str, tuple[str, ...]]:
    """The serial of an application without its check character, and notes on that.

    Unless `strict`, a seventh character is only taken off where it is right.
    """
    text = raw.strip().upper()
    found = _SERIAL.fullmatch(text)
    if found is None:
        return text, ()
    expected = check_character(found[1])
    if found[2] == expected:
        return found[1], ()
    if not strict and found[2] != "&":
        return text, ()
    return found[1], (f"the check character of {tag} {text} is {found[2]}, computed {expected}",)


def kind_of(number: str, date: str | None) -> str | None:
    """The kind code that series and date leave no doubt about.

    From 2001 on it depends on an earlier publication whether a patent is B1 or B2 and a plant
    patent P2 or P3, which these files do not say; defensive publications had no code. Without a
    date only the number of a patent tells whether it is of before 2001.
    """
    letters = (_LETTERS.match(number) or [""])[0]
    if date is None:
        return "A" if not letters and int(number) < _FIRST_OF_2001 else None
    new = date >= _KIND_CODES
    if letters in {"", "PP"}:
        return None if new else "P" if letters else "A"
    old = {"D": "S", "RE": "E", "H": "H"}.get(letters)
    return f"{old}1" if old and new else old
