"""MAREC, CLEF-IP and their kin: documents of many offices in one edition of WIPO ST.36.

The root `patent-document` has a `ucid` (`EP-1000000-A1`); other files of that root name have none.
Names and numbers come in several forms (`@format` epo, intermediate, original, …); each is read
once. The collections cut documents down, so that any part may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats import marec_biblio, marec_events, marec_parties, marec_text
from parsers.formats.marec_text import Texts
from parsers.formats.nodes import attribute, root_named
from parsers.formats.parts import picture_gap
from parsers.formats.refs import document_id, publication_reference
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Gap, Publication, Reference, Right
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "marec"
OFFICES: frozenset[str] = frozenset()
YEARS = "1836-"
CONTENT = "full text"
TRIED = "European A and B documents, an American defensive publication"

_START = re.compile(rb"<(?:[\w.-]+:)?patent-document\s(?=[^>]*\bucid\s*=)")
_UCID = re.compile(r"([A-Z]{2})-([A-Z0-9]+?)-([A-Z]\d?)?$")
_GONE = frozenset({"d", "deleted"})


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office or number are missing."""
    xml = parse_xml(record.data)
    root = root_named("patent-document", xml)
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("bibliographic-data")
    identity = _identity(root, biblio)
    key = DocumentId(identity.office, identity.number, identity.kind or "")
    right, stage = right_and_stage(key.office, identity.kind, identity.date, key.number)
    texts = marec_text.read_texts(root, biblio, lang_of(attribute(root, "lang")))
    symbols, notes = marec_biblio.classifications(biblio)
    scans = root.find("doc-page") is not None
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=identity.kind,
        date=identity.date,
        right=right,
        stage=stage,
        language=texts.language,
        application=marec_biblio.application(biblio),
        priorities=marec_biblio.priorities(biblio),
        related=marec_biblio.related(biblio),
        family=marec_biblio.family(root),
        title=texts.title,
        abstract=texts.abstract,
        claims=texts.claims,
        claim_sets=texts.claim_sets,
        description=texts.description,
        drawings=texts.drawings,
        parties=marec_parties.parties(biblio),
        classifications=symbols,
        citations=marec_biblio.citations(biblio),
        events=marec_events.events(root, biblio, key.office),
        designated_states=marec_biblio.designated_states(biblio),
        withdrawn=attribute(root, "withdrawn") == "yes"
        or (attribute(root, "status") or "").lower() in _GONE,
        needs_ocr=scans and not texts.claims and not texts.description,
        gaps=(*_missing(texts, right, scans=scans), *texts.gaps, *picture_gap(texts.pictures)),
        source=record.source(
            NAME,
            attribute(root, "dtd-version"),
            repaired=xml.repaired,
            notes=(*xml.notes, *notes, *texts.notes),
        ),
    )


def _identity(root: Element, biblio: Element | None) -> Reference:
    """By the attributes of the root, by its `ucid` where they are lost, by the reference."""
    date = attribute(root, "date", "date-publ")
    found = publication_reference(
        attribute(root, "country"), attribute(root, "doc-number"), attribute(root, "kind"), date
    )
    ucid = _UCID.match(attribute(root, "ucid") or "")
    if found is None and ucid is not None:
        found = publication_reference(ucid[1], ucid[2], ucid[3], date)
    if found is None and biblio is not None:
        found = document_id(biblio.find("publication-reference/document-id"))
    if found is None or not any(char.isdecimal() for char in found.number):
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The patent-document has no country and doc-number, and no readable ucid.",
            place=root.tag,
        )
    return found


def _missing(texts: Texts, right: Right, *, scans: bool) -> Iterator[Gap]:
    parts: dict[str, tuple[object, ...]] = {"title": texts.title}
    if right != "design":
        parts["abstract"] = texts.abstract
    parts |= {"description": texts.description, "claims": texts.claims or texts.claim_sets}
    for part, content in parts.items():
        if not content:
            yield Gap(part=part, reason="scan_only" if scans else "not_in_source")
