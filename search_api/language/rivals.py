"""What else a text could mean whose dialect nobody named."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from search_api.errors import QueryError
from search_api.language.context import Context, Notice
from search_api.language.dialects import DIALECTS, Detected, Dialect
from search_api.language.equality import same
from search_api.language.tree import Tree, to_query, to_text

_LONGEST = 2_000
"""Longer texts are read in one dialect only."""
_SIGNS = 3

_KNOWN = frozenset(
    [
        "field_not_held",
        "operator_not_held",
        "legal_status_not_held",
        "class_set_not_held",
        "unknown_line",
    ]
)
"""What a dialect refuses though it is right there: the text is in it and in no other language."""

Read = Callable[[Dialect], tuple[Context, Tree]]


class Chosen(NamedTuple):
    """The dialect a text was read in, its tree, and all notes."""

    dialect: Dialect
    tree: Tree
    notices: tuple[Notice, ...]


def decide(text: str, detected: Detected, read: Read) -> Chosen:
    """Read the text in the dialect detected, or in one that can read it where signs were few.

    A note says which dialect and why; another says what the text means in a rival dialect, if that
    is something else. Raises the QueryError of the dialect detected if no candidate can read it, or
    that of one which knows what is asked for but cannot search it.
    """
    candidates = [detected.dialect, *detected.rivals]
    if not detected.sure:
        candidates.append(DIALECTS["canonical"])
    failed: QueryError | None = None
    known: QueryError | None = None
    for dialect in dict.fromkeys(candidates):
        if known and dialect.name == "canonical":
            raise known
        try:
            context, tree = read(dialect)
        except QueryError as error:
            failed = failed or error
            if error.key in _KNOWN:
                known = known or error
            continue
        told = _told(detected, dialect, failed)
        rivals = [one for one in (*detected.rivals, *detected.hinted) if one is not dialect]
        others = _others(text, tree, rivals, read)
        return Chosen(dialect, tree, (*told, *others, *context.notices.all()))
    raise failed or QueryError("empty", position=(0, len(text)))


def _told(detected: Detected, dialect: Dialect, failed: QueryError | None) -> list[Notice]:
    """Which dialect it was and why; or why it was not the one it looked like."""
    like = detected.dialect
    if not detected.signs or (dialect is like and like.name == "canonical"):
        return []
    signs = " ".join(f"“{' '.join(one.text.split())}”" for one in detected.signs[:_SIGNS])
    values: dict[str, object] = {"zh": like.zh, "en": like.en, "signs": signs}
    if dialect is like or failed is None:
        return [Notice("note_dialect", detected.signs[0].span, values)]
    values |= {"as_zh": dialect.zh, "as_en": dialect.en}
    values |= {"why_zh": failed.in_language("zh")[0], "why_en": failed.message}
    return [Notice("note_dialect_unreadable", failed.position or detected.signs[0].span, values)]


def _others(text: str, tree: Tree, rivals: list[Dialect], read: Read) -> list[Notice]:
    if len(text) > _LONGEST:
        return []
    known = [to_query(tree)]
    found: list[Notice] = []
    for dialect in rivals:
        try:
            _, other = read(dialect)
        except QueryError:
            continue
        query = to_query(other)
        if any(same(query, one) for one in known):
            continue
        known.append(query)
        meant = to_text(other, brief=True)
        values: dict[str, object] = {"zh": dialect.zh, "en": dialect.en, "meant": meant}
        found.append(Notice("note_other_reading", (0, len(text)), values, meant))
    return found
