"""Latency of every operator, on two collections and two engines, against a bare query of each engine.

Asked through the service: read, run, the records of 20 hits fetched; results remembered from
earlier runs are forgotten between them. `first` is the median of each query's first run.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy
import urllib3
from rich.console import Console
from rich.table import Table

from benchmarks.asking_corpora import build, is_built, settings
from benchmarks.asking_queries import OPERATORS, PARSE, RECOGNISED, Operator
from benchmarks.asking_words import Draw, Sample
from benchmarks.corpus import SOURCE
from benchmarks.table import Row
from indexer.engines.elasticsearch import ElasticsearchEngine
from indexer.engines.elasticsearch.mapping import text_field
from indexer.engines.tantivy import TantivyEngine
from indexer.engines.tantivy.layout import schema
from indexer.errors import EngineError
from search_api.errors import QueryError
from search_api.language import understand
from search_api.parameters import SearchParameters
from search_api.service import Service

ENGINES = ("tantivy", "elasticsearch")
WARM = 2
"""Runs of each query after its first."""
ENOUGH = 8.0
"""Seconds after which an operator is not run again on a collection and engine."""
PARTS = ("score", "title", "date")


@dataclass
class Measured:
    """One operator on one collection and engine; times in ms."""

    corpus: str
    engine: str
    operator: str
    goal: float | None
    queries: int
    first: float
    p50: float
    p95: float
    worst: float
    bare: float
    partial: int
    refused: int
    hits: float
    slowest: str

    def row(self) -> Row:
        note = (
            f"p50 {self.p50:,.0f}, first {self.first:,.0f}, p95 = {self.p95 / self.bare:,.0f} × bare;"
            f" {self.queries} queries, {self.hits:,.0f} hits"
        )
        note += f", {self.partial} PARTIAL" if self.partial else ""
        note += f", {self.refused} REFUSED" if self.refused else ""
        name = f"{self.corpus}, {self.engine}: {self.operator}, p95"
        return Row(name, self.p95, self.goal, "ms", higher_is_better=False, note=note)


def run(work: Path, only: str = "") -> list[Row]:
    """Every operator whose name has `only` in it. Indexes that are missing are built first."""
    found = measure(work, only)
    if not only:
        lines = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)
        (work / "asking.json").write_text(lines, encoding="utf-8")
    show_table(found)
    return [one.row() for one in found]


def measure(work: Path, only: str = "", corpora: str = "", engines: str = "") -> list[Measured]:
    found: list[Measured] = []
    for corpus in ("specimens", "real"):
        if corpora not in corpus or (corpus == "real" and not SOURCE.exists()):
            continue
        build(work, corpus)
        for engine in ENGINES:
            how = settings(work, corpus, engine)
            if engines in engine and how is not None and is_built(how):
                with closing(Service(how)) as service:
                    found += _asked(service, corpus, engine, only)
    return found


def _asked(service: Service, corpus: str, engine: str, only: str) -> Iterator[Measured]:
    service.warm()
    sample = Sample(service.store)
    bare = _bare(service, sample)
    print(f"{corpus}, {engine}: bare {bare:.2f} ms", file=sys.stderr)
    for operator in OPERATORS:
        if only not in operator.name:
            continue
        if queries := operator.made(sample):
            yield _operator(service, operator, queries, (corpus, engine), bare)
    if only in "reading 500 terms":
        yield _reading(sample, (corpus, engine), bare)


def _operator(
    service: Service, operator: Operator, queries: list[str], where: tuple[str, str], bare: float
) -> Measured:
    first: dict[str, float] = {}
    warm: list[float] = []
    totals: list[int] = []
    partial = refused = 0
    began = time.perf_counter()
    for turn in range(1 + WARM):
        if turn and time.perf_counter() - began > ENOUGH:
            break
        _forget(service)
        for query in queries:
            if turn and query not in first:
                continue
            try:
                took, total, whole = _once(service, operator, query)
            except EngineError as error:
                if error.code != "ENGINE_TIMEOUT":
                    raise
                took, total, whole = service.settings.query_seconds * 1000, 0, False
            except QueryError as error:
                refused += 1
                print(f"  refused: {error.code} {query[:100]}", file=sys.stderr)
                continue
            if turn:
                warm.append(took)
            else:
                first[query] = took
                totals.append(total)
                partial += not whole
    firsts = list(first.values()) or [0.0]
    times = warm or firsts
    p95 = _p95(times)
    slowest = max(first, key=first.__getitem__, default="")
    print(
        f"{where[0]}, {where[1]}: {operator.name}: p50 {statistics.median(times):.1f}, p95 {p95:.1f},"
        f" first {statistics.median(firsts):.1f}, worst {max(*firsts, *times):.0f}, partial {partial},"
        f" refused {refused}, hits {statistics.median(totals or [0]):.0f}; slowest: {slowest[:110]}",
        file=sys.stderr,
    )
    return Measured(
        *where,
        operator.name,
        operator.goal,
        len(queries),
        statistics.median(firsts),
        statistics.median(times),
        p95,
        max(*firsts, *times),
        bare,
        partial,
        refused,
        statistics.median(totals or [0]),
        slowest[:400],
    )


def _once(service: Service, operator: Operator, query: str) -> tuple[float, int, bool]:
    asked = SearchParameters(
        q=query,
        dialect="auto" if operator.name in RECOGNISED else "canonical",
        sort=operator.sort,
        facets=operator.facets,
        fields=None if operator.highlight else PARTS,
        highlight=operator.highlight,
    )
    began = time.perf_counter()
    answer = service.search(asked)
    took = (time.perf_counter() - began) * 1000
    return took, answer.total.value, not answer.partial


def _forget(service: Service) -> None:
    """Remembered lists and results would make the second run of a query no measurement."""
    service._settler._known.clear()
    if isinstance(service.engine, TantivyEngine):
        service.engine._searching._ranked.clear()


def _reading(sample: Sample, where: tuple[str, str], bare: float) -> Measured:
    """Only what is done before an engine is asked."""
    operator = next(one for one in OPERATORS if one.name == "Boolean, 500 terms")
    queries = operator.made(sample)
    times = []
    for query in queries * 3:
        began = time.perf_counter()
        understand(query, "canonical")
        times.append((time.perf_counter() - began) * 1000)
    first, rest = times[: len(queries)], times[len(queries) :]
    found = (statistics.median(first), statistics.median(rest), _p95(rest), max(times))
    print(f"{where[0]}, {where[1]}: reading 500 terms: p95 {found[2]:.1f}", file=sys.stderr)
    return Measured(
        *where, "reading 500 terms", PARSE, len(queries), *found, bare, 0, 0, 0, queries[0][:400]
    )


def _bare(service: Service, sample: Sample) -> float:
    """Median of single words in one field, straight to the engine's own client."""
    language = max(sample.languages, key=lambda name: len(sample.languages[name].documents))
    words = Draw(sample, language, "bare").words(30, "common", "middle")
    ask = _bare_query(service, language)
    times = []
    for word in words * 2:
        began = time.perf_counter()
        ask(word)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[len(words) :])


def _bare_query(service: Service, language: str) -> Callable[[str], object]:
    engine = service.engine
    if isinstance(engine, TantivyEngine):
        searcher = engine._snapshots.live().searchers[language]
        return lambda word: searcher.search(
            tantivy.Query.term_query(schema(language), "desc", word), limit=20
        )
    assert isinstance(engine, ElasticsearchEngine)
    address, http = engine._address, urllib3.PoolManager()
    url = f"{address.hosts[0]}/{address.alias}/_search"

    def ask(word: str) -> object:
        term = {"term": {text_field("desc", language): {"value": word}}}
        body = {"query": term, "size": 20, "track_total_hits": True, "stored_fields": "_none_"}
        return http.request("POST", url, json=body).json()["hits"]["total"]

    return ask


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def show_table(found: list[Measured]) -> None:
    """Operators × collections and engines: p50 / p95, marked where the goal is missed."""
    places = list(dict.fromkeys((one.corpus, one.engine) for one in found))
    table = Table(
        "p50 / p95, ms",
        "goal",
        *(f"{corpus}\n{engine}" for corpus, engine in places),
        title="Asking",
    )
    for name in dict.fromkeys(one.operator for one in found):
        cells = {(m.corpus, m.engine): m for m in found if m.operator == name}
        goal = next(iter(cells.values())).goal
        table.add_row(
            name,
            "" if goal is None else f"{goal:,.0f}",
            *(_cell(cells[place]) if place in cells else "" for place in places),
        )
    Console(width=150).print(table)


def _cell(one: Measured) -> str:
    text = f"{one.p50:,.0f} / {one.p95:,.0f}"
    text += " !" if one.goal is not None and one.p95 > one.goal else ""
    text += f" ({one.partial} partial)" if one.partial else ""
    return text + (f" ({one.refused} refused)" if one.refused else "")


def main() -> None:
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="part of an operator's name")
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    parser.add_argument("--corpus", default="")
    parser.add_argument("--engine", default="")
    options = parser.parse_args()
    show_table(measure(options.work, options.only, options.corpus, options.engine))


if __name__ == "__main__":
    main()
