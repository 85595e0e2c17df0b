"""Patents of CNIPA as PDF: front page, claims, description and drawings, each with its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.model import Citation, Publication

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet

_SIZE, _LEADING = 11.0, 19.0
_LEFT, _ROOM = 72.0, 472.0
_RIGHT = 322.0
_TOP, _ROWS = 100.0, 33
_FRONT_SIZE, _FRONT_LEADING = 10.0, 15.0
_WORDS = {
    "A": ("发明专利申请", "申请公布号", "43", "申请公布日"),
    "B": ("发明专利", "授权公告号", "45", "授权公告日"),
    "C": ("发明专利", "授权公告号", "45", "授权公告日"),
    "U": ("实用新型专利", "授权公告号", "45", "授权公告日"),
    "Y": ("实用新型专利", "授权公告号", "45", "授权公告日"),
    "S": ("外观设计专利", "授权公告号", "45", "授权公告日"),
    "D": ("外观设计专利", "授权公告号", "45", "授权公告日"),
}
_TITLES = {"utility_model": "实用新型名称", "design": "使用外观设计的产品名称"}


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages; `drawings` are pictures on sheets that get their heads here."""
    claims = list(_flow(_claims(publication)))
    text = list(_flow(_description(publication)))
    counts = (
        f"权利要求书{len(claims)}页 说明书{len(text)}页 附图{len(drawings)}页"
        if claims
        else f"图片或照片 {len(drawings)} 页 简要说明 {len(text)} 页"
    )
    yield _front(publication, counts)
    described = "说明书" if claims else "简要说明"
    pictured = "说明书附图" if claims else "外观设计图片或照片"
    place = 1
    for name, pages in (("权利要求书", claims), (described, text), (pictured, list(drawings))):
        for count, sheet in enumerate(pages, 1):
            place += 1
            sheet.text(_LEFT, 50, _number(publication), 10)
            sheet.centred(68, " ".join(name), 14)
            sheet.right(_LEFT + _ROOM, 68, f"{count}/{len(pages)} 页", 10)
            sheet.rule(_LEFT, _LEFT + _ROOM, 76)
            sheet.upright(40, 500, f"{_number(publication)}")
            sheet.centred(770, str(place), 9)
            yield sheet


def _number(publication: Publication) -> str:
    return f"CN {publication.number} {publication.kind}"


def _flow(rows: Iterable[Row]) -> Iterator[Sheet]:
    """Rows on as many pages as they need."""
    sheet, row = Sheet(), 0
    for entry in rows:
        if row == _ROWS:
            yield sheet
            sheet, row = Sheet(), 0
        sheet.text(_LEFT + entry.indent, _TOP + row * _LEADING, entry.text, _SIZE)
        row += 1
    if row:
        yield sheet


def _claims(publication: Publication) -> Iterator[Row]:
    for claim in publication.claims:
        yield from broken(f"{claim.number}.{claim.text}", _SIZE, _ROOM, 2 * _SIZE)


def _description(publication: Publication) -> Iterator[Row]:
    if publication.claims:
        yield Row(publication.title[0].text, indent=120)
    for segment in publication.description:
        mark = f"[{segment.number}]  " if segment.number else ""
        yield from broken(mark + segment.text, _SIZE, _ROOM, 0 if mark else 2 * _SIZE)


def _front(publication: Publication, counts: str) -> Sheet:
    sheet = Sheet()
    what, label, code, dated = _WORDS[(publication.kind or "A")[0]]
    office = (
        "国家知识产权局" if (publication.date or "") > "2018-09" else "中华人民共和国国家知识产权局"
    )
    sheet.text(_LEFT, 60, f"(19){office}", 12)
    sheet.text(_LEFT, 84, f"(12){what}", 14)
    sheet.text(_RIGHT, 100, f"(10){label} {_number(publication)}", _FRONT_SIZE)
    sheet.text(_RIGHT, 115, f"({code}){dated} {_dots(publication.date)}", _FRONT_SIZE)
    sheet.rule(_LEFT, _LEFT + _ROOM, 124)
    low = max(
        _rows(sheet, _left(publication), _LEFT, 142),
        _rows(sheet, _right(publication, counts), _RIGHT, 142),
    )
    sheet.rule(_LEFT, _LEFT + _ROOM, low)
    _rows(sheet, _below(publication), _LEFT, low + 20)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        sheet.text(left + row.indent, top, row.text, _FRONT_SIZE)
        top += _FRONT_LEADING
    return top


def _dots(iso: str | None) -> str:
    return (iso or "").replace("-", ".")


def _wrapped(text: str, room: float = 225, indent: float = 22) -> Iterator[Row]:
    first, *rest = broken(text, _FRONT_SIZE, room - indent)
    yield first
    yield from (Row(row.text, indent) for row in rest)


def _left(publication: Publication) -> Iterator[Row]:
    filed = publication.application
    if filed:
        yield Row(f"(21)申请号 {filed.raw or filed.number}")
        yield Row(f"(22)申请日 {_dots(filed.date)}")
    for entry in publication.related:
        if entry.relation == "earlier_publication":
            yield Row("(65)同一申请的已公布的文献号")
            yield Row(f"申请公布号 CN {entry.document.number} {entry.document.kind}", 22)
            yield Row(f"(43)申请公布日 {_dots(entry.document.date)}")
    if publication.priorities:
        yield Row("(30)优先权数据")
        for reference in publication.priorities:
            raw = reference.raw or reference.number
            yield Row(f"{raw} {_dots(reference.date)} {reference.office}", 22)
    yield from _owners(publication)
    yield from _people(publication, "inventor", "(72)发明人")
    for party in publication.parties:
        if party.role == "agency":
            yield from _wrapped(f"(74)专利代理机构 {party.name} {party.code or ''}")
    yield from _people(publication, "agent", "　　代理人")


def _owners(publication: Publication) -> Iterator[Row]:
    for role, label in (("applicant", "(71)申请人"), ("assignee", "(73)专利权人")):
        for place, party in enumerate(p for p in publication.parties if p.role == role):
            yield from _wrapped(f"{label} {party.name}" if place == 0 else f"　　{party.name}")
            if party.address:
                yield from _wrapped(f"　　地址 {party.postcode or ''} {party.address}")


def _people(publication: Publication, role: str, label: str) -> Iterator[Row]:
    """Names, two to a line."""
    names = [party.name for party in publication.parties if party.role == role]
    for start in range(0, len(names), 2):
        shown = "　".join(names[start : start + 2])
        yield Row(f"{label} {shown}") if start == 0 else Row(shown, 50)


def _right(publication: Publication, counts: str) -> Iterator[Row]:
    designs = [c.symbol for c in publication.classifications if c.scheme == "locarno"]
    if designs:
        yield Row(f"(51)LOC(13)Cl. {' '.join(designs)}")
    ipc = [c for c in publication.classifications if c.scheme == "ipc"]
    if ipc:
        yield Row("(51)Int.Cl.")
        for entry in ipc:
            version = f"({entry.version[:7].replace('-', '.')})" if entry.version else ""
            yield Row(f"{entry.symbol}{version}", 22)
    if publication.citations:
        yield Row("(56)对比文件")
        for citation in publication.citations:
            yield from (Row(row.text, 22) for row in broken(_cited(citation), _FRONT_SIZE, 190))
    yield from _people(publication, "examiner", "审查员")
    yield Row("")
    yield Row(counts)


def _cited(citation: Citation) -> str:
    document = citation.document
    if document is None:
        return f"{citation.text};"
    return f"{document.office} {document.number} {document.kind},{_dots(document.date)};"


def _below(publication: Publication) -> Iterator[Row]:
    yield Row(f"(54){_TITLES.get(publication.right, '发明名称')}")
    yield from (Row(x.text, 22) for x in broken(publication.title[0].text, _FRONT_SIZE, 440))
    if publication.abstract:
        yield Row("")
        yield Row("(57)摘要")
        yield from broken(publication.abstract[0].text, _FRONT_SIZE, _ROOM - 4, 22)
