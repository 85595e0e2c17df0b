"""A parser process: reads tasks from its standard input, writes batches to its standard output.

Started as `python -m indexer.pipeline.worker`; ends with its input, so it never outlives the
writing process by more than one task.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import traceback
from collections.abc import Iterator
from hashlib import sha256
from time import perf_counter

import msgspec
import zstandard

from indexer.documents import index_document, order
from indexer.pipeline.frames import READY, receive, send
from indexer.pipeline.messages import Batch, Parsed, ReadSlices, Task
from indexer.quarantine import Failed
from parsers.errors import ParseError
from parsers.model import Notice, Publication
from parsers.parse import parse_record
from parsers.reading import load
from parsers.record import Failure, Record

_MEMORY_BYTES = 4 * 2**30
_LEVEL = 1
_YOUNG = 100_000
"""New objects between two rounds of the garbage collector; hardly any of them ends in a cycle."""

_JSON = msgspec.json.Encoder()
_PACK = msgspec.msgpack.Encoder()
_TASKS = msgspec.msgpack.Decoder(Task)
_NOTHING = msgspec.Raw(_PACK.encode(None))
_DEFLATE = zstandard.ZstdCompressor(level=_LEVEL)


def convert(task: Task) -> Batch:
    """Parse a task to its end. Whatever goes wrong with a record is in `Batch.failed`."""
    begun = perf_counter()
    parsed: list[Parsed] = []
    failed: list[Failed] = []
    originals: dict[bytes, memoryview] = {}
    number = 0
    for place, item in _records(task):
        number += 1
        for result in [item] if isinstance(item, Failure) else _parse(item, place):
            if isinstance(result, Failure):
                failed.append(Failed.of(result))
            else:
                parsed.append(result)
                if result.original not in originals and isinstance(item, Record):
                    originals[result.original] = memoryview(_DEFLATE.compress(item.data))
    return Batch(tuple(parsed), tuple(failed), originals, number, perf_counter() - begun)


def _records(task: Task) -> Iterator[tuple[int, Record | Failure]]:
    if isinstance(task, ReadSlices):
        for one in task.slices:
            try:
                yield one.offset, load(one)
            except ParseError as error:
                yield (
                    one.offset,
                    Failure(
                        error.code,
                        error.message,
                        error.place,
                        one.file,
                        offset=one.offset,
                        length=one.length,
                    ),
                )
    else:
        yield from zip(task.places, task.records, strict=True)


def _parse(record: Record, place: int) -> list[Parsed | Failure]:
    try:
        return [
            one if isinstance(one, Failure) else encode(one, place)
            for one in parse_record(record)
            if not isinstance(one, Notice)
        ]
    except Exception as error:  # noqa: BLE001 - a bug met by one record must not stop the others; it is kept with its trace
        trace = "".join(traceback.format_exception(error)[-3:])
        return [Failure.of(record, ParseError("PARSER_FAILED", trace))]


def encode(publication: Publication, place: int) -> Parsed:
    """A publication as the writer takes it; `place` orders the records of its file."""
    data = _JSON.encode(publication)
    gone = _gone(publication)
    return Parsed(
        id=publication.id,
        version=order(publication),
        file=publication.source.file,
        place=place,
        digest=sha256(data).digest(),
        original=bytes.fromhex(publication.source.sha256),
        office=publication.office,
        kind=publication.kind or "",
        year=int(publication.date[:4]) if publication.date else None,
        gone=gone,
        json=memoryview(_DEFLATE.compress(data)),
        document=_NOTHING if gone else msgspec.Raw(_PACK.encode(index_document(publication))),
    )


def _gone(publication: Publication) -> str | None:
    if not publication.withdrawn:
        return None
    day = publication.source.produced or publication.date
    reason = "Withdrawn by the office" + (f", notice of {day}." if day else ".")
    return " ".join([reason, *publication.source.notes])


def main() -> None:
    source, sink = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # whatever prints must not end up among the messages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writing process decides when to stop
    gc.freeze()
    gc.set_threshold(_YOUNG)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    send(sink, READY)
    while (message := receive(source)) is not None:
        try:
            send(sink, _PACK.encode(convert(_TASKS.decode(message))))
        except BrokenPipeError:
            return
        gc.collect(0)  # what ended in a cycle may hold a whole record


if __name__ == "__main__":
    main()
