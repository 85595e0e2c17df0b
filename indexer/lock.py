"""One writer per data folder: a lock file with the owner's process id and a heartbeat.

The system's own file lock decides, and the system drops it when its owner dies, so a stale file
is simply taken over. What the file says (`pid`, `host`, `since`, `heartbeat`) is for people and
for `gongkai status`.
"""

from __future__ import annotations

import fcntl
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import IO, Self

import msgspec

from indexer.errors import EngineError

FILE = "lock"
HEARTBEAT_SECONDS = 5.0


class Owner(msgspec.Struct, frozen=True):
    """Who writes to the data folder; times are ISO 8601, UTC."""

    pid: int
    host: str
    since: str
    heartbeat: str


class Lock:
    """Held within its `with` block. Raises INDEX_LOCKED when another process holds it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._file: IO[bytes] | None = None
        self._since = ""
        self._stop = Event()
        self._beat = Thread(target=self._beats, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise EngineError("INDEX_LOCKED", _who(self._path), retry=True) from error
        self._file = file
        self._since = _now()
        self._write(file)
        self._beat.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._beat.join()
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def _beats(self) -> None:
        while not self._stop.wait(HEARTBEAT_SECONDS):
            if self._file is not None:
                self._write(self._file)

    def _write(self, file: IO[bytes]) -> None:
        owner = Owner(os.getpid(), socket.gethostname(), self._since, _now())
        data = msgspec.json.encode(owner)
        os.pwrite(file.fileno(), data, 0)
        os.ftruncate(file.fileno(), len(data))


def owner(folder: Path) -> Owner | None:
    """Who is writing to the folder now, if anybody; never waits."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return _read(path)
    except FileNotFoundError:
        return None
    return None


def _read(path: Path) -> Owner | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Owner)
    except (OSError, msgspec.MsgspecError):
        return None


def _who(path: Path) -> str:
    known = _read(path)
    if known is None:
        return f"another process is writing ({path} is locked); wait for it to end"
    return (
        f"process {known.pid} on {known.host} has been writing since {known.since}"
        f" (last sign of life {known.heartbeat}); wait for it to end"
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
