"""TIPO numbers: applications by year of the Republic (+ 1911) and type, publications by year.

Canonical: application `90121515`, `112100001`; publication `200928818`, grants `I452476`,
`M345678`, `D123456`.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_APPLICATION = re.compile(r"0?(\d{2}|1\d{2})([123])(\d{5})")
_EPODOC = re.compile(r"(20\d\d|19\d\d)0([123]\d{5})")
_KINDS = {"I": "B", "M": "U", "D": "S"}


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    return raw if re.fullmatch(r"[IMD]\d{6}|\d{6,9}", raw) else ""


def application(raw: str, _kind: str = "", _date: str = "") -> str:
    if found := _EPODOC.fullmatch(raw):
        return f"{int(found[1]) - 1911}{found[2]}"
    found = _APPLICATION.fullmatch(raw)
    return "".join(found.groups()) if found else ""


def _read_grant(found: re.Match[str], spelling: Spelling) -> Found | None:
    implied = _KINDS[found[1]]
    if spelling.kind and spelling.kind[0] != implied:
        return None
    notes = () if spelling.kind else (Note("implied_kind", implied),)
    return Found(what="publication", number=found[0], kind=spelling.kind or implied, notes=notes)


def _read_publication(found: re.Match[str], spelling: Spelling) -> Found:
    return Found(what="publication", number=found[0], kind=spelling.kind)


def _read_application(found: re.Match[str], spelling: Spelling) -> Found | None:
    if spelling.kind not in {"", "A", "U", "F", "D"}:
        return None
    number = application(found[0])
    return Found(what="application", number=number, date=str(_year(number)), doubt=1)


def _read_epodoc(found: re.Match[str], _spelling: Spelling) -> Found:
    return Found(what="application", number=application(found[0]), date=found[1])


def _year(number: str) -> int:
    return 1911 + int(number[:-6])


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    if what == "publication":
        letter = kind[:1] if kind[:1] != "A" else ""
        docdb = f"TW {number} {kind}".rstrip()
        return Forms(docdb, f"TW{number}{letter}", docdb)
    letter = {"1": "A", "2": "U", "3": "F"}[number[-6]]
    suffix = "U" if letter == "U" else ""
    return Forms(f"TW {number} {letter}", f"TW{_year(number)}0{number[-6:]}{suffix}", number)


OFFICE = Office(
    code="TW",
    forms=(
        form("TW I452476 B", r"([IMD])\d{6}", _read_grant, bare=2),
        form("TW 200928818 A", r"(?:19|20)\d{7}", _read_publication),
        form("TW 90121515", r"0?(?:\d{2}|1\d{2})[123]\d{5}", _read_application),
        form("TW20010121515", r"(20\d\d|19\d\d)0([123]\d{5})", _read_epodoc),
    ),
    publication=publication,
    application=application,
    render=_render,
)
