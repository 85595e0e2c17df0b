from collections import Counter
from math import fsum

import pytest
from filling import fill
from msgspec import structs
from oracle import Oracle, matches

from indexer.errors import EngineError
from indexer.fields import FACETS
from search_api.errors import QueryError
from search_api.language import understand
from search_api.parameters import HIT_PARTS, SearchParameters
from search_api.service import Service
from search_api.settings import Settings


def ask(service, q, **more):
    return service.search(SearchParameters(q=q, **more))


def ids(answer):
    return [hit.id for hit in answer.hits]


def walk(service, q, between=lambda: None, **more):
    answer = ask(service, q, **more)
    found = ids(answer)
    while answer.cursor:
        between()
        answer = ask(service, q, **more, cursor=answer.cursor)
        found += ids(answer)
    return found


QUERIES = [
    "battery",
    "solid electrolyte",
    '"solid-state battery"',
    "电池",
    "固态 电解质",
    "pa:university",
    "pa:大学 OR in:li",
    "batter* -cell",
    "NOT battery",
    "(battery OR 电池) pd>=2010",
    "electrolyte NEAR5 membrane",
    "clm:(comprising ADJ3 layer)",
    "class:H01M",
    "cc:(CN OR JP) nclm>=3",
    "right:utility_model",
    "py:[2012 TO 2016] stage:grant",
    "Batterie",
    "ad<2008",
]


@pytest.fixture(scope="module")
def entries(specimens):
    return Oracle(specimens).entries


@pytest.mark.parametrize("q", QUERIES)
def test_total_and_hits_are_what_brute_force_finds(service, entries, q):
    query = understand(q).query
    expected = {one for one, entry in entries.items() if matches(query, entry)}
    found = walk(service, q, size=17)
    assert len(found) == len(set(found))
    assert set(found) == expected
    answer = ask(service, q)
    assert (answer.total.value, answer.total.exact) == (len(expected), True)


def test_facets_count_exactly_and_ignore_their_own_choice(service, specimens):
    chosen = {"office": ("CN", "US"), "stage": ("grant",)}
    answer = ask(service, "pd>1900", facets=("office", "stage", "year", "right"), filters=chosen)
    dated = [p for p in specimens if p.date]

    def count(key, offices=("CN", "US"), stages=("grant",)):
        some = (p for p in dated if p.office in offices or not offices)
        return Counter(key(p) for p in some if p.stage in stages or not stages)

    def counted(name):
        return {v.value: v.count for v in answer.facets[name] if v.count}

    assert counted("office") == count(lambda p: p.office, offices=())
    assert counted("stage") == count(lambda p: p.stage, stages=())
    assert counted("year") == count(lambda p: p.date[:4])
    assert counted("right") == count(lambda p: p.right)
    assert {v.value for v in answer.facets["office"] if v.chosen} == {"CN", "US"}
    assert answer.total.value == sum(count(lambda p: p.office).values())


def test_a_chosen_value_without_hits_stays_in_its_facet(service):
    answer = ask(service, "battery", facets=("office",), filters={"office": ("ZZ",)})
    assert [(v.value, v.count) for v in answer.facets["office"] if v.chosen] == [("ZZ", 0)]
    assert answer.total.value == 0


def test_all_facets(service):
    assert set(ask(service, "battery", facets=("*",)).facets) == set(FACETS)
    assert ask(service, "battery").facets is None


@pytest.mark.parametrize("sort", ["pd", "-pd", "ad", "-ad", "prd", "-prd", "pn", "-pn", "pd:desc"])
def test_sorts(service, specimens, sort):
    found = walk(service, "pd>1900", sort=sort, size=50)
    by_id = {p.id: p for p in specimens}
    key = {
        "pd": lambda p: p.date or "",
        "ad": lambda p: p.filing_date or "",
        "prd": lambda p: p.priority_date or "",
        "pn": lambda p: p.office,
    }[sort.strip("-").partition(":")[0]]
    keys = [key(by_id[one]) for one in found]
    assert keys == sorted(keys, reverse=sort.startswith("-") or sort.endswith("desc"))
    assert len(found) == sum(1 for p in specimens if p.date)


def test_relevance_descends_and_ties_break_by_id(service):
    hits = ask(service, "battery OR 电池", size=200).hits
    order = [(-hit.score, hit.id) for hit in hits]
    assert order == sorted(order)


def test_a_walk_sees_one_state_while_the_index_grows(small, specimens):
    fill(small.settings.data, small.engine, specimens[:60])
    rest = iter(specimens[60:])
    grown = 0

    def grow():
        nonlocal grown
        some = [one for one, _ in zip(rest, range(10), strict=False)]
        grown += len(some)
        fill(small.settings.data, small.engine, some, reading=2 + grown)

    for sort in ("score", "-pd"):
        before = set(walk(small, "NOT zzzz", size=200))
        found = walk(small, "NOT zzzz", between=grow, size=20, sort=sort)
        assert len(found) == len(set(found))
        assert set(found) == before
    assert grown


def test_cursors_are_bound_to_key_query_sort_and_filters(service, tmp_path):
    first = ask(service, "pd>1900", size=5)
    assert set(ids(ask(service, "pd>1900", size=9, cursor=first.cursor))).isdisjoint(ids(first))
    flipped = first.cursor[:-3] + ("A" if first.cursor[-3] != "A" else "B") + first.cursor[-2:]
    for q, more in [
        ("pd>1901", {}),
        ("pd>1900", {"sort": "pd"}),
        ("pd>1900", {"filters": {"office": ("CN",)}}),
    ]:
        with pytest.raises(QueryError) as caught:
            ask(service, q, cursor=first.cursor, **more)
        assert caught.value.code == "CURSOR_INVALID"
    for broken in (flipped, "x", "ä", "A" * 9000, first.cursor[:30]):
        with pytest.raises(QueryError) as caught:
            ask(service, "pd>1900", cursor=broken)
        assert caught.value.code == "CURSOR_INVALID"


def test_a_cursor_outlives_its_process_only_with_its_snapshot(small, specimens):
    fill(small.settings.data, small.engine, specimens[:40])
    cursor = ask(small, "pd>1900", size=5).cursor
    fill(small.settings.data, small.engine, specimens[40:50], reading=2)
    again = Service(small.settings)
    with pytest.raises(QueryError) as caught:
        ask(again, "pd>1900", size=5, cursor=cursor)
    assert caught.value.code == "CURSOR_EXPIRED"
    again.close()


def test_an_empty_result_tells_what_each_part_finds(service):
    found = ask(service, "battery zzzz cc:CN")
    counts = {part.text: part.count for part in found.query.clauses}
    assert found.total.value == 0
    assert counts["full:battery"] == ask(service, "battery").total.value > 0
    assert (counts["full:zzzz"], counts["cc:CN"]) == (0, ask(service, "cc:CN").total.value)
    assert all(part.count is None for part in ask(service, "battery").query.clauses)


def test_fields_select_parts(service):
    (hit,) = ask(service, "battery", size=1, fields=("title",)).hits
    assert hit.title
    assert (hit.score, hit.office, hit.parties, hit.snippets) == (None, None, (), ())
    (hit,) = ask(service, "battery", size=1, fields=("*",)).hits
    assert all(getattr(hit, part) for part in HIT_PARTS if part != "family")
    with pytest.raises(QueryError):
        ask(service, "battery", fields=("nose",))


def test_explanations_add_up_to_the_score(service):
    for q in (
        "battery electrolyte",
        "battery OR membrane OR layer",
        "batter* layer -zzz",
        "电池 cc:CN",
    ):
        for hit in ask(service, q, explain=True).hits:
            assert fsum(part.score for part in hit.explanation) == pytest.approx(
                hit.score, abs=1e-6
            )
            parts = [p for p in hit.explanation if p.text != "rounding"]
            assert parts
            assert all(understand(part.text) for part in parts)
    assert ask(service, "battery").hits[0].explanation == ()


def test_unknown_choices_are_refused(service):
    for more, code in [
        ({"facets": ("nose",)}, "QUERY_UNKNOWN_FACET"),
        ({"filters": {"nose": ("x",)}}, "QUERY_UNKNOWN_FACET"),
        ({"sort": "nose"}, "QUERY_UNKNOWN_SORT"),
        ({"dialect": "nose"}, "QUERY_UNKNOWN_DIALECT"),
        ({"collapse": "simple"}, "QUERY_UNSUPPORTED"),
    ]:
        with pytest.raises(QueryError) as caught:
            ask(service, "battery", **more)
        assert caught.value.code == code


def test_nothing_indexed_yet(small):
    with pytest.raises(EngineError) as caught:
        ask(small, "battery")
    assert caught.value.code == "INDEX_MISSING"


def test_a_withdrawn_publication_is_gone_with_a_reason(small, specimens):
    one = specimens[0]
    fill(small.settings.data, small.engine, specimens[:5])
    assert small.publications.find(one.id).id == one.id
    gone = structs.replace(one, withdrawn=True)
    fill(small.settings.data, small.engine, [gone], reading=2)
    with pytest.raises(QueryError) as caught:
        small.publications.find(one.id)
    assert caught.value.code == "PUBLICATION_REMOVED"


def test_state_changes_with_the_index(tmp_path, specimens, monkeypatch):
    monkeypatch.setattr("search_api.service._STATE_SECONDS", 0.0)
    service = Service(Settings(data=tmp_path, rate_limit=""))
    fill(tmp_path, service.engine, specimens[:3])
    before = service.state()
    assert before == service.state()
    fill(tmp_path, service.engine, specimens[3:6], reading=2)
    assert service.state() != before
    service.close()
