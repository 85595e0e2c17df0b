"""Answers of the JPO's API on the progress of patents: JSON with `result` and `data`.

An application with a published number gives that publication with its bibliography and events;
one without gives a notice of its events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.jp_words import is_company
from parsers.formats.refs import application_reference, pct_application, publication_reference
from parsers.kinds import right_and_stage
from parsers.model import (
    DocumentId,
    Gap,
    LegalEvent,
    Notice,
    Party,
    Publication,
    Reference,
    Related,
    Relation,
    Text,
)
from parsers.origins import pointed
from parsers.record import Record
from parsers.text import clean

NAME = "jpoapi"
OFFICES = frozenset({"JP"})
YEARS = "2003-"
CONTENT = "bibliography, events"
TRIED = "variants by the office's specification"

_START = re.compile(rb'\{\s*"result"\s*:\s*\{')
_FINE = "100"
_PARTS = ("title", "abstract", "description", "claims")
_ROLES = {"1": "applicant", "2": "agent"}

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Notice]:
    """One publication or notice.

    Raises ParseError CONTENT_OTHER for answers that are errors or hold no application.
    """
    try:
        answer: Json = pointed(msgspec.json.decode(record.data.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ParseError("CONTENT_SYNTAX", f"The JSON cannot be read: {error}.") from error
    result = _part(answer, "result")
    code = _text(result, "statusCode")
    if code != _FINE:
        words = f"The service answered with status {code}: {_text(result, 'errorMessage')}."
        raise ParseError("CONTENT_OTHER", words, place="result.statusCode")
    data = _part(result, "data")
    own = _published(data)
    if own is None:
        yield _notice(data, record)
    else:
        yield _publication(data, own, record)


def _part(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, Mapping) else None


def _rows(value: Json, name: str) -> list[Json]:
    found = _part(value, name)
    if isinstance(found, Mapping):
        return [found]
    return list(found) if isinstance(found, list) else []


def _text(value: Json, name: str) -> str | None:
    found = _part(value, name)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return clean(str(found)) or None


def _date(value: Json, name: str) -> str | None:
    text = _text(value, name)
    return parse_date(text, "JP") if text else None


def _published(data: Json) -> Reference | None:
    """The publication of the application, by the number with a western year where there is one."""
    for name in ("publicationNumber", "nationalPublicationNumber"):
        number = _text(data, f"AD{name[0].upper()}{name[1:]}") or _text(data, name)
        if number:
            return publication_reference("JP", number, "A", _text(data, "publicationDate"))
    return None


def _application(data: Json) -> Reference | None:
    return application_reference("JP", _text(data, "applicationNumber"), _text(data, "filingDate"))


def _publication(data: Json, own: Reference, record: Record) -> Publication:
    key = DocumentId("JP", own.number, own.kind or "")
    right, stage = right_and_stage("JP", own.kind, own.date, own.number)
    title = _text(data, "inventionTitle")
    parts = _PARTS[1:] if title else _PARTS
    return Publication(
        id=str(key),
        office="JP",
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language="ja",
        application=_application(data),
        priorities=tuple(dict.fromkeys(_priorities(data))),
        related=tuple(dict.fromkeys(_related(data))),
        title=(Text(lang="ja", text=title),) if title else (),
        parties=tuple(_parties(data)),
        events=tuple(_events(data)),
        gaps=tuple(Gap(part=part, reason="not_in_source") for part in parts),
        source=record.source(NAME),
    )


def _notice(data: Json, record: Record) -> Notice:
    application, events = _application(data), tuple(_events(data))
    if application is None or not events:
        message = "The answer holds neither a publication nor an event of an application."
        raise ParseError("CONTENT_OTHER", message, place="result.data")
    return Notice(office="JP", application=application, events=events, source=record.source(NAME))


def _priorities(data: Json) -> Iterator[Reference]:
    for row in _rows(data, "priorityRightInformation"):
        country = _text(row, "parisPriorityCountryCd")
        for office, name in ((country, "parisPriority"), ("JP", "nationalPriority")):
            number, date = _text(row, f"{name}ApplicationNumber"), _text(row, f"{name}Date")
            if made := application_reference(office, number, date):
                yield made


def _related(data: Json) -> Iterator[Related]:
    """The application this one was made from, and the international stage."""
    found: list[tuple[Relation, Reference | None]] = []
    for row in _rows(data, "parentApplicationInformation"):
        number, date = _text(row, "parentApplicationNumber"), _text(row, "filingDate")
        found.append(("other", application_reference("JP", number, date)))
    found.append(("pct", pct_application(_text(data, "internationalApplicationNumber"))))
    number, date = (
        _text(data, "internationalPublicationNumber"),
        _text(data, "internationalPublicationDate"),
    )
    found.append(("pct", publication_reference("WO", number, None, date)))
    yield from (Related(relation=name, document=made) for name, made in found if made)


def _parties(data: Json) -> Iterator[Party]:
    places: dict[str, int] = {}
    for row in _rows(data, "applicantAttorney"):
        name = _text(row, "name")
        role = _ROLES.get(_text(row, "applicantAttorneyClass") or "")
        if not name or role is None:
            continue
        places[role] = places.get(role, 0) + 1
        yield Party(
            role="agent" if role == "agent" else "applicant",
            name=name,
            organisation=is_company(name),
            code=_text(row, "applicantAttorneyCd"),
            sequence=places[role],
            lang="ja",
        )


def _events(data: Json) -> Iterator[LegalEvent]:
    """Each document of the procedure on its day, then registration and expiry."""
    for group in _rows(data, "bibliographyInformation"):
        for row in _rows(group, "documentList"):
            code, day = _text(row, "documentCode"), _date(row, "legalDate")
            if code and day:
                yield LegalEvent(
                    office="JP",
                    code=code,
                    date=day,
                    title=_text(row, "documentDescription"),
                    number=_text(row, "documentNumber"),
                )
    registered, number = _date(data, "registrationDate"), _text(data, "registrationNumber")
    owners = (_text(row, "rightPersonName") for row in _rows(data, "rightPersonInformation"))
    if registered:
        yield LegalEvent(
            office="JP",
            code="registrationDate",
            date=registered,
            title="登録",
            number=number,
            after=tuple(owner for owner in owners if owner),
        )
    lapsed = _date(data, "disappearanceDate")
    if lapsed:
        yield LegalEvent(office="JP", code="disappearanceDate", date=lapsed, title="本権利消滅")
