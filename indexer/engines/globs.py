"""What two wildcard patterns have in common: `*` any characters, `?` exactly one."""

from __future__ import annotations


def meet(one: str, other: str) -> tuple[str, ...] | None:
    """Patterns that together fit exactly what fits both; None where that cannot be said.

    It can be said of patterns with one `*` at most.
    """
    if one == other:
        return (one,)
    if one.count("*") > 1 or other.count("*") > 1:
        return None
    if "*" not in one:
        return _fixed(one, other)
    if "*" not in other:
        return _fixed(other, one)
    return _open(one.partition("*"), other.partition("*"))


def _fixed(fixed: str, other: str) -> tuple[str, ...]:
    """A pattern of one length, and another."""
    head, star, tail = other.partition("*")
    missing = len(fixed) - len(head) - len(tail)
    if missing < 0 or (missing and not star):
        return ()
    met = _overlay(fixed, f"{head}{'?' * missing}{tail}")
    return () if met is None else (met,)


def _open(one: tuple[str, str, str], other: tuple[str, str, str]) -> tuple[str, ...]:
    """Two patterns with a star: both heads, both tails, and words so short that these overlap."""
    (head, _, tail), (head2, _, tail2) = one, other
    size = max(len(head), len(head2))
    first = _overlay(head.ljust(size, "?"), head2.ljust(size, "?"))
    size = max(len(tail), len(tail2))
    last = _overlay(tail.rjust(size, "?"), tail2.rjust(size, "?"))
    if first is None or last is None:
        return ()
    least = max(len(head) + len(tail), len(head2) + len(tail2), len(first), len(last))
    short = (
        _overlay(first.ljust(length, "?"), last.rjust(length, "?"))
        for length in range(least, len(first) + len(last))
    )
    return (f"{first}*{last}", *(word for word in short if word is not None))


def _overlay(one: str, other: str) -> str | None:
    """Two patterns of the same length without stars, position by position."""
    out = []
    for a, b in zip(one, other, strict=True):
        if a != b and "?" not in {a, b}:
            return None
        out.append(b if a == "?" else a)
    return "".join(out)
