"""What a record says it is, read from its first bytes: for records that cannot be read further."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.model import DocumentId

_BYTES = 16_384
_ROOT = re.compile(rb"<[A-Za-z_][^<>]*")
_COUNTRY = re.compile(rb"""\scountry\s*=\s*["']([A-Z]{2})["']""")
_KIND = re.compile(rb"""\skind\s*=\s*["']([A-Z]\d?)["']""")
_DATE = re.compile(rb"""\s(?:date-publ|datePublication)\s*=\s*["'](\d{4})""")
_REFERENCE = re.compile(
    rb"<(?:\w+:)?publication-reference\b.{0,300}?<(?:\w+:)?country>\s*([A-Z]{2})\s*<.{0,200}?"
    rb"<(?:\w+:)?kind>\s*([A-Z]\d?)\s*<(?:.{0,80}?<(?:\w+:)?date>\s*(\d{4}))?",
    re.DOTALL,
)


class Said(NamedTuple):
    """Office, kind and year of publication; "" and None where it is not said."""

    office: str = ""
    kind: str = ""
    year: int | None = None


def said(data: bytes, place: str | None) -> Said:
    """From the attributes of the root element (ST.36), or the publication reference near it.

    `place` is where a failure lies; an id there is taken at its word.
    """
    head = data[:_BYTES]
    root = _ROOT.search(head)
    tag = root[0] if root else b""
    found = [pattern.search(tag) for pattern in (_COUNTRY, _KIND, _DATE)]
    office, kind, year = ((one[1].decode() if one else "") for one in found)
    reference = _REFERENCE.search(head)
    if reference is not None and office in {"", reference[1].decode()}:
        office, kind = reference[1].decode(), kind or reference[2].decode()
        year = year or (reference[3] or b"").decode()
    named = _named(place)
    if named is not None:
        office, kind = named.office, named.kind
    return Said(office, kind, int(year) if year else None) if office else Said()


def _named(place: str | None) -> DocumentId | None:
    try:
        return DocumentId.parse(place or "")
    except ValueError:
        return None
