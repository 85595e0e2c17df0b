"""Leaves of ranges and single values, and whole-number fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.query import DateRange, Or, Range
from search_api.language.context import Context
from search_api.language.names import Target
from search_api.language.syntax import Between, Comparison, Span, Value
from search_api.language.tree import Leaf

_LARGEST = 10**9 - 1


def range_leaf(
    target: Target,
    queries: Sequence[Range | DateRange],
    text: str,
    span: Span,
) -> Leaf:
    """A leaf whose canonical text is `text`: `[a TO b]`, or one value."""
    query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    if not text.startswith("["):
        return Leaf(target, text, query, span, "is", (text,))
    low, _, high = text.strip("[]").partition(" TO ")
    if high == "*":
        return Leaf(target, text, query, span, "from", (low,))
    if low == "*":
        return Leaf(target, text, query, span, "until", (high,))
    return Leaf(target, text, query, span, "between", (low, high))


def read_integer_leaf(
    value: Value | Between, operator: Comparison | None, target: Target, context: Context
) -> Leaf:
    """A whole number, range or comparison on integer fields."""
    if isinstance(value, Between):
        low, high = _ends(value, target, context)
        return _leaf(target, low, high, value.span, context)
    number = _integer(value, target, context)
    match operator:
        case None:
            return _leaf(target, number, number, value.span, context)
        case ">=":
            return _leaf(target, number, None, value.span, context)
        case "<=":
            return _leaf(target, None, number, value.span, context)
        case ">":
            return _leaf(target, number + 1, None, value.span, context)
        case "<":
            return _leaf(target, None, number - 1, value.span, context)


def _ends(value: Between, target: Target, context: Context) -> tuple[int | None, int | None]:
    low = None if value.low.text == "*" else _integer(value.low, target, context)
    high = None if value.high.text == "*" else _integer(value.high, target, context)
    if low is None and high is None:
        raise context.fail("range_open", value.span)
    if low is not None and high is not None and low > high:
        mended = f"[{high} TO {low}]"
        raise context.fail("range_backwards", value.span, mended, low=low, high=high)
    return low, high


def _integer(value: Value, target: Target, context: Context) -> int:
    text = value.text.strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise context.fail("bad_integer", value.span, value=text, field=target.fields[0].name)
    return int(text)


def _leaf(target: Target, low: int | None, high: int | None, span: Span, context: Context) -> Leaf:
    if (low or 0) > _LARGEST or (high is not None and high < 0):
        end = _LARGEST if high is None else high
        raise context.fail("range_backwards", span, low=low or 0, high=end)
    queries = [Range(field.name, low, high) for field in target.fields]
    if low == high:
        return range_leaf(target, queries, str(low), span)
    text = f"[{'*' if low is None else low} TO {'*' if high is None else high}]"
    return range_leaf(target, queries, text, span)
