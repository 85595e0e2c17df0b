"""What a source says of a term."""

from __future__ import annotations

from typing import Literal, NamedTuple

SYNONYMS, ABBREVIATIONS = "synonyms", "abbreviations"
KINDS = (SYNONYMS, ABBREVIATIONS)
"""What can be asked for."""


class Form(NamedTuple):
    """Another form of a term; `origin` says where it comes from, as people can find it again."""

    kind: Literal["synonym", "abbreviation"]
    text: str
    origin: str
