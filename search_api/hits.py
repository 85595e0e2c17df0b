"""A hit as answered: the parts asked for, from the stored record."""

from __future__ import annotations

from typing import Any

import msgspec

from parsers.model import Publication
from search_api.answers import Contribution, HitAnswer
from search_api.highlight import Highlighter
from search_api.snippets import snippets, title_spans

_PLAIN = (
    "office", "number", "kind", "date", "right", "stage", "language", "family", "title",
    "abstract", "parties", "classifications",
)  # fmt: skip


def hit_answer(
    publication: Publication,
    score: float,
    parts: frozenset[str],
    marker: Highlighter | None,
    explanation: tuple[Contribution, ...] = (),
) -> HitAnswer:
    """`marker` marks what matched; None: passages without marks are not wanted either."""
    values: dict[str, Any] = {name: getattr(publication, name) for name in _PLAIN if name in parts}
    if "application" in parts and publication.application is not None:
        values["application"] = msgspec.to_builtins(publication.application)
    if "score" in parts:
        values["score"] = score
    if marker is not None and "snippets" in parts:
        values["snippets"] = snippets(publication, marker)
    if marker is not None and "title" in parts:
        values["title_spans"] = title_spans(publication, marker)
    return HitAnswer(
        id=publication.id,
        withdrawn=publication.withdrawn,
        explanation=explanation,
        **values,
    )
