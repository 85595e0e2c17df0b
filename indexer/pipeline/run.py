"""The index run: files in, records stored, the engine filled; and the same from the store alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter

import indexer.merging
from indexer.database import transaction
from indexer.engine import Engine
from indexer.lock import Lock
from indexer.manifest import Manifest, code_fingerprint
from indexer.pipeline.feed import COMMIT_BYTES, Feed
from indexer.pipeline.messages import Batch, MergeRecords
from indexer.pipeline.parts import portions
from indexer.pipeline.pool import Pool
from indexer.pipeline.tasks import Mark, Planner, Sources, Work
from indexer.pipeline.writer import Change, StoreWriter
from indexer.quarantine import Failed, Quarantine
from indexer.report import OnProgress, Progress, RunReport, silent

AHEAD_BYTES, AHEAD_TASKS = 24 * 2**20, 64
"""Input that may wait between parsers and engine; about as much again is held of what it became."""


def run(  # noqa: PLR0913 - the choices of one command, all by name
    paths: Iterable[Path],
    engine: Engine,
    data: Path,
    *,
    workers: int = 2,
    rebuild: bool = False,
    archive: bool = True,
    progress: OnProgress = silent,
    commit_bytes: int = COMMIT_BYTES,
) -> RunReport:
    """Bring store and engine up to what the files say; only what changed is read.

    `rebuild` reads all the files again and fills a new generation with everything the store then
    holds; the old generation answers until it is complete. Raises ParseError for a path that does
    not exist, EngineError INDEX_LOCKED, INDEX_OUTDATED (rebuild), ENGINE_FULL and what the engine
    raises; whenever it ends, however it ends, the next run goes on from there.
    """
    with Lock(data), closing(StoreWriter(data, archive=archive)) as store:
        job = Run(store, progress, workers, rebuild=rebuild)
        return job.run(engine, Sources(paths), commit_bytes)


def reindex(
    engine: Engine,
    data: Path,
    *,
    progress: OnProgress = silent,
    commit_bytes: int = COMMIT_BYTES,
) -> RunReport:
    """A new generation from the stored records alone, without the source files."""
    return run([], engine, data, rebuild=True, progress=progress, commit_bytes=commit_bytes)


class Run:
    """One run: its figures, and the way of a portion of work into store and engine."""

    def __init__(
        self, store: StoreWriter, progress: OnProgress, workers: int, *, rebuild: bool = False
    ) -> None:
        self.store = store
        self.report = RunReport(rebuilt=rebuild)
        self.manifest = Manifest(store.connection)
        self.quarantine = Quarantine(store.connection)
        self._progress = progress
        self._pool = Pool(workers)
        self._rebuild = rebuild
        self._refused = self.quarantine.documents()
        self._bytes_total = self._bytes_done = self._bytes_here = 0
        self._file = ""

    def feed(self, engine: Engine, commit_bytes: int = COMMIT_BYTES) -> Feed:
        return Feed(
            engine,
            self.store,
            self.report,
            rebuild=self._rebuild,
            commit_bytes=commit_bytes,
            on_event=self.tell,
        )

    def run(self, engine: Engine, sources: Sources, commit_bytes: int) -> RunReport:
        planner = Planner(sources, self.manifest, again=self._rebuild)
        planner.on_skip = self._skip
        self._bytes_total = sources.bytes
        with transaction(self.store.connection):
            found = (path for path, _ in sources.files)
            self.report.files_missing = self.manifest.look_for(sources.folders, found)
        with self.recorded(engine), closing(planner), self.feed(engine, commit_bytes) as feed:
            self.fill(feed, planner.works())
            self.settle(feed)
        return self.report

    @contextmanager
    def recorded(self, engine: Engine) -> Iterator[None]:
        """Writes the run into the manifest, with its figures when it ends well."""
        begun = perf_counter()
        with transaction(self.store.connection):
            self.report.run = self.manifest.start_run()
        try:
            yield
        finally:
            self._pool.close()
        status = engine.status()
        self.report.documents = sum(status.documents.values())
        self.report.generation = status.generation
        self.report.seconds = perf_counter() - begun
        with transaction(self.store.connection):
            self.manifest.end_run(self.report)

    def fill(self, feed: Feed, works: Iterator[Work]) -> None:
        """Work through to the end, the parsers some portions ahead: a commit must not stop them."""
        ahead: deque[tuple[Work, Future[list[Batch]] | None]] = deque()
        size = 0
        for work in works:
            ahead.append((work, self._pool.submit(work.task) if work.task else None))
            size += work.size
            while ahead and (size > AHEAD_BYTES or len(ahead) > AHEAD_TASKS or _ready(*ahead[0])):
                size -= ahead[0][0].size
                feed.apply(self._store(*ahead.popleft()))
        while ahead:
            feed.apply(self._store(*ahead.popleft()))

    def _store(self, work: Work, future: Future[list[Batch]] | None) -> list[Change]:
        """One transaction: records, originals, failures, and how far the files are now."""
        batches = future.result() if future else []
        failures = [Failed.of(failure) for failure in work.failures]
        failures += [failed for batch in batches for failed in batch.failed]
        changes: list[Change] = []
        with transaction(self.store.connection):
            for failed in failures:
                self.quarantine.add(failed, work.readings[failed.path])
            for batch in batches:
                changes += self._keep(batch, work.readings)
            for mark in work.marks:
                self._mark(mark)
            if work.retried is not None and not failures:
                self.quarantine.drop(work.retried)
        self.report.set_aside += len(failures)
        self.report.records += len(work.failures) + sum(batch.records for batch in batches)
        self.report.parse_seconds += sum(batch.seconds for batch in batches)
        self._bytes_here += work.size
        self.tell("batch")
        return changes

    def _keep(self, batch: Batch, readings: dict[str, int]) -> list[Change]:
        changes = []
        used = set()
        for parsed in batch.parsed:
            kept = self.store.store(parsed, readings[parsed.file], restamp=self._rebuild)
            count(self.report, kept.outcome)
            if kept.outcome in {"outdated", "unchanged"} and kept.change is None:
                continue
            used.add(parsed.original)
            if kept.change is not None:
                changes.append(kept.change)
            if parsed.id in self._refused:
                self.quarantine.drop_document(parsed.id)
                self._refused.discard(parsed.id)
        for noted in batch.noted:
            count(self.report, "notices" if self.store.note(noted) else "unchanged")
        self.store.keep_originals(batch.originals, used)
        return changes

    def settle(self, feed: Feed) -> None:
        """Make what is stale again of its records: once a run, however many records changed it."""
        with transaction(self.store.connection):
            self.store.parts.under_rule(rule())
        waiting: deque[Future[list[Batch]]] = deque()
        for joined in portions(self.store.parts):
            waiting.append(self._pool.submit(MergeRecords(joined)))
            if len(waiting) > self._pool.size + 1:
                feed.apply(self._settled(waiting.popleft().result()))
        while waiting:
            feed.apply(self._settled(waiting.popleft().result()))

    def _settled(self, batches: list[Batch]) -> list[Change]:
        changes = []
        with transaction(self.store.connection):
            for batch in batches:
                for failed in batch.failed:
                    self.quarantine.add(failed, 0, failed.location)
                    self.store.parts.settled(failed.location or "")
                    count(self.report, "set_aside")
                for parsed in batch.parsed:
                    change = self.store.replace(parsed)
                    if change is not None:
                        changes.append(change)
                        count(self.report, "merged")
        self.tell("merge")
        return changes

    def _mark(self, mark: Mark) -> None:
        entry = mark.entry
        self._file = entry.path
        entry.done = mark.done
        self.manifest.progress(entry)
        if mark.digest is None:
            return
        self.report.files += 1
        self.report.bytes_read += entry.size
        self._bytes_done += entry.size
        self._bytes_here = 0
        self.quarantine.drop_older(entry.path, entry.number)
        digest = mark.digest()
        if digest is not None:
            self.manifest.finish(entry, digest)
        self.tell("file")

    def _skip(self, path: Path, size: int) -> None:
        self._file = str(path)
        self.report.files_unchanged += 1
        self._bytes_done += size
        self.tell("skip")

    def tell(self, event: str) -> None:
        done = min(self._bytes_done + self._bytes_here, self._bytes_total)
        self._progress(
            Progress(
                event=event,
                file=self._file,
                bytes_done=done,
                bytes_total=self._bytes_total,
                report=self.report,
            )
        )


def rule() -> str:
    """Digest of the code that merges."""
    folder = Path(indexer.merging.__file__).parent
    return code_fingerprint(folder / "merging.py", folder / "merging_lists.py")


def count(report: RunReport, figure: str) -> None:
    """One more of a figure."""
    setattr(report, figure, getattr(report, figure) + 1)


def _ready(_work: Work, future: Future[list[Batch]] | None) -> bool:
    return future is None or future.done()
