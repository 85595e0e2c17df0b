"""Snapshots: points in time on the server, shared by all searches of one version."""

from __future__ import annotations

import time
from threading import Lock

from elasticsearch import ApiError, Elasticsearch
from elasticsearch.exceptions import TransportError
from msgspec import Struct

from indexer.engines.elasticsearch.address import Address
from indexer.engines.elasticsearch.connection import translated
from indexer.engines.elasticsearch.generations import Generations, Live
from indexer.errors import EngineError
from indexer.fields import LANGUAGE_PARTITIONS

KEEP_ALIVE = "10m"
"""How long the server holds a snapshot after its last use."""

FRESH_SECONDS = 0.2
"""How old the knowledge of the live version may be: commits of other processes show this late."""

_FORM = "{partitions}~{pit}"


class Snapshot(Struct, frozen=True):
    """A point in time and the partitions that have documents in it; `name` is what cursors hold."""

    pit: str
    partitions: tuple[str, ...]

    @property
    def name(self) -> str:
        return _FORM.format(partitions=".".join(self.partitions), pit=self.pit)


def parse_snapshot(name: str) -> Snapshot:
    """The inverse of `Snapshot.name`. EngineError SNAPSHOT_GONE for anything else."""
    listed, mark, pit = name.partition("~")
    partitions = tuple(listed.split(".")) if listed else ()
    if not mark or not pit or not set(partitions) <= set(LANGUAGE_PARTITIONS):
        raise gone()
    return Snapshot(pit, partitions)


def gone() -> EngineError:
    message = "The result this page belongs to is no longer held. Search again."
    return EngineError("SNAPSHOT_GONE", message)


class Snapshots:
    """Opens one point in time per version and hands it to every search that begins meanwhile."""

    def __init__(self, client: Elasticsearch, address: Address, generations: Generations) -> None:
        self._client = client
        self._address = address
        self._generations = generations
        self._lock = Lock()
        self._current: Snapshot | None = None
        self._live: Live | None = None
        self._checked = 0.0
        self._opened: list[str] = []

    def current(self) -> Snapshot:
        """The live version. EngineError INDEX_MISSING or INDEX_OUTDATED.

        One thread looks whether there is a newer one; the others go on with what there is.
        """
        known = self._current
        if known is not None and time.monotonic() - self._checked <= FRESH_SECONDS:
            return known
        if not self._lock.acquire(blocking=known is None):
            return known or self.current()
        try:
            now = time.monotonic()
            if self._current is None or now - self._checked > FRESH_SECONDS:
                live = self._generations.usable()
                if self._current is None or live != self._live:
                    self._current = self._open(live)
                self._live, self._checked = live, now
            return self._current
        finally:
            self._lock.release()

    def forget(self, snapshot: Snapshot | None = None) -> None:
        """Open a new one for the next search: after a commit, or when `snapshot` was lost."""
        with self._lock:
            if snapshot is None or snapshot == self._current:
                self._current = None

    def close(self) -> None:
        """Let the server free what is held."""
        with self._lock:
            self._current = None
            for pit in self._opened:
                try:
                    self._client.options(ignore_status=404).close_point_in_time(id=pit)
                except (ApiError, TransportError):
                    break  # the server is gone, and its snapshots with it
            self._opened.clear()

    def _open(self, live: Live) -> Snapshot:
        with translated(self._address):
            pit = self._client.open_point_in_time(
                index=live.generation.name, keep_alive=KEEP_ALIVE
            )["id"]
            self._opened.append(pit)
            answer = self._client.search(
                pit={"id": pit, "keep_alive": KEEP_ALIVE},
                size=0,
                aggs={"partitions": {"terms": {"field": "partition", "size": 50}}},
            )
        buckets = answer["aggregations"]["partitions"]["buckets"]
        return Snapshot(pit, tuple(sorted(bucket["key"] for bucket in buckets)))
