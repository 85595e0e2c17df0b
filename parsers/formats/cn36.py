"""Chinese publications on the lines of WIPO ST.36: root `cn-patent-document` (DTD of 2006-10-27).

Two shapes of description occur: parts (`technical-field` …) and, later, paragraphs only, of which
some are headings. Claims have no references in their markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats import cn36_biblio, cn36_text
from parsers.formats.cn36_text import Texts
from parsers.formats.nodes import attribute, root_named
from parsers.formats.parts import drawings, picture_gap
from parsers.formats.refs import document_id, publication_reference
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Gap, Publication, Reference, Right, Stage
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "cn36"
OFFICES = frozenset({"CN"})
YEARS = "1985-2018"
CONTENT = "full text"
TRIED = "two documents of different age"

_START = re.compile(rb"<(?:[\w.-]+:)?cn-patent-document[\s/>]")
_TYPES: tuple[tuple[str, Right], ...] = (
    ("实用新型", "utility_model"),
    ("外观", "design"),
    ("发明", "invention"),
)


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office or number are missing."""
    xml = parse_xml(record.data)
    root = root_named("cn-patent-document", xml)
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("cn-bibliographic-data")
    identity = _identity(root, biblio)
    key = DocumentId(identity.office, identity.number, identity.kind or "")
    right, stage = _level(identity, biblio)
    texts = cn36_text.read_texts(root, biblio)
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=identity.kind,
        date=identity.date,
        right=right,
        stage=stage,
        language="zh",
        application=cn36_biblio.application(biblio),
        priorities=cn36_biblio.priorities(biblio),
        related=cn36_biblio.related(biblio),
        title=texts.title,
        abstract=texts.abstract,
        claims=texts.claims,
        description=texts.description,
        drawings=drawings(root.iterfind("application-body/drawings/figure"))
        or drawings(root.iterfind(".//cn-abstract-drawing/figure")),
        parties=cn36_biblio.parties(biblio),
        classifications=cn36_biblio.classifications(biblio),
        citations=cn36_biblio.citations(biblio),
        events=cn36_biblio.events(biblio),
        withdrawn=(attribute(root, "status") or "").upper() == "D",
        needs_ocr=bool(texts.scanned)
        and right != "design"
        and not texts.claims
        and not texts.description,
        gaps=(*_missing(texts, right), *texts.gaps, *picture_gap(texts.pictures)),
        source=record.source(
            NAME,
            attribute(root, "dtd-version"),
            repaired=xml.repaired,
            notes=(*xml.notes, *_notes(root)),
        ),
    )


def _identity(root: Element, biblio: Element | None) -> Reference:
    found = None
    if biblio is not None:
        found = document_id(biblio.find("cn-publication-reference/document-id"))
    found = found or publication_reference(
        attribute(root, "country"),
        attribute(root, "doc-number"),
        attribute(root, "kind"),
        attribute(root, "date-publ"),
    )
    if found is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "cn-publication-reference holds no country and number.",
            place=root.tag,
        )
    return found


def _level(identity: Reference, biblio: Element | None) -> tuple[Right, Stage]:
    """By kind code; where that is unknown, the right by the words of the application type."""
    right, stage = right_and_stage(identity.office, identity.kind, identity.date, identity.number)
    if right == "other" and biblio is not None:
        words = attribute(biblio.find("application-reference"), "appl-type") or ""
        right = next((named for word, named in _TYPES if word in words), right)
    return right, stage


def _notes(root: Element) -> Iterator[str]:
    if code := attribute(root, "correction-code"):
        yield f"correction code {code}"
    if root.find("sequence-list-doc") is not None:
        yield "the file names a sequence listing"


def _missing(texts: Texts, right: Right) -> Iterator[Gap]:
    parts: dict[str, tuple[object, ...]] = {"title": texts.title}
    if right != "design":
        parts |= {
            "abstract": texts.abstract,
            "description": texts.description,
            "claims": texts.claims,
        }
    for part, content in parts.items():
        if content:
            continue
        if part in texts.scanned or "document" in texts.scanned:
            pages = texts.scanned.get(part) or texts.scanned.get("document")
            yield Gap(part=part, reason="scan_only", detail=pages)
        else:
            yield Gap(part=part, reason="not_in_source")
