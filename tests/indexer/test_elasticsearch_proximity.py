"""Chains of words in texts so dense that every way of standing occurs, against brute force."""

import random
from itertools import product

import pytest
from elastic import engine_at
from handmade import document, fill

from indexer.engine import SearchRequest
from indexer.engines.elasticsearch.compile import Compiler
from indexer.errors import EngineError
from indexer.query import AnyOf, Near, Pattern, Step, Words

pytestmark = pytest.mark.elasticsearch

LETTERS = "abcd"
DOCUMENTS, QUERIES = 150, 400


def sentences(chance):
    return [
        [f"zz{chance.choice(LETTERS)}" for _ in range(chance.randint(2, 9))]
        for _ in range(chance.randint(1, 2))
    ]


@pytest.fixture(scope="module")
def texts():
    chance = random.Random(11)
    return {f"EP{n}A": sentences(chance) for n in range(DOCUMENTS)}


@pytest.fixture(scope="module")
def engine(elasticsearch_url, texts):
    with engine_at(elasticsearch_url) as made:
        prose = {i: " ".join(f"X {' '.join(s)}." for s in found) for i, found in texts.items()}
        fill(made, *(document(identity, text, "xx") for identity, text in prose.items()))
        yield made


def words(chance):
    return Words(" ".join(f"zz{chance.choice(LETTERS)}" for _ in range(chance.choice((1, 1, 2)))))


def operand(chance):
    kind = chance.random()
    if kind < 0.15:
        return Pattern("zz?") if chance.random() < 0.2 else Pattern(f"zz{chance.choice(LETTERS)}*")
    if kind < 0.4:
        return AnyOf(tuple(words(chance) for _ in range(chance.choice((2, 3)))))
    return words(chance)


def chain(chance):
    count = chance.choice((2, 3, 3, 3, 4))
    steps = (Step(chance.choice((1, 1, 2, 3, 4)), chance.random() < 0.4) for _ in range(count - 1))
    operands = [operand(chance) for _ in range(count)]
    if chance.random() < 0.15:
        operands[1] = operands[0]
    return Near(("desc",), tuple(operands), tuple(steps))


def spans(one, sentence):
    if isinstance(one, AnyOf):
        return {span for inner in one.operands for span in spans(inner, sentence)}
    if isinstance(one, Pattern):
        wanted = one.pattern.rstrip("*?")
        return {(i, i) for i, word in enumerate(sentence) if word.startswith(wanted)}
    wanted = one.text.split()
    starts = range(len(sentence) - len(wanted) + 1)
    return {(i, i + len(wanted) - 1) for i in starts if sentence[i : i + len(wanted)] == wanted}


def stands(left, right, step):
    if 1 <= right[0] - left[1] <= step.distance:
        return True
    return not step.ordered and 1 <= left[0] - right[1] <= step.distance


def holds(near, sentence):
    reached = spans(near.operands[0], sentence)
    for one, step in zip(near.operands[1:], near.steps, strict=True):
        found = spans(one, sentence)
        reached = {b for a, b in product(reached, found) if stands(a, b, step)}
    return bool(reached)


def test_chains_are_found_wherever_and_only_where_they_stand(engine, texts):
    chance = random.Random(12)
    matched = refused = 0
    for _ in range(QUERIES):
        near = chain(chance)
        wanted = {i for i, found in texts.items() if any(holds(near, ["x", *s]) for s in found)}
        try:
            result = engine.search(SearchRequest(query=near, size=DOCUMENTS))
        except EngineError as error:
            if error.code != "QUERY_TOO_COMPLEX":
                raise
            refused += 1
            continue
        assert {hit.id for hit in result.hits} == wanted, near
        matched += bool(wanted)
    assert matched > QUERIES / 2
    assert refused < QUERIES / 20


def test_both_constructions_are_used():
    """Intervals where operands cannot overlap, layouts where they can."""
    steps = (Step(4, ordered=False), Step(4, ordered=False))

    def compiled(*texts):
        near = Near(("desc",), tuple(map(Words, texts)), steps)
        return str(Compiler(("xx",), 0.3).compile(near))

    assert "contained_by" in compiled("wa", "wb", "wc")
    assert "contained_by" not in compiled("wa wb", "wb", "wc")
    assert "match_phrase" in compiled("wa wb", "wb", "wc")
