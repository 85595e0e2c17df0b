"""Filling one index: documents are encoded here and sent by two threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from indexer.engine import IndexDocument, Refusal
from indexer.engines.elasticsearch.bulk import Operation, Sender, deleting, writing

THREADS = 2
_BATCH_BYTES = 4_000_000
_BATCH_OPERATIONS = 500


class BulkWriter:
    """A `Writer`. Batches sent before a commit are durable, but not visible.

    `committed` makes what was sent visible; `refused` hears of documents the server will never
    take, in the thread that calls the writer.
    """

    def __init__(
        self,
        sender: Sender,
        committed: Callable[[], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        self._sender = sender
        self._committed = committed
        self._refused = refused
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="bulk")
        self._flying: deque[Future[list[Refusal]]] = deque()
        self._batch: list[Operation] = []
        self._bytes = 0
        self._ids: set[str] = set()

    def put(self, documents: Iterable[IndexDocument]) -> None:
        for document in documents:
            self._add(writing(document))

    def delete(self, ids: Iterable[str]) -> None:
        for identity in ids:
            self._add(deleting(identity))

    def commit(self) -> None:
        self._drain()
        self._committed()

    def close(self) -> None:
        """Send nothing more and wait until nothing is on its way."""
        self._sender.stop()
        self._pool.shutdown(cancel_futures=True)

    def _add(self, operation: Operation) -> None:
        if operation.id in self._ids:
            self._drain()  # two batches on their way may arrive in either order
        self._ids.add(operation.id)
        self._batch.append(operation)
        self._bytes += len(operation)
        if self._bytes >= _BATCH_BYTES or len(self._batch) >= _BATCH_OPERATIONS:
            self._send()

    def _send(self) -> None:
        if not self._batch:
            return
        while len(self._flying) > THREADS:
            self._land()
        self._flying.append(self._pool.submit(self._sender.send, self._batch))
        self._batch, self._bytes = [], 0

    def _land(self) -> None:
        for refusal in self._flying.popleft().result():
            self._refused(refusal)

    def _drain(self) -> None:
        self._send()
        while self._flying:
            self._land()
        self._ids.clear()
