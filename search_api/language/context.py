"""What all parts of resolving a query share: the text as typed, today's date, and the notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from indexer.classes import Classes
from search_api.answers import Note
from search_api.errors import QueryError
from search_api.language.syntax import Span
from search_api.messages import MESSAGES, render

_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Notice:
    """A note before it is put into a language; `values` fill the blanks of its message."""

    key: str
    span: Span
    values: dict[str, object]
    suggestion: str | None = None

    def note(self, lang: str) -> Note:
        """The note in "zh" or English."""
        message, _ = render(self.key, lang, self.values)
        return Note(
            code=MESSAGES[self.key].code,
            message=message,
            span=self.span,
            suggestion=self.suggestion,
        )


@dataclass(slots=True)
class Context:
    """One query being resolved; `text` is the query with full-width signs folded, `typed` without.

    `classes` are the loaded schemes, where there are any.
    `lines` holds the resolved trees of earlier lines and saved queries by their names.
    """

    text: str
    today: date
    classes: Classes | None = None
    notices: list[Notice] = field(default_factory=list)
    lines: dict[str, object] = field(default_factory=dict)
    typed: str = ""

    def note(self, key: str, span: Span, instead: str | None = None, **values: object) -> None:
        """Add a note once; `instead` replaces the span to make its suggestion."""
        suggestion = None if instead is None else self.mend(span, instead)
        notice = Notice(key, span, values, suggestion)
        if notice not in self.notices:
            self.notices.append(notice)

    def fail(
        self, key: str, span: Span, instead: str | None = None, **values: object
    ) -> QueryError:
        """The error to raise; `instead` replaces the span to make its suggestion."""
        suggestion = None if instead is None else self.mend(span, instead)
        shown = {name: _short(value) for name, value in values.items()}
        return QueryError(key, position=span, suggestion=suggestion, **shown)

    def mend(self, span: Span, by: str) -> str:
        """The whole query with one span replaced."""
        text = self.text[: span[0]] + by + self.text[span[1] :]
        return text if by else " ".join(text.split())


def _short(value: object) -> object:
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value
