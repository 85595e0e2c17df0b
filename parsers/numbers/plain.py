"""Offices whose numbers are read by one plain grammar: digits, sometimes with letters around them.

Canonical: without padding zeros, blanks and dots; letters in front (`PI0507004`, `E232441`) and a
check letter behind (SG `11201234567X`) belong to the number.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

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


def _renderer(office: str, *, keeps_kind: bool = False) -> Office:
    def render(what: What, number: str, kind: str, _date: str) -> Forms:
        if what != "publication":
            return Forms(f"{office} {number} {kind or 'A'}", "", f"{office} {number}")
        docdb = f"{office} {number} {kind}".rstrip()
        letter = kind if keeps_kind and kind[:1] != "A" else kind[:1] if kind[:1] != "A" else ""
        return Forms(
            docdb, f"{office}{number}{letter}", f"{office} {_grouped(number)} {kind}".rstrip()
        )

    return Office(
        code=office,
        forms=(
            form(f"{office} 2345678 A", r"0*[A-Z]{0,2}\d{3,12}X?|\d{11}[A-Z]", _read_publication),
            form(
                f"{office} 0204635.0",
                r"[A-Z]{0,2}\d{5,12}(?:\.\d|X)?|\d{11}[A-Z]",
                _read_application,
            ),
        ),
        publication=publication,
        application=application,
        render=render,
    )


def _grouped(number: str) -> str:
    if number.isdecimal() and 5 <= len(number) <= 7:
        return f"{int(number):,}".replace(",", " ")
    return number


def office(code: str) -> Office:
    return _renderer(code, keeps_kind=code == "FR")
