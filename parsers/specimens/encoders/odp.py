"""Answers of the USPTO's Open Data Portal for one application, with one publication of it."""

from __future__ import annotations

import json
from typing import Any

from parsers.model import Notice, Party, Publication


def encode(publication: Publication) -> bytes:
    """The whole answer."""
    filed = publication.application
    meta: dict[str, Any] = {
        "applicationTypeLabelName": publication.right.title(),
        "filingDate": filed.date if filed else None,
        "inventionTitle": publication.title[0].text if publication.title else None,
        "inventorBag": [_person(p) for p in publication.parties if p.role == "inventor"],
        "applicantBag": [
            {"applicantNameText": p.name, "correspondenceAddressBag": [_home(p)]}
            for p in publication.parties
            if p.role == "applicant"
        ],
        "cpcClassificationBag": [
            _padded(c.symbol) for c in publication.classifications if c.scheme == "cpc"
        ],
        **_numbers(publication),
    }
    for examiner in (p for p in publication.parties if p.role == "examiner"):
        meta.setdefault("examinerNameText", examiner.name)
        meta.setdefault("groupArtUnitNumber", examiner.code)
    wrapper = {
        "applicationNumberText": filed.number if filed else None,
        "applicationMetaData": {name: value for name, value in meta.items() if value},
    }
    return _answer(wrapper)


def _answer(wrapper: dict[str, Any]) -> bytes:
    answer = {"count": 1, "patentFileWrapperDataBag": [wrapper]}
    return json.dumps(answer, ensure_ascii=False, indent=2).encode()


def encode_notice(notice: Notice) -> bytes:
    """An answer with the events of an application."""
    filed = notice.application
    events = [
        {"eventCode": e.code, "eventDescriptionText": e.title, "eventDate": e.date}
        for e in notice.events
    ]
    meta = {"filingDate": filed.date if filed else None}
    return _answer(
        {
            "applicationNumberText": filed.number if filed else None,
            "applicationMetaData": meta,
            "eventDataBag": events,
        }
    )


def _numbers(publication: Publication) -> dict[str, Any]:
    if publication.stage == "application":
        return {
            "earliestPublicationNumber": publication.id,
            "earliestPublicationDate": publication.date,
            "publicationCategoryBag": ["Pre-Grant Publications - PGPub"],
        }
    categories = ["Granted/Issued"]
    if publication.kind in {"B2", "P3"}:
        categories.append("Pre-Grant Publications - PGPub")
    return {
        "patentNumber": publication.number,
        "grantDate": publication.date,
        "publicationCategoryBag": categories,
    }


def _person(party: Party) -> dict[str, Any]:
    person: dict[str, Any] = {"inventorNameText": party.name}
    if party.family and party.given:
        person = {
            "firstName": party.given,
            "lastName": party.family,
            "inventorNameText": f"{party.given} {party.family}",
        }
    return {**person, "correspondenceAddressBag": [_home(party)]}


def _home(party: Party) -> dict[str, str]:
    cells = {
        "cityName": party.city,
        "geographicRegionCode": party.state,
        "countryCode": party.country,
        "postalCode": party.postcode,
        "postalAddressCategory": "residence",
    }
    return {name: value for name, value in cells.items() if value}


def _padded(symbol: str) -> str:
    subclass, _, rest = symbol.partition(" ")
    group, _, subgroup = rest.partition("/")
    return f"{subclass}{group:>4}/{subgroup}"
