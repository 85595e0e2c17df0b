"""Trying again what was set aside, after a parser or an engine was put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from indexer.database import transaction
from indexer.engine import Engine
from indexer.lock import Lock
from indexer.pipeline.messages import ReadRecords
from indexer.pipeline.run import Run
from indexer.pipeline.tasks import Planner, Sources, Work
from indexer.pipeline.writer import StoreWriter
from indexer.quarantine import SetAside
from indexer.report import OnProgress, RunReport, silent
from parsers.record import Record


def retry(
    engine: Engine,
    data: Path,
    numbers: Iterable[int] | None = None,
    *,
    workers: int = 2,
    progress: OnProgress = silent,
) -> RunReport:
    """Try the records of these numbers (None: all) again; what succeeds leaves the quarantine.

    A record whose bytes are kept is parsed from them; a document the engine refused is put from
    the store; where bytes are missing (a damaged archive), the whole file is read again if it
    is still there. Raises EngineError as `run` does.
    """
    wanted = None if numbers is None else set(numbers)
    with Lock(data), closing(StoreWriter(data)) as store:
        run = Run(store, progress, workers)
        aside = [one for one in run.quarantine.list() if wanted is None or one.number in wanted]
        with run.recorded(engine):
            _retry(run, engine, aside)
        return run.report


def _retry(run: Run, engine: Engine, aside: list[SetAside]) -> None:
    refused = {one.id: one.number for one in aside if one.id is not None}
    with run.feed(engine) as feed, closing(_planner(run, aside)) as planner:
        feed.apply(change for one in refused if (change := run.store.change(one)))
        with transaction(run.store.connection):
            run.store.parts.stale(one for one in refused if run.store.parts.has(one))
        run.fill(feed, _works(run, aside))
        run.fill(feed, planner.works())
        run.settle(feed)
    with transaction(run.store.connection):
        for one, number in refused.items():
            if one not in feed.refused:
                run.quarantine.drop(number)


def _works(run: Run, aside: list[SetAside]) -> Iterator[Work]:
    for one in aside:
        data = _bytes(run, one)
        if data:
            record = Record(data, one.path, one.member, one.start)
            yield Work(
                task=ReadRecords((record,), (one.start,)),
                readings={one.path: run.manifest.reading(one.path)},
                retried=one.number,
                size=len(data),
            )


def _planner(run: Run, aside: list[SetAside]) -> Planner:
    """For the files of records whose bytes are not at hand."""
    paths = {Path(one.path) for one in aside if one.id is None and not _bytes(run, one)}
    again = sorted(path for path in paths if path.exists())
    with transaction(run.store.connection):
        for path in again:
            run.manifest.forget(str(path))
    return Planner(Sources(again), run.manifest)


def _bytes(run: Run, one: SetAside) -> bytes:
    """The whole record; nothing where only a part of it, or a stored document, is at hand."""
    data = b"" if one.id is not None else run.quarantine.data(one.number) or b""
    return data if len(data) == one.length else b""
