"""EPO numbers: publications of up to 7 digits, applications of 8 digits and a check digit."""

from __future__ import annotations

import re

from parsers.numbers.check import luhn_check
from parsers.numbers.model import Check, Forms, Found, Note, Office, Spelling, What, form

_PADDED = re.compile(r"0*(\d{1,7})")
_APPLICATION = re.compile(r"(\d{8})(?:\.?(\d))?")
_EPODOC = re.compile(r"((?:19|20)\d\d)0(\d{6})")


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    found = _PADDED.fullmatch(raw.replace(".", ""))
    return found[1].lstrip("0") if found else ""


def application(raw: str, _kind: str = "", _date: str = "") -> str:
    """The 8 digits, without check digit: `99203729`, also from `19990203729` (EPODOC)."""
    if found := _APPLICATION.fullmatch(raw):
        return found[1]
    found = _EPODOC.fullmatch(raw)
    return found[1][2:] + found[2] if found else ""


def _year(number: str) -> str:
    return ("19" if number[0] in "789" else "20") + number[:2]


def _read_publication(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = found[1].lstrip("0")
    if not number or int(number) > 6_000_000:
        return None
    notes = () if spelling.kind else (Note("open_kind", "A1/B1"),)
    padded = len(found[0]) > 7
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        notes=(*notes, Note("padded")) if padded else notes,
        doubt=int(not spelling.kind) + 2 * padded,
    )


def _read_application(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    digits, check = found[1], found[2]
    year, right = _year(digits), luhn_check(digits)
    if not "1978" <= year <= "2040":
        return None
    if not check:
        # The id of full-text files is the application number with the kind of the publication.
        note = Note("check_computed", right)
        doubt = 1 if spelling.kind in {"", "A"} else 3
        return (_found(digits, None, note, doubt=doubt),)
    if check == right:
        return (_found(digits, "valid"),)
    if not spelling.office and "." not in spelling.body:
        return None
    return (_found(digits, "invalid", Note("check_wrong", right)),)


def _found(digits: str, check: Check | None, *notes: Note, doubt: int = 0) -> Found:
    return Found(
        what="application",
        number=digits,
        date=_year(digits),
        check=check,
        notes=notes,
        doubt=doubt,
    )


def _read_epodoc(found: re.Match[str], _spelling: Spelling) -> Found:
    return Found(what="application", number=application(found[0]), date=found[1])


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    if what == "publication":
        padded = number.zfill(7)
        shown = f"EP {padded[0]} {padded[1:4]} {padded[4:]} {kind}".rstrip()
        return Forms(f"EP {padded} {kind}".rstrip(), f"EP{padded}", shown)
    epodoc = f"EP{_year(number)}0{number[2:]}"
    return Forms(f"EP {number} {kind or 'A'}", epodoc, f"{number}.{luhn_check(number)}")


OFFICE = Office(
    code="EP",
    forms=(
        form("EP 0 227 762 B1", r"(0*\d{1,7})", _read_publication),
        form("0227762", r"(\d{7})", _read_publication, bare=3),
        form("EP 98660050.0", r"(\d{8})\.?(\d)?", _read_application, bare=2),
        form("EP19990203729", r"((?:19|20)\d\d)0(\d{6})", _read_epodoc),
    ),
    publication=publication,
    application=application,
    render=_render,
)
