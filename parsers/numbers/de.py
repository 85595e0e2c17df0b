"""DPMA numbers: two digits for the kind of right, year and serial since 2004; older ones plain.

Canonical: `102004002000`, `19958011`, `69905327`, `700001`; applications without check digit.
"""

from __future__ import annotations

import re

from parsers.numbers.check import de_check
from parsers.numbers.model import Check, Forms, Found, Note, Office, Spelling, What, form

_RIGHTS = "10|11|12|20|21|22|50|60"
_NUMBER = re.compile(r"0*([A-Z]?\d{4,12})(?:\.(\d))?")


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    plain = raw.replace(".", "").replace("-", "")
    return plain.lstrip("0") if re.fullmatch(r"[A-Z]?\d{1,12}", plain) else ""


def application(raw: str, _kind: str = "", _date: str = "") -> str:
    """Without check digit and without the P or G in front of numbers before 1995.

    Files of before 1968 have the first letter of the applicant and a serial: `B77613`.
    """
    old = re.fullmatch(r"([A-Z])0*(\d{3,7})", raw)
    if old and not re.fullmatch(r"[PG][1-9]\d{6}", raw):
        return old[1] + old[2]
    found = _NUMBER.fullmatch(raw.removeprefix("P").removeprefix("G"))
    return found[1] if found else ""


def kind_of(number: str, kind: str) -> str:
    """DOCDB's kind for the letters A and B on documents before 1968: C below 1 million, B, A1."""
    if number.isdecimal() and kind == "A" and len(number) <= 7:
        value = int(number)
        return "C" if value < 1_000_000 else "B" if value < 1_400_000 else "A1"
    if number.isdecimal() and kind == "B" and int(number) < 1_000_000:
        return "C"
    return kind


def _read_publication(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = found[1]
    if spelling.kind and spelling.kind[0] not in "ABCDTUSE":
        return None
    kind = kind_of(number, spelling.kind)
    notes = (Note("de_kind", kind),) if kind != spelling.kind else ()
    return Found(
        what="publication",
        number=number,
        kind=kind,
        notes=notes if kind else (Note("any_kind"),),
        doubt=0 if kind else 1,
    )


def _read_application(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    digits, check = found[1], found[2]
    if spelling.kind not in {"", "A", "U"} or not (spelling.office or check):
        return None
    year = digits[2:6] if len(digits) == 12 else None
    if check is None or len(digits) == 12:
        notes = (Note("de_check_unknown"),) if check else ()
        doubt = 0 if check else 2 + bool(spelling.kind)
        return (_found(digits, None, year, *notes, doubt=doubt),)
    right = de_check(digits)
    if check != right and not spelling.office:
        return None
    if check == right:
        return (_found(digits, "valid", year),)
    return (_found(digits, "invalid", year, Note("check_wrong", right)),)


def _found(
    digits: str, check: Check | None, year: str | None, *notes: Note, doubt: int = 0
) -> Found:
    return Found(
        what="application", number=digits, date=year, check=check, notes=notes, doubt=doubt
    )


def _read_old_file(found: re.Match[str], _spelling: Spelling) -> Found:
    return Found(what="application", number=application(found[0]), notes=(Note("de_old"),))


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    if what == "publication":
        # EPODOC keeps the digit where the letter alone would be an older right of that number.
        epodoc = kind if kind[:1] in {"A", "D", "T"} else kind[:1]
        docdb = f"DE {number} {kind}".rstrip()
        return Forms(docdb, f"DE{number}{epodoc}", f"DE {_grouped(number)} {kind}".rstrip())
    letter = "U" if number.startswith("2") and len(number) in {8, 12} else "A"
    if number[0].isalpha():
        return Forms(f"DE {number[0]}{number[1:].zfill(7)} {kind or letter}", "", number)
    shown = number if len(number) == 12 else f"{number}.{de_check(number)}"
    return Forms(f"DE {number} {kind or letter}", _epodoc(number), shown)


def _epodoc(number: str) -> str:
    """Year, kind of right, and a serial that makes these seven digits (not for older files)."""
    year = _year(number)
    if len(number) == 12:
        serial = number[6:].removeprefix("0")
        return f"DE{year}{number[:2]}{serial}"
    return f"DE{year}{number[0]}0{number[3:]}" if year else ""


def _year(number: str) -> str:
    """Filing year where it shows: 1995-2003 `1yy nnnnn`, since 2004 `KZ yyyy nnnnnn`."""
    if len(number) == 12:
        return number[2:6]
    if len(number) == 8 and number[0] in "126" and int(number[1:3]) not in range(10, 90):
        return ("19" if number[1] == "9" else "20") + number[1:3]
    return ""


def _grouped(number: str) -> str:
    if len(number) == 12:
        return f"{number[:2]} {number[2:6]} {number[6:9]} {number[9:]}"
    if len(number) == 8:
        return f"{number[:3]} {number[3:5]} {number[5:]}"
    return number


OFFICE = Office(
    code="DE",
    forms=(
        form("DE 10 2004 002 000 A1", rf"((?:{_RIGHTS})(?:20[0-4]\d)\d{{6}})", _read_publication,
             bare=2),
        form("DE 199 58 011 A1", r"0*(\d{4,8}|M\d{7})", _read_publication),
        form("60015566.8", rf"([1-9]\d{{7}}|(?:{_RIGHTS})20[0-4]\d{{7}})(?:\.(\d))?",
             _read_application, bare=2),
        form("DE S73067", r"[A-Z]0*\d{3,6}", _read_old_file),
        form("P 43 12 345.6", r"[PG]?(\d{7})\.(\d)", _read_application),
    ),
    publication=publication,
    application=application,
    render=_render,
)  # fmt: skip
