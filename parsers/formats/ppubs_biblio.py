"""Bibliographic data of Patent Public Search: arrays that run side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from parsers.dates import parse_date
from parsers.formats.odp_json import Json, text
from parsers.formats.ppubs_text import line, lines
from parsers.formats.refs import application_reference, publication_reference
from parsers.model import (
    Citation,
    Classification,
    Party,
    Reference,
    Related,
    Relation,
    Role,
    Scheme,
)
from parsers.symbols import normal

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("continuation-in-part", "continuation_in_part"),
    ("continuation in part", "continuation_in_part"),
    ("continuation", "continuation"),
    ("division", "division"),
    ("reissue", "reissue"),
    ("provisional", "provisional"),
)
_CLASSES: tuple[tuple[str, Scheme, dict[str, str]], ...] = (
    ("curIntlPatentClassificationPrimary", "ipc", {"position": "first"}),
    ("curIntlPatentClassificationSecondary", "ipc", {"position": "later"}),
    ("cpcInventive", "cpc", {"value": "inventive"}),
    ("cpcAdditional", "cpc", {"value": "additional"}),
    ("issuedUsOrigClassification", "uspc", {"position": "first"}),
    ("issuedUsCrossRefClassification", "uspc", {"position": "later"}),
    ("locarnoClassification", "locarno", {}),
)
_COMPANIES = frozenset({"02", "03", "06", "07", "08", "09"})
_DATED = re.compile(r"(.+?)\s+(\d{8})")


def _column(document: Json, key: str) -> list[str | None]:
    """A list of texts; `N/A` stands for none."""
    found = document.get(key)
    values = found if isinstance(found, list) else [] if found is None else [found]
    return [None if value == "N/A" else line(value) for value in values]


def _rows(document: Json, *keys: str) -> Iterator[tuple[str | None, ...]]:
    yield from zip_longest(*(_column(document, key) for key in keys))


def parties(document: Json) -> tuple[Party, ...]:
    """Applicants, inventors, assignees, firms, attorneys, examiners."""
    return (
        *_group(document, "applicantName", "applicant", "applicant"),
        *_group(document, "inventorsName", "inventor", "inventor"),
        *_group(document, "assigneeName", "assignee", "assignee"),
        *_named(document, "legalFirmName", "agency"),
        *_named(document, "attorneyName", "agent"),
        *_examiners(document),
    )


def _group(document: Json, key: str, prefix: str, role: Role) -> Iterator[Party]:
    postal = f"{prefix}ZipCode" if prefix == "applicant" else f"{prefix}PostalCode"
    keys = ("City", "State", "Country")
    kinds = _column(document, f"{prefix}TypeCode")
    rows = _rows(document, key, *(prefix + name for name in keys), postal)
    for place, (name, city, state, country, postcode) in enumerate(rows, 1):
        if not name:
            continue
        family, given = _split(name) if role == "inventor" else (None, None)
        kind = kinds[place - 1] if place <= len(kinds) else None
        yield Party(
            role=role,
            name=f"{family}, {given}" if given else name,
            given=given,
            family=family if given else None,
            organisation=kind in _COMPANIES,
            country=country if country and re.fullmatch("[A-Z]{2}", country) else None,
            city=city,
            state=state,
            postcode=postcode,
            sequence=place,
        )


def _split(name: str) -> tuple[str | None, str | None]:
    """Family and given name of `Hawkins; Jeffrey C.`."""
    family, semicolon, given = (part.strip() for part in name.partition(";"))
    return (family, given) if semicolon and family and given else (None, None)


def _named(document: Json, key: str, role: Role) -> Iterator[Party]:
    for place, name in enumerate(filter(None, _column(document, key)), 1):
        yield Party(role=role, name=name, organisation=role == "agency", sequence=place)


def _examiners(document: Json) -> Iterator[Party]:
    unit = text(document.get("examinerGroup"))
    for key in ("primaryExaminer", "assistantExaminer"):
        for name in filter(None, _column(document, key)):
            family, given = _split(name)
            shown = f"{family}, {given}" if given else name
            yield Party(role="examiner", name=shown, given=given, family=family, code=unit)


def classifications(document: Json) -> tuple[Classification, ...]:
    """CPC and IPC as they are now, and American classes as they were printed."""
    return tuple(
        dict.fromkeys(
            made
            for key, scheme, told in _CLASSES
            for printed in filter(None, _column(document, key))
            if (made := _symbol(printed, scheme, told))
        )
    )


def _symbol(printed: str, scheme: Scheme, told: dict[str, str]) -> Classification | None:
    dated = _DATED.fullmatch(printed)
    symbol = normal(scheme, dated[1] if dated else printed)
    if symbol is None:
        return None
    made = Classification(
        scheme=scheme, symbol=symbol, version=parse_date(dated[2]) if dated else None
    )
    return replace(made, **told)


def priorities(document: Json) -> tuple[Reference, ...]:
    """Foreign priorities."""
    keys = ("priorityClaimsCountry", "priorityClaimsDocNumber", "priorityClaimsDate")
    rows = _rows(document, *keys)
    found = (application_reference(row[0], row[1], row[2]) for row in rows if row[1])
    return tuple(entry for entry in found if entry)


def related(document: Json) -> tuple[Related, ...]:
    """Earlier applications and patents, by what the words about continuity call them."""
    words = " ".join(filter(None, _column(document, "continuityData"))).casefold()
    named = (relation for word, relation in _RELATIONS if word in words)
    relation: Relation = next(named, "other")
    filed = _rows(document, "relatedApplNumber", "relatedApplFilingDate")
    international = _rows(document, "pctFilingNumber", "pctFilingDate")
    found: list[tuple[Relation, Reference | None]] = [
        *((relation, application_reference("US", row[0], row[1])) for row in filed),
        *(
            (relation, publication_reference("US", number))
            for number in _column(document, "relatedApplPatentNumber")
        ),
        *(("pct", application_reference("WO", row[0], row[1])) for row in international),
    ]
    return tuple(
        dict.fromkeys(Related(relation=kind, document=made) for kind, made in found if made)
    )


def citations(document: Json) -> tuple[Citation, ...]:
    """American and foreign patents, then literature."""
    return (*_american(document), *_foreign(document), *_literature(document))


def _american(document: Json) -> Iterator[Citation]:
    for number, date in _rows(document, "urpn", "usRefIssueDate"):
        if number and (made := publication_reference("US", number, None, date)):
            yield Citation(document=made)


def _foreign(document: Json) -> Iterator[Citation]:
    keys = ("foreignRefCountryCode", "foreignRefPatentNumber", "foreignRefPubDate")
    for office, number, date in _rows(document, *keys):
        if number:
            made = publication_reference(office, number, None, date)
            yield Citation(document=made, text=None if made else number)


def _literature(document: Json) -> Iterator[Citation]:
    for entry in lines(document.get("otherRefPub")):
        if shown := line(entry):
            yield Citation(text=shown)
