"""The child process that opens PDFs: `python -m parsers.pdf.child`.

It reads requests and bytes from its standard input and answers on its standard output, one PDF
after the other, until the input ends. Whatever a PDF does to it (a crash, a loop, gigabytes) ends
this process only. It opens no file for a PDF, not even a font, and can write none.
"""

from __future__ import annotations

import os
import resource

import msgspec

from parsers.errors import ParseError
from parsers.pdf.drawing import draw
from parsers.pdf.extract import extract
from parsers.pdf.fonts import without_system_fonts
from parsers.pdf.wire import Answer, PdfLimits, Request, receive, send

_PACK = msgspec.msgpack.Encoder()
_REQUESTS = msgspec.msgpack.Decoder(Request)


def main() -> None:
    """Serve until the input ends."""
    without_system_fonts()
    incoming = os.fdopen(0, "rb", closefd=False)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing a library prints may get between the answers
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while (head := receive(incoming)) is not None and (data := receive(incoming)) is not None:
        send(outgoing, _PACK.encode(_answer(data, _REQUESTS.decode(head))))


def _answer(data: bytes, asked: Request) -> Answer:
    limits = asked.limits
    _bound(limits)
    try:
        if asked.draw is None:
            return Answer(extract(data, limits))
        return Answer(picture=draw(data, asked.draw))
    except ParseError as error:
        return Answer(code=error.code, message=error.message, place=error.place)
    except MemoryError:
        words = f"Reading it takes more than {limits.memory >> 20} MB."
        return Answer(code="PDF_LIMIT", message=words)
    except RecursionError:
        return Answer(code="PDF_LIMIT", message="Its objects are nested too deeply.")


def _bound(limits: PdfLimits) -> None:
    """Let the kernel end this process when one PDF takes too much: libraries cannot be asked to."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    main()
