"""From paths to tasks: which files have to be read, from where, in which portions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct

from indexer.manifest import FileEntry, Manifest, file_sha256
from indexer.pipeline.messages import ReadRecords, ReadSlices, Task
from parsers.errors import ParseError
from parsers.reading import OTHER_FILES, files_below, slices
from parsers.record import Failure, Record, Slice

TASK_BYTES = 2 * 2**20
TASK_RECORDS = 200


class Mark(Struct, frozen=True):
    """When the work it belongs to is stored, the file's first `done` records are.

    The file's last one has `digest`: SHA-256 of the file, or None if it changed meanwhile.
    """

    entry: FileEntry
    done: int
    digest: Callable[[], bytes | None] | None = None


class Work(Struct, kw_only=True):
    """A task for a parser process, failures met before, and what is done afterwards.

    `readings` says of each file which reading this is; `retried` is the number in quarantine of
    the one record this work tries again. `size` counts bytes.
    """

    task: Task | None = None
    failures: tuple[Failure, ...] = ()
    marks: tuple[Mark, ...] = ()
    readings: dict[str, int] = {}
    retried: int | None = None
    size: int = 0


class Sources:
    """The files below some paths, in the order of their names; `folders` are those of the paths."""

    def __init__(self, paths: Iterable[Path]) -> None:
        found: dict[Path, os.stat_result] = {}
        self.folders: list[Path] = []
        for path in paths:
            whole = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
            if not whole.exists():
                raise ParseError(
                    "FILE_UNREADABLE", "There is no such file or folder.", place=str(path)
                )
            if whole.is_dir():
                self.folders.append(whole)
            found.update((file, file.stat()) for file in _files(whole))
        self.files = list(found.items())
        self.bytes = sum(stat.st_size for _, stat in self.files)


class Planner:
    """Portions the files that changed since they were last read. `again` reads them all."""

    def __init__(self, sources: Sources, manifest: Manifest, *, again: bool = False) -> None:
        self._sources, self._manifest, self._again = sources, manifest, again
        self._hashing = ThreadPoolExecutor(1, "hashing")
        self.on_skip: Callable[[Path, int], None] = lambda _path, _size: None

    def works(self) -> Iterator[Work]:
        """Portions in the order of files and records; small files share one."""
        portion = _Portion()
        for path, stat in self._sources.files:
            entry = self._manifest.begin(path, stat, again=self._again)
            if entry is None:
                self.on_skip(path, stat.st_size)
                continue
            digest = self._digest(path, stat)
            done = -1
            for done, item in enumerate(slices(path)):
                if done < entry.done:
                    continue
                if not portion.takes(item):
                    yield portion.work(Mark(entry, done) if done > entry.done else None)
                    portion = _Portion()
                portion.add(item, done)
            portion.marks.append(Mark(entry, done + 1, digest))
            if len(portion.marks) >= TASK_RECORDS:
                yield portion.work(None)
                portion = _Portion()
        if portion.marks:
            yield portion.work(None)

    def close(self) -> None:
        self._hashing.shutdown(wait=False, cancel_futures=True)

    def _digest(self, path: Path, stat: os.stat_result) -> Callable[[], bytes | None]:
        """Large files are hashed while they are parsed."""
        if stat.st_size <= TASK_BYTES:
            return lambda: _unchanged_sha256(path, stat)
        future: Future[bytes | None] = self._hashing.submit(_unchanged_sha256, path, stat)
        return future.result


def _unchanged_sha256(path: Path, stat: os.stat_result) -> bytes | None:
    try:
        digest = file_sha256(path)
        now = path.stat()
    except OSError:
        return None
    same = (now.st_size, now.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    return digest if same else None


class _Portion:
    """Work being gathered."""

    def __init__(self) -> None:
        self._items: list[tuple[Slice | Record, int]] = []
        self._failures: list[Failure] = []
        self.marks: list[Mark] = []
        self._bytes = 0

    def takes(self, item: Slice | Record | Failure) -> bool:
        """Whether the item still fits: one kind in a task, and not too much of it."""
        full = self._bytes >= TASK_BYTES or len(self._items) >= TASK_RECORDS
        other = bool(self._items) and type(self._items[0][0]) is not type(item)
        return not full and (isinstance(item, Failure) or not other)

    def add(self, item: Slice | Record | Failure, place: int) -> None:
        if isinstance(item, Failure):
            self._failures.append(item)
            self._bytes += len(item.data)
        else:
            self._items.append((item, place))
            self._bytes += item.length if isinstance(item, Slice) else len(item.data)

    def work(self, mark: Mark | None) -> Work:
        if mark is not None:
            self.marks.append(mark)
        return Work(
            task=self._task(),
            failures=tuple(self._failures),
            marks=tuple(self.marks),
            readings={mark.entry.path: mark.entry.number for mark in self.marks},
            size=self._bytes,
        )

    def _task(self) -> Task | None:
        places = tuple(place for _, place in self._items)
        records = tuple(item for item, _ in self._items if isinstance(item, Record))
        if records:
            return ReadRecords(records, places)
        found = tuple(item for item, _ in self._items if isinstance(item, Slice))
        return ReadSlices(found) if found else None


def _files(path: Path) -> Iterator[Path]:
    """What may hold records; a file that was named itself is read whatever its name."""
    for file in files_below(path):
        if file == path or file.suffix[1:].lower() not in OTHER_FILES:
            yield file
