"""Published international applications (PCT) in WIPO ST.36: root `wo-published-application`.

Also `wo-patent-document` and the status report of PATENTSCOPE. The body is often there only as
images of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import front36
from parsers.formats.bodies import missing, read_body, read_claims, titles
from parsers.formats.nodes import attribute, localise, localise_attributes, value, values
from parsers.formats.refs import pct_application, publication_reference
from parsers.formats.st36 import citation
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import (
    Citation,
    Claim,
    ClaimSet,
    DocumentId,
    Gap,
    Party,
    Publication,
    Reference,
    Related,
    Relation,
)
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "wo36"
OFFICES = frozenset({"WO"})
YEARS = "1978-"
CONTENT = "full text"
TRIED = "variants by the standard"

_START = re.compile(
    rb"<(?:[\w.-]+:)?wo-(?:published-application|patent-document|international-application-status)"
    rb"[\w-]*[\s/>]"
)
_EARLIER: tuple[tuple[str, Relation], ...] = (
    ("correction-info", "correction_of"),
    ("wo-correction-info", "correction_of"),
    ("wo-publication-info", "earlier_publication"),
)
_HOMES = (".", "application-body")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when its number is missing."""
    xml = parse_xml(record.data)
    root = localise_attributes(localise(xml.root))
    yield _publication(root, xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("wo-bibliographic-data")
    if biblio is None:
        biblio = root.find("bibliographic-data")
    front = biblio if biblio is not None else root.makeelement("none")
    own = _identity(root, front)
    key = DocumentId("WO", own.number, own.kind or "")
    right, stage = right_and_stage("WO", own.kind, own.date, own.number)
    lang = _language(root, front)
    body = read_body(root, lang, within=_HOMES)
    if not body.abstract:
        body = structs.replace(body, abstract=titles(front.iterfind("abstract"), lang))
    title = titles(front.iterfind("invention-title"), lang) or titles(
        root.iterfind(".//description/invention-title"), lang
    )
    return Publication(
        id=str(key),
        office="WO",
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=lang,
        application=_application(front),
        priorities=_priorities(front),
        related=_related(front),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        claim_sets=tuple(_amended(root, lang)),
        description=body.description,
        drawings=body.drawings,
        parties=tuple(_parties(front)),
        classifications=front36.ipc(front),
        citations=tuple(dict.fromkeys(_citations(root, front))),
        designated_states=front36.states(front),
        withdrawn=(attribute(root, "status") or "").lower() in {"d", "withdrawn"},
        needs_ocr=body.needs_ocr,
        gaps=(
            *missing(body, title, ("title", "abstract", "description", "claims")),
            *body.gaps,
            *_report_gap(root),
        ),
        source=record.source(
            NAME, attribute(root, "dtd-version"), repaired=xml.repaired, notes=xml.notes
        ),
    )


def _identity(root: Element, front: Element) -> Reference:
    """From the bibliographic data, or the attributes of the root where that has none."""
    document = front.find("publication-reference/document-id")
    number = value(document, "doc-number") or attribute(root, "doc-number", "docnumber")
    kind = value(document, "kind") or attribute(root, "kind")
    date = value(document, "date") or attribute(root, "date-published", "date-publ", "date")
    found = publication_reference("WO", number, kind, date)
    if found is None:
        place = "publication-reference"
        raise ParseError("IDENTITY_INCOMPLETE", "There is no publication number.", place=place)
    return found


def _language(root: Element, front: Element) -> str:
    """That of publication."""
    named = value(front, "language-of-publication") or attribute(root, "lang")
    return lang_of(named) or lang_of(value(front, "language-of-filing")) or "en"


def _application(front: Element) -> Reference | None:
    document = front.find("application-reference/document-id")
    return pct_application(
        value(document, "doc-number"),
        value(document, "date"),
        (value(document, "country") or "").removeprefix("PCT"),
    )


def _priorities(front: Element) -> tuple[Reference, ...]:
    claims = (*front.iterfind("priority-claims/*"), *front.iterfind("wo-priority-info/*"))
    return front36.priorities(iter(claims))


def _related(front: Element) -> tuple[Related, ...]:
    """Parents, and the publications that this one corrects or completes."""
    found = list(front36.related(front))
    for path, relation in _EARLIER:
        for document in front.iterfind(f"{path}//document-id"):
            number, kind = value(document, "doc-number"), value(document, "kind")
            if made := publication_reference("WO", number, kind, value(document, "date")):
                found.append(Related(relation=relation, document=made))
    return tuple(dict.fromkeys(found))


def _parties(front: Element) -> Iterator[Party]:
    """Applicants, inventors (also those among the applicants), agents and their firms."""
    home = front.find("parties")
    if home is None:
        return
    applicants = [*home.iterfind("applicants/applicant")]
    yield from front36.group(iter(applicants), "applicant")
    yield from _inventors(home, applicants)
    for agent in (*home.iterfind("agents/agent"), *home.iterfind("correspondence-address")):
        yield from _agent(agent)


def _inventors(home: Element, applicants: list[Element]) -> Iterator[Party]:
    listed = [*front36.group(home.iterfind("inventors/inventor"), "inventor")]
    yield from listed
    names = {party.name for party in listed}
    last = max((party.sequence or 0 for party in listed), default=0)
    for element in applicants:
        if attribute(element, "app-type") != "applicant-inventor":
            continue
        made = [p for p in front36.group(iter((element,)), "inventor") if p.name not in names]
        last += bool(made)
        yield from (structs.replace(party, sequence=last) for party in made)


def _agent(element: Element) -> Iterator[Party]:
    """A person, a firm, or a person with the firm he is of."""
    for party in front36.group(iter((element,)), "agent"):
        firm = party.organisation
        yield structs.replace(party, role="agency") if firm else party
    for book in element.iterfind("addressbook"):
        firm_name = value(book, "orgname")
        person = value(book, "name") or value(book, "last-name")
        if firm_name and person:
            yield Party(role="agency", name=firm_name, organisation=True)


def _citations(root: Element, front: Element) -> Iterator[Citation]:
    """Those of the international search report."""
    homes = (
        *front.iterfind("references-cited"),
        *root.iterfind(".//search-report-data"),
        *root.iterfind(".//wo-search-report"),
        *root.iterfind(".//srep-citations"),
    )
    seen: set[Element] = set()
    for home in homes:
        for element in home.iter("citation"):
            if element not in seen:
                seen.add(element)
                yield from citation(element, "search")


def _report_gap(root: Element) -> Iterator[Gap]:
    for home in root.iter("wo-search-report", "search-report-data"):
        pages = [attribute(page, "file") or "?" for page in home.iter("doc-page")]
        if pages and home.find(".//citation") is None:
            yield Gap(part="search_report", reason="scan_only", detail=", ".join(pages[:5]))
            return


def _amended(root: Element, lang: str) -> Iterator[ClaimSet]:
    """Claims amended under Article 19 PCT, with the statement that explains them."""
    statement = next((text for tag in _STATEMENTS for text in values(root, f".//{tag}")), None)
    for tag in ("amended-claims", "wo-amended-claims"):
        for element in root.iter(tag):
            claims: tuple[Claim, ...] = read_claims(element.iter("claim"), lang)[0]
            if claims:
                yield ClaimSet(status="amended", statement=statement, claims=claims)


_STATEMENTS = ("amended-claims-statement", "wo-amended-claims-statement")
