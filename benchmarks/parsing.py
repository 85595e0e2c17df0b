"""XML → publication against a bare lxml parse of the same bytes; two workers against one."""

import shutil
import threading
import time
from collections import deque
from contextlib import suppress
from itertools import islice
from pathlib import Path

import psutil
from lxml import etree

from benchmarks.corpus import weekly
from benchmarks.table import Row
from indexer.pipeline.messages import ReadSlices
from indexer.pipeline.pool import Pool
from parsers.model import Publication
from parsers.parse import parse_record
from parsers.reading import read, slices
from parsers.record import Record, Slice

DOCUMENTS = 1_000
REPEATS = 3
PORTION = 32
WORKER_BYTES = 250_000_000
BIG_FILE = 520_000_000


def run(work: Path) -> list[Row]:
    files = weekly(work / "us14k")
    return [*_single(files), *_workers(files, work)]


def _single(files: list[Path]) -> list[Row]:
    records = [r for r in islice(read(files[0]), DOCUMENTS) if isinstance(r, Record)]
    size = sum(len(r.data) for r in records)
    bare = min(_timed(_bare, records) for _ in range(REPEATS))
    ours = min(_timed(_ours, records) for _ in range(REPEATS))
    per_document = size / len(records)
    rate_at_74_kb = size / ours / 74_000
    note = (
        f"{len(records)} grants of {per_document / 1000:.0f} kB; bare {len(records) / bare:,.0f}/s"
    )
    return [
        Row("US XML → publication ÷ bare lxml", bare / ours, 0.50, "×", note=note),
        Row("US XML → publication, 74 kB documents a core", rate_at_74_kb, 500, "docs/s"),
    ]


def _bare(records: list[Record]) -> None:
    for record in records:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        etree.fromstring(record.data, parser)


def _ours(records: list[Record]) -> None:
    for record in records:
        for found in parse_record(record):
            assert isinstance(found, Publication)


def _timed(work, *arguments) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


def _workers(files: list[Path], work: Path) -> list[Row]:
    """Parse, prepare, compress and send back, without an engine."""
    big = work / "big.xml"
    if not big.exists() or big.stat().st_size < BIG_FILE:
        with big.open("wb") as out:
            for file in files:
                if out.tell() < BIG_FILE:
                    with file.open("rb") as source:
                        shutil.copyfileobj(source, out)
    # warm the page cache
    with big.open("rb") as file:
        while file.read(1 << 24):
            pass
    one = min(_timed(_pooled, big, 1, WORKER_BYTES) for _ in range(2))
    two = min(_timed(_pooled, big, 2, WORKER_BYTES) for _ in range(2))
    watch = _Watch()
    _pooled(big, 2, BIG_FILE)
    most = watch.end()
    return [
        Row("two worker processes ÷ one", one / two, 1.7, "×"),
        Row(
            "memory of a worker on a 520 MB file",
            most / 1e6,
            300,
            "MB",
            higher_is_better=False,
            note="unique set, highest seen",
        ),
    ]


def _pooled(path: Path, workers: int, limit: int) -> None:
    """Every slice up to `limit` bytes through that many processes."""
    pool = Pool(workers)
    waiting = deque()
    portion: list[Slice] = []
    done = 0
    for place in slices(path):
        assert isinstance(place, Slice)
        portion.append(place)
        done += place.length
        if len(portion) == PORTION:
            waiting.append(pool.submit(ReadSlices(tuple(portion))))
            portion = []
        while len(waiting) > workers + 2:
            waiting.popleft().result()
        if done > limit:
            break
    while waiting:
        waiting.popleft().result()
    pool.close()


class _Watch(threading.Thread):
    """The highest unique set size of any child process, sampled."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._stop_now = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._stop_now.wait(0.25):
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    self.most = max(self.most, child.memory_full_info().uss)

    def end(self) -> int:
        self._stop_now.set()
        self.join()
        return self.most
