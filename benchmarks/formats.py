"""Every format: records a second, and against a bare parse of the same bytes in the same run."""

import csv
import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from benchmarks.corpus import SOURCE
from benchmarks.table import Row
from parsers.formats import NAMES
from parsers.parse import parse_record
from parsers.record import Record
from tests.fuzzing.seeds import Seed, samples, specimens

SAMPLES = SOURCE.parent / "samples"
BOUND = 0.3
SECONDS = 0.4
"""How long a measurement goes on at least; the best of `ROUNDS`."""
ROUNDS = 3
APART = {"pdf"}
"""Measured by a benchmark of its own."""


def run(_work: Path) -> list[Row]:
    """Specimens of every format, and real records where the samples are there."""
    os.environ["GONGKAI_OCR"] = "off"
    real = samples(SAMPLES) if SAMPLES.is_dir() else {}
    rows = []
    for form in NAMES:
        if form not in APART:
            rows.append(_row(f"{form}, specimens", specimens(form)))
            if form in real:
                rows.append(_row(f"{form}, samples", real[form]))
    return rows


def _row(name: str, seeds: list[Seed]) -> Row:
    records = [Record(seed.data, seed.file) for seed in seeds]
    size = sum(len(record.data) for record in records)
    _ours(records)  # what is made once: tables, expressions, caches
    ours = best(lambda: _ours(records))
    bare = best(lambda: [reference(record.data) for record in records])
    note = (
        f"{len(records) / ours:,.0f} records/s of {size / len(records) / 1e3:.1f} kB, "
        f"{size / ours / 1e6:,.1f} MB/s; bare {size / bare / 1e6:,.1f} MB/s"
    )
    return Row(f"{name} ÷ bare", bare / ours, BOUND, "×", note=note)


def _ours(records: list[Record]) -> None:
    for record in records:
        for _ in parse_record(record):
            pass


def best(work: Callable[[], object]) -> float:
    """Processor seconds of one turn, the least of some rounds of many turns."""
    found = []
    for _ in range(ROUNDS):
        turns, began = 0, time.process_time()
        while not turns or time.process_time() - began < SECONDS:
            work()
            turns += 1
        found.append((time.process_time() - began) / turns)
    return min(found)


_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def reference(data: bytes) -> object:
    """The barest reading: lxml, json, csv, or the lines of a fixed text."""
    head = data[:100].lstrip(b"\xef\xbb\xbf \r\n")
    if head.startswith((b"{", b"[")):
        return json.loads(data)
    if head.startswith(b"<") and not head.startswith(b"<REC>"):
        try:
            return etree.fromstring(data, _XML)
        except etree.XMLSyntaxError:
            return None
    text = data.decode("utf-8", "replace")
    return (
        text.splitlines()
        if head.startswith((b"PATN", b"<REC>"))
        else [*csv.reader(io.StringIO(text, newline=""))]
    )
