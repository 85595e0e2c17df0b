"""A hit as answered: the parts asked for, from the stored record."""

from __future__ import annotations

from typing import Any

import msgspec

from parsers.model import Classification, Party, Publication, Reference, Text
from search_api.answers import Contribution, HitAnswer
from search_api.highlight import Highlighter
from search_api.snippets import snippets, title_spans

_PLAIN = (
    "office", "number", "kind", "date", "right", "stage", "language", "family", "title",
    "abstract", "parties", "classifications",
)  # fmt: skip


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A publication without its long texts: decoding it skips them."""

    id: str
    office: str
    number: str
    kind: str | None = None
    date: str | None = None
    right: str
    stage: str
    language: str
    family: str | None = None
    title: tuple[Text, ...] = ()
    abstract: tuple[Text, ...] = ()
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    application: Reference | None = None
    withdrawn: bool = False


_BRIEF = msgspec.json.Decoder(Brief)


def brief(data: bytes) -> Brief:
    """The stored JSON of a publication, without its long texts."""
    return _BRIEF.decode(data)


def hit_answer(
    publication: Publication | Brief,
    score: float,
    parts: frozenset[str],
    marker: Highlighter | None,
    explanation: tuple[Contribution, ...] = (),
) -> HitAnswer:
    """`marker` finds passages and marks what matched in them; a `Brief` has none."""
    values: dict[str, Any] = {name: getattr(publication, name) for name in _PLAIN if name in parts}
    if "application" in parts and publication.application is not None:
        values["application"] = msgspec.to_builtins(publication.application)
    if "score" in parts:
        values["score"] = score
    if marker is not None and isinstance(publication, Publication):
        if "snippets" in parts:
            values["snippets"] = snippets(publication, marker)
        if "title" in parts:
            values["title_spans"] = title_spans(publication, marker)
    return HitAnswer(
        id=publication.id,
        withdrawn=publication.withdrawn,
        explanation=explanation,
        **values,
    )
