"""Messages over pipes: eight bytes of length, then the message."""

from __future__ import annotations

import fcntl
import os
import select
import struct

READY = b"ready"
"""A process's first message: everything is loaded."""

_LENGTH = struct.Struct("<Q")
_PIPE_BYTES = 2**20


def widen(fd: int) -> None:
    """Let a pipe hold more than the usual 64 kB, where the system can: fewer task switches."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        try:
            fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        except OSError:  # a limit of the system for this user: the pipe works as it is
            return


def send(fd: int, message: bytes) -> None:
    """Raises BrokenPipeError when the other side is gone."""
    _write(fd, _LENGTH.pack(len(message)))
    _write(fd, message)


def receive(fd: int, seconds: float | None = None) -> bytearray | None:
    """The next message; None when the other side is gone.

    Raises TimeoutError when the other side says nothing for `seconds`.
    """
    head = _read(fd, _LENGTH.size, seconds)
    return None if head is None else _read(fd, _LENGTH.unpack(head)[0], seconds)


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def _read(fd: int, length: int, seconds: float | None) -> bytearray | None:
    data = bytearray(length)
    view = memoryview(data)
    while view:
        if seconds is not None and not select.select([fd], [], [], seconds)[0]:
            raise TimeoutError
        got = os.readv(fd, [view])
        if got == 0:
            return None
        view = view[got:]
    return data
