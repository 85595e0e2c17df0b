"""Gazettes of the JPO as PDF: front page, text in two numbered columns, all named in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.model import Party, Publication

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet

_SIZE, _LEADING = 9.0, 13.0
_LEFT, _RIGHT, _COLUMN = 60.0, 322.0, 234.0
_TOP, _ROWS = 76.0, 50
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ITEM = 48
_LABELS = {"applicant": ("71", "出願人"), "assignee": ("73", "特許権者"), "agent": ("74", "代理人"),
           "inventor": ("72", "発明者")}  # fmt: skip


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages: the front page, text, drawings."""
    rows = list(_text(publication))
    count = 1 + -(-len(rows) // (2 * _ROWS)) + len(drawings)
    head = f"JP {_number(publication)} {publication.kind} {_short(publication.date)}"
    yield _front(publication, count)
    place = 1
    for start in range(0, len(rows), 2 * _ROWS):
        sheet = Sheet()
        place += 1
        sheet.centred(48, f"({place})", 9)
        sheet.right(_RIGHT + _COLUMN, 48, head, 9)
        for side, left in enumerate((_LEFT, _RIGHT)):
            begun = start + side * _ROWS
            for at, row in enumerate(rows[begun : begun + _ROWS]):
                sheet.text(left + row.indent, _TOP + at * _LEADING, row.text, _SIZE)
        for row_ in range(10, min(_ROWS, len(rows) - start) + 1, 10):
            sheet.centred(_TOP + (row_ - 1) * _LEADING, str(row_), 8, 308)
        yield sheet
    for sheet in drawings:
        place += 1
        sheet.centred(48, f"({place})", 9)
        sheet.right(_RIGHT + _COLUMN, 48, head, 9)
        yield sheet


def _number(publication: Publication) -> str:
    digits = publication.number
    return f"{digits[:4]}-{digits[4:]}" if publication.kind == "A" else digits


def _short(iso: str | None) -> str:
    return ".".join(part.lstrip("0") for part in (iso or "").split("-"))


def _text(publication: Publication) -> Iterator[Row]:
    yield Row("【特許請求の範囲】")
    for claim in publication.claims:
        yield Row(f"【請求項{str(claim.number).translate(_WIDE)}】")
        yield from broken(claim.text, _SIZE, _COLUMN, _SIZE)
    yield Row("【発明の詳細な説明】")
    for segment in publication.description:
        if segment.kind == "heading":
            yield Row(f"【{segment.text}】")
            continue
        if segment.number:
            yield Row(f"　　【{segment.number.translate(_WIDE)}】")
        yield from broken(segment.text, _SIZE, _COLUMN, _SIZE)


def _front(publication: Publication, pages: int) -> Sheet:
    sheet = Sheet()
    grant = (publication.kind or "").startswith("B")
    what = "特許公報" if grant else "公開特許公報"
    shown = f"特許第{publication.number}号" if grant else f"特開{_number(publication)}"
    label = "特許番号" if grant else "特許出願公開番号"
    sheet.text(_LEFT, 48, "(19)日本国特許庁(JP)", 10)
    sheet.text(210, 48, f"(12){what}({publication.kind})", 12)
    sheet.text(390, 48, f"(11){label}", 9)
    sheet.text(430, 62, shown, 10)
    if not grant:
        sheet.text(430, 74, f"(P{_number(publication)}{publication.kind})", 9)
    dated = "(45)発行日" if grant else "(43)公開日"
    sheet.text(350, 90, f"{dated} {_era(publication.date)}({_short(publication.date)})", 9)
    sheet.rule(_LEFT, _RIGHT + _COLUMN, 96)
    low = _rows(sheet, _classes(publication), _LEFT, 112) + 8
    counted = f"審査請求 未請求 請求項の数 {len(publication.claims)} OL (全 {pages} 頁)"
    sheet.right(_RIGHT + _COLUMN, low, counted, 9)
    low += 18
    low = max(_rows(sheet, _left(publication), _LEFT, low),
              _rows(sheet, _parties(publication), _RIGHT, low)) + 14  # fmt: skip
    low = _rows(
        sheet, broken(f"(54)【発明の名称】{publication.title[0].text}", _SIZE, 470), _LEFT, low
    )
    if publication.abstract:
        sheet.text(_LEFT, low + 14, "(57)【要約】", _SIZE)
        text = broken(publication.abstract[0].text, _SIZE, _COLUMN, _SIZE)
        _rows(sheet, text, _LEFT, low + 28)
        sheet.text(_LEFT, low + 28 + len(text) * _LEADING, "【選択図】図１", _SIZE)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        sheet.text(left + row.indent, top, row.text, _SIZE)
        top += _LEADING
    return top


def _era(iso: str | None) -> str:
    """`平成18年1月26日`."""
    year, month, day = map(int, (iso or "2000-01-01").split("-"))
    name, first = ("令和", 2018) if (year, month) >= (2019, 5) else ("平成", 1988)
    return f"{name}{year - first}年{month}月{day}日"


def _classes(publication: Publication) -> Iterator[Row]:
    fi = [c.symbol for c in publication.classifications if c.scheme == "fi"]
    ipc = [c for c in publication.classifications if c.scheme == "ipc"]
    yield Row("(51)Int.Cl.　　　　　　　　　　　FI　　　　　　　　　　　テーマコード(参考)")
    for place, entry in enumerate(ipc):
        version = (entry.version or "")[:7].replace("-", ".")
        beside = f"　　　{fi[place]}" if place < len(fi) else ""
        yield Row(f"{entry.symbol} ({version}){beside}", 12)


def _left(publication: Publication) -> Iterator[Row]:
    filed = publication.application
    if filed:
        raw = f"{filed.number[:4]}-{filed.number[4:]}"
        yield Row(f"(21)出願番号　特願{raw}(P{raw})")
        yield Row(f"(22)出願日　{_era(filed.date)}({_short(filed.date)})")
    for entry in publication.priorities:
        yield Row(f"(31)優先権主張番号　{entry.raw or entry.number}")
        yield Row(f"(32)優先日　{_era(entry.date)}({_short(entry.date)})")
        yield Row(f"(33)優先権主張国・地域又は機関　({entry.office})")


def _parties(publication: Publication) -> Iterator[Row]:
    for role in ("applicant", "assignee", "agent", "inventor"):
        for party in publication.parties:
            if party.role == role:
                yield from _party(party, role)


def _party(party: Party, role: str) -> Iterator[Row]:
    code, label = _LABELS[role]
    if role in {"applicant", "assignee"} and party.code:
        yield Row(f"({code}){label}　{party.code}")
        yield Row(party.name, _ITEM)
    else:
        yield Row(f"({code}){label}　{party.name}")
    if party.address:
        yield from (Row(row.text, _ITEM) for row in broken(party.address, _SIZE, 180))
