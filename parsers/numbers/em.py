"""EUIPO numbers: registered Community designs, nine digits of the filing and four of the design."""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_NUMBER = re.compile(r"(\d{9})-?(\d{4})")


def publication(raw: str, _kind: str = "", _date: str = "") -> str:
    """Thirteen digits, also where the zeros in front were lost (`18091950004`)."""
    found = _NUMBER.fullmatch(raw.zfill(13) if raw.isdecimal() and len(raw) >= 10 else raw)
    return f"{found[1]}{found[2]}" if found else ""


def application(raw: str, kind: str = "", date: str = "") -> str:
    """The same number; DOCDB's shorter ones (`66971807`) cannot be told apart and are kept."""
    return publication(raw, kind, date) or (raw if re.fullmatch(r"\d{6,9}", raw) else "")


def _read(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    if spelling.kind not in {"", "S"}:
        return None
    number, notes = publication(found[0]), (Note("em_design"),)
    published = Found(what="publication", number=number, kind="S", notes=notes)
    registered = Found(what="registration", number=number, kind="S", notes=notes, doubt=1)
    return published, registered


def _read_application(found: re.Match[str], spelling: Spelling) -> Found | None:
    if spelling.kind != "F":
        return None
    number = application(found[0])
    return Found(what="application", number=number, notes=(Note("em_design"),))


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    shown = f"{number[:9]}-{number[9:]}" if len(number) == 13 else number
    if what == "publication":
        return Forms(f"EM {number} {kind}".rstrip(), "", shown)
    return Forms(
        f"EM {number.lstrip('0')} {kind or 'F'}" if what == "application" else "", "", shown
    )


OFFICE = Office(
    code="EM",
    forms=(
        form("002345678-0001", r"(\d{9})-(\d{4})|0\d{12}", _read, bare=1),
        form("EM 18091950004 F", r"\d{6,13}", _read_application),
    ),
    publication=publication,
    application=application,
    render=_render,
)
