"""International applications as PDF: front page, text in one column, numbered in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from parsers.model import Party, Publication

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet

_SIZE, _LEADING = 11.0, 18.0
_LEFT, _ROOM = 84.0, 450.0
_TOP, _ROWS = 92.0, 36
_FRONT, _STEP = 9.0, 11.5
_RIGHT, _COLUMN, _ITEM = 318.0, 235.0, 24.0
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_NAMES = {"en": "English", "fr": "French", "de": "German", "zh": "Chinese", "ja": "Japanese",
          "ko": "Korean"}  # fmt: skip
_CLAIMS = {"en": "CLAIMS", "de": "Patentansprüche", "fr": "REVENDICATIONS", "zh": "权利要求书"}


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages: the front page, description, claims on pages of their own, drawings."""
    filed = publication.application
    heads = (f"WO {publication.number[:4]}/{publication.number[4:]}", filed.number if filed else "")
    yield _front(publication)
    place = 0
    for rows in (list(_description(publication)), list(_claims(publication))):
        for start in range(0, len(rows), _ROWS):
            sheet = Sheet()
            place += 1
            _head(sheet, heads)
            sheet.centred(68, str(place), 10)
            for at, row in enumerate(rows[start : start + _ROWS]):
                y = _TOP + at * _LEADING
                sheet.text(_LEFT + row.indent, y, row.text, _SIZE)
                if (at + 1) % 5 == 0:
                    sheet.right(66, y, str(at + 1), 9)
            yield sheet
    for at, sheet in enumerate(drawings, 1):
        _head(sheet, heads)
        sheet.centred(68, f"{at}/{len(drawings)}", 10)
        yield sheet


def _head(sheet: Sheet, heads: tuple[str, str]) -> None:
    sheet.text(_LEFT, 50, heads[0], 10)
    sheet.right(_LEFT + _ROOM, 50, heads[1], 10)


def _description(publication: Publication) -> Iterator[Row]:
    if publication.description:
        yield from (Row(x.text, 60) for x in broken(publication.title[0].text.upper(), _SIZE, 330))
        yield Row("")
    for segment in publication.description:
        if segment.kind == "heading":
            yield from (Row(""), Row(segment.text.upper()), Row(""))
            continue
        mark = f"[{segment.number}] " if segment.number else ""
        yield from broken(mark + segment.text, _SIZE, _ROOM, 36)


def _claims(publication: Publication) -> Iterator[Row]:
    if publication.claims:
        yield Row(_CLAIMS.get(publication.language, "CLAIMS"), 200)
    for claim in publication.claims:
        yield Row("")
        yield from broken(f"{claim.number}. {claim.text}", _SIZE, _ROOM)


def _front(publication: Publication) -> Sheet:
    sheet = Sheet()
    number = f"WO {publication.number[:4]}/{publication.number[4:]} {publication.kind}"
    sheet.text(_LEFT, 46, "(12) INTERNATIONAL APPLICATION PUBLISHED UNDER THE PATENT", 9)
    sheet.text(_LEFT + 22, 57, "COOPERATION TREATY (PCT)", 9)
    sheet.text(_LEFT, 76, "(19) World Intellectual Property", 9)
    sheet.text(_LEFT + 22, 87, "Organization", 9)
    sheet.text(_LEFT + 22, 98, "International Bureau", 9)
    sheet.text(_LEFT, 122, "(43) International Publication Date", 9)
    sheet.text(_LEFT + 22, 134, _day(publication.date), 10)
    sheet.text(_RIGHT, 122, "(10) International Publication Number", 9)
    sheet.text(_RIGHT + 22, 136, number, 14)
    sheet.rule(_LEFT, _LEFT + _ROOM, 146)
    low = max(_rows(sheet, _left(publication), _LEFT, 160),
              _rows(sheet, _right(), _RIGHT, 160))  # fmt: skip
    title = broken(f"(54) Title: {publication.title[0].text.upper()}", _FRONT, _ROOM)
    low = _rows(sheet, title, _LEFT, low + 12)
    if publication.abstract:
        text = broken(f"(57) Abstract: {publication.abstract[0].text}", _FRONT, _ROOM)
        _rows(sheet, text, _LEFT, low + 140)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        sheet.text(left + row.indent, top, row.text, _FRONT)
        top += _STEP if row.text else 4
    return top


def _day(iso: str | None) -> str:
    found = date.fromisoformat(iso or "2000-01-01")
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year} ({found:%d.%m.%Y})"


def _wrapped(text: str) -> Iterator[Row]:
    first, *rest = broken(text, _FRONT, _COLUMN - _ITEM)
    yield first
    yield from (Row(row.text, _ITEM) for row in rest)
    yield Row("")


def _left(publication: Publication) -> Iterator[Row]:
    yield Row("(51) International Patent Classification:")
    for entry in publication.classifications:
        if entry.scheme == "ipc":
            version = (entry.version or "")[:7].replace("-", ".")
            yield Row(f"{entry.symbol} ({version})", _ITEM)
    yield Row("")
    filed = publication.application
    if filed:
        yield from (Row("(21) International Application Number:"), Row(filed.number, 100), Row(""))
        yield Row("(22) International Filing Date:")
        yield from (Row(_day(filed.date), 80), Row(""))
    name = _NAMES[publication.language]
    yield Row(f"(25) Filing Language: {name}")
    yield from (Row(f"(26) Publication Language: {name}"), Row(""))
    if publication.priorities:
        yield Row("(30) Priority Data:")
        for entry_ in publication.priorities:
            yield Row(f"{entry_.raw or entry_.number} {_day(entry_.date)} {entry_.office}", _ITEM)
        yield Row("")
    for role, code, label in (("applicant", "71", "Applicant"), ("inventor", "72", "Inventors")):
        found = [party for party in publication.parties if party.role == role]
        if found:
            mark = "s" if len(found) > 1 and label == "Applicant" else ""
            shown = " ".join(_party(party) for party in found)
            yield from _wrapped(f"({code}) {label}{mark}: {shown}")


def _party(party: Party) -> str:
    place = ", ".join(filter(None, (party.address, party.city))) or "c/o the applicant"
    return f"{party.name}; {place} ({party.country})."


def _right() -> Iterator[Row]:
    yield from _wrapped(
        "(81) Designated States (unless otherwise indicated, for every kind of national protection "
        "available): AE, AG, AL, AM, AO, AT, AU, AZ, BA, BB, BG, BH, BN, BR, BW, BY, BZ, CA, CH."
    )
    yield from _wrapped(
        "(84) Designated States (unless otherwise indicated, for every kind of regional protection "
        "available): ARIPO (BW, GH, GM), European (AL, AT, BE)."
    )
    yield from (Row("Published:"), Row("— with international search report (Art. 21(3))", _ITEM))
