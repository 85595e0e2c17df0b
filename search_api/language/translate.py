"""A query said in another dialect, with everything that dialect cannot say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from indexer.classes import Classes
from search_api.answers import Note, QueryAnswer
from search_api.errors import QueryError
from search_api.language.context import Context, Notice
from search_api.language.dialects import named
from search_api.language.equality import same
from search_api.language.expanding import NOTHING_KNOWN, Known
from search_api.language.understand import Understood, understand
from search_api.language.writing import Losses


@dataclass(frozen=True, slots=True)
class Translated:
    """Text in the dialect asked for. Spans of `losses` are in the canonical text."""

    text: str
    losses: tuple[Notice, ...]

    def notes(self, lang: str) -> tuple[Note, ...]:
        """The losses in "zh" or English."""
        return tuple(notice.note(lang) for notice in self.losses)


def translate(
    understood: Understood, to: str, *, today: date | None = None, classes: Classes | None = None
) -> Translated:
    """Write a query in another dialect; raises QUERY_UNKNOWN_DIALECT.

    What is written is read again: where it means something else than the query and no loss says
    so, that itself is a loss.
    """
    dialect = named(to)
    if dialect.name == "canonical":
        return Translated(understood.brief, ())
    day = today or datetime.now(UTC).date()
    losses = Losses()
    syntax = named("canonical").module.read(Context(understood.text, day))
    text = dialect.module.write(syntax, losses)
    if not losses.notices:
        _prove(text, understood, losses, lambda: understand(text, to, today=day, classes=classes))
    return Translated(text, tuple(losses.notices))


def _prove(text: str, meant: Understood, losses: Losses, read: Callable[[], Understood]) -> None:
    whole = (0, len(meant.text))
    try:
        back = read()
    except QueryError as error:
        losses.add("lost_unreadable", whole, zh=error.in_language("zh")[0], en=error.message)
        return
    if not same(back.query, meant.query):
        losses.add("lost_meaning", whole, meant=back.brief or text)


def query_answer(
    understood: Understood,
    to: str | None,
    lang: str,
    classes: Classes | None = None,
    known: Known = NOTHING_KNOWN,
) -> QueryAnswer:
    """How a query was read, with its tree, and said in the dialect `to`."""
    answer = msgspec.structs.replace(
        understood.answer(lang, known), tree=msgspec.to_builtins(understood.query)
    )
    if to is None:
        return answer
    found = translate(understood, to, classes=classes)
    return msgspec.structs.replace(answer, translated=found.text, losses=found.notes(lang))
