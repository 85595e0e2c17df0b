"""Queries met outside, one or two files a dialect: their meaning, refusal, notes, and that they come back.

A block is a query (`>`), its twin in the canonical language (`=`) or the key of its refusal and the
culprit (`!`), the keys of its notes (`~`), and `@` where it is recognised without being told. `⏎` begins a new
line of the query.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest

from search_api.errors import QueryError
from search_api.language.equality import same
from search_api.language.translate import translate
from search_api.language.understand import understand

TODAY = date(2026, 3, 31)
FILES = sorted(Path(__file__).parent.glob("*.queries"))
OTHERS = ("espacenet", "ppubs", "patft", "patentscope", "lens", "google", "cnipa", "orbit")
UNTOLD = {"lost_meaning", "lost_unreadable"}
FEWEST = 40


class Met(NamedTuple):
    dialect: str
    query: str
    twin: str | None
    refusal: tuple[str, str] | None
    notes: frozenset[str]
    recognised: bool


def _met(path: Path) -> list[Met]:
    dialect = path.name.partition(".")[0]
    _, *blocks = f"\n{path.read_text('utf-8')}".split("\n> ")
    found = []
    for block in blocks:
        query, *lines = block.rstrip("\n").split("\n")
        while lines and lines[0].startswith("+ "):
            query += f"\n{lines.pop(0)[2:]}"
        marked = {line[0]: line[2:] for line in lines}
        key, _, culprit = marked.get("!", "").partition(" | ")
        refusal = (key, culprit) if key else None
        notes = frozenset(marked.get("~", "").split())
        query = query.replace("⏎", "\n")
        found.append(Met(dialect, query, marked.get("="), refusal, notes, "@" in marked))
    return found


MET = [met for path in FILES for met in _met(path)]
READ = [met for met in MET if met.twin is not None]


def _name(met: object) -> str:
    return f"{met.dialect}: {met.query[:60]}" if isinstance(met, Met) else str(met)


@pytest.mark.parametrize("met", READ, ids=_name)
def test_means_its_twin(met: Met) -> None:
    found = understand(met.query, met.dialect, today=TODAY)
    twin = understand(met.twin or "", "canonical", today=TODAY)
    assert found.text == twin.text
    assert found.query == twin.query
    assert {one.key.removeprefix("note_") for one in found.notices} >= met.notes
    for notice in found.notices:
        start, end = notice.span
        assert 0 <= start <= end <= len(met.query)
        assert notice.note("zh").message != notice.note("en").message


@pytest.mark.parametrize("met", [met for met in MET if met.refusal], ids=_name)
def test_is_refused_at_its_culprit(met: Met) -> None:
    with pytest.raises(QueryError) as caught:
        understand(met.query, met.dialect, today=TODAY)
    start, end = caught.value.position or (0, 0)
    assert (caught.value.key, met.query[start:end]) == met.refusal


@pytest.mark.parametrize("met", [met for met in MET if met.recognised], ids=_name)
def test_is_recognised_and_says_so(met: Met) -> None:
    found = understand(met.query, today=TODAY)
    assert found.dialect == met.dialect
    assert found.notices[0].key in {"note_dialect", "note_dialect_unreadable"}


@pytest.mark.parametrize(("met", "other"), list(zip(READ, cycle(OTHERS), strict=False)), ids=_name)
def test_said_again_it_means_the_same_or_a_loss_is_told(met: Met, other: str) -> None:
    found = understand(met.query, met.dialect, today=TODAY)
    for dialect in {met.dialect, other}:
        said = translate(found, dialect, today=TODAY)
        losses = {one.key for one in said.losses}
        assert dialect != met.dialect or not losses & UNTOLD, (said.text, losses)
        if not losses:
            again = understand(said.text, dialect, today=TODAY)
            assert same(again.query, found.query), said.text


def test_there_are_enough_of_each() -> None:
    counts = Counter(met.dialect for met in READ)
    assert all(count >= FEWEST for count in counts.values()), counts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("redundancy D check", "(redundancy NEAR1 check)"),
        ("smart card?", '"smart card{0,1}"'),
        ("m#tor", "m{0,1}tor"),
        ("電池*電極", "電池 AND 電極"),
        ("石墨烯+薄膜", "石墨烯 OR 薄膜"),
        ("T_shirt", 'Tshirt OR "T shirt"'),
        ("PA=robert bosch", "pa:(robert AND bosch)"),
    ],
)
def test_what_it_means_elsewhere_is_told(typed: str, meant: str) -> None:
    found = understand(typed, today=TODAY)
    told = {one.values["meant"] for one in found.notices if one.key == "note_other_reading"}
    assert meant in told


def test_questions_and_plain_words_have_one_reading() -> None:
    for typed in ("what is graphene?", "vitamin deficiency", "C++ compiler", "人工智能 医疗"):
        keys = {one.key for one in understand(typed, today=TODAY).notices}
        assert "note_other_reading" not in keys, typed
