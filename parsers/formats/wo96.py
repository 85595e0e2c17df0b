"""Publications in WIPO ST.96 as the standard has them: root `pat:PatentPublication`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import st96, st96_classes
from parsers.formats.bodies import missing, read_body, titles
from parsers.formats.nodes import attribute, code_at, value
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Party, Publication, Reference
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "wo96"
OFFICES: frozenset[str] = frozenset()
YEARS = "2012-"
CONTENT = "full text"
TRIED = "the example of the standard"

_START = re.compile(rb"<(?:[\w.-]+:)?PatentPublication[\s/>]")
_PARTS = ("title", "abstract", "description", "claims")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office or number are missing."""
    xml = parse_xml(record.data)
    root = st96.prepared(xml.root)
    if root.tag != "PatentPublication":
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("BibliographicData")
    if biblio is None:
        biblio = root.makeelement("BibliographicData")
    office = code_at(root, "IPOfficeCode")
    own = _identity(biblio, office)
    key = DocumentId(own.office, own.number, own.kind or "")
    right, stage = right_and_stage(own.office, own.kind, own.date, own.number)
    lang = _language(root, biblio)
    body = read_body(root, lang)
    title = titles(
        (*biblio.iterfind("InventionTitleBag/InventionTitle"), *biblio.iterfind("InventionTitle")),
        lang,
    ) or titles(root.iterfind("Description/InventionTitle"), lang)
    home = biblio.find("PatentClassificationBag")
    return Publication(
        id=str(key),
        office=own.office,
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=lang,
        application=st96.filed(biblio.find("ApplicationIdentification"), own.office),
        priorities=st96.priorities(biblio),
        related=st96.related(biblio, own.office),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        description=body.description,
        drawings=body.drawings,
        parties=tuple(_parties(biblio)),
        classifications=st96_classes.classifications(home, own.office) if home is not None else (),
        citations=tuple(st96_classes.citations(biblio)),
        designated_states=st96.states(biblio),
        needs_ocr=body.needs_ocr,
        gaps=(*missing(body, title, _PARTS), *body.gaps),
        source=record.source(
            NAME, attribute(root, "st96Version"), repaired=xml.repaired, notes=xml.notes
        ),
    )


def _identity(biblio: Element, office: str | None) -> Reference:
    found = st96.published(biblio.find("PatentPublicationIdentification"), office)
    found = found or st96.published(biblio.find("PatentGrantIdentification"), office)
    if found is None:
        place = "PatentPublicationIdentification"
        raise ParseError("IDENTITY_INCOMPLETE", "There is no publication number.", place=place)
    return found


def _language(root: Element, biblio: Element) -> str:
    named = value(biblio, "PublicationLanguageCode") or attribute(root, "languageCode")
    return lang_of(named) or lang_of(value(biblio, "FilingLanguageCode")) or "en"


def _parties(biblio: Element) -> Iterator[Party]:
    """Applicants, inventors, owners, practitioners (firms as agencies), examiners."""
    bag = biblio.find("PartyBag")
    if bag is None:
        return
    yield from st96.group(bag.iterfind("ApplicantBag/Applicant"), "applicant")
    yield from st96.group(bag.iterfind("InventorBag/Inventor"), "inventor")
    for tag in ("Assignee", "Owner"):
        yield from st96.group(bag.iterfind(f"{tag}Bag/{tag}"), "assignee")
    for agent in st96.group(
        bag.iterfind("RegisteredPractitionerBag/RegisteredPractitioner"), "agent"
    ):
        yield structs.replace(agent, role="agency") if agent.organisation else agent
    yield from st96.group(bag.iterfind("ExaminerBag/*"), "examiner")
