"""Families computed from priorities, where the source names none.

As in DOCDB's simple families, publications belong together when they claim exactly the same
priorities; what claims none stands for its own application, so that a first filing is in the
family of those that claim it. US provisional applications count as priorities.
"""

from __future__ import annotations

from hashlib import blake2b

from msgspec.structs import replace

from parsers.model import Publication, Reference
from parsers.numbers import index_forms

_DIGEST_BYTES = 6


def computed_family(publication: Publication) -> str | None:
    """A stable name ("c" and hexadecimal digits) of the set of priorities; None without one."""
    claimed = [*publication.priorities, *_provisionals(publication)]
    if not claimed and publication.application is not None:
        claimed = [publication.application]
    tokens = sorted({token for one in claimed for token in _tokens(one)})
    if not tokens:
        return None
    return "c" + blake2b(" ".join(tokens).encode(), digest_size=_DIGEST_BYTES).hexdigest()


def with_family(publication: Publication) -> Publication:
    """The publication, its family computed where its source has none."""
    if publication.family is not None or publication.withdrawn:
        return publication
    family = computed_family(publication)
    if family is None:
        return publication
    return replace(publication, family=family, family_basis="computed")


def _provisionals(publication: Publication) -> list[Reference]:
    return [one.document for one in publication.related if one.relation == "provisional"]


def _tokens(one: Reference) -> tuple[str, ...]:
    return index_forms(one.office, one.number, one.kind, "prn")
