"""The production engine: an Elasticsearch 9 server, reached by URL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from elasticsearch import NotFoundError

from indexer.engine import EngineStatus, Refusal, SearchRequest, SearchResult
from indexer.engines.elasticsearch.address import Address, parse_address
from indexer.engines.elasticsearch.bulk import Sender
from indexer.engines.elasticsearch.connection import connect, translated
from indexer.engines.elasticsearch.generations import Generations, deleted_on_error
from indexer.engines.elasticsearch.lock import WriterLock
from indexer.engines.elasticsearch.searching import search
from indexer.engines.elasticsearch.snapshots import Snapshots, parse_snapshot
from indexer.engines.elasticsearch.writer import BulkWriter
from indexer.engines.native import runs
from indexer.errors import EngineError
from indexer.query import Query

_SEARCH_SECONDS, _SEARCH_CONNECTIONS = 30.0, 64
_WRITE_SECONDS = 30.0


class ElasticsearchEngine:
    """An `Engine` over one alias. Searches are thread-safe; one writer at a time."""

    name = "elasticsearch"

    def __init__(self, address: Address) -> None:
        self._address = address
        self._client = connect(
            address, retries=1, timeout=_SEARCH_SECONDS, connections=_SEARCH_CONNECTIONS
        )
        self._patient = connect(address, timeout=_WRITE_SECONDS, patient=True)
        self._bulk = connect(address, timeout=_WRITE_SECONDS)
        self._generations = Generations(self._client, address)
        self._builder = Generations(self._patient, address)
        self._snapshots = Snapshots(self._client, address, self._generations)
        self._refusal: Callable[[Refusal], None] = _ignore

    @classmethod
    def from_url(cls, url: str) -> Self:
        """EngineError SETTINGS_INVALID when the URL is none of ours. Nothing is asked yet."""
        return cls(parse_address(url))

    def search(self, request: SearchRequest) -> SearchResult:
        """As the contract says; SNAPSHOT_GONE only for a snapshot that was asked for by name."""
        if request.snapshot is not None:
            snapshot = parse_snapshot(request.snapshot)
            return search(self._client, self._address, request, snapshot)
        snapshot = self._snapshots.current()
        try:
            return search(self._client, self._address, request, snapshot)
        except EngineError as error:
            if error.code != "SNAPSHOT_GONE":
                raise
        self._snapshots.forget(snapshot)
        return search(self._client, self._address, request, self._snapshots.current())

    def runs(self, node: Query) -> bool:
        return runs(node, phrases=True)

    @contextmanager
    def rebuild(self) -> Iterator[BulkWriter]:
        """A new generation. The one it replaces stays until the next run, for open cursors."""
        with WriterLock(self._patient, self._address) as lock:
            self._builder.sweep()
            name = self._builder.create()
            with deleted_on_error(self._builder, name):
                with self._writer(name, lock.check) as writer:
                    yield writer
                    writer.commit()
                self._builder.commit(name, 1)
                lock.check()
                self._builder.publish(name)
        self._snapshots.forget()

    @contextmanager
    def update(self) -> Iterator[BulkWriter]:
        """Changes to the live generation. A failure keeps what the server has taken already.

        That shows at the next commit: writing is idempotent, so the next run makes it whole.
        """
        with WriterLock(self._patient, self._address) as lock:
            self._builder.sweep()
            name, version = self._live_or_new()

            def commit() -> None:
                nonlocal version
                lock.check()
                version += 1
                self._builder.commit(name, version)
                self._snapshots.forget()

            with self._writer(name, commit) as writer:
                yield writer
                writer.commit()

    def status(self) -> EngineStatus:
        live = self._generations.live()
        if live is None:
            return EngineStatus(engine=self.name, generation=None, version=0, documents={})
        name = live.generation.name
        with translated(self._address):
            try:
                counts = self._client.search(
                    index=name,
                    size=0,
                    aggs={"partitions": {"terms": {"field": "partition", "size": 50}}},
                )["aggregations"]["partitions"]["buckets"]
                stats = self._client.indices.stats(index=name, metric="store")
            except NotFoundError:
                return EngineStatus(engine=self.name, generation=None, version=0, documents={})
        return EngineStatus(
            engine=self.name,
            generation=name,
            version=live.version,
            documents={bucket["key"]: bucket["doc_count"] for bucket in counts},
            size_bytes=stats["_all"]["primaries"]["store"]["size_in_bytes"],
        )

    def on_refusal(self, callback: Callable[[Refusal], None]) -> None:
        self._refusal = callback

    def close(self) -> None:
        """Free the snapshots and close all connections."""
        self._snapshots.close()
        for client in (self._client, self._patient, self._bulk):
            client.close()

    def _live_or_new(self) -> tuple[str, int]:
        if self._builder.live() is None:
            name = self._builder.create()
            self._builder.publish(name)
        live = self._builder.usable()
        return live.generation.name, live.version

    @contextmanager
    def _writer(self, index: str, committed: Callable[[], None]) -> Iterator[BulkWriter]:
        sender = Sender(self._bulk, self._address, index)
        writer = BulkWriter(sender, committed, self._refusal)
        try:
            yield writer
        finally:
            writer.close()


def _ignore(_refusal: Refusal) -> None:
    pass
