"""Answers of KIPRIS Plus with one item, which has one publication."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Publication

from .markup import element, plain

_HEADER = (
    "<header><successYN>Y</successYN><resultCode>00</resultCode>"
    "<resultMsg>NORMAL SERVICE</resultMsg></header>"
)
_TAIL = "<numOfRows>10</numOfRows><pageNo>1</pageNo><totalCount>1</totalCount>"
_ROLES = (("applicantName", "applicant"), ("inventorName", "inventor"), ("agentName", "agent"))


def encode(publication: Publication) -> bytes:
    """The whole answer, UTF-8."""
    item = element("item", "\n".join(_cells(publication)))
    body = element("body", element("items", item) + _TAIL)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<response>{_HEADER}{body}</response>\n'.encode()
    )


def _cells(publication: Publication) -> Iterator[str]:
    filed = publication.application
    if filed:
        number = filed.number if len(filed.number) == 13 else f"10{filed.number}"
        yield element("applicationNumber", number)
        yield element("applicationDate", (filed.date or "").replace("-", ""))
    day = (publication.date or "").replace("-", "")
    if (publication.kind or "")[:1] in {"A", "U"}:
        yield element("openNumber", f"10{publication.number}")
        yield element("openDate", day)
        yield "<registerNumber></registerNumber><registerDate></registerDate>"
    else:
        for tag in ("publication", "register"):
            yield element(f"{tag}Number", f"{publication.number}0000")
            yield element(f"{tag}Date", day)
    for title in publication.title:
        tag = "inventionTitle" if title.lang == "ko" else "inventionTitleEnglish"
        yield element(tag, plain(title.text))
    for text in publication.abstract:
        if text.lang == "ko":
            yield element("astrtCont", plain(text.text))
    for tag, role in _ROLES:
        names = [party.name for party in publication.parties if party.role == role]
        yield element(tag, plain(";".join(names)))
    for tag, scheme in (("ipcNumber", "ipc"), ("cpcNumber", "cpc")):
        symbols = [c.symbol for c in publication.classifications if c.scheme == scheme]
        yield element(tag, ";".join(symbols))
