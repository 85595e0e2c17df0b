"""A query taken apart into what every hit must fulfil."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.engine import FacetFilter
from search_api.diagnosis.counting import Clause
from search_api.language.tree import Branch, Inverse, Leaf, Tree, Weighted


def clauses_of(tree: Tree, filters: tuple[FacetFilter, ...]) -> tuple[Clause, ...]:
    """The conditions in order, then the chosen facets."""
    return (*map(Clause, demands(tree)), *(Clause(chosen=one) for one in filters))


def demands(tree: Tree) -> Iterator[Tree]:
    """The parts of AND; weights stay with each of them, and NOT of alternatives is NOT of each."""
    match tree:
        case Branch("AND", parts):
            for part in parts:
                yield from demands(part)
        case Weighted(Branch("AND", parts), factor):
            for part in parts:
                yield from (Weighted(one, factor) for one in demands(part))
        case Inverse(Branch("OR", parts)):
            for part in parts:
                yield from demands(part.part if isinstance(part, Inverse) else Inverse(part))
        case _:
            yield tree


def demanded_leaves(tree: Tree, start: int = 0) -> Iterator[tuple[int, Leaf]]:
    """The leaves outside NOT and functions, and their places as `tree.leaves` counts them."""
    match tree:
        case Leaf():
            yield start, tree
        case Weighted(part):
            yield from demanded_leaves(part, start)
        case Branch(_, parts):
            for part in parts:
                yield from demanded_leaves(part, start)
                start += size(part)
        case _:
            return


def size(tree: Tree) -> int:
    """How many leaves a tree has."""
    match tree:
        case Leaf():
            return 1
        case Branch(_, parts):
            return sum(map(size, parts))
        case _:
            return size(tree.part)
