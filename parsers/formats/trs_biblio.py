"""A publication out of the fields of a TRS record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.cn_events import aggregated
from parsers.formats.parts import absent
from parsers.formats.refs import (
    application_reference,
    cited,
    pct_application,
    publication_reference,
)
from parsers.formats.trs_fields import Fields
from parsers.formats.trs_parties import parties
from parsers.formats.trs_text import claims, description
from parsers.kinds import right_and_stage
from parsers.model import (
    Citation,
    Classification,
    DocumentId,
    LegalEvent,
    Publication,
    Reference,
    Related,
    Right,
    Source,
    Text,
)
from parsers.symbols import normal, st8
from parsers.text import clean

_NUMBER = re.compile(r"(?:CN)?\s*([\d.]+)\s*([A-Z]\d?)?")
_SEVERAL = re.compile(r"\s*[;；\n]\s*")
_INID = re.compile(
    r"\[32\]\s*(?P<date>[\d.\-/]+)\s*\[33\]\s*(?P<office>[A-Z]{2})\s*\[31\]\s*(?P<number>\S.*)"
)
_DAY = r"\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}"
_DATED = re.compile(rf"(?P<date>{_DAY})\s+(?P<office>[A-Z]{{2}})\s+(?P<number>\S.*)")
_PCT = re.compile(rf"(PCT\s*/\s*[A-Z]{{2}}\s*\d{{2,4}}\s*/\s*\d{{5,6}})(?:\D+({_DAY}))?")
_WO = re.compile(rf"(WO\s*\d{{2,4}}\s*/\s*\d{{5,6}})(?:\s*([A-Z]\d))?(?:\D+({_DAY}))?")
_VERSION = re.compile(r"[(（](\d{4})\.(\d\d)[)）]\s*([INA])?")
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}
_LOCARNO = re.compile(r"(?:LOC\s*[(（]\d+[)）]\s*)?(?:Cl\.?)?\s*(\d\d-\d\d)(?!\d)")
_TYPES: tuple[tuple[str, Right], ...] = (
    ("实用新型", "utility_model"),
    ("外观", "design"),
    ("发明", "invention"),
)
_DATES = ("进入国家日期", "颁证日", "授权公告日", "授权日", "审定公告日")
_OF_THE_LIST = (
    "页数", "发布路径", "公开路径", "摘要附图存储路径", "数据库名", "申请国代码", "专利类型",
    "范畴分类", "名称英文", "公告路径",
)  # fmt: skip
"""Fields about the list itself and not about the document."""


def publication(fields: Fields, source: Source) -> Publication:
    """Raises ParseError IDENTITY_INCOMPLETE where no publication is named."""
    key, date = _identity(fields)
    right, stage = right_and_stage("CN", key.kind or None, date, key.number)
    kind = fields.get("专利类型", "文献类型") or ""
    if right == "other":
        right = next((named for word, named in _TYPES if word in kind), right)
    filed = application_reference("CN", fields.get("申请号", "专利号"), fields.get("申请日"))
    if right == "other" and filed is not None:
        right = _right_of(filed.number)
    made_claims, gaps = claims(fields)
    segments = description(fields)
    title = _text(fields.get("名称", "发明名称", "专利名称", "外观设计名称"))
    abstract = _text(fields.get("摘要"))
    parts: dict[str, tuple[object, ...]] = {"title": title}
    if right != "design":
        parts |= {"abstract": abstract, "description": segments}
        if not gaps:
            parts["claims"] = made_claims
    missing = absent(parts)
    fields.pass_over(*_OF_THE_LIST)
    return Publication(
        id=str(key),
        office="CN",
        number=key.number,
        kind=key.kind or None,
        date=date,
        right=right,
        stage=stage,
        language="zh",
        application=filed,
        priorities=tuple(dict.fromkeys(_priorities(fields))),
        related=tuple(dict.fromkeys(_related(fields))),
        title=title,
        abstract=abstract,
        claims=made_claims,
        description=segments,
        parties=parties(fields, granted=stage == "grant"),
        classifications=tuple(dict.fromkeys(_classes(fields, right))),
        citations=tuple(_citations(fields)),
        events=tuple(sorted(_events(fields, date), key=lambda event: event.date)),
        gaps=(*missing, *gaps),
        source=source,
    )


def _identity(fields: Fields) -> tuple[DocumentId, str | None]:
    for number, day in (
        ("公开（公告）号", "公开（公告）日"),
        ("公开号", "公开日"),
        ("公告号", "公告日"),
        ("授权公告号", "授权公告日"),
    ):
        found = _NUMBER.fullmatch((fields.get(number) or "").strip().upper())
        printed = fields.get(day)
        made = publication_reference("CN", found[1], found[2], printed) if found else None
        if made:
            return DocumentId("CN", made.number, made.kind or ""), made.date
    raise ParseError(
        "IDENTITY_INCOMPLETE",
        "The record has no number of a publication (公开（公告）号) that can be read.",
        place=f"<{fields.names[0]}>",
    )


def _right_of(number: str) -> Right:
    """By the digit for the type in an application number (ZC 0006-2003)."""
    digit = number[4] if len(number) == 13 else number[2:3]
    rights: dict[str, Right] = {
        "1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model",
        "3": "design",
    }  # fmt: skip
    return rights.get(digit, "other")


def _text(text: str | None) -> tuple[Text, ...]:
    said = clean(text or "", "zh")
    return (Text(lang="zh", text=said),) if said else ()


def _split(text: str | None) -> list[str]:
    return [part for part in _SEVERAL.split((text or "").strip()) if part]


def _priorities(fields: Fields) -> Iterator[Reference]:
    """`2001.6.1 JP 167151/2001`, or the same behind codes of WIPO ST.9 (`[32]…[33]…[31]…`)."""
    for text in fields.all("优先权", "本国优先权", "优先权项"):
        for part in _split(text):
            found = _INID.search(part) or _DATED.search(part)
            if found:
                made = application_reference(found["office"], found["number"], found["date"])
            else:
                made = application_reference(None, part)
            if made:
                yield made


def _related(fields: Fields) -> Iterator[Related]:
    if parent := application_reference("CN", fields.get("分案原申请号", "分案申请号")):
        yield Related(relation="division", document=parent)
    filed = _PCT.search((fields.get("国际申请", "国际申请号") or "").upper())
    made = pct_application("".join(filed[1].split()), filed[2]) if filed else None
    published = _WO.search((fields.get("国际公布", "国际公布号") or "").upper())
    printed = (
        publication_reference("WO", "".join(published[1].split()), published[2], published[3])
        if published
        else None
    )
    for document in (made, printed):
        if document:
            yield Related(relation="pct", document=document)


def _classes(fields: Fields, right: Right) -> Iterator[Classification]:
    """The main symbol, then the others; the list of all repeats the main one."""
    seen: set[str] = set()
    places: tuple[tuple[str, Literal["first", "later"]], ...] = (
        ("主分类号", "first"),
        ("分类号", "later"),
        ("副分类号", "later"),
    )
    for name, position in places:
        for text in _split(fields.get(name)):
            made = _locarno(text) if right == "design" else _ipc(text)
            if made is not None and made.symbol not in seen:
                seen.add(made.symbol)
                yield structs.replace(made, position=position)


def _locarno(text: str) -> Classification | None:
    found = _LOCARNO.search(text)
    return Classification(scheme="locarno", symbol=found[1]) if found else None


def _ipc(text: str) -> Classification | None:
    made = st8(text, "ipc")
    symbol = made.symbol if made else normal("ipc", text)
    if symbol is None:
        return None
    if made is not None:
        return made
    found = _VERSION.search(text)
    return Classification(
        scheme="ipc",
        symbol=symbol,
        version=f"{found[1]}-{found[2]}" if found else None,
        value=_VALUES.get(found[3] or "") if found else None,
    )


def _citations(fields: Fields) -> Iterator[Citation]:
    for text in fields.all("对比文件", "引证文献", "参考文献", "引用文献"):
        for part in _split(text):
            document = cited(part)
            yield Citation(document=document, text=None if document else clean(part))


def _events(fields: Fields, date: str | None) -> Iterator[LegalEvent]:
    """Days the record names besides that of its publication, and announcements listed in it."""
    for name in _DATES:
        printed = fields.get(name)
        day = parse_date(printed, "CN") if printed else None
        if day and not (day == date and name.startswith("授权")):
            yield LegalEvent(office="CN", code=name, date=day)
    for text in fields.all("法律状态", "法律状态信息"):
        yield from aggregated(text)
