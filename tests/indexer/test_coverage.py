"""What is held per office, kind and year: dates, records set aside, and gaps in the numbers."""

import pytest
from filled import Index
from grants import grant, weekly
from hypothesis import given
from hypothesis import strategies as st

from indexer.coverage import GAPS_SHOWN, coverage, status
from indexer.coverage_gaps import gaps
from indexer.heads import Said, said


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path / "data")
    yield index
    index.close()


def holes(office, *numbers, kind="B2"):
    return [
        (hole.first, hole.last, hole.count) for hole in gaps(office, ((n, kind) for n in numbers))
    ]


def run_of(first, last, *left_out):
    return [str(n) for n in range(first, last + 1) if n not in left_out]


def test_a_hole_between_dense_stretches_is_a_gap():
    numbers = run_of(10000001, 10000100, 10000050, *range(10000070, 10000080))
    assert holes("US", *numbers) == [
        ("10000050", "10000050", 1),
        ("10000070", "10000079", 10),
    ]


def test_a_hole_between_single_documents_is_none():
    assert holes("US", "10000001", "10000003", "10000900") == []
    assert holes("US", *run_of(10000001, 10000005), *run_of(10000007, 10000011)) == []


def test_a_hole_wider_than_what_is_held_beside_it_is_none():
    numbers = run_of(10000001, 10000030), run_of(10000100, 10000130)
    assert holes("US", *numbers[0], *numbers[1]) == []
    assert holes("US", *run_of(10000001, 10000100), *run_of(10000171, 10000300)) == [
        ("10000101", "10000170", 70)
    ]


@pytest.mark.parametrize(
    ("office", "kind", "pattern", "found"),
    [
        ("US", "A1", "2015{:07}", "20150000050"),
        ("US", "S1", "D{:06}", "D000050"),
        ("US", "E1", "RE{:05}", "RE00050"),
        ("EP", "A1", "{}", "50"),
        ("CN", "A", "1{:08}", "100000050"),
        ("CN", "U", "2{:08}", "200000050"),
        ("CN", "S", "3{:08}", "300000050"),
        ("CN", "C", "1{:06}", "1000050"),
        ("WO", "A1", "2010{:06}", "2010000050"),
        ("JP", "A", "2016{:06}", "2016000050"),
        ("JP", "B2", "6{:06}", "6000050"),
    ],
)
def test_every_series(office, kind, pattern, found):
    numbers = [pattern.format(n) for n in range(1, 100) if n != 50]
    assert holes(office, *numbers, kind=kind) == [(found, found, 1)]


def test_series_do_not_mix():
    """The end of a year, or of a kind of right, is no gap."""
    numbers = [f"2015{n:07}" for n in range(1, 50)] + [f"2016{n:07}" for n in range(1, 50)]
    assert holes("US", *numbers, kind="A1") == []
    both = [(n, "A") for n in run_of(100000001, 100000030)]
    both += [(n, "U") for n in run_of(200000041, 200000060)]
    assert list(gaps("CN", both)) == []
    assert list(gaps("DE", [(str(n), "A1") for n in (1, 3)])) == []


@given(st.sets(st.integers(1, 400), max_size=300))
def test_gaps_are_never_held_and_follow_the_rule(held):
    numbers = {10_000_000 + n for n in held}
    for hole in gaps("US", ((str(n), "B2") for n in numbers)):
        first, last = int(hole.first), int(hole.last)
        assert hole.count == last - first + 1
        assert numbers.isdisjoint(range(first, last + 1))
        assert {first - 1, last + 1} <= numbers
        width = max(hole.count, 10)
        assert len(numbers & set(range(first - width, first))) >= 0.8 * width
        assert len(numbers & set(range(last + 1, last + 1 + width))) >= 0.8 * width


def test_rows_have_dates_and_gaps_where_they_begin(index, tmp_path):
    index.run(
        weekly(tmp_path / "a.xml", range(10000001, 10000013), day="20200107"),
        weekly(tmp_path / "b.xml", range(10000015, 10000030), day="20210105"),
        weekly(tmp_path / "c.xml", range(10000030, 10000040), day="20210302"),
    )
    first, second = coverage(index.folder)
    assert (first.count, first.first, first.last) == (12, "2020-01-07", "2020-01-07")
    assert (second.count, second.first, second.last) == (25, "2021-01-05", "2021-03-02")
    assert (first.missing, second.missing) == (2, 0)
    (gap,) = first.gaps
    assert (gap.first, gap.last, gap.count) == ("US10000013", "US10000014", 2)
    assert coverage(index.folder, numbers=False)[0].missing == 0


def test_many_gaps_are_counted_and_the_longest_listed(index, tmp_path):
    numbers = [n for n in range(10000001, 10000401) if n % 12 and n not in {10000200, 10000201}]
    index.run(weekly(tmp_path / "a.xml", numbers))
    (row,) = coverage(index.folder)
    assert len(row.gaps) == GAPS_SHOWN
    assert row.missing == 400 - len(numbers) - 1  # the first is too near to the beginning
    assert row.gaps_left_out > 0
    assert max(gap.count for gap in row.gaps) == 2


def test_records_set_aside_are_counted_where_they_say_they_belong(index, tmp_path):
    broken = grant(3, day="20200114")[:700]
    (tmp_path / "a.xml").write_bytes(grant(1) + broken + grant(4))
    (tmp_path / "b.xml").write_bytes(b"<unheard-of/>")
    index.run(tmp_path / "a.xml", tmp_path / "b.xml")
    rows = {(row.office, row.kind, row.year): row for row in coverage(index.folder)}
    assert rows["US", "B2", 2020].set_aside == {"XML_TRUNCATED": 1}
    assert rows["US", "B2", 2020].count == 2
    assert rows["", "", None].set_aside == {"FORMAT_UNKNOWN": 1}
    assert sum(row.count for row in rows.values()) == 2


@pytest.mark.parametrize(
    ("data", "place", "expected"),
    [
        (
            b'<ep country="EP" kind="B1" doc-number="1" date-publ="20100101">',
            None,
            ("EP", "B1", 2010),
        ),
        (b'<?xml version="1.0"?><!DOCTYPE x><d country="CN" kind="A">', None, ("CN", "A", None)),
        (b"<x>", "US123B2", ("US", "B2", None)),
        (b"%PDF-1.4", None, ("", "", None)),
        (b"", "line 4", ("", "", None)),
        (b'<a kind="B1">', None, ("", "", None)),
    ],
)
def test_what_a_head_says(data, place, expected):
    assert said(data, place) == Said(*expected)


def test_a_deleted_file_changes_the_coverage(index, tmp_path):
    first = weekly(tmp_path / "in" / "a.xml", range(1, 4))
    weekly(tmp_path / "in" / "b.xml", range(4, 6))
    index.run(tmp_path / "in")
    kept = first.read_bytes()
    first.unlink()
    assert index.run(tmp_path / "in").files_missing == 1
    (row,) = coverage(index.folder)
    assert (row.count, row.orphaned) == (5, 3)
    first.write_bytes(kept)
    assert index.run(tmp_path / "in").files_missing == 0
    assert coverage(index.folder)[0].orphaned == 0


def test_status_counts_without_reading_numbers(index, tmp_path):
    index.run(weekly(tmp_path / "a.xml", [n for n in range(1000001, 1000100) if n != 1000050]))
    assert status(index.engine, index.folder).coverage[0].missing == 0
    assert status(index.engine, index.folder, numbers=True).coverage[0].missing == 1
