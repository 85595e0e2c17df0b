"""Errors of tantivy and of the disk in the words of the contract."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import EngineError

_FULL = ("No space left", "os error 28", "Disk quota exceeded", "os error 122")
_TOO_MANY = ("max expansions", "size limit", "bucket limit", "memory limit")


@contextmanager
def translated() -> Iterator[None]:
    """Raise EngineError for whatever tantivy or the file system raises.

    A panic of tantivy is a BaseException; it ends the call, never the process.
    """
    try:
        yield
    except (EngineError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise _meaning(error) from error


def _meaning(error: BaseException) -> EngineError:
    text = str(error)
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    if full or any(sign in text for sign in _FULL):
        return disk_full()
    if any(sign in text for sign in _TOO_MANY):
        message = f"The query stands for more words than can be looked up ({text})."
        return EngineError("QUERY_TOO_COMPLEX", message)
    if isinstance(error, PermissionError):
        message = f"The index folder cannot be written or read: {text}"
        return EngineError("SETTINGS_INVALID", message)
    return EngineError("ENGINE_FAILED", f"tantivy: {type(error).__name__}: {text}")


def disk_full() -> EngineError:
    message = "The disk of the index is full. Make room and run again; nothing is lost."
    return EngineError("ENGINE_FULL", message)
