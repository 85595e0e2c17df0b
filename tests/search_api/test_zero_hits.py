"""Zero hits: the killing conditions, the counts and the nearest queries, against the judge."""

import pytest
from zero_cases import Cases, canonical

from indexer.query import And, Keyword
from search_api.language import understand
from search_api.parameters import SearchParameters

COLUMNS = {"office": "cc"}


@pytest.fixture(scope="module")
def cases(specimens):
    return Cases(specimens, seed=16)


@pytest.fixture(scope="module")
def made(cases):
    return cases.make(100)


def ask(service, q, **filters):
    return service.search(SearchParameters(q=q, dialect="canonical", filters=filters))


def check(service, cases, case):
    answer = ask(service, case.typed, **case.filters)
    query = answer.query
    assert answer.total.value == 0, case
    assert not query.diagnosis_partial, case
    told = frozenset(part.text for one in query.killed_by for part in one.parts)
    assert told == case.killers, (case, query.killed_by)
    held = {canonical(text): len(cases.found(text)) for text in case.clauses}
    for clause in query.clauses:
        assert clause.count == held.get(clause.text, clause.count), case
    check_rest(query, cases, case)
    check_nearest(query, cases, case)


def check_rest(query, cases, case):
    """The first of several killing conditions is the one without which most is left."""
    sets = dict(cases.sets(case))
    for one in query.killed_by:
        for part in one.parts:
            others = [found for text, found in sets.items() if text != part.text]
            if part.text in sets and others:
                assert (part.rest or 0) == len(set.intersection(*others)), (case, part)
        assert one.parts[0].rest == max(
            (p.rest for p in one.parts if p.rest), default=one.parts[0].rest
        )


def check_nearest(query, cases, case):
    for near in query.nearest:
        chosen = case.filters if near.filters is None else near.filters
        facets = [Keyword(COLUMNS[name], tuple(values)) for name, values in chosen.items()]
        wanted = And((understand(near.text, "canonical").query, *facets))
        assert near.count == len(cases.oracle.hits(wanted)) > 0, (case, near)
    alive = any(found for _, found in cases.sets(case))
    assert bool(query.nearest) == alive or query.nearest, case


def test_killing_conditions_are_right_on_100_of_100(service, cases, made):
    for case in made:
        check(service, cases, case)


@pytest.mark.elasticsearch
def test_killing_conditions_are_right_on_elasticsearch(elastic_service, cases, made):
    for case in made:
        check(elastic_service, cases, case)
