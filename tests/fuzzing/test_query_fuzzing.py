"""A slice of the query part of `make fuzz` in every test run, and that its judge sees what is wrong."""

from dataclasses import replace

import pytest

from search_api.language import DIALECTS
from tests.fuzzing import query_judge
from tests.fuzzing.queries import printed, strings, translated
from tests.fuzzing.query_judge import judge, outcome

TEXTS, TREES, TRANSLATED = 150, 1_500, 120


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_text_is_misread(dialect):
    tally = strings(dialect, 7, TEXTS)
    assert not tally.findings
    assert tally.kept > TEXTS // 4


def test_printed_trees_read_back():
    tally = printed(7, TREES)
    assert not tally.findings
    assert tally.kept > TREES * 0.95


@pytest.mark.parametrize("dialect", [name for name in DIALECTS if name != "canonical"])
def test_trees_are_said_in_every_dialect(dialect):
    tally = translated(dialect, 7, TRANSLATED)
    assert not tally.findings
    assert tally.kept > TRANSLATED // 20


@pytest.mark.parametrize(
    ("text", "read_as", "wrong"),
    [
        ("solar cell", "solar", "“cell” has no part"),
        ("solar", "solar AND cell", "“cell” stands nowhere"),
        ("ti:solar 2010", "ti:solar", "“2010” has no part"),
    ],
)
def test_a_misreading_is_seen(monkeypatch, text, read_as, wrong):
    real = outcome

    def careless(typed, dialect):
        return (
            replace(real(read_as, dialect), typed=typed)
            if text[:5] in typed
            else real(typed, dialect)
        )

    monkeypatch.setattr(query_judge, "outcome", careless)
    assert judge(text, "canonical").startswith(wrong)


def test_a_word_that_changes_nothing_is_seen():
    assert judge("solar cell", "canonical") == ""
    assert judge("NOT NOT solar", "canonical") == ""
