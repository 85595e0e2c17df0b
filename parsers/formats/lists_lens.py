"""The Lens: its exports before and after 2018 (`Publication Number` became `Display Key`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parsers.errors import ParseError
from parsers.formats.lists_rows import Entry, day, doubles, identity, parties, symbols, unnamed
from parsers.formats.lists_table import Order
from parsers.formats.refs import application_reference, cited
from parsers.model import Citation, Gap, Reference

_NUMBER = re.compile(r"([A-Z]{2})\s+(\S.*?)(?:\s+([A-Z]\d?))?(?:\s+(\d{8}))?")
_YEAR = re.compile(r"\d{4}")
_SHORT = re.compile(r"(?<!\d)\d\d$")
_CHANGED = re.compile(r"\s*\(\d{4}-\d\d-\d\d\)$")


def knows(columns: frozenset[str]) -> bool:
    return "jurisdiction" in columns and not columns.isdisjoint(
        {"display key", "publication number", "lens id"}
    )


def entries(cells: Mapping[str, str], order: Order | None) -> Iterator[Entry]:
    """One entry. Raises ParseError where the row has no number."""
    printed = cells.get("display key") or cells.get("publication number") or ""
    found = _NUMBER.fullmatch(printed.strip())
    office = (cells.get("jurisdiction") or (found[1] if found else "")).strip().upper()
    kind = (cells.get("kind") or (found[3] if found else None) or "").strip() or None
    if found is None or not office:
        raise ParseError("IDENTITY_INCOMPLETE", f"{printed!r} is no publication number.")
    told = cells.get("publication year", "").strip()
    year = int(told) if _YEAR.fullmatch(told) else None
    date = day(cells.get("publication date"), order, year, near=True) or (told if year else None)
    if date and year and _turning(date):
        date = f"{year}{date[4:]}"
    claimed = tuple(filter(None, map(_filed, doubles(cells.get("priority numbers")))))
    application, gaps = _application(cells, order, date, claimed)
    earliest = cells.get("earliest priority date")
    inventors = cells.get("inventors")
    yield Entry(
        identity=identity(office, found[2], kind, date),
        title=cells.get("title"),
        abstract=cells.get("abstract"),
        application=application,
        priorities=claimed,
        parties=(
            *parties(doubles(cells.get("applicants")), "applicant"),
            *parties(doubles(inventors), "inventor"),
            *parties((_CHANGED.sub("", n) for n in doubles(cells.get("owners"))), "assignee"),
        ),
        classifications=(
            *symbols(doubles(cells.get("ipcr classifications")), "ipc"),
            *symbols(doubles(cells.get("cpc classifications")), "cpc"),
            *symbols(doubles(cells.get("us classifications")), "uspc"),
        ),
        citations=tuple(_citations(cells)),
        gaps=(
            *(() if date else (Gap(part="date", reason="not_in_source"),)),
            *(() if claimed else unnamed(earliest, "priorities", "earliest:")),
            *gaps,
        ),
    )


def _filed(printed: str, date: str | None = None) -> Reference | None:
    """`US 201161550506 P 20111024`: the form of DOCDB, some with the day behind."""
    found = _NUMBER.fullmatch(printed)
    if found is None:
        return None
    return application_reference(found[1], found[2], date or found[4], found[3], "docdb")


def _application(
    cells: Mapping[str, str], order: Order | None, date: str | None, claimed: tuple[Reference, ...]
) -> tuple[Reference | None, tuple[Gap, ...]]:
    """The application. A day at the turn of a year is that of the same number as a priority."""
    printed = cells.get("application date", "").strip()
    filed = day(printed, order, int(date[:4]) if date else None)
    number = cells.get("application number", "").strip()
    if not (filed and _turning(filed) and _SHORT.search(printed)):
        return _filed(number, filed), ()
    bare = _filed(number)
    same = [p.date for p in claimed if bare and (p.office, p.number) == (bare.office, bare.number)]
    if same and same[0]:
        return _filed(number, same[0]), ()
    detail = f"filed {printed}, whose year may be one too late"
    return bare, (Gap(part="application", reason="not_in_source", detail=detail),)


def _turning(date: str) -> bool:
    """Whether a day may be of the week in which the next year begins.

    Older exports date these by the year of their week: 1986-12-30 is `30/12/87`.
    """
    return date[5:] >= "12-26"


def _citations(cells: Mapping[str, str]) -> Iterator[Citation]:
    for printed in doubles(cells.get("cited patents")):
        document = cited(printed)
        yield Citation(document=document, text=None if document else printed)
    literature = cells.get("npl citations") or cells.get("non-patent citations")
    for printed in doubles(literature):
        yield Citation(text=printed)
