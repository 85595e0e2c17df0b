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
from msgspec.structs import replace

from indexer.documents import application_token, index_document, order
from indexer.merging import merge, source_key
from indexer.notices import notice_keys
from indexer.pipeline.frames import READY, receive, send
from indexer.pipeline.messages import (
    Batch,
    Joined,
    MergeRecords,
    Noted,
    Parsed,
    ReadRecords,
    ReadSlices,
    Task,
)
from indexer.quarantine import Failed
from indexer.store import decode, inflated
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
_DEFLATE = zstandard.ZstdCompressor(level=_LEVEL)


def convert(task: Task) -> Batch:
    """Work a task to its end. Whatever goes wrong with a record is in `Batch.failed`."""
    begun = perf_counter()
    if isinstance(task, MergeRecords):
        made = tuple(map(join, task.joined))
        return Batch(made, (), {}, len(made), perf_counter() - begun)
    parsed: list[Parsed] = []
    noted: list[Noted] = []
    failed: list[Failed] = []
    originals: dict[bytes, memoryview] = {}
    number = 0
    for place, item in _records(task):
        number += 1
        for result in [item] if isinstance(item, Failure) else _parse(item, place):
            if isinstance(result, Failure):
                failed.append(Failed.of(result))
            elif isinstance(result, Notice):
                noted += note(result)
            else:
                parsed.append(result)
                if result.original not in originals and isinstance(item, Record):
                    originals[result.original] = memoryview(_DEFLATE.compress(item.data))
    seconds = perf_counter() - begun
    return Batch(tuple(parsed), tuple(failed), originals, number, seconds, tuple(noted))


def _records(task: ReadSlices | ReadRecords) -> Iterator[tuple[int, Record | Failure]]:
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


def _parse(record: Record, place: int) -> list[Parsed | Notice | Failure]:
    try:
        return [
            encode(one, place) if isinstance(one, Publication) else one
            for one in parse_record(record)
        ]
    except Exception as error:  # noqa: BLE001 - a bug met by one record must not stop the others; it is kept with its trace
        trace = "".join(traceback.format_exception(error)[-3:])
        return [Failure.of(record, ParseError("PARSER_FAILED", trace))]


def join(joined: Joined) -> Parsed:
    """The publication that its records make."""
    records = [decode(inflated(data, joined.id), joined.id) for data in joined.records]
    version = max(map(order, records))
    merged = merge(records)
    return encode(merged, 0, version)


def encode(publication: Publication, place: int, version: int | None = None) -> Parsed:
    """A publication as the writer takes it; `place` orders the records of its file."""
    data = _JSON.encode(publication)
    gone = _gone(publication)
    version = order(publication) if version is None else version
    document = None if gone else index_document(publication, version)
    return Parsed(
        id=publication.id,
        source="" if publication.sources else source_key(publication),
        application=application_token(publication),
        version=version,
        file=publication.source.file,
        place=place,
        digest=sha256(data).digest(),
        original=bytes.fromhex(publication.source.sha256),
        office=publication.office,
        kind=publication.kind or "",
        date=publication.date,
        gone=gone,
        json=memoryview(_DEFLATE.compress(data)),
        document=msgspec.Raw(_PACK.encode(document)),
    )


def note(notice: Notice) -> Iterator[Noted]:
    """Each event by itself, so that one told again, among others, is known as the same."""
    keys = notice_keys(notice)
    for event in notice.events:
        one = replace(notice, events=(event,))
        content = _JSON.encode((one.office, one.application, one.publication, event))
        yield Noted(sha256(content).digest(), notice.source.file, keys, _JSON.encode(one))


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
