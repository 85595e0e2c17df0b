"""What is left of a publication on its printed pages: no codes, no parts, no picture files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from parsers.model import Party, Publication, Segment

_ORDER = ("assignee", "applicant", "inventor", "agency", "agent", "examiner")


def as_printed(publication: Publication) -> Publication:
    """The publication as a reader of the PDF can know it.

    Classification symbols keep the month of their version only, addresses are one text, pictures
    are in the pages themselves; titles of the USPTO are in capitals.
    """
    upper = publication.office == "US"
    title = publication.title
    if upper:
        title = tuple(structs.replace(text, text=text.text.upper()) for text in title)
    parties = map(_party, publication.parties) if not upper else publication.parties
    return structs.replace(
        publication,
        title=title,
        drawings=(),
        parties=tuple(sorted(parties, key=lambda party: _ORDER.index(party.role))),
        classifications=tuple(
            structs.replace(entry, version=entry.version[:7], value=None, office=None)
            for entry in publication.classifications
            if entry.version
        ),
        citations=tuple(c for c in publication.citations if c.document or upper),
        description=tuple(_numbered(publication.description)),
    )


def _party(party: Party) -> Party:
    sequence = 1 if party.role == "agency" else party.sequence
    return structs.replace(party, country=None, city=None, state=None, sequence=sequence)


def _numbered(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Only paragraphs have printed numbers."""
    count = 0
    for segment in segments:
        count += segment.kind == "paragraph"
        number = f"{count:04d}" if segment.kind == "paragraph" else None
        yield structs.replace(segment, id=None, number=number, level=None)
