"""USPTO Red Book 4.0-4.7: grants (`us-patent-grant`) and applications (`us-patent-application`).

Sources: the office's DTDs, versions 4.0 (2004-12) to 4.7 (2022-02). With 4.3 the office renamed
parties, applicants and citations and took inventors out of the applicants: both are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.errors import ParseError
from parsers.formats.parts import absent
from parsers.formats.us4_biblio import (
    application,
    citations,
    classifications,
    priorities,
    related,
)
from parsers.formats.us4_numbers import day, us_publication
from parsers.formats.us4_parties import parties
from parsers.formats.us4_rights import botanic, deposits, hague, national_phase, term
from parsers.formats.us4_text import abstract, claims, description, drawings, title
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.lifting import Run, lift, with_instructions
from parsers.model import DocumentId, Gap, Publication
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "us4"
OFFICES = frozenset({"US"})
YEARS = "2005-"
CONTENT = "full text"
TRIED = "weekly grant and application files, single documents, v4.0 to v4.6"

_ROOTS = (b"<us-patent-grant", b"<us-patent-application")
_SEQUENCES = b"<sequence-cwu"
"""A sequence listing that stands as a document of its own behind its patent in weekly files."""


def sniff(head: bytes) -> bool:
    """Whether the root element is one of the office's three."""
    return head.startswith((*_ROOTS, _SEQUENCES))


def parse(record: Record) -> Iterator[Publication]:
    """The one publication of a record; none for a sequence listing. Raises ParseError."""
    xml = parse_xml(with_instructions(record.data))
    if xml.root.tag != "sequence-cwu":
        yield _publication(record, xml)


def quick(record: Record) -> Publication | None:
    """The publication the shorter way, without parsing its plain paragraphs; None if in doubt.

    It counts only if `parsers.check` finds no fault with it (see `parsers.lifting`).
    """
    lifted = lift(record.data)
    if lifted is None or lifted.root.tag == "sequence-cwu":
        return None
    runs = iter(lifted.runs)
    try:
        publication = _publication(record, Xml(lifted.root, repaired=False, notes=()), runs)
    except StopIteration:  # more markers than runs
        return None
    return publication if next(runs, None) is None else None


def _publication(record: Record, xml: Xml, runs: Iterable[Run] = ()) -> Publication:
    root = xml.root
    parts = {child.tag: child for child in root}
    biblio = parts.get("us-bibliographic-data-grant")
    if biblio is None:
        biblio = parts.get("us-bibliographic-data-application")
    if biblio is None:
        raise ParseError(
            "FORMAT_MISMATCH", "There is no us-bibliographic-data element.", place=root.tag
        )
    data = {child.tag: child for child in biblio}
    lang = lang_of(root.get("lang")) or "en"
    identity, date = _identity(data.get("publication-reference"))
    right, stage = right_and_stage("US", identity.kind, date, identity.number)
    titles = title(data.get("invention-title"), lang)
    abstracts = abstract(parts.get("abstract"), lang)
    claim_list, claim_gaps = claims(parts.get("claims"), lang, design=right == "design")
    segments, picture_gaps = description(parts.get("description"), lang, iter(runs))
    pictures = drawings(parts.get("drawings"))
    references, priority_gaps = priorities(data.get("priority-claims"))
    symbols, notes = classifications(data)
    found = {
        "title": titles,
        "abstract": abstracts,
        "claims": claim_list or claim_gaps,
        "description": segments,
    }
    missing = absent(found)
    return Publication(
        id=str(identity),
        office="US",
        number=identity.number,
        kind=identity.kind or None,
        date=date,
        right=right,
        stage=stage,
        language=lang,
        application=application(data.get("application-reference")),
        priorities=references,
        related=related(data),
        title=titles,
        abstract=abstracts,
        claims=claim_list,
        description=segments,
        drawings=pictures,
        parties=parties(data),
        classifications=symbols,
        citations=citations(data),
        events=national_phase(data.get("pct-or-regional-filing-data")),
        term=term(data.get("us-term-of-grant")),
        botanic=botanic(data.get("us-botanic")),
        deposits=deposits(data.get("bio-deposit")),
        hague=hague(data.get("hague-agreement-data")),
        gaps=(*missing, *claim_gaps, *picture_gaps, *priority_gaps, *_elsewhere(parts)),
        source=record.source(
            NAME, _version(root), repaired=xml.repaired, notes=(*xml.notes, *notes)
        ),
    )


def _identity(reference: Element | None) -> tuple[DocumentId, str | None]:
    """Identity and publication date."""
    document = reference.find("document-id") if reference is not None else None
    if document is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no publication-reference.")
    values = {child.tag: child.text or "" for child in document}
    number = us_publication(values.get("doc-number", ""))
    if number is None:
        printed = values.get("doc-number", "")
        raise ParseError(
            "IDENTITY_INCOMPLETE", f"{printed!r} is no number of a publication.", place="doc-number"
        )
    return DocumentId("US", number, values.get("kind", "").strip()), day(values.get("date"))


def _version(root: Element) -> str | None:
    """`4.5` of the attribute `v4.5 2014-04-03`, or `v40 2004-12-02` in the first grants."""
    words = (root.get("dtd-version") or "").split()
    digits = words[0].lstrip("vV").replace(".", "") if words else ""
    return f"{digits[0]}.{digits[1:]}" if len(digits) > 1 and digits.isdigit() else digits or None


def _elsewhere(parts: dict[str, Element]) -> Iterator[Gap]:
    """Sequence listings and very long tables, which the office publishes as files beside."""
    listing = parts.get("us-sequence-list-doc")
    if listing is not None:
        files = [found.get("file") for found in listing.iter("sequence-list")]
        detail = ", ".join(file for file in files if file) or None
        yield Gap(part="sequence_listing", reason="published_elsewhere", detail=detail)
    if "us-megatable-doc" in parts:
        yield Gap(part="tables", reason="published_elsewhere")
