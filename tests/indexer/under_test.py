"""Engines under test: every test that asks for one runs on each of `ENGINES`.

Adding an engine is one line there: a context manager that makes an empty one.
"""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from indexer.engine import Engine
from indexer.engines import open_engine


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
