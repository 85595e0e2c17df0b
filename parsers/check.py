"""What every publication must hold, whatever format it came from.

The check is a net under the format modules, not a judgement on what patents may say: a body text
may well quote `<p>` or `&nbsp;` (patents on web pages do), a name or title may not, and no text may
hold an element name that only office files have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from parsers.model import Citation, Classification, Publication, Reference

_OFFICE = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MARKUP = re.compile(
    r"</?(?:claim-(?:ref|text)|figref|sub2|sup2|doc-number|exch:|business:|base:|us-|o-ri)[\w:-]*"
    r"|<!\[CDATA\[|<!DOCTYPE|<\?xml"
)
_IN_NAME = re.compile(
    r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>|&(?:[A-Za-z][A-Za-z0-9.]*|#x?[0-9A-Fa-f]+);"
)
_SYMBOLS = {
    "ipc": re.compile(r"[A-H](?:\d\d(?:[A-Z](?: [1-9]\d{0,3}/\d{2,6})?)?)?"),
    "cpc": re.compile(r"[A-HY](?:\d\d(?:[A-Z](?: [1-9]\d{0,3}/\d{2,6})?)?)?"),
    "locarno": re.compile(r"\d\d(?:-\d\d)?"),
}
_KIND = re.compile(r"[A-Z]\d?")
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]")
_HARMLESS = bytes(
    byte for byte in (0x0A, *range(0x20, 0x100)) if byte not in b"\x7f\xc2\xed\xee\xef\xf3\xf4"
)
"""Bytes of UTF-8 that begin none of the characters of `_CONTROL`; deleting them is the quickest
way to see that nothing else is there."""


def problems(publication: Publication) -> list[str]:
    """What is wrong with a publication, in words; empty if nothing is."""
    return [
        *_identity(publication),
        *_dates(publication),
        *_title(publication),
        *_claims(publication),
        *_parts(publication),
        *_texts(publication),
    ]


def _identity(publication: Publication) -> Iterator[str]:
    if publication.id != str(publication.document_id):
        yield "the id is not office, number and kind"
    if not _OFFICE.fullmatch(publication.office):
        yield f"{publication.office!r} is no office"
    number = publication.number
    if not number or not number.isascii() or any(char.isspace() for char in number):
        yield f"{number!r} is no bare number"
    if publication.kind is not None and not _KIND.fullmatch(publication.kind):
        yield f"{publication.kind!r} is no kind code"


def _dates(publication: Publication) -> Iterator[str]:
    dates = {reference.date for reference in _references(publication)}
    dates.update(event.date for event in publication.events)
    dates.add(publication.date)
    dates.discard(None)
    latest = f"{datetime.now(UTC).year + 1}-99"
    for date in dates:
        if date and not ("1600" < date < latest and _DATE.fullmatch(date)):
            yield f"{date} is no possible date"


def _title(publication: Publication) -> Iterator[str]:
    explained = {gap.part for gap in publication.gaps}
    if not publication.title and "title" not in explained:
        yield "there is no title and no reason why"


def _claims(publication: Publication) -> Iterator[str]:
    last: dict[str, int] = {}
    numbers: dict[str, set[int]] = {}
    gap = any(gap.part == "claims" for gap in publication.gaps)
    for claim in publication.claims:
        before = last.get(claim.lang, 0)
        known = numbers.setdefault(claim.lang, set())
        if claim.number <= before or (claim.number != before + 1 and not gap):
            yield f"claim {claim.number} ({claim.lang}) follows claim {before}"
        if not known.issuperset(claim.depends_on) and not gap:
            yield f"claim {claim.number} ({claim.lang}) depends on a claim that is not there"
        if claim.depends_on and max(claim.depends_on) >= claim.number:
            yield f"claim {claim.number} ({claim.lang}) depends on a later one"
        last[claim.lang] = claim.number
        known.add(claim.number)


def _parts(publication: Publication) -> Iterator[str]:
    for party in publication.parties:
        if not party.name.strip():
            yield f"a party ({party.role}) has no name"
        if party.country is not None and not _OFFICE.fullmatch(party.country):
            yield f"{party.country!r} is no country"
    for symbol in publication.classifications:
        if not _well_formed(symbol):
            yield f"{symbol.symbol!r} is no symbol of {symbol.scheme}"
    for citation in publication.citations:
        if not _one_thing(citation):
            yield "a citation names not exactly one thing"
    for reference in _references(publication):
        if not _OFFICE.fullmatch(reference.office) or not reference.number:
            yield f"a reference to {reference.office}{reference.number} is incomplete"


def _well_formed(symbol: Classification) -> bool:
    form = _SYMBOLS.get(symbol.scheme)
    return bool(form.fullmatch(symbol.symbol) if form else symbol.symbol.strip())


def _one_thing(citation: Citation) -> bool:
    return (citation.document is None) is bool(citation.text)


def _references(publication: Publication) -> Iterator[Reference]:
    if publication.application is not None:
        yield publication.application
    yield from publication.priorities
    yield from (entry.document for entry in publication.related)
    yield from (entry.document for entry in publication.citations if entry.document)


def _texts(publication: Publication) -> Iterator[str]:
    languages = {publication.language}
    names = [party.name for party in publication.parties]
    bodies: list[str] = []
    for text in publication.title:
        languages.add(text.lang)
        names.append(text.text)
    for text in publication.abstract:
        languages.add(text.lang)
        bodies.append(text.text)
    for claim in publication.claims:
        languages.add(claim.lang)
        bodies.append(claim.text)
    for segment in publication.description:
        languages.add(segment.lang)
        # Rows of a table are lines; elsewhere there are none.
        if "\n" in segment.text and segment.kind != "table":
            yield "there is a line break in a text"
        bodies.append(segment.text)
    yield from (f"{lang!r} is no language" for lang in languages if not _LANGUAGE.fullmatch(lang))
    if not all(names) or not all(bodies):
        yield "a text is empty"
    found = _IN_NAME.search("\n".join(names)) or _markup("\n".join(bodies))
    if found:
        yield f"markup is left in a text: {found[0][:40]!r}"
    yield from _controls("\n".join((*names, *bodies)))


def _markup(text: str) -> re.Match[str] | None:
    return _MARKUP.search(text) if "<" in text else None


def _controls(text: str) -> Iterator[str]:
    if text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS):
        found = _CONTROL.search(text)
        if found:
            yield f"a character U+{ord(found[0]):04X} is left in a text"
