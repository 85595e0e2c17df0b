"""Google Patents: its list has a line with the search before the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parsers.errors import ParseError
from parsers.formats.lists_rows import Entry, day, identity, parties, unnamed
from parsers.formats.lists_table import Order
from parsers.model import Gap, LegalEvent
from parsers.text import clean

_ID = re.compile(r"([A-Z]{2})-?([A-Z]{0,3}\d[\dA-Z-]*?)-?([A-Z]\d?)?")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Dr|Ph\.?D|M\.?D)\.?", re.IGNORECASE)


def knows(columns: frozenset[str]) -> bool:
    return {"id", "title", "assignee"} <= columns


def entries(cells: Mapping[str, str], order: Order | None) -> Iterator[Entry]:
    """One entry. Raises ParseError where the row is no patent.

    Several assignees stand between commas, as do parts of the name of one: they stay one name.
    """
    printed = cells.get("id", "").strip()
    found = _ID.fullmatch(printed)
    if found is None:
        raise ParseError("IDENTITY_INCOMPLETE", f"{printed!r} is no publication number.")
    date = day(cells.get("publication date"), order)
    shown = identity(found[1], found[2], found[3], date)
    assignee = clean(cells.get("assignee", ""))
    yield Entry(
        identity=shown,
        title=cells.get("title"),
        parties=(
            *parties(_names(cells.get("inventor/author", "")), "inventor"),
            *parties([assignee] if assignee else [], "assignee"),
        ),
        events=tuple(_grant(shown.office, day(cells.get("grant date"), order), date)),
        gaps=(
            *(() if date else (Gap(part="date", reason="not_in_source"),)),
            *unnamed(cells.get("filing/creation date"), "application", "filed"),
            *unnamed(cells.get("priority date"), "priorities", "earliest:"),
        ),
    )


def _grant(office: str, granted: str | None, date: str | None) -> Iterator[LegalEvent]:
    """The grant of the application, where it is not this publication."""
    if granted and granted != date:
        yield LegalEvent(office=office, code="grant date", date=granted)


def _names(text: str) -> list[str]:
    names: list[str] = []
    for part in text.split(","):
        name = clean(part)
        if names and _SUFFIX.fullmatch(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name:
            names.append(name)
    return names
