"""An application of the USPTO's case system, whichever service told of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from parsers.dates import parse_date
from parsers.formats.refs import publication_reference
from parsers.model import (
    Classification,
    LegalEvent,
    Party,
    Reference,
    Related,
)

_PUBLISHED = re.compile(r"(?:US)?\s*(\d{4})\s*[-/]?\s*(\d{7})\s*([A-Z]\d)?")
_KINDS_2001 = "2001-01-02"
_LETTERED: tuple[tuple[str, str, str], ...] = (
    ("PP", "P3", "P2"),
    ("RE", "E1", "E1"),
    ("D", "S1", "S1"),
    ("H", "H1", "H1"),
)
_OLD = {"PP": "P", "RE": "E", "D": "S", "H": "H"}


class Issue(NamedTuple):
    """One publication of an application."""

    number: str
    kind: str | None
    date: str | None


class Case(Struct, frozen=True, kw_only=True):
    """What is known of an application."""

    application: Reference | None
    issues: tuple[Issue, ...]
    title: str | None
    priorities: tuple[Reference, ...] = ()
    related: tuple[Related, ...] = ()
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    events: tuple[LegalEvent, ...] = ()


def published(text: str | None, date: str | None) -> Issue | None:
    """A pre-grant publication: `US20190095759A1`, `US 2014-0167116 A1`, `2019-0095759`."""
    found = _PUBLISHED.fullmatch((text or "").strip())
    if found is None:
        return None
    reference = publication_reference("US", found[1] + found[2], found[3] or "A1", date)
    return Issue(reference.number, reference.kind, reference.date) if reference else None


def granted(text: str | None, date: str | None, *, before: bool | None) -> Issue | None:
    """A patent. Kinds are not told: they follow from the number, the day and `before`.

    `before` says whether the application was published before: B2 and P3 if it was, B1 and P2 if
    it was not (USPTO kind codes since 2001); without that knowledge the kind stays open.
    """
    number = re.sub(r"[\s,]", "", text or "").lstrip("0")
    day = parse_date(date, "US") if date else None
    if not number:
        return None
    kind: str | None = None
    letters = next((row for row in _LETTERED if number.startswith(row[0])), None)
    if day and day < _KINDS_2001:
        kind = _OLD[letters[0]] if letters else "A"
    elif day and letters:
        sure = letters[1] == letters[2]
        kind = letters[1] if before or sure else letters[2] if before is False else None
    elif day and before is not None:
        kind = "B2" if before else "B1"
    reference = publication_reference("US", number, kind, date)
    return Issue(reference.number, kind, day) if reference else None
