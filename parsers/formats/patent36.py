"""Patent documents of any office in plain WIPO ST.36 (`patent-document`, versions 1.0 to 1.6).

Collections on these lines (MAREC) have the same root element, told by its `ucid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import front36
from parsers.formats.bodies import missing, read_body, read_claims, titles
from parsers.formats.nodes import attribute, localise_attributes, root_named, value, values
from parsers.formats.refs import document_id, publication_reference
from parsers.formats.st36 import citation
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import (
    ClaimSet,
    Classification,
    DocumentId,
    Party,
    Publication,
    Reference,
    Role,
)
from parsers.record import Record
from parsers.symbols import normal
from parsers.xml import Element, Xml, parse_xml

NAME = "patent36"
OFFICES: frozenset[str] = frozenset()
YEARS = "2004-"
CONTENT = "full text"
TRIED = "variants by the standard"

_START = re.compile(rb"<(?:[\w.-]+:)?patent-document(?=[\s/>])(?![^>]*\bucid\s*=)")
_GROUPS: tuple[tuple[str, Role], ...] = (
    ("parties/applicants/applicant", "applicant"),
    ("parties/inventors/inventor", "inventor"),
    ("assignees/assignee", "assignee"),
    ("parties/assignees/assignee", "assignee"),
    ("parties/agents/agent", "agent"),
    ("examiners/primary-examiner", "examiner"),
    ("examiners/assistant-examiner", "examiner"),
)
_HOMES = (".", "application-body")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office or number are missing."""
    xml = parse_xml(record.data)
    root = localise_attributes(root_named("patent-document", xml))
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    found = root.find("bibliographic-data")
    biblio = found if found is not None else root.makeelement("none")
    own = _identity(root, biblio)
    key = DocumentId(own.office, own.number, own.kind or "")
    right, stage = right_and_stage(key.office, own.kind, own.date, key.number)
    told = value(biblio, "language-of-publication") or attribute(root, "lang")
    lang = lang_of(told) or "en"
    body = read_body(root, lang, within=_HOMES)
    if not body.abstract:
        body = structs.replace(body, abstract=titles(biblio.iterfind("abstract"), lang))
    title = titles(biblio.iterfind("invention-title"), lang)
    title = title or titles(root.iterfind(".//description/invention-title"), lang)
    parts = ["title", "description", "claims"] + (["abstract"] if right != "design" else [])
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=lang,
        application=document_id(biblio.find("application-reference/document-id"), application=True),
        priorities=front36.priorities(biblio.iterfind("priority-claims/priority-claim")),
        related=front36.related(biblio),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        claim_sets=tuple(_amended(root, lang)),
        description=body.description,
        drawings=body.drawings,
        parties=tuple(_parties(biblio)),
        classifications=(*front36.ipc(biblio), *_others(biblio)),
        citations=tuple(
            made
            for element in biblio.iterfind("references-cited/citation")
            for made in citation(element)
        ),
        designated_states=front36.states(biblio),
        withdrawn=(attribute(root, "status") or "").lower() in {"d", "deleted", "withdrawn"},
        needs_ocr=body.needs_ocr,
        gaps=(*missing(body, title, parts), *body.gaps),
        source=record.source(
            NAME, attribute(root, "dtd-version"), repaired=xml.repaired, notes=xml.notes
        ),
    )


def _identity(root: Element, biblio: Element) -> Reference:
    """From the bibliographic data, or the attributes of the root where that has none."""
    found = document_id(biblio.find("publication-reference/document-id"))
    found = found or publication_reference(
        attribute(root, "country"),
        attribute(root, "doc-number"),
        attribute(root, "kind"),
        attribute(root, "date-publ", "date"),
    )
    if found is None or not any(char.isdecimal() for char in found.number):
        place = "publication-reference"
        raise ParseError("IDENTITY_INCOMPLETE", "There is no country and number.", place=place)
    return found


def _parties(biblio: Element) -> Iterator[Party]:
    for path, role in _GROUPS:
        for party in front36.group(biblio.iterfind(path), role):
            firm = role == "agent" and party.organisation
            yield structs.replace(party, role="agency") if firm else party


def _others(biblio: Element) -> Iterator[Classification]:
    """Locarno, and the national classes of the United States."""
    for text in values(biblio, "classification-locarno/main-classification"):
        if symbol := normal("locarno", text):
            yield Classification(scheme="locarno", symbol=symbol, position="first")
    for text in values(biblio, "classification-locarno/further-classification"):
        if symbol := normal("locarno", text):
            yield Classification(scheme="locarno", symbol=symbol, position="later")
    for national in biblio.iterfind("classification-national"):
        if value(national, "country") == "US":
            for element in national.iter("main-classification", "further-classification"):
                if symbol := normal("uspc", element.text or ""):
                    first = element.tag.startswith("main")
                    yield Classification(
                        scheme="uspc", symbol=symbol, position="first" if first else "later"
                    )


def _amended(root: Element, lang: str) -> Iterator[ClaimSet]:
    statement = next(values(root, ".//amended-claims-statement"), None)
    for element in root.iter("amended-claims"):
        claims, _ = read_claims(element.iterfind("claim"), lang)
        if claims:
            yield ClaimSet(status="amended", statement=statement, claims=claims)
