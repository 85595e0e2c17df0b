"""References to other documents, made from the numbers that office files print.

A number that follows no known form is kept as printed: a reference is never dropped for its form.
"""

from __future__ import annotations

import re
from typing import Literal

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.nodes import value
from parsers.model import Reference
from parsers.numbers import application_number, publication_number
from parsers.text import clean
from parsers.xml import Element

_OFFICE = re.compile(r"[A-Z]{2}")
_KIND = re.compile(r"[A-Z]\d?")
_LEADING_OFFICE = re.compile(r"([A-Z]{2})[-\s./]*(?=[A-Z]{0,2}\s?\d)")
_PCT = re.compile(r"(?:PCT)?[/\s]*([A-Z]{2})[/\s]*(\d{2}|\d{4})[/\s]*(\d{5,6})")
_WO = re.compile(r"\s*WO[\s/-]*\d")
_CITED = re.compile(
    r"([A-Z]{2})\s*-?\s*(?:([A-Z]\d?)\s*-)?\s*([A-Z]{0,2}\s?\d[\d\s./,-]*)([A-Z]\d?)?"
)


def publication_reference(
    office: str | None, raw: str | None, kind: str | None = None, date: str | None = None
) -> Reference | None:
    """A published document. `date` is as printed; None when office or number is missing."""
    text = clean(raw or "")
    if _WO.match(text):
        office = "WO"
    office, text = _office(office, text)
    if office is None or not text:
        return None
    day = parse_date(date, office) if date else None
    level = clean(kind or "").upper()
    level = level if _KIND.fullmatch(level) else ""
    try:
        number = publication_number(office, text, level or None, day)
    except (ParseError, ValueError):
        number = _bare(text)
    return _reference(office, number, text, level or None, day)


def application_reference(
    office: str | None,
    raw: str | None,
    date: str | None = None,
    kind: str | None = None,
    form: Literal["docdb", "epodoc", "original"] | None = None,
) -> Reference | None:
    """An application. `date` is as printed; international applications have office WO.

    `form` says by which rules the number is written, if not by the office's own.
    """
    text = clean(raw or "")
    level = clean(kind or "").upper()
    if text.upper().startswith("PCT") or level == "W":
        return pct_application(text, date, office)
    office, text = _office(office, text)
    if office is None or not text:
        return None
    day = parse_date(date, office) if date else None
    level = level if _KIND.fullmatch(level) else ""
    try:
        number = application_number(office, text, day, level or None, form)
    except (ParseError, ValueError):
        number = _bare(text)
    return _reference(office, number, text, level or None, day)


def pct_application(
    raw: str | None, date: str | None = None, receiving: str | None = None
) -> Reference | None:
    """An international application, printed as `PCT/CN2005/001234`, `JP0107711`, `US 9816128`."""
    text = clean(raw or "")
    if not text:
        return None
    day = parse_date(date) if date else None
    shape = text.upper() if not text[0].isdigit() else f"{receiving or ''}{text}"
    found = _PCT.fullmatch(shape)
    spelling = f"PCT/{found[1]}{found[2]}/{found[3]}" if found else shape
    try:
        number = application_number("WO", spelling, day)
    except (ParseError, ValueError):
        number = spelling
    return _reference("WO", number, text, None, day)


def cited(text: str) -> Reference | None:
    """A patent document as printed on a title page: `WO-A1-2014/114885`, `CN-U- 202 128 028`."""
    found = _CITED.fullmatch(clean(text).upper())
    if found is None:
        return None
    made = publication_reference(found[1], found[3].strip(" ,-"), found[2] or found[4])
    return made and Reference(
        office=made.office, number=made.number, kind=made.kind, date=made.date, raw=clean(text)
    )


def document_id(element: Element | None, *, application: bool = False) -> Reference | None:
    """A `document-id` of WIPO ST.36, or a `DocumentID` of the Chinese ST.96 files."""
    if element is None:
        return None
    office = value(element, "country") or value(element, "WIPOST3Code")
    raw = value(element, "doc-number") or value(element, "DocNumber")
    kind = value(element, "kind") or value(element, "Kind")
    date = value(element, "date") or value(element, "Date")
    if application:
        return application_reference(office, raw, date, kind)
    return publication_reference(office, raw, kind, date)


def _office(office: str | None, text: str) -> tuple[str | None, str]:
    """The office, and the number without it where the number repeats or replaces it.

    Chinese patents are marked with `ZL` before the number of their application.
    """
    code = clean(office or "").upper()
    if code == "CN":
        text = text.removeprefix("ZL").strip()
    found = _LEADING_OFFICE.match(text)
    if _OFFICE.fullmatch(code):
        return code, text[found.end() :] if found and found[1] == code else text
    if found:
        return found[1], text[found.end() :]
    return None, text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _reference(
    office: str, number: str, raw: str, kind: str | None, date: str | None
) -> Reference | None:
    if not number:
        return None
    return Reference(
        office=office, number=number, kind=kind, date=date, raw=raw if raw != number else None
    )
