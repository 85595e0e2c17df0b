"""Patents of the USPTO as PDF: front page, drawing sheets, text in two numbered columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from parsers.model import Citation, Party, Publication, Reference, Related

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet, width

_SIZE, _LEADING = 9.5, 11.0
_LEFT, _RIGHT, _COLUMN = 72.0, 318.0, 222.0
_TOP, _ROWS = 84.0, 60
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.",
           "Dec.")  # fmt: skip
_RELATIONS = {
    "continuation": ("63", "Continuation of application"),
    "continuation_in_part": ("63", "Continuation-in-part of application"),
    "division": ("62", "Division of application"),
    "provisional": ("60", "Provisional application"),
}


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages; `drawings` are pictures on sheets that get their heads here."""
    name = number(publication)
    grant = not (publication.kind or "").startswith("A")
    day = _day(publication.date)
    yield _front(publication, len(drawings))
    for place, sheet in enumerate(drawings, 1):
        sheet.text(60, 50, "U.S. Patent" if grant else "Patent Application Publication", 12)
        sheet.text(250, 50, day, 11)
        sheet.text(340, 50, f"Sheet {place} of {len(drawings)}", 11)
        sheet.right(552, 50, name, 11)
        yield sheet
    rows = list(_text(publication, numbered=not grant))
    for place, start in enumerate(range(0, len(rows), 2 * _ROWS)):
        sheet = Sheet()
        if grant:
            sheet.centred(50, name, 11)
        else:
            sheet.text(_LEFT, 50, name, 11)
            sheet.right(_RIGHT + _COLUMN, 50, day, 11)
            sheet.centred(64, str(place + 1), 9)
        for side, left in enumerate((_LEFT, _RIGHT)):
            if grant:
                sheet.centred(66, str(2 * place + side + 1), 9, left + _COLUMN / 2)
            begun = start + side * _ROWS
            _column(sheet, rows[begun : begun + _ROWS], left, _TOP)
        if grant:
            for row in range(5, min(_ROWS, len(rows) - start) + 1, 5):
                sheet.centred(_TOP + (row - 1) * _LEADING, str(row), 7, 306)
        yield sheet


def number(publication: Publication) -> str:
    """`US 9,876,543 B2`, `US 2015/0012345 A1`."""
    digits = publication.number
    if len(digits) == 11:
        shown = f"{digits[:4]}/{digits[4:]}"
    else:
        letters = digits.rstrip("0123456789")
        shown = f"{letters}{int(digits[len(letters) :]):,}"
    return f"US {shown} {publication.kind}"


def _day(iso: str | None) -> str:
    found = date.fromisoformat(iso or "2000-01-01")
    return f"{_MONTHS[found.month - 1]} {found.day}, {found.year}"


def _serial(digits: str) -> str:
    return f"{digits[:2]}/{digits[2:5]},{digits[5:]}"


def _column(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        if row.centred:
            sheet.centred(top, row.text, _SIZE, left + _COLUMN / 2)
        else:
            stretch = left + _COLUMN if row.justified else 0
            sheet.text(left + row.indent, top, row.text, _SIZE, stretch=stretch)
        top += _LEADING
    return top


def _text(publication: Publication, *, numbered: bool) -> Iterator[Row]:
    for row in broken(publication.title[0].text.upper(), _SIZE, _COLUMN - 30):
        yield Row(row.text, centred=True)
    yield Row("")
    for segment in publication.description:
        if segment.kind == "heading":
            yield Row("")
            yield from (
                Row(x.text, centred=True) for x in broken(segment.text, _SIZE, _COLUMN - 30)
            )
            yield Row("")
            continue
        for line in segment.text.split("\n"):
            printed = numbered and segment.number
            mark = f"[{segment.number}] " if printed else ""
            yield from broken(mark + line, _SIZE, _COLUMN, 12)
    yield Row("")
    yield Row("What is claimed is:", indent=12)
    for claim in publication.claims:
        yield from broken(f"{claim.number}. {claim.text}", _SIZE, _COLUMN, 12)
    yield Row("* * * * *", centred=True)


def _front(publication: Publication, drawings: int) -> Sheet:
    sheet = Sheet()
    grant = not (publication.kind or "").startswith("A")
    what = "United States Patent" if grant else "Patent Application Publication"
    sheet.text(_LEFT, 76, "(12)", 10)
    sheet.text(_LEFT + 22, 76, what, 15)
    if not grant:
        sheet.text(_LEFT, 60, "(19) United States", 10)
    people = [party for party in publication.parties if party.role == "inventor"]
    if people:
        others = " et al." if len(people) > 1 else ""
        sheet.text(_LEFT + 22, 92, f"{people[0].family or people[0].name}{others}", 11)
    sheet.text(_RIGHT, 76, f"(10) {'Patent No.:' if grant else 'Pub. No.:'}", 10)
    sheet.right(_RIGHT + _COLUMN, 76, number(publication), 12)
    code, label = ("45", "Date of Patent:") if grant else ("43", "Pub. Date:")
    sheet.text(_RIGHT, 92, f"({code}) {label}", 10)
    sheet.right(_RIGHT + _COLUMN, 92, _day(publication.date), 12)
    sheet.rule(_LEFT, _RIGHT + _COLUMN, 100)
    left = list(_left(publication))
    right = list(_right(publication, drawings, grant=grant))
    _column(sheet, left, _LEFT, 116)
    _column(sheet, right, _RIGHT, 116)
    return sheet


def _item(code: str, text: str) -> Iterator[Row]:
    """A code, and its text beside it."""
    first, *rest = broken(text, _SIZE, _COLUMN - 26)
    yield Row(f"({code}) {first.text}")
    yield from (Row(row.text, indent=26) for row in rest)
    yield Row("")


def _left(publication: Publication) -> Iterator[Row]:
    yield from _item("54", publication.title[0].text.upper())
    for role, code, label in (
        ("applicant", "71", "Applicant: "), ("inventor", "72", "Inventors: "),
        ("assignee", "73", "Assignee: "),
    ):  # fmt: skip
        named = "; ".join(_party(party) for party in publication.parties if party.role == role)
        if named:
            yield from _item(code, label + named)
    yield from _filing(publication)
    granted = [entry.document for entry in publication.related if not entry.document.date]
    for entry in publication.related:
        yield from _related(entry, granted)
    if publication.priorities:
        yield Row("(30) Foreign Application Priority Data")
        yield from map(_priority, publication.priorities)
        yield Row("")
    yield from _classes(publication)


def _party(party: Party) -> str:
    name = f"{party.given} {party.family}" if party.given else party.name
    place = ", ".join(filter(None, (name, party.city, party.state)))
    return f"{place} ({party.country})" if party.country else place


def _filing(publication: Publication) -> Iterator[Row]:
    filed = publication.application
    if filed is None:
        return
    world = [r.document for r in publication.related if r.relation == "pct"]
    pct = next((document for document in world if document.number.startswith("PCT/")), None)
    yield from _item("21", f"Appl. No.: {_serial(filed.number)}")
    if pct is None:
        yield from _item("22", f"Filed: {_day(filed.date)}")
        return
    yield from _item("22", f"PCT Filed: {_day(pct.date)}")
    yield Row(f"(86) PCT No.: {pct.number}")
    yield Row("§ 371 (c)(1),", indent=26)
    yield Row(f"(2), (4) Date: {_day(filed.date)}", indent=26)
    yield Row("")
    for document in world:
        if document is not pct:
            yield Row(f"(87) PCT Pub. No.: WO{document.number[:4]}/{document.number[4:]}")
            yield Row(f"PCT Pub. Date: {_day(document.date)}", indent=26)
            yield Row("")


def _related(entry: Related, granted: Sequence[Reference]) -> Iterator[Row]:
    document = entry.document
    if entry.relation == "earlier_publication":
        yield Row("(65) Prior Publication Data")
        shown = f"US {document.number[:4]}/{document.number[4:]} {document.kind}"
        yield Row(f"{shown} {_day(document.date)}", indent=26)
        yield Row("")
    elif entry.relation in _RELATIONS and document.date:
        code, words = _RELATIONS[entry.relation]
        filed = f"filed on {_day(document.date)}"
        now = f", now Pat. No. {int(granted[0].number):,}" if granted and code != "60" else ""
        yield from _item(code, f"{words} No. {_serial(document.number)}, {filed}{now}.")


def _priority(reference: Reference) -> Row:
    shown = f"{_day(reference.date)} ({reference.office}) "
    raw = reference.raw or reference.number
    room = _COLUMN - 26 - width(f"{shown} {raw}", _SIZE)
    dots = "." * max(int(room / width(".", _SIZE)), 4)
    return Row(f"{shown}{dots} {raw}", indent=26)


def _classes(publication: Publication) -> Iterator[Row]:
    ipc = [c for c in publication.classifications if c.scheme == "ipc"]
    cpc = [c for c in publication.classifications if c.scheme == "cpc"]
    designs = [c for c in publication.classifications if c.scheme == "locarno"]
    if designs:
        yield from _item("51", f"LOC (10) Cl. {'; '.join(c.symbol for c in designs)}")
    if ipc:
        yield Row("(51) Int. Cl.")
        yield from (Row(f"{c.symbol} {_version(c.version)}", indent=26) for c in ipc)
    if cpc:
        yield Row("(52) U.S. Cl.")
        listed = "; ".join(f"{c.symbol} {_version(c.version)}" for c in cpc)
        for row in broken(f"CPC ........ {listed}", _SIZE, _COLUMN - 26):
            yield Row(row.text, indent=26)


def _version(iso: str | None) -> str:
    return f"({iso[:7].replace('-', '.')})" if iso else ""


def _right(publication: Publication, drawings: int, *, grant: bool) -> Iterator[Row]:
    if publication.citations:
        yield Row("(56) References Cited")
        yield Row("")
        yield from _cited(publication.citations)
    for party in publication.parties:
        if party.role == "examiner":
            yield Row(f"Primary Examiner — {_party(party)}")
    for party in publication.parties:
        if party.role == "agency":
            yield from broken(f"(74) Attorney, Agent, or Firm — {party.name}", _SIZE, _COLUMN)
            yield Row("")
    yield Row("(57) ABSTRACT")
    yield from broken(publication.abstract[0].text, _SIZE, _COLUMN)
    yield Row("")
    if grant:
        counted = len(publication.claims)
        yield Row(f"{counted} Claims, {drawings} Drawing Sheets", centred=True)


def _cited(citations: Sequence[Citation]) -> Iterator[Row]:
    documents = [c for c in citations if c.document]
    own = [c for c in documents if c.document and c.document.office == "US"]
    foreign = [c for c in documents if c.document and c.document.office != "US"]
    texts = [c for c in citations if c.text]
    for heading, group in (("U.S. PATENT DOCUMENTS", own), ("FOREIGN PATENT DOCUMENTS", foreign)):
        if group:
            yield Row(heading, centred=True)
            yield from map(_row, group)
    if texts:
        yield Row("OTHER PUBLICATIONS", centred=True)
        for citation in texts:
            star = " *" if citation.phase == "examination" else ""
            yield from broken(f"{citation.text}{star}", _SIZE, _COLUMN)
    yield Row("* cited by examiner", indent=0)
    yield Row("")


def _row(citation: Citation) -> Row:
    document = citation.document
    assert document is not None
    year, month, *_ = (document.date or "2000-01").split("-")
    star = "*" if citation.phase == "examination" else ""
    raw = document.number
    if document.office == "US":
        raw = f"{raw[:4]}/{raw[4:]}" if len(raw) == 11 else f"{int(raw):,}"
        return Row(f"{raw} {document.kind}{star} {int(month)}/{year}")
    return Row(f"{document.office} {raw} {document.kind}{star} {int(month)}/{year}")
