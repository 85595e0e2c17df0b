"""The smallest set of conditions that find nothing together, in few searches.

Conditions are numbered from 0; `empty(some)` asks whether these together find nothing, and answers
None when the time or the number of searches is up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

Some: TypeAlias = frozenset[int]
Empty: TypeAlias = Callable[[Some], bool | None]


class Conflict(NamedTuple):
    """`members` find nothing together; `smallest` where no smaller set does, for certain."""

    members: Some
    smallest: bool


def smallest_conflict(size: int, empty: Empty, without: Iterable[Some] = ()) -> Some | None:
    """The smallest conflict, the first in order of the smallest; None when searches are used up.

    A set that finds something leaves out at least one condition of every conflict. So the smallest
    set with a member of all those left out is either a conflict, and none is smaller, or finds
    something itself, and leaves out another set (Ignatiev et al., smallest MUS by dualisation).
    `without` holds sets already known to find something when left out.
    """
    left_out = list(without)
    whole = frozenset(range(size))
    while True:
        members = _hitting(left_out, size)
        verdict = empty(members) if members else False
        if verdict is None:
            return None
        if verdict:
            return members
        left_out.append(whole - grown(members, range(size), empty))


def grown(members: Some, order: Iterable[int], empty: Empty) -> Some:
    """The members and, one by one in this order, all that still finds something with them."""
    for one in order:
        if one not in members and empty(members | {one}) is False:
            members |= {one}
    return members


def _hitting(sets: Sequence[Some], size: int) -> Some:
    """The smallest set with a member of each, the first in order; empty when there are none."""
    for count in range(size + 1):
        for chosen in combinations(range(size), count):
            if all(not some.isdisjoint(chosen) for some in sets):
                return frozenset(chosen)
    return frozenset(range(size))


def any_conflict(size: int, empty: Empty) -> Some | None:
    """A conflict all of whose members are needed, in about log(size) searches for each of them.

    The shortest beginning of the list that finds nothing ends with a member; others are before it.
    """
    members: Some = frozenset()
    end = size
    while True:
        verdict = empty(members) if members else False
        if verdict is None:
            return None
        if verdict:
            return members
        low, high = 1, end
        while low < high:
            middle = (low + high) // 2
            verdict = empty(members | frozenset(range(middle)))
            if verdict is None:
                return None
            low, high = (low, middle) if verdict else (middle + 1, high)
        members |= {low - 1}
        end = low - 1
