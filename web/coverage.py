"""The page of what is held: per office, kind and year, with what is set aside and missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from indexer.coverage import CoverageRow, NumberGap

_ROWS = 400
"""Rows shown without choosing an office."""


class Office(NamedTuple):
    """Totals of one office ("" for records that do not say what they are)."""

    office: str
    loaded: int
    set_aside: int
    missing: int


class Row(NamedTuple):
    """A row with the query that finds what it counts ("" where there is none)."""

    row: CoverageRow
    query: str
    reasons: tuple[tuple[str, int], ...]
    gaps: tuple[tuple[str, NumberGap], ...]


def view(rows: tuple[CoverageRow, ...], office: str | None) -> dict[str, Any]:
    """Everything the template `coverage.html` shows; `office` narrows the table."""
    chosen = [row for row in rows if office is None or row.office == office]
    whole = office is not None or len(chosen) <= _ROWS
    twin = "/api/v1/coverage" + (f"?office={office}" if office else "")
    return {
        "q": None,
        "offices": list(_offices(rows)),
        "office": office,
        "rows": [_row(row) for row in chosen] if whole else [],
        "whole": whole,
        "json": twin,
    }


def _offices(rows: Iterable[CoverageRow]) -> list[Office]:
    found: dict[str, Office] = {}
    for row in rows:
        _, loaded, aside, missing = found.get(row.office, Office(row.office, 0, 0, 0))
        aside += sum(row.set_aside.values())
        found[row.office] = Office(row.office, loaded + row.count, aside, missing + row.missing)
    return sorted(found.values(), key=lambda one: (-one.loaded, one.office))


def _row(row: CoverageRow) -> Row:
    parts = [f"cc:{row.office}", f"kind:{row.kind}", f"py:{row.year}"]
    whole = row.count and row.office and row.kind and row.year
    return Row(
        row=row,
        query=" AND ".join(parts) if whole else "",
        reasons=tuple(sorted(row.set_aside.items())),
        gaps=tuple((_span(gap), gap) for gap in row.gaps),
    )


def _span(gap: NumberGap) -> str:
    return gap.first if gap.count == 1 else f"{gap.first}–{gap.last}"
