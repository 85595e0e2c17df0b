"""One writer at a time: a document that the writer holds and renews."""

from __future__ import annotations

import os
import platform
import threading
import time
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError
from elasticsearch.exceptions import TransportError

from indexer.engines.elasticsearch.address import Address
from indexer.engines.elasticsearch.connection import translated
from indexer.errors import EngineError

SECONDS = 60
"""How long a lock holds that nobody renews; a dead process of this host frees it at once."""

_RENEWALS_A_TERM = 6
_DOCUMENT = "writer"


class WriterLock:
    """Context manager. EngineError INDEX_LOCKED when another process is writing."""

    def __init__(self, client: Elasticsearch, address: Address) -> None:
        self._client = client
        self._address = address
        self._index = f"{address.alias}-lock"
        self._token = uuid4().hex
        self._held: dict[str, Any] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="index lock", daemon=True)
        self.lost = False

    def __enter__(self) -> Self:
        with translated(self._address):
            self._create_index()
            try:
                self._write(op_type="create")
            except ConflictError:
                self._take_over()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()
        if not self.lost:
            try:
                self._client.delete(index=self._index, id=_DOCUMENT, **self._held)
            except (ApiError, TransportError):
                return  # it runs out by itself

    def check(self) -> None:
        """EngineError INDEX_LOCKED when the lock ran out and another process took it."""
        if self.lost:
            message = "Another process took over writing to this index while this one hung."
            raise EngineError("INDEX_LOCKED", message)

    def _create_index(self) -> None:
        if not self._client.indices.exists(index=self._index):
            settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
            mappings = {"dynamic": "false"}
            self._client.options(ignore_status=400).indices.create(
                index=self._index, settings=settings, mappings=mappings
            )

    def _write(self, **condition: Any) -> None:
        document = {
            "token": self._token,
            "host": platform.node(),
            "pid": os.getpid(),
            "until": time.time() + SECONDS,
        }
        answer = self._client.index(index=self._index, id=_DOCUMENT, document=document, **condition)
        self._held = _held(answer.body)

    def _take_over(self) -> None:
        try:
            found = self._client.get(index=self._index, id=_DOCUMENT).body
        except NotFoundError:
            condition: dict[str, Any] = {"op_type": "create"}
        else:
            owner = found["_source"]
            if owner["token"] == self._token:  # an attempt went through, but not its answer
                self._held = _held(found)
                return
            if not _is_free(owner):
                message = (
                    f"Another process is writing to this index: {owner['pid']} on {owner['host']}."
                )
                raise EngineError("INDEX_LOCKED", message, retry=True)
            condition = _held(found)
        try:
            self._write(**condition)
        except ConflictError:
            message = "Another process began to write to this index at the same moment."
            raise EngineError("INDEX_LOCKED", message, retry=True) from None

    def _renew(self) -> None:
        while not self._done.wait(SECONDS / _RENEWALS_A_TERM):
            try:
                self._write(**self._held)
            except ConflictError:
                self._note_conflict()
            except (ApiError, TransportError):
                continue  # the next renewal may go through

    def _note_conflict(self) -> None:
        """A renewal whose answer was cut off counts as ours; anybody else's token does not."""
        try:
            found = self._client.get(index=self._index, id=_DOCUMENT).body
        except (ApiError, TransportError):
            return
        if found["_source"]["token"] != self._token:
            self.lost = True
            self._done.set()
            return
        self._held = _held(found)


def _held(answer: dict[str, Any]) -> dict[str, Any]:
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}


def _is_free(owner: dict[str, Any]) -> bool:
    if owner["until"] < time.time():
        return True
    return owner["host"] == platform.node() and not _is_alive(owner["pid"])


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
