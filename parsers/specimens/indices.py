"""What a typesetter would set low or high in a text: indices of formulas, powers of metres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import structs

from parsers.model import Claim, Mark, Publication, Segment, Text

_INDEXED = re.compile(r"[A-Za-z/]\d")
_CHEMICAL = re.compile(r"\b(?:[A-Z][a-z]?\d*(?:\.\d+)?){2,}\b")
_INDEX = re.compile(r"(?<=[A-Za-z])(\d+(?:\.\d+)?)")
_POWER = re.compile(r"(?<=/m)([23])(?![\w.])")
_CACHED = 16_384
"""Texts kept: more than the stock of `stream` has."""


@lru_cache(maxsize=_CACHED)
def indices(text: str) -> tuple[Mark, ...]:
    """The marks of a text, in order."""
    return tuple(sorted(_found(text), key=lambda mark: mark[1])) if _INDEXED.search(text) else ()


def _found(text: str) -> Iterator[Mark]:
    for formula in _CHEMICAL.finditer(text):
        for index in _INDEX.finditer(formula[0]):
            yield "sub", formula.start() + index.start(), formula.start() + index.end()
    for power in _POWER.finditer(text):
        yield "sup", power.start(), power.end()


T = TypeVar("T", Text, Claim, Segment)


def marked(entry: T) -> T:
    """A text of the model with its marks; formulas and names on one line have none."""
    if isinstance(entry, Segment) and entry.kind == "formula":
        return entry
    found = indices(entry.text)
    return structs.replace(entry, marks=found) if found else entry


def with_marks(publication: Publication) -> Publication:
    """The publication with the marks of all its texts."""
    return structs.replace(
        publication,
        title=tuple(map(marked, publication.title)),
        abstract=tuple(map(marked, publication.abstract)),
        claims=tuple(map(marked, publication.claims)),
        description=tuple(map(marked, publication.description)),
    )
