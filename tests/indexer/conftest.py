"""Engines under test: every test that asks for one runs on each of `ENGINES`.

Adding an engine is one line there: a context manager that makes an empty one.
"""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from msgspec import structs
from oracle import Oracle

from indexer.documents import index_document
from indexer.engine import Engine
from indexer.engines import open_engine
from parsers.specimens import planted, publications

SPECIMENS, SEGMENTS = 110, 12
"""Publications, and paragraphs kept of each description: brute force takes its time."""


@contextmanager
def tantivy_engine(_request: pytest.FixtureRequest) -> Iterator[Engine]:
    folder = Path(tempfile.mkdtemp(prefix="gongkai-tantivy-"))
    engine = open_engine(f"tantivy:{folder}/index")
    try:
        yield engine
    finally:
        engine.close()
        shutil.rmtree(folder)


def elasticsearch_engine(
    shards: int,
) -> Callable[[pytest.FixtureRequest], AbstractContextManager[Engine]]:
    @contextmanager
    def make(request: pytest.FixtureRequest) -> Iterator[Engine]:
        server = request.getfixturevalue("elasticsearch_url")
        alias = f"test-{uuid.uuid4().hex[:12]}"
        host = server.partition("://")[2]
        engine = open_engine(f"elasticsearch://{host}/{alias}?shards={shards}")
        try:
            yield engine
        finally:
            engine.close()
            with urlopen(f"{server}/_cat/indices/{alias}*?h=index&expand_wildcards=all") as found:
                names = found.read().decode().split()
            for name in names:
                with urlopen(Request(f"{server}/{name}", method="DELETE")):
                    pass

    return make


ENGINES = {
    "tantivy": tantivy_engine,
    "elasticsearch-1": elasticsearch_engine(1),
    "elasticsearch-3": elasticsearch_engine(3),
}
PARAMETERS = [
    pytest.param(name, marks=pytest.mark.elasticsearch if "elastic" in name else ())
    for name in ENGINES
]


@pytest.fixture(params=PARAMETERS)
def engine(request):
    """An empty engine of each kind."""
    with ENGINES[request.param](request) as made:
        yield made


@pytest.fixture(scope="session")
def oracle():
    return Oracle(
        structs.replace(publication, description=publication.description[:SEGMENTS])
        for publication in chain(publications(SPECIMENS), planted())
    )


def _fill(engine: Engine, oracle: Oracle) -> None:
    with engine.rebuild() as writer:
        writer.put(index_document(entry.publication) for entry in oracle.entries.values())


@pytest.fixture(scope="session", params=PARAMETERS)
def library(request, oracle):
    """An engine of each kind that holds the oracle's publications. Only to be read."""
    with ENGINES[request.param](request) as made:
        _fill(made, oracle)
        yield made


@pytest.fixture(scope="session")
def reference(request, oracle):
    """The embedded engine with the same publications, for the others to be compared with."""
    with tantivy_engine(request) as made:
        _fill(made, oracle)
        yield made
