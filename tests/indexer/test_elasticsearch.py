"""What is particular to this engine: generations, aliases, locks, snapshots, shards, errors."""

import os
import socket
import subprocess
import sys
import time

import pytest
from elastic import alias_of, cleaned, engine_at, host_of, new_alias
from handmade import TEXT, ask, document, fill, ids, walk, word

from indexer.engine import FacetFilter, SearchRequest
from indexer.engines import open_engine
from indexer.engines.elasticsearch import lock, searching, snapshots
from indexer.engines.elasticsearch.generations import Generation, new_name, parse_name
from indexer.engines.elasticsearch.mapping import fingerprint, index_body, mappings
from indexer.errors import EngineError
from indexer.query import Match, MatchAll, Or

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def engine(elasticsearch_url):
    with engine_at(elasticsearch_url, options="shards=3") as made:
        yield made


@pytest.fixture
def client(engine, elasticsearch_url):
    with cleaned(elasticsearch_url, "nosuch-alias") as made:
        yield made


def code_of(call, *arguments):
    with pytest.raises(EngineError) as caught:
        call(*arguments)
    return caught.value.code


def names(client, engine):
    return sorted(
        n for n in client.indices.get(index=f"{alias_of(engine)}-*").body if parse_name(n)
    )


def test_names_are_parsed_as_they_are_built():
    name = new_name("my-patents-2")
    parsed = parse_name(name)
    assert parsed.name == name
    assert (parsed.alias, parsed.fingerprint) == ("my-patents-2", fingerprint())
    assert parse_name("patents-lock") is None
    assert parse_name("patents") is None


def test_an_index_for_other_fields_is_detected_and_rebuilt(engine, client):
    old = Generation(alias_of(engine), "0123456789", "20200101t000000000000").name
    body = index_body(1)
    client.indices.create(index=old, **body)
    client.indices.put_alias(index=old, name=alias_of(engine))
    assert code_of(ask, engine, MatchAll()) == "INDEX_OUTDATED"
    assert code_of(engine.update().__enter__) == "INDEX_OUTDATED"
    assert engine.status().generation == old
    fill(engine, document("EP1A", "Alpha."))
    assert ids(engine, word("alpha")) == ["EP1A"]


def test_a_foreign_index_under_our_name_is_left_alone(engine, client):
    client.indices.create(index=alias_of(engine))
    assert code_of(ask, engine, MatchAll()) == "SETTINGS_INVALID"
    assert code_of(engine.update().__enter__) == "SETTINGS_INVALID"
    assert client.indices.exists(index=alias_of(engine))


def test_a_failed_rebuild_deletes_its_index(engine, client):
    fill(engine, document("EP1A", "Alpha."))
    before = names(client, engine)
    with pytest.raises(ZeroDivisionError), engine.rebuild() as writer:
        writer.put(1 / 0 for _ in range(3))
    assert names(client, engine) == before


def test_what_a_killed_build_left_goes_with_the_next_run(engine, client):
    fill(engine, document("EP1A", "Alpha."))
    left = new_name(alias_of(engine))
    client.indices.create(index=left, **index_body(1))
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha.")])
    assert names(client, engine) == [engine.status().generation]


def test_the_replaced_generation_lives_on_for_open_cursors(engine, client):
    fill(engine, *(document(f"EP{n}A", "Alpha.") for n in range(9)))
    first = engine.search(SearchRequest(query=MatchAll(), size=4))
    fill(engine, document("EP99A", "Alpha."))
    assert len(names(client, engine)) == 2
    second = engine.search(
        SearchRequest(query=MatchAll(), size=9, after=first.after, snapshot=first.snapshot)
    )
    assert [h.id for h in first.hits + second.hits] == [f"EP{n}A" for n in range(9)]
    assert second.after == ()
    with engine.update():
        pass
    assert len(names(client, engine)) == 1


def test_replicas_come_with_publication(elasticsearch_url, client):
    with engine_at(elasticsearch_url, options="replicas=1") as engine:
        with engine.rebuild():
            (building,) = names(client, engine)
            assert settings(client, building)["number_of_replicas"] == "0"
        found = settings(client, engine.status().generation)
        assert (found["number_of_replicas"], found["refresh_interval"]) == ("1", "-1")


def settings(client, name):
    return client.indices.get_settings(index=name)[name]["settings"]["index"]


def test_no_field_is_ever_added(engine, client):
    fill(engine, document("EP1A", "Alpha."), document("EP2A", "Alpha.", surprise=("x",)))
    name = engine.status().generation
    held = client.indices.get_mapping(index=name)[name]["mappings"]
    assert set(held["properties"]) == set(mappings()["properties"])


def test_facets_are_exact_over_shards_that_each_know_a_part(engine, monkeypatch):
    monkeypatch.setattr(searching, "_SHARD_SIZE", 2)
    people = [f"Company {n % 37}" for n in range(300)]
    fill(engine, *(document(f"EP{n}A", "A.", names=(name,)) for n, name in enumerate(people)))
    wanted = sorted((-people.count(p), p) for p in set(people))[:5]
    request = SearchRequest(query=MatchAll(), facets=("applicant",), facet_size=5)
    found = engine.search(request).facets["applicant"]
    assert [(-f.count, f.value) for f in found] == wanted
    narrowed = FacetFilter("applicant", (wanted[0][1], wanted[1][1]))
    result = engine.search(
        SearchRequest(
            query=MatchAll(), facets=("applicant",), facet_size=5, filters=(narrowed,), size=300
        )
    )
    assert result.total == len(result.hits) == -(wanted[0][0] + wanted[1][0])
    assert [(-f.count, f.value) for f in result.facets["applicant"]] == wanted


def test_a_partition_ranks_as_if_it_were_alone(engine, elasticsearch_url):
    rare = [document(f"CN{n}A", f"电池{'的壳体' * (n % 5)}和电极。", "zh") for n in range(25)]
    many = [document(f"US{n}A", "Battery housing 电池 electrode. " * 3) for n in range(200)]
    query = Or((Match(TEXT, "电池"), Match(TEXT, "电极"), Match(TEXT, "壳体和电极")))
    with engine_at(elasticsearch_url) as alone:
        fill(alone, *rare)
        wanted = [(h.id, h.score) for h in ask(alone, query, size=50).hits]
    fill(engine, *rare, *many)
    found = [(h.id, h.score) for h in ask(engine, query, size=300).hits]
    assert [hit for hit in found if hit[0].startswith("CN")] == wanted
    assert wanted[0][1] > wanted[-1][1] > 0


def test_phrases_score_alike_on_any_number_of_shards(engine, elasticsearch_url):
    texts = [document(f"EP{n}A", f"Word{n} heat pump{' filler' * n}.") for n in range(20)]
    texts += [document(f"EP{n}A", f"Nothing{' of note' * (n % 7)}.") for n in range(20, 90)]
    rare = Match(TEXT, "word7 heat")
    with engine_at(elasticsearch_url, options="shards=1") as single:
        fill(single, *texts)
        wanted = [ask(single, query).hits for query in (rare, word("heat pump"))]
    fill(engine, *texts)
    assert [ask(engine, query).hits for query in (rare, word("heat pump"))] == wanted


def test_a_second_process_is_locked_out_and_its_death_frees_the_lock(engine, elasticsearch_url):
    fill(engine, document("EP1A", "Alpha."))
    url = f"elasticsearch://{host_of(elasticsearch_url)}/{alias_of(engine)}"
    program = (
        "import sys\n"
        "from indexer.engines import open_engine\n"
        "with open_engine(sys.argv[1]).update():\n"
        "    print('writing', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"writing\n"
        assert code_of(engine.update().__enter__) == "INDEX_LOCKED"
        other.kill()
        other.wait()
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha.")])
    assert ask(engine, MatchAll()).total == 2


def test_a_lock_of_another_host_runs_out_unless_renewed(engine, client, monkeypatch):
    fill(engine, document("EP1A", "Alpha."))
    held = {"token": "x", "host": "elsewhere", "pid": os.getpid(), "until": 4e9}
    where = {"index": f"{alias_of(engine)}-lock", "id": "writer"}
    client.index(**where, document=held)
    assert code_of(engine.update().__enter__) == "INDEX_LOCKED"
    client.index(**where, document=held | {"until": 1.0})
    monkeypatch.setattr(lock, "SECONDS", 0.6)
    with engine.update() as writer:
        first = client.get(**where)["_source"]
        writer._committed()
        deadline = 50
        while (now := client.get(**where)["_source"])["until"] == first["until"] and deadline:
            deadline -= 1
        assert now["token"] == first["token"] != "x"


def test_a_writer_that_lost_its_lock_must_not_commit(engine, client, monkeypatch):
    monkeypatch.setattr(lock, "SECONDS", 0.3)
    fill(engine, document("EP1A", "Alpha."))
    taken = {"token": "x", "host": "elsewhere", "pid": 1, "until": 4e9}

    def documents():
        yield document("EP2A", "Alpha.")
        client.index(index=f"{alias_of(engine)}-lock", id="writer", document=taken)
        time.sleep(1)  # several renewals

    with pytest.raises(EngineError) as caught, engine.rebuild() as writer:
        writer.put(documents())
    assert caught.value.code == "INDEX_LOCKED"
    assert ids(engine, word("alpha")) == ["EP1A"]


def test_a_snapshot_that_is_gone_says_so(engine, client):
    fill(engine, *(document(f"EP{n}A", "Alpha.") for n in range(9)))
    first = engine.search(SearchRequest(query=MatchAll(), size=4))
    rest = SearchRequest(query=MatchAll(), size=4, after=first.after, snapshot=first.snapshot)
    client.close_point_in_time(id=first.snapshot.partition("~")[2])
    assert code_of(engine.search, rest) == "SNAPSHOT_GONE"
    assert engine.search(SearchRequest(query=MatchAll())).total == 9


@pytest.mark.parametrize("name", ["", "en", "en~", "en~rubbish", "xy~abc", "~p8e6BAE"])
def test_rubbish_for_a_snapshot_is_gone_too(engine, name):
    fill(engine, document("EP1A", "Alpha."))
    request = SearchRequest(query=MatchAll(), after=(4, "EP1A"), snapshot=name)
    assert code_of(engine.search, request) == "SNAPSHOT_GONE"


@pytest.mark.parametrize("after", [("x",), (1,), (1, 2.0, "x", "y"), (-1, 1.0, "x"), (1.5, "x")])
def test_rubbish_for_a_cursor_is_an_error_of_the_caller(engine, after):
    fill(engine, document("EP1A", "Alpha."))
    with pytest.raises(ValueError, match="cursor"):
        engine.search(SearchRequest(query=word("alpha"), after=after))


def test_snapshots_are_shared_and_freed(engine, client):
    fill(engine, document("EP1A", "Alpha."))
    for _ in range(5):
        ask(engine, MatchAll())
    assert open_contexts(client, engine) == 3  # one point in time, three shards
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha.")])
    assert ask(engine, MatchAll()).total == 2
    assert open_contexts(client, engine) == 6
    engine._snapshots.close()
    assert open_contexts(client, engine) == 0


def open_contexts(client, engine):
    stats = client.indices.stats(index=f"{alias_of(engine)}-*", metric="search")
    return stats["_all"]["total"]["search"]["open_contexts"]


def test_a_commit_of_another_process_shows(engine, elasticsearch_url, monkeypatch):
    monkeypatch.setattr(snapshots, "FRESH_SECONDS", 0.0)
    fill(engine, document("EP1A", "Alpha."))
    other = open_engine(f"elasticsearch://{host_of(elasticsearch_url)}/{alias_of(engine)}")
    assert ask(other, MatchAll()).total == 1
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha.")])
    assert ask(other, MatchAll()).total == 2
    other.close()


def test_walks_by_every_order_have_no_gaps_and_no_doubles(engine):
    fill(engine, *(document(f"EP{n}A", "Alpha." + " beta." * (n % 3)) for n in range(50)))
    for query in (MatchAll(), word("alpha"), word("beta")):
        for sort in ("score", "pd", "pn"):
            found = walk(engine, SearchRequest(query=query, size=7, sort=sort))
            assert len(found) == len(set(found)) == ask(engine, query).total


def test_nobody_at_the_address():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        engine = open_engine(f"elasticsearch://127.0.0.1:{taken.getsockname()[1]}/{new_alias()}")
        assert code_of(ask, engine, MatchAll()) == "ENGINE_UNREACHABLE"
        assert code_of(engine.status) == "ENGINE_UNREACHABLE"
        engine.close()


def test_a_certificate_file_that_is_not_there():
    url = "elasticsearch://localhost/p?scheme=https&ca_certs=/nowhere/ca.pem"
    assert code_of(open_engine, url) == "SETTINGS_INVALID"


def test_a_time_budget_that_runs_out_is_said(engine):
    """The server looks at a clock that ticks every 0.2 s, between segments; a commit makes one."""
    with engine.update() as writer:
        for commit in range(6):
            writer.put(document(f"EP{commit}{n}A", "Alpha beta gamma.") for n in range(80))
            writer.commit()
    work = "double x = 1; for (int i = 0; i < 400000; ++i) { x = Math.sqrt(x + i); } return x > 0;"
    slow = {"script": {"script": {"source": work}}}
    request = SearchRequest(query=word("alpha"), seconds=0.02)
    original = searching._body

    def slowed(*arguments):
        body = original(*arguments)
        return body | {"query": {"bool": {"must": [body["query"]], "filter": [slow]}}}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "_body", slowed)
        result = engine.search(request)
    assert result.partial
    assert not result.exact
    assert result.after == ()
    assert not engine.search(request).partial
