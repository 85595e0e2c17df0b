"""The server's own English analysis makes the tokens queries are made of."""

import io
import json
import unicodedata

import pytest
import zstandard
from elastic import engine_at

from indexer.analysis import NATIVE, PARA_END, SENT_END, prepare, tokens
from indexer.engines.elasticsearch.mapping import fingerprint, stem_rules
from parsers.specimens import publications

pytestmark = pytest.mark.elasticsearch

TEXTS = 320


class Analyzer:
    """The tokens of a text as it is sent to the index, whatever its length."""

    def __init__(self, engine) -> None:
        self.client = engine._client
        with engine.rebuild():
            pass
        self.index = engine.status().generation
        limit = {"index.analyze.max_token_count": 500_000}
        self.client.indices.put_settings(index=self.index, settings=limit)

    def __call__(self, texts):
        sentences = [s for paragraph in prepare(texts, NATIVE) for s in paragraph]
        if not sentences:
            return []
        answer = self.client.indices.analyze(index=self.index, analyzer=NATIVE, text=sentences)
        return [token["token"] for token in answer["tokens"]]


@pytest.fixture(scope="module")
def analyzed(elasticsearch_url):
    with engine_at(elasticsearch_url) as engine:
        yield Analyzer(engine)


def test_specimens_have_the_same_tokens(analyzed):
    for publication in publications(60):
        text = " ".join(segment.text for segment in publication.description)
        assert analyzed([text]) == tokens(text, NATIVE)


@pytest.mark.shared
def test_full_texts_have_the_same_tokens(analyzed, shared_data):
    count = 0
    with (shared_data / "us-grants-14k.jsonl.zst").open("rb") as raw:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), "utf-8")
        for number, line in enumerate(lines):
            if number % 40:
                continue
            record = json.loads(line)
            text = " ".join(v for v in record.values() if isinstance(v, str))
            assert analyzed([text]) == tokens(text, NATIVE), record["number"]
            count += 1
            if count == TEXTS:
                break
    assert count == TEXTS


def test_every_character_means_the_same_to_both(analyzed):
    """Every assigned code point between letters: a separator, a letter, or a folded one, alike."""
    every = (*range(1, 0x30000), *range(0xE0000, 0xE0200), *range(0xF0000, 0xF0010))
    points = [c for c in every if unicodedata.category(chr(c)) not in {"Cn", "Cs"}]
    for start in range(0, len(points), 8000):
        text = " ".join(f"ab{chr(point)}cd" for point in points[start : start + 8000])
        assert analyzed([text]) == tokens(text, NATIVE), hex(points[start])


def test_words_around_the_longest(analyzed):
    text = " ".join("x" * n + " " + "é" * n + " " + "電" * n for n in (78, 79, 80, 81, 160, 300))
    assert analyzed([text]) == tokens(text, NATIVE)


def test_words_on_which_the_stemmers_differ(analyzed):
    text = (
        "internal organized organization universal interval lateral emergency paste pasted evening "
        "biologist dying tying university laterally interstate organic generic past"
    )
    assert analyzed([text]) == tokens(text, NATIVE)
    assert any("internal" in rule for rule in stem_rules())


def test_markers_pass_unchanged(analyzed):
    answer = analyzed.client.indices.analyze(
        index=analyzed.index, analyzer=NATIVE, text=f"{SENT_END} heat {PARA_END}"
    )
    assert [token["token"] for token in answer["tokens"]] == [SENT_END, "heat", PARA_END]


def test_the_rules_are_part_of_the_fingerprint(monkeypatch):
    from indexer.engines.elasticsearch import mapping

    before = fingerprint()
    monkeypatch.setattr(mapping, "stem_rules", lambda: ("internal => intern",))
    assert fingerprint.__wrapped__() != before
