"""Japanese gazettes on the lines of WIPO ST.36: root `jp-official-gazette` (EUC-JP or UTF-8).

Unexamined and international applications (kinds A), re-published ones (A1), patents (B1, B2),
utility models (U, Y) and their corrections, as the office issued them from 2004 to 2022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats import jp36_biblio as bib
from parsers.formats.bodies import Body, missing, read_body, read_claims, titles
from parsers.formats.jp_words import kind_in, pieces
from parsers.formats.nodes import attribute, localise_attributes, root_named, value
from parsers.formats.refs import publication_reference
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import (
    ClaimSet,
    DocumentId,
    Gap,
    LegalEvent,
    Publication,
    Reference,
    Right,
    Stage,
)
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "jp36"
OFFICES = frozenset({"JP"})
YEARS = "2004-2022"
CONTENT = "full text"
TRIED = "two applications of 2021; variants by the DTD"

_START = re.compile(rb"<(?:[\w.-]+:)?jp-official-gazette[\s/>]")
_RIGHTS: tuple[tuple[str, Right], ...] = (("実用新案", "utility_model"), ("意匠", "design"))


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when its number is missing."""
    xml = parse_xml(record.data)
    root = localise_attributes(root_named("jp-official-gazette", xml))
    biblio = root.find("bibliographic-data")
    if biblio is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no bibliographic-data.", place=root.tag)
    _lines(root)
    yield _publication(root, biblio, xml, record)


def _lines(root: Element) -> None:
    """Where applicants began a new line, words end; unlike in scanned Chinese files."""
    for found in root.iter("br"):
        found.tag = "div"


def _publication(root: Element, biblio: Element, xml: Xml, record: Record) -> Publication:
    own = _identity(root, biblio)
    key = DocumentId("JP", own.number, own.kind or "")
    right, stage = _level(own, biblio)
    lang = lang_of(attribute(root, "lang")) or "ja"
    title = titles(biblio.iterfind("invention-title"), lang)
    body = read_body(root, lang, pieces)
    amended, notes = _amendments(root, lang)
    description = root.find("description")
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=lang,
        application=bib.application(biblio),
        priorities=bib.priorities(biblio),
        related=bib.related(biblio),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        claim_sets=amended,
        description=body.description,
        drawings=body.drawings,
        parties=bib.parties(biblio),
        classifications=bib.classifications(biblio),
        citations=(*bib.citations(biblio), *bib.cited_in_text(description)),
        events=tuple(_events(root)),
        designated_states=bib.states(biblio),
        withdrawn=(attribute(root, "status") or "").upper() == "D",
        needs_ocr=body.needs_ocr,
        gaps=tuple(_gaps(root, biblio, body, title)),
        source=record.source(
            NAME, attribute(root, "dtd-version"), repaired=xml.repaired, notes=(*xml.notes, *notes)
        ),
    )


def _identity(root: Element, biblio: Element) -> Reference:
    """Number, kind and date; `特許公報(B2)` says the kind as well as the root element does."""
    document = biblio.find("publication-reference/document-id")
    raw = value(document, "doc-number")
    kind = kind_in(value(document, "kind")) or kind_in(attribute(root, "kind-of-st16"))
    # Re-published international applications carry the international number.
    number = re.sub(r"^WO\s*[-/]?\s*(?=\d)", "", raw or "")
    found = publication_reference("JP", number, kind, value(document, "date"))
    if found is None:
        place = "publication-reference"
        raise ParseError("IDENTITY_INCOMPLETE", "The gazette has no number.", place=place)
    return found


def _level(own: Reference, biblio: Element) -> tuple[Right, Stage]:
    right, stage = right_and_stage("JP", own.kind, own.date, own.number)
    words = value(biblio, "publication-reference/document-id/kind") or ""
    return next((found for word, found in _RIGHTS if word in words), right), stage


def _gaps(root: Element, biblio: Element, body: Body, title: tuple[object, ...]) -> Iterator[Gap]:
    design = biblio.find("classification-locarno") is not None
    # The office prints no abstract with patents that were published as applications before.
    granted = kind_in(attribute(root, "kind-of-st16")) in {"B2", "Y2"}
    parts = [part for part in ("abstract", "description", "claims") if not design]
    if not title:
        yield Gap(part="title", reason="not_in_source")
    for gap in missing(body, (), parts):
        if gap.part == "abstract" and granted and gap.reason == "not_in_source":
            yield Gap(part="abstract", reason="published_elsewhere", detail="公開公報")
        else:
            yield gap
    yield from body.gaps
    if characters := [
        attribute(image, "file") or "?"
        for image in root.iter("img")
        if (image.get("img-content") or "").lower() == "character"
    ]:
        listed = ", ".join(dict.fromkeys(characters[:5])) + (" …" if len(characters) > 5 else "")
        yield Gap(part="characters", reason="scan_only", detail=f"{len(characters)}: {listed}")
    files = [attribute(found, "file") or "" for found in root.iter("reference-file")]
    if files:
        detail = ", ".join(filter(None, files)) or None
        yield Gap(part="sequence_listing", reason="published_elsewhere", detail=detail)
    for words in bib.others(biblio):
        yield Gap(part="agents", reason="not_in_source", detail=words)
    original = root.find("foreign-language-body")
    if original is not None:
        pages = [attribute(page, "file") or "?" for page in original.iter("doc-page")]
        detail = f"{attribute(original, 'lang') or '?'}: {', '.join(pages[:5]) or 'p'}"
        yield Gap(part="original", reason="scan_only", detail=detail)


def _amendments(root: Element, lang: str) -> tuple[tuple[ClaimSet, ...], tuple[str, ...]]:
    """Claims as amended since filing, and a note on amendments of other parts."""
    sets: list[ClaimSet] = []
    notes: dict[str, None] = {}
    for amendment in root.iterfind("written-amendment-group/written-amendment"):
        day = parse_date(value(amendment, "date") or "", "JP")
        for contents in amendment.iter("contents-of-amendment"):
            claims, _ = read_claims(contents.iter("claim"), lang)
            if claims:
                sets.append(ClaimSet(status="amended", date=day, claims=claims))
            part = attribute(contents, "kind-of-document")
            if part and not claims and len(contents):
                was = "were" if part.endswith("s") else "was"
                notes[f"the {part} {was} amended on {day or '?'}; shown here as filed"] = None
    return tuple(sets), tuple(notes)


def _events(root: Element) -> Iterator[LegalEvent]:
    """Written amendments that the gazette prints, with what they are about."""
    for amendment in root.iterfind("written-amendment-group/written-amendment"):
        day = parse_date(value(amendment, "date") or "", "JP")
        if day is None:
            continue
        items = [
            text
            for group in amendment.iter("amendment-group")
            if (text := value(group, "item-of-amendment"))
        ]
        mistaken = attribute(amendment, "kind") == "mistranslation"
        yield LegalEvent(
            office="JP",
            code="誤訳訂正書" if mistaken else "手続補正書",
            date=day,
            text="、".join(dict.fromkeys(items)) or None,
        )
