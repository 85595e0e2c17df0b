"""KIPRIS Plus: answers of KIPO's search service for patents, utility models and designs.

An item is an application. It gives a publication for its laid-open number and one for its
registration, where it has them; the service names no kinds, which in Korea follow from the right
and the step: A and B1 for patents, U and Y1 for utility models, S for designs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats.kipris_item import Step, biblio, steps, texts
from parsers.formats.nodes import root_named, value, values
from parsers.formats.parts import absent
from parsers.formats.refs import application_reference
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Publication, Source
from parsers.record import Failure, Record
from parsers.xml import Element, parse_xml

NAME = "kipris"
OFFICES = frozenset({"KR"})
YEARS = "1948-"
CONTENT = "bibliography"
TRIED = "answers for single items and searches, errors, trademarks"

_START = re.compile(rb"<response[^>]*>\s*<header\b")
_FINE = frozenset({None, "00", "0"})
_DIGITS = re.compile(r"\D")
_TRADEMARKS = frozenset({"40", "41", "42", "43", "44", "45", "46", "47", "48"})


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Failure]:
    """The publications of all items, and a failure for each item that is none.

    Raises ParseError CONTENT_OTHER when the service answers with an error or with nothing.
    """
    xml = parse_xml(record.data)
    root = root_named("response", xml)
    code = value(root, "header/resultCode")
    if code not in _FINE or value(root, "header/successYN") == "N":
        words = f"The service answered with an error: {code} {value(root, 'header/resultMsg')}."
        raise ParseError("CONTENT_OTHER", words, place="resultCode")
    items = [*root.iterfind("body/items/item"), *root.iterfind("body/item")]
    if not items:
        raise ParseError("CONTENT_OTHER", "The answer of the service holds no item.", place="items")
    source = record.source(NAME, repaired=xml.repaired, notes=xml.notes)
    for place, item in enumerate(items, 1):
        try:
            yield from _publications(item, source)
        except ParseError as error:
            told = ParseError(error.code, error.message, place=f"item {place}")
            yield Failure.of(record, told)


def _publications(item: Element, source: Source) -> Iterator[Publication]:
    """Raises ParseError NO_PUBLICATION for trademarks and applications not yet published."""
    number = next(values(item, ".//applicationNumber"), "")
    right = _DIGITS.sub("", number)[:2]
    if right in _TRADEMARKS:
        words = f"Application {number} is for a trademark, not for a patent or design."
        raise ParseError("NO_PUBLICATION", words)
    found = [*steps(item, right)]
    if not found:
        words = f"The item of application {number or '(no number)'} names no publication."
        raise ParseError("NO_PUBLICATION", words)
    for step in found:
        yield _publication(item, step, number, source, latest=step is found[-1])


def _publication(
    item: Element, step: Step, number: str, source: Source, *, latest: bool
) -> Publication:
    """The claims of an item are those of its latest publication."""
    key = DocumentId("KR", step.number, step.kind)
    right, stage = right_and_stage("KR", step.kind, step.date, step.number)
    title, abstract, claims = texts(item)
    claims = claims if latest else ()
    about = biblio(item)
    filed = next(values(item, ".//applicationDate"), None)
    parts: dict[str, object] = {"title": title}
    if right != "design":
        parts |= {"abstract": abstract, "description": None, "claims": claims}
    return Publication(
        id=str(key),
        office="KR",
        number=step.number,
        kind=step.kind,
        date=step.date,
        right=right,
        stage=stage,
        language="ko",
        application=application_reference("KR", number, filed),
        priorities=about.priorities,
        title=title,
        abstract=abstract,
        claims=claims,
        drawings=about.drawings,
        parties=about.parties,
        classifications=about.classifications,
        citations=about.citations,
        events=about.events,
        gaps=absent(parts),
        source=source,
    )
