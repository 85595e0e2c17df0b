"""A query with conditions for other forms of its words, each of which can be taken out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TypeAlias

from indexer.classes.terms import key_of
from search_api.language import Understood
from search_api.language.context import Notice
from search_api.language.expanding import Expansion
from search_api.language.syntax import Span
from search_api.language.tree import (
    Branch,
    Leaf,
    Tree,
    Weighted,
    join,
    leaves,
    to_query,
    to_text,
)
from search_api.language.understand import check_size
from search_api.thesaurus.forms import Form

MOST = 60
"""Forms added to one query; of longer ones to the first words."""

LONGEST_TERM = 5
"""Words side by side that may be one term."""

_WRITTEN_MOST = 20_000
"""Characters of all queries without one of the forms: not told where it is more."""

LookUp: TypeAlias = Callable[[str], Sequence[Form]]
Make: TypeAlias = Callable[[str, Form], Tree | None]


@dataclass(slots=True)
class Addition:
    """Another form of what the query says at a place."""

    form: Form
    tree: Tree
    text: str
    span: Span


@dataclass(slots=True)
class _Widening:
    """`additions`: what is added to the leaves from the first to the last, by their numbers."""

    listed: LookUp
    inside: LookUp
    make: Make
    additions: dict[tuple[int, int], list[Addition]] = field(default_factory=dict)
    count: int = 0

    def look(self, tree: Tree, number: int = 0) -> int:
        """Find what can be added; the number of the leaf behind the tree."""
        match tree:
            case Leaf():
                if tree.relation == "contains" and _is_plain(tree):
                    self._add((number, number), tree.said[0], [tree], inside=True)
                return number + 1
            case Branch("AND", parts):
                return self._row(parts, number)
            case Branch(_, parts):
                for part in parts:
                    number = self.look(part, number)
                return number
            case Weighted(part):
                return self.look(part, number)
            case _:
                return number + _leaves(tree)

    def _row(self, parts: tuple[Tree, ...], number: int) -> int:
        """Conditions side by side: words that are one term together come first."""
        at = 0
        while at < len(parts):
            size = self._term(parts[at:], number, whole=at == 0)
            if size:
                number, at = number + size, at + size
            else:
                number = self.look(parts[at], number)
                at += 1
        return number

    def _term(self, parts: tuple[Tree, ...], number: int, *, whole: bool) -> int:
        """How many of the next conditions are one term; 0 where none is known."""
        words = list(_same_field(parts))
        for size in range(min(len(words), LONGEST_TERM), 1, -1):
            text = " ".join(word.said[0] for word in words[:size])
            alone = whole and size == len(words)
            if self._add((number, number + size - 1), text, words[:size], inside=alone):
                return size
        return 0

    def _add(
        self, place: tuple[int, int], text: str, words: Sequence[Leaf], *, inside: bool
    ) -> bool:
        forms = [*self.listed(text)]
        forms += self.inside(text) if inside else ()
        span = (words[0].span[0], words[-1].span[1])
        seen = {key_of(text)}
        for form in forms:
            if (key := key_of(form.text)) in seen or self.count == MOST:
                continue
            seen.add(key)
            made = self.make(words[0].target.name, form)
            if made is not None:
                self.count += 1
                self.additions.setdefault(place, []).append(Addition(form, made, text, span))
        return place in self.additions

    def built(self, tree: Tree, without: Collection[int] = ()) -> Tree:
        """The tree with all additions but those of these numbers."""
        return self._built(tree, 0, without)[0]

    def _built(self, tree: Tree, number: int, without: Collection[int]) -> tuple[Tree, int]:
        match tree:
            case Leaf():
                return self._any((number, number), tree, without), number + 1
            case Weighted(part, factor):
                made, number = self._built(part, number, without)
                return Weighted(made, factor), number
            case Branch(operator, parts):
                made_parts = []
                at = 0
                while at < len(parts):
                    size = next((b - a + 1 for a, b in self.additions if a == number < b), 1)
                    some: list[Tree] = []
                    first = number
                    for part in parts[at : at + size]:
                        made, number = self._built(part, number, without)
                        some.append(made)
                    whole = some[0] if size == 1 else join("AND", some)
                    made_parts.append(
                        whole if size == 1 else self._any((first, number - 1), whole, without)
                    )
                    at += size
                return join(operator, made_parts), number
            case _:
                return tree, number + _leaves(tree)

    def _any(self, place: tuple[int, int], tree: Tree, without: Collection[int]) -> Tree:
        kept = [one for one in self.additions.get(place, ()) if id(one) not in without]
        return join("OR", [tree, *(one.tree for one in kept)]) if kept else tree


def widen(understood: Understood, listed: LookUp, inside: LookUp, make: Make) -> Understood:
    """The query with every form that is found for its words; QueryError where that is too much.

    `listed` is asked for every word and every few words side by side, `inside`, which takes its
    time, for words, phrases and all the words together.
    """
    widening = _Widening(listed, inside, make)
    widening.look(understood.tree)
    understood = replace(understood, notices=(*understood.notices, *_notices(understood, widening)))
    if not widening.additions:
        return understood
    tree = widening.built(understood.tree)
    query = to_query(tree)
    check_size(query, len(understood.typed))
    return replace(
        understood,
        query=query,
        text=to_text(tree),
        tree=tree,
        widened=tuple(_expansions(widening, understood.tree)),
    )


def _expansions(widening: _Widening, tree: Tree) -> Iterator[Expansion]:
    written = 0
    for place in sorted(widening.additions):
        for one in widening.additions[place]:
            without = to_text(widening.built(tree, {id(one)}), brief=True)
            written += len(without)
            yield Expansion(
                one.form.kind,
                one.text,
                one.span,
                (one.form.text,),
                without if written <= _WRITTEN_MOST else None,
                origin=one.form.origin,
            )


def _notices(understood: Understood, widening: _Widening) -> Iterator[Notice]:
    """What was asked for and could not be done."""
    chains = [leaf for leaf in leaves(understood.tree) if leaf.relation == "near"]
    if chains:
        yield Notice("note_expand_near", chains[0].span, {})
    elif not widening.additions:
        yield Notice("note_expand_nothing", (0, len(understood.typed)), {})
    if widening.count == MOST:
        yield Notice("note_expand_most", (0, len(understood.typed)), {"limit": MOST})


def _same_field(parts: tuple[Tree, ...]) -> Iterator[Leaf]:
    """The plain words at the beginning of a row that are asked of one field."""
    first = parts[0]
    if isinstance(first, Leaf):
        name = first.target.name
        words = takewhile(
            lambda part: part.target.name == name,
            (part for part in takewhile(lambda one: isinstance(one, Leaf), parts)
             if isinstance(part, Leaf)),
        )  # fmt: skip
        yield from takewhile(lambda part: _is_plain(part) and " " not in part.said[0], words)


def _is_plain(leaf: Leaf) -> bool:
    """Whether it asks texts for words without wildcards."""
    plain = leaf.relation == "contains" and leaf.target.kinds == {"text"} and bool(leaf.said)
    return plain and not any(sign in leaf.said[0] for sign in "*?{\\")


def _leaves(tree: Tree) -> int:
    return sum(1 for _ in leaves(tree))
