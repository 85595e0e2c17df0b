"""CNIPA's legal status (`business:PRS` of `business:PRSRecord`), as its ST.96 schema has it."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.model import LegalEvent, Notice

from .markup import plain

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<business:PRS xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business">\n'
)
FOOT = "</business:PRS>\n"


def encode(notice: Notice) -> bytes:
    """A file of one notice, with one record for each of its events."""
    return encode_all([notice])


def encode_all(notices: Iterable[Notice]) -> bytes:
    """A file of many notices."""
    records = [_record(notice, event) for notice in notices for event in notice.events]
    return (_HEAD + "".join(records) + FOOT).encode()


def _record(notice: Notice, event: LegalEvent) -> str:
    filed = notice.application
    number = (filed.raw or filed.number) if filed else ""
    date = f"<base:Date>{_compact(filed.date)}</base:Date>" if filed and filed.date else ""
    parts = [
        (
            "<business:PRSRecord>\n"
            '<business:ApplicationReference dataFormat="original" sequence="1">'
            "<base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code>"
            f"<base:DocNumber>{plain(number)}</base:DocNumber>{date}</base:DocumentID>"
            "</business:ApplicationReference>\n<business:IPRType>10</business:IPRType>\n"
        ),
        (
            f"<business:PRSPublicationDate><base:Date>{_compact(event.date)}</base:Date>"
            f"</business:PRSPublicationDate>\n<business:PRSCode>{plain(event.code)}</business:PRSCode>\n"
        ),
        f"<business:PRSValue>{plain(event.title or '')}</business:PRSValue>\n",
        f"<business:PRSInformation>{plain(event.text or '')}</business:PRSInformation>\n",
        "<business:StatusIndicator>1</business:StatusIndicator>\n</business:PRSRecord>\n",
    ]
    return "".join(parts)


def _compact(date: str | None) -> str:
    return (date or "").replace("-", "")
