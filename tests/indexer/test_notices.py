"""Legal events told without a publication: whose they are, and what they cost."""

import sqlite3
from itertools import permutations

import pytest
from filled import Index, names
from grants import publication, weekly

from indexer.coverage import status
from indexer.database import FILE, transaction
from indexer.engine import SearchRequest
from indexer.notices import Notices, notice_keys, record_keys
from indexer.pipeline.worker import encode, note
from indexer.pipeline.writer import StoreWriter
from indexer.query import Keyword
from indexer.store import RecordStore
from parsers.model import LegalEvent, Notice, Reference, Source
from parsers.specimens.formats import EVENT_ENCODERS

SOURCE = Source(format="ops", file="/n.xml", offset=0, length=0, sha256="00" * 32)
FEE = LegalEvent(office="US", code="FEPP", date="2021-01-01", title="Fee payment procedure")
LAPSE = LegalEvent(office="US", code="LAPS", date="2024-02-07", title="Lapse for failure to pay")


def notice(*events, application=None, publication=None, source=SOURCE):
    return Notice(
        office="US", application=application, publication=publication, events=events, source=source
    )


def reference(number, kind=None, office="US"):
    return Reference(office=office, number=number, kind=kind)


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


@pytest.fixture
def writer(tmp_path):
    writer = StoreWriter(tmp_path)
    yield writer
    writer.close()


def keep(writer, *notices):
    with transaction(writer.connection):
        return [writer.note(one) for n in notices for one in note(n)]


def about(of, one):
    """Whether a notice about `of` is told of a publication (office, number, kind, application)."""
    office, number, kind, application = one
    keys = record_keys(f"{office}{number}{kind}", office, kind, application)
    return bool(set(notice_keys(notice(FEE, **of))) & set(keys))


@pytest.mark.parametrize(
    ("of", "one", "expected"),
    [
        ({"application": reference("15000001")}, ("US", "9", "B2", "US15000001"), True),
        ({"application": reference("15000001")}, ("US", "9", "B2", "US15000002"), False),
        ({"application": reference("2004100184779", office="CN")}, ("CN", "1", "A", "CN200410018477"), True),
        ({"publication": reference("9", "B2")}, ("US", "9", "B2", None), True),
        ({"publication": reference("9", "B2")}, ("US", "99", "B2", None), False),
        ({"publication": reference("1000000", "A1", "EP")}, ("EP", "1000000", "B1", None), True),
        ({"publication": reference("1000000", None, "EP")}, ("EP", "1000000", "B1", None), True),
        ({"publication": reference("123456", "U", "JP")}, ("JP", "123456", "A", None), False),
        ({"publication": reference("123456", "U", "JP")}, ("JP", "123456", "Y", None), True),
        ({"publication": reference("123456", "S", "KR")}, ("KR", "123456", "B1", None), False),
    ],
)  # fmt: skip
def test_whose_a_notice_is(of, one, expected):
    assert about(of, one) is expected


def test_the_store_finds_them_by_key_both_ways(writer):
    with transaction(writer.connection):
        for number in (1, 12, 123):
            writer.store(encode(publication(number), 0), 1)
    find = Notices(writer.connection).concerned
    assert find(notice_keys(notice(FEE, publication=reference("12", "B2")))) == {"US12B2": False}
    assert find(notice_keys(notice(FEE, publication=reference("1")))) == {"US1B2": False}
    keep(writer, notice(FEE, application=reference("15000001")))
    assert set(find(("aUS15000001",))) == {"US1B2", "US12B2", "US123B2"}
    assert find(("aUS15000009",)) == {}


def test_an_event_is_kept_once_whoever_tells_it(writer, tmp_path):
    later = SOURCE.__class__(format="ops", file="/a.xml", offset=5, length=0, sha256="11" * 32)
    mine = reference("15000001")
    assert keep(writer, notice(FEE, application=mine)) == [True]
    assert keep(writer, notice(FEE, LAPSE, application=mine, source=later)) == [False, True]
    assert keep(writer, notice(FEE, application=reference("15000002"))) == [True]
    told = Notices(writer.connection).about(("aUS15000001",))
    assert [n.events for n in told] == [(FEE,), (LAPSE,)]
    assert {n.source.file for n in told} == {"/a.xml"}  # of two that tell it, the first by name


def test_those_about_nothing_held_are_counted(writer):
    keep(
        writer,
        notice(FEE, application=reference("15000001")),
        notice(LAPSE, publication=reference("7", "B2")),
    )
    assert Notices(writer.connection).counts() == (2, 2)

    with transaction(writer.connection):
        writer.store(encode(publication(7), 0), 1)
    assert Notices(writer.connection).counts() == (2, 0)


def legal(path, *numbers):
    """Events of applications as responses of OPS, one file each; numbers as DOCDB has them."""
    records = [notice(FEE, LAPSE, application=reference(f"201815{n:06}")) for n in numbers]
    for at, one in enumerate(records):
        target = path.with_name(f"{path.stem}-{at}.xml")
        target.write_bytes(EVENT_ENCODERS["ops"](one))
    return [path.with_name(f"{path.stem}-{at}.xml") for at in range(len(records))]


def with_events(index):
    request = SearchRequest(
        query=Keyword("has", ("events",)), size=200, sort="pn", descending=False
    )
    return [hit.id for hit in index.engine.search(request).hits]


@pytest.mark.parametrize("order", list(permutations(["grants", "events"])))
@pytest.mark.parametrize("apart", [True, False])
def test_what_has_events_is_found_whatever_comes_first(index, tmp_path, order, apart):
    files = {
        "grants": [weekly(tmp_path / "a.xml", range(1, 8))],
        "events": legal(tmp_path / "n.xml", 2, 5, 99),
    }
    groups = [files[name] for name in order]
    everything = [file for group in groups for file in group]
    for group in groups if apart else [everything]:
        report = index.run(*group)
        assert report.set_aside == 0
    assert with_events(index) == names([2, 5])
    assert index.found() == names(range(1, 8))
    assert [n.events[0].code for n in index.store.notices("US2B2")] == ["FEPP", "LAPS"]
    assert index.store.notices("US1B2") == ()
    now = status(index.engine, index.folder)
    assert (now.notices, now.notices_unmatched) == (6, 2)
    assert not index.run(*everything).changed
    index.run(*everything, rebuild=True)
    assert with_events(index) == names([2, 5])


def test_only_the_first_event_of_a_publication_puts_it_again(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1, 2]), *legal(tmp_path / "n.xml", 1))
    before = index.engine.status().version
    sold = LegalEvent(office="US", code="AS", date="2022-02-02", title="Assignment")
    other = notice(sold, application=reference("201815000001"))
    (tmp_path / "m.xml").write_bytes(EVENT_ENCODERS["ops"](other))
    report = index.run(tmp_path / "m.xml")
    assert (report.notices, report.merged) == (1, 0)
    assert index.engine.status().version == before
    assert len(index.store.notices("US1B2")) == 3


def test_a_replaced_publication_keeps_its_events(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]), *legal(tmp_path / "n.xml", 1))
    index.run(weekly(tmp_path / "b.xml", [1], title="Corrected device", produced="20210101"))
    assert index.found("corrected") == ["US1B2"]
    assert with_events(index) == ["US1B2"]
    assert len(index.store.notices("US1B2")) == 2


def test_a_lost_index_is_filled_with_the_events(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1, 2]), *legal(tmp_path / "n.xml", 1))
    connection = sqlite3.connect(index.folder / FILE)
    with connection:
        connection.execute("DELETE FROM applied")
    connection.close()
    assert index.run().replayed == 2
    assert with_events(index) == ["US1B2"]


def test_the_content_hash_knows_the_notices(tmp_path):
    hashes = []
    for name, notices in (("a", [FEE, LAPSE]), ("b", [LAPSE, FEE, LAPSE]), ("c", [FEE])):
        writer, store = StoreWriter(tmp_path / name), RecordStore(tmp_path / name)
        keep(writer, *(notice(event, application=reference("15000001")) for event in notices))
        hashes.append(store.content_hash())
        writer.close()
        store.close()
    assert hashes[0] == hashes[1] != hashes[2]
