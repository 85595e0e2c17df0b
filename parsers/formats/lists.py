"""Lists of search results as tables: Espacenet, The Lens, PATENTSCOPE, Google Patents.

Columns are known by their names, whatever their order. A row is a publication, or several where
its list puts the publications of one application together; a row that cannot be read fails alone.
Where a row lies in its file is among the notes of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from parsers.errors import ParseError
from parsers.formats import lists_espacenet, lists_google, lists_lens, lists_patentscope
from parsers.formats.lists_rows import Entry, text_of
from parsers.formats.lists_table import Row, Table, read_table
from parsers.kinds import right_and_stage
from parsers.model import DocumentId, Gap, Publication, Source, Text
from parsers.plain import LISTS
from parsers.record import Failure, Record

NAME = "lists"
OFFICES: frozenset[str] = frozenset()
YEARS = "1782-"
CONTENT = "bibliography"
TRIED = "Espacenet and Lens exports, as saved and after passing through a spreadsheet"


_KINDS: tuple[tuple[str, Callable[[frozenset[str]], bool], Callable[..., Iterator[Entry]]], ...] = (
    ("google", lists_google.knows, lists_google.entries),
    ("lens", lists_lens.knows, lists_lens.entries),
    ("patentscope", lists_patentscope.knows, lists_patentscope.entries),
    ("espacenet", lists_espacenet.knows, lists_espacenet.entries),
)
_UNKNOWN = Text(lang="en", text="")


def sniff(head: bytes) -> bool:
    return LISTS.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Failure]:
    """The publications of all rows, and a failure for each row that tells of none.

    Raises ParseError CONTENT_SYNTAX when there are no rows, or columns of no known list.
    """
    table = read_table(record.data)
    columns = frozenset(table.columns)
    found = next(((name, read) for name, knows, read in _KINDS if knows(columns)), None)
    if found is None:
        raise ParseError(
            "CONTENT_SYNTAX",
            "The columns are of no known list: " + ", ".join(sorted(columns))[:200],
            place="row 1",
        )
    name, read = found
    source = record.source(NAME, name)
    if not table.rows:
        raise ParseError("CONTENT_SYNTAX", "The list has a header, but no rows.", place="row 1")
    for row in table.rows:
        yield from _of_row(row, table, read, source, record)


def _of_row(
    row: Row, table: Table, read: Callable[..., Iterator[Entry]], source: Source, record: Record
) -> Iterator[Publication | Failure]:
    if row.problem:
        yield _failure(row, record, "CONTENT_SYNTAX", row.problem)
        return
    try:
        entries = [*read(row.cells, table.order)]
    except ParseError as error:
        yield _failure(row, record, error.code, error.message)
        return
    place = f"row {row.number}: {row.length} bytes from {record.offset + row.offset}"
    for entry in entries:
        yield _publication(entry, source, (place, *table.notes))


def _failure(row: Row, record: Record, code: str, message: str) -> Failure:
    return Failure(
        code=code,
        message=message,
        place=f"row {row.number}",
        file=record.file,
        member=record.member,
        offset=record.offset + row.offset,
        length=row.length,
        data=record.data[row.offset : row.offset + row.length],
    )


def _publication(entry: Entry, source: Source, notes: tuple[str, ...]) -> Publication:
    key = DocumentId(entry.identity.office, entry.identity.number, entry.identity.kind or "")
    date = entry.identity.date
    right, stage = right_and_stage(key.office, entry.identity.kind, date, key.number)
    title, abstract = text_of(entry.title), text_of(entry.abstract)
    absent = tuple(
        Gap(part=part, reason="not_in_source")
        for part, text in (
            *(("title", title), ("abstract", abstract)),
            *(("description", None), ("claims", None)),
        )
        if text is None
    )
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=entry.identity.kind,
        date=date,
        right=right,
        stage=stage,
        language=(title or abstract or _UNKNOWN).lang,
        application=entry.application,
        priorities=entry.priorities,
        family=entry.family,
        title=(title,) if title else (),
        abstract=(abstract,) if abstract else (),
        parties=entry.parties,
        classifications=entry.classifications,
        citations=entry.citations,
        events=entry.events,
        gaps=(*absent, *entry.gaps),
        source=replace(source, notes=notes),
    )
