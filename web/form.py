"""The form page: rows of one field each that write the query line, and are read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from indexer.documents import HAS
from indexer.fields import BY_NAME, FIELDS, GROUPS
from web.form_reading import read_back
from web.form_writing import QUERY, RANGES, Row, kind_of, written
from web.links import Address
from web.words import N_

__all__ = ["Row", "asked", "read_back", "view", "written"]

FIRST = (
    "full", "ti", "ab", "clm", "pa", "in", "ipc", "cpc", "pd", "ad", "cc", "right", "pn",
)  # fmt: skip
"""Fields of the rows of an empty form."""

OPERATORS = (("AND", N_("and")), ("OR", N_("or")), ("NOT", N_("not")))
MORE = 4
"""Rows added at once."""
MOST = 80
"""Rows of one form."""

_ROW = re.compile(r"(op|field|value|to)\.(\d{1,2})")
_LISTED = {
    "right": ("invention", "utility_model", "design", "plant"),
    "stage": ("application", "grant", "search_report", "correction", "translation", "amended"),
    "has": tuple(HAS),
    "lang": ("zh", "en", "ja", "ko", "de", "fr"),
}  # fmt: skip


def asked(here: Address) -> tuple[Row, ...]:
    """The rows of a form that was sent, empty ones too, in their order."""
    found: dict[int, dict[str, str]] = {}
    for name, value in here.parameters:
        if match := _ROW.fullmatch(name):
            found.setdefault(int(match[2]), {})[match[1]] = value.strip()
    rows = []
    for given in (found[number] for number in sorted(found)):
        field = given.get("field", QUERY)
        if field == QUERY or kind_of(field):
            operator = given.get("op", "AND").upper()
            operator = operator if operator in {"AND", "OR", "NOT"} else "AND"
            rows.append(Row(operator, field, given.get("value", ""), given.get("to", "")))
    return tuple(rows)


def view(
    rows: Sequence[Row], query: str, offices: Iterable[str], *, more: bool = False
) -> dict[str, Any]:
    """Everything the template `form.html` shows."""
    shown = _filled_up(rows, more=more)
    return {
        "q": query,
        "rows": shown,
        "operators": OPERATORS,
        "fields": FIELDS,
        "groups": GROUPS,
        "ranges": {f.name for f in FIELDS if f.kind in RANGES},
        "others": _others(shown),
        "lists": {"cc": tuple(offices), **_LISTED},
        "query_field": QUERY,
    }


def _filled_up(rows: Sequence[Row], *, more: bool) -> tuple[Row, ...]:
    """The rows and empty ones for fields that have none yet."""
    have = {row.field for row in rows}
    empty = [Row("AND", name) for name in FIRST if name not in have]
    if more:
        rest = [f.name for f in FIELDS if f.name not in have | set(FIRST)]
        empty += [Row("AND", name) for name in rest[:MORE]]
    return (*rows, *empty, Row("AND", QUERY))[: max(MOST, len(rows))]


def _others(rows: Iterable[Row]) -> tuple[str, ...]:
    """Fields of rows that are not in the table: `ti@zh`, `(ti,ab)`, `clm.indep`."""
    known = {*BY_NAME, *(group.name for group in GROUPS), QUERY}
    return tuple(dict.fromkeys(row.field for row in rows if row.field not in known))
