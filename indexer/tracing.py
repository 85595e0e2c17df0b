"""Where the values of an indexed publication come from: its records are read again, tracing.

That is done by a process of its own (`indexer.tracing_child`): a serving process loads no parsers.
"""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
from msgspec import Struct

from indexer.errors import EngineError
from indexer.store import RecordStore
from parsers.model import Publication
from parsers.places import Place
from parsers.trace import Traceable

_SECONDS = 60.0
_ENCODER = msgspec.msgpack.Encoder()
_PLACES = msgspec.msgpack.Decoder(list[Place])


class TraceRequest(Struct, frozen=True):
    """`held` is the publication as it is stored, `field` the path of what is asked for."""

    held: Publication
    records: tuple[Traceable, ...]
    field: str = ""


def places(store: RecordStore, held: Publication, field: str = "") -> list[Place]:
    """Where the values of a publication come from; [] where its bytes are not archived.

    `field` is the path of a value (`title[0].text`) or of what it is part of (`claims[2]`,
    `parties`); all values if empty. Raises ENGINE_TIMEOUT and ENGINE_FAILED.
    """
    originals = store.originals(held.id)
    sources = [one.source for one in store.records(held.id)]
    records = tuple(
        Traceable(source, originals[source.sha256])
        for source in sources
        if source.sha256 in originals
    )
    return _answer(TraceRequest(held, records, field)) if records else []


def _answer(asked: TraceRequest) -> list[Place]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "indexer.tracing_child"],
            input=_ENCODER.encode(asked),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        words = f"Reading the records of {asked.held.id} again takes more than {_SECONDS:g} s."
        raise EngineError("ENGINE_TIMEOUT", words) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        words = f"The records of {asked.held.id} cannot be read again: {last[:200]}"
        raise EngineError("ENGINE_FAILED", words) from error
    return _PLACES.decode(done.stdout)
