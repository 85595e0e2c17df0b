"""Keeps an engine in step with the record store, so that a kill at any point loses nothing.

The order is always: the store's transaction, then `put`, then (by bytes) the engine's commit, then
the note up to which change this generation is filled. Whatever lies behind that note is put again
by the next run; putting a document twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import indexer.documents
from indexer.database import transaction
from indexer.engine import Engine, Refusal, Writer
from indexer.manifest import code_fingerprint
from indexer.pipeline.writer import Change, StoreWriter
from indexer.quarantine import REFUSED, Failed, Quarantine
from indexer.report import RunReport

COMMIT_BYTES = 64 * 2**20
"""Text between two commits of the engine: enough to be quick, little enough to stay in memory."""

_REPLAY = 50


def fingerprint() -> str:
    """Digest of the code that makes columns out of publications; other code refills the engine."""
    folder = Path(indexer.documents.__file__).parent
    names = ("documents.py", "fields.py")
    analysis = sorted(folder.glob("analysis*.py"))
    numbers = folder.parent / "parsers"
    return code_fingerprint(
        *(folder / name for name in names),
        *analysis,
        numbers / "numbers",
        *sorted(numbers.glob("symbols*")),
        numbers / "dates.py",
    )


class Feed:
    """Takes stored changes to one engine, within a `with` block that ends with the last commit.

    `rebuild` fills a new generation, which goes live at the end of the block.
    """

    def __init__(  # noqa: PLR0913 - two of them are the seams that tests and benchmarks use
        self,
        engine: Engine,
        store: StoreWriter,
        report: RunReport,
        *,
        rebuild: bool = False,
        commit_bytes: int = COMMIT_BYTES,
        on_event: Callable[[str], None] = lambda _event: None,
    ) -> None:
        self._engine, self._store, self._report = engine, store, report
        self._rebuild, self._commit_bytes = rebuild, commit_bytes
        self._fingerprint = fingerprint()
        self._stack = ExitStack()
        self._writer: Writer | None = None
        self._bytes = 0
        self._refusals: list[Refusal] = []
        self._begun_at = store.number
        self._replayed: int | None = None
        self._on_event = on_event
        self.refused: set[str] = set()

    def __enter__(self) -> Self:
        self._engine.on_refusal(self._refusals.append)
        with ExitStack() as undo:
            undo.push(self._stack)
            if self._rebuild:
                self._writer = self._stack.enter_context(self._engine.rebuild())
            else:
                self._replay(self._store.applied(self._engine.status(), self._fingerprint))
            undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None or self._writer is None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            if self._rebuild:
                self._replay(0)
            self.commit()
        if self._rebuild:
            self._note()

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow changes that are stored already; of several to one document the last counts."""
        last = {change.id: change for change in changes}
        if not last:
            return
        if self._writer is None:
            self._writer = self._stack.enter_context(self._engine.update())
        self._writer.put([c.document for c in last.values() if c.document is not None])
        self._writer.delete([c.id for c in last.values() if c.document is None])
        self._bytes += sum(change.size for change in last.values())
        if self._bytes >= self._commit_bytes:
            self.commit()

    def commit(self) -> None:
        """Make everything put so far durable, and note it."""
        if self._writer is None:
            return
        self._store.flush()
        self._writer.commit()
        self._bytes = 0
        self._report.commits += 1
        if not self._rebuild:
            self._note()
        self._set_aside()
        self._on_event("commit")

    def _replay(self, after: int) -> None:
        """Put what the store held before this run and the engine does not."""
        until = self._begun_at
        while changes := self._store.changes(after, until, _REPLAY):
            self._replayed = after = changes[-1].number
            self.apply(changes)
            self._report.replayed += len(changes)
            self._on_event("replay")
        self._replayed = None

    def _note(self) -> None:
        """In the middle of a replay only what was put of it: the rest is not there yet."""
        until = self._store.number if self._replayed is None else self._replayed
        self._store.set_applied(self._engine.status(), self._fingerprint, until)

    def _set_aside(self) -> None:
        refused, self._refusals[:] = list(self._refusals), []
        if not refused:
            return
        with transaction(self._store.connection):
            quarantine = Quarantine(self._store.connection)
            for refusal in refused:
                path, data = self._store.source(refusal.id)
                failed = Failed(
                    code=REFUSED,
                    message=refusal.reason,
                    location=refusal.id,
                    path=path,
                    member=None,
                    start=0,
                    length=len(data),
                    sha256=sha256(data).digest(),
                    data=data,
                )
                quarantine.add(failed, 0, refusal.id)
                self.refused.add(refusal.id)
        self._report.refused += len(refused)
        self._report.set_aside += len(refused)
