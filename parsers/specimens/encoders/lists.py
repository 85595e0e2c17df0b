"""A list of one row, as The Lens exports it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from parsers.model import Publication, Reference

COLUMNS = (
    "#", "Jurisdiction", "Kind", "Display Key", "Lens ID", "Publication Date", "Publication Year",
    "Application Number", "Application Date", "Priority Numbers", "Earliest Priority Date", "Title",
    "Abstract", "Applicants", "Inventors", "Owners", "URL", "Document Type", "Has Full Text",
    "CPC Classifications", "IPCR Classifications", "US Classifications", "NPL Citation Count",
    "NPL Citations", "Cited Patents", "Legal Status",
)  # fmt: skip
_TYPES = {"application": "Patent Application", "grant": "Granted Patent"}


def encode(publication: Publication) -> bytes:
    """Header and row, UTF-8 with a byte order mark; unknown columns are empty."""
    cells = _cells(publication)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow([cells.get(name, "") for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(publication: Publication) -> dict[str, str]:
    number, kind = publication.number, publication.kind or ""
    shown = number
    if publication.office == "US" and len(number) == 11:
        shown = f"{number[:4]}/{number[4:]}"
    filed, date = publication.application, publication.date or ""
    return {
        "#": "1",
        "Jurisdiction": publication.office,
        "Kind": kind,
        "Display Key": f"{publication.office} {shown} {kind}".strip(),
        "Lens ID": "000-000-000-000-001",
        "Publication Date": date,
        "Publication Year": date[:4],
        "Application Number": _number(filed) if filed else "",
        "Application Date": (filed.date or "") if filed else "",
        "Priority Numbers": ";;".join(map(_number, publication.priorities)),
        "Earliest Priority Date": publication.priority_date or "",
        "Title": publication.title[0].text if publication.title else "",
        "Abstract": publication.abstract[0].text if publication.abstract else "",
        "Applicants": _names(publication, "applicant"),
        "Inventors": _names(publication, "inventor"),
        "Owners": _names(publication, "assignee"),
        "Document Type": _TYPES.get(publication.stage, "Unknown"),
        "CPC Classifications": _symbols(publication, "cpc"),
        "IPCR Classifications": _symbols(publication, "ipc"),
        "US Classifications": _symbols(publication, "uspc"),
        "NPL Citations": ";;".join(c.text for c in publication.citations if c.text),
        "Cited Patents": ";;".join(_name(c.document) for c in publication.citations if c.document),
    }


def _number(reference: Reference) -> str:
    """In the form of DOCDB; US serial numbers with the year before or behind."""
    number, kind = reference.number, reference.kind or "A"
    year = (reference.date or "")[:4]
    if reference.office == "US" and number.isdigit() and len(number) == 8:
        serial = number[2:]
        number = f"{year}{number}" if year > "2006" else f"{serial.lstrip('0')}{year[2:]}"
    if number.startswith("PCT/"):
        office, _, serial = number.removeprefix("PCT/").partition("/")
        return f"{office[:2]} {office[2:]}{serial} W {(reference.date or '').replace('-', '')}"
    return f"{reference.office} {number} {kind} {(reference.date or '').replace('-', '')}".strip()


def _name(reference: Reference) -> str:
    return f"{reference.office} {reference.number} {reference.kind or ''}".strip()


def _names(publication: Publication, role: str) -> str:
    return ";;".join(party.name for party in publication.parties if party.role == role)


def _symbols(publication: Publication, scheme: str) -> str:
    symbols: Iterable[str] = (c.symbol for c in publication.classifications if c.scheme == scheme)
    return ";;".join(symbol.replace(" ", "") for symbol in symbols)
