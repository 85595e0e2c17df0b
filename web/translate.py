"""The page that says a query in the languages of other systems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from search_api.answers import Note, QueryAnswer
from search_api.language import DIALECTS
from search_api.service import Service


class Loss(Struct, frozen=True):
    """Something a translation does not keep, and the part of the canonical text it is about."""

    message: str
    part: str


class Said(Struct, frozen=True):
    """The query in one dialect."""

    name: str
    text: str
    losses: tuple[Loss, ...]


def view(given: Mapping[str, str], service: Service, lang: str) -> dict[str, Any]:
    """Everything the template `translate.html` shows. Raises QueryError for the query typed.

    Without `to`, the query is said in every dialect but the one it is written in.
    """
    query, dialect, to = given.get("q", ""), given.get("dialect", "auto"), given.get("to", "")
    page: dict[str, Any] = {
        "q": query,
        "asked": dialect,
        "to": to,
        "dialects": service.dialects(),
        "answer": None,
        "said": (),
    }
    if not query.strip():
        return page
    answer = service.query(query, dialect, lang=lang)
    targets = [to] if to else [name for name in DIALECTS if name != answer.dialect]
    said = [_said(service.query(query, answer.dialect, one, lang), one) for one in targets]
    return page | {"answer": answer, "said": said}


def _said(answer: QueryAnswer, to: str) -> Said:
    losses = tuple(Loss(note.message, _part(note, answer.understood)) for note in answer.losses)
    return Said(to, answer.translated or "", losses)


def _part(note: Note, text: str) -> str:
    """What a loss is about, unless that is the whole query or in its message."""
    low, high = note.span or (0, len(text))
    part = text[low:high]
    return "" if part == text or part in note.message else part
