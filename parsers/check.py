"""What every publication must hold, whatever format it came from."""

from __future__ import annotations

from parsers.model import Publication


def problems(publication: Publication) -> list[str]:
    """What is wrong with a publication, in words; empty if nothing is."""
    found = []
    if publication.id != str(publication.document_id):
        found.append("id is not office, number and kind")
    return found
