"""Documents of the USPTO's Patent Public Search."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from parsers.model import Classification, Party, Publication, Segment

from .markup import chemistry, plain

_GROUPS = (("inventor", "inventorsName", "inventorPostalCode"),
           ("assignee", "assigneeName", "assigneePostalCode"),
           ("applicant", "applicantName", "applicantZipCode"))  # fmt: skip


def encode(publication: Publication) -> bytes:
    """The whole document; parts it does not have are null."""
    filed = publication.application
    cpc = [c for c in publication.classifications if c.scheme == "cpc"]
    ipc = [_dated(c) for c in publication.classifications if c.scheme == "ipc"]
    uspc = [c.symbol for c in publication.classifications if c.scheme == "uspc"]
    document: dict[str, Any] = {
        "guid": f"{publication.office}-{publication.number}-{publication.kind}",
        "publicationReferenceDocumentNumber": publication.number,
        "datePublished": f"{publication.date}T00:00:00Z",
        "inventionTitle": plain(publication.title[0].text),
        "type": "USPAT" if publication.stage == "grant" else "US-PGPUB",
        "applicationNumber": f"{filed.number[:2]}/{filed.number[2:]}" if filed else None,
        "applicationFilingDate": [f"{filed.date}T00:00:00Z"] if filed and filed.date else None,
        "languageIndicator": publication.language.upper(),
        "kindCode": [publication.kind],
        "curIntlPatentClassificationPrimary": ipc[:1],
        "curIntlPatentClassificationSecondary": ipc[1:],
        "cpcInventive": [_dated(c) for c in cpc if c.value == "inventive"],
        "cpcAdditional": [_dated(c) for c in cpc if c.value == "additional"],
        "issuedUsOrigClassification": uspc[0] if uspc else None,
        "issuedUsCrossRefClassification": uspc[1:],
        "abstractHtml": _lines(chemistry(text.text) for text in publication.abstract),
        "briefHtml": None,
        "descriptionHtml": _lines(map(_segment, publication.description)),
        "claimsHtml": _lines(f"{c.number}. {chemistry(c.text)}" for c in publication.claims),
        "numberOfClaims": str(len(publication.claims)),
        "otherRefPub": [_lines(plain(c.text) for c in publication.citations if c.text)],
        **_parties(publication.parties),
        **_cited(publication),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _lines(texts: Iterable[str]) -> str | None:
    return "<br />".join(texts) or None


def _segment(segment: Segment) -> str:
    text = chemistry(segment.text.upper() if segment.kind == "heading" else segment.text)
    return f"[{segment.number}] {text}" if segment.number else text


def _dated(entry: Classification) -> str:
    symbol = entry.symbol.replace(" ", "")
    return f"{symbol} {(entry.version or '').replace('-', '')}".strip()


def _parties(parties: tuple[Party, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for role, key, postal in _GROUPS:
        own = [party for party in parties if party.role == role]
        found[key] = [_name(party) for party in own]
        found[f"{role}City"] = [party.city or "N/A" for party in own]
        found[f"{role}State"] = [party.state or "N/A" for party in own]
        found[f"{role}Country"] = [party.country or "N/A" for party in own]
        found[postal] = [party.postcode or "N/A" for party in own]
        found[f"{role}TypeCode"] = ["02" if party.organisation else "N/A" for party in own]
    found["legalFirmName"] = [plain(p.name) for p in parties if p.role == "agency"]
    found["attorneyName"] = [plain(p.name) for p in parties if p.role == "agent"]
    for examiner in (party for party in parties if party.role == "examiner"):
        found.setdefault("primaryExaminer", _name(examiner))
        found.setdefault("examinerGroup", examiner.code)
    return found


def _name(party: Party) -> str:
    return plain(f"{party.family}; {party.given}" if party.family and party.given else party.name)


def _cited(publication: Publication) -> dict[str, Any]:
    found = [c.document for c in publication.citations if c.document]
    american = [d for d in found if d.office == "US"]
    foreign = [d for d in found if d.office != "US"]

    def days(documents: list[Any]) -> list[str]:
        return [(d.date or "N/A").replace("-", "").ljust(8, "0") for d in documents]

    return {
        "urpn": [d.number for d in american],
        "usRefIssueDate": days(american),
        "foreignRefCountryCode": [d.office for d in foreign],
        "foreignRefPatentNumber": [d.raw or d.number for d in foreign],
        "foreignRefPubDate": days(foreign),
    }
