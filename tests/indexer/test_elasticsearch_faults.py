"""Rejections, cut connections, poisoned documents, a full disk, a hung node: nothing is lost."""

import random
import time
from threading import Event, Thread

import pytest
from elastic import alias_of, cleaned, engine_at, host_of
from faults import CutAfterSend, CutBeforeSend, RejectItems, Status, faulty
from handmade import ask, document, fill

from indexer.engine import SearchRequest
from indexer.engines import open_engine
from indexer.engines.elasticsearch import bulk, connection, writer
from indexer.errors import EngineError
from indexer.query import MatchAll

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Small batches, so that there are many, and short pauses between attempts."""
    monkeypatch.setattr(writer, "_BATCH_OPERATIONS", 40)
    for module in (bulk, connection):
        monkeypatch.setattr(module, "_FIRST_PAUSE", 0.02)
        monkeypatch.setattr(module, "_LONGEST_PAUSE", 0.5)


@pytest.fixture
def proxy(elasticsearch_url):
    with faulty(elasticsearch_url) as made:
        yield made


@pytest.fixture
def engine(elasticsearch_url, proxy):
    with engine_at(elasticsearch_url, host=proxy.host, options="shards=2") as made:
        yield made


def documents(count, poisoned=0):
    """`poisoned`: every so many documents one that the mapping refuses."""
    for n in range(count):
        extra = {"nosuch": ("x",)} if poisoned and n % poisoned == 7 else {}
        yield document(f"EP{n}A", f"Alpha word{n}.", **extra)


def held(engine):
    result = engine.search(SearchRequest(query=MatchAll(), size=5000))
    return [hit.id for hit in result.hits]


def wanted(count, poisoned=0):
    return sorted(f"EP{n}A" for n in range(count) if not (poisoned and n % poisoned == 7))


def mostly(chance, *faults):
    """Each fault with its probability, for bulk requests only."""

    def decide(request):
        if not request.is_bulk:
            return None
        point = chance.random()
        for share, fault in faults:
            point -= share
            if point < 0:
                return fault
        return None

    return decide


def test_every_kind_of_trouble_at_once(engine, proxy):
    chance = random.Random(1)
    proxy.decide = mostly(
        chance,
        (0.30, RejectItems(0.30, chance)),
        (0.08, Status(429)),
        (0.08, Status(503)),
        (0.04, Status(502)),
        (0.10, CutAfterSend()),
        (0.10, CutBeforeSend()),
    )
    refused = []
    engine.on_refusal(refused.append)
    with engine.rebuild() as filling:
        filling.put(documents(2000, poisoned=40))
    assert held(engine) == wanted(2000, poisoned=40)
    assert sorted(r.id for r in refused) == sorted(f"EP{n}A" for n in range(7, 2000, 40))
    assert all("nosuch" in r.reason for r in refused)
    assert all(proxy.counts[f] > 2 for f in ("RejectItems", "Status", "CutAfterSend"))


def test_a_third_of_all_items_rejected(engine, proxy):
    proxy.decide = mostly(random.Random(2), (1.0, RejectItems(0.30, random.Random(3))))
    with engine.update() as filling:
        filling.put(documents(1000))
        filling.delete(f"EP{n}A" for n in range(0, 1000, 3))
        filling.put(documents(10))
    assert held(engine) == sorted({*wanted(1000)} - {f"EP{n}A" for n in range(12, 1000, 3)})


def test_trouble_with_everything_but_documents(engine, proxy):
    """Answers about locks, indexes and aliases get lost after the server has done its part."""
    chance = random.Random(5)
    faults = (CutAfterSend(), CutAfterSend(), CutBeforeSend(), Status(503), Status(429))
    proxy.decide = lambda request: (
        chance.choice(faults) if not request.is_bulk and chance.random() < 0.4 else None
    )
    for size in (30, 60):
        with engine.rebuild() as filling:
            filling.put(documents(size))
    with engine.update() as filling:
        filling.put(documents(90))
    proxy.decide = lambda _request: None
    assert held(engine) == wanted(90)
    with engine.update() as filling:
        filling.delete(["EP0A"])
    assert len(held(engine)) == 89


def test_a_burst_of_503_is_waited_out(engine, proxy):
    until = time.monotonic() + 1.5
    proxy.decide = lambda _request: Status(503) if time.monotonic() < until else None
    with engine.rebuild() as filling:
        filling.put(documents(200))
    assert held(engine) == wanted(200)
    assert proxy.counts["Status"] > 1


def test_a_server_that_never_recovers_fails_the_run_and_keeps_the_old_index(
    engine, proxy, monkeypatch
):
    monkeypatch.setattr(bulk, "ATTEMPTS", 4)
    fill(engine, document("EP1A", "Alpha."))
    proxy.decide = mostly(random.Random(4), (1.0, Status(503)))
    with pytest.raises(EngineError) as caught, engine.rebuild() as filling:
        filling.put(documents(100))
    assert (caught.value.code, caught.value.retry) == ("ENGINE_OVERLOADED", True)
    proxy.decide = lambda _request: None
    assert held(engine) == ["EP1A"]
    with engine.rebuild() as filling:
        filling.put(documents(100))
    assert held(engine) == wanted(100)


def test_a_request_too_large_is_halved_down_to_the_document(engine, proxy):
    proxy.decide = lambda request: (
        Status(413, "content_too_long_exception")
        if request.is_bulk and (len(request.body) > 4000 or b"EP13A" in request.body)
        else None
    )
    refused = []
    engine.on_refusal(refused.append)
    with engine.rebuild() as filling:
        filling.put(documents(60))
    assert [r.id for r in refused] == ["EP13A"]
    assert held(engine) == sorted({*wanted(60)} - {"EP13A"})


def test_a_full_disk_ends_the_run_at_once_and_loses_nothing(engine, elasticsearch_url):
    fill(engine, document("EP1A", "Alpha."))
    name = engine.status().generation
    with cleaned(elasticsearch_url, "nosuch-alias") as client:
        # what the server sets by itself when a disk is nearly full
        block = {"index.blocks.read_only_allow_delete": True}
        client.indices.put_settings(index=name, settings=block)
        begun = time.monotonic()
        with pytest.raises(EngineError) as caught, engine.update() as filling:
            filling.put(documents(200))
        assert (caught.value.code, caught.value.retry) == ("ENGINE_FULL", True)
        assert time.monotonic() - begun < 30
        assert ask(engine, MatchAll()).total == 1
        client.indices.put_settings(
            index=name, settings={"index.blocks.read_only_allow_delete": None}
        )
    with engine.update() as filling:
        filling.put(documents(200))
    assert held(engine) == wanted(200)


def test_searches_during_swaps_see_the_old_or_the_new_index(engine, elasticsearch_url):
    sizes = (30, 70, 110)
    with engine.rebuild() as filling:
        filling.put(documents(sizes[-1]))
    done, seen, failures = Event(), [], []

    url = f"elasticsearch://{host_of(elasticsearch_url)}/{alias_of(engine)}"
    shared = open_engine(url)

    def look():
        try:
            while not done.is_set():
                result = shared.search(SearchRequest(query=MatchAll(), size=200))
                seen.append((result.total, len(result.hits)))
        except Exception as error:  # noqa: BLE001 - any is a failure of the test
            failures.append(error)

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for size in sizes:
        with engine.rebuild() as filling:
            filling.put(documents(size))
        time.sleep(0.5)
    done.set()
    for thread in threads:
        thread.join()
    shared.close()
    assert not failures
    assert {total for total, _ in seen} == set(sizes)
    assert all(total == count for total, count in seen)


def test_a_search_that_cannot_get_through_says_so(engine, proxy):
    fill(engine, document("EP1A", "Alpha."))
    proxy.decide = lambda request: Status(429) if request.is_search else None
    with pytest.raises(EngineError) as overloaded:
        ask(engine, MatchAll())
    assert (overloaded.value.code, overloaded.value.retry) == ("ENGINE_OVERLOADED", True)
    proxy.decide = lambda request: CutBeforeSend() if request.is_search else None
    with pytest.raises(EngineError) as unreachable:
        ask(engine, MatchAll())
    assert (unreachable.value.code, unreachable.value.retry) == ("ENGINE_UNREACHABLE", True)
    proxy.decide = lambda _request: None
    assert ask(engine, MatchAll()).total == 1


@pytest.mark.parametrize(
    ("fault", "code", "retry"),
    [
        (Status(401, "security_exception"), "SETTINGS_INVALID", False),
        (Status(403, "security_exception"), "SETTINGS_INVALID", False),
        (Status(404, "index_not_found_exception"), "INDEX_MISSING", False),
        (Status(429, "circuit_breaking_exception"), "ENGINE_OVERLOADED", True),
        (Status(429, "cluster_block_exception"), "ENGINE_FULL", True),
        (Status(500, "null_pointer_exception"), "ENGINE_FAILED", False),
        (Status(500, "too_many_clauses"), "QUERY_TOO_COMPLEX", False),
        (Status(503, "cluster_block_exception"), "ENGINE_OVERLOADED", True),
        (Status(504, "timeout"), "ENGINE_TIMEOUT", True),
    ],
)
def test_every_error_of_the_server_has_its_code(engine, proxy, fault, code, retry):
    fill(engine, document("EP1A", "Alpha."))
    proxy.decide = lambda request: fault if request.is_search else None
    with pytest.raises(EngineError) as caught:
        ask(engine, MatchAll())
    assert (caught.value.code, caught.value.retry) == (code, retry)
    assert proxy.host in caught.value.message
