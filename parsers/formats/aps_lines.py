"""The lines of the USPTO's full text of 1976-2001 ("Green Book"): groups of tagged fields.

A line begins with a tag: four letters open a group (`PATN`, `INVT`, `CLMS`), three name a field,
whose value begins in column 6. Lines without a tag go on with the field before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from parsers import origins
from parsers.errors import ParseError
from parsers.origins import keeps_origin
from parsers.text import clean

_LINE = re.compile(r"([A-Z][A-Z0-9]{2,3})(?=\s|$)(.*)")
_GROUP = re.compile(r"[A-Z]{4}")
_WIDE = "TBL3"
"""The one field whose tag has four characters."""
TEXTS = frozenset({"ABST", "PARN", "GOVT", "BSUM", "DRWD", "DETD", "CLMS", "DCLM"})
"""Groups of texts; only these fields occur in them."""
KNOWN = TEXTS | {
    "PATN", "INVT", "ASSG", "PRIR", "REIS", "RLAP", "CLAS", "UREF", "FREF", "OREF", "LREP", "PCTA",
}  # fmt: skip
_TEXT_FIELD = re.compile(r"P[A-Z0-9]{2}|TBL3?|EQU|FNT|NUM|STM")


class Field(Struct, frozen=True):
    """A field with its lines as they stand: the columns of classes and tables count."""

    tag: str
    lines: tuple[str, ...]

    @property
    def columns(self) -> str:
        """The first line, with the blanks before it."""
        return self.lines[0].rstrip()

    @property
    def text(self) -> str:
        """All lines as one."""
        return clean(self.whole)

    @property
    def whole(self) -> str:
        """All lines in a row, with their blanks."""
        return _joined(self.lines)


@keeps_origin
def _joined(lines: Sequence[str]) -> str:
    return " ".join(lines)


class Group(Struct, frozen=True):
    """A group of fields, in the order of the file."""

    tag: str
    fields: tuple[Field, ...]

    def value(self, tag: str) -> str | None:
        """The text of the first field of that tag; None when there is none or it is empty."""
        return next((field.text for field in self.fields if field.tag == tag), None) or None

    def values(self, *tags: str) -> Iterator[str]:
        """The texts of all fields of these tags, empty ones left out."""
        return (text for field in self.fields if field.tag in tags and (text := field.text))

    def columns(self, tag: str) -> Iterator[str]:
        """The first lines of all fields of that tag, with their leading blanks."""
        return (field.columns for field in self.fields if field.tag == tag)


def groups(data: bytes, first: int = 1) -> tuple[Group, ...]:
    """The groups of one record, from its `PATN` on, which stands in line `first`.

    Raises ParseError CONTENT_SYNTAX.
    """
    at = data.find(b"\0")
    if at >= 0:
        message = "There is a NUL byte in the record: it is no text."
        raise ParseError("CONTENT_SYNTAX", message, place=f"byte {at}")
    found: list[tuple[str, list[tuple[str, list[str]]]]] = []
    for number, line in enumerate(data.decode("latin-1").replace("\r", "").split("\n"), first):
        tagged = _LINE.match(line)
        if tagged is None:
            if line.strip() and found:
                _continue(found[-1][1], line, number)
        elif _GROUP.fullmatch(tagged[1]) and not tagged[2].strip():
            found.append((tagged[1], []))
        elif found and found[-1][0] in TEXTS and not _TEXT_FIELD.fullmatch(tagged[1]):
            _continue(found[-1][1], line, number)
        elif found:
            value = origins.line(_value(tagged[1], tagged[2]), number)
            found[-1][1].append((tagged[1], [value]))
    return tuple(_group(tag, fields) for tag, fields in found)


def _continue(fields: list[tuple[str, list[str]]], line: str, number: int) -> None:
    if not fields:
        message = "A line goes on with a field, but none has begun."
        raise ParseError("CONTENT_SYNTAX", message, place=f"line {number}")
    # Five blanks stand for the tag; tables are set out from there.
    fields[-1][1].append(origins.line(line[5:] if line[:5].isspace() else line, number))


def _value(tag: str, rest: str) -> str:
    """Two blanks part the tag from its value; more of them are columns."""
    width = 1 if tag == _WIDE or not rest.startswith("  ") else 2
    return rest[width:]


def _group(tag: str, fields: Sequence[tuple[str, list[str]]]) -> Group:
    return Group(tag, tuple(Field(name, tuple(lines)) for name, lines in fields))
