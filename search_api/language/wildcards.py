"""Truncation signs of a dialect, to the canonical ones and back.

Canonical: `*` any characters, `?` exactly one, `{m,n}` from m to n; a sign that stands for itself
has a backslash in front.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

_CANONICAL = re.compile(r"\\(.)|([*?])|\{(\d*),(\d*)\}", re.DOTALL)
_OWN = re.compile(r"[*?{}\\]")


_ROW = re.compile(r"(?:\{\d+,\d+\}){2,}")
_COUNTS = re.compile(r"\{(\d+),(\d+)\}")


def _added(row: re.Match[str]) -> str:
    """`{0,1}{0,1}` is `{0,2}`."""
    counts = [(int(low), int(high)) for low, high in _COUNTS.findall(row[0])]
    return f"{{{sum(low for low, _ in counts)},{sum(high for _, high in counts)}}}"


class Wildcards:
    r"""The signs of one dialect.

    `signs`: from its signs to canonical ones, the preferred sign first where two mean the same.
    `bounded`: a pattern with one group for "up to n characters", and how to write it
    (`r"\$(\d+)"`, `"${}"`).
    """

    def __init__(self, signs: Mapping[str, str], bounded: tuple[str, str] | None = None) -> None:
        self._signs = dict(signs)
        self._said: dict[str, str] = {}
        for sign, meant in signs.items():
            self._said.setdefault(meant, sign)
        self._upto = bounded[1] if bounded else None
        pieces = [bounded[0]] if bounded else [r"(?!)()"]
        pieces += [re.escape(sign) for sign in sorted(signs, key=len, reverse=True)]
        self._pattern = re.compile("|".join([*pieces, _OWN.pattern]))

    @property
    def characters(self) -> frozenset[str]:
        """What its signs are made of."""
        return frozenset("".join(self._signs))

    def read(self, text: str) -> str:
        """A text of the dialect in canonical signs."""

        def canonical(found: re.Match[str]) -> str:
            if found[1]:
                return f"{{0,{int(found[1][:3])}}}"
            return self._signs.get(found[0]) or "\\" + found[0]

        return _ROW.sub(_added, self._pattern.sub(canonical, text))

    def has(self, text: str) -> bool:
        """Whether a text of the dialect has any of its signs."""
        return any(found[1] or found[0] in self._signs for found in self._pattern.finditer(text))

    def write(self, text: str, lose: Callable[[str, str], None]) -> str:
        """A canonical text in the signs of the dialect.

        What it has no sign for becomes one that finds more, and `lose(sign, instead)` is told; a
        sign that stands for itself becomes a blank where the dialect would take it for its own.
        """
        return "".join(self._written(text, lose))

    def _written(self, text: str, lose: Callable[[str, str], None]) -> Iterator[str]:
        at = 0
        for found in _CANONICAL.finditer(text):
            yield self._literal(text[at : found.start()])
            at = found.end()
            if found[1] is not None:
                yield self._literal(found[1])
                continue
            yield self._said.get(found[0]) or self._bounded(found) or self._more(found[0], lose)
        yield self._literal(text[at:])

    def _bounded(self, found: re.Match[str]) -> str | None:
        if not found[4]:
            return None
        low, high = int(found[3] or 0), int(found[4])
        one, maybe = self._said.get("?"), self._said.get("{0,1}")
        if self._upto and not low:
            return self._upto.format(high)
        if low and not one:
            return None
        if self._upto and one:
            return one * low + (self._upto.format(high - low) if high > low else "")
        if maybe and high <= 5:
            return (one or "") * low + maybe * (high - low)
        return None

    def _more(self, sign: str, lose: Callable[[str, str], None]) -> str:
        instead = self._said.get("*", "")
        lose(sign, instead)
        return instead

    def _literal(self, text: str) -> str:
        return "".join(" " if sign in self._signs else sign for sign in text)
