"""USPTO applications PAP 1.4-1.6 (`patent-application-publication`) of 2001-2004.

Sources: the office's DTDs, versions 1.4 (2000-11), 1.5 (2001-01) and 1.6 (2002-01).
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats.nodes import root_named, value
from parsers.formats.pap_biblio import (
    botanic,
    citations,
    classifications,
    deposits,
    national_phase,
    own_application,
    priorities,
    relations,
)
from parsers.formats.pap_markup import files, translate, version
from parsers.formats.pap_parties import parties
from parsers.formats.pap_text import abstract, claims, description, drawings
from parsers.formats.parts import absent
from parsers.formats.us2_text import whole
from parsers.formats.us4_numbers import day, us_publication
from parsers.kinds import right_and_stage
from parsers.model import Deposit, DocumentId, Publication
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "pap"
OFFICES = frozenset({"US"})
YEARS = "2001-2004"
CONTENT = "full text"
TRIED = "single applications, v1.5"

_ROOT = "patent-application-publication"
_LANG = "en"


def sniff(head: bytes) -> bool:
    """Whether the root element is that of the office's applications of these years."""
    return head.startswith(b"<" + _ROOT.encode())


def parse(record: Record) -> Iterator[Publication]:
    """The one application of a record. Raises ParseError."""
    xml, deposited = _tree(record.data)
    root = xml.root
    biblio = root.find("subdoc-bibliographic-information")
    if biblio is None:
        message = "There is no subdoc-bibliographic-information element."
        raise ParseError("FORMAT_MISMATCH", message, place=_ROOT)
    identity, date = _identity(biblio)
    right, stage = right_and_stage("US", identity.kind, date, identity.number)
    titles = whole(biblio.find("technical-information/title-of-invention"), _LANG)
    abstracts = abstract(root.find("subdoc-abstract"), _LANG)
    segments, text_gaps = description(root, _LANG)
    claim_list, claim_gaps = claims(root.find("subdoc-claims"), _LANG)
    references, priority_gaps = priorities(biblio)
    symbols, notes = classifications(biblio)
    found = {
        "title": titles,
        "abstract": abstracts,
        "claims": claim_list or claim_gaps,
        "description": segments,
    }
    missing = absent(found)
    yield Publication(
        id=str(identity),
        office="US",
        number=identity.number,
        kind=identity.kind or None,
        date=date,
        right=right,
        stage=stage,
        language=_LANG,
        application=own_application(biblio),
        priorities=references,
        related=relations(biblio),
        title=titles,
        abstract=abstracts,
        claims=claim_list,
        description=segments,
        drawings=drawings(root.find("subdoc-drawings")),
        parties=parties(biblio),
        classifications=symbols,
        citations=citations(biblio),
        events=national_phase(biblio),
        botanic=botanic(biblio),
        deposits=deposited,
        gaps=(*missing, *claim_gaps, *text_gaps, *priority_gaps),
        source=record.source(
            NAME, version(record.data), repaired=xml.repaired, notes=(*xml.notes, *notes)
        ),
    )


def tree(data: bytes) -> Xml:
    """The tree of a record, its texts under the names of WIPO ST.36. Raises ParseError."""
    return _tree(data)[0]


def _tree(data: bytes) -> tuple[Xml, tuple[Deposit, ...]]:
    """The tree, and the deposits that were marked in it before."""
    xml = parse_xml(data)
    root = root_named(_ROOT, xml)
    found = deposits(root)
    translate(root, files(data))
    return xml, found


def _identity(biblio: Element) -> tuple[DocumentId, str | None]:
    document = biblio.find("document-id")
    printed = value(document, "doc-number") or ""
    number = us_publication(printed)
    if number is None:
        message = f"{printed!r} is no number of a publication."
        raise ParseError("IDENTITY_INCOMPLETE", message, place="document-id")
    kind = (value(document, "kind-code") or "").upper()
    return DocumentId("US", number, kind), day(value(document, "document-date"))
