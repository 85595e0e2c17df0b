"""From a query line in any dialect to the rows of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.classes import Classes
from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.tree import Branch, Inverse, Leaf, Tree, parts_of_and, to_text
from web.form_writing import QUERY, RANGES, Row, kind_of


def read_back(query: str, dialect: str, classes: Classes | None = None) -> tuple[Row, ...]:
    """Rows that write the same query; what rows cannot say, and what is no query, is one row."""
    if not query.strip():
        return ()
    try:
        tree = understand(query, dialect, classes=classes).tree
    except QueryError:
        return (Row("AND", QUERY, query),)
    return tuple(_rows(parts_of_and(tree)))


def _rows(parts: Sequence[Tree]) -> Iterator[Row]:
    """Rows of the parts of an AND; neighbours of one text field share a row."""
    for name, run in groupby(parts, _text_field):
        some = list(run)
        if name and len(some) > 1:
            yield Row("AND", name, _values(some, " AND "))
        else:
            for part in some:
                yield from _condition(part)


def _condition(part: Tree) -> Iterator[Row]:
    """The row of a part and those of its alternatives."""
    operator = "AND"
    if isinstance(part, Inverse):
        operator, part = "NOT", part.part
    for alternative in _alternatives(part):
        yield _row(alternative, operator)
        operator = "OR"


def _alternatives(part: Tree) -> tuple[Tree, ...]:
    if isinstance(part, Branch) and part.operator == "OR" and _one_field(part) is None:
        return part.parts
    return (part,)


def _row(part: Tree, operator: str) -> Row:
    if isinstance(part, Leaf) and kind_of(part.target.name) in RANGES:
        low, separator, high = part.value.strip("[]").partition(" TO ")
        ends = (low, high if separator else low)
        return Row(operator, part.target.name, *("" if end == "*" else end for end in ends))
    if isinstance(part, Leaf):
        return Row(operator, part.target.name, part.value)
    if isinstance(part, Branch) and (name := _one_field(part)):
        return Row(operator, name, _values(part.parts, f" {part.operator} "))
    return Row(operator, QUERY, to_text(part, brief=True))


def _one_field(branch: Branch) -> str | None:
    """The field of all parts, where they are values that one row can hold."""
    names = {p.target.name if isinstance(p, Leaf) else "" for p in branch.parts}
    name = names.pop()
    return None if names or not name or kind_of(name) in RANGES else name


def _text_field(part: Tree) -> str | None:
    if isinstance(part, Leaf) and kind_of(part.target.name) in {"text", "name"}:
        return part.target.name
    return None


def _values(parts: Sequence[Tree], operator: str) -> str:
    return operator.join(part.value for part in parts if isinstance(part, Leaf))
