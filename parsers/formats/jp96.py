"""Japanese gazettes in WIPO ST.96, as the office has issued them since 2022.

Applications, international applications, patents and utility models; gazettes that only publish
an amendment (kind A5) or a correction hold the changed claims and no full text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats import st96, st96_classes
from parsers.formats.bodies import Body, missing, read_body, read_claims, titles
from parsers.formats.jp_words import (
    cited_document,
    country_in,
    is_company,
    is_firm,
    kind_in,
    pieces,
    prefecture_in,
)
from parsers.formats.nodes import attribute, value, values
from parsers.formats.refs import publication_reference
from parsers.kinds import right_and_stage
from parsers.model import (
    Citation,
    ClaimSet,
    Classification,
    DocumentId,
    Gap,
    LegalEvent,
    Notice,
    Party,
    Publication,
    Reference,
    Related,
)
from parsers.record import Record
from parsers.symbols import normal
from parsers.xml import Element, Xml, parse_xml

NAME = "jp96"
OFFICES = frozenset({"JP"})
YEARS = "2022-"
CONTENT = "full text"
TRIED = "variants by the office's specification"

_ROOT = re.compile(
    r"(Unexamined|International|Registered)(Patent|UtilityModel)Publication(Amendment|Correction)?"
)
_START = re.compile(rb"<(?:[\w.-]+:)?%b[\s/>]" % _ROOT.pattern.encode())
_KINDS = {"Unexamined": "A", "International": "A", "Registered": "B"}
_NUMBER = re.compile(r"\d{10}")
_EVENTS = {"RegistrationDate": "登録日", "NationalStageFilingDate": "国内書面提出日"}


class _Gazette(NamedTuple):
    """The root, its bibliographic data, and the parts of its name."""

    root: Element
    biblio: Element
    shape: re.Match[str]


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Notice]:
    """One publication; of an amendment whose own number nothing tells, a notice.

    Raises ParseError when there is no number at all.
    """
    xml = parse_xml(record.data)
    root = st96.prepared(xml.root)
    shape = _ROOT.fullmatch(root.tag)
    if shape is None:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)
    for found in root.iter("Br"):
        found.tag = "div"  # where applicants began a new line, words end
    biblio = next(
        (child for child in root if child.tag.endswith(("BibliographicData", "Header"))), None
    )
    if biblio is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There are no bibliographic data.", place=root.tag)
    own = _identity(biblio, shape, record)
    if own is None:
        yield _notice(root, biblio, record)
    else:
        yield _publication(_Gazette(root, biblio, shape), own, xml, record)


def _identity(biblio: Element, shape: re.Match[str], record: Record) -> Reference | None:
    """Number and kind; None if only the international number is there.

    An amendment of an international application is filed under the number of its Japanese
    publication, which may be the name of the file only.
    """
    identity = biblio.find("PatentPublicationIdentification")
    number = value(identity, "PublicationNumber") or ""
    date = value(identity, "PublicationDate")
    kind = _kind(biblio, shape)
    if number.upper().startswith("WO") or not number:
        stem = PurePosixPath((record.member or record.file).replace("\\", "/")).stem
        number = value(biblio, "NationalPublicationNumber") or (
            stem if _NUMBER.fullmatch(stem) else ""
        )
        if not number and shape[3] and value(identity, "PublicationNumber"):
            return None
    found = publication_reference("JP", number, kind, date)
    if found is None:
        place = "PatentPublicationIdentification"
        raise ParseError("IDENTITY_INCOMPLETE", "The gazette has no number.", place=place)
    return found


def _kind(biblio: Element, shape: re.Match[str]) -> str | None:
    """As printed (`特許公報(B2)`), or as the kind of gazette has it."""
    named = kind_in(value(biblio, "PlainLanguageDesignationText")) or kind_in(
        value(biblio, "PatentPublicationIdentification/PatentDocumentKindCode")
    )
    if shape[3] == "Amendment":
        return "A5"
    if named or shape[3]:
        return named
    if shape[2] == "UtilityModel":
        return "U"
    return "A" if _KINDS[shape[1]] == "A" else None


def _notice(root: Element, biblio: Element, record: Record) -> Notice:
    application = st96.filed(biblio.find("ApplicationIdentification"), "JP")
    number = value(biblio, "PatentPublicationIdentification/PublicationNumber")
    date = value(biblio, "PatentPublicationIdentification/PublicationDate")
    day = parse_date(date or "", "JP")
    if day is None:
        raise ParseError("IDENTITY_INCOMPLETE", "The amendment has no date.", place=root.tag)
    return Notice(
        office="JP",
        application=application,
        publication=publication_reference("WO", number),
        events=(LegalEvent(office="JP", code="A5", date=day, title="補正の掲載"),),
        source=record.source(NAME, attribute(root, "ipoVersion")),
    )


def _publication(gazette: _Gazette, own: Reference, xml: Xml, record: Record) -> Publication:
    root, biblio, shape = gazette
    key = DocumentId("JP", own.number, own.kind or "")
    right, stage = right_and_stage("JP", own.kind, own.date, own.number)
    if shape[2] == "UtilityModel":
        right = "utility_model"
    if shape[3] == "Correction":
        stage = "correction"
    body = read_body(root, "ja", pieces)
    title = titles(biblio.iterfind("InventionTitle"), "ja")
    return Publication(
        id=str(key),
        office="JP",
        number=key.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language="ja",
        application=st96.filed(biblio.find("ApplicationIdentification"), "JP"),
        priorities=st96.priorities(biblio, "JP"),
        related=tuple(_related(biblio, own)),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        claim_sets=tuple(_amended(root)),
        description=body.description,
        drawings=body.drawings,
        parties=tuple(map(_japanese, _parties(biblio))),
        classifications=_classes(biblio),
        citations=tuple(_citations(root, biblio)),
        events=tuple(_events(root, biblio)),
        designated_states=st96.states(biblio),
        needs_ocr=body.needs_ocr,
        gaps=tuple(_gaps(root, body, title, own)),
        source=record.source(
            NAME, attribute(root, "ipoVersion"), repaired=xml.repaired, notes=xml.notes
        ),
    )


def _related(biblio: Element, own: Reference) -> Iterator[Related]:
    """Also the application as it was published, or this gazette before its correction."""
    found = list(st96.related(biblio, "JP"))
    for previous in biblio.iter("PreviousPublishedDocument"):
        for number in previous.iter("PublicationNumber"):
            home = number.getparent()
            if made := st96.published(home, "JP"):
                found.append(Related(relation="earlier_publication", document=made))
    international = value(biblio, "PatentPublicationIdentification/PublicationNumber") or ""
    made = publication_reference("WO", international)
    if made and international.upper().startswith("WO"):
        found.append(Related(relation="pct", document=made))
    yield from dict.fromkeys(
        entry for entry in found if entry.document.number != own.number or entry.document.kind
    )


def _parties(biblio: Element) -> Iterator[Party]:
    yield from st96.group(biblio.iter("Applicant"), "applicant")
    yield from st96.group(biblio.iter("Inventor"), "inventor")
    yield from st96.group(biblio.iter("RegisteredPractitioner"), "agent")
    yield from st96.group(biblio.iter("PrimaryExaminer", "AssistantExaminer"), "examiner")


def _japanese(party: Party) -> Party:
    """With what a name and an address in Japanese say besides."""
    firm = party.role == "agent" and is_firm(party.name)
    native = re.search("[぀-ヿ一-鿿]", party.name) is not None
    return structs.replace(
        party,
        role="agency" if firm else party.role,
        organisation=party.organisation or firm or is_company(party.name),
        country=party.country or country_in(party.address),
        state=party.state or prefecture_in(party.address),
        lang=party.lang or ("ja" if native else None),
    )


def _classes(biblio: Element) -> tuple[Classification, ...]:
    terms = (
        *values(biblio, "ThemeCodeInformationBag/*"),
        *values(biblio, "FtermInformationBag/*"),
    )
    symbols = (normal("fterm", term) for term in terms)
    found = (
        *st96_classes.classifications(biblio, "JP"),
        *(Classification(scheme="fterm", symbol=symbol) for symbol in symbols if symbol),
    )
    return tuple(dict.fromkeys(found))


def _citations(root: Element, biblio: Element) -> Iterator[Citation]:
    """Those of the examiner, then those listed in the description."""
    yield from map(_recognised, st96_classes.citations(biblio))
    description = root.find("Description")
    if description is None:
        return
    for element in description.iter("PatentCitation", "NPLCitation"):
        if text := value(element):
            made = Citation(text=text, phase="description")
            yield _recognised(made) if element.tag == "PatentCitation" else made


def _recognised(entry: Citation) -> Citation:
    document = cited_document(entry.text) if entry.text and entry.document is None else None
    return structs.replace(entry, document=document, text=None) if document else entry


def _amended(root: Element) -> Iterator[ClaimSet]:
    for amendment in root.iterfind(".//WrittenAmendmentBag/WrittenAmendment"):
        claims, _ = read_claims(amendment.iter("Claim"), "ja")
        if claims:
            day = parse_date(value(amendment, "FilingDate") or "", "JP")
            yield ClaimSet(status="amended", date=day, claims=claims)


def _events(root: Element, biblio: Element) -> Iterator[LegalEvent]:
    for tag, title in _EVENTS.items():
        day = parse_date(value(biblio, tag) or "", "JP")
        if day:
            yield LegalEvent(office="JP", code=tag, date=day, title=title)
    for amendment in root.iterfind(".//WrittenAmendmentBag/WrittenAmendment"):
        day = parse_date(value(amendment, "FilingDate") or "", "JP")
        if day:
            yield LegalEvent(office="JP", code="手続補正書", date=day)


def _gaps(root: Element, body: Body, title: tuple[object, ...], own: Reference) -> Iterator[Gap]:
    if not title:
        yield Gap(part="title", reason="not_in_source")
    for gap in missing(body, (), ("abstract", "description", "claims")):
        if gap.part == "abstract" and own.kind == "B2" and gap.reason == "not_in_source":
            yield Gap(part="abstract", reason="published_elsewhere", detail="公開公報")
        else:
            yield gap
    yield from body.gaps
    if report := _files(root, "SearchReport"):
        yield Gap(part="search_report", reason="scan_only", detail=report)
    if listing := _files(root, "ReferenceFile"):
        yield Gap(part="sequence_listing", reason="published_elsewhere", detail=listing)
    if original := _files(root, "ForeignLanguageDocumentBag"):
        yield Gap(part="original", reason="scan_only", detail=original)


def _files(root: Element, tag: str) -> str:
    """Files beside the gazette that elements of this name refer to."""
    found = [
        name
        for home in root.iter(tag)
        for element in home.iter()
        if (name := attribute(element, "file", "documentFileName"))
        or (name := value(element) if element.tag == "FileName" else None)
    ]
    named = [*dict.fromkeys(found)]
    return ", ".join(named[:5]) + (" …" if len(named) > 5 else "")
