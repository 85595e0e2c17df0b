from hashlib import sha256
from threading import Thread

import msgspec
import pytest
import zstandard
from grants import publication

from indexer.database import transaction
from indexer.errors import EngineError
from indexer.pipeline.worker import encode
from indexer.pipeline.writer import StoreWriter
from indexer.store import RecordStore
from parsers.model import Source


@pytest.fixture
def writer(tmp_path):
    writer = StoreWriter(tmp_path)
    yield writer
    writer.close()


@pytest.fixture
def store(tmp_path, writer):
    store = RecordStore(tmp_path)
    yield store
    store.close()


def put(writer, one, reading=1, place=0, **kwargs):
    with transaction(writer.connection):
        return writer.store(encode(one, place), reading, **kwargs).outcome


def source(file="/f.xml", sha="ab" * 32, produced=None):
    return Source(format="us4", file=file, offset=0, length=10, sha256=sha, produced=produced)


def test_reads_back_the_json_users_see_in_the_order_asked_for(writer, store):
    for number in (1, 2, 3):
        put(writer, publication(number))
    found = store.json(["US3B2", "US9B2", "US1B2", "US3B2"])
    assert list(found) == ["US3B2", "US1B2"]
    assert found["US1B2"] == msgspec.json.encode(publication(1))
    assert store.get(["US2B2"]) == {"US2B2": publication(2)}
    assert (store.count(), list(store.ids())) == (3, ["US1B2", "US2B2", "US3B2"])


def test_many_ids_at_once(writer, store):
    with transaction(writer.connection):
        for number in range(1, 1203):
            writer.store(encode(publication(number), 0), 1)
    assert len(store.json(f"US{n}B2" for n in range(1, 1300))) == 1202


def test_nothing_indexed_yet_says_what_to_do(tmp_path):
    with pytest.raises(EngineError, match="gongkai index") as error:
        RecordStore(tmp_path / "new").count()
    assert error.value.code == "INDEX_MISSING"


def test_same_content_is_no_change(writer):
    assert put(writer, publication()) == "added"
    before = writer.number
    assert put(writer, publication()) == "unchanged"
    assert writer.number == before
    assert put(writer, publication(), restamp=True) == "unchanged"
    assert writer.number == before + 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"date": "2020-01-07"}, {"date": "2020-01-14"}),
        ({"source": source(produced="2020-01-01")}, {"source": source(produced="2020-02-01")}),
        ({"source": source("/b/w1.xml")}, {"source": source("/a/w2.xml")}),
        ({"claims": (), "date": "2024"}, {"date": "2020-01-07"}),
    ],
    ids=["published", "produced", "file-name", "full-text"],
)
def test_the_newer_version_holds_whatever_the_order_of_arrival(writer, store, older, newer, order):
    versions = [publication(**older), publication(**newer)]
    for index in order:
        put(writer, versions[index])
    assert store.get(["US1B2"])["US1B2"] == versions[1]


def test_a_later_reading_of_the_same_file_replaces_the_earlier_one(writer, store):
    put(writer, publication(number=1, family="1"), reading=1, place=900)
    assert put(writer, publication(number=1, family="2"), reading=2, place=100) == "replaced"
    assert put(writer, publication(number=1, family="1"), reading=1, place=900) == "outdated"
    assert store.get(["US1B2"])["US1B2"].family == "2"


def test_a_withdrawn_document_leaves_a_tombstone_with_the_reason(writer, store):
    put(writer, publication())
    notice = publication(claims=(), withdrawn=True, source=source(produced="2020-03-01"))
    assert put(writer, notice) == "withdrawn"
    assert (store.json(["US1B2"]), store.count(), list(store.ids())) == ({}, 0, [])
    tombstone = store.tombstone("US1B2")
    assert tombstone is not None
    assert "2020-03-01" in tombstone.reason
    assert put(writer, publication()) == "outdated"
    assert store.tombstone("US2B2") is None


def test_content_hash_depends_on_content_alone(tmp_path):
    hashes = []
    for name, numbers in (("a", [1, 2, 3]), ("b", [3, 1, 2, 1]), ("c", [1, 2])):
        writer, store = StoreWriter(tmp_path / name), RecordStore(tmp_path / name)
        for number in numbers:
            put(writer, publication(number))
        hashes.append(store.content_hash())
        writer.close()
        store.close()
    assert hashes[0] == hashes[1] != hashes[2]


def test_an_unfinished_transaction_is_not_seen(writer, store):
    put(writer, publication(1))

    def fail():
        with transaction(writer.connection):
            writer.store(encode(publication(2), 0), 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.count() == 1
    put(writer, publication(2))
    assert store.count() == 2


def test_threads_read_while_records_are_written(writer, store):
    put(writer, publication(0))
    wrong = []

    def read():
        for _ in range(200):
            if len(store.json(["US0B2"])) != 1:
                wrong.append(1)

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 100):
        put(writer, publication(number))
    for thread in threads:
        thread.join()
    assert not wrong
    assert store.count() == 100


def test_damage_is_reported_not_hidden(writer, store):
    put(writer, publication())
    with transaction(writer.connection):
        writer.connection.execute("UPDATE bodies SET json = x'00'")
    with pytest.raises(EngineError, match="US1B2") as error:
        store.json(["US1B2"])
    assert error.value.code == "STORE_DAMAGED"


def test_a_store_of_another_layout_is_refused(writer, store, tmp_path):
    writer.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(EngineError, match="layout 99"):
        store.count()
    with pytest.raises(EngineError, match="layout 99"):
        StoreWriter(tmp_path)


def test_originals_come_back_byte_for_byte(writer, store):
    data = b"<record/>" * 50
    digest = sha256(data)
    frame = memoryview(zstandard.compress(data))
    put(writer, publication(source=source(sha=digest.hexdigest())))
    assert store.original("US1B2") is None
    for _ in range(2):
        with transaction(writer.connection):
            writer.keep_originals({digest.digest(): frame}, {digest.digest()})
    assert store.original("US1B2") == data
    assert store.original("US7B2") is None
    assert writer.connection.execute("SELECT count(*) FROM originals").fetchone() == (1,)


def test_a_full_store_says_so_and_stays_readable(writer, store):
    put(writer, publication())
    pages = writer.connection.execute("PRAGMA page_count").fetchone()[0]
    writer.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EngineError, match="free space") as error:
        [put(writer, publication(number)) for number in range(2, 500)]
    assert error.value.code == "ENGINE_FULL"
    assert store.count() >= 1
