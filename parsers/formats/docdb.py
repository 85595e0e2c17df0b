"""DOCDB, the EPO's master data of the documents of all offices (`exchange-document`).

Numbers and names come in up to four forms (docdb, docdba, epodoc, original), which are not in the
same order: one form is read as a set, and never matched with another one by sequence number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats import docdb_biblio, docdb_citations, docdb_texts
from parsers.formats.nodes import attribute, localise, value
from parsers.formats.refs import document_id, publication_reference
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Gap, Publication, Reference, Text
from parsers.record import Record
from parsers.text import lang_of
from parsers.xml import Element, Xml, parse_xml

NAME = "docdb"
OFFICES: frozenset[str] = frozenset()
YEARS = "1782-"
CONTENT = "bibliography"
TRIED = "per-document fragments and a back file"

_START = re.compile(rb"<(?:[\w.-]+:)?exchange-documents?[\s/>]")
_LANGUAGES = {
    **dict.fromkeys(("US", "GB", "AU", "NZ", "IE", "AP", "ZA", "SG"), "en"),
    **dict.fromkeys(("DE", "AT", "DD"), "de"),
    **dict.fromkeys(("FR", "OA", "MC"), "fr"),
    **dict.fromkeys(("CN", "TW"), "zh"),
    **dict.fromkeys(("RU", "SU", "EA"), "ru"),
    **dict.fromkeys(("ES", "MX", "AR", "CL", "CO"), "es"),
    **dict.fromkeys(("PT", "BR"), "pt"),
    "JP": "ja",
    "KR": "ko",
    "IT": "it",
    "NL": "nl",
    "SE": "sv",
    "DK": "da",
    "NO": "no",
    "FI": "fi",
    "PL": "pl",
    "CZ": "cs",
    "HU": "hu",
    "UA": "uk",
}
"""Offices that publish in one language, for records that do not tell it."""


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication per `exchange-document`. Raises ParseError when one has no key."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    if root.tag == "exchange-document":
        yield _publication(root, xml, record, None)
    elif root.tag == "exchange-documents":
        for document in root.iterfind("exchange-document"):
            yield _publication(document, xml, record, attribute(root, "dtd-version"))
    else:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)


def _publication(document: Element, xml: Xml, record: Record, version: str | None) -> Publication:
    biblio = document.find("bibliographic-data")
    identity = _identity(document, biblio)
    key = DocumentId(identity.office, identity.number, identity.kind or "")
    right, stage = right_and_stage(key.office, identity.kind, identity.date, key.number)
    titles = docdb_texts.titles(biblio)
    abstracts = docdb_texts.abstracts(document)
    withdrawn = (attribute(document, "status") or "").upper() == "D"
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=identity.kind,
        date=identity.date,
        right=right,
        stage=stage,
        language=_language(biblio, key.office, (*titles, *abstracts)),
        application=docdb_biblio.application(biblio),
        priorities=docdb_biblio.priorities(biblio),
        related=docdb_biblio.related(biblio),
        family=attribute(document, "family-id"),
        title=titles,
        abstract=abstracts,
        parties=docdb_biblio.parties(biblio),
        classifications=docdb_biblio.classifications(biblio),
        citations=docdb_citations.citations(biblio),
        events=docdb_biblio.events(biblio, key.office),
        designated_states=docdb_biblio.designated_states(biblio),
        withdrawn=withdrawn,
        gaps=tuple(_missing(titles, abstracts, withdrawn=withdrawn)),
        source=record.source(NAME, version, repaired=xml.repaired, notes=xml.notes),
    )


def _identity(document: Element, biblio: Element | None) -> Reference:
    """The key is in the attributes; the reference in docdb form stands in where they are lost."""
    found = publication_reference(
        attribute(document, "country"),
        attribute(document, "doc-number"),
        attribute(document, "kind"),
        attribute(document, "date-publ"),
    )
    if found is None and biblio is not None:
        found = document_id(docdb_biblio.in_form(biblio, "publication-reference", "docdb"))
    if found is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The exchange-document has no country and doc-number.",
            place=document.tag,
        )
    return found


def _language(biblio: Element | None, office: str, texts: tuple[Text, ...]) -> str:
    told = lang_of(value(biblio, "language-of-publication")) or lang_of(
        attribute(docdb_biblio.in_form(biblio, "publication-reference", "docdb"), "lang")
    )
    if told:
        return told
    spoken = [text.lang for text in texts]
    own = _LANGUAGES.get(office)
    if own and (own in spoken or not spoken):
        return own
    return spoken[0] if spoken else "en"


def _missing(
    titles: tuple[Text, ...], abstracts: tuple[Text, ...], *, withdrawn: bool
) -> Iterator[Gap]:
    """DOCDB never holds description and claims; a deleted record holds its key only."""
    parts: dict[str, tuple[Text, ...]] = {
        "title": titles,
        "abstract": abstracts,
        "description": (),
        "claims": (),
    }
    for part, content in parts.items():
        if not content:
            yield Gap(part=part, reason="removed" if withdrawn else "not_in_source")
