"""Several sources of one publication through the whole index run."""

import sqlite3
import sys
from itertools import permutations

import pytest
from exchange import exchange
from filled import Index, names
from grants import weekly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.database import FILE
from indexer.engine import SearchRequest
from indexer.pipeline import reindex
from indexer.query import Keyword


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


def shown(index, one="US1B2"):
    return index.store.get([one])[one]


def with_column(index, column, value):
    found = index.engine.search(SearchRequest(query=Keyword(column, (value,)), size=200, sort="pn"))
    return sorted(hit.id for hit in found.hits)


def test_a_second_source_adds_and_never_empties(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1, 2]))
    report = index.run(exchange(tmp_path / "b.xml", [1]))
    assert (report.joined, report.merged, report.added, report.replaced) == (1, 1, 0, 0)
    assert report.changed
    one = shown(index)
    assert one.source.format == "us4"
    assert [text.lang for text in one.title] == ["en", "fr"]
    assert one.claims
    assert one.family == "70001"
    (other,) = one.sources
    assert other.format == "docdb"
    assert {"title.fr", "family"} <= set(other.fields)
    assert with_column(index, "fam", "70001") == ["US1B2"]
    assert index.found("appareil") == ["US1B2"]
    assert index.found() == names([1, 2])
    assert index.store.original("US1B2").startswith(b"<?xml")
    again = index.run(tmp_path / "a.xml", tmp_path / "b.xml")
    assert (again.files_unchanged, again.changed) == (2, False)


def test_each_source_keeps_its_own_record(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]), exchange(tmp_path / "b.xml", [1]))
    records = index.store.records("US1B2")
    assert [one.source.format for one in records] == ["docdb", "us4"]
    assert [len(one.claims) for one in records] == [0, 1]
    assert index.store.originals("US1B2")[records[0].source.sha256].startswith(b"<exch")
    weekly(tmp_path / "c.xml", [2])
    index.run(tmp_path / "c.xml")
    assert [one.id for one in index.store.records("US2B2")] == ["US2B2"]
    assert index.store.records("US9B2") == []


FILES = {
    "w1.xml": lambda path: weekly(path, [1, 2], title="First device"),
    "w2.xml": lambda path: weekly(path, [1, 3], title="Second device", produced="20200201"),
    "x1.xml": lambda path: exchange(path, [1, 2, 4], text="Old summary."),
    "x2.xml": lambda path: exchange(path, [1, 3], text="New summary.", produced="20250101"),
    "x3.xml": lambda path: exchange(path, [3], withdrawn=True, produced="20260101"),
}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(sorted(FILES)), apart=st.booleans(), rebuild=st.booleans())
def test_the_order_of_files_does_not_matter(tmp_path_factory, order, apart, rebuild):
    folder = tmp_path_factory.mktemp("orders")
    index = Index(folder / "data")
    # The same paths for every order: where a file lies is part of a record.
    home = folder.parent / "same"
    files = [FILES[name](home / name) for name in order]
    for group in [[file] for file in files] if apart else [files]:
        index.run(*group)
    if rebuild:
        index.run(*files, rebuild=True)
    assert index.found() == names([1, 2])
    assert index.title("US1B2") == "Second device"
    assert shown(index).abstract[0].text.startswith("anode") or shown(index).abstract
    assert index.store.tombstone("US3B2") is not None
    assert index.store.content_hash() == _hash_of_all(home, folder)
    index.close()


_KNOWN = {}


def _hash_of_all(home, folder):
    if home not in _KNOWN:
        index = Index(folder / "reference")
        index.run(*(home / name for name in sorted(FILES)))
        _KNOWN[home] = index.store.content_hash()
        index.close()
    return _KNOWN[home]


def test_a_newer_record_of_one_source_replaces_that_source_alone(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]), exchange(tmp_path / "b.xml", [1]))
    exchange(tmp_path / "b.xml", [1], text="Changed summary.", produced="20240202")
    report = index.run(tmp_path / "a.xml", tmp_path / "b.xml")
    assert (report.replaced, report.merged) == (1, 1)
    assert [one.source.produced for one in index.store.records("US1B2")] == [
        "2024-02-02",
        "2019-12-20",
    ]
    assert index.run(exchange(tmp_path / "c.xml", [1], produced="20230101")).outdated == 1


def test_a_withdrawal_by_another_source_and_back(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]), exchange(tmp_path / "b.xml", [1]))
    index.run(exchange(tmp_path / "c.xml", [1], withdrawn=True, produced="20250101"))
    assert index.found() == []
    assert "2025-01-01" in index.store.tombstone("US1B2").reason
    assert index.run(exchange(tmp_path / "d.xml", [1], produced="20240601")).outdated == 1
    index.run(weekly(tmp_path / "e.xml", [1], produced="20250202"))
    assert index.found() == ["US1B2"]
    assert shown(index).sources[0].withdrawn


def test_reindexing_gives_the_same_documents(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1, 2]), exchange(tmp_path / "b.xml", [1]))
    before = index.store.content_hash()
    assert reindex(index.engine, index.folder).replayed == 2
    assert index.store.content_hash() == before
    assert with_column(index, "fam", "70001") == ["US1B2"]
    assert index.found("appareil") == ["US1B2"]


def test_what_a_run_left_stale_is_merged_by_the_next(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]), exchange(tmp_path / "b.xml", [1]))
    connection = sqlite3.connect(index.folder / FILE)
    with connection:
        connection.execute("INSERT INTO stale VALUES ('US1B2')")
        connection.execute("UPDATE records SET digest = x'00'")
    connection.close()
    report = index.run()
    assert (report.merged, report.records) == (1, 0)
    assert index.run().merged == 0


def test_another_rule_makes_what_was_merged_again(index, tmp_path, monkeypatch):
    index.run(weekly(tmp_path / "a.xml", [1, 2]), exchange(tmp_path / "b.xml", [1]))
    assert index.run().merged == 0
    connection = sqlite3.connect(index.folder / FILE)
    with connection:
        connection.execute("UPDATE records SET digest = x'00' WHERE source = ''")
    connection.close()
    monkeypatch.setattr(sys.modules["indexer.pipeline.run"], "rule", lambda: "another")
    assert index.run().merged == 1
    assert index.run().merged == 0


LATER_COLUMNS = {
    "records": ("source", "noticed", "application", "date"),
    "files": ("missing",),
    "quarantine": ("office", "kind", "year"),
}


def test_a_store_from_before_sources_were_told_apart_is_brought_up_to_date(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1, 2]))
    connection = sqlite3.connect(index.folder / FILE)
    with connection:
        connection.execute("DROP INDEX held")
        for table, columns in LATER_COLUMNS.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    report = index.run(exchange(tmp_path / "b.xml", [1]))
    assert (report.joined, report.merged) == (1, 1)
    assert [one.source.format for one in index.store.records("US1B2")] == ["docdb", "us4"]
    weekly(tmp_path / "a.xml", [1, 2], title="Changed device")
    report = index.run(tmp_path / "a.xml")
    assert (report.replaced, report.merged) == (2, 1)
    assert index.found("changed") == names([1, 2])


@pytest.mark.parametrize("order", list(permutations(["a.xml", "b.xml"])))
def test_a_merged_publication_survives_a_newer_primary(index, tmp_path, order):
    weekly(tmp_path / "a.xml", [1])
    exchange(tmp_path / "b.xml", [1])
    for name in order:
        index.run(tmp_path / name)
    index.run(weekly(tmp_path / "c.xml", [1], title="Corrected device", produced="20200601"))
    assert index.found("corrected") == ["US1B2"]
    assert shown(index).family == "70001"
