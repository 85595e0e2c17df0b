"""Pages of a PDF, read in a child process that is kept for the next one and killed when it hangs.

A plain subprocess and two pipes: worker processes of pools may not have children of the kind that
`multiprocessing` makes. The child ends when its input does, thus with this process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from atexit import register
from threading import Lock, Timer
from typing import BinaryIO, cast

import msgspec

from parsers.errors import ParseError
from parsers.pdf.wire import Answer, Page, PdfLimits, Picture, Request, receive, send

DEFAULT_LIMITS = PdfLimits()

_PACK = msgspec.msgpack.Encoder()
_ANSWERS = msgspec.msgpack.Decoder(Answer)
_DAMAGE = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}
_START_SECONDS = 20.0
"""What a machine under load may need to start the child, on top of its reading."""


class Reader:
    """One child process, started when first needed and again after it has ended."""

    def __init__(self, command: tuple[str, ...] = ("-m", "parsers.pdf.child")) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = Lock()

    def pages(self, data: bytes, limits: PdfLimits = DEFAULT_LIMITS) -> tuple[Page, ...]:
        """The pages with their lines. Raises ParseError PDF_INVALID, _ENCRYPTED or _LIMIT."""
        return self._answer(data, Request(limits)).pages

    def picture(self, data: bytes, page: int, limits: PdfLimits = DEFAULT_LIMITS) -> Picture:
        """A page, counted from 0, as it looks. Raises ParseError as `pages` does."""
        picture = self._answer(data, Request(limits, page)).picture
        if picture is None:
            raise ParseError("PDF_INVALID", "The page cannot be drawn.", place=f"page {page + 1}")
        return picture

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop()

    def _answer(self, data: bytes, asked: Request) -> Answer:
        with self._lock:
            answer = self._ask(data, asked)
        if answer.code:
            raise ParseError(answer.code, answer.message, place=answer.place)
        return answer

    def _ask(self, data: bytes, asked: Request) -> Answer:
        limits = asked.limits
        fresh = self._process is None
        process = self._running()
        late = False

        def kill() -> None:
            nonlocal late
            late = True
            process.kill()

        seconds = 2 * limits.seconds + (_START_SECONDS if fresh else 0)
        timer = Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            given = cast("BinaryIO", process.stdin)
            send(given, _PACK.encode(asked))
            send(given, data)
            message = receive(cast("BinaryIO", process.stdout))
        except BrokenPipeError:
            message = None
        finally:
            timer.cancel()
        if message is not None:
            return _ANSWERS.decode(message)
        return self._death(limits, late=late)

    def _death(self, limits: PdfLimits, *, late: bool) -> Answer:
        """What the end of the child says about the PDF."""
        code = self._stop()
        ended = signal.Signals(-code) if code < 0 else None
        if late or ended == signal.SIGXCPU:
            words = f"Reading it takes more than {limits.seconds:g} s."
            return Answer(code="PDF_LIMIT", message=words)
        if ended in _DAMAGE:
            words = f"Reading it crashes the reader ({ended.name})."
            return Answer(code="PDF_INVALID", message=words)
        why = ended.name if ended else f"exit code {code}"
        words = (
            f"Reading it takes more than {limits.memory >> 20} MB, or crashes the reader ({why})."
        )
        return Answer(code="PDF_LIMIT", message=words)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner != os.getpid():
            self._process = None  # this process is a fork: the child is its parent's
        if self._process is not None and self._process.poll() is not None:
            self._stop()
        if self._process is None:
            self._owner = os.getpid()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, *self._command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            )
        return self._process

    def _stop(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what it had not read yet is lost with it
        return process.wait()


READER = Reader()
"""The reader of this process."""
register(READER.close)
