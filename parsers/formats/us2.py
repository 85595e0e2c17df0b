"""USPTO grants 2.4 and 2.5 (`PATDOC`): SGML of 2001, XML of 2002-2004, after WIPO ST.32.

Sources: the office's DTDs, versions 2.4 (2000-09) and 2.5 (2002-01). All kinds of patents: utility,
design, plant, reissue, statutory invention registration, reexamination certificate.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import origins
from parsers.errors import ParseError
from parsers.formats.nodes import value, whole_number
from parsers.formats.parts import absent
from parsers.formats.us2_biblio import (
    botanic,
    citations,
    classifications,
    deposits,
    national_phase,
    own_application,
    priorities,
    relations,
    term,
)
from parsers.formats.us2_markup import as_xml, entity_files, simplified, translate
from parsers.formats.us2_parties import parties
from parsers.formats.us2_text import claims, description, drawings, whole
from parsers.formats.us4_numbers import day, us_publication
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import Claim, DocumentId, Publication
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "us2"
OFFICES = frozenset({"US"})
YEARS = "2001-2004"
CONTENT = "full text"
TRIED = "single grants of all three kinds, v2.4 and v2.5"


def sniff(head: bytes) -> bool:
    """Whether the root element is that of the office's grants of these years."""
    return head[:8].upper() in {b"<PATDOC ", b"<PATDOC>", b"<PATDOC\n", b"<PATDOC\r", b"<PATDOC\t"}


def parse(record: Record) -> Iterator[Publication]:
    """The one grant of a record. Raises ParseError."""
    xml = tree(record.data)
    root = xml.root
    biblio = root.find("SDOBI")
    if biblio is None or root.tag != "PATDOC":
        raise ParseError("FORMAT_MISMATCH", "There is no SDOBI element.", place="PATDOC")
    lang = lang_of(biblio.get("LA")) or "en"
    identity, date = _identity(biblio)
    right, stage = right_and_stage("US", identity.kind, date, identity.number)
    titles = whole(biblio.find("B500/B540"), lang)
    abstracts = whole(root.find("SDOAB"), lang)
    segments, picture_gaps = description(root.find("SDODE"), lang)
    claim_list, claim_gaps = claims(root.find("SDOCL"), lang)
    references, priority_gaps = priorities(biblio)
    symbols, notes = classifications(biblio, design=right == "design")
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
        language=lang,
        application=own_application(biblio),
        priorities=references,
        related=relations(biblio),
        title=titles,
        abstract=abstracts,
        claims=claim_list,
        description=segments,
        drawings=drawings(root.find("SDODR")),
        parties=parties(biblio),
        classifications=symbols,
        citations=citations(biblio),
        events=national_phase(biblio),
        term=term(biblio),
        botanic=botanic(biblio),
        deposits=deposits(root),
        gaps=(*missing, *claim_gaps, *picture_gaps, *priority_gaps),
        source=record.source(
            NAME,
            root.get("DTD"),
            repaired=xml.repaired,
            notes=(*xml.notes, *notes, *_counted(biblio, claim_list)),
        ),
    )


def tree(data: bytes) -> Xml:
    """The tree of a record under the names of WIPO ST.36. Raises ParseError."""
    closed = as_xml(data)
    simple = None if origins.is_on() else simplified(closed)
    xml = parse_xml(closed if simple is None else simple)
    translate(xml.root, entity_files(data), simple=simple is not None)
    return xml


def _identity(biblio: Element) -> tuple[DocumentId, str | None]:
    printed = value(biblio, "B100/B110/DNUM") or ""
    number = us_publication(printed)
    if number is None:
        message = f"{printed!r} is no number of a publication."
        raise ParseError("IDENTITY_INCOMPLETE", message, place="B110")
    kind = (value(biblio, "B100/B130") or "").upper()
    return DocumentId("US", number, kind), day(value(biblio, "B100/B140/DATE"))


def _counted(biblio: Element, found: tuple[Claim, ...]) -> Iterator[str]:
    """A note where the front page counts other claims than there are."""
    counted = whole_number(value(biblio, "B500/B570/B577"))
    if counted is not None and found and counted != len(found):
        yield f"the front page counts {counted} claims, the text has {len(found)}"
