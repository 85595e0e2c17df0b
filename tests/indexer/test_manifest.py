import os

import pytest

from indexer import manifest as module
from indexer.database import open_for_writing
from indexer.manifest import Manifest, code_fingerprint, file_sha256
from indexer.report import RunReport


@pytest.fixture
def manifest(tmp_path):
    connection = open_for_writing(tmp_path / "data")
    manifest = Manifest(connection)
    manifest.start_run()
    yield manifest
    connection.close()


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.xml"
    file.write_bytes(b"<a/>")
    return file


def read_all(manifest, file):
    entry = manifest.begin(file, file.stat())
    entry.done = 7
    manifest.progress(entry)
    manifest.finish(entry, file_sha256(file))
    return entry


def test_a_file_read_to_its_end_is_not_read_again(manifest, file):
    assert read_all(manifest, file).number == 1
    assert manifest.begin(file, file.stat()) is None
    assert manifest.begin(file, file.stat(), again=True).number == 2


def test_touching_a_file_changes_nothing(manifest, file):
    read_all(manifest, file)
    os.utime(file, ns=(1, 1))
    assert manifest.begin(file, file.stat()) is None
    os.utime(file, ns=(2, 2))
    file.write_bytes(b"<b/>")
    entry = manifest.begin(file, file.stat())
    assert (entry.number, entry.done) == (2, 0)


def test_an_interrupted_reading_goes_on_where_it_was(manifest, file):
    entry = manifest.begin(file, file.stat())
    entry.done = 5
    manifest.progress(entry)
    again = manifest.begin(file, file.stat())
    assert (again.number, again.done) == (1, 5)
    os.utime(file, ns=(5, 5))
    fresh = manifest.begin(file, file.stat())
    assert (fresh.number, fresh.done) == (2, 0)


def test_another_parser_reads_every_file_again(manifest, file, monkeypatch):
    read_all(manifest, file)
    monkeypatch.setattr(module, "parser_fingerprint", lambda: "another")
    assert manifest.begin(file, file.stat()).number == 2


def test_forgotten_files_are_read_again(manifest, file):
    read_all(manifest, file)
    manifest.forget(str(file))
    assert manifest.begin(file, file.stat()).number == 2


def test_runs_are_kept_with_their_figures(manifest):
    manifest.end_run(RunReport(run=1, added=3))
    manifest.start_run()
    last, first = manifest.runs()
    assert (last.number, last.ended, last.report) == (2, None, None)
    assert first.report.added == 3
    assert first.ended >= first.started


def test_the_fingerprint_follows_the_code(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = code_fingerprint(tmp_path)
    (tmp_path / "notes.txt").write_text("1")
    assert code_fingerprint(tmp_path) == before
    (tmp_path / "a.py").write_text("2")
    assert code_fingerprint(tmp_path) != before
