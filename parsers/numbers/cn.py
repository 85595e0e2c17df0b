"""CNIPA numbers (ZC 0006-2003 applications, ZC 0007 publications).

Applications: year, type (1 invention, 2 utility model, 3 design, 8 and 9 PCT entries), serial and
check character; 2-digit years and 8 + 1 characters until 2003-09, 4-digit years and 12 + 1 since.
Canonical is the whole number with its check character and without the dot: `2004100184779`.
Publications: 8 digits equal to the application until 1988, 7 digits (first one the type) from
1989, 9 digits since 2007. The kinds A and B of one case share the number since 2010.
"""

from __future__ import annotations

import re

from parsers.numbers.check import cn_check
from parsers.numbers.model import Check, Forms, Found, Note, Office, Spelling, What, form

_NEW_YEARS = range(2003, 2100)
_OLD_YEARS = frozenset({*range(85, 100), *range(4)})
_TYPES = "12389"
_KIND_OF_TYPE = {"1": "A", "8": "A", "2": "U", "9": "U", "3": "F"}
_KINDS_OF_SERIES = {"1": "ABC", "2": "UY", "3": "SD"}

_INVENTION_SERIES = (
    (1_019_809, "B"), (1_030_001, "C"), (10_000_000, "AC"), (100_596_351, "C"),
    (100_998_275, "B"),
)  # fmt: skip
"""Numbers of inventions below each bound, from the one before on, were published as these kinds."""

_EPODOC = re.compile(
    r"(20\d\d[12389])(\d{6})|(?:19|20)(8[5-9]|9\d|0[0-3])(?:0{0,2})([12389])0?(\d{5})"
)
_NUMBER = re.compile(r"(\d{12}|\d{8})\.?([\dX])?")


def application(raw: str, _kind: str = "", _date: str = "") -> str:
    """`2004100184779` from any of `200410018477.9`, `2004100184779`, `200410018477`."""
    found = _NUMBER.fullmatch(raw)
    if found is None or (len(found[1]) == 12 and found[1] < "2003" and not found[2]):
        return _epodoc_application(raw)
    digits, check = found.groups()
    return digits + (check or cn_check(digits))


def _epodoc_application(raw: str) -> str:
    """EPODOC leaves out the first zero of the 7-digit serial: `20051103162`.

    Numbers of 8 digits got a 4-digit year and zeros before or behind the type.
    """
    if found := _EPODOC.fullmatch(raw):
        digits = f"{found[1]}0{found[2]}" if found[1] else f"{found[3]}{found[4]}{found[5]}"
        return digits + cn_check(digits)
    return ""


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    plain = raw.replace(".", "")
    if re.fullmatch(r"\d{7,9}", plain):
        return plain
    return plain.lstrip("0") if plain.isdecimal() else ""


def _possible(digits: str) -> bool:
    if len(digits) == 12:
        return int(digits[:4]) in _NEW_YEARS and digits[4] in _TYPES
    return int(digits[:2]) in _OLD_YEARS and digits[2] in _TYPES


def _filed(digits: str) -> str:
    if len(digits) == 12:
        return digits[:4]
    return ("20" if digits[0] == "0" else "19") + digits[:2]


def _read_application(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    """Readings as application and, behind ZL, as mark; a wrong check character is kept and said."""
    digits, check = found["digits"], found["check"]
    named = bool(spelling.office or spelling.what or spelling.series or "." in spelling.body)
    if not _possible(digits):
        dotted = "." in spelling.body and (len(digits) == 12 or spelling.office == "CN")
        if not (check and dotted):
            return None
        note = Note("cn_impossible")
        return (_application(digits, check, "invalid", note, doubt=4),)
    right = cn_check(digits)
    if not check:
        # Until 1988 a publication had the same number, and the kind speaks for it.
        doubt = 2 if len(digits) == 8 and "85" <= digits[:2] <= "88" else 0
        computed = Note("cn_computed", right)
        return _with_mark(spelling, _application(digits, right, None, computed, doubt=doubt))
    if check == right:
        return _with_mark(spelling, _application(digits, check, "valid"))
    if not named and len(digits) == 8:
        return None
    kept = _application(digits, check, "invalid", Note("check_wrong", right))
    corrected = _application(digits, right, "corrected", Note("check_corrected", check), doubt=1)
    return (*_with_mark(spelling, kept), corrected)


def _application(
    digits: str, check: str, state: Check | None, *notes: Note, doubt: int = 0
) -> Found:
    return Found(
        what="application",
        number=digits + check,
        date=_filed(digits) if _possible(digits) else None,
        check=state,
        notes=notes,
        doubt=doubt,
    )


def _with_mark(spelling: Spelling, found: Found) -> tuple[Found, ...]:
    if spelling.series != "ZL":
        return (found,)
    mark = Found(
        what="mark",
        number=found.number,
        date=found.date,
        check=found.check,
        notes=(*found.notes, Note("cn_mark")),
        doubt=1,
    )
    return (found, mark)


def _read_epodoc(found: re.Match[str], _spelling: Spelling) -> Found | None:
    number = _epodoc_application(found[0])
    if not number or not _possible(number[:-1]):
        return None
    return Found(what="application", number=number, date=found[0][:4], doubt=1)


def _read_publication(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = found[0]
    kinds = _KINDS_OF_SERIES.get(number[2] if len(number) == 8 else number[0], "")
    if not kinds or (spelling.kind and spelling.kind[0] not in kinds):
        return None
    likely = _likely_kinds(number)
    code = "cn_open_kind" if "A" in likely and len(likely) > 1 else "kinds_open"
    open_kind = Note(code if len(likely) > 1 else "implied_kind", "/".join(likely))
    notes = () if spelling.kind else (open_kind,)
    if spelling.kind and spelling.kind[0] not in likely:
        notes = (Note("cn_kind_unlikely", "/".join(likely)),)
    early = len(number) == 8
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        date=("19" + number[:2]) if early and not spelling.kind else None,
        notes=(*notes, Note("cn_same_number")) if early else notes,
        doubt=0 if spelling.kind else 1,
    )


def _likely_kinds(number: str) -> str:
    """The kinds of an office series by number: examined B to 1992, C to 2010-03, then B with A."""
    value = int(number)
    if len(number) == 8:
        return {"1": "AB", "2": "U", "3": "S"}[number[2]]
    if number[0] != "1":
        return _KINDS_OF_SERIES[number[0]]
    for below, kinds in _INVENTION_SERIES:
        if value < below:
            return kinds
    return "AB"


def _read_layout(found: re.Match[str], _spelling: Spelling) -> Found:
    return Found(what="registration", number=f"BS{found[1]}", notes=(Note("cn_layout"),))


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    if what == "publication":
        letter = kind[:1] if kind[:1] != "A" else ""
        return Forms(
            f"CN {number} {kind}".rstrip(), f"CN{number}{letter}", f"CN {number} {kind}".rstrip()
        )
    if what == "registration":
        return Forms(f"CN {number}", "", f"BS.{number[2:]}")
    digits, check = number[:-1], number[-1]
    letter = kind or _KIND_OF_TYPE.get(digits[2] if len(digits) == 8 else digits[4], "A")
    suffix = "U" if letter == "U" else ""
    original = f"{digits}.{check}"
    if what == "mark":
        body = f"{digits[:4]} {digits[4]} {digits[5:]}" if len(digits) == 12 else digits
        original = f"ZL {body}.{check}"
    return Forms(f"CN {digits} {letter}", _epodoc(digits) + suffix, original)


def _epodoc(digits: str) -> str:
    if len(digits) == 8:
        return f"CN{_filed(digits)}{digits[2]}{digits[3:].zfill(6)}"
    return f"CN{digits[:5]}{digits[6:]}" if digits[5] == "0" else f"CN{digits}"


OFFICE = Office(
    code="CN",
    forms=(
        form("200410018477.9", r"(?P<digits>\d{12}|\d{8})\.?(?P<check>[\dX])?", _read_application,
             bare=1),
        form("CN101234567A", r"[123]\d{6}|[123]\d{8}|8[5-8][123]\d{5}", _read_publication, bare=3),
        form("CN20051103162", _EPODOC.pattern, _read_epodoc),
        form("BS.185559220", r"(?:BS\.?)(\d{8,9})", _read_layout, bare=0),
    ),
    publication=publication,
    application=application,
    render=_render,
)  # fmt: skip
