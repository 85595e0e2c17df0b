"""Whole index runs from files against a bare loop over prepared documents, on both engines."""

import os
import shutil
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path

import tantivy
import urllib3

from benchmarks.corpus import weekly
from benchmarks.table import Row
from indexer import pipeline
from indexer.documents import index_document
from indexer.engine import IndexDocument
from indexer.engines import open_engine
from indexer.engines.elasticsearch.bulk import writing
from indexer.engines.tantivy.layout import register_analyzers, schema, stored_form, text_size
from indexer.engines.tantivy.writing import FLUSH_BYTES, HEAP_BYTES, THREADS
from parsers.model import Publication
from parsers.parse import parse_paths

BULK_BYTES = 4_000_000
ELASTICSEARCH_FILES = 9
"""Weekly files of the Elasticsearch runs: 9,000 grants, the first 1,000 of them to warm the server up."""


def prepared(files: list[Path]) -> list[IndexDocument]:
    return [index_document(p) for p in parse_paths(files) if isinstance(p, Publication)]


def embedded(work: Path) -> list[Row]:
    files = weekly(work / "us14k")
    documents = prepared(files)
    bare = _bare_tantivy(documents, work / "bare")
    count = len(documents)
    del documents
    data = work / "data-tantivy"
    shutil.rmtree(data, ignore_errors=True)
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        began = time.perf_counter()
        report = pipeline.run(files, engine, data)
        whole = time.perf_counter() - began
        began = time.perf_counter()
        again = pipeline.run(files, engine, data)
        second = time.perf_counter() - began
    assert not again.changed
    return [
        Row(
            "tantivy, whole path from files ÷ bare loop",
            bare / whole,
            0.7,
            "×",
            note=f"{count} records, {whole:.1f} s, {report.records / whole:,.0f}/s; bare {count / bare:,.0f}/s",
        ),
        Row(
            "second run over the same files", whole / second, 50, "× faster", note=f"{second:.2f} s"
        ),
    ]


def _bare_tantivy(documents: list[IndexDocument], folder: Path) -> float:
    """The same schema, analysis, threads, heap and commits; nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = tantivy.Index(schema("en"), path=str(folder))
    register_analyzers(index)
    writer = index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)
    began = time.perf_counter()
    size = 0
    for document in documents:
        writer.add_document(stored_form(document))
        size += text_size(document)
        if size > FLUSH_BYTES:
            writer.commit()
            size = 0
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - began


def elasticsearch(work: Path) -> list[Row]:
    url = os.environ.get("GONGKAI_TEST_ELASTICSEARCH")
    if not url:
        return []
    files = weekly(work / "us14k")[:ELASTICSEARCH_FILES]
    host = url.removeprefix("http://")
    name = f"bench{uuid.uuid4().hex[:8]}"
    data = work / "data-elastic"
    shutil.rmtree(data, ignore_errors=True)
    with closing(open_engine(f"elasticsearch://{host}/{name}")) as engine:
        # A first small run makes the index and warms the server's JIT for both.
        pipeline.run(files[:1], engine, work / "data-warm")
        shutil.rmtree(work / "data-warm", ignore_errors=True)
        began = time.perf_counter()
        report = pipeline.run(files[1:], engine, data)
        whole = time.perf_counter() - began
    bodies = [writing(document).lines for document in prepared(files[1:])]
    http = urllib3.PoolManager(maxsize=4)
    index = next(
        i["index"] for i in http.request("GET", f"{url}/_cat/indices/{name}-*?format=json").json()
    )
    mapping = http.request("GET", f"{url}/{index}").json()[index]
    settings = {
        "index": {
            k: v
            for k, v in mapping["settings"]["index"].items()
            if k
            in (
                "analysis",
                "number_of_shards",
                "number_of_replicas",
                "refresh_interval",
                "mapping",
                "codec",
            )
        }
    }
    bare_index = f"{name}-bare"
    http.request(
        "PUT", f"{url}/{bare_index}", json={"settings": settings, "mappings": mapping["mappings"]}
    )
    bare = _replay(http, f"{url}/{bare_index}/_bulk", bodies)
    for one in (index, bare_index):
        http.request("DELETE", f"{url}/{one}")
    return [
        Row(
            "Elasticsearch, whole path ÷ bare _bulk replay",
            bare / whole,
            0.8,
            "×",
            note=f"{report.records} records, {whole:.1f} s, {report.records / whole:,.0f}/s; bare {len(bodies) / bare:,.0f}/s",
        )
    ]


def _replay(http: urllib3.PoolManager, url: str, bodies: list[bytes]) -> float:
    """Two threads, the same bodies in batches of the same size."""
    batches, batch, size = [], [], 0
    for body in bodies:
        batch.append(body)
        size += len(body)
        if size >= BULK_BYTES:
            batches.append(b"".join(batch))
            batch, size = [], 0
    if batch:
        batches.append(b"".join(batch))
    turn = iter(batches)
    lock = threading.Lock()

    def send() -> None:
        while True:
            with lock:
                payload = next(turn, None)
            if payload is None:
                return
            answer = http.request(
                "POST", url, body=payload, headers={"Content-Type": "application/x-ndjson"}
            )
            assert answer.status == 200, answer.data[:500]
            assert not answer.json()["errors"], answer.data[:500]

    threads = [threading.Thread(target=send) for _ in range(2)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    http.request("POST", url.replace("_bulk", "_refresh"))
    return time.perf_counter() - began
