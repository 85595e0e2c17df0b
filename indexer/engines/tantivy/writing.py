"""Filling a generation: one index per partition, committed by each, published together."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import tantivy
from msgspec import structs

from indexer.engine import IndexDocument, Refusal
from indexer.engines.tantivy import disk
from indexer.engines.tantivy.failures import disk_full, translated
from indexer.engines.tantivy.layout import (
    fault,
    register_analyzers,
    schema,
    stored_form,
    text_size,
)
from indexer.engines.tantivy.snapshots import open_searcher
from indexer.errors import EngineError

FLUSH_BYTES = 96_000_000
"""Text put before it is written out. tantivy's queue holds 10,000 documents whatever their size,
so the memory of a writer is bounded here and not by its heap. Above what the pipeline puts between
two commits, lest each of them leaves two segments a thread."""

HEAP_BYTES = 256_000_000
_ROOM = 16_000_000
"""With fewer bytes left than this, a failure is one of the disk."""

THREADS = max(1, min(4, os.cpu_count() or 1))
_BATCH = 64
_NO_DELETIONS = 2


class _Partition:
    """The index of one partition while it is written."""

    def __init__(self, partition: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._index = tantivy.Index(schema(partition), path=str(folder), reuse=True)
        register_analyzers(self._index)
        self._index.config_reader("manual")
        self.writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)
        # A writer counts its operations from that of the last commit on, and a merge forgets a
        # deletion with the number of a commit: the first ones are of nothing.
        for _ in range(_NO_DELETIONS):
            self.writer.delete_documents_by_term("id", "")
        self.dirty = False

    def commit(self) -> tantivy.Searcher:
        self.writer.commit()
        self.dirty = False
        self._index.reload()
        return self._index.searcher()

    def segments(self) -> bytes:
        """What the last commit or merge left, to see whether it changed."""
        return (self.folder / "meta.json").read_bytes()

    def finish_merges(self) -> tantivy.Searcher:
        """Wait for merges; the writer cannot be used any more."""
        self.writer.wait_merging_threads()
        self._index.reload()
        return self._index.searcher()


class TantivyWriter:
    """A `Writer` on one generation, for the holder of the lock.

    `base` is the version it begins from; with `publish` each commit goes live, else only
    `finish` does. Writing happens in a folder of its own, so that whatever was not published is
    gone with it.
    """

    def __init__(
        self,
        root: Path,
        base: disk.Pointer,
        *,
        publish: bool,
        refuse: Callable[[Refusal], None],
    ) -> None:
        self._root = root
        self._base = base
        self._publishes = publish
        self._refuse = refuse
        self._home = root / base.generation
        self._work = self._home / disk.WORK
        self._parts: dict[str, _Partition] = {}
        self._changed: set[str] = set()
        self._pending: dict[str, tuple[str, int] | None] = {}
        self._size = 0
        self._committed: dict[str, tantivy.Searcher] = {
            partition: open_searcher(self._home / published.snapshot)
            for partition, published in base.partitions.items()
        }

    def put(self, documents: Iterable[IndexDocument]) -> None:
        source = iter(documents)
        while batch := list(islice(source, _BATCH)):
            with self._guarded():
                self._put_batch(batch)

    def delete(self, ids: Iterable[str]) -> None:
        source = iter(ids)
        while batch := list(islice(source, 1000)):
            with self._guarded():
                for identity, place in self._held(batch).items():
                    self._remove(identity, place[0])
                    self._pending[identity] = None

    def commit(self) -> None:
        """Raises EngineError; what is not committed then is lost, what is stays as it was."""
        with self._guarded():
            self._flush()
            self._base = structs.replace(self._base, version=self._base.version + 1)
            if self._publishes:
                self._publish()

    def finish(self) -> None:
        """Commit what is left, let merges come to their end and publish.

        What is committed is visible before the merges, what they made when they have ended.
        """
        with self._guarded():
            if self._is_dirty() or not self._base.version:
                self.commit()
            for name, part in self._parts.items():
                before = part.segments()
                self._committed[name] = part.finish_merges()
                if part.segments() != before:
                    self._changed.add(name)
            if self._changed or not self._publishes:
                self._publish()

    def _is_dirty(self) -> bool:
        return any(part.dirty for part in self._parts.values())

    def discard(self) -> None:
        """Let go of everything that was not published."""
        self._parts.clear()
        self._committed.clear()
        shutil.rmtree(self._work, ignore_errors=True)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """As `translated`; a writer's thread that died of a full disk does not say so itself."""
        try:
            with translated():
                yield
        except EngineError as error:
            full = shutil.disk_usage(self._root).free < _ROOM
            if error.code != "ENGINE_FAILED" or not full:
                raise
            raise disk_full() from error

    def _put_batch(self, batch: list[IndexDocument]) -> None:
        held = self._held([document.id for document in batch])
        for document in batch:
            place = self._pending.get(document.id) or held.get(document.id)
            if place and document.order < place[1]:
                continue
            form = self._form(document)
            if form is None:
                continue
            if place:
                self._remove(document.id, place[0])
            part = self._part(document.partition)
            part.writer.add_document(form)
            part.dirty = True
            held[document.id] = self._pending[document.id] = (document.partition, document.order)
            self._size += text_size(document)
        if self._size > FLUSH_BYTES:
            self._flush()

    def _form(self, document: IndexDocument) -> tantivy.Document | None:
        try:
            reason = fault(document)
            if reason is None:
                return stored_form(document)
        except (ValueError, TypeError, OverflowError) as error:
            reason = str(error)  # a lone surrogate, a number too large
        self._refuse(Refusal(document.id, reason))
        return None

    def _held(self, ids: list[str]) -> dict[str, tuple[str, int]]:
        """Where the index, with all that was put since, has these documents, and their order."""
        found: dict[str, tuple[str, int]] = {}
        for partition, searcher in self._committed.items():
            query = tantivy.Query.term_set_query(schema(partition), "id", ids)
            hits = searcher.search(query, limit=len(ids), count=False).hits
            addresses = [address for _, address in hits]
            orders = searcher.fast_field_values("order", addresses) if addresses else []
            for address, order in zip(addresses, orders, strict=True):
                found[str(searcher.doc(address).get_first("id"))] = (partition, int(order or 0))
        for identity in ids:
            if identity in self._pending:
                place = self._pending[identity]
                found.pop(identity, None)
                if place:
                    found[identity] = place
        return found

    def _remove(self, identity: str, partition: str) -> None:
        part = self._part(partition)
        part.writer.delete_documents_by_term("id", identity)
        part.dirty = True

    def _part(self, partition: str) -> _Partition:
        part = self._parts.get(partition)
        if part is None:
            folder = self._work / partition
            published = self._base.partitions.get(partition)
            if published:
                disk.link_index(self._home / published.snapshot, folder)
            part = self._parts[partition] = _Partition(partition, folder)
        return part

    def _flush(self) -> None:
        """Write out what was put; nobody sees it yet."""
        for name, part in self._parts.items():
            if part.dirty:
                self._committed[name] = part.commit()
                self._changed.add(name)
        self._pending.clear()
        self._size = 0

    def _publish(self) -> None:
        serial = self._base.serial + 1
        partitions = dict(self._base.partitions)
        for name in sorted(self._changed):
            snapshot = f"{name}/{serial:08d}-{os.urandom(2).hex()}"
            disk.link_index(self._parts[name].folder, self._home / snapshot)
            partitions[name] = disk.Published(snapshot, self._committed[name].num_docs)
        self._base = structs.replace(self._base, serial=serial, partitions=partitions)
        disk.write_pointer(self._root, self._base)
        for name in self._changed:
            disk.remove_older(self._home / name, partitions[name].snapshot.partition("/")[2])
        self._changed.clear()
