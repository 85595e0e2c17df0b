"""Recordations out of the daily files, and out of the answers of the search service (Solr)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.assignment_deed import Deed, Property, place_of
from parsers.formats.nodes import value, values
from parsers.xml import Element

_APPLICATION = frozenset({"X0", ""})
_RANKS = ("B", "E", "S", "P", "H", "A")
"""Patents come before publications of applications."""


def deeds_of_file(root: Element) -> Iterator[Deed]:
    """Of a `patent-assignment`, or of a file of them."""
    single = root.tag == "patent-assignment"
    for element in [root] if single else root.iter("patent-assignment"):
        record = element.find("assignment-record")
        record = element if record is None else record
        assignors = "patent-assignors/patent-assignor"
        days = values(element, f"{assignors}/execution-date/date")
        yield Deed(
            place=place_of(value(record, "reel-no"), value(record, "frame-no")),
            recorded=_date(value(record, "recorded-date/date") or value(record, "recorded-date")),
            conveyance=value(record, "conveyance-text"),
            executed=tuple(date for day in days if (date := _date(day))),
            assignors=tuple(values(element, f"{assignors}/name")),
            assignees=tuple(values(element, "patent-assignees/patent-assignee/name")),
            properties=tuple(map(_property, element.iterfind("patent-properties/patent-property"))),
            purged=value(record, "purge-indicator") == "Y",
        )


def _property(element: Element) -> Property:
    """Document ids by kind: X0 is the application, the others are publications."""
    application, filed, pct = None, None, None
    published = []
    for document in element.iterfind("document-id"):
        number, kind = value(document, "doc-number"), value(document, "kind") or ""
        day = value(document, "date")
        if number is None:
            continue
        if number.upper().startswith("PCT"):
            pct = number
        elif kind in _APPLICATION:
            application, filed = number, day
        else:
            published.append((number, kind, day))
    published.sort(key=lambda entry: _RANKS.index(entry[1][0]) if entry[1][0] in _RANKS else 9)
    return Property(application=application, filed=filed, pct=pct, publications=tuple(published))


def deeds_of_answer(root: Element) -> Iterator[Deed]:
    """Of the documents of an answer, whose arrays run side by side; `NULL` is no value."""
    for doc in root.iterfind("result/doc"):
        yield Deed(
            place=place_of(_one(doc, "reelNo"), _one(doc, "frameNo")),
            recorded=_date(_one(doc, "recordedDate")),
            conveyance=_one(doc, "conveyanceText"),
            executed=tuple(d for text in _all(doc, "patAssignorExDate") if (d := _date(text))),
            assignors=tuple(filter(None, _all(doc, "patAssignorName"))),
            assignees=tuple(filter(None, _all(doc, "patAssigneeName"))),
            properties=tuple(_rows(doc)),
            purged=_one(doc, "purgeIndicator") == "Y",
        )


def _rows(doc: Element) -> Iterator[Property]:
    names = ("applNum", "filingDate", "patNum", "issueDate", "publNum", "publDate", "pctNum")
    columns = {name: _all(doc, name) for name in names}
    for at in range(max(map(len, columns.values()))):
        row = {name: column[at] if at < len(column) else None for name, column in columns.items()}
        published = [
            (number, kind, row[day])
            for name, kind, day in (("patNum", None, "issueDate"), ("publNum", "A1", "publDate"))
            if (number := row[name])
        ]
        yield Property(
            application=row["applNum"],
            filed=row["filingDate"],
            pct=row["pctNum"],
            publications=tuple(
                (number, _kind(number, kind), day) for number, kind, day in published
            ),
        )


def _kind(number: str, kind: str | None) -> str | None:
    """The answers name no kinds: publications of applications are A1, whatever comes after."""
    return kind if kind and re.fullmatch(r"\d{11}", number) else None


def _one(doc: Element, name: str) -> str | None:
    found = next((element for element in doc if element.get("name") == name), None)
    return _real(value(found))


def _all(doc: Element, name: str) -> list[str | None]:
    found = next((element for element in doc if element.get("name") == name), None)
    return [_real(value(element)) for element in found] if found is not None else []


def _real(text: str | None) -> str | None:
    return None if text in {None, "NULL"} or (text or "").startswith("0001-") else text


def _date(text: str | None) -> str | None:
    return parse_date(text, "US") if text else None
