"""What lies in the folder of a tantivy engine, and how it changes in one step.

    live.json                                   which generation answers, and its snapshots
    writer.lock                                 held by the one writing process
    patents-{fingerprint}-{UTC time}/           a generation
        en/000012/                              snapshot of a partition: an index, never changed
        work/en/                                the index being written, of one writer

tantivy commits each index by itself; what makes a commit over all partitions one step is
`live.json`, replaced by rename after every snapshot of the commit is complete. Snapshots share
their files by hard links, so that one costs a few milliseconds and no room. Readers only ever
open snapshots named in `live.json`: a writer that dies in the middle leaves them nothing to see,
and the next writer begins from the last snapshots again.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import EngineError

POINTER, LOCK, WORK = "live.json", "writer.lock", "work"
SNAPSHOTS_KEPT = 3
"""Snapshots of a partition that stay on disk, so that a process that has just read `live.json`
still finds what it names."""

_NAME = re.compile(r"patents-(?P<fingerprint>[0-9a-f]{10})-(?P<built>\d{8}T\d{12})")
_LINK_TRIES = 50


class Generation(Struct, frozen=True):
    """A parsed generation name; `built` is when the build began, UTC `YYYYMMDDTHHMMSSffffff`."""

    fingerprint: str
    built: str


def generation_name(fingerprint: str) -> str:
    """The name of a generation that begins now."""
    return f"patents-{fingerprint}-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}"


def parse_generation(name: str) -> Generation | None:
    """The inverse of `generation_name`; None for any other folder."""
    match = _NAME.fullmatch(name)
    return Generation(**match.groupdict()) if match else None


class Published(Struct, frozen=True):
    """One partition of the live version: the folder of its snapshot and its live documents."""

    snapshot: str
    documents: int


class Pointer(Struct, frozen=True):
    """The live version: what `live.json` holds.

    `version` counts commits; `serial` counts what was published, which merges are without a commit.
    """

    generation: str
    version: int
    serial: int
    partitions: dict[str, Published]


def read_pointer(root: Path) -> Pointer | None:
    """The live version, None when nothing was ever published. EngineError if it is unreadable."""
    try:
        return msgspec.json.decode((root / POINTER).read_bytes(), type=Pointer)
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise EngineError("SETTINGS_INVALID", f"{root} is a file, not a folder.") from None
    except msgspec.MsgspecError as error:
        message = f"{root / POINTER} is damaged ({error}); rebuild the index."
        raise EngineError("INDEX_MISSING", message) from error


def write_pointer(root: Path, pointer: Pointer) -> None:
    """Make a version live, durably and in one step."""
    fresh = root / f"{POINTER}.new"
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(pointer), indent=1))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root / POINTER)
    _sync(root)


def link_index(source: Path, target: Path) -> None:
    """Make `target` the same index as the last commit of `source`, sharing its files.

    Merges may replace files of `source` meanwhile; then it is begun again.
    """
    fresh = target.with_name(f"{target.name}.new")
    for _ in range(_LINK_TRIES):
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        meta = (source / "meta.json").read_bytes()
        try:
            names = _link_segments(source, fresh, meta)
        except FileNotFoundError:
            continue
        if (source / "meta.json").read_bytes() == meta:
            (fresh / "meta.json").write_bytes(meta)
            (fresh / ".managed.json").write_text(json.dumps([*names, "meta.json"]))
            _sync(fresh)
            fresh.replace(target)
            _sync(target.parent)
            return
    raise EngineError("ENGINE_FAILED", f"The files of {source} never came to rest.", retry=True)


def remove_older(folder: Path, keep: str) -> None:
    """Remove the snapshots of a partition but the newest and `keep`."""
    names = sorted((p.name for p in folder.iterdir()), reverse=True)
    for name in names[SNAPSHOTS_KEPT:]:
        if name != keep:
            shutil.rmtree(folder / name, ignore_errors=True)


def sweep(root: Path, live: Pointer | None) -> None:
    """Remove what a broken-off writer left, and generations no longer live. Lock holders only."""
    for folder in root.iterdir():
        if parse_generation(folder.name) is None:
            continue
        if live is None or folder.name != live.generation:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            shutil.rmtree(folder / WORK, ignore_errors=True)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the writer's lock. EngineError INDEX_LOCKED when another writer has it.

    The kernel lets it go with the process, however that ends.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        file = (root / LOCK).open("a+")
    except OSError as error:
        message = f"The index folder {root} cannot be written: {error.strerror}."
        raise EngineError("SETTINGS_INVALID", message) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another process is writing to {root}. Wait for it, or end it."
            raise EngineError("INDEX_LOCKED", message, retry=True) from None
        yield


def size_of(root: Path, pointer: Pointer) -> int:
    """Bytes of the files of the live snapshots."""
    folders = (root / pointer.generation / p.snapshot for p in pointer.partitions.values())
    return sum(file.stat().st_size for folder in folders for file in folder.iterdir())


def _link_segments(source: Path, target: Path, meta: bytes) -> list[str]:
    wanted = {s["segment_id"].replace("-", "") for s in json.loads(meta)["segments"]}
    names = [p.name for p in source.iterdir() if p.name.partition(".")[0] in wanted]
    for name in names:
        try:
            os.link(source / name, target / name)
        except FileNotFoundError:
            raise
        except OSError:  # a file system without hard links
            shutil.copy2(source / name, target / name)
    return names


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
