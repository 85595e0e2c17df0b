"""Parties of USPTO grants 2.4 and 2.5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.formats.nodes import value
from parsers.formats.us_people import Place, alive, is_firm, party
from parsers.model import Party, Role
from parsers.xml import Element


def parties(biblio: Element) -> tuple[Party, ...]:
    """Applicants who stand for an inventor, inventors, assignees, representatives, examiners."""
    inventors = [*_all(biblio.iterfind("B700/B720/B721/PARTY-US"), "inventor")]
    standing = biblio.iterfind("B700/B720/B721/LEGAL-REPRESENTATIVE/PARTY-US")
    return (
        *_all(standing, "applicant"),
        *inventors,
        *_all(biblio.iterfind("B700/B730/B731/PARTY-US"), "assignee"),
        *_agents(biblio.iterfind("B700/B740/B741/PARTY-US")),
        *_examiners(biblio.find("B700/B745")),
    )


def _all(entries: Iterable[Element], role: Role) -> Iterator[Party]:
    place = 0
    for entry in entries:
        made = _party(entry, role, place + 1)
        if made is not None:
            place += 1
            yield made


def _agents(entries: Iterable[Element]) -> Iterator[Party]:
    """Firms as agencies, persons as agents, numbered together."""
    for place, entry in enumerate(entries, 1):
        firm = value(entry, "NAM/ONM")
        role: Role = "agency" if firm and is_firm(firm) else "agent"
        made = _party(entry, role, place)
        if made is not None:
            yield made


def _examiners(acting: Element | None) -> Iterator[Party]:
    """Primary, then assistant examiners; `code` is the art unit."""
    if acting is None:
        return
    unit = value(acting, "B748US")
    for tag in ("B746", "B747"):
        for entry in acting.iterfind(f"{tag}/PARTY-US"):
            made = _party(entry, "examiner", None, unit if tag == "B746" else None)
            if made is not None:
                yield made


def _party(entry: Element, role: Role, place: int | None, code: str | None = None) -> Party | None:
    """A person or an organisation with its address, or else the residence."""
    family = value(entry, "NAM/SNM")
    return party(
        role,
        _place(entry),
        family=alive(family) if family else None,
        given=value(entry, "NAM/FNM"),
        suffix=value(entry, "NAM/SFX"),
        organisation=_organisation(entry),
        code=code,
        sequence=place,
    )


def _organisation(entry: Element) -> str | None:
    parts = (value(entry, "NAM/ONM"), *(value(found) for found in entry.iterfind("NAM/ODV")))
    return ", ".join(part for part in parts if part) or None


def _place(entry: Element) -> Place:
    address = entry.find("ADR")
    if address is None:
        address = entry.find("RESIDENCE")
    if address is None:
        return Place(code=value(entry, "RCTRY/CTRY"))
    return Place(
        city=value(address, "CITY"),
        state=value(address, "STATE"),
        code=value(address, "CTRY"),
        postcode=value(address, "PCODE"),
        lines=(value(address, "OMC"), *(value(line) for line in address.iterfind("STR"))),
    )
