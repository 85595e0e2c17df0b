"""European patent documents in the EPO's edition of WIPO ST.36 (`ep-patent-document`, v1.0-1.5.1).

Bibliographic data come in `SDOBI` with the tags of WIPO ST.32 (`B110` …), texts in ST.36.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats import ep_biblio, ep_events, ep_parties
from parsers.formats import ops_register_biblio as named_biblio
from parsers.formats.ep_remarks import remarks
from parsers.formats.ep_text import read_texts
from parsers.formats.nodes import attribute, root_named, value
from parsers.formats.parts import drawings, picture_gap
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Gap, Publication, Reference, Stage
from parsers.numbers import publication_number
from parsers.record import Record
from parsers.text import clean
from parsers.xml import Element, Xml, parse_xml

NAME = "ep"
OFFICES = frozenset({"EP"})
YEARS = "1978-"
CONTENT = "full text"
TRIED = "A and B documents, DTD v1-0 to v1-5-1"

_START = re.compile(rb"<(?:[\w.-]+:)?ep-patent-document[\s/>]")
_VERSION = re.compile(r"v?(\d+)-(\d+)(?:-(\d+))?$")


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when office, number or kind are missing."""
    xml = parse_xml(record.data)
    root = root_named("ep-patent-document", xml)
    made = _publication(root, xml, record)
    named = root.find("bibliographic-data")
    yield made if named is None else _with_names(made, named)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    biblio = root.find("SDOBI")
    key, date = _identity(root, biblio)
    right, stage = right_and_stage(key.office, key.kind, date, key.number)
    language = _language(root, biblio)
    texts = read_texts(root, language)
    pct = ep_biblio.pct(biblio)
    titles = ep_biblio.titles(biblio, language)
    scans = root.find("doc-page") is not None
    parts: dict[str, tuple[object, ...]] = {
        "title": titles,
        "abstract": texts.abstract,
        "description": texts.description,
        "claims": texts.claims,
    }
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=key.kind or None,
        date=date,
        right=right,
        stage=stage,
        language=language,
        application=ep_biblio.application(biblio, key.office),
        priorities=ep_biblio.priorities(biblio),
        related=ep_biblio.related(biblio, key, pct),
        title=titles,
        abstract=texts.abstract,
        claims=texts.claims,
        claim_sets=texts.claim_sets,
        description=texts.description,
        drawings=drawings(root.iterfind("drawings/figure")),
        parties=ep_parties.parties(biblio),
        classifications=ep_biblio.classifications(biblio),
        citations=ep_biblio.citations(root, biblio),
        events=ep_events.events(biblio, date),
        designated_states=ep_biblio.designated_states(biblio),
        withdrawn=(attribute(root, "status") or "").lower() == "d",
        needs_ocr=scans and not texts.claims and not texts.description,
        gaps=(
            *(_scanned(parts) if scans else _missing(parts, key, stage, _wo(pct))),
            *texts.gaps,
            *picture_gap(texts.pictures),
            *ep_parties.gaps(biblio),
            *_search_report(root),
        ),
        source=record.source(
            NAME,
            _version(root),
            repaired=xml.repaired,
            notes=(*xml.notes, *texts.notes, *remarks(biblio)),
        ),
    )


def _with_names(publication: Publication, biblio: Element) -> Publication:
    """Bibliographic data under the names of WIPO ST.36, which the DTD allows in place of SDOBI."""
    titles = named_biblio.titles(biblio, None)
    return structs.replace(
        publication,
        application=named_biblio.application(biblio),
        priorities=named_biblio.priorities(biblio, None),
        related=named_biblio.related(biblio),
        title=titles,
        parties=named_biblio.parties(biblio, None),
        classifications=named_biblio.classifications(biblio, None),
        citations=(*named_biblio.citations(biblio), *publication.citations),
        designated_states=named_biblio.designated_states(biblio, None),
        gaps=tuple(gap for gap in publication.gaps if gap.part != "title" or not titles),
    )


def _identity(root: Element, biblio: Element | None) -> tuple[DocumentId, str | None]:
    office = (attribute(root, "country") or value(biblio, "B100/B190") or "").upper()
    raw = attribute(root, "doc-number") or value(biblio, "B100/B110")
    kind = (attribute(root, "kind") or value(biblio, "B100/B130") or "").upper()
    if not re.fullmatch("[A-Z]{2}", office) or not raw:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The document has no country and number, neither at its root nor in B110 and B190.",
            place=root.tag,
        )
    printed = attribute(root, "date-publ") or value(biblio, "B100/B140/date")
    date = parse_date(printed, office) if printed else None
    number = publication_number(office, raw, kind or None, date)
    return DocumentId(office, number, kind), date


def _language(root: Element, biblio: Element | None) -> str:
    codes = (
        attribute(root, "lang"),
        value(biblio, "B200/B260"),
        value(biblio, "B200/B251EP"),
        attribute(root.find("description"), "lang"),
    )
    return next((found for code in codes if (found := lang_of(code))), "en")


def _version(root: Element) -> str | None:
    printed = attribute(root, "dtd-version")
    found = _VERSION.search(printed) if printed else None
    return "-".join(part for part in found.groups() if part) if found else printed


def _missing(
    parts: dict[str, tuple[object, ...]], key: DocumentId, stage: Stage, wo: str | None
) -> Iterator[Gap]:
    """Why a part is not there.

    A search report has no text of its own, a grant no abstract, and an international application
    that was published in an official language is not published again.
    """
    for part, content in parts.items():
        if content:
            continue
        elsewhere = None
        if part == "abstract" and key.kind.startswith("B"):
            elsewhere = wo or f"{key.office}{key.number} A"
        elif part != "title" and wo and stage in {"application", "search_report"}:
            elsewhere = wo
        elif part != "title" and stage in {"search_report", "correction"}:
            elsewhere = f"{key.office}{key.number} {key.kind[:1]}"
        reason: Literal["published_elsewhere", "not_in_source"] = (
            "published_elsewhere" if elsewhere else "not_in_source"
        )
        yield Gap(part=part, reason=reason, detail=elsewhere)


def _scanned(parts: dict[str, tuple[object, ...]]) -> Iterator[Gap]:
    return (Gap(part=part, reason="scan_only") for part, content in parts.items() if not content)


def _wo(pct: tuple[Reference, ...]) -> str | None:
    """The international publication among the references of the international stage."""
    return next((f"WO{ref.number}{ref.kind or ''}" for ref in pct if ref.number.isdigit()), None)


def _search_report(root: Element) -> Iterator[Gap]:
    pages = [
        clean(page.get("file") or page.get("id") or "")
        for page in root.iterfind("search-report-data//doc-page")
    ]
    if pages:
        yield Gap(part="search_report", reason="scan_only", detail=", ".join(pages))
