"""A run: cases in child processes, each with a limit of processor time; whatever dies is told."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

import psutil

from tests.fuzzing.cases import Outcome, judge, make
from tests.fuzzing.seeds import Seed, samples, specimens

LIMIT = 5.0
"""Seconds of processor time that a case may take; twelve times as much by the clock."""
BATCH = 50


@dataclass(frozen=True)
class Batch:
    form: str
    kind: str
    seed: int
    first: int
    count: int


@dataclass
class Finding:
    form: str
    kind: str
    seed: int
    number: int
    wrong: str
    story: str = ""


@dataclass
class Total:
    """What became of the cases of one format."""

    cases: int = 0
    publications: int = 0
    notices: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: int = 0

    def add(self, outcome: Outcome) -> None:
        self.cases += 1
        self.publications += outcome.publications
        self.notices += outcome.notices
        self.codes.update(outcome.codes)
        self.slowest = max(self.slowest, outcome.ms)
        self.wrong += bool(outcome.wrong)


def seeds_of(form: str, kind: str, folder: Path | None) -> list[Seed]:
    if kind == "specimens":
        return specimens(form)
    return samples(folder).get(form, []) if folder else []


class Worker:
    """A child that works through batches; `began` is its processor time when the case began."""

    def __init__(self, folder: Path | None) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=_work, args=(theirs, folder), daemon=True)
        self.process.start()
        theirs.close()
        self.batch: Batch | None = None
        self.number = 0
        self.mark()

    def mark(self) -> None:
        self.since = time.monotonic()
        self.began = self.spent()

    def spent(self) -> float:
        with suppress(psutil.Error):
            times = psutil.Process(self.process.pid).cpu_times()
            return times.user + times.system
        return 0.0

    def give(self, batch: Batch) -> None:
        self.batch, self.number = batch, batch.first
        self.pipe.send(batch)
        self.mark()

    def hangs(self) -> bool:
        waited = time.monotonic() - self.since
        return waited > LIMIT and (self.spent() - self.began > LIMIT or waited > 12 * LIMIT)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process.pid or 0, signal.SIGKILL)
        self.process.join()
        self.pipe.close()


def _work(pipe: Connection, folder: Path | None) -> None:
    """In the child: one outcome after another; None when a batch is done."""
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            batch: Batch = pipe.recv()
            seeds = seeds_of(batch.form, batch.kind, folder)
            for number in range(batch.first, batch.first + batch.count):
                case = make(seeds, batch.seed, number)
                pipe.send(("begin", number))
                pipe.send((judge(case), case.story))
            pipe.send(None)


def run(
    batches: list[Batch], folder: Path | None, workers: int
) -> Iterator[tuple[Batch, int, Outcome, str]]:
    """Every case with its outcome, in no certain order."""
    waiting = list(reversed(batches))
    crew = [Worker(folder) for _ in range(workers)]
    try:
        while waiting or any(worker.batch for worker in crew):
            for worker in crew:
                if worker.batch is None and waiting:
                    worker.give(waiting.pop())
            busy = {worker.pipe: worker for worker in crew if worker.batch}
            for pipe in wait([*busy], timeout=0.5):
                yield from _heard(busy[pipe], crew, waiting, folder)
            for worker in [w for w in crew if w.batch and w.hangs()]:
                yield from _lost(worker, "hangs", crew, waiting, folder)
    finally:
        for worker in crew:
            worker.kill()


def _heard(worker: Worker, crew, waiting, folder) -> Iterator[tuple[Batch, int, Outcome, str]]:
    try:
        told = worker.pipe.recv()
    except (EOFError, OSError):
        yield from _lost(worker, "the process died", crew, waiting, folder)
        return
    if told is None:
        worker.batch = None
    elif told[0] == "begin":
        worker.number = told[1]
        worker.mark()
    else:
        assert worker.batch is not None
        yield worker.batch, worker.number, *told


def _lost(worker, why, crew, waiting, folder) -> Iterator[tuple[Batch, int, Outcome, str]]:
    """A case that ended its process: told as such; the rest of its batch goes to a new one."""
    batch, number = worker.batch, worker.number
    worker.kill()
    crew[crew.index(worker)] = Worker(folder)
    rest = batch.first + batch.count - number - 1
    if rest > 0:
        waiting.append(Batch(batch.form, batch.kind, batch.seed, number + 1, rest))
    yield batch, number, Outcome(ms=LIMIT * 1e3, wrong=why), ""
