"""kill -9 at any point: nothing lost, nothing doubled, never a mix; the same end as undisturbed."""

import os
import random
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from exchange import events, exchange
from filled import Index, names
from grants import grant, weekly

from indexer.engine import SearchRequest
from indexer.errors import EngineError
from indexer.lock import owner
from indexer.pipeline import run
from indexer.query import Keyword
from parsers.model import LegalEvent

DRIVER = Path(__file__).with_name("drive.py")
KILLS = 20
WORDS = ("device", "old", "new", "corrected", "appareil")
OLD, NEW = range(1, 41), range(1, 101)


class Place:
    """A data folder and an engine of its own, driven by processes that are killed."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.index = Index(folder, url)

    def start(self, paths, *, rebuild=False, die=None):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        if die:
            environment["GONGKAI_TEST_DIE"] = die
        mode = "rebuild" if rebuild else "update"
        process = subprocess.Popen(
            [sys.executable, DRIVER, self.folder, self.url, mode, *paths],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert process.stdout.readline() == "begin\n"
        return process

    def drive(self, paths, seconds=None, **kwargs):
        """One run, killed after so many seconds; whether it came to its end."""
        process = self.start(paths, **kwargs)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.communicate()[0] == "done\n"

    def state(self):
        """Content of the store and the documents of the engine, by title."""
        found = {word: self.index.found(word) for word in WORDS}
        events = SearchRequest(query=Keyword("has", ("events",)), size=200, sort="pn")
        found["events"] = sorted(hit.id for hit in self.index.engine.search(events).hits)
        return self.index.store.content_hash(), found

    def check(self):
        """What is found can be shown, at any time."""
        found = self.index.found()
        assert len(set(found)) == len(found)
        assert list(self.index.store.get(found)) == found


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def places(request, tmp_path):
    """Makes places of one engine, and cleans up behind them."""
    made = []

    def make(name):
        folder = tmp_path / name
        url = f"tantivy:{folder / 'index'}"
        if request.param == "elasticsearch":
            server = request.getfixturevalue("elasticsearch_url").partition("://")[2]
            url = f"elasticsearch://{server}/crash-{uuid.uuid4().hex}"
        made.append(Place(folder, url))
        return made[-1]

    yield make
    for place in made:
        if request.param == "elasticsearch":
            drop_indices(request.getfixturevalue("elasticsearch_url"), place.url)
        place.index.close()


def drop_indices(server, url):
    import elasticsearch

    with elasticsearch.Elasticsearch(server) as client:
        name = url.rpartition("/")[2]
        for index in client.indices.get(index=f"{name}*", expand_wildcards="all"):
            client.indices.delete(index=index)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A first week, and three more: later ones replace documents, one record is broken.

    A second source knows some of the publications, old ones and new ones, and events are told
    about some.
    """
    folder = tmp_path_factory.mktemp("inputs")
    old, new = weekly(folder / "w0.xml", OLD, title="Old device"), folder / "new"
    weekly(new / "w1.xml", NEW[:60], title="New device", produced="20200201")
    weekly(new / "w2.xml", NEW[50:], title="New device", produced="20200202")
    broken = grant(999)[:600]
    corrections = [grant(n, title="Corrected device", produced="20200301") for n in (3, 55, 99)]
    (new / "w3.xml").write_bytes(corrections[0] + broken + b"".join(corrections[1:]))
    exchange(new / "x1.xml", [2, 3, 55, *range(70, 75)])
    lapse = LegalEvent(office="US", code="LAPS", date="2024-02-07", title="Lapse")
    events(new / "n1.xml", [1, 4, 60], lapse)
    known = exchange(folder / "x0.xml", [2, 3, 40], text="Older summary.", produced="20210101")
    return [old, known], [new]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, inputs):
    """The state every run must end in, whatever happened to it; and how long a run takes."""
    old, new = inputs
    folder = tmp_path_factory.mktemp("undisturbed")
    place = Place(folder, f"tantivy:{folder / 'index'}")
    run(old, place.index.engine, folder)
    process = place.start(new)
    begun = time.monotonic()
    assert process.communicate()[0] == "done\n"
    seconds = time.monotonic() - begun
    hash_, found = place.state()
    place.index.close()
    assert found["device"] == names(NEW)
    assert found["corrected"] == names([3, 55, 99])
    assert found["old"] == []
    assert len(found["new"]) == len(NEW) - 3
    assert found["events"] == names([1, 4, 60])
    assert found["appareil"] == names([2, 3, 40, 55, *range(70, 75)])
    return (hash_, found), seconds


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rebuild", [False, True], ids=["update", "rebuild"])
def test_killed_at_random_points(places, inputs, undisturbed, rebuild, seed):
    """Five kills each, twenty in all."""
    old, new = inputs
    expected, seconds = undisturbed
    chance = random.Random(f"{rebuild}{seed}")
    kills = KILLS // 4
    while kills > 0:
        place = places(uuid.uuid4().hex)
        run(old, place.index.engine, place.folder)
        while kills > 0 and not place.drive(new, chance.uniform(0, seconds), rebuild=rebuild):
            kills -= 1
            place.check()
            if rebuild:
                never_a_mix(place)
        assert place.drive(new, rebuild=rebuild)
        assert place.state() == expected
    place.index.run(*new)
    assert place.index.run(*new).files_unchanged == 5


def never_a_mix(place):
    found = {word: place.index.found(word) for word in ("old", "new")}
    assert found["old"] == names(OLD) or found["old"] == []
    assert bool(found["old"]) != bool(found["new"])


STEPS = [
    "indexer.pipeline.writer:StoreWriter.keep_originals:after:3",
    "indexer.pipeline.feed:Feed.apply:before:2",
    "indexer.pipeline.feed:Feed.apply:after:4",
    "indexer.pipeline.writer:StoreWriter.flush:before:1",
    "indexer.pipeline.writer:StoreWriter.flush:after:2",
    "indexer.pipeline.writer:StoreWriter.set_applied:before:1",
    "indexer.pipeline.writer:StoreWriter.set_applied:after:1",
    "indexer.manifest:Manifest.finish:after:2",
    "indexer.pipeline.writer:StoreWriter.replace:before:1",
    "indexer.pipeline.writer:StoreWriter.replace:after:4",
    "indexer.pipeline.run:Run.settle:after:1",
    "indexer.manifest:Manifest.end_run:before:1",
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.partition(".")[2].split(".", 2)[-1])
@pytest.mark.parametrize("rebuild", [False, True], ids=["update", "rebuild"])
def test_killed_between_any_two_steps(places, inputs, undisturbed, rebuild, step):
    old, new = inputs
    place = places("step")
    run(old, place.index.engine, place.folder)
    assert not place.drive(new, rebuild=rebuild, die=step)
    place.check()
    assert place.drive(new, rebuild=rebuild)
    assert place.state() == undisturbed[0]


def test_two_indexers_at_once(places, inputs):
    """The second one is told; the first is not disturbed."""
    old, new = inputs
    place = places("both")
    first = place.start([*old, *new])
    while first.poll() is None and owner(place.folder) is None:
        time.sleep(0.01)
    with pytest.raises(EngineError) as error:
        run(old, place.index.engine, place.folder)
    assert error.value.code == "INDEX_LOCKED"
    assert first.communicate()[0] == "done\n"
    assert place.state()[1]["device"] == names(NEW)
