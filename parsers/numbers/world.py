"""Offices without a module of their own: applications by table, publications by a plain grammar.

Canonical publications have no padding zeros, blanks and dots; letters in front (`PI0507004`,
`E232441`) and a check letter behind (SG `11201234567X`) belong to the number. Canonical
applications are what DOCDB has, without the year behind where serials run on over the years.
"""

from __future__ import annotations

import re

from parsers.numbers.check import luhn_check
from parsers.numbers.layouts import Layout, Match, Side, match, write
from parsers.numbers.model import Check, Form, Forms, Found, Note, Office, Spelling, What, form
from parsers.numbers.world_table import (
    BARE,
    DISTINCT,
    KEEPS_DIGIT,
    LAYOUTS,
    LUHN,
    OFFICE_LETTERS,
    WIDTHS,
    WITHOUT_LETTER,
    YEAR_IN_FRONT,
)

_PLAIN = re.compile(r"0*([A-Z]{0,3})0*(\d{1,14})")
_LETTERS_FIRST = re.compile(r"0*([A-Z]{1,3}\d{1,14})")
_LETTERS_AMID = re.compile(r"0*([1-9]\d{0,5}[A-Z]{2}(?:19|20)\d\d)")
_CHECK_LETTER = re.compile(r"\d{11}[A-Z]")
_ITALIAN = re.compile(r"([A-Z]{2})((?:19|20)\d\d)A0*(\d{1,6})")
_INDIAN = re.compile(rf"(\d{{1,6}})/?({'|'.join(sorted(OFFICE_LETTERS, key=len, reverse=True))})/?")
_APPLICATION = re.compile(r"([A-Z]{0,4}\d{4,14}[A-Z]?)(?:\.\d)?")
_ANY_APPLICATION = re.compile(r"[A-Z]{0,4}\d{3,16}[A-Z]{0,4}\d{0,6}[A-Z]?")
_SUFFIX = re.compile(r"(?<=\d)[AUT]$")
_SUFFIXED = "UT"
"""Kinds of applications whose letter EPODOC puts behind the number."""

_SAMPLE = {"Y": "2005", "y": "05", "S": "1234", "P": "AB", "R": "10", "c": "6"}
_OFFICE_FIRST: tuple[Side, ...] = ("canonical", "original")
_SIDES: tuple[Side, ...] = ("canonical", "original", "docdb", "epodoc")
_DOCDB_FIRST: tuple[Side, ...] = ("docdb", "canonical", "epodoc", "original")


def office(code: str) -> Office:
    """The office with this ST.3 code, by its rows of the table."""
    layouts = LAYOUTS.get(code, ())

    def published(raw: str, _kind: str = "", _date: str = "") -> str:
        return publication(code, raw)

    def applied(raw: str, kind: str = "", date: str = "") -> str:
        return application(code, raw, kind, date, _SIDES)

    def docdb(raw: str, kind: str = "", date: str = "") -> str:
        return application(code, raw, kind, date, _DOCDB_FIRST)

    def render(what: What, number: str, kind: str, date: str) -> Forms:
        if what == "publication":
            return _render_publication(code, number, kind)
        return _render_application(code, number, kind, date)

    return Office(
        code=code,
        forms=_forms(code, layouts),
        publication=published,
        application=applied,
        docdb=docdb if layouts else None,
        render=render,
    )


def publication(code: str, raw: str) -> str:
    plain = re.sub(r"[./-]", "", raw)
    if code == "IT" and (found := _ITALIAN.fullmatch(plain)):
        return f"{found[1]}{found[2]}{found[3].zfill(4)}"
    if found := _LETTERS_FIRST.fullmatch(plain) or _LETTERS_AMID.fullmatch(plain):
        # Zeros behind letters may be a year (PI0507004), those before bare digits are padding.
        return found[1]
    if code == "SG" and _CHECK_LETTER.fullmatch(plain):
        return plain
    if plain.isdecimal() and len(plain) == YEAR_IN_FRONT.get(code):
        return plain
    found = _PLAIN.fullmatch(plain)
    return found[1] + found[2] if found else ""


def application(code: str, raw: str, kind: str, date: str, sides: tuple[Side, ...]) -> str:
    """By the office's layouts; else digits with their zeros (they may be a year)."""
    found = _layout(code, raw, kind, date, sides)
    if found is None and (tail := _SUFFIX.search(raw)):
        found = _layout(code, raw[: tail.start()], kind or tail[0], date, sides)
    if found:
        return write(found.layout.templates("canonical")[0], found.pieces)
    if plain_one := _APPLICATION.fullmatch(raw):
        return plain_one[1]
    plain = re.sub(r"[./-]", "", raw)
    return plain if _ANY_APPLICATION.fullmatch(plain) else ""


def _layout(code: str, raw: str, kind: str, date: str, sides: tuple[Side, ...]) -> Match | None:
    layouts = LAYOUTS.get(code, ())
    if code == "IN" and (found := _INDIAN.match(raw)):
        raw = f"{found[1]}{OFFICE_LETTERS[found[2]]}{raw[found.end() :]}"
    return match(layouts, raw, sides, kind, date) if layouts else None


def _forms(code: str, layouts: tuple[Layout, ...]) -> tuple[Form, ...]:
    def by_layout(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...]:
        return _read_layout(code, found[0], spelling)

    def published(found: re.Match[str], spelling: Spelling) -> Found | None:
        return _read_publication(code, found[0], spelling)

    def applied(found: re.Match[str], spelling: Spelling) -> Found | None:
        return None if by_layout(found, spelling) else _read_application(code, found[0], spelling)

    sample = form(
        f"{code} 2345678 A",
        r"0*[A-Z]{0,2}\d{3,12}|\d{11}[A-Z]|\d{1,6}[A-Z]{2}\d{4}|[A-Z]{2}\d{4}A\d{6}",
        published,
    )
    bare = (form(f"{code} 2345678", BARE[code], published, bare=5),) if code in BARE else ()
    rows = tuple(
        form(_example(code, layout), r"[\dA-Z][\dA-Z./-]{2,19}", by_layout)
        for layout in layouts[:1]
    )
    if code in DISTINCT:
        example, pattern, bare_doubt = DISTINCT[code]
        rows = (*rows, form(example, pattern, by_layout, bare=bare_doubt))
    other = form(f"{code} 20051234", r"[A-Z]{0,3}\d{4,14}(?:\.\d|-\d{4}|X)?|\d{11}[A-Z]", applied)
    return (sample, *rows, *bare, other)


def _example(code: str, layout: Layout) -> str:
    shown = (layout.original or layout.templates("canonical"))[0]

    def piece(found: re.Match[str]) -> str:
        return _SAMPLE[found[1]].zfill(int(found[2] or 0))

    return f"{code} {re.sub(r'{([YySPRc])(?::([0-9]))?}', piece, shown)}"


def _read_publication(code: str, body: str, spelling: Spelling) -> Found | None:
    number = publication(code, body)
    if not number or spelling.kind == "W":
        return None
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        notes=(Note("plain"),) if spelling.kind else (Note("plain"), Note("any_kind")),
        doubt=0 if spelling.kind else 1,
    )


def _read_layout(code: str, body: str, spelling: Spelling) -> tuple[Found, ...]:
    """An application that fits rows of the table, as the office writes it and as DOCDB does."""
    if spelling.kind not in {"", "A", "U", "T", "D", "F"}:
        return ()
    read: dict[str, Found] = {}
    # A kind is what data bases write, so their form comes first then.
    orders = (_OFFICE_FIRST, _DOCDB_FIRST)
    for place, sides in enumerate(reversed(orders) if spelling.kind else orders):
        found = _layout(code, body, spelling.kind, spelling.date or "", sides)
        if found:
            number = write(found.layout.templates("canonical")[0], found.pieces)
            read.setdefault(number, _applied(code, number, found, body, spelling, place))
    return tuple(read.values())


def _applied(  # noqa: PLR0913, PLR0917 - all that one reading is made of
    code: str, number: str, found: Match, body: str, spelling: Spelling, place: int
) -> Found:
    kind = spelling.kind
    notes: tuple[Note, ...] = (Note("epodoc_slip"),) if found.layout.legacy else ()
    check, more = _checked(code, number, found)
    if found.pieces.year is None:
        notes = (*notes, Note("needs_filing_year"))
    plain = body.isdecimal() and len(body) < 9
    return Found(
        what="application",
        number=number,
        kind=kind if kind in {"U", "T"} else "",
        date=str(found.pieces.year) if found.own_year and not found.layout.legacy else None,
        check=check,
        notes=(*more, *notes),
        doubt=(2 if plain else 1 if body.isalnum() else 0) + 2 * (kind not in {"", "T"}) + place,
    )


def _checked(code: str, number: str, found: Match) -> tuple[Check | None, tuple[Note, ...]]:
    given = found.pieces.check
    if code not in LUHN or "{y}{S:5}.{c}" not in found.layout.original:
        return None, ()
    right = luhn_check(number)
    if not given:
        return None, (Note("check_computed", right),)
    return ("valid", ()) if given == right else ("invalid", (Note("check_wrong", right),))


def _read_application(code: str, body: str, spelling: Spelling) -> Found | None:
    if spelling.kind not in {"", "A", "U", "D", "F"}:
        return None
    number = application(code, body, spelling.kind, "", ())
    if not number:
        return None
    dotted = "." in body or "/" in body
    doubt = 0 if dotted else 2 + bool(spelling.kind)
    return Found(what="application", number=number, notes=(Note("plain"),), doubt=doubt)


def _render_publication(code: str, number: str, kind: str) -> Forms:
    padded = number.zfill(WIDTHS.get(code, 0)) if number.isdecimal() else number
    letter = kind if code in KEEPS_DIGIT else kind[:1]
    if kind[:1] == "A" or code in WITHOUT_LETTER:
        letter = ""
    docdb = f"{code} {padded} {kind}".rstrip()
    return Forms(docdb, f"{code}{padded}{letter}", f"{code} {_grouped(number)} {kind}".rstrip())


def _render_application(code: str, number: str, kind: str, date: str) -> Forms:
    found = _layout(code, number, kind, date, ("canonical",))
    if found is None:
        return Forms(f"{code} {number} {kind or 'A'}", _epodoc(code, number, date[:4]),
                     f"{code} {number}")  # fmt: skip
    docdb = write(found.layout.docdb, found.pieces)
    epodoc = write(found.layout.epodoc, found.pieces)
    kind = kind or found.layout.kinds
    suffix = kind[:1] if kind[:1] in _SUFFIXED and epodoc else ""
    return Forms(
        f"{code} {docdb} {kind or 'A'}" if docdb else "",
        f"{code}{epodoc}{suffix}" if epodoc else "",
        f"{code} {_original(code, number, found)}",
    )


def _original(code: str, number: str, found: Match) -> str:
    if code in LUHN and "{y}{S:5}.{c}" in found.layout.original:
        return f"{number}.{luhn_check(number)}"
    hidden = ("{c}",) if found.pieces.right else ("{c}", "{R}")
    shown = next((t for t in found.layout.original if not any(h in t for h in hidden)), "")
    return write(shown, found.pieces) or number if shown else number


def _epodoc(code: str, number: str, year: str) -> str:
    """Filing year and a serial of seven digits; "" where the filing year is not known."""
    if not number.isdecimal() or not year:
        return ""
    if number.startswith(year):
        return f"{code}{year}{number[4:].zfill(7)}"
    return f"{code}{year}{number.zfill(7)}" if len(number) <= 7 else ""


def _grouped(number: str) -> str:
    if number.isdecimal() and 5 <= len(number) <= 7 and number[0] != "0":
        return f"{int(number):,}".replace(",", " ")
    return number
