"""The engines against brute force: the same hits, totals and counts for random queries."""

from itertools import islice, pairwise

import pytest
from querygen import TEXT, QueryMaker
from scores import Scores

from indexer.engine import SearchRequest
from indexer.engines import limits
from indexer.errors import EngineError
from indexer.fields import BY_NAME, FACETS
from indexer.query import Match
from indexer.settling import Settler

QUERIES = 4200
BATCHES = 14


def settler(engine, oracle):
    def fetch(ids):
        return {one: oracle.entries[one].publication for one in ids}

    return Settler(engine, fetch)


@pytest.fixture(scope="session")
def judged(oracle):
    """Queries and the ids that match, by brute force, once for all engines."""
    maker = QueryMaker(list(oracle.entries.values()), seed=20)
    return [(query, oracle.hits(query)) for query in maker.queries(QUERIES)]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hits_and_totals_are_those_of_brute_force(library, judged, batch, oracle, request):
    """All queries on the embedded engine; on each server every other one, which takes minutes."""
    kind = request.node.callspec.params["library"]
    start, step = {
        "elasticsearch-1": (batch, 2 * BATCHES),
        "elasticsearch-3": (batch + BATCHES, 2 * BATCHES),
    }.get(kind, (batch, BATCHES))
    wrong, refused = [], []
    for query, expected in islice(judged, start, None, step):
        try:
            asked = SearchRequest(query=query, size=len(oracle.entries))
            asked, exact = settler(library, oracle).settle(asked, "")
            assert exact
            result = library.search(asked)
        except EngineError as error:
            if error.code != "QUERY_TOO_COMPLEX":
                raise
            refused.append(query)
            continue
        found = [hit.id for hit in result.hits]
        assert len(found) == len(set(found))
        if set(found) != expected or result.total != len(expected):
            missing, surplus = sorted(expected - set(found)), sorted(set(found) - expected)
            wrong.append(f"{query}\n  missing {missing[:3]}, surplus {surplus[:3]}")
    assert len(refused) <= QUERIES // BATCHES // 50, refused
    assert not wrong, f"{len(wrong)} of {QUERIES // BATCHES}:\n" + "\n".join(wrong[:10])


def test_most_queries_hit_something_and_few_hit_all(judged, oracle):
    sizes = [len(hits) for _, hits in judged]
    assert sum(0 < size < len(oracle.entries) for size in sizes) > len(sizes) * 0.55


def test_facets_count_as_brute_force_does(library, judged, oracle):
    for query, expected in islice(judged, 0, None, 97):
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
    for query, expected in islice(judged, 2, None, 5):
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
