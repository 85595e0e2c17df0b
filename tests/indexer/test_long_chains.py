"""Chains that may be met in more ways than an engine runs are settled, and found as by brute force."""

import pytest

from indexer.engine import SearchRequest
from indexer.engines import limits
from indexer.engines.native import runs
from indexer.query import AnyOf, Chain, Near, Step, Words
from indexer.settling import Settler

FIELDS = ("ti", "ab", "clm", "desc")
FAR, FIVE = Step(200, ordered=False), Step(5, ordered=False)


def words(*texts):
    return tuple(map(Words, texts))


CHAINS = {
    "far": Near(FIELDS, words("the", "of", "a"), (FAR, FAR)),
    "five": Near(FIELDS, words("a", "of", "the", "in"), (FIVE, FIVE, FIVE)),
    "nested": Near(FIELDS, (Chain(words("a", "layer"), (FAR,)), *words("of")), (FAR,)),
    "phrases": Near(
        FIELDS,
        (AnyOf(words("of the", "in the", "to the")), AnyOf(words("according to", "at least", "the"))),
        (FAR,),
    ),
    "none": Near(FIELDS, words("a", "of", "the", "xyzzy"), (FIVE, FIVE, FIVE)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
def test_found_as_by_brute_force(library, oracle, name):
    query = CHAINS[name]
    assert not runs(query, phrases=True)
    limits.check(query)
    settler = Settler(library, lambda ids: {one: oracle.entries[one].publication for one in ids})
    asked, exact = settler.settle(SearchRequest(query=query, size=len(oracle.entries)), "")
    expected = oracle.hits(query)
    assert exact
    assert {hit.id for hit in library.search(asked).hits} == expected
    assert bool(expected) == (name != "none")
