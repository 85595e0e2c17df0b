"""Fixtures of the engines under test, and of the publications they are judged with."""

from itertools import chain

import pytest
from msgspec import structs
from oracle import Oracle
from under_test import ENGINES, PARAMETERS, tantivy_engine

from indexer.documents import index_document
from indexer.engine import Engine
from parsers.specimens import planted, publications

SPECIMENS, SEGMENTS = 110, 12
"""Publications, and paragraphs kept of each description: brute force takes its time."""


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
