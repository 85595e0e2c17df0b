"""Tables in text files: their encoding, their delimiter, and where each row lies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from parsers import origins
from parsers.errors import ParseError
from parsers.plain import LISTS

Order = Literal["day", "month"]
"""Whether the day or the month comes first in dates like `03/04/2013`."""

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MANY = 500
"""Lines that one row may take: a quotation mark that is never closed must not eat the file."""
_SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d\d)\s*")
_DOUBLED = re.compile(r"[\u0080-\uffff]{2,}")
_NAME = re.compile(r"[\s_]+")

csv.field_size_limit(1 << 24)


class Row(Struct, frozen=True):
    """One row: `number` counts from 1, the header included; `offset` and `length` in bytes."""

    number: int
    offset: int
    length: int
    cells: Mapping[str, str]
    problem: str | None = None


class Table(Struct, frozen=True):
    """`columns` are the names of the header, in lower case."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    order: Order | None
    notes: tuple[str, ...] = ()


def read_table(data: bytes) -> Table:
    """All rows below the header, the first line with columns of a known list.

    Raises ParseError CONTENT_SYNTAX when there is no such line.
    """
    text, codec, notes = _decoded(data)
    lines = [found for found in _LINE.findall(text) if found]
    sizes = [len(line.encode(codec)) for line in lines]
    skip = len(_BOM) if data.startswith(_BOM) else 0
    at, delimiter = _header(lines)
    header, used = _row(lines, at, delimiter)
    columns = tuple(_NAME.sub(" ", name).strip().casefold() for name in header)
    rows = []
    offset, number = skip + sum(sizes[: at + used]), at + 2
    at += used
    while at < len(lines):
        cells, used = _row(lines, at, delimiter)
        problem = _problem(cells, columns)
        if problem and used > 1:
            used = 1
        length = sum(sizes[at : at + used])
        if any(cell.strip() for cell in cells):
            named = origins.cells(dict(zip(columns, cells, strict=False)), number)
            named = {name: restored(cell) for name, cell in named.items()}
            rows.append(Row(number, offset, length, named, problem))
        offset, at, number = offset + length, at + used, number + 1
    return Table(columns, tuple(rows), _order(rows), notes)


def _decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Text and codec: UTF-8, or what spreadsheets write, on the Mac without line feeds."""
    body = data.removeprefix(_BOM)
    try:
        return body.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        mac = b"\n" not in body
    for codec in ("mac_roman",) if mac else ("cp1252", "latin-1"):
        try:
            return body.decode(codec), codec, (f"The file is not UTF-8: read as {codec}.",)
        except UnicodeDecodeError:
            continue
    raise ParseError("CONTENT_SYNTAX", "The file is text in no known encoding.", place="byte 0")


@origins.keeps_origin
def restored(cell: str) -> str:
    """Undo what a spreadsheet does that takes UTF-8 for Windows-1252 (`â€‚` for a blank)."""
    return cell if cell.isascii() else _DOUBLED.sub(_once, cell)


def _once(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]


def _header(lines: Sequence[str]) -> tuple[int, str]:
    """The line with the names of the columns, and what parts them."""
    for at, line in enumerate(lines[:20]):
        if line.lower().startswith("search url:") or not LISTS.match(line.encode()):
            continue
        delimiter = max(",;\t|", key=line.count)
        if line.count(delimiter) >= 2:
            return at, delimiter
    raise ParseError("CONTENT_SYNTAX", "There is no line with names of columns.", place="row 1")


def _row(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins in a line, and how many lines it takes."""
    following = (lines[place] for place in range(at, min(at + _MANY, len(lines))))
    reader = csv.reader(following, delimiter=delimiter)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return [lines[at]], 1
    return cells, reader.line_num


def _problem(cells: Sequence[str], columns: Sequence[str]) -> str | None:
    if len(cells) == len(columns) or not any(cells):
        return None
    if len(cells) > len(columns) and not any(cells[len(columns) :]):
        return None
    return f"The row has {len(cells)} cells, the header {len(columns)}."


def _order(rows: Sequence[Row]) -> Order | None:
    """What the dates of the whole table tell: a number above 12 is a day."""
    first = second = False
    for date in _dates(rows):
        first = first or int(date[1]) > 12
        second = second or int(date[2]) > 12
    if first == second:
        return None
    return "day" if first else "month"


def _dates(rows: Sequence[Row]) -> Iterator[re.Match[str]]:
    for row in rows:
        for name, cell in row.cells.items():
            if "date" in name and (found := _SLASHED.fullmatch(cell)):
                yield found
