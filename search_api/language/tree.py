"""A resolved query: leaves with canonical text and `Query`, under AND, OR and NOT.

Printing it and reading the text again gives the same `Query`: that is what "as understood" means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from indexer.query import And, Boost, Keyword, Linked, Not, Or, Query
from search_api.language.names import DEFAULT, Target
from search_api.language.syntax import Span


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition. `value` is its canonical text, `said` the value for people, if that differs.

    `relation` tells the plain-words rendering what kind of condition it is.
    """

    target: Target
    value: str
    query: Query
    span: Span
    relation: Literal[
        "contains", "similar", "near", "is", "below", "above", "beside", "starts", "from", "until",
        "between",
    ]  # fmt: skip
    said: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Branch:
    """At least two parts; no part is a branch of the same operator."""

    operator: Literal["AND", "OR"]
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Inverse:
    """Everything the part does not match; the part is never an inverse."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Weighted:
    """The same documents, with `factor` times the score."""

    part: Tree
    factor: float


@dataclass(frozen=True, slots=True)
class Call:
    """What the documents of the part lead to: `name` is a key of `CALLS`."""

    name: str
    part: Tree


CALLS: dict[str, Literal["cites", "cited_by", "family"]] = {
    "CITES": "cites",
    "CITED_BY": "cited_by",
    "SAME_FAMILY": "family",
}

_NONE: Mapping[int, str] = {}

Tree: TypeAlias = Leaf | Branch | Inverse | Weighted | Call


def join(operator: Literal["AND", "OR"], parts: Sequence[Tree]) -> Tree:
    """Parts under one operator, branches of the same operator merged into it."""
    flat: list[Tree] = []
    for part in parts:
        if isinstance(part, Branch) and part.operator == operator:
            flat += part.parts
        else:
            flat.append(part)
    return flat[0] if len(flat) == 1 else Branch(operator, tuple(flat))


def invert(part: Tree) -> Tree:
    return part.part if isinstance(part, Inverse) else Inverse(part)


def parts_of_and(tree: Tree) -> tuple[Tree, ...]:
    """What the whole query demands, part by part."""
    return tree.parts if isinstance(tree, Branch) and tree.operator == "AND" else (tree,)


def leaves(tree: Tree) -> Iterator[Leaf]:
    """All leaves from left to right, those under NOT too."""
    match tree:
        case Leaf():
            yield tree
        case Inverse(part) | Weighted(part) | Call(_, part):
            yield from leaves(part)
        case Branch(_, parts):
            for part in parts:
                yield from leaves(part)


def deepest(tree: Tree) -> tuple[int, Leaf]:
    """The leaf below most levels, itself one, and their number."""
    match tree:
        case Leaf():
            return 1, tree
        case Branch(_, parts):
            levels, leaf = max(map(deepest, parts), key=lambda found: found[0])
        case _:
            levels, leaf = deepest(tree.part)
    return levels + 1, leaf


def to_query(tree: Tree) -> Query:
    match tree:
        case Leaf():
            return tree.query
        case Inverse(part):
            return Not(to_query(part))
        case Weighted(part, factor):
            return Boost(to_query(part), factor)
        case Call(name, part):
            return Linked(CALLS[name], to_query(part))
        case Branch("AND", parts):
            return And(tuple(map(to_query, parts)))
        case Branch(_, parts):
            return _or(tuple(map(to_query, parts)))


def _or(queries: tuple[Query, ...]) -> Query:
    """Values of one field are one condition: ten thousand numbers are asked for at once."""
    values: dict[str, dict[str, None]] = {}
    others: list[Query] = []
    for query in queries:
        exact = query.queries if isinstance(query, Or) else (query,)
        if not all(isinstance(one, Keyword) for one in exact):
            others.append(query)
            continue
        for one in exact:
            if isinstance(one, Keyword):
                values.setdefault(one.field, {}).update(dict.fromkeys(one.values))
    merged = [*(Keyword(field, tuple(some)) for field, some in values.items()), *others]
    return merged[0] if len(merged) == 1 else Or(tuple(merged))


def to_text(tree: Tree, *, brief: bool = False) -> str:
    """The canonical text; `brief` leaves out the name of the default field."""
    match tree:
        case Leaf():
            return _prefix(tree.target, brief=brief) + tree.value
        case Inverse(part):
            return f"NOT {_bracketed(part, brief=brief)}"
        case Weighted(part, factor):
            return f"({to_text(part, brief=brief)})^{decimal(factor)}"
        case Call(name, part):
            return f"{name}({to_text(part, brief=brief)})"
        case Branch(operator, parts):
            return f" {operator} ".join(_groups(operator, parts, brief=brief))


def decimal(number: float) -> str:
    """The number without an exponent, as it reads back."""
    text = f"{Decimal(repr(number)):f}"
    return text.removesuffix(".0")


def each_without(parts: tuple[Tree, ...]) -> Iterator[str | None]:
    """The brief text of what all parts but one demand together, for each part in turn."""
    known = {id(part): _bracketed(part, brief=True) for part in parts}
    for at in range(len(parts)):
        rest = parts[:at] + parts[at + 1 :]
        if len(rest) < 2:
            yield to_text(rest[0], brief=True) if rest else None
        else:
            yield " AND ".join(_groups("AND", rest, brief=True, known=known))


def _groups(
    operator: str, parts: tuple[Tree, ...], *, brief: bool, known: Mapping[int, str] = _NONE
) -> Iterator[str]:
    """The printed parts, neighbours of one field sharing its name: `ti:(a AND b)`.

    `known` are printed parts by their `id`.
    """
    at = 0
    while at < len(parts):
        first, start, at = parts[at], at, at + 1
        if isinstance(first, Leaf):
            name = first.target.name
            while (
                at < len(parts) and isinstance(one := parts[at], Leaf) and one.target.name == name
            ):
                at += 1
        if at == start + 1 or not isinstance(first, Leaf):
            yield known.get(id(first)) or _bracketed(first, brief=brief)
            continue
        prefix = _prefix(first.target, brief=brief)
        inside = f" {operator} ".join(one.value for one in parts[start:at] if isinstance(one, Leaf))
        yield f"{prefix}({inside})" if prefix else inside


def _bracketed(part: Tree, *, brief: bool) -> str:
    text = to_text(part, brief=brief)
    if isinstance(part, Branch) and not _is_group(part, brief=brief):
        return f"({text})"
    return text


def _is_group(branch: Branch, *, brief: bool) -> bool:
    """Whether it prints as `field:(…)`, which needs no brackets of its own."""
    names = {part.target.name if isinstance(part, Leaf) else "" for part in branch.parts}
    return len(names) == 1 and "" not in names and not (brief and names == {DEFAULT.name})


def _prefix(target: Target, *, brief: bool) -> str:
    return "" if brief and target.name == DEFAULT.name else f"{target.name}:"
