"""Chinese office files on the lines of WIPO ST.96: root `PatentDocumentAndRelated`, V2.x.

Inventions, utility models and designs of CN, and foreign publications that the office holds or
has translated: those keep their own office and number, whatever language their texts are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats import cn96_biblio, cn96_classes, cn96_parties
from parsers.formats.cn96_text import Texts, read_texts
from parsers.formats.nodes import attribute, root_named, value
from parsers.formats.parts import picture_gap
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Gap, Publication, Reference, Right, Stage
from parsers.record import Record
from parsers.xml import Element, Xml, local_name, parse_xml

NAME = "cn96"
OFFICES: frozenset[str] = frozenset()
YEARS = "1985-"
CONTENT = "full text"
TRIED = "Chinese documents, and Chinese translations of foreign ones"

_START = re.compile(rb"<(?:[\w.-]+:)?PatentDocumentAndRelated[\s/>]")
_INDEX = re.compile(rb"<(?:[\w.-]+:)?DocList\s[^>]*\b(?:Application|Publication)Num\s*=")
_TYPES: dict[str, Right] = {"1": "invention", "2": "utility_model", "3": "design"}


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None or _INDEX.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office or number are missing."""
    xml = parse_xml(record.data)
    if local_name(xml.root.tag) == "DocList":
        raise ParseError(
            "CONTENT_OTHER",
            "This is the index of a delivery: the documents it lists are files of their own.",
            place="DocList",
        )
    root = root_named("PatentDocumentAndRelated", xml)
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("BibliographicData")
    if biblio is None:
        biblio = root.find("DesignBibliographicData")
    identity = _identity(root, biblio)
    key = DocumentId(identity.office, identity.number, identity.kind or "")
    right, stage = _level(identity, biblio)
    language = lang_of(attribute(root, "lang") or attribute(biblio, "lang")) or "zh"
    texts = read_texts(root, biblio, language, design=right == "design")
    withdrawn = (attribute(root, "status") or "").upper() == "D"
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=identity.kind,
        date=identity.date,
        right=right,
        stage="amended" if texts.amended_only and stage == "other" else stage,
        language=language,
        application=cn96_biblio.application(biblio),
        priorities=cn96_biblio.priorities(biblio),
        related=cn96_biblio.related(biblio, key),
        family=value(root, ".//PatentFamilyID"),
        title=texts.title,
        abstract=texts.abstract,
        claims=texts.claims,
        claim_sets=texts.claim_sets,
        description=texts.description,
        drawings=texts.drawings,
        parties=cn96_parties.parties(biblio),
        classifications=cn96_classes.classifications(biblio),
        citations=cn96_biblio.citations(root, biblio),
        events=cn96_biblio.events(biblio, key.office, identity.date),
        designated_states=cn96_biblio.designated_states(biblio),
        withdrawn=withdrawn,
        needs_ocr=bool(texts.scanned)
        and right != "design"
        and not texts.claims
        and not texts.description,
        gaps=(
            *_missing(texts, right, withdrawn=withdrawn),
            *texts.gaps,
            *picture_gap(texts.pictures),
        ),
        source=record.source(
            NAME,
            attribute(root, "xsdVersion"),
            repaired=xml.repaired,
            notes=(*xml.notes, *texts.notes, *_corrected(root, biblio)),
        ),
    )


def _identity(root: Element, biblio: Element | None) -> Reference:
    """The publication reference in standard form, completed from the root's attributes."""
    office = attribute(root, "country")
    found = cn96_biblio.publication(
        biblio,
        (
            office,
            attribute(root, "docNumber"),
            attribute(root, "kind"),
            attribute(root, "datePublication", "datePulbication"),
        ),
    )
    if found is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "Neither PublicationReference nor the root's attributes hold office and number.",
            place=root.tag,
        )
    return found


def _level(identity: Reference, biblio: Element | None) -> tuple[Right, Stage]:
    """By kind code; where that is unknown, the right by the type of application."""
    right, stage = right_and_stage(identity.office, identity.kind, identity.date, identity.number)
    if right == "other" and biblio is not None:
        kind = attribute(biblio.find("ApplicationReference"), "applType") or ""
        right = _TYPES.get(kind[:1], right)
        if biblio.tag == "DesignBibliographicData":
            right = "design"
    return right, stage


def _corrected(root: Element, biblio: Element | None) -> Iterator[str]:
    """What the file says about being a correction, beside its kind code."""
    code = attribute(root, "correctionCode")
    if code:
        yield f"correction code {code}"
    elif (attribute(biblio, "correction") or "").upper() == "Y":
        yield "the bibliographic data are corrected"


def _missing(texts: Texts, right: Right, *, withdrawn: bool) -> Iterator[Gap]:
    """A design has neither abstract nor claims, and a description only as a brief explanation."""
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
        if withdrawn:
            yield Gap(part=part, reason="removed")
        elif texts.scanned and (part in texts.scanned or "document" in texts.scanned):
            yield Gap(part=part, reason="scan_only", detail=texts.scanned.get(part))
        else:
            yield Gap(part=part, reason="not_in_source")
