"""From a record, or from paths, to checked publications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from parsers import formats
from parsers.archives import Limits
from parsers.check import problems
from parsers.errors import ParseError
from parsers.model import Publication
from parsers.reading import DEFAULT_LIMITS, read
from parsers.record import Failure, Record
from parsers.xml import root_of

_PDF = b"%PDF-"


def parse_record(record: Record) -> Iterator[Publication | Failure]:
    """The publications of one record that hold the invariants, and a failure for what does not.

    Never raises ParseError: whatever is wrong with a record is in its failures.
    """
    try:
        for publication in _format_of(record).parse(record):
            found = problems(publication)
            if found:
                error = ParseError("CHECK_FAILED", "; ".join(found), place=publication.id)
                yield Failure.of(record, error)
            else:
                yield publication
    except ParseError as error:
        yield Failure.of(record, error)


def parse_paths(
    paths: Iterable[Path], limits: Limits = DEFAULT_LIMITS
) -> Iterator[Publication | Failure]:
    """Every publication in files, folders and archives, in the order of reading."""
    for path in paths:
        for item in read(path, limits):
            if isinstance(item, Failure):
                yield item
            else:
                yield from parse_record(item)


def _format_of(record: Record) -> formats.Format:
    if record.data.startswith(_PDF):
        head = record.data[: formats.HEAD]
        name = "%PDF"
    else:
        root = root_of(record.data)
        if root is None:
            raise ParseError("XML_SYNTAX", "There is no root element.", place="byte 0")
        head = record.data[root.start : root.start + formats.HEAD]
        name = root.name.decode("utf-8", "replace")
    found = formats.detect(head)
    if found is None:
        raise ParseError("FORMAT_UNKNOWN", f"No format has the root element <{name}>.", place=name)
    return found
