"""Offices whose numbers are read by one plain grammar: digits, sometimes with letters around them.

Canonical: without padding zeros, blanks and dots; letters in front (`PI0507004`, `E232441`) and a
check letter behind (SG `11201234567X`) belong to the number.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_KEEPS_DIGIT = frozenset({"FR"})
"""EPODOC keeps the digit of the kind (`FR2862000B1`)."""
_YEAR_BEHIND = frozenset({"PT"})
_SHORT_YEAR = frozenset({"GB", "FR", "BE", "DK", "FI", "SE"})
_PLAIN = re.compile(r"0*([A-Z]{0,3})0*(\d{1,14}[A-Z]?)")


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    plain = re.sub(r"[./-]", "", raw)
    found = _PLAIN.fullmatch(plain)
    if found is None:
        return ""
    # Zeros behind letters may be a year (PI0507004), those before bare digits are padding.
    lettered = re.fullmatch(r"0*([A-Z]{1,3}\d{1,14}[A-Z]?)", plain)
    return lettered[1] if lettered else found[2]


def application(raw: str, _kind: str = "", _date: str = "") -> str:
    """Digits with their leading zeros (they may be a year), without a check digit behind a dot."""
    if found := re.fullmatch(r"([A-Z]{0,4}\d{4,14}[A-Z]?)(?:\.\d)?", raw):
        return found[1]
    plain = re.sub(r"[./-]", "", raw)
    return plain if re.fullmatch(r"[A-Z]{0,4}\d{3,16}[A-Z]{0,4}\d{0,6}[A-Z]?", plain) else ""


def _read_publication(found: re.Match[str], spelling: Spelling) -> Found:
    number = publication(found[0])
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        notes=(Note("plain"),) if spelling.kind else (Note("plain"), Note("any_kind")),
        doubt=0 if spelling.kind else 1,
    )


def _read_application(found: re.Match[str], spelling: Spelling) -> Found | None:
    if spelling.kind not in {"", "A", "U", "D", "F"}:
        return None
    number = application(found[0])
    dotted = "." in spelling.body or "/" in spelling.body
    return Found(what="application", number=number, doubt=0 if dotted else 2 + bool(spelling.kind))


def office(code: str) -> Office:
    """The plain office with this ST.3 code."""

    def render(what: What, number: str, kind: str, date: str) -> Forms:
        if what != "publication":
            return _render_application(code, number, kind, date)
        docdb = f"{code} {number} {kind}".rstrip()
        letter = "" if kind[:1] == "A" else kind if code in _KEEPS_DIGIT else kind[:1]
        return Forms(docdb, f"{code}{number}{letter}", f"{code} {_grouped(number)} {kind}".rstrip())

    return Office(
        code=code,
        forms=(
            form(f"{code} 2345678 A", r"0*[A-Z]{0,2}\d{3,12}X?|\d{11}[A-Z]", _read_publication),
            form(
                f"{code} 0204635.0",
                r"[A-Z]{0,3}\d{4,14}(?:\.\d|-\d{4}|X)?|\d{11}[A-Z]",
                _read_application,
            ),
        ),
        publication=publication,
        application=application,
        docdb=_docdb_application if code in _YEAR_BEHIND else None,
        render=render,
    )


def _docdb_application(raw: str, kind: str = "", date: str = "") -> str:
    """DOCDB writes some offices' serials with two digits of the year behind them."""
    if raw.isdecimal() and len(raw) > 4 and date[2:4] == raw[-2:]:
        return raw[:-2]
    return application(raw, kind, date)


def _render_application(code: str, number: str, kind: str, date: str) -> Forms:
    year = date[:4]
    behind = year[2:] if code in _YEAR_BEHIND else ""
    docdb = f"{code} {number}{behind} {kind or 'A'}"
    return Forms(docdb, _epodoc(code, number, year), f"{code} {number}")


def _epodoc(code: str, number: str, year: str) -> str:
    """Filing year and a serial of seven digits; "" where the filing year is not known."""
    if not number.isdecimal():
        return ""
    if year and number.startswith(year):
        return f"{code}{year}{number[4:].zfill(7)}"
    if code in _SHORT_YEAR and len(number) == 7:
        century = "20" if number[0] in "012" else "19"
        return f"{code}{century}{number[:2]}{number[2:].zfill(7)}"
    return f"{code}{year}{number.zfill(7)}" if year and len(number) <= 7 else ""


def _grouped(number: str) -> str:
    if number.isdecimal() and 5 <= len(number) <= 7:
        return f"{int(number):,}".replace(",", " ")
    return number
