"""Dated steps of the procedure that a European patent document prints."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats.nodes import code_at, value, values
from parsers.model import LegalEvent
from parsers.xml import Element

_DATED: tuple[tuple[str, str], ...] = (
    ("B200/B230/B231", "Exhibition filing"),
    ("B200/B230/B232", "Complete specification filed"),
    ("B200/B230/B235", "Application refused"),
    ("B200/B230/B236", "Application withdrawn"),
    ("B200/B230/B237", "Application deemed to be withdrawn"),
    ("B200/B230/B238EP", "Request for re-establishment of rights received"),
    ("B200/B230/B238", "Decision on re-establishment of rights"),
    ("B200/B230/B239", "Patent revoked"),
    ("B200/B240/B241", "Request for examination filed"),
    ("B200/B240/B242", "First examination report despatched"),
    ("B200/B240/B243", "Patent maintained as amended"),
    ("B200/B240/B244", "Conversion into a national application requested"),
    ("B200/B240/B245", "Proceedings suspended or interrupted"),
    ("B200/B240/B246", "Proceedings resumed"),
    ("B200/B240/B248", "Rights notified after an appeal"),
    ("B400/B410", "Unexamined document open to inspection"),
    ("B400/B420", "Examined document open to inspection"),
    ("B400/B430", "Application published"),
    ("B400/B440", "Examined application published"),
    ("B400/B450", "Grant published"),
    ("B400/B451EP", "Intention to grant announced, first"),
    ("B400/B452EP", "Intention to grant announced"),
    ("B400/B453EP/B4530EP", "Limitation published"),
    ("B400/B460", "Claims published"),
    ("B400/B470", "Granted document open to inspection"),
    ("B400/B472/B473", "Disclaimer"),
    ("B400/B476", "Patent invalidated"),
    ("B400/B477", "Amended patent published"),
    ("B400/B480", "Corrected document issued"),
    ("B500/B560/B565", "Search report completed"),
    ("B500/B560/B565EP", "Supplementary search report drawn up"),
    ("B500/B560/B566", "Search report mailed"),
    ("B500/B560/B566EP", "Correction of the search report despatched"),
    ("B500/B560/B568", "Search report published"),
    ("B700/B780/B787", "Opposition rejected"),
    ("B700/B780/B788", "Opposition procedure terminated"),
    ("B800/B850", "National phase begun"),
    ("B800/B880", "Search report published separately"),
    ("B900/B910", "International application no longer has effect"),
)
"""Tags with a date and, in short, what the EPO's document type definition says they are."""
_TAGS: dict[str, str] = {
    "B0121EP": "Revocation requested",
    "B0124EP": "Fee for revocation paid",
    "B0126EP": "Decision on revocation despatched",
    "B0127EP": "Revocation takes effect",
    "B0753EP": "Petition for review filed",
    "B0755EP": "Petition for review decided",
    "B0911EP": "Limitation requested",
    "B0914EP": "Fee for limitation paid",
    "B0922EP": "Rejection of limitation despatched",
    "B0923EP": "Rejection of limitation takes effect",
    "B0931EP": "Limitation allowed",
    "B0932EP": "Translation for limitation received",
    "B0933EP": "Fee for allowed limitation paid",
    "B078EP": "No opposition filed",
}
"""Dated tags in the office's own data (B000), most of them for procedures since EPC 2000."""
_DATED_BY_TAG = tuple((path, path.rpartition("/")[2], text) for path, text in _DATED)
"""With the last tag of each path: few of them are in any file."""


def events(biblio: Element | None, published: str | None) -> tuple[LegalEvent, ...]:
    """All dated steps, by date; the code is the tag of WIPO ST.32 that carries the date."""
    if biblio is None:
        return ()
    found = [
        *_dated(biblio),
        *_own(biblio),
        *_lapses(biblio),
        *_extensions(biblio),
        *_oppositions(biblio),
        *_rights(biblio),
        *_transfers(biblio),
        *_corrections(biblio, published),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda event: event.date))


def _event(code: str, printed: str | None, text: str, **more: object) -> Iterator[LegalEvent]:
    """An event if it has a date; `more` are further fields of it."""
    if printed and (date := parse_date(printed, "EP")):
        made = LegalEvent(office="EP", code=code, date=date, text=text)
        yield structs.replace(made, **more) if more else made


def _dated(biblio: Element) -> Iterator[LegalEvent]:
    there = {element.tag for element in biblio.iterdescendants()}
    for path, tag, text in _DATED_BY_TAG:
        for element in biblio.iterfind(path) if tag in there else ():
            state = code_at(element, "ctry")
            yield from _event(element.tag, value(element, "date"), text, country=state)


def _own(biblio: Element) -> Iterator[LegalEvent]:
    for element in biblio.iterfind("B000//*"):
        if text := _TAGS.get(str(element.tag)):
            yield from _event(element.tag, value(element, "date"), text)


def _lapses(biblio: Element) -> Iterator[LegalEvent]:
    """B475 (contracting) and B475EP (extension states): dates and states in turn."""
    for element in (*biblio.iterfind("B400/B472/B475"), *biblio.iterfind("B400/B472/B475EP")):
        date = None
        for child in element:
            if child.tag == "date":
                date = value(child)
            elif child.tag == "ctry" and (state := value(child)):
                words = f"Lapsed in {state}"
                yield from _event(element.tag, date, words, country=code_at(child, "."))


def _extensions(biblio: Element) -> Iterator[LegalEvent]:
    """Extension states whose designation was withdrawn."""
    for element in biblio.iterfind("B800/B844EP/B845EP"):
        state = code_at(element, "ctry")
        words = f"Extension to {state} withdrawn"
        yield from _event("B846EP", value(element, "B846EP/date"), words, country=state)


def _oppositions(biblio: Element) -> Iterator[LegalEvent]:
    for element in biblio.iterfind("B700/B780/B781"):
        name = _name(element)
        number = value(element, "dnum/text") or value(element, "dnum") or ""
        text = " ".join(part for part in ("Opposition", number) if part)
        yield from _event("B781", value(element, "date"), f"{text}: {name}" if name else text)
        for tag, words in (("B785", "deemed not to have been filed"), ("B786", "inadmissible")):
            yield from _event(tag, value(element, f"{tag}/date"), f"{text} {words}")


def _name(element: Element | None) -> str | None:
    return value(element, "snm") or value(element, "onm")


def _rights(biblio: Element) -> Iterator[LegalEvent]:
    """Licences (B791) and other rights and executions (B011EP)."""
    for element in biblio.iterfind("B700/B790/B791"):
        name = _name(element)
        states = ", ".join(values(element, "B796/ctry"))
        text = f"Licence for {states}" if states else "Licence"
        number, after = value(element, "dnum"), (name,) if name else ()
        yield from _event("B791", value(element, "date"), text, number=number, after=after)
    for element in biblio.iterfind("B000/eptags/B010EP/B011EP"):
        states = ", ".join(values(element, "ctry"))
        text = "Other right or execution" + (f" in {states}" if states else "")
        yield from _event("B011EP", value(element, "date"), text, number=value(element, "dnum"))


def _transfers(biblio: Element) -> Iterator[LegalEvent]:
    """The days on which transfers to applicants (B718EP) and proprietors (B738EP) took effect."""
    for path in ("B710/B711/B718EP", "B730/B731/B738EP"):
        for element in biblio.iterfind(f"B700/{path}"):
            name = _name(element.getparent())
            after = (name,) if name else ()
            words = "Transfer takes effect"
            yield from _event(element.tag, value(element, "date"), words, after=after)


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
