"""Pieces of Chinese, Japanese and Korean texts are found wherever they stand, and nowhere else."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from handmade import document, fill, ids
from oracle import Entry
from substrings import Text, pieces, undressed
from under_test import ENGINES, PARAMETERS

from indexer.documents import index_document
from indexer.engine import SearchRequest
from indexer.query import Match
from indexer.settling import Settler
from parsers.model import Publication
from parsers.parse import parse_paths
from search_api.errors import QueryError
from search_api.language import understand

FIELDS = ("ti", "ab", "clm", "desc")
PIECES = 5_000
FOLDERS = (
    "cn-st36-old",
    "cn-st96-new",
    "jp-gazette-xml",
    "jp-ipph-xml-zh-translations",
    "kipris-xml",
)
JAPANESE = 24
"""Publications taken of each folder: brute force takes its time."""


def check(engine, entries, count, seed):
    texts = {e.publication.id: [Text(e, field) for field in FIELDS] for e in entries}
    settler = Settler(
        engine,
        lambda ids: {e.publication.id: e.publication for e in entries if e.publication.id in ids},
    )

    def found(typed):
        try:
            query = understand(typed, "canonical").query
        except QueryError as error:
            return error.code
        asked, exact = settler.settle(SearchRequest(query=query, size=len(entries), seconds=60), "")
        assert exact
        return {hit.id for hit in engine.search(asked).hits}

    typed = pieces(entries, count, seed)
    with ThreadPoolExecutor(4) as pool:
        answers = dict(zip(typed, pool.map(found, typed), strict=True))
    wrong = []
    for one, answer in answers.items():
        expected = {i for i, some in texts.items() if any(t.has(undressed(one)) for t in some)}
        if answer != expected:
            wrong.append((one, answer if isinstance(answer, str) else answer ^ expected))
    assert not wrong, f"{len(wrong)} of {len(answers)}: {wrong[:20]}"
    assert sum(map(bool, answers.values())) > len(answers) * 0.9


def share(request):
    """All on the embedded engine; a fifth on each server unless everything is asked for."""
    embedded = request.node.callspec.params["library"] == "tantivy"
    return PIECES if embedded or os.environ.get("GONGKAI_ORACLE") else PIECES // 5


def test_of_specimens(library, oracle, request):
    entries = [*oracle.entries.values()]
    check(library, entries, share(request), 3)


@pytest.fixture(scope="module")
def samples(shared_samples):
    found: dict[str, Publication] = {}
    for folder in FOLDERS:
        some = sorted((shared_samples / folder).rglob("*"))[:JAPANESE]
        for one in parse_paths([path for path in some if path.is_file()]):
            if isinstance(one, Publication) and one.language in {"zh", "ja", "ko"}:
                found[one.id] = one
    assert len(found) > 10
    return [Entry(publication) for publication in found.values()]


@pytest.mark.shared
@pytest.mark.parametrize("kind", PARAMETERS)
def test_of_samples(kind, samples, request):
    with ENGINES[kind](request) as engine:
        with engine.rebuild() as writer:
            writer.put(index_document(entry.publication) for entry in samples)
        embedded = kind == "tantivy"
        check(engine, samples, 2_000 if embedded or os.environ.get("GONGKAI_ORACLE") else 500, 4)


@pytest.fixture
def names(engine):
    fill(
        engine,
        document("CN1A", "一种5G通信基站，含α-烯烃的电池。", "zh", names=("清华大学",)),
        document("CN2A", "大华清洁装置", "zh", names=("大华清洁公司",)),
        document("TW3A", "一種電池與電腦。", "zh", names=("國立清華大學", "国立清华大学")),
        document("JP4A", "電池および国際規格。", "ja", names=("清華株式会社",)),
        document("JP5A", "发電の実験。", "ja"),
    )
    return engine


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("pa", "清华", ["CN1A", "TW3A"]),
        ("pa", "清華", ["JP4A", "TW3A"]),
        ("pa", "华清", ["CN2A"]),
        ("desc", "电池", ["CN1A", "TW3A"]),
        ("desc", "電池", ["CN1A", "JP4A", "TW3A"]),
        ("desc", "国際", ["JP4A"]),
        ("desc", "國際", []),
        ("desc", "5G通信", ["CN1A"]),
        ("desc", "G通信", []),
        ("desc", "5G 通", ["CN1A"]),
        ("desc", "α-烯烃", ["CN1A"]),
        ("desc", "α烯", ["CN1A"]),
        ("desc", "信5G", []),
        ("desc", "站含", []),
    ],
)
def test_runs_and_their_variants(names, field, text, found):
    assert sorted(ids(names, Match((field,), text))) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("电", ["CN1A", "TW3A"]), ("電", ["CN1A", "JP4A", "JP5A", "TW3A"]), ("際", ["JP4A"])],
)
def test_one_character_is_enough(names, typed, found):
    assert sorted(ids(names, Match(("desc",), typed))) == found


def test_two_runs_are_not_one(engine):
    """The pairs of one run are those of two that share a character."""
    fill(engine, document("CN1A", "如图所示", "zh"), document("CN2A", "如图，图一所示", "zh"))
    query = understand('"图,图"', "canonical").query
    settler = Settler(engine, lambda ids: {})
    assert not engine.runs(query)
    asked, _ = settler.settle(SearchRequest(query=Match(("desc",), "图一"), size=9), "")
    assert [hit.id for hit in engine.search(asked).hits] == ["CN2A"]
