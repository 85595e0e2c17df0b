"""Claims as a tree: each dependent claim below the first claim it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.model import Claim, ClaimSet
from web.links import claim_anchor
from web.marks import Marks, Passage


@dataclass(slots=True)
class Node:
    """A claim with the claims that depend on it, in order."""

    claim: Claim
    passage: Passage | None = None
    below: list[Node] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Number of claims below this one, at all depths."""
        return sum((not node.claim.canceled) + node.size for node in self.below)


@dataclass(slots=True)
class Set:
    """Claims beside the main ones, as trees per language."""

    entry: ClaimSet
    claims: dict[str, list[Node]]


def sets(entries: Iterable[ClaimSet], marks: Marks, own: str) -> list[Set]:
    """Every set, its claims under addresses of their own (`set-2-claim-1`)."""
    return [
        Set(entry, trees(entry.claims, marks, own, f"set-{at}-"))
        for at, entry in enumerate(entries, 1)
    ]


def trees(
    claims: Iterable[Claim], marks: Marks, own: str, prefix: str = ""
) -> dict[str, list[Node]]:
    """Roots per language, languages in order of appearance; `own` is the publication's.

    A reference to a claim that is not there leaves a claim at the root. Passages are made in the
    order they are read in the tree, so that "next match" leads downwards.
    """
    roots: dict[str, list[Node]] = {}
    nodes: dict[tuple[str, int], Node] = {}
    for claim in claims:
        node = nodes[claim.lang, claim.number] = Node(claim)
        parents = (nodes.get((claim.lang, n)) for n in claim.depends_on if n != claim.number)
        parent = next((one for one in parents if one), None)
        (parent.below if parent else roots.setdefault(claim.lang, [])).append(node)
    for some in roots.values():
        for node in _downwards(some):
            one = node.claim
            where = prefix + claim_anchor(one.number, one.lang, own)
            node.passage = marks.passage("claims", one.text, one.lang, where, one)
    return roots


def _downwards(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _downwards(node.below)
