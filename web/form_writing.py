"""From the rows of the form to the query line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from indexer.classes import Classes
from indexer.fields import BY_NAME, GROUP_BY_NAME
from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.tree import leaves

QUERY = "query"
"""In place of a field: the value is a query of its own."""

RANGES = frozenset({"date", "integer"})
"""Kinds of fields whose rows have two ends."""

_OPERATORS = frozenset({"AND", "OR", "NOT"})
_SIGNS = re.compile(r'[()\[\]"*?{}=~^]')
_COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)")
_ENDS = re.compile(r"\s*(?:\.\.|\bTO\b|至)\s*")
_APART = re.compile(r"[\s,;，；、]+")
_LISTED = re.compile(r"\s*[,;，；、]\s*")


class Row(NamedTuple):
    """One line of the form. `operator`: AND and NOT begin a condition, OR adds to the one above.

    `to` is the other end of a date or a number.
    """

    operator: str
    field: str
    value: str = ""
    to: str = ""


def written(rows: Iterable[Row], classes: Classes | None = None) -> str:
    """The query line: all conditions hold; a condition is a row and the OR-rows below it.

    What no query can be made of is searched as words; rows without a letter or digit say nothing.
    """
    conditions: list[tuple[bool, list[str]]] = []
    for row in rows:
        text = _condition(row, classes)
        if not text:
            continue
        if row.operator == "OR" and conditions:
            conditions[-1][1].append(text)
        else:
            conditions.append((row.operator == "NOT", [text]))
    alone = len(conditions) == 1
    return " AND ".join(_joined(texts, not_, alone) for not_, texts in conditions)


def _joined(texts: list[str], excluded: bool, alone: bool) -> str:  # noqa: FBT001 - both of a condition
    if excluded:
        inside = " OR ".join(texts)
        return f"NOT {inside}" if len(texts) == 1 else f"NOT ({inside})"
    if alone and len(texts) == 1:
        return _without_brackets(texts[0])
    return texts[0] if len(texts) == 1 else f"({' OR '.join(texts)})"


def _without_brackets(text: str) -> str:
    """A query row that is all there is needs no brackets around it."""
    return text[1:-1] if text.startswith("(") and _closes_last(text) else text


def _closes_last(text: str) -> bool:
    depth = 0
    for at, sign in enumerate(re.sub(r'"[^"]*"', lambda m: "x" * len(m[0]), text)):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at == len(text) - 1
    return False


def _condition(row: Row, classes: Classes | None) -> str:
    value, to = row.value.strip(), row.to.strip()
    if not any(sign.isalnum() for sign in value + to):
        return ""
    if row.field == QUERY:
        return f"({value})"
    kind = kind_of(row.field)
    if kind in RANGES:
        return _range(row.field, value, to)
    if kind is None:
        return ""
    return f"{row.field}:{_value(row.field, kind, value, classes)}"


def kind_of(field: str) -> str | None:
    """The kind of a field's values; `ti@zh`, `(ti,ab)` and `clm.indep` are text like theirs."""
    first = field.strip("()").split(",")[0].partition("@")[0]
    if first in GROUP_BY_NAME:
        first = GROUP_BY_NAME[first].fields[0]
    found = BY_NAME.get(first) or BY_NAME.get(first.partition(".")[0])
    return found.kind if found else None


def _range(field: str, value: str, to: str) -> str:
    """`[2015 TO 2020]`; an empty end is open, and the two may stand in one input."""
    if found := _COMPARED.fullmatch(value):
        return f"{field}{found[1]}{found[2]}"
    ends = [end for end in _ENDS.split(value.strip("[]")) if end]
    if not to and len(ends) == 2:
        value, to = ends
    elif not to and value.startswith("="):
        return f"{field}:{value[1:].strip()}"
    return f"{field}:[{value or '*'} TO {to or '*'}]"


def _value(field: str, kind: str, value: str, classes: Classes | None) -> str:
    """The value as it is where it reads as one of this field; else its words, literally."""
    if kind == "text" or not _is_plain(value):
        return _grouped(value) if _reads(field, value, classes) else _literal(value)
    if kind == "name":
        return _phrase(value)
    if kind == "number":
        return f'"{value}"' if re.search(r"[\s,]", value) else value
    pieces = (_APART if kind == "keyword" else _LISTED).split(value)
    terms = [_term(re.sub(r"\s+", "", piece)) for piece in pieces if piece]
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)


def _is_plain(value: str) -> bool:
    """Whether there is nothing of the query language in it."""
    return not _SIGNS.search(value) and not _OPERATORS & set(value.split())


def _reads(field: str, value: str, classes: Classes | None) -> bool:
    """Whether it is a query within this field, with nothing that changes the field."""
    if any(piece.startswith(("-", "&", "|")) for piece in value.split()):
        return False
    try:
        found = understand(f"{field}:({value})", "canonical", classes=classes)
    except QueryError:
        return False
    return all(leaf.target.name == field for leaf in leaves(found.tree))


def _grouped(value: str) -> str:
    """In brackets, unless it has them already or is one word or phrase."""
    closed = value.startswith("(") and _closes_last(value)
    one = "(" not in value and re.fullmatch(r'\S+|"[^"]*"', value)
    return value if closed or one else f"({value})"


def _literal(value: str) -> str:
    """Words and quoted phrases as words, whatever signs they have."""
    terms: list[str] = []
    for at, piece in enumerate(value.replace("“", '"').replace("”", '"').split('"')):
        terms += [piece.strip()] if at % 2 else piece.split()
    quoted = [f'"{term}"' for term in terms if any(sign.isalnum() for sign in term)]
    return quoted[0] if len(quoted) == 1 else f"({' AND '.join(quoted)})"


def _phrase(value: str) -> str:
    plain = " ".join(value.split())
    return plain if plain.isalnum() else f'"{plain}"'


def _term(value: str) -> str:
    return value if re.fullmatch(r"[\w./-]+", value) else f'"{value}"'
