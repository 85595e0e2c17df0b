"""Bounded engine work: some searches run, some wait a moment, the rest are told to come again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from indexer.errors import EngineError


class Gate:
    """At most `running` at a time, at most `waiting` in line for at most `seconds`."""

    def __init__(self, running: int, waiting: int, seconds: float) -> None:
        self._free = running
        self._room = waiting
        self._seconds = seconds
        self._changed = Condition()

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Raises ENGINE_OVERLOADED when there is no room, or no turn in time."""
        self._take()
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify()

    def _take(self) -> None:
        with self._changed:
            if self._free <= 0:
                if self._room <= 0:
                    raise _overloaded()
                self._room -= 1
                try:
                    if not self._changed.wait_for(lambda: self._free > 0, self._seconds):
                        raise _overloaded()
                finally:
                    self._room += 1
            self._free -= 1


def _overloaded() -> EngineError:
    return EngineError("ENGINE_OVERLOADED", "Too many searches are running.", retry=True)
