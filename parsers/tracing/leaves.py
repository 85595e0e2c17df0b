"""The values of a publication, one by one, and those that follow from a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from msgspec import Struct

_SKIPPED: Final = frozenset({"source", "sources", "gaps", "marks"})
_AT = re.compile(r"\[\d+\]")

_KIND = "follows from office, kind code and date, by the table of kind codes"
_LIST = "follows from the list or element it stands in"
_ORDER = "counted in the order of the source"
_WORDS = "read from the words of the text"
_LANGUAGE = "the language of the document, or of its office"
_OFFICE = "the office whose format this is"
_FORM = "follows from the element or its form"

FILE_NAME: Final = "in the name of the file or its folder"
RULES: Final[dict[str, str]] = {
    "id": "office, number and kind together",
    "office": _OFFICE,
    "kind": "follows from number and date, by the table of kind codes",
    "right": _KIND,
    "stage": _KIND,
    "language": _LANGUAGE,
    "lang": _LANGUAGE,
    "family": "computed from the priorities",
    "family_basis": "computed from the priorities",
    "role": _LIST,
    "relation": _LIST,
    "scheme": _LIST,
    "organisation": _FORM,
    "position": _FORM,
    "value": _FORM,
    "rank": _ORDER,
    "group": _FORM,
    "sequence": _ORDER,
    "claims[].number": _ORDER,
    "citations[].number": _ORDER,
    "depends_on[]": "follows from references in the claim, or its words",
    "cites[]": "follows from references in the claim, or its words",
    "category": _WORDS,
    "canceled": _WORDS,
    "part": "follows from the headings and the elements around it",
    "figures[]": _WORDS,
    "description[].kind": _FORM,
    "level": _FORM,
    "phase": _FORM,
    "origin": _FORM,
    "status": _FORM,
    "format": FILE_NAME,
    "withdrawn": _FORM,
    "needs_ocr": "there are images of pages only",
    "code": "follows from the element or the words of the announcement",
    "title": "the meaning of the code",
    "events[].text": "the meaning of the code",
    "country": "follows from the state or the address",
    "drawings[].number": FILE_NAME,
}
"""Value (or its whole path, without places) -> what it follows from, where nothing prints it."""

ALWAYS: Final = frozenset({
    "id", "right", "stage", "role", "relation", "scheme", "organisation", "position", "value",
    "depends_on[]", "cites[]", "description[].kind", "part", "figures[]", "phase", "origin",
    "withdrawn", "needs_ocr", "canceled", "family_basis", "claims[].category",
})  # fmt: skip
"""Values that are never text of the source, even if the same word stands there."""


class Leaf(NamedTuple):
    """A value with its path (`parties[3].name`); `home` is that of the struct it is a field of."""

    path: str
    home: str
    value: str | int | bool

    @property
    def pattern(self) -> str:
        """The path without places."""
        return _AT.sub("[]", self.path)

    def rule(self) -> str | None:
        """What the value follows from if it is not text of the source."""
        return _told(RULES, self.pattern)

    @property
    def never_text(self) -> bool:
        """Whether it is one of the model's own words."""
        pattern = self.pattern
        short = pattern.rpartition(".")[2]
        if short in {"category", "value", "position"} and pattern.startswith("citations"):
            return False
        return pattern in ALWAYS or short in ALWAYS


def _told(table: dict[str, str], pattern: str) -> str | None:
    tail = ".".join(pattern.rsplit(".", 2)[-2:])
    short = pattern.rpartition(".")[2]
    if short == "number" and tail not in table:
        return None
    if pattern == "application.kind" or (short in {"kind", "title", "category"} and "." in pattern):
        return table.get(tail) or (table[short] if pattern in _NARROW else None)
    return table.get(pattern) or table.get(tail) or table.get(short)


_NARROW: Final = frozenset({
    "claims[].category", "claim_sets[].claims[].category", "events[].title",
})  # fmt: skip
"""Fields whose name means something else in other structs."""


def leaves(publication: Struct) -> Iterator[Leaf]:
    """Every value that is there, in the order of the model; places and gaps are none."""
    for name in publication.__struct_fields__:
        if name not in _SKIPPED:
            yield from _below(getattr(publication, name), name, "")


def _below(value: Any, path: str, home: str) -> Iterator[Leaf]:
    match value:
        case None | False | ():
            return
        case Struct():
            for name in value.__struct_fields__:
                if name not in _SKIPPED:
                    yield from _below(getattr(value, name), f"{path}.{name}", path)
        case tuple():
            for at, one in enumerate(value):
                inner = path if isinstance(one, str) else home
                yield from _below(one, f"{path}[{at}]", inner)
        case str() | int():
            yield Leaf(path, home, value)
