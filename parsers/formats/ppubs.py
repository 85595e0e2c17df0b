"""Documents of the USPTO's Patent Public Search as JSON, whose texts are lines of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats import ppubs_biblio, ppubs_text
from parsers.formats.odp_json import Json, at, first, load, objects, text
from parsers.formats.parts import absent
from parsers.formats.refs import application_reference, publication_reference
from parsers.kinds import right_and_stage
from parsers.languages import lang_of
from parsers.model import DocumentId, Publication, Reference, Source, Text
from parsers.plain import PPUBS
from parsers.record import Failure, Record

NAME = "ppubs"
OFFICES = frozenset({"US"})
YEARS = "1790-"
CONTENT = "full text"
TRIED = "one patent of 1999"

_GUID = re.compile(r"([A-Z]{2})-(.+)-([A-Z]\d?)")
_NO_KIND = re.compile(r"([A-Z]{2})-(\w+)-?")


def sniff(head: bytes) -> bool:
    return PPUBS.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Failure]:
    """The publications of a document or of a list of hits, a failure for each without number.

    Raises ParseError CONTENT_SYNTAX for what is no JSON, CONTENT_OTHER where nothing is in it.
    """
    data = load(record.data)
    source = record.source(NAME)
    bag = next((found for key in ("patents", "docs", "results") if (found := at(data, key))), data)
    documents = [entry for entry in objects(bag) if "guid" in entry or "datePublished" in entry]
    if not documents:
        raise ParseError("CONTENT_OTHER", "The answer holds no document.", place="byte 0")
    for place, document in enumerate(documents, 1):
        try:
            yield _publication(document, source)
        except ParseError as error:
            told = ParseError(error.code, error.message, place=f"document {place}")
            yield Failure.of(record, told)


def _publication(document: Json, source: Source) -> Publication:
    own = _identity(document)
    key = DocumentId(own.office, own.number, own.kind or "")
    right, stage = right_and_stage(key.office, own.kind, own.date, key.number)
    lang = lang_of(text(document.get("languageIndicator"))) or "en"
    title = ppubs_text.line(document.get("inventionTitle"), lang)
    abstract = ppubs_text.joined(document.get("abstractHtml"), lang)
    claims, gaps = ppubs_text.claims(document, lang)
    description = ppubs_text.description(document, lang)
    filed = text(first(document.get("applicationFilingDate")))
    parts: dict[str, object] = {"title": title, "abstract": abstract}
    parts |= {"description": description, "claims": claims}
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language=lang,
        application=application_reference(
            own.office, text(document.get("applicationNumber")), filed
        ),
        priorities=ppubs_biblio.priorities(document),
        related=ppubs_biblio.related(document),
        family=text(document.get("familyIdentifierCur")),
        title=(Text(lang=lang, text=title),) if title else (),
        abstract=(Text(lang=lang, text=abstract),) if abstract else (),
        claims=claims,
        description=description,
        parties=ppubs_biblio.parties(document),
        classifications=ppubs_biblio.classifications(document),
        citations=ppubs_biblio.citations(document),
        gaps=(
            *absent(parts),
            *gaps,
        ),
        source=source,
    )


def _identity(document: Json) -> Reference:
    """By the guid (`US-6000000-A`), or by number, kind and country."""
    guid = text(document.get("guid")) or ""
    day = text(document.get("datePublished"))
    date = parse_date(day, "US") if day else None
    found = _GUID.fullmatch(guid) or _NO_KIND.fullmatch(guid)
    kind = found[3] if found and found.re is _GUID else text(first(document.get("kindCode")))
    number = found[2] if found else text(document.get("publicationReferenceDocumentNumber"))
    office = found[1] if found else text(document.get("country")) or "US"
    own = publication_reference(office, number, kind, date)
    if own is None or not any(char.isdecimal() for char in own.number):
        raise ParseError("IDENTITY_INCOMPLETE", f"{guid or number!r} is no number.")
    return own
