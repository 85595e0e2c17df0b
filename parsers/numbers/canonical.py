"""Canonical bare numbers from what office files print: no country, no kind, no padding zeros."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from parsers.errors import ParseError
from parsers.numbers import st13, wo
from parsers.numbers.offices import BY_CODE
from parsers.numbers.text import folded_digits
from parsers.origins import keeps_second

Form = Literal["docdb", "epodoc", "original"]

_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−"}
_JUNK = re.compile(r"[\s,;:()'\"_]+")
_NOT_PLAIN = re.compile(r"[^0-9A-Z]+")
_KIND = re.compile(r"(?<=\d)-?([A-WYZ]\d?)$")
_DUMMY = re.compile(r"(X)0*(\d{5,8})|0*(\d{5,8})(X)|0*(\d{5,7})(T)")
_LONGEST = 100
"""Characters of the longest text that is taken for one number."""
_KIND_BEFORE = re.compile(r"^(?:[ABCUTY]\d?)-(?=\d)")


@keeps_second
@lru_cache(maxsize=65536)
def publication_number(
    office: str, raw: str, kind: str | None = None, date: str | None = None
) -> str:
    """The canonical bare number of a publication.

    `kind` and `date` (ISO) decide where digits alone do not: JP eras, WO years, KR registrations.
    Tolerates the country in front and the kind behind. A number of no known form is kept, without
    blanks and punctuation; a PCT application cited in place of a publication comes out as one.
    Raises ParseError NUMBER_UNREADABLE when there is no digit in it, or far more than a number.
    """
    body = _body(office, raw, kind)
    if body.startswith("PCT"):
        return wo.application(body) or _NOT_PLAIN.sub("", body)
    rules = BY_CODE.get(office)
    number = rules.publication(body, kind or "", date or "") if rules else ""
    if not number and rules and (found := _KIND.search(body)):
        number = rules.publication(body[: found.start()], kind or found[1], date or "")
    return number or _NOT_PLAIN.sub("", body).lstrip("0") or "0"


@keeps_second
@lru_cache(maxsize=65536)
def application_number(
    office: str,
    raw: str,
    date: str | None = None,
    kind: str | None = None,
    form: Form | None = None,
) -> str:
    """The canonical bare number of an application; `date` is its filing date.

    `form` says which rules `raw` follows: DOCDB has US and old JP numbers with the year at the
    end, and PCT applications (`kind` W) under the receiving office. PCT applications come out as
    `PCT/CN2005/001234` whatever the office. Where the application is not known, DOCDB puts the
    publication with an X in its place (`1258190X`, EPODOC `USX1258190`). Unknown forms and errors
    as `publication_number`.
    """
    body = _body(office, raw, kind)
    if form in {"docdb", "epodoc"} and office not in {"CN", "SG"} and (dummy := stand_in(body)):
        return dummy
    if len(body) == 15 and (own := st13.native(office, body)):
        body = own
    if kind == "W" or body.startswith(("PCT", "WO")) or office == "WO":
        number = wo.docdb_application(office, body)
    else:
        number = _ruled(office, body, kind or "", date or "", form)
        if not number and (found := _KIND.search(body)):
            number = _ruled(office, body[: found.start()], kind or found[1], date or "", form)
    return number or _NOT_PLAIN.sub("", body) or "0"


def stand_in(body: str) -> str:
    """The publication number with an X (CA: T) that DOCDB uses for an unknown application."""
    marked = body[:1] == "X" or body[-1:] in {"X", "T"}
    found = _DUMMY.fullmatch(body) if marked else None
    if found is None:
        return ""
    letter, before, behind, mark, canadian, tail = found.groups()
    return f"{before or behind or canadian}{letter or mark or tail}"


def _ruled(office: str, body: str, kind: str, date: str, form: Form | None) -> str:
    rules = BY_CODE.get(office)
    if rules is None:
        return ""
    if form == "docdb" and rules.docdb:
        return rules.docdb(body, kind, date)
    return rules.application(body, kind, date)


def _body(office: str, raw: str, kind: str | None) -> str:
    """Blanks, commas and quotes gone, the country in front too, and exactly this kind behind."""
    text = folded_digits(raw).translate(_DASHES).upper()
    if len(text) > _LONGEST:
        words = f"{office} number {raw[:20]!r}… has {len(text)} characters"
        raise ParseError("NUMBER_UNREADABLE", words)
    if not any(char.isdecimal() for char in text):
        raise ParseError("NUMBER_UNREADABLE", f"{office} number {raw!r} has no digit")
    body = _JUNK.sub("", text).strip(".-/")
    if body.startswith(office) and body[len(office) :].strip(".-/"):
        body = body[len(office) :].lstrip(".-/")
    body = _KIND_BEFORE.sub("", body)
    if kind and body.endswith(kind) and body[-len(kind) - 1 : -len(kind)].isdecimal():
        body = body[: -len(kind)].rstrip(".-/")
    return body
