"""Ranges and sets of symbols on every engine, against brute force over the publications."""

import random

import pytest

from indexer.documents import KEYS, LOW, index_document
from indexer.engine import SearchRequest
from indexer.query import Keyword, Not, Range
from parsers.specimens import publications
from parsers.symbols import sort_number

SCHEMES = {"ipc": "ipc", "cpc": "cpc", "loc": "locarno"}


@pytest.fixture(scope="module")
def held():
    return list(publications(150))


def symbols(publication, column):
    return [c.symbol for c in publication.classifications if c.scheme == SCHEMES[column]]


def position(symbol):
    """Where a symbol stands in its scheme: subgroups are decimals, sections and groups are not."""
    if " " not in symbol:
        name, _, part = symbol.partition("-")
        return (name, 0, part)
    subclass, rest = symbol.split()
    group, sub = rest.split("/")
    return (subclass, int(group), "" if sub == "00" else sub)


def test_every_document_has_a_key_for_each_symbol(held):
    for one in held:
        integers = index_document(one).integers
        for column, key in KEYS.items():
            assert len(integers.get(key, ())) == len(set(symbols(one, column)))


def test_ranges_hold_what_lies_between(engine, held):
    with engine.rebuild() as writer:
        writer.put(index_document(one) for one in held)
    rng = random.Random(7)
    checked = 0
    for column, key in KEYS.items():
        every = sorted({s for one in held for s in symbols(one, column)}, key=position)
        assert every
        for _ in range(15):
            low, high = sorted((rng.choice(every), rng.choice(every)), key=position)
            expected = {
                one.id
                for one in held
                if any(
                    position(low) <= position(s)
                    and (
                        position(s) <= position(high)
                        or s.startswith(
                            high.removesuffix("/00") + "/" if high.endswith("/00") else high
                        )
                    )
                    for s in symbols(one, column)
                )
            }
            scheme = SCHEMES[column]
            query = Range(key, sort_number(scheme, low), sort_number(scheme, high, end=True))
            found = engine.search(SearchRequest(query=query, size=200))
            assert {hit.id for hit in found.hits} == expected
            assert found.total == len(expected)
            checked += bool(expected)
    assert checked > 40


def test_many_symbols_in_one_condition(engine, held):
    with engine.rebuild() as writer:
        writer.put(index_document(one) for one in held)
    wanted = {s for one in held[:20] for s in symbols(one, "ipc")}
    padding = (f"Z99Z {n // 90}/{n % 90 + 10}" for n in range(49_000))
    values = tuple(f"{s}{LOW}" for s in (*wanted, *padding))
    found = engine.search(SearchRequest(query=Keyword("ipc", values), size=200))
    expected = {one.id for one in held if wanted.intersection(symbols(one, "ipc"))}
    assert {hit.id for hit in found.hits} == expected
    inverse = engine.search(SearchRequest(query=Not(Keyword("ipc", values)), size=200))
    assert inverse.total == len(held) - len(expected)
