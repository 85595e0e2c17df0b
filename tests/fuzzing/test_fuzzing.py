"""A slice of `make fuzz` in every test run, and the fuzzer's own promises."""

import os
from pathlib import Path

import pytest

from parsers.formats import NAMES
from tests.fuzzing.cases import Case, judge, make
from tests.fuzzing.numbers import check_numbers
from tests.fuzzing.parts import protected, spans
from tests.fuzzing.run import Batch, run
from tests.fuzzing.seeds import SOURCES, Seed, form_of, samples, specimens
from tests.fuzzing.shrink import smallest

EVENTS = {"assignment", "cnprs", "cnverdict", "xml4ip"}
CASES = 12


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_OCR", "off")


def wrong(seeds: list[Seed], count: int, first: int = 0) -> list[str]:
    found = []
    for number in range(first, first + count):
        case = make(seeds, 20, number)
        outcome = judge(case)
        if outcome.wrong:
            found.append(f"{seeds[0].form} {number}: {outcome.wrong} ({case.story})")
    return found


def test_there_are_specimens_of_every_format():
    assert SOURCES.keys() | EVENTS == set(NAMES)
    for form in NAMES:
        assert specimens(form), form
        assert {form_of(seed.data) for seed in specimens(form)} == {form}
        assert any(seed.ids for seed in specimens(form)) or form in EVENTS


@pytest.mark.parametrize("form", [name for name in NAMES if name != "pdf"])
def test_damaged_specimens_are_read_or_refused(form: str):
    assert not wrong(specimens(form), CASES)


def test_damaged_pdfs_are_read_or_refused():
    assert not wrong(specimens("pdf")[:2], 6)


@pytest.mark.shared
def test_damaged_samples_are_read_or_refused(shared_samples: Path):
    found = samples(shared_samples)
    assert len(found) == 21
    for form, seeds in found.items():
        assert not wrong(seeds, 2 if form == "pdf" else CASES), form


def test_numbers_and_dates_of_any_shape():
    assert check_numbers(1_500, 20) == []


def test_a_case_is_the_same_again():
    one, two = (make(specimens("ep"), 3, 7) for _ in range(2))
    assert one == two
    assert make(specimens("ep"), 4, 7) != one


def test_most_cases_change_something_and_many_still_hold_a_publication():
    cases = [make(specimens("us4"), 1, number) for number in range(60)]
    whole = {seed.data for seed in specimens("us4")}
    assert sum(case.data not in whole for case in cases) > 50
    assert sum(judge(case).publications for case in cases) > 30


@pytest.mark.parametrize("form", sorted(set(NAMES) - EVENTS - {"pdf"}))
def test_the_identity_is_watched_in_every_format(form: str):
    cases = [make(specimens(form), 1, number) for number in range(80)]
    assert sum(case.ids is not None for case in cases) > 15


@pytest.mark.parametrize("form", ["us4", "aps", "odp", "lists", "trs", "pdf"])
def test_parts_are_found_in_every_kind_of_file(form: str):
    seed = specimens(form)[-1]
    assert len(spans(seed.data)) > 5
    assert protected(seed.data, form) or form == "pdf"


def test_wrong_answers_are_told():
    seed = specimens("us4")[0]
    assert judge(Case(seed.data, seed.file, seed.ids, as_file=True, story="")).wrong == ""
    other = judge(Case(seed.data, seed.file, frozenset({"US1A"}), as_file=False, story=""))
    assert other.wrong.startswith("wrong identity")


def test_a_finding_is_made_small():
    """As if no publication were the right one: the least of a record is still one."""
    seeds = [Seed(s.form, s.data, s.file, frozenset({"US1A"}), 1) for s in specimens("docdb")[:1]]
    number = next(n for n in range(40) if judge(make(seeds, 1, n)).wrong)
    case = make(seeds, 1, number)
    least = smallest(seeds, 1, number, judge(case).wrong)
    assert len(least) < len(case.data) // 4
    assert b"doc-number" in least


def test_cases_that_hang_or_kill_their_process_are_told(monkeypatch: pytest.MonkeyPatch):
    def judged(case: Case):
        if case.data.startswith(b"%PDF"):
            os._exit(9)
        return judge(case)

    monkeypatch.setattr("tests.fuzzing.run.judge", judged)
    batches = [Batch("pdf", "specimens", 1, 0, 2), Batch("jpoapi", "specimens", 1, 0, 5)]
    found = [(batch.form, outcome.wrong) for batch, _, outcome, _ in run(batches, None, 1)]
    assert found.count(("jpoapi", "")) == 5
    assert ("pdf", "the process died") in found
    assert len(found) == 7
