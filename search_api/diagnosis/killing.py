"""Which clauses leave nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from search_api.diagnosis.clauses import demands
from search_api.diagnosis.conflicts import Some, any_conflict, smallest_conflict
from search_api.diagnosis.counting import Clause, Counter
from search_api.diagnosis.relaxing import each_word
from search_api.language.tree import Branch, Call, Inverse, Leaf, Tree, Weighted

Reason: TypeAlias = Literal[
    "nothing", "word", "words", "apart", "alternatives", "linked", "everything", "excluded",
    "filtered", "together",
]  # fmt: skip

COUNTED = 24
"""So many clauses are counted one by one; of more, some conflict is told, not the smallest."""

_LEFT_OUT = 12
"""Among so many clauses the smallest conflict is looked for."""


class Killing(NamedTuple):
    """Clauses that find nothing together. `within` is the clause they are parts of, if of one.

    `members` are numbers of clauses, one or more; `parts` are what is told: the members, or what is
    inside the one. `sure`: no smaller set finds nothing.
    """

    reason: Reason
    members: Some
    parts: tuple[Clause, ...]
    within: Clause | None = None
    sure: bool = True


Reread: TypeAlias = Callable[[str], Tree | None]


MANY = 40
"""Alternatives looked into: a list of thousands of numbers is one condition."""


def some(clauses: Sequence[Clause], members: Some) -> list[Clause]:
    return [clauses[at] for at in sorted(members)]


def killing(clauses: Sequence[Clause], counter: Counter, reread: Reread) -> list[Killing]:
    """Every clause that finds nothing by itself, else the smallest set that does together.

    Where clauses find nothing by themselves and the others nothing together, these come last.
    """
    if len(clauses) > COUNTED:
        return _together(clauses, range(len(clauses)), counter, reread)
    alone = [counter.count([one]) for one in clauses]
    dead = [at for at, count in enumerate(alone) if count == 0]
    if not dead:
        return _together(clauses, range(len(clauses)), counter, reread)
    found = [_inside(at, clauses[at], counter, reread) for at in dead]
    rest = [at for at, count in enumerate(alone) if count]
    if len(rest) > 1 and counter.count([clauses[at] for at in rest]) == 0:
        found += _together(clauses, rest, counter, reread)
    return found


def _together(
    clauses: Sequence[Clause], places: Sequence[int], counter: Counter, reread: Reread
) -> list[Killing]:
    """The smallest conflict among the clauses at these places."""
    members, sure = _conflict([clauses[at] for at in places], counter)
    if members is None:
        return []
    held = frozenset(places[at] for at in members)
    if len(held) == 1:
        (at,) = held
        return [_inside(at, clauses[at], counter, reread)]
    parts = some(clauses, held)
    return [Killing(_reason(parts), held, tuple(parts), sure=sure)]


def _conflict(clauses: Sequence[Clause], counter: Counter) -> tuple[Some | None, bool]:
    def empty(members: Some) -> bool | None:
        count = counter.count(some(clauses, members))
        return None if count is None else count == 0

    whole = frozenset(range(len(clauses)))
    if len(clauses) > _LEFT_OUT:
        rough = any_conflict(len(clauses), empty)
        surely = 1 if len(clauses) > COUNTED else 2
        return rough, rough is not None and len(rough) <= surely
    without = [frozenset({at}) for at in whole if empty(whole - {at}) is False]
    return smallest_conflict(len(clauses), empty, without), True


def _reason(parts: Sequence[Clause]) -> Reason:
    if any(isinstance(one.tree, Inverse) for one in parts):
        return "excluded"
    return "filtered" if any(one.chosen for one in parts) else "together"


def _inside(at: int, clause: Clause, counter: Counter, reread: Reread) -> Killing:
    """A clause that finds nothing by itself, and what in it is to blame."""
    members = frozenset({at})
    tree = clause.tree
    while isinstance(tree, Weighted):
        tree = tree.part
    match tree:
        case Leaf():
            reason, parts = _in_leaf(tree, counter, reread)
        case Branch("OR", alternatives) if len(alternatives) <= MANY:
            reason, parts = "alternatives", tuple(map(Clause, alternatives))
        case Call(_, part):
            reason, parts = _in_call(part, counter, reread)
        case Inverse(part):
            reason, parts = "everything", (Clause(part),)
        case _:
            reason, parts = "nothing", ()
    if not parts:
        return Killing(reason, members, (clause,))
    return Killing(reason, members, parts, clause)


def _in_leaf(leaf: Leaf, counter: Counter, reread: Reread) -> tuple[Reason, tuple[Clause, ...]]:
    if leaf.target.lang:
        field = leaf.target.name.partition("@")[0]
        plain, lang = reread(f"{field}:{leaf.value}"), reread(f"lang:{leaf.target.lang}")
        if plain is not None and lang is not None:
            return _in_language(Clause(plain), Clause(lang), counter, reread)
    trees = [reread(text) for text in each_word(leaf)]
    words = [Clause(tree) for tree in trees if tree is not None]
    if not words:
        return "nothing", ()
    dead = tuple(one for one in words if counter.count([one]) == 0)
    if dead:
        return "word", dead
    if len(words) == len(trees) and counter.count(words) == 0:
        members, _ = _conflict(words, counter)
        if members is not None and len(words) > len(members):
            return "words", tuple(some(words, members))
        return "words", tuple(words)
    return "apart", ()


def _in_language(
    plain: Clause, lang: Clause, counter: Counter, reread: Reread
) -> tuple[Reason, tuple[Clause, ...]]:
    if counter.count([plain]):
        return ("together", (plain, lang)) if counter.count([lang]) else ("nothing", (lang,))
    if isinstance(plain.tree, Leaf):
        reason, parts = _in_leaf(plain.tree, counter, reread)
        return reason, parts or (plain,)
    return "nothing", (plain,)


def _in_call(part: Tree, counter: Counter, reread: Reread) -> tuple[Reason, tuple[Clause, ...]]:
    inner = [Clause(one) for one in demands(part)]
    if counter.count(inner) != 0:
        return "linked", ()
    found = killing(inner, counter, reread)
    return ("nothing", found[0].parts) if found else ("linked", ())
