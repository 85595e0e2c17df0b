import gzip
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from filled import Index, names
from grants import grant, weekly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.coverage import CoverageRow, coverage, status
from indexer.engines import open_engine
from indexer.errors import EngineError
from indexer.lock import Lock
from indexer.pipeline import reindex, run
from indexer.pipeline import tasks as tasks_module
from parsers.errors import ParseError


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


def test_files_become_documents_that_are_found_and_shown(index, tmp_path):
    weekly(tmp_path / "in" / "a.xml", range(1, 31))
    weekly(tmp_path / "in" / "deeper" / "b.xml", [40])
    events = []
    report = index.run(tmp_path / "in", progress=lambda p: events.append((p.event, p.bytes_done)))
    assert (report.files, report.records, report.added, report.set_aside) == (2, 31, 31, 0)
    assert report.documents == 31
    assert report.bytes_read == sum(f.stat().st_size for f in (tmp_path / "in").rglob("*.xml"))
    assert index.found() == names([*range(1, 31), 40])
    assert index.title("US40B2").endswith("number 40")
    assert index.store.original("US40B2") == grant(40).strip()
    assert [name for name, _ in events].count("file") == 2
    assert events[-1][0] == "commit"
    done = [bytes_done for _, bytes_done in events]
    assert done == sorted(done)
    assert done[-1] == report.bytes_read


def test_a_second_run_does_nothing_and_says_so(index, tmp_path):
    weekly(tmp_path / "a.xml", range(1, 20))
    first = index.run(tmp_path / "a.xml")
    before = index.store.content_hash(), index.engine.status()
    second = index.run(tmp_path / "a.xml")
    assert first.changed
    assert not second.changed
    assert (second.files, second.files_unchanged, second.records, second.commits) == (0, 1, 0, 0)
    assert (index.store.content_hash(), index.engine.status()) == before
    assert second.documents == 19


def test_a_touched_file_is_not_parsed_again(index, tmp_path):
    file = weekly(tmp_path / "a.xml", [1])
    index.run(file)
    os.utime(file, ns=(7, 7))
    assert index.run(file).files_unchanged == 1


def test_only_changed_records_of_a_changed_file_are_written(index, tmp_path):
    file = weekly(tmp_path / "a.xml", range(1, 6))
    index.run(file)
    file.write_bytes(file.read_bytes() + grant(9))
    report = index.run(file)
    assert (report.added, report.replaced, report.unchanged) == (1, 0, 5)
    assert index.found() == names([1, 2, 3, 4, 5, 9])
    changed = file.read_bytes().replace(b"number 3<", b"number three<")
    file.write_bytes(changed)
    report = index.run(file)
    assert (report.added, report.replaced) == (0, 4)  # those behind it moved, too
    assert index.found("three") == ["US3B2"]


def test_a_file_that_disappears_takes_nothing_with_it(index, tmp_path):
    file = weekly(tmp_path / "in" / "a.xml", [1])
    index.run(tmp_path / "in")
    file.unlink()
    index.run(tmp_path / "in")
    assert index.found() == ["US1B2"]


@pytest.mark.parametrize("big", [False, True])
def test_a_file_changed_while_it_was_read_is_read_again(index, tmp_path, monkeypatch, big):
    if big:
        monkeypatch.setattr(tasks_module, "TASK_BYTES", 1000)
    file = weekly(tmp_path / "a.xml", [1])

    def grow(sign):
        if sign.event == "batch" and sign.report.run == 1:
            file.write_bytes(file.read_bytes() + grant(2))

    index.run(file, progress=grow)
    report = index.run(file)
    assert report.files == 1
    assert index.found() == names([1, 2])


def test_a_path_named_twice_is_read_once(index, tmp_path):
    file = weekly(tmp_path / "in" / "a.xml", [1])
    assert index.run(file, tmp_path / "in", file).files == 1


def test_a_file_whose_name_is_no_unicode_text_is_read(index, tmp_path):
    file = weekly(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.xml")), [1])
    assert index.run(file).added == 1
    assert index.run(file).files_unchanged == 1
    assert index.store.get(["US1B2"])["US1B2"].source.file.endswith("/?.xml")


def test_parsers_that_do_not_start_end_the_run_and_set_nothing_aside(index, tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise ImportError('broken installation')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(EngineError, match="does not start"):
        index.run(weekly(tmp_path / "a.xml", [1, 2]))
    assert status(index.engine, index.folder).set_aside == {}
    (tmp_path / "lxml.py").unlink()
    assert index.run(tmp_path / "a.xml").added == 2


def test_archives_are_read_like_files(index, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as inside:
        inside.writestr("x/1.xml", grant(1))
        inside.writestr("x/2.xml", grant(2) + grant(3))
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as outside:
        outside.writestr("inner.zip", inner.getvalue())
        outside.writestr("picture.tif", b"II*")
    (tmp_path / "4.xml.gz").write_bytes(gzip.compress(grant(4)))
    report = index.run(tmp_path / "outer.zip", tmp_path / "4.xml.gz")
    assert (report.files, report.added, report.set_aside) == (2, 4, 0)
    assert index.found() == names([1, 2, 3, 4])
    source = index.store.get(["US3B2"])["US3B2"].source
    assert source.member == "inner.zip!x/2.xml"
    assert source.offset > 0
    assert index.run(tmp_path / "outer.zip", tmp_path / "4.xml.gz").files_unchanged == 2


def test_many_portions_keep_their_order_and_numbers(index, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks_module, "TASK_BYTES", 5000)
    for number in range(12):
        weekly(tmp_path / "in" / f"{number:02}.xml", range(number * 5 + 1, number * 5 + 6))
    report = index.run(tmp_path / "in", workers=2, commit_bytes=20_000)
    assert (report.files, report.records, report.added) == (12, 60, 60)
    assert report.commits > 3
    assert index.found() == names(range(1, 61))
    assert index.run(tmp_path / "in").files_unchanged == 12


def test_a_broken_record_is_set_aside_and_its_neighbours_are_not(index, tmp_path):
    half = grant(3)[:700]
    (tmp_path / "a.xml").write_bytes(grant(1) + half + grant(4) + grant(5))
    report = index.run(tmp_path / "a.xml")
    assert (report.added, report.set_aside, report.records) == (3, 1, 4)
    assert index.found() == names([1, 4, 5])
    assert status(index.engine, index.folder).set_aside == {"XML_TRUNCATED": 1}


def test_rebuild_reads_everything_again_into_a_new_generation(index, tmp_path):
    file = weekly(tmp_path / "a.xml", range(1, 10))
    other = weekly(tmp_path / "b.xml", [20])
    old = index.run(file, other).generation
    content = index.store.content_hash()
    report = index.run(file, rebuild=True)
    assert report.rebuilt
    assert (report.records, report.unchanged, report.replayed) == (9, 9, 1)
    assert report.generation != old
    assert index.found() == names([*range(1, 10), 20])
    assert index.store.content_hash() == content
    again = index.run(file, other)
    assert (again.files_unchanged, again.replayed) == (2, 0)


def test_reindex_needs_no_source_files(index, tmp_path):
    weekly(tmp_path / "in" / "a.xml", range(1, 10))
    old = index.run(tmp_path / "in").generation
    shutil.rmtree(tmp_path / "in")
    report = reindex(index.engine, index.folder)
    assert report.replayed == 9
    assert report.generation != old
    assert index.found() == names(range(1, 10))


def test_a_lost_index_is_filled_from_the_store(index, tmp_path):
    file = weekly(tmp_path / "a.xml", range(1, 10))
    index.run(file)
    index.engine.close()
    shutil.rmtree(index.folder / "index")
    report = index.run(file)
    assert (report.files_unchanged, report.replayed) == (1, 9)
    assert index.found() == names(range(1, 10))
    assert index.run(file).replayed == 0


def test_another_engine_is_filled_from_the_same_store(index, tmp_path):
    file = weekly(tmp_path / "a.xml", range(1, 10))
    index.run(file)
    other = open_engine(f"tantivy:{tmp_path / 'other'}")
    assert run([file], other, index.folder).replayed == 9
    weekly(tmp_path / "b.xml", [20])
    assert run([tmp_path / "b.xml"], other, index.folder).replayed == 0
    assert index.run(file).replayed == 1
    assert index.found() == names([*range(1, 10), 20])
    assert sum(other.status().documents.values()) == 10
    other.close()


def test_an_older_copy_of_the_index_is_brought_up_to_date(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [1]))
    shutil.copytree(index.folder / "index", tmp_path / "backup")
    index.run(weekly(tmp_path / "b.xml", [2]))
    index.engine.close()
    shutil.rmtree(index.folder / "index")
    shutil.copytree(tmp_path / "backup", index.folder / "index")
    assert index.run().replayed == 2
    assert index.found() == names([1, 2])


VERSIONS = {
    "w1.xml": {"day": "20200107", "title": "First device"},
    "w2.xml": {"day": "20200114", "title": "Second device"},
    "w3.xml": {"day": "20200114", "produced": "20200110", "title": "Third device"},
    "w4.xml": {"day": "20200114", "produced": "20200110", "title": "Fourth device"},
}


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(sorted(VERSIONS)), apart=st.booleans())
def test_the_newest_version_wins_whatever_the_order(tmp_path_factory, order, apart):
    tmp_path = tmp_path_factory.mktemp("versions")
    index = Index(tmp_path / "data")
    files = [weekly(tmp_path / name, [7], **VERSIONS[name]) for name in order]
    for group in [[file] for file in files] if apart else [files]:
        index.run(*group)
    assert index.title("US7B2") == "Fourth device"
    assert (index.found("fourth"), index.found()) == (["US7B2"], ["US7B2"])
    index.close()


def test_counts_by_office_kind_and_year(index, tmp_path):
    weekly(tmp_path / "a.xml", [1, 2], day="20200107")
    weekly(tmp_path / "b.xml", [3], day="20210105")
    assert coverage(index.folder) == ()
    index.run(tmp_path / "a.xml", tmp_path / "b.xml")
    assert coverage(index.folder) == (
        CoverageRow("US", "B2", 2020, 2, "2020-01-07", "2020-01-07"),
        CoverageRow("US", "B2", 2021, 1, "2021-01-05", "2021-01-05"),
    )
    now = status(index.engine, index.folder)
    assert (now.documents, now.withdrawn, now.set_aside) == (3, 0, {})
    assert now.engine.documents == {"en": 3}
    assert now.runs[0].report.added == 3
    assert now.writer is None


def test_status_of_an_empty_folder_is_an_answer(index):
    now = status(index.engine, index.folder)
    assert (now.documents, now.runs, now.coverage) == (0, (), ())


def test_a_path_that_does_not_exist_is_refused_before_anything_is_done(index, tmp_path):
    with pytest.raises(ParseError, match="no such file") as error:
        index.run(tmp_path / "none.xml")
    assert error.value.code == "FILE_UNREADABLE"


def test_a_second_indexer_is_told_to_wait(index, tmp_path):
    file = weekly(tmp_path / "a.xml", [1])
    with Lock(index.folder), pytest.raises(EngineError) as error:
        index.run(file)
    assert error.value.code == "INDEX_LOCKED"
    assert index.run(file).added == 1
