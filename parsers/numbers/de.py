"""DPMA numbers: two digits for the kind of right, year and serial since 2004; older ones plain.

Canonical: `102004002000`, `19958011`, `69905327`, `700001`; applications without check digit.
"""

from __future__ import annotations

import re

from parsers.numbers.check import de_check
from parsers.numbers.model import Check, Forms, Found, Note, Office, Spelling, What, form

_RIGHTS = "10|11|12|20|21|22|50|60"
_EPODOC = re.compile(
    r"(?P<year>19[0-9]\d|20[0-4]\d)(?P<letter>[A-Z]?)(?P<rest>\d{6,8})(?P<kind>[TU]?)"
)
_SINCE_2004 = re.compile(rf"(?:{_RIGHTS})20[0-4]\d\d{{6}}(?:\.\d)?")
_NUMBER = re.compile(r"0*([A-Z]?\d{4,12})(?:\.(\d))?")


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    plain = raw.replace(".", "").replace("-", "")
    return plain.lstrip("0") if re.fullmatch(r"[A-Z]?\d{1,12}", plain) else ""


def application(raw: str, kind: str = "", _date: str = "") -> str:
    """Without check digit and without the P or G in front of numbers before 1995.

    Files of before 1968 have the first letter of the applicant and a serial: `B77613`.
    """
    old = re.fullmatch(r"([A-Z])0*(\d{3,7})", raw)
    if old and not re.fullmatch(r"[PG][1-9]\d{6}", raw):
        return old[1] + old[2]
    if not _SINCE_2004.fullmatch(raw) and (found := _EPODOC.fullmatch(raw)):
        return _from_epodoc(found, found["kind"] or kind)
    found = _NUMBER.fullmatch(raw.removeprefix("P").removeprefix("G"))
    return found[1] if found else ""


def _from_epodoc(found: re.Match[str], kind: str) -> str:
    """EPODOC writes the filing year first: `1964B077613`, `19951012345`, `20051012345`."""
    year, letter, rest = found["year"], found["letter"], found["rest"]
    if letter:
        return f"{letter}{int(rest)}"
    if len(rest) == 8 and kind == "T":
        return rest
    if year >= "2004" and len(rest) >= 7 and rest[:2] in _RIGHTS.split("|"):
        return f"{rest[:2]}{year}{rest[2:].zfill(6)}"
    if len(rest) != 7:
        return ""
    if year >= "1995":
        return f"{rest[0]}{year[2:]}{rest[2:]}" if rest[1] == "0" else ""
    # Utility models lost their year to the front; patents began with the year less 50 anyway.
    return f"{year[2:]}{rest[2:]}" if rest[:2] == "00" else rest


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
    if spelling.kind not in {"", "A", "U", "T"} or not (spelling.office or check):
        return None
    date, right = _year(digits) or None, de_check(digits)
    kind = spelling.kind if spelling.kind in {"U", "T"} else ""
    if check is None:
        note = Note("check_computed", right)
        doubt = 2 + (kind == "" and spelling.kind != "")
        return (_found(digits, kind, None, date, note, doubt=doubt),)
    if check != right and not spelling.office and found[0][0].isdecimal():
        return None
    if check == right:
        return (_found(digits, kind, "valid", date),)
    return (_found(digits, kind, "invalid", date, Note("check_wrong", right)),)


def _read_epodoc(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = application(found[0], spelling.kind)
    if not number or spelling.kind not in {"", "A", "U", "T"}:
        return None
    kind = spelling.kind.removeprefix("A")
    notes = (Note("de_old"),) if number[0].isalpha() else ()
    return _found(number, kind, None, found["year"], *notes, doubt=1)


def _found(
    digits: str, kind: str, check: Check | None, year: str | None, *notes: Note, doubt: int = 0
) -> Found:
    return Found(
        what="application",
        number=digits,
        kind=kind,
        date=year,
        check=check,
        notes=notes,
        doubt=doubt,
    )


def _read_old_file(found: re.Match[str], _spelling: Spelling) -> Found:
    return Found(what="application", number=application(found[0]), notes=(Note("de_old"),))


def _render(what: What, number: str, kind: str, date: str) -> Forms:
    if what == "publication":
        # EPODOC keeps the digit where the letter alone would be an older right of that number.
        epodoc = kind if kind[:1] in {"A", "D", "T"} else kind[:1]
        docdb = f"DE {number} {kind}".rstrip()
        return Forms(docdb, f"DE{number}{epodoc}", f"DE {_grouped(number)} {kind}".rstrip())
    letter = kind or ("U" if _is_utility_model(number) else "A")
    epodoc = _epodoc(number, letter, date[:4])
    if number[0].isalpha():
        return Forms(f"DE {number[0]}{number[1:].zfill(7)} {letter}", epodoc, number)
    shown = f"{number}.{de_check(number)}" if len(number) in {7, 8, 12} else number
    return Forms(f"DE {number} {letter}", epodoc, shown)


def _is_utility_model(number: str) -> bool:
    if len(number) == 7:
        return number.isdecimal() and number >= "6800000"
    return number.startswith("2") and len(number) in {8, 12}


def _epodoc(number: str, kind: str, filed: str) -> str:
    """Year, kind of right, and a serial that makes these seven digits."""
    year = _year(number) or filed
    suffix = kind if kind in {"U", "T"} else ""
    if not year:
        return ""
    if number[0].isalpha():
        return f"DE{year}{number[0]}{number[1:].zfill(6)}"
    if len(number) == 12:
        return f"DE{year}{number[:2]}{number[6:].removeprefix('0')}{suffix}"
    if len(number) == 7:
        return f"DE{year}{'00' + number[2:] if kind == 'U' else number}{suffix}"
    if len(number) == 8 and number[0] in "12356" and number[1:3] == year[2:]:
        return f"DE{year}{number[0]}0{number[3:]}{suffix}"
    return f"DE{year}{number}{suffix}" if kind == "T" else ""


def _year(number: str) -> str:
    """Filing year where it shows: `1yy nnnnn` 1995-2003, `KZ yyyy nnnnnn` since, less 50 before."""
    if len(number) == 12:
        return number[2:6]
    if not number.isdecimal():
        return ""
    if len(number) == 8 and number[0] in "12356" and int(number[1:3]) not in range(4, 90):
        return ("19" if number[1] == "9" else "20") + number[1:3]
    short = int(number[:2])
    if len(number) == 7 and (18 <= short <= 44 or 68 <= short <= 94):
        return str(1950 + short if short <= 44 else 1900 + short)
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
        form("M 89 08 812", r"(M\d{7})", _read_publication, bare=1),
        form("60015566.8", rf"([1-9]\d{{7}}|(?:{_RIGHTS})20[0-4]\d{{7}})\.?(\d)?",
             _read_application, bare=2),
        form("DE S73067", r"[A-Z]0*\d{3,6}", _read_old_file),
        form("P 43 12 345.6", r"[PG]([1-9]\d{6})\.(\d)", _read_application, bare=0),
        form("3025842.5", r"([1-9]\d{6})\.(\d)", _read_application, bare=3),
        form("4312345", r"([1-4]\d{6})", _read_publication, bare=5),
        form("DE4312345", r"[PG]?([1-9]\d{6})(?:\.?(\d))??", _read_application),
        form("DE20051012345", _EPODOC.pattern, _read_epodoc),
    ),
    publication=publication,
    application=application,
    render=_render,
)  # fmt: skip
