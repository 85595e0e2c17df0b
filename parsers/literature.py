"""Identifiers inside the words of a citation: DOI, ISSN, ISBN, and patent documents it names.

Only what is beyond doubt: a DOI has a registrant and a suffix with digits, ISSN and ISBN have
the right check digit, a patent document has its office, a number that is one of that office's, and
a kind code or words that say what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.model import Citation, Reference
from parsers.numbers import application_number, publication_number

_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|\\^`{}“”、。，；]+")
_ISSN = re.compile(r"ISSN\b\D{0,14}?(\d{4})-?(\d{3}[\dX])\b", re.IGNORECASE)
_ISBN = re.compile(
    r"ISBN\b(?:-?1[03]\b)?[^\dX]{0,3}((?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dX])(?!\d)",
    re.IGNORECASE,
)
_OFFICES = (
    "AT|AU|BE|BR|CA|CH|CN|DD|DE|DK|EP|ES|FI|FR|GB|IL|IN|IT|JP|KR|NL|NO|NZ|RU|SE|SU|TW|US|WO|ZA"
)
_AFTER = r"(?![\w/-]|\.\d)"
_CODED = re.compile(
    rf"(?<![\w/-])({_OFFICES})[ -]?(\d+(?:[ ,/-]\d+){{0,4}})"
    rf"(?:[ ,-]{{0,2}}([ABCUY]\d?){_AFTER}|[ ,-]{{0,2}}\(([ABCUY]\d?)\))"
)
_PADDED = re.compile(r"(\d{4})[ /-]?(\d{6,7})")
_WO = re.compile(
    r"(?<![\w/-])WO[ -]?((?:(?:19|20)\d\d/0?\d{5,6}|\d\d/\d{5,6}))(?![\d/-]| ?[A-C]\d?\b)"
)
_PCT = re.compile(r"PCT/[A-Z]{2}(?:\d{4}/\d{6}|\d{2,4}/\d{5,6})(?!\d)")
_US_PATENT = re.compile(
    r"(?:U\.? ?S\.?|United States)\s+Pat(?:ent|\.)?\s+No\.?\s*(\d{1,2},\d{3},\d{3})(?!,?\d)",
    re.IGNORECASE,
)
_US_PUBLICATION = re.compile(
    r"(?:U\.? ?S\.?|United States)\s+(?:Pat(?:ent|\.)?\s+)?(?:App(?:l(?:ication|n)?)?\.?\s+)?"
    r"Pub(?:l(?:ication)?|\.)?\.?\s+No\.?\s*(?:US\s?)?(20\d\d[/-]?0\d{6})(?!\d)",
    re.IGNORECASE,
)


def recognised(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations, those of literature with what their words name."""
    if all(citation.text is None for citation in citations):
        return citations
    return tuple(_recognised(citation) if citation.text else citation for citation in citations)


def _recognised(citation: Citation) -> Citation:
    text = unicodedata.normalize("NFKC", citation.text or "")
    found = {"doi": doi(text), "issn": issn(text), "isbn": isbn(text)}
    changes: dict[str, object] = {key: value for key, value in found.items() if value}
    if named := documents(text):
        changes["named"] = named
    return structs.replace(citation, **changes) if changes else citation


def doi(text: str) -> str | None:
    """The first Digital Object Identifier (ISO 26324), as it is written."""
    for found in _DOI.finditer(text):
        name = _closed(found[0])
        if any(char.isdecimal() for char in name.partition("/")[2]):
            return name
    return None


def _closed(name: str) -> str:
    """Without the marks of the sentence around it; brackets of its own are in pairs."""
    while name:
        last = name[-1]
        unpaired = last in ")]" and name.count(last) > name.count("(" if last == ")" else "[")
        if not unpaired and last not in ".,;:'’":
            break
        name = name[:-1]
    return name


def issn(text: str) -> str | None:
    """The first ISSN (ISO 3297) with the right check digit."""
    for found in _ISSN.finditer(text):
        digits = (found[1] + found[2]).upper()
        total = sum(_digit(char) * (8 - place) for place, char in enumerate(digits))
        if total % 11 == 0:
            return f"{digits[:4]}-{digits[4:]}"
    return None


def isbn(text: str) -> str | None:
    """The first ISBN (ISO 2108) of ten or thirteen digits with the right check digit, bare."""
    for found in _ISBN.finditer(text):
        digits = re.sub(r"[ -]", "", found[1]).upper()
        if len(digits) == 10 and not sum(_digit(c) * (10 - n) for n, c in enumerate(digits)) % 11:
            return digits
        if len(digits) == 13 and digits.isdecimal():
            total = sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(digits))
            if total % 10 == 0:
                return digits
    return None


def _digit(char: str) -> int:
    return 10 if char == "X" else int(char)


def documents(text: str) -> tuple[Reference, ...]:
    """Patent documents and international applications that the words name, in their order."""
    found = sorted(_places(text), key=lambda entry: entry[0])
    return tuple(dict.fromkeys(reference for _, reference in found))


def _places(text: str) -> Iterator[tuple[int, Reference]]:
    tried: list[tuple[int, str, str, str, str | None]] = []
    tried += [(m.start(), m[0], m[1], m[2], m[3] or m[4]) for m in _CODED.finditer(text)]
    tried += [(m.start(), m[0], "WO", m[1], None) for m in _WO.finditer(text)]
    tried += [(m.start(), m[0], "US", m[1], None) for m in _US_PATENT.finditer(text)]
    tried += [(m.start(), m[0], "US", m[1], "A1") for m in _US_PUBLICATION.finditer(text)]
    for at, printed, office, raw, kind in tried:
        try:
            number = publication_number(office, _plain(office, raw), kind, None)
        except (ParseError, ValueError):
            continue
        yield at, Reference(office=office, number=number, kind=kind, raw=printed)
    for match in _PCT.finditer(text):
        try:
            number = application_number("WO", match[0], None)
        except (ParseError, ValueError):
            continue
        yield match.start(), Reference(office="WO", number=number, raw=match[0])


def _plain(office: str, raw: str) -> str:
    bare = raw.strip(" ,-")
    if office == "US" and (parted := _PADDED.fullmatch(bare)):
        return f"{parted[1]}{parted[2].zfill(7)}"
    return bare if office == "JP" else bare.replace(",", "")
