"""Parser processes and the threads that feed them.

A process that dies or hangs over a record is replaced; the task is then given record by record,
so that only the culprit is set aside (PARSER_DIED) and everything around it is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import CancelledError, Future
from queue import SimpleQueue
from threading import Thread

import msgspec

from indexer.errors import EngineError
from indexer.pipeline.frames import READY, receive, send, widen
from indexer.pipeline.messages import Batch, MergeRecords, ReadRecords, ReadSlices, Task
from indexer.quarantine import Failed
from parsers.errors import ParseError
from parsers.reading import load
from parsers.record import Failure, Record

_PACK = msgspec.msgpack.Encoder()
_BATCHES = msgspec.msgpack.Decoder(Batch)


START_SECONDS = 120.0
TASK_SECONDS = 300.0
"""A process that is silent for longer hangs."""


class _Died(Exception):  # noqa: N818 - an event between two functions, not an error of ours
    pass


class Pool:
    """`size` parser processes, started when first needed."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._tasks: SimpleQueue[tuple[Task, Future[list[Batch]]] | None] = SimpleQueue()
        self._lanes: list[_Lane] = []

    def submit(self, task: Task) -> Future[list[Batch]]:
        """The batches of a task, in order; more than one only after a process died over it."""
        if len(self._lanes) < self.size:
            self._lanes.append(_Lane(self._tasks))
        future: Future[list[Batch]] = Future()
        self._tasks.put((task, future))
        return future

    def close(self) -> None:
        """End the processes; tasks not yet begun are dropped."""
        for _ in self._lanes:
            self._tasks.put(None)
        for lane in self._lanes:
            lane.close()


class _Lane:
    """One process and the thread that talks to it: strictly one question, one answer."""

    def __init__(self, tasks: SimpleQueue[tuple[Task, Future[list[Batch]]] | None]) -> None:
        self._tasks = tasks
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = False
        self._thread = Thread(target=self._run, name="parser", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing = True
        self._stop()
        self._thread.join()

    def _run(self) -> None:
        while (order := self._tasks.get()) is not None and not self._closing:
            task, future = order
            try:
                future.set_result(self._batches(task))
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the result
                future.set_exception(error)
        self._stop()

    def _batches(self, task: Task) -> list[Batch]:
        try:
            return [self._ask(task)]
        except _Died:
            return [batch for one in _singly(task) for batch in self._carefully(one)]

    def _carefully(self, task: Task) -> list[Batch]:
        try:
            return [self._ask(task)]
        except _Died as death:
            return [_culprit(task, str(death))]

    def _ask(self, task: Task) -> Batch:
        if self._closing:
            raise CancelledError
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin.fileno(), _PACK.encode(task))
            answer = receive(process.stdout.fileno(), TASK_SECONDS)
        except TimeoutError as error:
            self._stop()
            raise _Died(f"no answer for {TASK_SECONDS:.0f} s") from error
        except BrokenPipeError:
            answer = None
        if answer is None:
            code = self._stop()
            raise _Died(f"exit code {code}")
        return _BATCHES.decode(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(
            [sys.executable, "-m", "indexer.pipeline.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        widen(process.stdin.fileno())
        widen(process.stdout.fileno())
        self._process = process
        try:
            ready = receive(process.stdout.fileno(), START_SECONDS)
        except TimeoutError:
            ready = None
        if bytes(ready or b"") != READY and not self._closing:
            # Not a record's fault: to go on would set every record aside.
            raise EngineError(
                "ENGINE_FAILED",
                f"a parser process does not start (exit code {self._stop()}): see its message",
            )
        return process

    def _stop(self) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        with process:
            return process.wait()


def _singly(task: Task) -> list[Task]:
    if isinstance(task, ReadSlices):
        return [ReadSlices((one,)) for one in task.slices]
    if isinstance(task, MergeRecords):
        return [MergeRecords((one,)) for one in task.joined]
    return [
        ReadRecords((record,), (place,))
        for record, place in zip(task.records, task.places, strict=True)
    ]


def _culprit(task: Task, death: str) -> Batch:
    if isinstance(task, MergeRecords):
        return Batch((), (_unmerged(task.joined[0].id, death),), {}, 1, 0.0)
    one = task.slices[0] if isinstance(task, ReadSlices) else task.records[0]
    record = one if isinstance(one, Record) else load(one)
    error = ParseError("PARSER_DIED", f"The parser process ended over this record: {death}.")
    return Batch((), (Failed.of(Failure.of(record, error)),), {}, 1, 0.0)


def _unmerged(one: str, death: str) -> Failed:
    return Failed(
        code="PARSER_DIED",
        message=f"The process ended over merging the records of {one}: {death}.",
        location=one,
        path="",
        member=None,
        start=0,
        length=0,
        sha256=b"",
        data=b"",
    )
