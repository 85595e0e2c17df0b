"""What the index holds and how it got there: the figures of `gongkai status` and `/coverage`."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from indexer.database import FILE, Readers
from indexer.engine import Engine, EngineStatus
from indexer.errors import EngineError
from indexer.lock import Owner, owner
from indexer.manifest import Manifest, Run
from indexer.quarantine import Quarantine


class CoverageRow(Struct, frozen=True):
    """Live documents of one office, kind code ("" if none) and publication year."""

    office: str
    kind: str
    year: int | None
    count: int


class DataStatus(Struct, frozen=True, kw_only=True):
    """The data folder and its engine.

    `engine` is absent when it does not answer (then `engine_error` says why). `documents` counts
    live records in the store, `withdrawn` tombstones, `set_aside` quarantine by code; `writer` is
    the process indexing now.
    """

    engine: EngineStatus | None
    engine_error: str | None
    documents: int
    withdrawn: int
    set_aside: dict[str, int]
    coverage: tuple[CoverageRow, ...]
    runs: tuple[Run, ...]
    writer: Owner | None


def coverage(folder: Path) -> tuple[CoverageRow, ...]:
    """Counts per office, kind and year, in that order; nothing for an empty folder."""
    if not (folder / FILE).exists():
        return ()
    readers = Readers(folder)
    try:
        with readers.reader() as connection:
            rows = connection.execute(
                "SELECT office, kind, year, count(*) FROM records WHERE gone IS NULL"
                " GROUP BY office, kind, year ORDER BY office, kind, year"
            ).fetchall()
    finally:
        readers.close()
    return tuple(CoverageRow(*row) for row in rows)


def status(engine: Engine, folder: Path, *, runs: int = 10) -> DataStatus:
    """Everything at once; an engine that is down or empty is part of the answer, not an error."""
    engine_status, engine_error = None, None
    try:
        engine_status = engine.status()
    except EngineError as error:
        engine_error = f"{error.code}: {error.message}"
    rows = coverage(folder)
    withdrawn, set_aside, last = _figures(folder, runs)
    return DataStatus(
        engine=engine_status,
        engine_error=engine_error,
        documents=sum(row.count for row in rows),
        withdrawn=withdrawn,
        set_aside=set_aside,
        coverage=rows,
        runs=tuple(last),
        writer=owner(folder),
    )


def _figures(folder: Path, runs: int) -> tuple[int, dict[str, int], list[Run]]:
    if not (folder / FILE).exists():
        return 0, {}, []
    readers = Readers(folder)
    try:
        with readers.reader() as connection:
            row = connection.execute("SELECT count(*) FROM records WHERE gone IS NOT NULL")
            withdrawn = int(row.fetchone()[0])
            return withdrawn, Quarantine(connection).counts(), Manifest(connection).runs(runs)
    finally:
        readers.close()
