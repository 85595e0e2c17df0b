"""Dated steps of the procedure that a European patent document prints."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.nodes import value, values
from parsers.model import LegalEvent
from parsers.xml import Element

_DATED: tuple[tuple[str, str], ...] = (
    ("B200/B240/B241", "Request for examination filed"),
    ("B200/B240/B242", "First examination report despatched"),
    ("B200/B240/B243", "Patent maintained as amended"),
    ("B200/B240/B244", "Conversion into a national application requested"),
    ("B200/B240/B245", "Proceedings suspended or interrupted"),
    ("B200/B240/B246", "Proceedings resumed"),
    ("B200/B240/B248", "Restitutio in integrum or loss of rights"),
    ("B200/B230/B238", "Application deemed withdrawn"),
    ("B200/B230/B239", "Application refused or withdrawn"),
    ("B400/B430", "Application published"),
    ("B400/B440", "Examined application published"),
    ("B400/B450", "Grant published"),
    ("B400/B451EP", "Intention to grant announced, first"),
    ("B400/B452EP", "Intention to grant announced"),
    ("B400/B477", "Amended patent published"),
    ("B500/B560/B565", "Search report completed"),
    ("B500/B560/B565EP", "Supplementary search report drawn up"),
    ("B500/B560/B566", "Search report mailed"),
    ("B500/B560/B566EP", "Correction of the search report despatched"),
    ("B700/B780/B787", "Opposition rejected"),
    ("B700/B780/B788", "Opposition procedure terminated"),
    ("B800/B880", "Search report published separately"),
)
"""Tags with a date and, in short, what the EPO's document type definition says they are."""


def events(biblio: Element | None, published: str | None) -> tuple[LegalEvent, ...]:
    """All dated steps, by date; the code is the tag of WIPO ST.32 that carries the date."""
    if biblio is None:
        return ()
    found = [
        *_dated(biblio),
        *_lapses(biblio),
        *_oppositions(biblio),
        *_corrections(biblio, published),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda event: event.date))


def _event(code: str, printed: str | None, text: str, office: str = "EP") -> Iterator[LegalEvent]:
    if printed and (date := parse_date(printed, "EP")):
        yield LegalEvent(office=office, code=code, date=date, text=text)


def _dated(biblio: Element) -> Iterator[LegalEvent]:
    for path, text in _DATED:
        for element in biblio.iterfind(path):
            yield from _event(element.tag, value(element, "date"), text)


def _lapses(biblio: Element) -> Iterator[LegalEvent]:
    """B475 (contracting) and B475EP (extension states): dates and states in turn."""
    for element in (*biblio.iterfind("B400/B472/B475"), *biblio.iterfind("B400/B472/B475EP")):
        date = None
        for child in element:
            if child.tag == "date":
                date = value(child)
            elif child.tag == "ctry" and (state := value(child)):
                yield from _event(element.tag, date, f"Lapsed in {state}")


def _oppositions(biblio: Element) -> Iterator[LegalEvent]:
    for element in biblio.iterfind("B700/B780/B781"):
        name = value(element, "snm") or value(element, "onm") or ""
        number = value(element, "dnum/text") or value(element, "dnum") or ""
        text = " ".join(part for part in ("Opposition", number) if part)
        yield from _event("B781", value(element, "date"), f"{text}: {name}" if name else text)


def _corrections(biblio: Element, published: str | None) -> Iterator[LegalEvent]:
    """B150: what this document corrects, in English where the note has it."""
    element = biblio.find("B100/B150")
    if element is None or published is None:
        return
    words = [
        *values(element, "B151"),
        *_in_english(element, "B154"),
        *_in_english(element, "B155"),
        *values(element, "B153"),
    ]
    text = "; ".join(words) or None
    yield LegalEvent(office="EP", code="B150", date=published, text=text)


def _in_english(element: Element, tag: str) -> list[str]:
    lang, notes = "", []
    for child in element.iterfind(f"{tag}/*"):
        text = value(child)
        if child.tag.endswith("1"):
            lang = text or ""
        elif text:
            notes.append((lang, text))
    return [text for code, text in notes if code == "en"] or [text for _, text in notes]
