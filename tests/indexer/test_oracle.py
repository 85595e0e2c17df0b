"""The engines against brute force: the same hits, totals and counts for random queries."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from querygen import TEXT, QueryMaker
from scores import Scores

from indexer.engine import SearchRequest
from indexer.engines import limits
from indexer.errors import EngineError
from indexer.fields import BY_NAME, FACETS
from indexer.query import Match
from indexer.settling import Settler

ASKED = os.environ.get("GONGKAI_ORACLE")
"""How many queries every engine is asked: `make oracle`."""
QUERIES = int(ASKED or 4200)
BATCHES = 14
AT_ONCE = 4


def settler(engine, oracle):
    def fetch(ids):
        return {one: oracle.entries[one].publication for one in ids}

    return Settler(engine, fetch)


class Judged:
    """Queries and the ids that match, by brute force, once for all engines."""

    def __init__(self, oracle):
        self.oracle = oracle
        self.queries = list(QueryMaker([*oracle.entries.values()], seed=20).queries(QUERIES))
        self.known = {}

    def __getitem__(self, number):
        if number not in self.known:
            self.known[number] = self.oracle.hits(self.queries[number])
        return self.queries[number], self.known[number]

    def some(self, start, step):
        return [self[number] for number in range(start, QUERIES, step)]


@pytest.fixture(scope="session")
def judged(oracle):
    return Judged(oracle)


def share(kind, batch):
    """First and step. In CI each server gets every other query, which takes minutes."""
    if ASKED or kind == "tantivy":
        return batch, BATCHES
    return batch + BATCHES * (kind == "elasticsearch-3"), 2 * BATCHES


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hits_and_totals_are_those_of_brute_force(library, judged, batch, oracle, request):
    cases = judged.some(*share(request.node.callspec.params["library"], batch))
    settled = settler(library, oracle)

    def wrong(case):
        query, expected = case
        try:
            request = SearchRequest(query=query, size=len(oracle.entries), seconds=60)
            asked, exact = settled.settle(request, "")
            result = library.search(asked)
        except EngineError as error:
            if error.code != "QUERY_TOO_COMPLEX":
                raise
            return ""
        found = [hit.id for hit in result.hits]
        assert exact
        assert len(found) == len(set(found))
        if set(found) == expected and result.total == len(expected):
            return None
        missing, surplus = sorted(expected - set(found)), sorted(set(found) - expected)
        return f"{query}\n  missing {missing[:3]}, surplus {surplus[:3]}"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [one for one in pool.map(wrong, cases) if one is not None]
    assert found.count("") <= len(cases) // 50
    stories = [story for story in found if story]
    assert not stories, f"{len(stories)} of {len(cases)}:\n" + "\n".join(stories[:10])


def test_most_queries_hit_something_and_few_hit_all(judged, oracle):
    sizes = [len(hits) for _, hits in judged.some(0, 3)]
    assert sum(0 < size < len(oracle.entries) for size in sizes) > len(sizes) * 0.55


def test_facets_count_as_brute_force_does(library, judged, oracle):
    for query, expected in judged.some(0, QUERIES // 43):
        request = SearchRequest(query=query, size=0, facets=tuple(FACETS), facet_size=10_000)
        request, _ = settler(library, oracle).settle(request, "")
        result = library.search(request)
        assert result.total == len(expected)
        for facet, column in FACETS.items():
            counts = {count.value: count.count for count in result.facets[facet]}
            assert counts == oracle.counts(query, column), (query, facet)


@pytest.mark.parametrize(
    "text", ["battery", "the", "电池", "所述", "Verfahren", "procédé", "装置", "장치", "5"]
)
def test_scores_are_those_of_the_formula(library, oracle, text):
    expected = Scores(oracle, {f: BY_NAME[f].weight for f in TEXT}).match(TEXT, text, tie=0.3)
    result = library.search(SearchRequest(query=Match(TEXT, text), size=1000, tie=0.3))
    assert {hit.id: hit.score for hit in result.hits} == pytest.approx(expected, rel=6e-5)
    assert [h.id for h in result.hits] == [
        h.id for h in sorted(result.hits, key=lambda h: (-h.score, h.id))
    ]


@pytest.mark.parametrize(
    "library",
    [pytest.param(f"elasticsearch-{n}", marks=pytest.mark.elasticsearch) for n in (1, 3)],
    indirect=True,
)
def test_both_engines_give_the_same_scores_in_the_same_order(library, reference, judged, oracle):
    compared = 0
    for query, expected in judged.some(2, QUERIES // 840):
        if not expected or limits.constant_score(query) is not None:
            continue
        request = SearchRequest(query=query, size=1000)
        try:
            one, other = (
                some.search(settler(some, oracle).settle(request, "")[0]).hits
                for some in (reference, library)
            )
        except EngineError:
            continue
        scores = {hit.id: hit.score for hit in one}
        assert {hit.id: hit.score for hit in other} == pytest.approx(scores, rel=2e-4)
        for (left, right), (first, second) in zip(pairwise(one), pairwise(other), strict=True):
            if left.score > right.score * 1.0005:
                assert scores[first.id] > scores[second.id] * 0.9995, query
        compared += 1
    assert compared > 100
