"""Legal status of Chinese rights (`business:PRSRecord`, one announcement each, millions in a file).

The file is opened and split into records, so that any length of it is read in constant memory.
What the office says in `PRSInformation` is read into the fields of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.cn96_biblio import application, publication
from parsers.formats.cn_events import aggregated, event, is_aggregated
from parsers.formats.nodes import code_at, localise, raw_text, value, values
from parsers.model import LegalEvent, Notice, Source
from parsers.record import Record
from parsers.xml import Element, parse_xml

NAME = "cnprs"
OFFICES = frozenset({"CN"})
YEARS = "1985-"
CONTENT = "events"
TRIED = "records written after the office's schema and its published examples"

_BARE = b"<business:PRSRecord>"
_DECLARED = (
    b'<business:PRSRecord xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" '
    b'xmlns:base="http://www.sipo.gov.cn/XMLSchema/base">'
)
_CONCERNED = "ConcernedCountry"
_MORE = frozenset({"ActionDate", _CONCERNED, "DesignatedStates", "LicenseDetails", "NewestOwner"})
_START = re.compile(rb"<(?:[\w.-]+:)?PRS(?:Record|Details)?[\s/>]")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Notice]:
    """One notice per announcement. Raises ParseError where number, date or event are missing."""
    xml = parse_xml(_declared(record.data))
    root = localise(xml.root)
    source = record.source(NAME, repaired=xml.repaired, notes=xml.notes)
    found = [root] if root.tag == "PRSRecord" else root.findall(".//PRSRecord")
    if not found:
        raise ParseError("FORMAT_MISMATCH", "There is no PRSRecord.", place=root.tag)
    for element in found:
        yield _notice(element, source)


def _declared(data: bytes) -> bytes:
    """The record with its namespaces, which it lost with the element it was cut out of."""
    return data.replace(_BARE, _DECLARED, 1) if data.startswith(_BARE) else data


def _notice(element: Element, source: Source) -> Notice:
    filed, published = application(element), publication(element, (None, None, None, None))
    if filed is None and published is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The announcement names neither application nor publication.",
            place="PRSRecord/ApplicationReference",
        )
    held = {child.tag for child in element}
    country = code_at(element, "ConcernedCountry/WIPOST3Code") if _CONCERNED in held else None
    office = (filed and filed.office) or (published and published.office) or country or "CN"
    return Notice(
        office=office,
        application=filed,
        publication=published,
        events=tuple(_events(element, held, office)),
        source=source,
    )


def _events(element: Element, held: set[str], office: str) -> Iterator[LegalEvent]:
    printed = value(element, "PRSPublicationDate/Date") or value(element, "PRSPublicationDate")
    date = parse_date(printed, office) if printed else None
    code, words = value(element, "PRSCode"), value(element, "PRSValue")
    information = element.find("PRSInformation")
    said = raw_text(information) if information is not None else None
    if said and is_aggregated(said) and not (code or words):
        yield from aggregated(said)
        return
    made = event(code, words, said, date) if date else None
    if made is None:
        raise ParseError(
            "CONTENT_SYNTAX",
            f"The announcement has no {'code' if date else 'date'} that can be read: {printed}.",
            place="PRSRecord/PRSPublicationDate" if date is None else "PRSRecord/PRSCode",
        )
    yield _completed(made, element, office) if held & _MORE or office != "CN" else made


def _completed(made: LegalEvent, element: Element, office: str) -> LegalEvent:
    """The event with what the schema has elements for, where the information does not say it."""
    effective = value(element, "ActionDate/Date") or value(element, "ActionDate")
    country = code_at(element, "ConcernedCountry/WIPOST3Code", "DesignatedStates/WIPOST3Code")
    return structs.replace(
        made,
        office=office,
        effective=made.effective or (parse_date(effective, office) if effective else None),
        country=country if country != office else None,
        number=made.number or value(element, "LicenseDetails/License/DocNumber"),
        after=made.after or tuple(values(element, "NewestOwner")),
    )
