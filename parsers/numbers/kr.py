"""KIPO numbers: right (10 patent, 20 utility model, 30 design), year and serial, or registration.

Canonical publications and patent applications leave the 10 out, as DOCDB does: `20080107376`;
applications for other rights keep it: `2020080012345`. Registrations keep it: `101925063`.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_RIGHTS = {"10": "A", "20": "U", "30": "S"}
_DATED = re.compile(r"(?:(10|20|30)-?)?((?:19[4-9]|20[0-4])\d)-?(\d{6,7})")
_SHORT = re.compile(r"([4-9]\d)-?(\d{4,7})")
_GRANT = re.compile(r"(10|20|30)-?(\d{7})(?:0000)?")


def publication(raw: str, kind: str = "", _date: str = "") -> str:
    """`20080107376` from `10-2008-0107376` and `1020080107376`; `101925063` from `10-1925063`."""
    if kind[:1] in {"B", "Y", "S"} and (found := _GRANT.fullmatch(raw)):
        return found[1] + found[2]
    if found := _DATED.fullmatch(raw):
        return found[2] + found[3].zfill(7)
    if found := _GRANT.fullmatch(raw) or _SHORT.fullmatch(raw):
        return found[1] + found[2].zfill(7)
    return raw.lstrip("0") if raw.isdecimal() else ""


def application(raw: str, kind: str = "", _date: str = "") -> str:
    if found := _DATED.fullmatch(raw):
        right = found[1] or {"U": "20", "F": "30"}.get(kind[:1], "10")
        return ("" if right == "10" else right) + found[2] + found[3].zfill(7)
    if found := _SHORT.fullmatch(raw):
        return found[1] + found[2].zfill(7)
    return ""


def _read_dated(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...]:
    right, year = found[1] or "10", found[2]
    if not spelling.office and not found[1] and len(found[3]) < 7:
        return ()
    published = Found(
        what="publication",
        number=publication(found[0]),
        kind=spelling.kind or ("U" if right == "20" else ""),
        notes=() if spelling.kind else (Note("kr_roles"),),
        doubt=0 if spelling.kind else 1,
    )
    if spelling.kind not in {"", "A", "U"}:
        return (published,)
    kind = "" if right == "10" else _RIGHTS[right]
    number = application(found[0], kind or spelling.kind)
    # Without the office in front this is how applications are cited.
    doubt = 2 if spelling.office else 0
    filed = Found(what="application", number=number, kind=kind, date=year, doubt=doubt)
    # Designs are not published before they are registered.
    return (published, filed) if right != "30" else (filed,)


def _read_grant(found: re.Match[str], spelling: Spelling) -> Found | None:
    expected = {"10": "B", "20": "Y", "30": "S"}[found[1]]
    if spelling.kind and spelling.kind[0] != expected:
        return None
    kind = spelling.kind or {"10": "B1", "20": "Y1", "30": "S"}[found[1]]
    notes = () if spelling.kind else (Note("kr_grant", kind),)
    return Found(what="publication", number=found[1] + found[2], kind=kind, notes=notes)


def _read_short(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...]:
    number = found[1] + found[2].zfill(7)
    published = Found(what="publication", number=number, kind=spelling.kind, doubt=1)
    filed = Found(what="application", number=number, date=f"19{found[1]}", doubt=2)
    return (published, filed) if spelling.kind in {"", "A"} else (published,)


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    if what == "publication":
        letter = kind[:1] if kind[:1] != "A" else ""
        if len(number) == 11:
            right = {"U": "20", "S": "30"}.get(kind[:1], "10")
            shown = f"{right}-{number[:4]}-{number[4:]}"
        else:
            shown = f"{number[:2]}-{number[2:]}"
        return Forms(f"KR {number} {kind}".rstrip(), f"KR{number}{letter}", shown)
    right, rest = (number[:2], number[2:]) if len(number) == 13 else ("10", number)
    letter = kind or {"10": "A", "20": "U", "30": "F"}[right]
    shown = f"{right}-{rest[:4]}-{rest[4:]}" if len(rest) == 11 else f"{rest[:2]}-{rest[2:]}"
    return Forms(f"KR {rest} {letter}", f"KR{rest}" + ("U" if letter == "U" else ""), shown)


_WORDS = "특허 공개특허 등록특허 실용신안 디자인"

OFFICE = Office(
    code="KR",
    forms=(
        form("10-2008-0107376", r"(?:(10|20|30)-)?((?:19[4-9]|20[0-4])\d)-(\d{6,7})", _read_dated,
             bare=1, series=_WORDS),
        form("KR1020150124192A", r"(10|20|30)?((?:19[4-9]|20[0-4])\d)(\d{7})", _read_dated,
             series=_WORDS),
        form("10-1925063", r"(10|20|30)-(\d{7})(?:0000)?", _read_grant, bare=1, series=_WORDS),
        form("KR101925063B1", r"(10|20|30)(\d{7})(?:0000)?", _read_grant, series=_WORDS),
        form("KR 97-12345", r"([4-9]\d)-?(\d{4,7})", _read_short, series=_WORDS),
    ),
    publication=publication,
    application=application,
    render=_render,
)  # fmt: skip
