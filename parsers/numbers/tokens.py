"""Exact index tokens of numbers, so that any spelling finds the document on any engine.

A token is office, canonical number without punctuation, and kind: `EP1000000A1`. Documents carry
one with the kind and one without; a query with a kind looks for that kind, one without for all.
Applications carry no kind, CN ones no check digit, PCT ones 4-digit year and 6-digit serial.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from parsers.numbers import de, wo
from parsers.numbers.model import Found
from parsers.numbers.read import ranked
from parsers.numbers.text import OFFICES, clean

Column = Literal["pn", "an", "prn", "ct"]
_ROLES: dict[Column, frozenset[str]] = {
    "pn": frozenset(["publication"]),
    "an": frozenset(["application"]),
    "prn": frozenset(["application"]),
    "ct": frozenset(["publication", "application"]),
}

_NOT_PLAIN = re.compile(r"[^0-9A-Z]+")
_CN_APPLICATION = re.compile(r"(\d{12}|\d{8})[\dX]")
_LETTER_IS_A_KIND = {"CN", "GB", "TW"}
"""Offices where a letter alone is a kind of its own and never short for one with a digit."""


@lru_cache(maxsize=65536)
def index_forms(office: str, number: str, kind: str | None, what: Column) -> tuple[str, ...]:
    """Tokens of a document number in its canonical form; `what` is the field they are for."""
    if what in {"an", "prn"}:
        return (_application(office, number),)
    base = _base(office, number)
    if what == "ct" and (number.startswith("PCT/") or _cited_application(office, number)):
        return (_application(office, number),)
    if not kind:
        return (base, f"{base}?")
    kind = de.kind_of(number, kind) if office == "DE" else kind
    if len(kind) == 2 and not _single(office, kind[0]):
        return (base, base + kind, base + kind[0])
    return (base, base + kind)


def _single(office: str, letter: str) -> bool:
    return office in _LETTER_IS_A_KIND or (office == "JP" and letter in "AU")


@lru_cache(maxsize=16_384)
def query_forms(text: str, what: Column) -> tuple[str, ...]:
    """Tokens any of which a document must carry to be meant by `text`; () when it is no number.

    Readings of the wrong role are left out: an application number finds nothing in `pn`. A number
    cited without a kind (`ct`) is found by queries with any kind.
    """
    read = ranked(text)
    if not read:
        return _unread(text)
    if len(read) == 1:
        return _tokens(read[0].office.code, read[0].found, what)
    tokens = (token for one in read for token in _tokens(one.office.code, one.found, what))
    return tuple(dict.fromkeys(tokens))


def _tokens(office: str, found: Found, what: Column) -> tuple[str, ...]:
    """Applications are cited too, so `ct` takes both roles."""
    role = "publication" if found.what == "publication" else "application"
    if found.what == "registration" or role not in _ROLES[what]:
        return ()
    if role == "application":
        return (_application(office, found.number),)
    base = _base(office, found.number)
    if not found.kind:
        return (base,)
    return (base + found.kind, f"{base}?") if what == "ct" else (base + found.kind,)


def _cited_application(office: str, number: str) -> bool:
    return office == "CN" and _CN_APPLICATION.fullmatch(number) is not None and len(number) == 13


def _application(office: str, number: str) -> str:
    if number.startswith("PCT/"):
        receiving, year, serial = wo.parts(number)
        return f"PCT{receiving}{year}{serial:06}"
    if office == "CN" and (found := _CN_APPLICATION.fullmatch(number)):
        return f"CN{found[1]}"
    return _base(office, number)


def _base(office: str, number: str) -> str:
    return office + (number if number.isdecimal() else _NOT_PLAIN.sub("", number.upper()))


def _unread(text: str) -> tuple[str, ...]:
    """A number of no known form is still found when typed as its source printed it."""
    plain = _NOT_PLAIN.sub("", clean(text))
    known = plain[:2] in OFFICES and any(char.isdecimal() for char in plain)
    return (plain,) if known else ()
