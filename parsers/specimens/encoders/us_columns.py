"""Numbers, dates and symbols in the columns the USPTO used until 2004."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parsers.model import Classification, Reference, Related

Parent = tuple[str, Reference, Reference | None]
"""Relation, application and, if it was granted, the patent of a parent."""


def compact(date: str | None) -> str:
    """ISO date as `YYYYMMDD`, absent parts as zeros."""
    return (date or "").replace("-", "").ljust(8, "0")


def padded(number: str) -> str:
    """The office's 8 characters of a patent number."""
    letters = number.rstrip("0123456789")
    return letters + number[len(letters) :].zfill(8 - len(letters))


def shown(reference: Reference) -> str:
    """The number as it was printed."""
    return reference.raw or reference.number


def ipc(symbol: str) -> str:
    """`G06F 15/16` as `G06F 1516`; with its slash where the columns are too narrow."""
    head, _, rest = symbol.partition(" ")
    group, _, subgroup = rest.partition("/")
    return f"{head}{group:>3}{subgroup}" if len(subgroup) < 4 and group else symbol


def uspc(symbol: str) -> str:
    """`224/42.07` as `224 4207`, `D14/480` as `D14480`."""
    name, _, rest = symbol.partition("/")
    if rest.startswith(("DIG", "FOR")):
        return f"{name:>3}{rest}"
    digits = len(rest) - len(rest.lstrip("0123456789E"))
    number, tail = rest[:digits], rest[digits:].removeprefix(".")
    column = f"{name[0]}{name[1:]:>2}" if name[:1] == "D" else f"{name:>3}"
    return f"{column}{number:>3}{tail}"


def symbols(classifications: tuple[Classification, ...], scheme: str) -> list[str]:
    """Symbols of one scheme in columns, in order."""
    listed = (entry.symbol for entry in classifications if entry.scheme == scheme)
    if scheme == "locarno":
        return [symbol.replace("-", "") for symbol in listed]
    return [*map(ipc if scheme == "ipc" else uspc, listed)]


def is_patent(reference: Reference) -> bool:
    """Whether a reference is to a granted patent, and to no application."""
    return bool(reference.kind) or len(reference.number) < 8


def parents(related: tuple[Related, ...]) -> Iterator[Parent]:
    """Relations to earlier cases, an application together with the patent granted on it."""
    listed = [entry for entry in related if entry.relation not in {"pct", "earlier_publication"}]
    following = [*(after for _, after in pairwise(listed)), None]
    for entry, after in zip(listed, following, strict=False):
        if is_patent(entry.document):
            continue
        same = after is not None and after.relation == entry.relation
        patent = after.document if same and after and is_patent(after.document) else None
        yield entry.relation, entry.document, patent
