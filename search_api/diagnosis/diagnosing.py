"""The diagnosis of one query without hits, in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from indexer.engine import FacetFilter
from search_api.answers import ClauseAnswer, KillingAnswer, NearAnswer, QueryAnswer
from search_api.diagnosis.clauses import clauses_of
from search_api.diagnosis.counting import Clause, Counter, filters_of, tree_of
from search_api.diagnosis.killing import COUNTED, Killing, killing, some
from search_api.diagnosis.nearest import Finder, Helpers, Near
from search_api.diagnosis.relaxing import RANKS
from search_api.diagnosis.wording import Words
from search_api.language.tree import Tree, parts_of_and, to_text

_TOLD = 3
"""Clauses that find nothing by themselves and are looked into, at most."""


class Diagnosis(Struct, frozen=True):
    """What is added to the answer about a query without hits."""

    counts: tuple[int | None, ...]
    killed_by: tuple[KillingAnswer, ...]
    nearest: tuple[NearAnswer, ...]
    partial: bool

    def added(self, query: QueryAnswer) -> QueryAnswer:
        """The answer with counts, killing clauses and near queries."""
        clauses = query.clauses
        if len(self.counts) == len(clauses):
            clauses = tuple(
                structs.replace(clause, count=count)
                for clause, count in zip(clauses, self.counts, strict=True)
            )
        return structs.replace(
            query,
            clauses=clauses,
            killed_by=self.killed_by,
            nearest=self.nearest,
            diagnosis_partial=self.partial,
        )


def diagnose(
    tree: Tree, filters: tuple[FacetFilter, ...], counter: Counter, helpers: Helpers
) -> Diagnosis:
    """Why a query and its chosen facets find nothing, and what is nearest.

    The counts are those of the parts of the outermost AND, each by itself, where they are few.
    """
    clauses = clauses_of(tree, filters)
    found = killing(clauses, counter, helpers.reread)
    near = Finder(clauses, counter, helpers).nearest(found) if found else []
    words = Words(helpers.reread)
    parts = parts_of_and(tree)
    counts = [counter.count([Clause(part)]) for part in parts] if len(parts) <= COUNTED else []
    return Diagnosis(
        counts=tuple(counts),
        killed_by=tuple(_told(one, clauses, counter, words) for one in found[:_TOLD]),
        nearest=tuple(_near(one, words) for one in near),
        partial=counter.partial or any(not one.sure for one in found),
    )


def _told(
    found: Killing, clauses: Sequence[Clause], counter: Counter, words: Words
) -> KillingAnswer:
    """The killing parts, the one without which most is left first."""
    whole = frozenset(range(len(clauses)))
    parts = []
    own = {id(clauses[at]): at for at in found.members}
    for part in found.parts:
        rest = some(clauses, whole - {own[id(part)]}) if id(part) in own else []
        parts.append(
            ClauseAnswer(
                text=part.text,
                label_zh=words.label(part, "zh"),
                label_en=words.label(part, "en"),
                without=_text(rest) if rest else None,
                count=counter.count([part]),
                rest=counter.count(rest) if rest else None,
            )
        )
    zh, en = words.killing(found)
    return KillingAnswer(
        reason=found.reason,
        parts=tuple(sorted(parts, key=lambda one: -(one.rest or 0))),
        within=found.within.text if found.within else None,
        label_zh=zh,
        label_en=en,
    )


def _text(clauses: Sequence[Clause]) -> str | None:
    tree = tree_of(clauses)
    return None if tree is None else to_text(tree, brief=True)


def _near(near: Near, words: Words) -> NearAnswer:
    chosen = {one.facet: one.values for one in filters_of(near.clauses)}
    zh, en = words.near(near)
    return NearAnswer(
        kind=max((change.kind for change in near.changes), key=RANKS.__getitem__),
        text=_text(near.clauses) or "",
        count=near.hits,
        changed=tuple(change.before.text for change in near.changes),
        filters=chosen if any(change.before.chosen for change in near.changes) else None,
        label_zh=zh,
        label_en=en,
    )
