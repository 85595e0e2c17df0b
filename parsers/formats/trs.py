"""Chinese lists in TRS text (`<REC>`, `<字段>=值`): bibliographic data, full texts, legal status.

The encoding is GBK, or UTF-8 in files that were passed on. An application number may come many
times; every record stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.cn_events import aggregated, event, is_aggregated
from parsers.formats.refs import application_reference, publication_reference
from parsers.formats.trs_biblio import publication
from parsers.formats.trs_fields import Fields, decode
from parsers.model import LegalEvent, Notice, Publication
from parsers.record import Record

NAME = "trs"
OFFICES = frozenset({"CN"})
YEARS = "1985-"
CONTENT = "bibliography, full text, events"
TRIED = "records written after the office's description of the files"

_STATUS = ("法律状态公告日", "法律状态信息", "法律状态")
_TITLES = ("名称", "发明名称", "专利名称", "外观设计名称", "摘要")
_OTHER = (
    (("FeeType", "EN_FeeType", "HKInfo", "缴费种类", "缴费金额"), "fees paid"),
    (("图形路径", "翻页信息", "专利所在页"), "a page image of the gazette"),
)
"""Fields that tell records that are no publication and no announcement about a right."""


def sniff(head: bytes) -> bool:
    return head.startswith(b"<REC>")


def parse(record: Record) -> Iterator[Publication | Notice]:
    """A publication or a notice. Raises ParseError for records of other things."""
    text, replaced = decode(record.data)
    fields = Fields(text)
    if not fields.names:
        raise ParseError("CONTENT_SYNTAX", "The record has no line <field>=value.", place="<REC>")
    notes = ("bytes that are no GB18030 were replaced",) if replaced else ()
    source = record.source(NAME, repaired=replaced, notes=notes)
    if any(name in fields for name in _STATUS) and not any(name in fields for name in _TITLES):
        yield _notice(fields, record, replaced=replaced)
        return
    for names, thing in _OTHER:
        if any(name in fields for name in names):
            raise ParseError(
                "CONTENT_OTHER",
                f"The record is of {thing}, neither a publication nor an event.",
                place=f"<{fields.names[0]}>",
            )
    made = publication(fields, source)
    unread = fields.unread()
    if unread:
        listed = f"fields not read: {', '.join(unread)}"
        made = structs.replace(made, source=structs.replace(source, notes=(*notes, listed)))
    yield made


def _notice(fields: Fields, record: Record, *, replaced: bool) -> Notice:
    filed = application_reference("CN", fields.get("申请号", "专利号", "申请（专利）号"))
    published = publication_reference("CN", fields.get("授权公告号", "公开（公告）号"))
    if filed is None and published is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no 申请号.", place=f"<{fields.names[0]}>")
    events = tuple(_events(fields))
    if not events:
        raise ParseError(
            "CONTENT_SYNTAX",
            "The announcement has no date that can be read, or no words.",
            place="<法律状态公告日>",
        )
    notes = ("bytes that are no GB18030 were replaced",) if replaced else ()
    return Notice(
        office="CN",
        application=filed,
        publication=published,
        events=events,
        source=record.source(NAME, repaired=replaced, notes=notes),
    )


def _events(fields: Fields) -> Iterator[LegalEvent]:
    printed, words = fields.get("法律状态公告日"), fields.get("法律状态")
    said = fields.get("法律状态信息", "法律状态描述", "描述信息")
    for text in filter(None, (said, words)):
        if is_aggregated(text):
            yield from aggregated(text)
            return
    date = parse_date(printed, "CN") if printed else None
    made = event(fields.get("法律状态代码"), words or said, said, date) if date else None
    if made:
        yield made
