"""A record as it stands, to read again what stands at a place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cached_property
from itertools import islice
from typing import Any
from xml.parsers import expat

from lxml import etree

from parsers.errors import ParseError
from parsers.formats.lists_table import Table, read_table
from parsers.formats.nodes import raw_text
from parsers.formats.trs_fields import Fields, decode
from parsers.places import Spot
from parsers.record import Record
from parsers.tables import table_text
from parsers.text import inline_text
from parsers.tracing.carried import Unlogged, plain
from parsers.tracing.carrying import PRINTED, Box
from parsers.tracing.elements import paths
from parsers.xml import parse_xml

_PLAIN = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    remove_comments=True,
    remove_pis=True,
    huge_tree=True,
)
_UNKNOWN = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]")
_TAGGED = re.compile(r"^(?:TBL3 ?|[A-Z][A-Z0-9]{2,3}(?:  |.)?|\s{5})")
_LAST = re.compile(
    r"/(@\*\[local-name\(\)='([^']+)'\]|@([^/]+)|text\(\)\[1\]|following-sibling::node\(\)\[1\])$"
)


class Original:
    """The bytes of a record; `opened` are those that trees were made of, if others."""

    def __init__(self, record: Record, opened: tuple[bytes, ...] = ()) -> None:
        self.record = record
        self._opened = opened

    @cached_property
    def _read(self) -> tuple[dict[str, Any], bool]:
        """Elements by their paths, and whether the record had to be rewritten first."""
        if not self._opened:
            return {}, False
        with Unlogged():
            root, rewritten = self._root()
            return {path: element for element, path in paths(root)}, rewritten

    def _root(self) -> tuple[Any, bool]:
        data = self.record.data
        if not _UNKNOWN.search(data):
            try:
                return etree.fromstring(data, _PLAIN), False
            except (etree.XMLSyntaxError, ValueError):
                pass
        read: Callable[[bytes], Any] = getattr(parse_xml, "__wrapped__", parse_xml)
        try:
            return read(data).root, False
        except ParseError:
            return read(self._opened[-1]).root, True

    @property
    def rewritten(self) -> bool:
        """Whether the record is no XML as it stands."""
        return self._read[1]

    def text(self, spot: Spot) -> str | None:
        """What stands at a place, before any step; None if nothing does."""
        with Unlogged():
            found = self._text(spot)
        return None if found is None else plain(found)

    def _text(self, spot: Spot) -> str | None:
        if spot.xpath is not None:
            return self._of_element(spot, spot.xpath)
        found: str | None = None
        if spot.pointer is not None:
            found = self._of_json(spot.pointer)
        elif spot.lines is not None:
            found = self._of_lines(*spot.lines)
        elif spot.name is not None:
            found = next(islice(self._fields.all(spot.name), spot.nth or 0, None), None)
        elif spot.column is not None:
            rows = (row for row in self._table.rows if row.number == spot.row)
            found = next((row.cells.get(spot.column) for row in rows), None)
        elif spot.page is not None:
            found = PRINTED.get(Box(spot.page, spot.box or ()))
        return found

    def _of_element(self, spot: Spot, xpath: str) -> str | None:
        found = _LAST.search(xpath)
        element = self._read[0].get(xpath[: found.start()] if found else xpath)
        if element is None:
            return None
        if found is None:
            return _whole(element, spot.read, spot.lang)
        if found[1].startswith("text"):
            return element.text or ""
        if found[1].startswith("following"):
            return element.tail or ""
        name = found[2] or found[3]
        for key, text in element.items():
            if key.rpartition("}")[2].rpartition(":")[2] == name or key == name:
                return str(text)
        return None

    def span(self, spot: Spot) -> tuple[int, int]:
        """Offset and length in the record of the element, line or row; else those of the record."""
        whole = 0, len(self.record.data)
        if spot.xpath is not None and not self.rewritten:
            return self._bytes.get(_LAST.sub("", spot.xpath), whole)
        if spot.lines is not None:
            first, last = spot.lines
            starts = [0, *(m.end() for m in re.finditer(rb"\n", self.record.data)), whole[1]]
            return starts[first - 1], starts[last] - starts[first - 1]
        if spot.row is not None:
            row = next((row for row in self._table.rows if row.number == spot.row), None)
            return (row.offset, row.length) if row else whole
        return whole

    @cached_property
    def _bytes(self) -> dict[str, tuple[int, int]]:
        """Offset and length of each element in the record."""
        spans = byte_spans(self.record.data)
        return (
            dict(zip(self._read[0], spans, strict=True)) if len(spans) == len(self._read[0]) else {}
        )

    def _of_lines(self, first: int, last: int) -> str:
        """The lines in a row, without the tag of the first, and the blanks below it."""
        head, *others = self._lines[first - 1 : last]
        cut = [line[5:] if line[:5].isspace() else line for line in others]
        return " ".join([_TAGGED.sub("", head, count=1), *cut])

    @cached_property
    def _lines(self) -> list[str]:
        return self.record.data.decode("latin-1").replace("\r", "").split("\n")

    def _of_json(self, pointer: str) -> str | None:
        value = self._json
        for key in pointer.split("/")[1:]:
            name = key.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
        return str(value)

    @cached_property
    def _json(self) -> Any:
        return json.loads(self.record.data.removeprefix(b"\xef\xbb\xbf"))

    @cached_property
    def _fields(self) -> Fields:
        return Fields(decode(self.record.data)[0])

    @cached_property
    def _table(self) -> Table:
        return read_table(self.record.data)


def _whole(element: Any, read: str | None, lang: str | None) -> str:
    if read == "raw_text":
        return raw_text(element)
    if read == "table_text":
        return table_text(element, lang)[0]
    if read == "lines":
        element = deepcopy(element)
        for found in element.iter("br"):
            found.tag = "div"
    return inline_text(element, lang)


def byte_spans(data: bytes) -> list[tuple[int, int]]:
    """Offset and length of every element, in the order of their start tags; [] if it is no XML."""
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)  # noqa: FBT003 - as expat has it
    parser.ExternalEntityRefHandler = lambda *_: 1
    starts: list[list[int]] = []
    open_: list[int] = []

    def start(_name: str, _attributes: object) -> None:
        open_.append(len(starts))
        starts.append([parser.CurrentByteIndex, 0])

    def end(_name: str) -> None:
        at = parser.CurrentByteIndex
        stop = data.find(b">", at) + 1
        starts[open_.pop()][1] = stop or len(data)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - as above
    except (expat.ExpatError, ValueError, LookupError):
        return []
    return [(first, last - first) for first, last in starts]
