"""The same service on both engines: totals, order, snippets, facets, numbers."""

import pytest
from msgspec import structs
from test_service import QUERIES, ask, walk

pytestmark = pytest.mark.elasticsearch

MORE = [
    "battery OR electrolyte OR membrane",
    "layer",
    "ti:battery OR clm:electrolyte",
    "太阳能 OR 电池",
    "system method",
    "elect* NEAR8 (layer OR membran*)",
]


def plain(answer):
    return structs.replace(answer, cursor=None, snapshot="", took_ms=0)


@pytest.mark.parametrize("q", QUERIES + MORE)
def test_answers_are_equal(service, elastic_service, q):
    more = {"facets": ("*",), "explain": True, "size": 30}
    one, other = ask(service, q, **more), ask(elastic_service, q, **more)
    assert [(h.id, h.score) for h in one.hits] == [(h.id, h.score) for h in other.hits]
    assert plain(one) == plain(other)


@pytest.mark.parametrize("sort", ["score", "pd", "-ad", "pn"])
def test_walks_are_equal(service, elastic_service, sort):
    assert walk(service, "NOT zzz", size=33, sort=sort) == walk(
        elastic_service, "NOT zzz", size=33, sort=sort
    )


def test_numbers_are_equal(service, elastic_service, specimens):
    for one in specimens[:20]:
        text = f"{one.office} {one.number}"
        assert service.numbers(text) == elastic_service.numbers(text)
