"""What every publication must hold, whatever format it came from.

The check is a net under the format modules, not a judgement on what patents may say: a body text
may well quote `<p>` or `&nbsp;` (patents on web pages do), a name or title may not, and no text may
hold an element name that only office files have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from time import gmtime

from parsers.model import (
    Citation,
    Claim,
    Classification,
    Notice,
    Publication,
    Reference,
    Segment,
    Text,
)

_OFFICE = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MARKUP = re.compile(
    r"</?(?:claim-(?:ref|text)|figref|sub2|sup2|doc-number|exch:|business:|base:|us-|o-ri)[\w:-]*"
    r"|<!\[CDATA\[|<!DOCTYPE|<\?xml"
)
_IN_NAME = re.compile(
    r"</?(?:[\w.-]+:)?(?:su[bp]2?|[biuop]|br|img|span|div|em|strong|small-?caps|pre|[uod]l|li|d[td]"
    r"|figref|claim-ref|crossref|patcit|nplcit|maths?|chemistry|tables?|heading|bio-deposit|text"
    r"|name|last-name|first-name|orgname|SB|SP|HIL|PDAT|BOLD|ITALIC|STEXT|Sub|Sup|[BI])"
    r"(?:\s[^<>]*)?/?>|&(?:[A-Za-z][A-Za-z0-9.]*|#x?[0-9A-Fa-f]+);"
)
"""Elements that stand in names and titles; a title may print `<A>` as a sign of its own."""
_SYMBOLS = {
    "ipc": re.compile(r"[A-H](?:\d\d(?:[A-Z](?: [1-9]\d{0,3}/\d{2,6})?)?)?"),
    "cpc": re.compile(r"[A-HY](?:\d\d(?:[A-Z](?: [1-9]\d{0,3}/\d{2,6})?)?)?"),
    "locarno": re.compile(r"\d\d(?:-\d\d)?"),
}
_LONGEST_NUMBER = 40
_KIND = re.compile(r"[A-Z]\d?")
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]")
_HARMLESS = bytes(
    byte for byte in (0x0A, *range(0x20, 0x100)) if byte not in b"\x7f\xc2\xed\xee\xef\xf3\xf4"
)
"""Bytes of UTF-8 that begin none of the characters of `_CONTROL`; deleting them is the quickest
way to see that nothing else is there."""
_AFTER_C2 = re.compile(rb"\xc2[\x80-\x9f]")
_AFTER_EF = re.compile(rb"\xef[\x80-\xa3]")


def problems(item: Publication | Notice) -> list[str]:
    """What is wrong with a publication or notice, in words; empty if nothing is."""
    if isinstance(item, Notice):
        return list(_notice(item))
    publication = item
    return [
        *_identity(publication),
        *_dates(publication),
        *_title(publication),
        *_claims(publication),
        *_parts(publication),
        *_texts(publication),
    ]


def _notice(notice: Notice) -> Iterator[str]:
    references = [r for r in (notice.application, notice.publication) if r is not None]
    if not references:
        yield "the notice says of no application and no publication"
    if not notice.events:
        yield "the notice has no event"
    yield from _complete(references)
    dates = {event.date for event in notice.events} | {event.effective for event in notice.events}
    yield from _possible(dates | {reference.date for reference in references})


def _identity(publication: Publication) -> Iterator[str]:
    if publication.id != str(publication.document_id):
        yield "the id is not office, number and kind"
    if not _OFFICE.fullmatch(publication.office):
        yield f"{publication.office!r} is no office"
    number = publication.number
    if not number or not number.isascii() or any(char.isspace() for char in number):
        yield f"{number[:_LONGEST_NUMBER]!r} is no bare number"
    if len(number) > _LONGEST_NUMBER:
        yield f"a number of {len(number)} characters is none"
    if publication.kind is not None and not _KIND.fullmatch(publication.kind):
        yield f"{publication.kind!r} is no kind code"


def _dates(publication: Publication) -> Iterator[str]:
    dates = {reference.date for reference in _references(publication)}
    dates.update(event.date for event in publication.events)
    dates.update(event.effective for event in publication.events)
    dates.add(publication.date)
    yield from _possible(dates)


def _possible(dates: Iterable[str | None]) -> Iterator[str]:
    latest = f"{gmtime().tm_year + 1}-99"
    for date in dates:
        if date and not ("1600" < date < latest and _DATE.fullmatch(date)):
            yield f"{date} is no possible date"


def _title(publication: Publication) -> Iterator[str]:
    explained = {gap.part for gap in publication.gaps}
    if not publication.title and "title" not in explained:
        yield "there is no title and no reason why"


def _claims(publication: Publication) -> Iterator[str]:
    gap = any(gap.part == "claims" for gap in publication.gaps)
    yield from _numbered(publication.claims, gap=gap)
    for entry in publication.claim_sets:
        if not entry.claims:
            yield "a set of claims is empty"
        yield from _numbered(entry.claims, gap=gap)


def _numbered(claims: Iterable[Claim], *, gap: bool) -> Iterator[str]:
    last: dict[str, int] = {}
    numbers: dict[str, set[int]] = {}
    for claim in claims:
        before = last.get(claim.lang, 0)
        known = numbers.setdefault(claim.lang, set())
        if claim.number <= before or (claim.number != before + 1 and not gap):
            yield f"claim {claim.number} ({claim.lang}) follows claim {before}"
        if claim.depends_on and max(claim.depends_on) >= claim.number:
            yield f"claim {claim.number} ({claim.lang}) depends on a later one"
        elif not known.issuperset(claim.depends_on) and not gap:
            yield f"claim {claim.number} ({claim.lang}) depends on a claim that is not there"
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
    yield from _complete(_references(publication))


def _complete(references: Iterable[Reference]) -> Iterator[str]:
    for reference in references:
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
    texts = (*publication.title, *publication.abstract)
    languages = {text.lang for text in texts}
    languages.update(claim.lang for claim in publication.claims)
    languages.update(c.lang for entry in publication.claim_sets for c in entry.claims)
    languages.update(segment.lang for segment in publication.description)
    languages.add(publication.language)
    yield from (f"{lang!r} is no language" for lang in languages if not _LANGUAGE.fullmatch(lang))
    names = [party.name for party in publication.parties]
    names += [text.text for text in publication.title]
    bodies = [text.text for text in publication.abstract]
    bodies += [claim.text for claim in publication.claims]
    bodies += [claim.text for entry in publication.claim_sets for claim in entry.claims]
    bodies += [segment.text for segment in publication.description]
    if not all(names) or not all(bodies):
        yield "a text is empty"
    body = " ".join(bodies)
    if "\n" in body and not _only_tables_have_lines(publication):
        yield "there is a line break in a text"
    name = " ".join(names)
    found = _IN_NAME.search(name) or (_MARKUP.search(body) if "<" in body else None)
    if found:
        yield f"markup is left in a text: {found[0][:40]!r}"
    yield from _controls(name)
    yield from _controls(body)
    yield from _marks(publication)


def _marks(publication: Publication) -> Iterator[str]:
    texts: tuple[Text | Claim | Segment, ...] = (
        *publication.title,
        *publication.abstract,
        *publication.claims,
        *publication.description,
    )
    for text in texts:
        for _, start, end in text.marks:
            if not 0 <= start < end <= len(text.text):
                yield f"a subscript from {start} to {end} lies outside its text"


def _only_tables_have_lines(publication: Publication) -> bool:
    texts = [text.text for text in (*publication.title, *publication.abstract)]
    texts += [claim.text for claim in publication.claims]
    texts += [part.text for part in publication.description if part.kind != "table"]
    return not any("\n" in text for text in texts)


def _controls(text: str) -> Iterator[str]:
    raw = text.encode("utf-8", "surrogatepass")
    leads = raw.translate(None, _HARMLESS)
    suspect = leads and (
        leads.strip(b"\xc2\xef")
        or _AFTER_C2.search(raw)
        or (b"\xef" in leads and _AFTER_EF.search(raw))
    )
    if suspect:
        found = _CONTROL.search(text)
        if found:
            yield f"a character U+{ord(found[0]):04X} is left in a text"
