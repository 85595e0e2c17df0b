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
_MENDED = 8_000
"""Longer queries are not written out again to show one note's change."""
MOST_ALIKE = 50
"""Notes with the same message that are kept; ten thousand numbers may each have one."""


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


class Notices(list[Notice]):
    """Each note once, and of those with one message the first ones."""

    def __init__(self) -> None:
        super().__init__()
        self._alike: dict[str, list[Notice]] = {}
        self._more: dict[str, int] = {}

    def is_full(self, key: str) -> bool:
        return len(self._alike.get(key, ())) >= MOST_ALIKE

    def leave_out(self, key: str) -> None:
        """Count a note that is one too many."""
        self._more[key] = self._more.get(key, 0) + 1

    def add(self, notice: Notice) -> None:
        alike = self._alike.setdefault(notice.key, [])
        if notice not in alike:
            alike.append(notice)
            self.append(notice)

    def all(self) -> tuple[Notice, ...]:
        """The notes, and how many more there were of those with the same message."""
        more: list[Notice] = []
        for key, count in self._more.items():
            first = self._alike[key][0]
            values: dict[str, object] = {"count": count}
            values |= {lang: first.note(lang).message for lang in ("zh", "en")}
            more.append(Notice("note_more_alike", first.span, values))
        return (*self, *more)


@dataclass(slots=True)
class Context:
    """One query being resolved; `text` is the query with full-width signs folded, `typed` without.

    `classes` are the loaded schemes, where there are any.
    `lines` holds the resolved trees of earlier lines and saved queries by their names.
    """

    text: str
    today: date
    classes: Classes | None = None
    notices: Notices = field(default_factory=Notices)
    lines: dict[str, object] = field(default_factory=dict)
    typed: str = ""

    def note(self, key: str, span: Span, instead: str | None = None, **values: object) -> None:
        """Add a note once; `instead` replaces the span to make its suggestion."""
        if self.notices.is_full(key):
            self.notices.leave_out(key)
            return
        long = len(self.text) > _MENDED
        suggestion = None if instead is None or long else self.mend(span, instead)
        self.notices.add(Notice(key, span, values, suggestion))

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
