"""Held versions: what searches read. A version, once opened, stays as it was until it is let go."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Lock

import tantivy

from indexer.engines.tantivy import disk
from indexer.engines.tantivy.failures import translated
from indexer.engines.tantivy.layout import fingerprint
from indexer.errors import EngineError

HELD = 16
"""Versions held at once, each a few threads and file handles; the least recently used goes."""

HELD_SECONDS = 600.0
"""How long an unused version that is no longer live is held."""

_OPEN_TRIES = 5


class Version:
    """One version, open for reading; `name` is what cursors call it."""

    def __init__(self, pointer: disk.Pointer, searchers: dict[str, tantivy.Searcher]) -> None:
        self.pointer = pointer
        self.name = f"{pointer.generation}/{pointer.serial}"
        self.searchers = searchers
        self.used = time.monotonic()


class Snapshots:
    """The versions of one folder that this process has open. Thread-safe."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._live: Version | None = None
        self._held: dict[str, Version] = {}

    def live(self) -> Version:
        """The version that is live now. EngineError INDEX_MISSING or INDEX_OUTDATED."""
        with self._lock:
            state = self._state()
            if self._live is None or state != self._seen:
                self._live = self._open_live()
                self._seen = state
            self._hold(self._live)
            return self._live

    def named(self, name: str) -> Version:
        """A version seen before. EngineError SNAPSHOT_GONE when it was let go."""
        with self._lock:
            version = self._held.get(name)
            if version is None:
                message = "The result this page belongs to is no longer held. Search again."
                raise EngineError("SNAPSHOT_GONE", message)
            self._hold(version)
            return version

    def close(self) -> None:
        with self._lock:
            self._held.clear()
            self._live = self._seen = None

    def _state(self) -> tuple[int, int] | None:
        try:
            found = (self._root / disk.POINTER).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_ino, found.st_mtime_ns

    def _open_live(self) -> Version:
        for attempt in range(_OPEN_TRIES):
            pointer = usable(disk.read_pointer(self._root))
            try:
                return self._open(pointer)
            except EngineError:
                if attempt == _OPEN_TRIES - 1:
                    raise  # a writer may have replaced the snapshots meanwhile: read again
        raise AssertionError

    def _open(self, pointer: disk.Pointer) -> Version:
        old = self._live
        same = old is not None and old.pointer.generation == pointer.generation
        searchers: dict[str, tantivy.Searcher] = {}
        for partition, published in pointer.partitions.items():
            if old and same and old.pointer.partitions.get(partition) == published:
                searchers[partition] = old.searchers[partition]
            else:
                folder = self._root / pointer.generation / published.snapshot
                searchers[partition] = open_searcher(folder)
        return Version(pointer, searchers)

    def _hold(self, version: Version) -> None:
        version.used = now = time.monotonic()
        self._held.pop(version.name, None)
        self._held[version.name] = version  # the most recently used is last
        for name, held in list(self._held.items()):
            old = now - held.used > HELD_SECONDS
            if held is not self._live and (old or len(self._held) > HELD):
                del self._held[name]


def usable(pointer: disk.Pointer | None) -> disk.Pointer:
    """The version itself. EngineError INDEX_MISSING or INDEX_OUTDATED."""
    if pointer is None:
        message = "Nothing has been indexed yet. Run `gongkai index` first."
        raise EngineError("INDEX_MISSING", message)
    generation = disk.parse_generation(pointer.generation)
    if generation is None or generation.fingerprint != fingerprint():
        message = f"The index {pointer.generation} was built for other fields or analysis."
        raise EngineError("INDEX_OUTDATED", f"{message} Rebuild it.")
    return pointer


def open_searcher(folder: Path) -> tantivy.Searcher:
    """A searcher over an index on disk as it is now."""
    with translated():
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        return index.searcher()
