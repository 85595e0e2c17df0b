"""What the index holds and how it got there: the figures of `gongkai status` and `/coverage`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from indexer.coverage_gaps import OFFICES, gaps
from indexer.database import FILE, Readers
from indexer.engine import Engine, EngineStatus
from indexer.errors import EngineError
from indexer.lock import Owner, owner
from indexer.manifest import Manifest, Run
from indexer.notices import Notices
from indexer.quarantine import Quarantine

GAPS_SHOWN = 20
"""Gaps listed of a row, the longest ones; `CoverageRow.missing` counts them all."""

_Key: TypeAlias = tuple[str, str, int | None]


class NumberGap(Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """Numbers of an office from the first to the last one, `count` of them, are not held."""

    first: str
    last: str
    count: int


class CoverageRow(Struct, frozen=True, omit_defaults=True):
    """Live documents of one office, kind code ("" if none) and publication year.

    `first` and `last` are the earliest and latest date of publication. `set_aside` counts records
    that could not be read, by reason, as far as they say what they are (those that do not are in a
    row without office). `missing` numbers lie in gaps that begin in this row
    (`indexer.coverage_gaps` has the rule); the longest `gaps` are listed, `gaps_left_out` are not.
    `orphaned` documents came from files that are no longer where they were.
    """

    office: str
    kind: str
    year: int | None
    count: int
    first: str | None = None
    last: str | None = None
    set_aside: dict[str, int] = {}
    missing: int = 0
    gaps: tuple[NumberGap, ...] = ()
    gaps_left_out: int = 0
    orphaned: int = 0


class DataStatus(Struct, frozen=True, kw_only=True):
    """The data folder and its engine.

    `engine` is absent when it does not answer (then `engine_error` says why). `documents` counts
    live records in the store, `withdrawn` tombstones, `set_aside` quarantine by code; `notices` are
    events told without a publication, `notices_unmatched` those that are about none held here;
    `writer` is the process indexing now.
    """

    engine: EngineStatus | None
    engine_error: str | None
    documents: int
    withdrawn: int
    notices: int
    notices_unmatched: int
    set_aside: dict[str, int]
    coverage: tuple[CoverageRow, ...]
    runs: tuple[Run, ...]
    writer: Owner | None


def coverage(folder: Path, *, numbers: bool = True) -> tuple[CoverageRow, ...]:
    """Rows by office, kind and year; nothing for an empty folder.

    With `numbers`, gaps are looked for, which reads every number held.
    """
    if not (folder / FILE).exists():
        return ()
    readers = Readers(folder)
    try:
        with readers.reader() as connection:
            return tuple(_rows(connection, numbers=numbers))
    finally:
        readers.close()


def _rows(connection: sqlite3.Connection, *, numbers: bool) -> Iterator[CoverageRow]:
    rows: dict[_Key, CoverageRow] = {
        (office, kind, year): CoverageRow(office, kind, year, count, first, last)
        for office, kind, year, count, first, last in connection.execute(
            "SELECT office, kind, year, count(*), min(date), max(date) FROM records"
            " WHERE gone IS NULL GROUP BY office, kind, year"
        )
    }
    for key, code, count in Quarantine(connection).by_document():
        office, kind, year = key
        row = rows.get(key, CoverageRow(office, kind, year, 0))
        rows[key] = replace(row, set_aside=row.set_aside | {code: count})
    for *where, count in _orphans(connection):
        key = (where[0], where[1], where[2])
        rows[key] = replace(rows[key], orphaned=count)
    if numbers:
        _add_gaps(connection, rows)
    yield from (rows[key] for key in sorted(rows, key=lambda key: (*key[:2], key[2] or 0)))


def _orphans(connection: sqlite3.Connection) -> list[Any]:
    if connection.execute("SELECT 1 FROM files WHERE missing LIMIT 1").fetchone() is None:
        return []
    return connection.execute(
        "SELECT office, kind, year, count(*) FROM records WHERE gone IS NULL"
        " AND substr(CAST(file AS BLOB), instr(CAST(file AS BLOB), x'00') + 1)"
        " IN (SELECT CAST(path AS BLOB) FROM files WHERE missing)"
        " GROUP BY office, kind, year"
    ).fetchall()


def _add_gaps(connection: sqlite3.Connection, rows: dict[_Key, CoverageRow]) -> None:
    found: dict[_Key, list[NumberGap]] = {}
    for office in {key[0] for key in rows} & set(OFFICES):
        held = connection.execute("SELECT id, kind FROM records WHERE office = ?", (office,))
        numbers = ((one[len(office) : len(one) - len(kind)], kind) for one, kind in held)
        for hole in gaps(office, numbers):
            key = _row_of(connection, office, hole.before)
            if key in rows:
                gap = NumberGap(office + hole.first, office + hole.last, hole.count)
                found.setdefault(key, []).append(gap)
    for key, some in found.items():
        longest = sorted(some, key=lambda gap: -gap.count)[:GAPS_SHOWN]
        rows[key] = replace(
            rows[key],
            missing=sum(gap.count for gap in some),
            gaps=tuple(gap for gap in some if gap in longest),
            gaps_left_out=len(some) - len(longest),
        )


def _row_of(connection: sqlite3.Connection, office: str, number: str) -> _Key:
    """The row of the first kind of a number."""
    one = office + number
    kind, year = connection.execute(
        "SELECT kind, year FROM records WHERE (id = ? OR (id >= ? AND id < ?)) AND office = ?"
        " ORDER BY gone IS NOT NULL, kind LIMIT 1",
        (one, f"{one}A", f"{one}[", office),
    ).fetchone()
    return office, kind, year


def status(engine: Engine, folder: Path, *, runs: int = 10, numbers: bool = False) -> DataStatus:
    """Everything at once; an engine that is down or empty is part of the answer, not an error."""
    engine_status, engine_error = None, None
    try:
        engine_status = engine.status()
    except EngineError as error:
        engine_error = f"{error.code}: {error.message}"
    rows = coverage(folder, numbers=numbers)
    figures = _figures(folder, runs)
    return DataStatus(
        engine=engine_status,
        engine_error=engine_error,
        documents=sum(row.count for row in rows),
        coverage=rows,
        writer=owner(folder),
        **figures,
    )


def _figures(folder: Path, runs: int) -> dict[str, Any]:
    names = ("withdrawn", "notices", "notices_unmatched", "set_aside", "runs")
    if not (folder / FILE).exists():
        return dict(zip(names, (0, 0, 0, {}, ()), strict=True))
    readers = Readers(folder)
    try:
        with readers.reader() as connection:
            row = connection.execute("SELECT count(*) FROM records WHERE gone IS NOT NULL")
            withdrawn = int(row.fetchone()[0])
            aside = Quarantine(connection).counts()
            last = tuple(Manifest(connection).runs(runs))
            values = (withdrawn, *Notices(connection).counts(), aside, last)
            return dict(zip(names, values, strict=True))
    finally:
        readers.close()
