"""Sending: batches of operations, repeated until every one has succeeded or never will."""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Event
from typing import Any

import msgspec
from elasticsearch import ApiError, Elasticsearch
from msgspec import Struct

from indexer.analysis import PARA_END, SENT_END
from indexer.engine import IndexDocument, Refusal
from indexer.engines.elasticsearch.address import Address
from indexer.engines.elasticsearch.connection import RETRIED, from_cause, is_full, pause, translated
from indexer.engines.elasticsearch.mapping import text_field
from indexer.engines.native import word_column
from indexer.errors import EngineError
from indexer.fields import TEXT_FIELDS

ATTEMPTS = 20
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 10.0
_TOMBSTONE_PAUSE = 0.3
"""The server's clock for forgotten deletes ticks every 0.2 s."""

_TOO_LARGE = (400, 413)
_WANTED = "errors,items.*._id,items.*.status,items.*.error"

_encode = msgspec.json.Encoder().encode


class Operation(Struct, frozen=True):
    """One document to write (`order` set) or to delete, as the lines sent."""

    id: str
    lines: bytes
    order: int | None

    def __len__(self) -> int:
        return len(self.lines)


def writing(document: IndexDocument) -> Operation:
    """Add or replace, unless a higher order is held."""
    head = {"_id": document.id, "version": document.order, "version_type": "external_gte"}
    lines = _encode({"index": head}) + b"\n" + _encode(source(document)) + b"\n"
    return Operation(document.id, lines, document.order)


def deleting(identity: str) -> Operation:
    return Operation(identity, _encode({"delete": {"_id": identity}}) + b"\n", None)


def source(document: IndexDocument) -> dict[str, Any]:
    """The document as the mapping wants it.

    Every text field of the document's partition is filled, if only with the first marker: Lucene
    counts a field's statistics over the documents that have it, and these must be all.
    """
    body: dict[str, Any] = {"id": document.id, "partition": document.partition}
    for field in TEXT_FIELDS:
        paragraphs = document.texts.get(field.name, ())
        sentences = [SENT_END]
        for paragraph in paragraphs:
            sentences += [f"{sentence} {SENT_END}" for sentence in paragraph[:-1]]
            sentences.append(f"{paragraph[-1]} {PARA_END}")
        body[text_field(field.column, document.partition)] = sentences
    body |= document.names
    body |= {word_column(field): words for field, words in document.words.items()}
    body |= document.keywords
    body |= document.integers
    return body


class Sender:
    """Sends batches to one index; used by several threads at once."""

    def __init__(self, client: Elasticsearch, address: Address, index: str) -> None:
        self._client = client
        self._address = address
        self._index = index
        self._stop = Event()

    def stop(self) -> None:
        """Give up what is being repeated."""
        self._stop.set()

    def send(self, batch: Sequence[Operation]) -> list[Refusal]:
        """Send until all is in; what never will be is returned.

        EngineError when `ATTEMPTS` in a row have got nothing in.
        """
        refused: dict[str, Refusal] = {}
        left = list(batch)
        in_vain = 0
        while left:
            try:
                again = self._once(left, refused)
            except EngineError as error:
                if not error.retry or error.code == "ENGINE_FULL" or in_vain == ATTEMPTS - 1:
                    raise
                again = left
            if not again:
                break
            in_vain = in_vain + 1 if len(again) == len(left) else 0
            if in_vain == ATTEMPTS:
                raise self._given_up(f"took {len(again)} documents not even at the last attempt")
            left = again
            if self._stop.wait(pause(in_vain, _FIRST_PAUSE, _LONGEST_PAUSE)):
                raise self._given_up("was to take more, but writing was given up")
        return list(refused.values())

    def _given_up(self, what: str) -> EngineError:
        message = f"Elasticsearch at {self._address.shown} {what}."
        return EngineError("ENGINE_OVERLOADED", message, retry=True)

    def _once(self, batch: list[Operation], refused: dict[str, Refusal]) -> list[Operation]:
        """One request; returns what is to be sent again."""
        try:
            with translated(self._address):
                answer = self._client.bulk(
                    operations=[operation.lines for operation in batch],  # type: ignore[misc]  # bytes go as they are
                    index=self._index,
                    filter_path=_WANTED,
                ).body
        except EngineError as error:
            status = error.__cause__.status_code if isinstance(error.__cause__, ApiError) else 0
            if status not in _TOO_LARGE:
                raise
            return self._halved(batch, refused, error)
        if not answer["errors"]:
            return []
        return self._failed(batch, answer["items"], refused)

    def _halved(
        self, batch: list[Operation], refused: dict[str, Refusal], error: EngineError
    ) -> list[Operation]:
        """A request too large or malformed as a whole: find the document that makes it so."""
        if len(batch) == 1:
            refused[batch[0].id] = Refusal(batch[0].id, error.message)
            return []
        middle = len(batch) // 2
        return self._once(batch[:middle], refused) + self._once(batch[middle:], refused)

    def _failed(
        self, batch: list[Operation], items: list[dict[str, Any]], refused: dict[str, Refusal]
    ) -> list[Operation]:
        again: list[Operation] = []
        older: list[Operation] = []
        for operation, item in zip(batch, items, strict=True):
            ((_, result),) = item.items()
            status, cause = int(result["status"]), result.get("error")
            if status < 300 or (status == 404 and cause is None):
                continue
            if status == 409 and operation.order is not None:
                older.append(operation)
            elif is_full(status, cause):
                raise from_cause(status, cause, self._address)
            elif status in RETRIED or status >= 500 or status == 409:
                again.append(operation)
            elif status == 400:
                refused[operation.id] = Refusal(operation.id, _reason(cause))
            else:
                raise from_cause(status, cause, self._address)
        return again + self._wrongly_older(older)

    def _wrongly_older(self, conflicts: list[Operation]) -> list[Operation]:
        """Of writes refused for a higher version, those that only a deleted document has."""
        if not conflicts:
            return []
        with translated(self._address):
            found = self._client.mget(
                index=self._index, ids=[operation.id for operation in conflicts]
            )["docs"]
        held = {document["_id"] for document in found if document.get("found")}
        again = [operation for operation in conflicts if operation.id not in held]
        if again:
            time.sleep(_TOMBSTONE_PAUSE)
        return again


def _reason(cause: dict[str, Any]) -> str:
    inner = cause.get("caused_by") or {}
    texts = [str(part.get("reason")) for part in (cause, inner) if part.get("reason")]
    return ": ".join(texts)[:500] or str(cause)[:500]
