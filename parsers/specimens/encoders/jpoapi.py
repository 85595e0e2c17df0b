"""Answers of the JPO's API on the progress of a patent."""

from __future__ import annotations

import msgspec

from parsers.model import LegalEvent, Publication, Reference

from .st36 import compact

_CLASSES = {"applicant": "1", "agent": "2"}


def encode(publication: Publication) -> bytes:
    """The whole answer, UTF-8."""
    filed = publication.application
    data: dict[str, object] = {
        "applicationNumber": filed.number if filed else "",
        "inventionTitle": publication.title[0].text if publication.title else "",
        "applicantAttorney": [
            {
                "applicantAttorneyCd": party.code or "",
                "repeatNumber": f"{place:02}",
                "name": party.name,
                "applicantAttorneyClass": _CLASSES[party.role],
            }
            for place, party in enumerate(publication.parties, 1)
            if party.role in _CLASSES
        ],
        "filingDate": compact(filed.date) if filed else "",
        "publicationNumber": publication.number,
        "ADPublicationNumber": publication.number,
        "publicationDate": compact(publication.date),
        "priorityRightInformation": [_priority(entry) for entry in publication.priorities],
        "bibliographyInformation": [
            {
                "numberType": "01",
                "documentList": [
                    _document(event) for event in publication.events if event.code[1:].isdecimal()
                ],
            }
        ],
    }
    for event in publication.events:
        if event.code == "registrationDate":
            data |= {"registrationDate": compact(event.date), "registrationNumber": event.number}
    answer = {"result": {"statusCode": "100", "errorMessage": "", "data": data}}
    return msgspec.json.encode(answer)


def _priority(entry: Reference) -> dict[str, str]:
    name = "nationalPriority" if entry.office == "JP" else "parisPriority"
    row = {
        f"{name}ApplicationNumber": entry.raw or entry.number,
        f"{name}Date": compact(entry.date),
    }
    return row if entry.office == "JP" else {**row, "parisPriorityCountryCd": entry.office}


def _document(event: LegalEvent) -> dict[str, str]:
    return {
        "legalDate": compact(event.date),
        "documentCode": event.code,
        "documentDescription": event.title or "",
        "documentNumber": event.number or "",
    }
