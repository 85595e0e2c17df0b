"""Decisions on invalidity as CNIPA's ST.96 schema has them (`business:AppealDecision`)."""

from __future__ import annotations

from parsers.model import Notice

from .markup import plain


def encode(notice: Notice) -> bytes:
    """The decision is the first event, its announcement the second one."""
    decided, announced = notice.events
    filed = notice.application
    number = (filed.raw or filed.number) if filed else ""
    kind, outcome = (decided.title or "invalidation, invalidation").split(", ")
    points = f"<base:Paragraphs>{plain(decided.text or '')}</base:Paragraphs>"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<business:AppealDecision xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
            'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" '
            f'lang="zh" country="CN" appealType="{kind}" decision="{outcome}" effective="yes">'
        ),
        "<business:AppealCaseInformation>",
        f"<business:DecisionNumber>{plain(decided.number or '')}</business:DecisionNumber>",
        f"<business:DecisionDate>{_date(decided.date)}</business:DecisionDate>",
        (
            '<business:PatentInformation><business:ApplicationReference dataFormat="original">'
            f"<base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>{plain(number)}"
            f"</base:DocNumber>{_date(filed.date if filed else None)}</base:DocumentID>"
            "</business:ApplicationReference></business:PatentInformation>"
        ),
        (
            f"<business:PublicationInformation><base:DocumentID>{_date(announced.date)}"
            f"</base:DocumentID><business:PublicationVolume>{plain(announced.text or '')}"
            "</business:PublicationVolume></business:PublicationInformation>"
        ),
        (
            "<business:DecisionAbstract><business:DecisionMainPointDetails>"
            f'<business:DecisionMainPoint id="mp001">{points}</business:DecisionMainPoint>'
            "</business:DecisionMainPointDetails></business:DecisionAbstract>"
        ),
        "</business:AppealCaseInformation></business:AppealDecision>\n",
    ]
    return "\n".join(lines).encode()


def _date(date: str | None) -> str:
    return f"<base:Date>{date.replace('-', '')}</base:Date>" if date else ""
