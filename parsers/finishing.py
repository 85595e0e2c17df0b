"""What is read from the words of a publication where its format has no markup for it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from parsers.claim_kinds import category
from parsers.figures import with_figures
from parsers.literature import recognised
from parsers.model import Claim, Party, Publication, Segment
from parsers.names import is_organisation
from parsers.sections import Sections

_LOST = "\N{REPLACEMENT CHARACTER}"
_HOLDERS = frozenset({"applicant", "assignee"})
SHEETS = frozenset({"US"})
"""Offices that number sheets, not figures."""


def finished(publication: Publication) -> Publication:
    """`linked`, with parts of the description and categories of claims if there were none."""
    changes: dict[str, object] = {}
    segments = publication.description
    if segments and not any(segment.part for segment in segments):
        changes["description"] = tuple(_sectioned(segments))
    claims = publication.claims
    if claims and publication.right != "design" and not any(claim.category for claim in claims):
        changes["claims"] = tuple(_categorised(claims))
    return linked(structs.replace(publication, **changes) if changes else publication)


def linked(publication: Publication) -> Publication:
    """The publication with the drawings that its paragraphs refer to.

    Parties are organisations if their names tell it, and literature bears its identifiers.
    Characters that could not be read as such are counted in a note of the source.
    """
    changes: dict[str, object] = {}
    if publication.drawings:
        sheets = publication.office in SHEETS
        changes["description"] = with_figures(
            publication.description, publication.drawings, sheets=sheets
        )
    parties = tuple(map(_organised, publication.parties))
    if parties != publication.parties:
        changes["parties"] = parties
    citations = recognised(publication.citations)
    if citations is not publication.citations:
        changes["citations"] = citations
    lost = "".join(_texts(publication)).count(_LOST)
    if lost:
        note = f"{lost} characters are shown as U+FFFD: private-use ones, pictures, or lost before"
        notes = (*publication.source.notes, note)
        changes["source"] = structs.replace(publication.source, notes=notes)
    return structs.replace(publication, **changes) if changes else publication


def _organised(party: Party) -> Party:
    """An organisation if its name tells it, where the source does not say what it is.

    Of representatives, formats decide: firms are agencies there.
    """
    if party.organisation or party.given or party.role not in _HOLDERS:
        return party
    return structs.replace(party, organisation=True) if is_organisation(party.name) else party


def _sectioned(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    sections: dict[str, Sections] = {}
    for segment in segments:
        place = sections.setdefault(segment.lang, Sections(segment.lang))
        part = place.heading(segment.text) if segment.kind == "heading" else place.part
        yield structs.replace(segment, part=part) if part else segment


def _categorised(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    for claim in claims:
        found = None if claim.canceled else category(claim.text, claim.lang)
        yield structs.replace(claim, category=found) if found else claim


def _texts(publication: Publication) -> list[str]:
    texts = [entry.text for entry in publication.description]
    texts += [entry.text for entry in publication.claims]
    texts += [entry.text for entry in publication.abstract]
    texts += [entry.text for entry in publication.title]
    texts += [party.name for party in publication.parties]
    return texts
