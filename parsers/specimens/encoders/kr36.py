"""KIPO's full text (`KR_OpenPatent`, `KR_RegisterPatent`), in EUC-KR."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Party, Publication

from . import st36
from .markup import chemistry, element, plain

_ROLES = {"applicant": "Applicant", "inventor": "Inventor", "agent": "Agent"}


def encode(publication: Publication) -> bytes:
    """The whole file; characters that EUC-KR has no place for are numeric references."""
    granted = publication.stage == "grant"
    root = "KR_RegisterPatent" if granted else "KR_OpenPatent"
    title = publication.title[0]
    description = "".join(st36.description(publication.description))
    named = element("invention-title", chemistry(title.text, title.marks))
    parts = [
        '<?xml version="1.0" encoding="EUC-KR"?>',
        f"<{root}>",
        *_bibliography(publication, granted=granted),
        description.replace("<description>", f"<description>{named}", 1)
        or element("description", named),
        *st36.claims(publication.claims),
        *(
            element("summary", element("p", chemistry(text.text, text.marks)))
            for text in publication.abstract
        ),
        *st36.drawings(publication.drawings),
        f"</{root}>\n",
    ]
    return "\n".join(parts).encode("cp949", "xmlcharrefreplace")


def _bibliography(publication: Publication, *, granted: bool) -> Iterator[str]:
    yield element("KR_DocumentType", "등록특허공보" if granted else "공개특허공보")
    if publication.application:
        filed = publication.application
        body = element("KR_ApplicationNumber", filed.raw or filed.number)
        body += element("KR_ApplicationDate", st36.compact(filed.date))
        yield element("KR_ApplicationInformation", body)
    number, day = publication.number, st36.compact(publication.date)
    if granted:
        yield element("KR_RegisterNumber", f"{number[:2]}-{number[2:]}")
        yield element("KR_PublicationDate", day)
    else:
        yield element("KR_OpenNumber", f"10-{number[:4]}-{number[4:]}")
        yield element("KR_OpenDate", day)
    for event in publication.events:
        yield element(event.code, st36.compact(event.date))
    for entry in publication.related:
        laid = entry.document
        yield element("KR_OpenNumber", laid.raw or laid.number)
        yield element("KR_OpenDate", st36.compact(laid.date))
    ipc = [entry for entry in publication.classifications if entry.scheme == "ipc"]
    listed = "".join(
        element(
            "KR_FurtherClassification" if place else "KR_MainClassification",
            "",
            value=st36.st8(entry.symbol, entry.version, entry.position, entry.value)
            + "20050101BHKR",
        )
        for place, entry in enumerate(ipc)
    )
    yield element("KR_IPCInformation", listed)
    for role, word in _ROLES.items():
        for party in publication.parties:
            if party.role == role:
                yield element(f"KR_{word}Information", _party(party))


def _party(party: Party) -> str:
    body = element("KR_ORGName" if party.organisation else "KR_Name", plain(party.name))
    body += element("KR_Address", plain(party.address)) if party.address else ""
    return body + (element("KR_Country", party.country) if party.country else "")
