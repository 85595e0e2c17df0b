"""Patents of the EPO as PDF: front page, text in two numbered columns, claims by language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.model import Party, Publication

from .pdf_lines import Row, broken
from .pdf_sheets import Sheet

_SIZE, _LEADING = 9.5, 11.5
_LEFT, _RIGHT, _COLUMN = 62.0, 322.0, 228.0
_TOP, _ROWS = 84.0, 54
_FRONT, _STEP = 9.0, 11.0
_ITEM = 24
_WORDS = {
    "en": ("EUROPEAN PATENT APPLICATION", "EUROPEAN PATENT SPECIFICATION"),
    "de": ("EUROPÄISCHE PATENTANMELDUNG", "EUROPÄISCHE PATENTSCHRIFT"),
    "fr": ("DEMANDE DE BREVET EUROPEEN", "FASCICULE DE BREVET EUROPEEN"),
}
_LABELS = {
    "en": ("Date of publication:", "Application number:", "Date of filing:",
           "Designated Contracting States:", "Priority:", "Applicant:", "Proprietor:",
           "Inventors:", "Representative:", "Description", "International application number:"),
    "de": ("Veröffentlichungstag:", "Anmeldenummer:", "Anmeldetag:",
           "Benannte Vertragsstaaten:", "Priorität:", "Anmelder:", "Patentinhaber:",
           "Erfinder:", "Vertreter:", "Beschreibung", "Internationale Anmeldenummer:"),
    "fr": ("Date de publication:", "Numéro de dépôt:", "Date de dépôt:",
           "Etats contractants désignés:", "Priorité:", "Demandeur:", "Titulaire:",
           "Inventeurs:", "Mandataire:", "Description", "Numéro de dépôt international:"),
}  # fmt: skip
_CLAIMS = {"en": "Claims", "de": "Patentansprüche", "fr": "Revendications"}


def sheets(publication: Publication, drawings: Sequence[Sheet]) -> Iterator[Sheet]:
    """All pages: the front page, text, drawings."""
    name = number(publication)
    yield _front(publication)
    rows = list(_text(publication))
    place = 1
    for start in range(0, len(rows), 2 * _ROWS):
        sheet = Sheet()
        place += 1
        sheet.centred(50, name, 10)
        sheet.centred(775, str(place), 9)
        for side, left in enumerate((_LEFT, _RIGHT)):
            begun = start + side * _ROWS
            sheet.centred(50, str(2 * place - 3 + side), 9, left + _COLUMN / 2)
            _column(sheet, rows[begun : begun + _ROWS], left)
        for row in range(5, min(_ROWS, len(rows) - start) + 1, 5):
            sheet.centred(_TOP + (row - 1) * _LEADING, str(row), 8, 306)
        sheet.upright(586, 420, "Printed by the office")
        yield sheet
    for sheet in drawings:
        place += 1
        sheet.centred(50, name, 10)
        sheet.centred(775, str(place), 9)
        yield sheet


def number(publication: Publication) -> str:
    """`EP 1 234 567 A1`."""
    digits = publication.number
    return f"EP {digits[:-6]} {digits[-6:-3]} {digits[-3:]} {publication.kind}"


def _column(sheet: Sheet, rows: Iterable[Row], left: float) -> None:
    for place, row in enumerate(rows):
        stretch = left + _COLUMN if row.justified else 0
        sheet.text(left + row.indent, _TOP + place * _LEADING, row.text, _SIZE, stretch=stretch)


def _text(publication: Publication) -> Iterator[Row]:
    yield Row(_LABELS[publication.language][9])
    for segment in publication.description:
        yield Row("")
        mark = f"[{segment.number}] " if segment.number and segment.kind == "paragraph" else ""
        yield from broken(mark + segment.text, _SIZE, _COLUMN)
    languages = dict.fromkeys(claim.lang for claim in publication.claims)
    for lang in languages:
        yield from (Row(""), Row(""), Row(_CLAIMS[lang]))
        for claim in publication.claims:
            if claim.lang == lang:
                yield Row("")
                yield from _hanging(f"{claim.number}. ", claim.text)


def _hanging(mark: str, text: str) -> Iterator[Row]:
    """A number, and the text beside and below it at an indent."""
    first, *rest = broken(text, _SIZE, _COLUMN - _ITEM)
    yield Row(mark + first.text)
    yield from (Row(row.text, _ITEM) for row in rest)


def _front(publication: Publication) -> Sheet:
    sheet = Sheet()
    kind = publication.kind or "A1"
    words = _WORDS[publication.language]
    for row, text in enumerate(
        ("Europäisches Patentamt", "European Patent Office", "Office européen des brevets")
    ):
        sheet.text(190, 50 + row * 11, text, 9)
    sheet.text(_LEFT, 50, "(19)", 9)
    sheet.text(400, 62, "(11)", 9)
    sheet.text(425, 62, number(publication), 16)
    sheet.text(_LEFT, 100, "(12)", 9)
    sheet.text(230, 100, words[kind.startswith("B")], 13)
    low = max(_rows(sheet, _left(publication), _LEFT, 125),
              _rows(sheet, _right(publication), _RIGHT, 125))  # fmt: skip
    low += 14
    sheet.rule(_LEFT, _RIGHT + _COLUMN, low - 12)
    titles = {text.lang: text.text for text in publication.title}
    own = publication.language
    shown = [titles[own]]
    if kind.startswith("B"):
        shown += [titles[lang] for lang in ("de", "en", "fr") if lang != own and lang in titles]
    for place, title in enumerate(shown):
        for row_, line in enumerate(broken(title, _FRONT, 440)):
            if place == row_ == 0:
                sheet.text(_LEFT, low, "(54)", _FRONT)
            sheet.text(_LEFT + _ITEM, low, line.text, _FRONT)
            low += _STEP
    low += 14
    if publication.abstract:
        first, *rest = broken(publication.abstract[0].text, _FRONT, _COLUMN - _ITEM)
        sheet.text(_LEFT, low, "(57)", _FRONT)
        _rows(sheet, [Row(first.text), *(Row(row.text) for row in rest)], _LEFT + _ITEM, low)
    return sheet


def _rows(sheet: Sheet, rows: Iterable[Row], left: float, top: float) -> float:
    for row in rows:
        sheet.text(left + row.indent, top, row.text, _FRONT)
        top += _STEP if row.text else 4
    return top


def dots(iso: str | None) -> str:
    """`31.12.2020`."""
    return ".".join(reversed((iso or "").split("-")))


def _left(publication: Publication) -> Iterator[Row]:
    labels = _LABELS[publication.language]
    code = "45" if (publication.kind or "").startswith("B") else "43"
    yield Row(f"({code}) {labels[0]}")
    yield Row(f"{dots(publication.date)} Bulletin {(publication.date or '')[:4]}/01", _ITEM)
    filed = publication.application
    if filed:
        yield from (Row(""), Row(f"(21) {labels[1]} {filed.raw or filed.number}"))
        yield from (Row(""), Row(f"(22) {labels[2]} {dots(filed.date)}"))
    if publication.designated_states:
        yield from (Row(""), Row(f"(84) {labels[3]}"))
        for row in broken(" ".join(publication.designated_states), _FRONT, _COLUMN - _ITEM):
            yield Row(row.text, _ITEM)
    for place, claimed in enumerate(publication.priorities):
        shown = f"{dots(claimed.date)} {claimed.office} {claimed.raw or claimed.number}"
        yield Row("") if place == 0 else Row("", 0)
        yield Row(f"(30) {labels[4]} {shown}") if place == 0 else Row(shown, 60)


def _right(publication: Publication) -> Iterator[Row]:
    labels = _LABELS[publication.language]
    ipc = [c for c in publication.classifications if c.scheme == "ipc"]
    yield Row("(51) Int Cl.:")
    for entry in ipc:
        yield Row(f"{entry.symbol} ({(entry.version or '')[:7].replace('-', '.')})", _ITEM)
    for entry_ in publication.related:
        if entry_.relation == "pct" and entry_.document.number.startswith("PCT"):
            yield from (Row(""), Row(f"(86) {labels[10]}"), Row(entry_.document.number, _ITEM))
    for role, code, label in (
        ("applicant", "71", labels[5]), ("assignee", "73", labels[6]),
        ("inventor", "72", labels[7]), ("agent", "74", labels[8]),
    ):  # fmt: skip
        found = [party for party in publication.parties if party.role == role]
        if found:
            yield Row("")
            yield from _parties(f"({code}) {label}", found)


def _parties(label: str, parties: Sequence[Party]) -> Iterator[Row]:
    many = len(parties) > 1
    if many:
        yield Row(label)
    for party in parties:
        yield Row(f"• {party.name}", _ITEM) if many else Row(f"{label} {party.name}")
        place = [text for text in (party.address, party.city) if text]
        place[-1:] = [f"{place[-1] if place else ''} ({party.country})".strip()]
        yield from (Row(text, _ITEM) for text in place)
