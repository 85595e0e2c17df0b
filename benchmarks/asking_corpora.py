"""Two collections on two engines to ask: real US texts, and 200,000 specimens in six languages.

Indexed once and kept: `python -m benchmarks.asking_corpora [--work FOLDER]` makes what is missing.
A specimen of the second collection is put together of parts of invented publications of the same
topic, office and language; numbers, dates, parties, families and citations are its own.
"""

import argparse
import multiprocessing
import os
import random
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec
from msgspec import structs

from benchmarks.corpus import SOURCE, weekly
from indexer import pipeline
from indexer.database import FILE, transaction
from indexer.engine import IndexDocument, SearchRequest
from indexer.engines import open_engine
from indexer.errors import EngineError
from indexer.lock import Lock
from indexer.pipeline.messages import Parsed
from indexer.pipeline.worker import encode
from indexer.pipeline.writer import StoreWriter
from indexer.store import RecordStore
from parsers.family import with_family
from parsers.model import Claim, Publication, Reference, Segment, Text
from parsers.specimens.families import family
from parsers.specimens.formats import format_of
from parsers.specimens.stream import renumbered
from parsers.specimens.vocabulary import topics
from search_api.settings import Settings

SPECIMENS = 200_000
MODELS = 12_000
"""Invented publications whose parts make up the specimens."""
MAKERS = 2
_AT_ONCE = 200
_ENGINES = ("tantivy", "elasticsearch")
_FIRST, _DAYS = date(2005, 1, 4), 20 * 365
_LONGEST = 100


@dataclass
class Pool:
    """What publications of one topic, office, format and language are made of."""

    titles: list[tuple[Text, ...]] = field(default_factory=list)
    abstracts: list[tuple[Text, ...]] = field(default_factory=list)
    claims: list[tuple[Claim, ...]] = field(default_factory=list)
    paragraphs: list[Segment] = field(default_factory=list)


def specimens(count: int = SPECIMENS, maker: int = 0, makers: int = 1) -> Iterator[Publication]:
    """Every `makers`-th of them, from number `maker` on; the same whoever makes the others."""
    here = [t for t in range(len(topics())) if t % makers == maker]
    models: dict[int, list[Publication]] = defaultdict(list)
    pools: dict[tuple[int, str, str, str], Pool] = defaultdict(Pool)
    known: dict[int, list[Reference]] = {}
    for index in range(MODELS):
        topic = index % len(topics())
        if topic in here:
            for one in family(index, MODELS, 1, known):
                models[topic].append(one)
                _add(pools[topic, *_kind(one)], one)
    made: dict[int, list[Reference]] = defaultdict(list)
    last: dict[int, Publication] = {}
    for index in range(count):
        topic = index % len(topics())
        if topic not in here:
            continue
        rng = random.Random(index)
        model = rng.choice(models[topic])
        pool = pools[topic, *_kind(model)]
        one = _mixed(model, pool, rng, index, index / count)
        one = _related(one, last.get(topic), made[topic], rng.choice(models[topic]), rng)
        last[topic] = one
        made[topic].append(
            Reference(office=one.office, number=one.number, kind=one.kind, date=one.date)
        )
        yield one


def _kind(one: Publication) -> tuple[str, str, str]:
    return one.office, format_of(one), one.language


def _add(pool: Pool, one: Publication) -> None:
    pool.titles.append(one.title)
    pool.abstracts.append(one.abstract)
    pool.claims.append(one.claims)
    pool.paragraphs += [s for s in one.description if s.kind == "paragraph"]


def _mixed(
    model: Publication, pool: Pool, rng: random.Random, index: int, part: float
) -> Publication:
    day = _FIRST + timedelta(days=int(_DAYS * part))
    paragraphs = min(len(model.description), _LONGEST)
    drawn = rng.choices(pool.paragraphs, k=paragraphs) if pool.paragraphs else []
    return structs.replace(
        model,
        **renumbered(model, index, day),
        title=rng.choice(pool.titles),
        abstract=rng.choice(pool.abstracts),
        claims=rng.choice(pool.claims),
        description=tuple(
            structs.replace(one, id=f"p-{n:04d}", number=f"{n:04d}")
            for n, one in enumerate(drawn, 1)
        ),
        drawings=(),
        related=(),
        family=None,
        family_basis=None,
    )


def _related(
    one: Publication,
    before: Publication | None,
    earlier: list[Reference],
    other: Publication,
    rng: random.Random,
) -> Publication:
    """Half of them in the family of the one before; citations of earlier ones of the topic."""
    own = (one.application,) if one.application else ()
    priorities = before.priorities if before and rng.random() < 0.5 else own
    citations = tuple(
        structs.replace(c, document=rng.choice(earlier[-2000:]), named=())
        if c.document and earlier
        else c
        for c in other.citations
    )
    return with_family(
        structs.replace(one, priorities=priorities, citations=citations, parties=other.parties)
    )


def settings(work: Path, corpus: str, engine: str) -> Settings | None:
    """How a collection is asked on an engine; None where there is no server for it."""
    data = work / f"asking-{corpus}"
    if engine == "tantivy":
        url = f"tantivy:{data / 'index'}"
    elif server := os.environ.get("GONGKAI_TEST_ELASTICSEARCH"):
        url = f"elasticsearch://{server.removeprefix('http://')}/asking{corpus}"
    else:
        return None
    return Settings(data=data, engine=url, query_seconds=10.0)


def build(work: Path, corpus: str, count: int = SPECIMENS) -> None:
    """Fill what is missing, and fill again what was built for other fields or analysis."""
    found = [s for name in _ENGINES if (s := settings(work, corpus, name))]
    began = time.perf_counter()
    if corpus == "real" and not (found[0].data / FILE).exists():
        print("asking: indexing real …", file=sys.stderr)
        with closing(open_engine(found[0].engine_url)) as engine:
            pipeline.run(weekly(work / "us14k"), engine, found[0].data)
    if missing := [s for s in found if not is_built(s)]:
        print(f"asking: indexing {corpus} …", file=sys.stderr)
        _fill(missing, count)
        print(f"asking: {corpus} took {time.perf_counter() - began:,.0f} s", file=sys.stderr)


def is_built(found: Settings) -> bool:
    """Whether there is an index this code can search."""
    with closing(open_engine(found.engine_url)) as engine:
        try:
            return engine.search(SearchRequest(size=1)).total > 0
        except EngineError as error:
            if error.code not in {"INDEX_MISSING", "INDEX_OUTDATED"}:
                raise
            return False


def _fill(targets: list[Settings], count: int) -> None:
    """New generations of every engine at once, from the store or, where there is none, invented.

    Publications become documents in processes of their own.
    """
    data = targets[0].data
    stored = data / FILE
    source = stored if stored.exists() else None
    queue: multiprocessing.Queue[bytes | None] = multiprocessing.Queue(8)
    makers = [
        multiprocessing.Process(target=_make, args=(queue, source, count, n, MAKERS), daemon=True)
        for n in range(MAKERS)
    ]
    for maker in makers:
        maker.start()
    data.mkdir(parents=True, exist_ok=True)
    decode = msgspec.msgpack.Decoder(tuple[Parsed, ...]).decode
    document = msgspec.msgpack.Decoder(IndexDocument).decode
    done, running, began = 0, len(makers), time.perf_counter()
    with ExitStack() as stack:
        stack.enter_context(Lock(data))
        store = stack.enter_context(closing(StoreWriter(data, archive=False)))
        engines = [stack.enter_context(closing(open_engine(t.engine_url))) for t in targets]
        writers = [stack.enter_context(engine.rebuild()) for engine in engines]
        while running:
            batch = queue.get()
            if batch is None:
                running -= 1
                continue
            parsed = decode(batch)
            if source is None:
                with transaction(store.connection):
                    for one in parsed:
                        store.store(one, 1)
            documents = [document(one.document) for one in parsed]
            for writer in writers:
                writer.put(documents)
            done += len(parsed)
            if done % 5000 < _AT_ONCE:
                rate = done / (time.perf_counter() - began)
                print(f"asking: {done:,}, {rate:,.0f}/s", file=sys.stderr)


def _make(queue, source: Path | None, count: int, maker: int, makers: int) -> None:
    made = _stored(source, maker, makers) if source else specimens(count, maker, makers)
    batch: list[Parsed] = []
    pack = msgspec.msgpack.Encoder().encode
    for place, one in enumerate(made):
        batch.append(encode(one, place))
        if len(batch) == _AT_ONCE:
            queue.put(pack(batch))
            batch = []
    queue.put(pack(batch))
    queue.put(None)


def _stored(source: Path, maker: int, makers: int) -> Iterator[Publication]:
    """The records in the order they were stored in."""
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT id FROM records WHERE gone IS NULL ORDER BY change")
        ids = [one for (one,) in rows][maker::makers]
    with closing(RecordStore(source.parent)) as store:
        for start in range(0, len(ids), _AT_ONCE):
            yield from store.get(ids[start : start + _AT_ONCE]).values()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    parser.add_argument("--count", type=int, default=SPECIMENS)
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    build(options.work, "specimens", options.count)
    if SOURCE.exists():
        build(options.work, "real")


if __name__ == "__main__":
    main()
