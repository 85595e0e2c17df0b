"""The references cited on the front page of a US patent and the pages it continues on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from msgspec.structs import replace

from parsers.dates import parse_date
from parsers.formats.us4_numbers import us_publication
from parsers.model import Citation, Phase
from parsers.pdf.front import publication
from parsers.pdf.joining import Joiner
from parsers.pdf.wire import Line

_PARTS = (
    (re.compile(r"U\.?\s?S\.?\s+PATENT\s+DOC", re.IGNORECASE), "us"),
    (re.compile(r"FOREIGN\s+PATENT\s+DOC", re.IGNORECASE), "foreign"),
    (re.compile(r"OTHER\s+PUBLICATIONS", re.IGNORECASE), "other"),
)
_DATE = r"(?:\d{1,2}/)?(?:\d{1,2}/)?\d{4}"
_US = re.compile(rf"((?:[A-Z]{{1,2}})?\d[\d,]*(?:/\d+)?)\s*([A-Z]\d?)?\s*(\*)?\s+({_DATE})\b")
_FOREIGN = re.compile(rf"([A-Z]{{2}})\s+(\S+)\s+(?:([A-Z]\d?)\s*)?(\*)?\s*({_DATE})\b")
_END = re.compile(r"[\d)\]”\"]\.\s*\*?$|\.\s*\*$")
_BEHIND = re.compile(r"(?:Primary|Assistant)\s+Examiner\b")
"""What stands behind the references in the same column."""
_LEGEND = re.compile(r"\* cited by|\(?Continued\)?$|References Cited$")


def citations(lines: Iterable[Line], joiner: Joiner) -> Iterator[Citation]:
    """The entries below the heading "References Cited", numbered in their order."""
    numbers = count(1)
    for citation in _entries(lines, joiner):
        yield replace(citation, number=next(numbers))


def _entries(lines: Iterable[Line], joiner: Joiner) -> Iterator[Citation]:
    part = ""
    open_: list[Line] = []
    for line in lines:
        text = line.text.strip()
        head = next((name for pattern, name in _PARTS if pattern.search(text)), None)
        if head or _BEHIND.match(text) or _LEGEND.search(text):
            yield from _text(open_, joiner)
            open_, part = [], head or ("" if _BEHIND.match(text) else part)
        elif part == "other":
            open_.append(line)
            if _END.search(text):
                yield from _text(open_, joiner)
                open_ = []
        elif part:
            yield from _row(text, part)
    yield from _text(open_, joiner)


def _row(text: str, part: str) -> Iterator[Citation]:
    found = (_US if part == "us" else _FOREIGN).match(text)
    if found is None:
        return
    if part == "us":
        raw, kind, star, date = found.groups()
        office, raw = "US", us_publication(raw.replace("/", "")) or raw
    else:
        office, raw, kind, star, date = found.groups()
    document = publication(office, raw, kind, _month(date))
    if document:
        yield Citation(document=document, phase=_phase(star))


def _month(printed: str) -> str | None:
    """`2005-11` of `11/2005`, `2005-11-03` of `11/3/2005`."""
    parts = printed.split("/")
    if len(parts) == 2:
        return f"{parts[1]}-{int(parts[0]):02d}" if 0 < int(parts[0]) < 13 else None
    return parse_date(printed, "US")


def _phase(star: str | None) -> Phase:
    return "examination" if star else "applicant"


def _text(lines: list[Line], joiner: Joiner) -> Iterator[Citation]:
    text = joiner.join(lines, "en")
    if text:
        bare = text.removesuffix("*").rstrip()
        yield Citation(text=bare, phase=_phase("*" if bare != text else None))
