"""CPC combination sets as entries of words, as names are: what stands in one set is one entry.

A set (C-set, CPC scheme) is a row of symbols that only together say what is disclosed; the first
is its base. Every member gives, for itself and for each symbol above it, a word, the same word with
its rank, and of a later member one more that says only that; the offices that allocated the set
give a word each. Words are letters and digits, so that no analysis parts or changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.model import Classification, Publication
from parsers.symbols import ancestors

_MOST = 256
"""Words of an entry, as many as a sentence may have (`indexer.analysis`); no real set has them."""


def word_of(symbol: str, *, low: bool = False, rank: str = "") -> str:
    """The word of a member; `rank` is `first`, `later` or `rank2`, `low` what lies below too."""
    bare = re.sub(r"[^a-z0-9]", "x", symbol.lower())
    return f"{rank}{'low' if low else ''}{bare}"


def word_of_office(code: str) -> str:
    return f"office{code.lower()}"


def entries(publication: Publication) -> Iterator[str]:
    """One string of words per set of the publication."""
    sets: dict[tuple[str, str | None], list[Classification]] = {}
    for one in publication.classifications:
        if one.scheme == "cpc" and one.group is not None:
            sets.setdefault((one.group, one.office), []).append(one)
    for (_, office), members in sets.items():
        words = dict.fromkeys([word_of_office(office)] if office else [])
        words |= dict.fromkeys(_exact(members))
        words |= dict.fromkeys(_below(members))
        yield " ".join(list(words)[:_MOST])


def _ranks(members: list[Classification]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every symbol with what its place is called; a record that tells no ranks has the order."""
    for place, one in enumerate(members, 1):
        rank = one.rank or place
        yield one.symbol, ("", "first") if rank == 1 else ("", f"rank{rank}", "later")


def _exact(members: list[Classification]) -> Iterable[str]:
    return (word_of(symbol, rank=rank) for symbol, ranks in _ranks(members) for rank in ranks)


def _below(members: list[Classification]) -> Iterable[str]:
    return (
        word_of(above, low=True, rank=rank)
        for symbol, ranks in _ranks(members)
        for above in ancestors("cpc", symbol)
        for rank in ranks
    )
