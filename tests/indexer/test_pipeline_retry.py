import sqlite3
import zipfile

import pytest
from filled import Index, names
from grants import grant, weekly

from indexer.database import FILE
from indexer.engines.tantivy import layout
from indexer.errors import EngineError
from indexer.pipeline import pool as pool_module
from indexer.pipeline import retry
from indexer.quarantine import Quarantine

FAULTY = '''
"""Stands before the real parser in a worker's path, and fails over one number."""
import os, sys, time
import parsers.parse as real
whole = real.parse_record
def parse_record(record):
    for number, fault in FAULTS.items():
        if f">{number:08}<".encode() in record.data:
            if fault == "raise":
                raise KeyError("a fault of the parser")
            if fault == "die":
                os.kill(os.getpid(), 9)
            if fault == "hang":
                time.sleep(600)
            if fault == "print":
                print("noise on the standard output")
    return whole(record)
real.parse_record = parse_record
'''


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


@pytest.fixture
def faults(tmp_path, monkeypatch):
    """Makes the parser in worker processes fail over given numbers, until called again."""
    folder = tmp_path / "faults"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def install(**faults):
        chosen = {int(name[1:]): fault for name, fault in faults.items()}
        (folder / "sitecustomize.py").write_text(f"FAULTS = {chosen!r}\n{FAULTY}")

    return install


def aside(index):
    connection = sqlite3.connect(index.folder / FILE)
    try:
        return Quarantine(connection).list()
    finally:
        connection.close()


def test_retry_takes_in_what_can_be_read_now(index, tmp_path, faults):
    faults(n2="raise", n4="raise")
    weekly(tmp_path / "a.xml", range(1, 6))
    report = index.run(tmp_path / "a.xml")
    assert (report.added, report.set_aside) == (3, 2)
    first, second = aside(index)
    assert first.code == "PARSER_FAILED"
    assert "a fault of the parser" in first.message
    faults(n4="raise")
    report = retry(index.engine, index.folder)
    assert (report.added, report.set_aside) == (1, 1)
    (left,) = aside(index)
    assert (left.number, left.attempts) == (second.number, 2)
    assert index.found() == names([1, 2, 3, 5])
    assert index.store.original("US2B2") == grant(2).strip()
    faults()
    assert retry(index.engine, index.folder, [left.number]).added == 1
    assert aside(index) == []
    assert index.run(tmp_path / "a.xml").files_unchanged == 1


def test_retry_of_chosen_records_leaves_the_others(index, tmp_path, faults):
    faults(n1="raise", n2="raise")
    index.run(weekly(tmp_path / "a.xml", range(1, 4)))
    faults()
    first, second = aside(index)
    retry(index.engine, index.folder, [second.number])
    assert aside(index) == [first]
    assert index.found() == names([2, 3])


@pytest.mark.parametrize("fault", ["die", "hang"])
def test_a_parser_that_dies_or_hangs_costs_one_record(index, tmp_path, faults, monkeypatch, fault):
    faults(n3=fault)
    monkeypatch.setattr(pool_module, "TASK_SECONDS", 3.0)
    index.run(weekly(tmp_path / "a.xml", range(1, 6)))
    assert index.found() == names([1, 2, 4, 5])
    (one,) = aside(index)
    assert one.code == "PARSER_DIED"
    assert one.length == len(grant(3).strip())


def test_a_parser_that_prints_disturbs_nothing(index, tmp_path, faults):
    faults(n2="print")
    assert index.run(weekly(tmp_path / "a.xml", range(1, 4))).added == 3


def test_a_file_put_right_empties_its_part_of_the_quarantine(index, tmp_path):
    file = tmp_path / "a.xml"
    file.write_bytes(grant(1) + grant(2)[:700] + grant(3))
    (tmp_path / "b.xml").write_bytes(grant(9)[:700])
    index.run(file, tmp_path / "b.xml")
    assert len(aside(index)) == 2
    file.write_bytes(grant(1) + grant(2) + grant(3))
    index.run(file)
    assert [one.path for one in aside(index)] == [str(tmp_path / "b.xml")]
    assert index.found() == names([1, 2, 3])


def test_a_damaged_archive_is_read_again_when_it_was_put_right(index, tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("1.xml", grant(1))
        file.writestr("2.xml", grant(2))
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    report = index.run(archive)
    assert report.set_aside >= 1
    assert {one.path for one in aside(index)} == {str(archive)}
    assert retry(index.engine, index.folder).set_aside >= 1
    archive.write_bytes(whole)
    assert retry(index.engine, index.folder).added + report.added == 2
    assert aside(index) == []


def test_what_the_engine_refuses_is_set_aside_with_its_bytes(index, tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "LONGEST_KEYWORD", 60)
    number = 10**60 + 7
    odd = grant(5).replace(b"<doc-number>15000005<", b"<doc-number>%d<" % number)
    (tmp_path / "a.xml").write_bytes(grant(1) + odd)
    report = index.run(tmp_path / "a.xml")
    assert (report.added, report.refused, report.set_aside, report.documents) == (2, 1, 1, 1)
    (one,) = aside(index)
    assert (one.code, one.id) == ("ENGINE_REFUSED", "US5B2")
    assert "longer than 60 bytes" in one.message
    connection = sqlite3.connect(index.folder / FILE)
    assert Quarantine(connection).data(one.number) == odd.strip()
    connection.close()
    assert index.title("US5B2")
    retry(index.engine, index.folder)
    assert [(again.number, again.attempts) for again in aside(index)] == [(one.number, 2)]
    monkeypatch.undo()
    retry(index.engine, index.folder)
    assert aside(index) == []
    assert index.found() == names([1, 5])


def test_a_newer_version_replaces_a_refused_one(index, tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "LONGEST_KEYWORD", 60)
    odd = grant(5).replace(b"<doc-number>15000005<", b"<doc-number>%d<" % 10**60)
    (tmp_path / "a.xml").write_bytes(odd)
    index.run(tmp_path / "a.xml")
    assert len(aside(index)) == 1
    index.run(weekly(tmp_path / "b.xml", [5], produced="20210101"))
    assert aside(index) == []
    assert index.found() == ["US5B2"]


NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" dtd-version="2.5.9">
<exch:exchange-document country="US" doc-number="1" kind="B2" date-publ="20200107" family-id="7" \
status="D" date-of-last-exchange="20200301">
<exch:bibliographic-data><exch:publication-reference data-format="docdb"><document-id lang="en">\
<country>US</country><doc-number>1</doc-number><kind>B2</kind><date>20200107</date></document-id>\
</exch:publication-reference></exch:bibliographic-data>
</exch:exchange-document>
</exch:exchange-documents>
"""


@pytest.mark.parametrize("notice_first", [False, True])
def test_a_withdrawal_makes_a_tombstone_whatever_the_order(index, tmp_path, notice_first):
    file = weekly(tmp_path / "a.xml", [1, 2])
    notice = tmp_path / "z.xml"
    notice.write_text(NOTICE)
    for path in (notice, file) if notice_first else (file, notice):
        index.run(path)
    assert index.found() == ["US2B2"]
    assert "2020-03-01" in index.store.tombstone("US1B2").reason
    assert index.store.get(["US1B2"]) == {}
    report = index.run(file, notice, rebuild=True)
    assert report.withdrawn + report.unchanged >= 2
    assert index.found() == ["US2B2"]
    index.run(weekly(tmp_path / "b.xml", [1], produced="20200401"))
    assert index.found() == names([1, 2])
    assert index.store.tombstone("US1B2") is None


def test_a_full_disk_is_reported_and_the_old_index_answers(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]))
    pack = index.folder / "archive" / "000001.pack"
    kept = pack.read_bytes()
    pack.unlink()
    pack.symlink_to("/dev/full")
    with pytest.raises(EngineError, match="free space") as error:
        index.run(weekly(tmp_path / "b.xml", [2]))
    assert error.value.code == "ENGINE_FULL"
    assert index.found() == ["US1B2"]
    assert index.store.count() == 1
    pack.unlink()
    pack.write_bytes(kept)
    index.run(tmp_path / "b.xml")
    assert index.found() == names([1, 2])
    assert [index.store.original(one) for one in names([1, 2])] == [
        grant(1).strip(),
        grant(2).strip(),
    ]
    assert pack.stat().st_size > len(kept)
