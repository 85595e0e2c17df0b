"""Zero hits: the killing conditions, the counts and the nearest queries, against the judge."""

import random
from time import monotonic

import pytest
from zero_cases import Cases, canonical

from indexer.engine import SearchRequest
from indexer.query import And, Keyword
from search_api.diagnosis import Counter, Helpers, diagnose
from search_api.diagnosis.conflicts import any_conflict, smallest_conflict
from search_api.language import reread, understand
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


def test_a_second_conflict_is_told_after_the_first(service):
    query = ask(service, "ti:zzyzx AND ti:(wheel AND electrolyte)").query
    told = [{part.text for part in one.parts} for one in query.killed_by]
    assert told == [{"ti:zzyzx"}, {"ti:wheel", "ti:electrolyte"}]
    assert {near.text for near in query.nearest} == {"ti:wheel", "ti:electrolyte"}


@pytest.mark.parametrize(
    ("q", "kind", "text"),
    [
        ('"electrolyte battery solid"', "distance", "(electrolyte NEAR5 battery NEAR5 solid)"),
        ("pd:1950 AND battery", "period", None),
        ("ti@de:electrolyte AND lang:en", "language", None),
        ("ipc:H01M10/7777", "class", "ipc:H01M10/00/low"),
        ("nclm>=500", "period", None),
        ("ti:=eLECTROLYTE", "form", None),
        ("ti:elctrolyte", "spelling", None),
        ("ab:zzyzx OR ti:(wheel AND electrolyte)", "word", None),
    ],
)
def test_the_nearest_gives_up_least(service, q, kind, text):
    query = ask(service, q).query
    assert query.nearest, query
    first = query.nearest[0]
    assert (first.kind, first.text) == (kind, text or first.text)
    assert ask(service, first.text).total.value == first.count


@pytest.mark.parametrize(
    ("dialect", "q"),
    [
        ("ppubs", "(wheel AND electrolyte).ti. AND @pd>=20500101"),
        ("espacenet", "ti=wheel and ti=electrolyte and pd=1950"),
        ("cnipa", "发明名称=(电池 AND 轮胎) AND 申请日=1950"),
        ("jplatpat", "[wheel/TI]*[electrolyte/TI]"),
    ],
)
def test_near_queries_of_every_dialect_are_canonical(service, dialect, q):
    answer = service.search(SearchParameters(q=q, dialect=dialect))
    assert answer.total.value == 0
    assert answer.query.killed_by
    for near in answer.query.nearest:
        assert ask(service, near.text).total.value == near.count > 0


def test_long_queries_are_diagnosed_within_their_searches(service):
    """No more than 40 searches however many conditions; what was not looked at is said."""
    words = ["method", "system", "device", "layer", "according", "wherein", "comprising", "first"]
    fields = ("full", "desc", "clm", "tac")
    q = " AND ".join([*(f"{field}:{word}" for field in fields for word in words), "clm:zzyzx"])
    searches = []
    search = service._settled
    request = SearchRequest()
    counter = Counter(lambda one: searches.append(one) or search(one), request, monotonic() + 60)
    tree = understand(q, "canonical").tree
    found = diagnose(tree, (), counter, Helpers(reread, lambda _: None))
    assert len(searches) <= 40
    assert found.partial
    told = " AND ".join(part.text for one in found.killed_by for part in one.parts)
    assert told
    assert not ask(service, told).total.value

    few = Counter(search, request, monotonic() + 60, most=2)
    assert diagnose(tree, (), few, Helpers(reread, lambda _: None)).partial
    late = Counter(search, request, monotonic() - 1)
    nothing = diagnose(tree, (), late, Helpers(reread, lambda _: None))
    assert nothing.partial
    assert not nothing.killed_by


def test_the_smallest_conflict_is_found_whatever_conflicts():
    rng = random.Random(3)
    for _ in range(400):
        size = rng.randint(1, 9)
        conflicts = [
            frozenset(rng.sample(range(size), rng.randint(1, min(size, 4))))
            for _ in range(rng.randint(1, 4))
        ]

        def empty(some, conflicts=conflicts):
            return any(one <= some for one in conflicts)

        wanted = min(conflicts, key=lambda one: (len(one), sorted(one)))
        assert smallest_conflict(size, empty) == wanted
        rough = any_conflict(size, empty)
        assert empty(rough)
        assert not any(empty(rough - {one}) for one in rough)


@pytest.mark.elasticsearch
def test_killing_conditions_are_right_on_elasticsearch(elastic_service, cases, made):
    for case in made:
        check(elastic_service, cases, case)
