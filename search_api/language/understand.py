"""Text in any dialect → what it means: query, canonical text, notes, removable parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from indexer.classes import Classes
from indexer.engines.limits import DEPTH, check
from indexer.errors import EngineError
from indexer.query import Query
from search_api.answers import ClauseAnswer, QueryAnswer
from search_api.errors import QueryError
from search_api.language.context import Context, Notice, Notices
from search_api.language.dialects import AUTO, Detected, Dialect, choose, detect, named
from search_api.language.expanding import NOTHING_KNOWN, Expansion, Known, expansions
from search_api.language.guard import MAX_LENGTH, fold
from search_api.language.labels import clauses
from search_api.language.lines import lines_of, without_comments
from search_api.language.mending import mended
from search_api.language.resolve import resolve
from search_api.language.rivals import decide
from search_api.language.tree import Tree, deepest, leaves, to_query, to_text
from search_api.language.writing import Losses

_SUGGESTION_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as understood. `text` is canonical and reads back as the same `query`."""

    typed: str
    dialect: str
    query: Query
    text: str
    tree: Tree
    notices: tuple[Notice, ...]
    widened: tuple[Expansion, ...] = ()

    @property
    def brief(self) -> str:
        """The canonical text without the name of the default field."""
        return to_text(self.tree, brief=True)

    @property
    def clauses(self) -> tuple[ClauseAnswer, ...]:
        """Its parts in plain words, written when they are asked for."""
        return clauses(self.tree)

    @property
    def words(self) -> int:
        """Number of conditions, as a measure of how much is asked."""
        return sum(1 for _ in leaves(self.tree))

    def read_as_number(self, typed: str) -> Understood:
        """The same, for a text that was no query but a number; a note offers the words instead."""
        words = f'full:"{" ".join(typed.replace(chr(34), " ").split())}"'
        span = (0, len(typed))
        notice = Notice("note_number_read", span, {"value": typed.strip()}, words)
        return replace(self, typed=typed, notices=(notice,))

    def answer(self, lang: str = "en", known: Known = NOTHING_KNOWN) -> QueryAnswer:
        """The `query` part of an answer, notes in "zh" or English."""
        return QueryAnswer(
            text=self.typed,
            dialect=self.dialect,
            understood=self.text,
            notes=tuple(notice.note(lang) for notice in self.notices),
            expanded=tuple(one.answer() for one in (*self.widened, *expansions(self, known))),
            clauses=self.clauses,
        )


def understand(
    text: str,
    dialect: str = AUTO,
    *,
    today: date | None = None,
    classes: Classes | None = None,
) -> Understood:
    """Read a query; raises QueryError whose position is in `text` as given.

    `today` is what relative dates count from (default: now, UTC). `classes` tell what lies below a
    subgroup; without them a note says that nobody knows.
    """
    detected = detect(text[:MAX_LENGTH]) if dialect == AUTO else Detected.of(named(dialect))
    whole = Context("", today or datetime.now(UTC).date(), classes)
    try:
        chosen = decide(
            text, detected, lambda one: _read(text, one, replace(whole, notices=Notices()))
        )
    except QueryError as error:
        if len(text) > _SUGGESTION_LENGTH:  # nothing so long is worth mending in one click
            error.suggestion = None
            raise
        sound = _sound(error.suggestion, text, dialect, whole.today)
        error.suggestion = sound or mended(
            error,
            text,
            lambda one: _sound(one, text, dialect, whole.today) is not None,
            lambda: _said_here(text, detected.dialect, whole),
        )
        raise
    tree = chosen.tree
    query = to_query(tree)
    check_size(query, len(text), tree)
    return Understood(
        typed=text,
        dialect=chosen.dialect.name,
        query=query,
        text=to_text(tree),
        tree=tree,
        notices=chosen.notices,
    )


def reread(text: str, classes: Classes | None = None) -> Tree | None:
    """The tree of canonical text; None if it cannot be asked."""
    whole = Context("", datetime.now(UTC).date(), classes)
    try:
        tree = _read(text, named("canonical"), whole)[1]
        check_size(to_query(tree), len(text))
    except QueryError:
        return None
    return tree


def _read(text: str, dialect: Dialect, whole: Context) -> tuple[Context, Tree]:
    """The tree of the last line, which may ask for those before it; notes are shared."""
    known: dict[str, object] = {}
    *earlier, last = lines_of(without_comments(text))
    for one in earlier:
        context = replace(whole, text=fold(one.text), typed=one.text, lines=known)
        tree = resolve(dialect.module.read(context), context)
        known = known | dict.fromkeys(one.names, tree)
    context = replace(whole, text=fold(last.text), typed=last.text, lines=known)
    return context, resolve(dialect.module.read(context), context)


def _said_here(text: str, dialect: Dialect, whole: Context) -> Iterator[str]:
    """A text of another dialect, if it is one, in this dialect, if nothing is lost by that."""
    found = detect(text)
    for other in (found.dialect, *found.rivals) if found.signs else ():
        if other is dialect:
            continue
        try:
            fresh = Context("", whole.today, whole.classes)
            meant = to_text(_read(text, other, fresh)[1], brief=True)
            losses = Losses()
            syntax = named("canonical").module.read(Context(meant, whole.today))
            said = dialect.module.write(syntax, losses)
        except QueryError:
            continue
        if not losses.notices:
            yield said


def check_size(query: Query, length: int, tree: Tree | None = None) -> None:
    """QueryError, over a text of this length, for a query no engine would run.

    With its tree the error is at the condition that lies too deep, if one does.
    """
    try:
        check(query)
    except EngineError:
        levels, lowest = deepest(tree) if tree else (0, None)
        place = lowest.span if lowest and levels > DEPTH + 1 else (0, length)
        raise QueryError("too_complex", position=place) from None


def _sound(suggestion: str | None, text: str, dialect: str, day: date) -> str | None:
    """A suggestion only if it can be run as it stands."""
    if suggestion is None or suggestion == text or len(suggestion) > _SUGGESTION_LENGTH:
        return None
    try:
        _read(suggestion, choose(dialect, suggestion), Context("", day))
    except QueryError:
        return None
    return suggestion
