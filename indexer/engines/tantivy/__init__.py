"""The embedded engine: tantivy indexes in a folder, one per partition, nothing to start.

Many processes may read while one writes; each sees a commit as soon as it is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from indexer.engine import EngineStatus, Refusal, SearchRequest, SearchResult
from indexer.engines.native import runs
from indexer.engines.tantivy import disk
from indexer.engines.tantivy.failures import translated
from indexer.engines.tantivy.layout import fingerprint
from indexer.engines.tantivy.searching import Searching
from indexer.engines.tantivy.snapshots import Snapshots, usable
from indexer.engines.tantivy.writing import TantivyWriter
from indexer.errors import EngineError
from indexer.query import Query


class TantivyEngine:
    """An `Engine` on the folder `root`, which is made by the first writer."""

    name = "tantivy"

    def __init__(self, root: Path) -> None:
        self.root = root
        self._snapshots = Snapshots(root)
        self._searching = Searching()
        self._refuse: Callable[[Refusal], None] = lambda _refusal: None

    @classmethod
    def from_url(cls, url: str) -> TantivyEngine:
        """`tantivy:FOLDER`, relative to the working directory or absolute."""
        path = unquote(url.partition(":")[2].removeprefix("//"))
        if not path or "\0" in path:
            message = f"{url!r} names no folder. Use tantivy:./data/index."
            raise EngineError("SETTINGS_INVALID", message)
        return cls(Path(path))

    def search(self, request: SearchRequest) -> SearchResult:
        named = request.snapshot
        version = self._snapshots.named(named) if named else self._snapshots.live()
        with translated():
            return self._searching.search(version, request)

    def runs(self, node: Query) -> bool:
        return runs(node, phrases=False)

    @contextmanager
    def rebuild(self) -> Iterator[TantivyWriter]:
        with disk.locked(self.root):
            live = disk.read_pointer(self.root)
            disk.sweep(self.root, live)
            writer = TantivyWriter(self.root, _fresh(), publish=False, refuse=self._refused)
            try:
                yield writer
                writer.finish()
            finally:
                writer.discard()
                disk.sweep(self.root, disk.read_pointer(self.root))

    @contextmanager
    def update(self) -> Iterator[TantivyWriter]:
        with disk.locked(self.root):
            live = disk.read_pointer(self.root)
            disk.sweep(self.root, live)
            base = usable(live) if live else _fresh()
            writer = TantivyWriter(self.root, base, publish=True, refuse=self._refused)
            try:
                yield writer
                writer.finish()
            finally:
                writer.discard()

    def status(self) -> EngineStatus:
        pointer = disk.read_pointer(self.root)
        if pointer is None:
            return EngineStatus(engine=self.name, generation=None, version=0, documents={})
        documents = {name: p.documents for name, p in pointer.partitions.items() if p.documents}
        try:
            size = disk.size_of(self.root, pointer)
        except FileNotFoundError:
            size = None  # a writer has just replaced the snapshots
        return EngineStatus(
            engine=self.name,
            generation=pointer.generation,
            version=pointer.version,
            documents=documents,
            size_bytes=size,
        )

    def on_refusal(self, callback: Callable[[Refusal], None]) -> None:
        self._refuse = callback

    def close(self) -> None:
        self._snapshots.close()

    def _refused(self, refusal: Refusal) -> None:
        self._refuse(refusal)


def _fresh() -> disk.Pointer:
    """A generation that begins now, empty."""
    return disk.Pointer(disk.generation_name(fingerprint()), 0, 0, {})
