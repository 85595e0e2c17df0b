"""The nearest queries that find something: killing clauses asked for more loosely, or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, product
from typing import NamedTuple, TypeAlias

from indexer.classes import Classes
from indexer.query import DateRange, Query, Range
from parsers.dates import days
from parsers.model import Publication
from search_api.diagnosis.clauses import demanded_leaves
from search_api.diagnosis.conflicts import Some, grown
from search_api.diagnosis.counting import Clause, Counter, tree_of
from search_api.diagnosis.killing import MANY, Killing, Reread, some
from search_api.diagnosis.relaxing import (
    RANKS,
    Kind,
    Ladder,
    Rung,
    each_word,
    fewer,
    is_date,
    ladders,
    misspelt,
)
from search_api.language.expanding import printed_day, replaced
from search_api.language.tree import Branch, Leaf, Tree, join, leaves, to_text

FOUND = 4
"""Queries told, at most, beside the one without the killing clauses."""

Look: TypeAlias = Callable[[str], Publication | None]
Correct: TypeAlias = Callable[[Leaf], Iterable[str]]


class Change(NamedTuple):
    """One clause in another wording, or (None) left out."""

    kind: Kind
    before: Clause
    after: Clause | None


class Near(NamedTuple):
    """A query that finds as many as `hits`; `clauses` are all of it."""

    clauses: tuple[Clause, ...]
    changes: tuple[Change, ...]
    hits: int

    @property
    def rank(self) -> int:
        """How much is given up."""
        return max(RANKS[change.kind] for change in self.changes)


class Helpers(NamedTuple):
    """What it takes: canonical text read, a publication, schemes, corrected spellings."""

    reread: Reread
    look: Look
    classes: Classes | None = None
    correct: Correct = lambda _leaf: ()


class Finder:
    """Looks for near queries of one query."""

    def __init__(self, clauses: Sequence[Clause], counter: Counter, helpers: Helpers) -> None:
        self._clauses = tuple(clauses)
        self._all = frozenset(range(len(clauses)))
        self._counter = counter
        self._helpers = helpers

    def nearest(self, killings: Sequence[Killing]) -> list[Near]:
        """The nearest first: what gives up least, of equals what finds most."""
        members = frozenset(at for one in killings for at in one.members)
        dead = [one for one in killings if len(one.members) == 1]
        found: list[Near] = []
        left_out = self._left_out(killings)
        if len(killings) > 1:
            found = self._all_looser(dead, left_out if len(dead) < len(killings) else [])
        elif left_out or len(self._clauses) == len(members):
            found = self._looser(killings[0])
        left_out = left_out or self._most(members)
        order = sorted(found, key=lambda near: (near.rank, -near.hits))
        return [*order[:FOUND], *left_out[:FOUND]]

    def _left_out(self, killings: Sequence[Killing]) -> list[Near]:
        """The query without a clause of each killing set, what finds most first."""
        tried = (frozenset(chosen) for chosen in product(*(sorted(k.members) for k in killings)))
        found = (self._without(one) for one in tried)
        return sorted((near for near in found if near), key=lambda near: -near.hits)

    def _without(self, dropped: Some) -> Near | None:
        rest = some(self._clauses, self._all - dropped)
        if tree_of(rest) is None or not (count := self._counter.count(rest)):
            return None
        changes = tuple(
            Change("filter" if one.chosen else "clause", one, None)
            for one in some(self._clauses, dropped)
        )
        return Near(tuple(rest), changes, count)

    def _most(self, members: Some) -> list[Near]:
        """As many clauses as find something together, those that kill last."""

        def empty(few: Some) -> bool | None:
            count = self._counter.count(some(self._clauses, few))
            return None if count is None else count == 0

        kept = grown(frozenset(), (*sorted(self._all - members), *sorted(members)), empty)
        near = self._without(self._all - kept) if kept else None
        return [near] if near else []

    def _looser(self, killing: Killing) -> list[Near]:
        """The query with one of its killing clauses asked for more loosely."""
        rows: list[tuple[int, Ladder, int]] = []
        for at in sorted(killing.members):
            rest = some(self._clauses, self._all - {at})
            rows += [(RANKS[row[0].kind], row, at) for row in self._rows(at, killing, rest)]
        rows.sort(key=lambda one: one[0])
        found: dict[tuple[int, Kind], Near] = {}
        for _, row, at in rows:
            if len(found) == FOUND:
                break
            if (at, row[-1].kind) not in found and (near := self._climbed(row, at, self._clauses)):
                found[at, row[-1].kind] = near
        return list(found.values())

    def _all_looser(self, dead: Sequence[Killing], left_out: Sequence[Near]) -> list[Near]:
        """Every clause that finds nothing by itself as loose as it takes, the others as is.

        `left_out`: the query without a clause of the others, too, where these find nothing either.
        """
        places = frozenset(at for one in dead for at in one.members)
        clauses: list[Clause | None] = list(self._clauses)
        changes: list[Change] = []
        if left_out:
            kept = set(left_out[0].clauses)
            for at, clause in enumerate(self._clauses):
                if clause not in kept and at not in places:
                    clauses[at] = None
                    changes.append(Change("clause", clause, None))
        for killing in sorted(dead, key=lambda one: is_dated(self._clauses[min(one.members)])):
            (at,) = killing.members
            rest = [one for n, one in enumerate(clauses) if one and n not in places]
            near = self._first(self._rows(at, killing, rest), (self._clauses[at],))
            if near is None:
                return []
            clauses[at] = near.clauses[0]
            changes += near.changes
            places -= {at}
        whole = tuple(one for one in clauses if one)
        count = self._counter.count(whole)
        return [Near(whole, tuple(changes), count)] if count else []

    def _first(self, rows: Iterable[Ladder], alone: tuple[Clause, ...]) -> Near | None:
        """The nearest wording in which a clause finds something by itself."""
        order = sorted(rows, key=lambda row: RANKS[row[0].kind])
        return next((near for row in order if (near := self._climbed(row, 0, alone))), None)

    def _climbed(self, row: Ladder, at: int, clauses: tuple[Clause, ...]) -> Near | None:
        """The first rung that finds something, by halves: each finds what those before it do."""
        put = [(rung, self._put(rung, at, clauses)) for rung in row]
        made = [(rung, changed) for rung, changed in put if changed is not None]
        if not made or not self._counter.count(made[-1][1]):
            return None
        low, high = 0, len(made) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (low, middle) if self._counter.count(made[middle][1]) else (middle + 1, high)
            )
        rung, changed = made[low]
        hits = self._counter.count(changed)
        return Near(changed, (Change(rung.kind, clauses[at], changed[at]),), hits) if hits else None

    def _put(self, rung: Rung, at: int, clauses: tuple[Clause, ...]) -> tuple[Clause, ...] | None:
        tree = self._helpers.reread(rung.text)
        before = clauses[at].tree
        if tree is None or before is None or tree == before:
            return None
        return (*clauses[:at], Clause(tree), *clauses[at + 1 :])

    def _rows(self, at: int, killing: Killing, rest: Sequence[Clause]) -> Iterator[Ladder]:
        """The ladders of a whole clause, made of those of its leaves; `rest` stands beside it."""
        tree = self._clauses[at].tree
        if tree is None or sum(1 for _ in islice(leaves(tree), MANY + 1)) > MANY:
            return
        for place, leaf in demanded_leaves(tree):
            for row in self._of_leaf(leaf, killing, rest):
                rungs = (self._whole(tree, place, rung) for rung in row)
                if kept := tuple(rung for rung in rungs if rung):
                    yield kept
        yield from ((Rung("word", to_text(one)),) for one in shorter(tree))

    def _whole(self, tree: Tree, place: int, rung: Rung) -> Rung | None:
        if isinstance(tree, Leaf):
            return rung
        part = self._helpers.reread(rung.text)
        if part is None:
            return None
        return Rung(rung.kind, to_text(replaced(tree, {place: part})))

    def _of_leaf(self, leaf: Leaf, killing: Killing, rest: Sequence[Clause]) -> Iterator[Ladder]:
        for text in self._helpers.correct(leaf):
            yield (Rung("spelling", text),)
        if killing.reason == "nothing":
            yield from (row for row in misspelt(leaf) if row)
        yield from (row for row in ladders(leaf, self._helpers.classes) if row)
        if is_date(leaf) and (rung := self._period(leaf, rest)):
            yield (rung,)
        dead = {part.text for part in killing.parts} if killing.reason in {"word", "words"} else ()
        if dead:
            yield from self._fewer(leaf, dead)

    def _fewer(self, leaf: Leaf, dead: Iterable[str]) -> Iterator[Ladder]:
        texts = [self._helpers.reread(text) for text in each_word(leaf)]
        out = frozenset(n for n, tree in enumerate(texts) if tree and to_text(tree) in dead)
        if out and (row := fewer(leaf, out)):
            yield row

    def _period(self, leaf: Leaf, rest: Sequence[Clause]) -> Rung | None:
        """The condition widened to the nearest date at which the rest finds something."""
        found = leaf.query
        if not isinstance(found, DateRange | Range):
            return None
        years = isinstance(found, Range)
        options: list[tuple[int, str]] = []
        if found.low is not None and (day := self._next(leaf, rest, None, found.low - 1)):
            gap = _distance(day[1], found.low, years=years)
            options.append((gap, _ends(day[0], found.high, years=years)))
        if found.high is not None and (day := self._next(leaf, rest, found.high + 1, None)):
            gap = _distance(day[0], found.high, years=years)
            options.append((gap, _ends(found.low, day[1], years=years)))
        return Rung("period", f"{leaf.target.name}:{min(options)[1]}") if options else None

    def _next(
        self, leaf: Leaf, rest: Sequence[Clause], low: int | None, high: int | None
    ) -> tuple[int, int] | None:
        """First and last day (or year) of the nearest date in a range, as far as it is known."""
        name = leaf.target.fields[0].name
        years = name == "py"
        query: Query = Range("py", low, high) if years else DateRange(name, low, high)
        beside = Clause(Leaf(leaf.target, "", query, leaf.span, "between"))
        sort = "pd" if years else name
        result = self._counter.first([*rest, beside], sort, descending=low is None)
        record = self._helpers.look(result.hits[0].id) if result and result.hits else None
        if record is None:
            return None
        partial = {"pd": record.date, "ad": record.filing_date, "prd": record.priority_date}[sort]
        if not partial:
            return None
        first, last = days(partial)
        return (first // 10_000, first // 10_000) if years else (first, last)


def shorter(tree: Tree) -> Iterator[Tree]:
    """Alternatives, one of them without one of its conditions."""
    if not isinstance(tree, Branch) or tree.operator != "OR":
        return
    for at, part in enumerate(tree.parts):
        if isinstance(part, Branch):
            for out in range(len(part.parts)):
                left = join("AND", part.parts[:out] + part.parts[out + 1 :])
                yield join("OR", (*tree.parts[:at], left, *tree.parts[at + 1 :]))


def is_dated(clause: Clause) -> bool:
    """Whether a clause is a single condition on a date."""
    return isinstance(clause.tree, Leaf) and is_date(clause.tree)


def _distance(one: int, other: int, *, years: bool) -> int:
    if years:
        return abs(one - other)
    return abs((_day(one) - _day(other)).days)


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def _ends(low: int | None, high: int | None, *, years: bool) -> str:
    shown = ("*" if end is None else str(end) if years else printed_day(end) for end in (low, high))
    return f"[{' TO '.join(shown)}]"
