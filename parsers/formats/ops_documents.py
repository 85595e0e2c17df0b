"""Documents of OPS responses: bibliographic data, families, lists of numbers, inquiries.

A response that names a publication and has nothing else of it gives a publication of gaps: its
number, application, priorities and family are what the source knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.formats import docdb, docdb_references
from parsers.formats.nodes import attribute, values
from parsers.formats.ops_legal import notice
from parsers.formats.refs import publication_reference
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Gap, Notice, Publication, Reference, Source
from parsers.xml import Element

_ABSENT = re.compile(r"not found|invalid|no data", re.IGNORECASE)
_IMAGE = re.compile(r"images/([A-Z]{2})/([A-Z]{0,2}\d+)/([A-Z]\d?)/")
_PARTS = {"description": "description", "claims": "claims", "abstract": "abstract"}
_PICTURES = {"drawing": "drawings", "fulldocument": "pages"}
"""What is pictures of a document, and the part of the publication they stand for."""


def documents(root: Element, source: Source) -> Iterator[Publication]:
    """The exchange documents that stand outside families."""
    for element in root.iter("exchange-document"):
        parent = element.getparent()
        if parent is not None and parent.tag == "family-member":
            continue
        if not _is_absent(element):
            yield docdb.publication(element, source)


def _is_absent(element: Element) -> bool:
    return bool(_ABSENT.search(attribute(element, "status") or ""))


def absent(root: Element) -> list[str]:
    """The documents that were asked for and not found, by what the response calls them."""
    found = []
    for element in root.iter("exchange-document"):
        if _is_absent(element):
            parts = (attribute(element, name) or "" for name in ("country", "doc-number", "kind"))
            found.append("".join(parts) or "a document")
    return found


def families(root: Element, source: Source) -> Iterator[Publication | Notice]:
    """The members of a family, each with what the response has on it, and their legal events."""
    for member in root.iterfind("patent-family/family-member"):
        if made := _member(member, source):
            yield made
        if told := notice(member, source):
            yield told


def _member(member: Element, source: Source) -> Publication | None:
    element = member.find("exchange-document")
    family = attribute(member, "family-id")
    if element is not None and not _is_absent(element):
        made = docdb.publication(element, source)
        return structs.replace(made, family=made.family or family)
    reference = docdb_references.publication(member.find("publication-reference"))
    if reference is None or reference.kind is None:
        return None
    made = bare(reference, source, family=family)
    return structs.replace(
        made,
        application=docdb_references.application(member),
        priorities=docdb_references.priorities(member),
        related=docdb_references.related(member),
    )


def found(root: Element, source: Source) -> Iterator[Publication]:
    """The hits of a search without constituents: numbers and families only."""
    for element in root.iterfind("biblio-search/search-result/publication-reference"):
        reference = docdb_references.publication(element)
        if reference is not None and reference.kind:
            yield bare(reference, source, family=attribute(element, "family-id"))


def inquiries(root: Element, source: Source) -> Iterator[Publication]:
    """What the service has of a document elsewhere: texts and pictures, as gaps that name them."""
    for result in root.iter("inquiry-result"):
        if result.find("exchange-documents") is not None:
            continue
        reference = docdb_references.publication(result.find("publication-reference"))
        reference = reference or _of_link(result)
        if reference is not None and reference.kind:
            yield bare(reference, source, gaps=tuple(_elsewhere(result)))


def _of_link(result: Element) -> Reference | None:
    """The document that the links to its pictures name (`images/EP/1000000/B1/…`)."""
    for element in result.iter("document-instance", "document-instance-link"):
        named = _IMAGE.search(attribute(element, "link", "href") or "")
        if named:
            return publication_reference(named[1], named[2], named[3])
    return None


def _elsewhere(result: Element) -> Iterator[Gap]:
    for element in result.iterfind("fulltext-instance"):
        part = _PARTS.get((attribute(element, "desc") or "").lower())
        if part:
            lang = attribute(element, "lang") or ""
            forms = ", ".join(values(element, "fulltext-format-options/fulltext-format"))
            detail = " ".join(word for word in ("OPS", lang, forms) if word)
            yield Gap(part=part, reason="published_elsewhere", detail=detail)
    for element in result.iterfind("document-instance"):
        part = _PICTURES.get((attribute(element, "desc") or "").lower())
        if part:
            yield Gap(part=part, reason="published_elsewhere", detail=_pages(element))


def _pages(element: Element) -> str:
    link = attribute(element, "link") or attribute(element.find("document-instance-link"), "href")
    forms = ", ".join(values(element, "document-format-options/document-format"))
    pages = attribute(element, "number-of-pages")
    return "; ".join(word for word in (pages and f"{pages} pages", link, forms) if word)


def bare(
    reference: Reference,
    source: Source,
    *,
    family: str | None = None,
    gaps: tuple[Gap, ...] = (),
) -> Publication:
    """A publication that is known by its number only, with the gaps that are not told yet."""
    key = DocumentId(reference.office, reference.number, reference.kind or "")
    right, stage = right_and_stage(key.office, reference.kind, reference.date, key.number)
    told = {gap.part for gap in gaps}
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=reference.kind,
        date=reference.date,
        right=right,
        stage=stage,
        language=docdb.spoken(key.office) or "xx",
        family=family,
        gaps=(*gaps, *(gap for gap in docdb.missing((), ()) if gap.part not in told)),
        source=source,
    )
