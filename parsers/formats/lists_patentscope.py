"""PATENTSCOPE of WIPO: result lists, which name no kinds of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.lists_rows import Entry, day, identity, parties, pieces, symbols
from parsers.formats.lists_table import Order
from parsers.formats.refs import application_reference
from parsers.model import Gap, Reference

_ID = re.compile(r"([A-Z]{2})(\d+)")
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d{6}\b")
_OFFICE = re.compile(r"(?<![A-Z])([A-Z]{2})(?![A-Z])")


def knows(columns: frozenset[str]) -> bool:
    return "application id" in columns


def entries(cells: Mapping[str, str], order: Order | None) -> Iterator[Entry]:
    """One entry. Raises ParseError where the row has no number."""
    found = _ID.fullmatch(cells.get("application id", "").strip())
    office = cells.get("country", "").strip().upper() or (found[1] if found else "")
    office = "WO" if office == "PCT" else office
    number = cells.get("publication number", "").strip()
    if not number and found and found[1] == "WO":
        number = found[2]
    if not number or len(office) != 2:
        raise ParseError("IDENTITY_INCOMPLETE", "The row has no country and publication number.")
    date = day(cells.get("publication date"), order)
    filed = cells.get("application number", "").strip()
    claimed = [*pieces(cells.get("priorities data") or cells.get("priority data"))]
    known = tuple(filter(None, map(_priority, claimed)))
    yield Entry(
        identity=identity(office, number, None, date),
        title=cells.get("title"),
        abstract=cells.get("abstract"),
        application=application_reference(office, filed, day(cells.get("application date"), order)),
        priorities=known,
        parties=(
            *parties(pieces(cells.get("applicants")), "applicant"),
            *parties(pieces(cells.get("inventors")), "inventor"),
        ),
        classifications=(
            *symbols(pieces(cells.get("i p c") or cells.get("ipc")), "ipc"),
            *symbols(pieces(cells.get("c p c") or cells.get("cpc")), "cpc"),
        ),
        gaps=() if date else (Gap(part="date", reason="not_in_source"),),
    )


def _priority(text: str) -> Reference | None:
    """Number, day and office in any order: `62738483 28.09.2018 US`."""
    dates = _DATE.findall(text)
    offices = _OFFICE.findall(_DATE.sub(" ", text))
    rest = _DATE.sub(" ", text)
    if not offices:
        return None
    number = rest.replace(offices[-1], " ", 1).strip(" ,()-")
    date = parse_date(dates[-1]) if dates else None
    return application_reference(offices[-1], number, date) if number else None
