"""The API and the pages against the engine alone, start-up, and memory of the server."""

import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psutil

from benchmarks.corpus import weekly
from benchmarks.table import Row
from indexer import pipeline
from indexer.engine import SearchRequest
from indexer.engines import open_engine
from search_api.language import understand
from search_api.ranking import first_stage

QUERIES = 500
WORDS = (
    "battery", "electrode", "wireless", "network", "semiconductor", "memory", "polymer",
    "catalyst", "turbine", "valve", "sensor", "display", "image", "encryption", "database",
    "protein", "antibody", "vehicle", "engine", "antenna", "laser", "optical", "fiber",
    "coating", "printer", "audio", "video", "compression", "processor", "cache", "voltage",
    "transistor", "wafer", "packet", "router", "authentication", "touch", "screen",
    "refrigerant", "compressor", "bearing", "gear", "hydraulic", "pump", "filter", "membrane",
)  # fmt: skip


def run(work: Path) -> list[Row]:
    data = _index(work)
    queries = mixed()
    engine_ms = _engine(data, queries)
    started, rows = time.perf_counter(), []
    with _server(data) as (base, process):
        with httpx.Client(base_url=base, timeout=30) as client:
            first = _until_answer(client)
            rows.append(
                Row(
                    "serve: process start to first answer",
                    first - started,
                    1.5,
                    "s",
                    higher_is_better=False,
                )
            )
            plain = _http(
                client, "/api/v1/search", queries, highlight="false", fields="score,title,date"
            )
            marked = _http(client, "/api/v1/search", queries)
            page = _http(client, "/search", queries)
        memory = psutil.Process(process.pid).memory_full_info().uss
    bare, note = (
        _p95(engine_ms),
        f"engine p95 {_p95(engine_ms):.1f} ms, p50 {statistics.median(engine_ms):.1f}",
    )
    return [
        *rows,
        Row(
            "API p95 without snippets − engine p95",
            _p95(plain) - bare,
            5,
            "ms",
            higher_is_better=False,
            note=note,
        ),
        Row(
            "API p95 with snippets − engine p95",
            _p95(marked) - bare,
            30,
            "ms",
            higher_is_better=False,
            note=f"p95 {_p95(marked):.1f} ms",
        ),
        Row(
            "page p95 − API p95 with snippets",
            _p95(page) - _p95(marked),
            10,
            "ms",
            higher_is_better=False,
            note=f"p95 {_p95(page):.1f} ms, facets included",
        ),
        Row(
            "private memory of the server after 1,500 answers",
            memory / 1e6,
            250,
            "MB",
            higher_is_better=False,
        ),
    ]


def mixed(count: int = QUERIES) -> list[str]:
    """Words, phrases, brackets, wildcards, proximity, dates and names, drawn with a fixed seed."""
    rng = random.Random(7)
    a, b, c = (lambda: rng.choice(WORDS),) * 3
    shapes = (
        a,
        lambda: f"{a()} {b()}",
        lambda: f"{a()} {b()} {c()}",
        lambda: f'"{a()} {b()}" OR {c()}',
        lambda: f"({a()} OR {b()}) AND {c()}",
        lambda: f"{a()} NOT {b()}",
        lambda: f"ti:{a()}",
        lambda: f"{a()[:5]}*",
        lambda: f"{a()} NEAR5 {b()}",
        lambda: f"clm:({a()} ADJ3 {b()})",
        lambda: f"{a()} AND pd:[{rng.randint(2005, 2010)} TO 2016]",
        lambda: f"pa:{rng.choice(['sony', 'ibm', 'samsung', 'intel', 'canon', 'sap'])} {a()}",
    )
    return [shapes[i % len(shapes)]() for i in range(count)]


def _index(work: Path) -> Path:
    data = work / "data-tantivy"
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        pipeline.run(weekly(work / "us14k"), engine, data)
    return data


def _engine(data: Path, queries: list[str]) -> list[float]:
    """The same requests as the API without facets, straight to the engine."""
    times = []
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        for query in queries:
            ranking = first_stage(understand(query).query)
            request = SearchRequest(query=ranking.query, size=20, tie=ranking.tie)
            began = time.perf_counter()
            engine.search(request)
            times.append((time.perf_counter() - began) * 1000)
    return times


def _http(client: httpx.Client, path: str, queries: list[str], **more: str) -> list[float]:
    times = []
    for query in queries:
        began = time.perf_counter()
        answer = client.get(path, params={"q": query, **more})
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (query, answer.text[:300])
    return times


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@contextmanager
def _server(data: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "gongkai"),
        "serve",
        "--data",
        str(data),
        "--port",
        str(port),
    ]
    environment = os.environ | {"GONGKAI_RATE_LIMIT": "", "GONGKAI_LOG_LEVEL": "warning"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed packages are compiled
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _until_answer(client: httpx.Client) -> float:
    while True:
        try:
            answer = client.get("/api/v1/search", params={"q": "battery electrode"})
        except httpx.TransportError:
            time.sleep(0.01)
            continue
        assert answer.status_code == 200, answer.text
        return time.perf_counter()
