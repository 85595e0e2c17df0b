"""Fills a data folder with publications: records in the store, documents in the engine."""

from collections.abc import Iterable
from pathlib import Path

from indexer.database import transaction
from indexer.documents import index_document
from indexer.engine import Engine
from indexer.pipeline.worker import encode
from indexer.pipeline.writer import StoreWriter
from indexer.store import RecordStore
from parsers.model import Publication


def fill(data: Path, engine: Engine, publications: Iterable[Publication], reading: int = 1) -> None:
    """Store and index; a withdrawn one becomes a tombstone."""
    writer = StoreWriter(data)
    try:
        some = list(publications)
        with transaction(writer.connection):
            for place, one in enumerate(some):
                writer.store(encode(one, place), reading)
        store = RecordStore(data)
        held = store.get(one.id for one in some)
        store.close()
        with engine.update() as index:
            index.delete(one.id for one in some if one.withdrawn)
            index.put(index_document(one) for one in held.values())
    finally:
        writer.close()
