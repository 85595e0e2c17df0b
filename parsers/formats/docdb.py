"""DOCDB, the EPO's master data of the documents of all offices (`exchange-document`).

Numbers and names come in up to four forms (docdb, docdba, epodoc, original), which are not in the
same order: one form is read as a set, and never matched with another one by sequence number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import (
    docdb_biblio,
    docdb_citations,
    docdb_classes,
    docdb_references,
    docdb_texts,
)
from parsers.formats.nodes import attribute, localise, value
from parsers.formats.refs import publication_reference
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Gap, Publication, Reference, Source, Text
from parsers.record import Record
from parsers.text import inline_text
from parsers.xml import Element, parse_xml

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


def spoken(office: str) -> str | None:
    """The language an office publishes in, if it is one."""
    return _LANGUAGES.get(office)


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication per `exchange-document`. Raises ParseError when one has no key."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    if root.tag == "exchange-document":
        source = record.source(NAME, None, repaired=xml.repaired, notes=xml.notes)
        yield publication(root, source)
    elif root.tag == "exchange-documents":
        version = attribute(root, "dtd-version")
        source = record.source(NAME, version, repaired=xml.repaired, notes=xml.notes)
        documents = root.findall("exchange-document")
        if not documents:
            raise ParseError("NO_PUBLICATION", "There is no exchange-document.", place=root.tag)
        for document in documents:
            yield publication(document, source)
    else:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)


def publication(document: Element, source: Source) -> Publication:
    """An `exchange-document` of DOCDB or OPS, under local names. Raises ParseError without key."""
    biblio = document.find("bibliographic-data")
    identity = _identity(document, biblio)
    key = DocumentId(identity.office, identity.number, identity.kind or "")
    right, stage = right_and_stage(key.office, identity.kind, identity.date, key.number)
    own = lang_of(value(biblio, "language-of-publication")) or spoken(key.office)
    titles = docdb_texts.titles(biblio, own)
    abstracts = docdb_texts.abstracts(document, own)
    classes, unread = docdb_classes.classifications(biblio, key.office)
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
        application=docdb_references.application(biblio),
        priorities=docdb_references.priorities(biblio),
        related=docdb_references.related(biblio),
        family=attribute(document, "family-id"),
        title=titles,
        abstract=abstracts,
        parties=docdb_biblio.parties(biblio),
        classifications=classes,
        citations=docdb_citations.citations(biblio),
        events=docdb_biblio.events(biblio, key.office),
        designated_states=docdb_biblio.designated_states(biblio),
        withdrawn=withdrawn,
        gaps=tuple(missing(titles, abstracts, withdrawn=withdrawn)),
        source=_noted(source, biblio, unread),
    )


def _noted(source: Source, biblio: Element | None, unread: list[str]) -> Source:
    """What the record says of the document that the model has no place for."""
    notes = [*unread]
    reference = docdb_references.in_form(biblio, "publication-reference", "docdb")
    notes += docdb_references.placeholders(biblio, value(reference, "doc-number"))
    if code := value(biblio, "extended-kind-code"):
        notes.append(f"extended kind code: {code}")
    for correction in biblio.iterfind("st50-republication") if biblio is not None else ():
        leaves = (leaf for leaf in correction.iter("*") if len(leaf) == 0 and leaf.tag != "date")
        words = (inline_text(leaf) for leaf in leaves)
        notes.append(f"correction (WIPO ST.50): {'; '.join(word for word in words if word)}")
    return structs.replace(source, notes=(*source.notes, *notes)) if notes else source


def _identity(document: Element, biblio: Element | None) -> Reference:
    """The key is in the attributes; the reference in docdb form stands in where they are lost."""
    found = publication_reference(
        attribute(document, "country"),
        attribute(document, "doc-number"),
        attribute(document, "kind"),
        attribute(document, "date-publ"),
    )
    reference = biblio.find("publication-reference") if biblio is not None else None
    stated = docdb_references.publication(reference)
    if found is None:
        found = stated
    elif found.date is None and stated is not None:
        found = structs.replace(found, date=stated.date)
    if found is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The exchange-document has no country and doc-number.",
            place=document.tag,
        )
    return found


def _language(biblio: Element | None, office: str, texts: tuple[Text, ...]) -> str:
    """What the record says, else the office's own, else that of its texts if it is one; or `xx`."""
    reference = docdb_references.in_form(biblio, "publication-reference", "docdb")
    told = lang_of(value(biblio, "language-of-publication")) or lang_of(
        attribute(reference, "lang")
    )
    used = dict.fromkeys(text.lang for text in texts)
    filed = lang_of(value(biblio, "language-of-filing"))
    own = spoken(office)
    if told:
        return told
    if own and (own in used or not used):
        return own
    if filed in used:
        return filed
    return next(iter(used)) if len(used) == 1 else "xx"


def missing(
    titles: tuple[Text, ...], abstracts: tuple[Text, ...], *, withdrawn: bool = False
) -> Iterator[Gap]:
    """Records never hold description and claims; a deleted one holds its key only."""
    parts: dict[str, tuple[Text, ...]] = {
        "title": titles,
        "abstract": abstracts,
        "description": (),
        "claims": (),
    }
    for part, content in parts.items():
        if not content:
            yield Gap(part=part, reason="removed" if withdrawn else "not_in_source")
