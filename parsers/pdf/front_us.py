"""Front pages of the USPTO: grants, designs and application publications, since 1976."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.errors import ParseError
from parsers.formats.us4_numbers import us_publication, uspc
from parsers.model import Classification, Reference, Related, Relation
from parsers.pdf.front import (
    WO,
    Front,
    application,
    date_in,
    locarno,
    numbered,
    publication,
    symbols,
)
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner
from parsers.pdf.us_citations import citations
from parsers.pdf.us_pages import sequel_lines
from parsers.pdf.us_parties import parties
from parsers.pdf.wire import Page

LABEL = re.compile(r"^[A-Z][\w .,'/&()-]{2,40}?:\s*")
_OWN = re.compile(r"(?:US\s*)?((?:[A-Z]{1,2}\s?)?\d[\d,/]+)\s*([A-Z]\d?)?\b")
_PRIORITY = re.compile(r"\(([A-Z]{2})\)[\s.]*(\S.*)")
_EARLIER = re.compile(r"US\s*(\d{4}/\d{7})\s*([A-Z]\d)")
_ABSTRACT_END = re.compile(r"\d+\s+Claims?,|\d+\s+Drawing\s+Sheets?")
_COUNT = re.compile(r"(\d+)\s+Claims?,\s*(?:\d+|No)\s+Draw")
_PCT = re.compile(r"PCT/[A-Z]{2}\d{2,4}/\d+")
_ENTERED = re.compile(r"371.*?Date:\s*(\S+ \d{1,2}, \d{4})", re.DOTALL)
"""The day an international application entered the national stage."""
_GRANTED = re.compile(r",?\s*now\s+Pat\.\s+No\.\s+([DREP]*\d+(?:,\s?\d{3})*)")
_HEAD_OF_CLASS = re.compile(r"^[^\n]*?Cl\.\s*(?:CPC\s*)?")
_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("continuation-in-part", "continuation_in_part"),
    ("continuation", "continuation"),
    ("division", "division"),
    ("provisional", "provisional"),
    ("reissue", "reissue"),
)
_RELATED = re.compile(
    r"(Continuation-in-part|Continuation|Division(?:al)?|Provisional|Reissue)[^;]{0,200}?"
    r"No\.\s*([\w/]+(?:,\s?\d{3})*)(?:,?\s*filed\s+(?:on\s+)?([A-Z][^;,]*,\s*\d{4}))?",
    re.IGNORECASE,
)


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    items = items_of(pages[0])
    number, kind, date = _identity(items)
    title = first(items, "54")
    cited = [line for item in all_of(items, "56") for line in item.lines]
    cited += sequel_lines(pages, number)
    return Front(
        office="US",
        number=number,
        kind=kind,
        date=date,
        title=joiner.join(title.lines, "en").removeprefix("Title: ") if title else "",
        abstract=_abstract(items, joiner),
        application=_application(items),
        priorities=list(_priorities(items)),
        related=list(_related(items, joiner)),
        parties=numbered(parties(items, joiner), but="examiner"),
        classifications=_classes(items),
        citations=list(citations(cited, joiner)),
        counted_claims=_count(pages[0]),
    )


def _count(page: Page) -> int | None:
    """`20 Claims, 14 Drawing Sheets` below the abstract."""
    found = (_COUNT.match(line.text.strip()) for line in page.lines)
    return next((int(match[1]) for match in found if match), None)


def _value(items: Sequence[Item], *codes: str) -> str:
    """The text of an item without its label."""
    item = first(items, *codes)
    return LABEL.sub("", item.text.strip(), count=1) if item else ""


def _identity(items: Sequence[Item]) -> tuple[str, str, str | None]:
    for item in (*all_of(items, "10"), *all_of(items, "11")):
        found = _OWN.search(LABEL.sub("", item.text.strip(), count=1))
        number = us_publication(found[1].replace(" ", "").replace("/", "")) if found else None
        if found and number:
            date = date_in(_value(items, "45", "43"), "US")
            # Until 2001 grants were printed without a kind code: it is A.
            kind = found[2] or ("A" if number.isdecimal() and (date or "") < "2001" else "")
            return number, kind, date
    raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (10) or (11).")


def _application(items: Sequence[Item]) -> Reference | None:
    raw = _value(items, "21").split("\n")[0]
    entered = _ENTERED.search(" ".join(item.text for item in all_of(items, "86")))
    date = date_in(entered[1] if entered else _value(items, "22"), "US")
    return application("US", raw, date) if raw else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    for item in all_of(items, "30"):
        for line in item.lines:
            found = _PRIORITY.search(line.text)
            if found:
                day = date_in(line.text[: found.start()], "US")
                reference = application(found[1], found[2], day)
                if reference:
                    yield reference


def _related(items: Sequence[Item], joiner: Joiner) -> Iterator[Related]:
    filed = next((item.text for item in items if item.code == "22" and "PCT" in item.text), "")
    for item in items:
        document = None
        if item.code == "65" and (found := _EARLIER.search(item.text)):
            day = date_in(item.text[found.end() :], "US")
            document = publication("US", found[1].replace("/", ""), found[2], day)
            relation: Relation = "earlier_publication"
        elif item.code == "86" and (found := _PCT.search(item.text)):
            document = application("WO", found[0], date_in(filed, "US"))
            relation = "pct"
        elif item.code == "87" and (found := WO.search(item.text)):
            document = publication("WO", found[1], date=date_in(item.text, "US"))
            relation = "pct"
        elif item.code in {"60", "62", "63", "64"}:
            yield from _parents(joiner.join(item.lines, "en"))
        if document:
            yield Related(relation=relation, document=document)


def _parents(text: str) -> Iterator[Related]:
    for found in _RELATED.finditer(text):
        document = application("US", found[2].replace(" ", ""), date_in(found[3] or "", "US"))
        name = found[1].lower()
        relation = next(value for word, value in _RELATIONS if name.startswith(word))
        if document:
            yield Related(relation=relation, document=document)
        granted = _GRANTED.match(text, found.end())
        patent = publication("US", granted[1]) if granted else None
        if patent:
            yield Related(relation=relation, document=patent)


def _classes(items: Sequence[Item]) -> list[Classification]:
    found: list[Classification] = []
    for item in all_of(items, "51"):
        designs = "LOC" in item.text[:12].upper()
        text = _HEAD_OF_CLASS.sub("", item.text)
        found += locarno(text) if designs else symbols(text, "ipc")
    for item in all_of(items, "52"):
        text = _HEAD_OF_CLASS.sub("", item.text).replace("\n", " ")
        cooperative = symbols(text, "cpc")
        found += cooperative
        _, _, national = text.partition("USPC")
        found += _national(national if national or cooperative else text)
    return found


def _national(text: str) -> Iterator[Classification]:
    for part in re.split(r"[;,]\s*", re.sub(r"[\s.]{3,}", " ", text).strip(" .")):
        symbol = uspc(part.strip()) if part.strip() else None
        if symbol:
            yield Classification(scheme="uspc", symbol=symbol)


def _abstract(items: Sequence[Item], joiner: Joiner) -> str:
    item = first(items, "57")
    if item is None:
        return ""
    lines = item.lines[1:] if item.lines[0].text.strip().upper() == "ABSTRACT" else item.lines
    kept = lines[:1]
    for line in lines[1:]:
        # What stands far below, or beside, belongs to the drawing.
        apart = abs(line.y - kept[-1].y) > 2.6 * line.size
        if apart or _ABSTRACT_END.match(line.text.strip()):
            break
        kept.append(line)
    return joiner.join(kept, "en")
