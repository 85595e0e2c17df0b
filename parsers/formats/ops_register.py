"""The European Patent Register (`reg:register-document`): publications, and events as a notice.

The register keeps the history of every entry with the Bulletin it was announced in. Each
publication takes the entries as they stood in its own Bulletin; what happened since is in the
notice, which belongs to the application.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import ops_register_biblio as biblio_of
from parsers.formats.nodes import value
from parsers.formats.ops_documents import bare
from parsers.formats.ops_register_events import events
from parsers.formats.refs import application_reference, document_id, publication_reference
from parsers.languages import lang_of
from parsers.model import Notice, Publication, Reference, Source
from parsers.xml import Element

_QUERY = re.compile(
    r"\s*(publication|pn|application|ap)\s*(?:=|any|all)?\s*\"?(EP[\d.]+)(?:\.?[A-Z]\d)?\"?\s*"
)
_OFFICE = "EP"
_Owner = tuple[Reference | None, Reference | None]
"""An application and a publication, of which one at least is known."""


def registered(root: Element, source: Source) -> Iterator[Publication | Notice]:
    """Publications and a notice per register document. Raises ParseError if one is nobody's."""
    elements = [*root.iter("register-document")]
    for element in elements:
        biblio = element.find("bibliographic-data")
        application = biblio_of.application(biblio)
        publications = [
            _publication(reference, week, biblio, application, source)
            for reference, week in _published(biblio)
            if biblio is not None
        ]
        yield from publications
        found, undated = events(element)
        if not found and publications:
            continue
        asked = _asked(root) if len(elements) == 1 else None
        last = _last(publications)
        told = _owner(application, last, asked)
        if told is None:
            message = "The register document does not say which application it is of."
            raise ParseError("IDENTITY_INCOMPLETE", message, place="register-document")
        if not found:
            continue
        notes = (f"steps without a date, left out: {undated}",) if undated else ()
        yield Notice(
            office=_OFFICE,
            application=told[0],
            publication=told[1],
            events=found,
            source=structs.replace(source, notes=(*source.notes, *notes)),
        )


def _owner(
    application: Reference | None, last: Reference | None, asked: _Owner | None
) -> _Owner | None:
    """The application and publication the events are of: the register's, or what was asked for."""
    if application or last:
        return application, last
    return asked


def _asked(root: Element) -> _Owner | None:
    """The one document that was asked for: parts of the register come without its number."""
    query = value(root, "register-search/query") or ""
    named = _QUERY.fullmatch(query)
    if named is None:
        return None
    if named[1] in {"publication", "pn"}:
        return None, publication_reference(_OFFICE, named[2])
    return application_reference(_OFFICE, named[2]), None


def _published(biblio: Element | None) -> Iterator[tuple[Reference, str | None]]:
    """Each European publication with the week of its Bulletin; those of other offices are not."""
    for element in biblio.iterfind("publication-reference") if biblio is not None else ():
        week = biblio_of.week(element)
        for entry in element.iterfind("document-id"):
            reference = document_id(entry)
            if reference is not None and reference.office == _OFFICE:
                yield reference, week


def _publication(
    reference: Reference,
    week: str | None,
    biblio: Element,
    application: Reference | None,
    source: Source,
) -> Publication:
    made = bare(reference, source)
    titles = biblio_of.titles(biblio, week)
    filed = lang_of(value(biblio, "language-of-publication") or value(biblio, "language-of-filing"))
    return structs.replace(
        made,
        language=filed if filed in {"de", "en", "fr"} else "xx",
        application=application,
        priorities=biblio_of.priorities(biblio, week),
        related=biblio_of.related(biblio),
        title=titles,
        parties=biblio_of.parties(biblio, week),
        classifications=biblio_of.classifications(biblio, week),
        citations=biblio_of.citations(biblio),
        designated_states=biblio_of.designated_states(biblio, week),
        gaps=tuple(gap for gap in made.gaps if gap.part != "title" or not titles),
    )


def _last(publications: list[Publication]) -> Reference | None:
    """The latest of the publications, to which the events of the application are told."""
    if not publications:
        return None
    last = max(publications, key=lambda publication: publication.date or "")
    return Reference(office=last.office, number=last.number, kind=last.kind, date=last.date)
