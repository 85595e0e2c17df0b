"""The store and its engine: outdated, failing, and changed under the run."""

import pytest
from filled import Index, names
from grants import weekly

from indexer.engines.tantivy.writing import TantivyWriter
from indexer.errors import EngineError
from indexer.pipeline import feed as feed_module
from indexer.pipeline import reindex
from indexer.pipeline import tasks as tasks_module


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


def outdate(monkeypatch):
    for module in ("indexer.engines.tantivy", "indexer.engines.tantivy.snapshots"):
        monkeypatch.setattr(f"{module}.fingerprint", lambda: "0123456789")


def test_an_index_of_another_analysis_is_not_filled_but_rebuilt(index, tmp_path, monkeypatch):
    file = weekly(tmp_path / "a.xml", [1, 2])
    index.run(file)
    outdate(monkeypatch)
    with pytest.raises(EngineError) as error:
        index.run(weekly(tmp_path / "b.xml", [3]))
    assert error.value.code == "INDEX_OUTDATED"
    report = reindex(index.engine, index.folder)
    assert report.replayed == 3
    assert index.found() == names([1, 2, 3])
    assert index.run(file, tmp_path / "b.xml").files_unchanged == 2


def test_other_columns_fill_the_same_index_again(index, tmp_path, monkeypatch):
    file = weekly(tmp_path / "a.xml", range(1, 5))
    index.run(file)
    monkeypatch.setattr(feed_module, "fingerprint", lambda: "other columns")
    assert index.run(file).replayed == 4
    assert index.run(file).replayed == 0
    assert index.found() == names(range(1, 5))


def test_a_replay_broken_off_goes_on_where_it_was(index, tmp_path, monkeypatch):
    file = weekly(tmp_path / "a.xml", range(1, 6))
    index.run(file)
    monkeypatch.setattr(feed_module, "fingerprint", lambda: "other columns")
    monkeypatch.setattr(feed_module, "_REPLAY", 2)
    real, calls = TantivyWriter.put, []

    def put(self, documents):
        calls.append(1)
        if len(calls) == 2:
            raise EngineError("ENGINE_FAILED", "broken off")
        real(self, documents)

    with monkeypatch.context() as broken:
        broken.setattr(TantivyWriter, "put", put)
        with pytest.raises(EngineError):
            index.run(file, commit_bytes=1)
    assert index.run(file).replayed == 3
    assert index.run(file).replayed == 0


@pytest.mark.parametrize("failing", ["put", "commit", "finish"])
@pytest.mark.parametrize("rebuild", [False, True], ids=["update", "rebuild"])
def test_an_engine_that_fails_in_the_middle_loses_nothing(
    index, tmp_path, monkeypatch, failing, rebuild
):
    index.run(weekly(tmp_path / "a.xml", [1]))
    monkeypatch.setattr(tasks_module, "TASK_BYTES", 5000)
    calls = []
    real = getattr(TantivyWriter, failing)

    def fail(self, *args):
        calls.append(failing)
        if len(calls) == (1 if failing == "finish" else 2):
            raise EngineError("ENGINE_UNREACHABLE", "gone", retry=True)
        return real(self, *args)

    monkeypatch.setattr(TantivyWriter, failing, fail)
    file = weekly(tmp_path / "b.xml", range(1, 31), produced="20210101")
    with pytest.raises(EngineError, match="gone"):
        index.run(file, rebuild=rebuild, commit_bytes=10_000)
    assert "US1B2" in index.found()
    assert set(index.store.get(index.found())) == set(index.found())
    if rebuild:
        assert index.found() == ["US1B2"]
    monkeypatch.setattr(TantivyWriter, failing, real)
    report = index.run(file)
    assert index.found() == names(range(1, 31))
    assert report.documents == 30
    assert index.run(file).files_unchanged == 1


def test_workers_end_with_a_run_that_fails(index, tmp_path, monkeypatch):
    import psutil

    before = {child.pid for child in psutil.Process().children()}
    monkeypatch.setattr(tasks_module, "TASK_BYTES", 5000)

    def stop(sign):
        if sign.event == "batch":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.run(weekly(tmp_path / "a.xml", range(1, 60)), workers=2, progress=stop)
    assert {child.pid for child in psutil.Process().children()} <= before
    index.run(tmp_path / "a.xml")
    assert index.found() == names(range(1, 60))
