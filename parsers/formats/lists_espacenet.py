"""Espacenet: the exports of the old (to 2019) and the new interface, in English, German, French."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parsers.errors import ParseError
from parsers.formats.lists_rows import (
    Entry,
    day,
    identity,
    parties,
    pieces,
    symbols,
    unnamed,
)
from parsers.formats.lists_table import Order
from parsers.formats.refs import application_reference, cited
from parsers.kinds import right_and_stage
from parsers.model import Citation, Gap, Phase, Reference
from parsers.text import clean

_COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "titel", "titre"),
    "number": (
        "publication number", "publication number(s)", "veröffentlichungsnummer",
        "veröffentlichungsnummer(n)", "numéro de publication", "numéro(s) de publication",
    ),
    "date": ("publication date", "veröffentlichungsdatum", "date de publication"),
    "earliest": (
        "earliest publication", "früheste veröffentlichung", "publication la plus ancienne",
    ),
    "inventors": ("inventor(s)", "inventors", "erfinder", "inventeur(s)", "inventeurs"),
    "applicants": ("applicant(s)", "applicants", "anmelder", "demandeur(s)", "demandeurs"),
    "ipc": (
        "international classification", "ipc", "internationale klassifikation", "ipk",
        "classification internationale", "cib",
    ),
    "cpc": (
        "cooperative patent classification", "cpc", "gemeinsame patentklassifikation",
        "classification coopérative des brevets", "classification coopérative",
    ),
    "ecla": ("european classification", "europäische klassifikation", "classification européenne"),
    "application": (
        "application number", "anmeldenummer", "aktenzeichen", "numéro de demande",
        "numéro de la demande",
    ),
    "filed": (
        "date of application", "application date", "anmeldetag", "anmeldedatum",
        "date de la demande", "date de dépôt",
    ),
    "priorities": (
        "priority number(s)", "priority number", "priorities", "prioritätsnummer(n)",
        "prioritätsnummer", "numéro(s) de priorité", "numéro de priorité",
    ),
    "earliest priority": ("earliest priority", "früheste priorität", "priorité la plus ancienne"),
    "family": ("family number", "familiennummer", "numéro de famille"),
    "abstract": ("abstract", "zusammenfassung", "abrégé"),
}  # fmt: skip
_CITED: tuple[tuple[str, str, Phase | None], ...] = (
    ("patents cited in the search report", "literature cited in the search report", "search"),
    (
        "patents cited during examination",
        "literature cited during examination",
        "examination",
    ),
    ("other patent citations", "other literature citations", None),
    ("patents used in opposition", "literature used in opposition", "opposition"),
    ("patents cited by the applicant", "literature cited by the applicant", "applicant"),
    ("international search citation", "international search npl citation", "search"),
    (
        "supplementary international search citation",
        "supplementary international search npl citation",
        "search",
    ),
)
_NUMBER = re.compile(
    r"([A-Z]{2})\s*([A-Z]{0,3}\d[\dA-Z./-]*?)\s*(?:\(([A-Z]\d?)\)|([A-Z]\d?)?(?![^\s;,]))"
)


def knows(columns: frozenset[str]) -> bool:
    return not columns.isdisjoint(_COLUMNS["number"])


def entries(cells: Mapping[str, str], order: Order | None) -> Iterator[Entry]:
    """One entry per publication number. Raises ParseError where there is none.

    Old exports have one date for several numbers: that of the earliest, the application.
    """
    get = {key: _cell(cells, names) for key, names in _COLUMNS.items()}
    numbers = [(n[1], n[2], n[3] or n[4]) for n in _NUMBER.finditer(get["number"])]
    if not numbers:
        words = f"{get['number']!r} is no publication number."
        raise ParseError("IDENTITY_INCOMPLETE", words)
    dates = _dates(numbers, get["date"] or get["earliest"], order)
    filed = application_reference(None, get["application"], get["filed"], form="epodoc")
    claimed = tuple(_priorities(get["priorities"]))
    for (office, number, kind), date in zip(numbers, dates, strict=True):
        shown = identity(office, number, kind, date)
        yield Entry(
            identity=shown,
            title=get["title"],
            abstract=get["abstract"],
            application=filed,
            priorities=claimed,
            family=get["family"] or None,
            parties=(
                *parties(pieces(get["applicants"]), "applicant"),
                *parties(pieces(get["inventors"]), "inventor"),
            ),
            classifications=(
                *symbols(pieces(get["ipc"], ";\n,"), "ipc"),
                *symbols(pieces(get["cpc"], ";\n,"), "cpc"),
                *symbols(pieces(get["ecla"], ";\n,"), "ecla"),
            ),
            citations=tuple(_citations(cells)),
            gaps=(
                *(() if date else (_no_date(get["date"]),)),
                *(() if claimed else unnamed(get["earliest priority"], "priorities", "earliest:")),
            ),
        )


def _cell(cells: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := cells.get(name, ""))), "")


def _dates(
    numbers: list[tuple[str, str, str | None]], text: str, order: Order | None
) -> list[str | None]:
    dates = [day(part, order) for part in re.split(r"[;\s]+", text.strip()) if part]
    if len(dates) == len(numbers):
        return dates
    stages = [right_and_stage(office, kind, None, number)[1] for office, number, kind in numbers]
    if len(dates) != 1 or stages.count("application") != 1:
        return [None] * len(numbers)
    return [dates[0] if stage == "application" else None for stage in stages]


def _no_date(text: str) -> Gap:
    dates = clean(text)
    detail = f"the list has {dates} for all publications of the row" if dates else None
    return Gap(part="date", reason="not_in_source", detail=detail)


def _priorities(text: str) -> Iterator[Reference]:
    """`US201314142359 20131227`, in epodoc form."""
    for entry in pieces(text):
        number, _, date = entry.partition(" ")
        if found := application_reference(None, number, date or None, form="epodoc"):
            yield found


def _citations(cells: Mapping[str, str]) -> Iterator[Citation]:
    for patents, literature, phase in _CITED:
        for printed in pieces(cells.get(patents)):
            found = _NUMBER.match(printed)
            name = f"{found[1]} {found[2]}{found[3] or found[4] or ''}" if found else printed
            document = cited(name)
            yield Citation(document=document, text=None if document else printed, phase=phase)
        for printed in pieces(cells.get(literature), "\n"):
            yield Citation(text=printed, phase=phase)
