"""Gazettes of KIPO as PDF: front page of two columns, claims and text in one column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.model import Party, Publication

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet

_SIZE, _LEADING = 10.0, 17.0
_LEFT, _ROOM = 72.0, 468.0
_TOP, _ROWS = 84.0, 38
_FRONT, _STEP = 9.0, 13.0
_RIGHT, _COLUMN, _ITEM = 316.0, 224.0, 20.0
_WORDS = {"A": ("공개특허공보", "공개번호", "43", "공개일자"),
          "B": ("등록특허공보", "등록번호", "45", "공고일자")}  # fmt: skip


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages: the front page, claims and description, drawings."""
    yield _front(publication)
    pages: list[Sheet] = []
    rows = list(_text(publication))
    for start in range(0, len(rows), _ROWS):
        sheet = Sheet()
        for at, row in enumerate(rows[start : start + _ROWS]):
            sheet.text(_LEFT + row.indent, _TOP + at * _LEADING, row.text, _SIZE)
        pages.append(sheet)
    for at, sheet in enumerate(drawings, 1):
        if at == 1:
            sheet.text(_LEFT, 84, "도면", 12)
        sheet.text(_LEFT, 102, f"도면{at}", 10)
        pages.append(sheet)
    for place, sheet in enumerate(pages, 2):
        word = _WORDS[(publication.kind or "A")[0]][0].removesuffix("공보")
        sheet.right(_LEFT + _ROOM, 50, f"{word} {_number(publication)}", 9)
        sheet.centred(775, f"- {place} -", 9)
        yield sheet


def _number(publication: Publication) -> str:
    digits = publication.number
    if len(digits) == 11:
        return f"10-{digits[:4]}-{digits[4:]}"
    return f"{digits[:2]}-{digits[2:]}"


def _text(publication: Publication) -> Iterator[Row]:
    yield Row("명 세 서", 200)
    yield Row("청구범위")
    for claim in publication.claims:
        yield Row(f"청구항 {claim.number}")
        yield from broken(claim.text, _SIZE, _ROOM)
    yield Row("발명의 설명")
    for segment in publication.description:
        if segment.kind == "heading":
            yield from (Row(""), Row(segment.text, 20), Row(""))
            continue
        mark = f"[{segment.number}]  " if segment.number else ""
        yield from broken(mark + segment.text, _SIZE, _ROOM)


def _front(publication: Publication) -> Sheet:
    sheet = Sheet()
    what, label, code, dated = _WORDS[(publication.kind or "A")[0]]
    sheet.text(200, 50, "(19) 대한민국특허청(KR)", 10)
    sheet.text(200, 66, f"(12) {what}({publication.kind})", 12)
    sheet.text(400, 50, f"(11) {label} {_number(publication)}", 9)
    sheet.text(400, 64, f"({code}) {dated} {_day(publication.date)}", 9)
    sheet.rule(_LEFT, _LEFT + _ROOM, 76)
    low = max(_rows(sheet, _left(publication), _LEFT, 92),
              _rows(sheet, _right(publication), _RIGHT, 92))  # fmt: skip
    low = _rows(sheet, [Row(f"전체 청구항 수 : 총 {len(publication.claims)} 항")], _LEFT, low)
    sheet.rule(_LEFT, _LEFT + _ROOM, low - 6)
    title = f"(54) 발명의 명칭 {publication.title[0].text}"
    low = _rows(sheet, broken(title, _FRONT, _ROOM), _LEFT, low + 10) + 8
    if publication.abstract:
        low = _rows(sheet, [Row("(57) 요 약")], _LEFT, low) + 4
        low = _rows(sheet, broken(publication.abstract[0].text, _FRONT, _ROOM), _LEFT, low)
        sheet.text(_LEFT, low + 10, "대 표 도 - 도1", _FRONT)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        sheet.text(left + row.indent, top, row.text, _FRONT)
        top += _STEP
    return top


def _day(iso: str | None) -> str:
    year, month, day = (iso or "2000-01-01").split("-")
    return f"{year}년{month}월{day}일"


def _left(publication: Publication) -> Iterator[Row]:
    yield Row("(51) 국제특허분류(Int. Cl.)")
    for entry in publication.classifications:
        if entry.scheme == "ipc":
            version = (entry.version or "")[:7].replace("-", ".")
            yield Row(f"{entry.symbol} ({version})", _ITEM)
    cpc = [entry for entry in publication.classifications if entry.scheme == "cpc"]
    if cpc:
        yield Row("(52) CPC특허분류")
        for entry in cpc:
            version = (entry.version or "")[:7].replace("-", ".")
            yield Row(f"{entry.symbol} ({version})", _ITEM)
    filed = publication.application
    if filed:
        yield Row(f"(21) 출원번호 {filed.raw or filed.number}")
        yield Row(f"(22) 출원일자 {_day(filed.date)}")
    if publication.priorities:
        yield Row("(30) 우선권주장")
        for claimed in publication.priorities:
            raw = claimed.raw or claimed.number
            yield Row(f"{raw} {_day(claimed.date)} ({claimed.office})", _ITEM)


def _right(publication: Publication) -> Iterator[Row]:
    for role, code, label in (
        ("applicant", "71", "출원인"), ("assignee", "73", "특허권자"), ("inventor", "72", "발명자"),
    ):  # fmt: skip
        found = [party for party in publication.parties if party.role == role]
        if found:
            yield Row(f"({code}) {label}")
            yield from (row for party in found for row in _party(party))
    agents = [p.name for p in publication.parties if p.role in {"agent", "agency"}]
    if agents:
        yield from (Row("(74) 대리인"), Row(", ".join(agents), _ITEM))


def _party(party: Party) -> Iterator[Row]:
    yield Row(party.name, _ITEM)
    if party.address:
        yield from (Row(row.text, _ITEM) for row in broken(party.address, _FRONT, _COLUMN - 24))
