"""Parties of the USPTO's full text of 1976-2001."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.formats.aps_codes import decoded
from parsers.formats.aps_lines import Group
from parsers.formats.us_people import Place, alive, is_firm, party, represents
from parsers.model import Party, Role

_PERSONS = frozenset({"04", "05"})
_ORGANISATIONS = frozenset({"02", "03", "06", "07", "08", "09"})
"""Types of assignees: companies, persons, governments; of the US with even, foreign odd numbers."""

_OLD_CODES = {
    "DL": "DD", "DT": "DE", "JA": "JP", "OE": "AT", "PO": "PL", "SF": "FI", "SW": "SE", "UK": "GB",
}  # fmt: skip
"""ICIREPAT's codes of countries, in use until 1978, as far as no other country has them now."""
_CODE = re.compile(r"([A-Z]{2})[A-Z0-9]?")


def office(code: str | None) -> str | None:
    """The ST.3 code of `JPX`, `GB2` or, of the first years, `DTX`; None if it is none."""
    found = _CODE.fullmatch((code or "").strip().upper())
    return _OLD_CODES.get(found[1], found[1]) if found else None


def parties(groups: tuple[Group, ...]) -> tuple[Party, ...]:
    """Those who stand for an inventor, inventors, assignees, representatives, examiners."""
    listed = [group for group in groups if group.tag == "INVT"]
    standing = [group for group in listed if represents(group.value("NAM") or "")]
    inventors = [group for group in listed if group not in standing]
    return (
        *_all(standing, "applicant"),
        *_all(inventors, "inventor"),
        *_all((group for group in groups if group.tag == "ASSG"), "assignee"),
        *_agents(group for group in groups if group.tag == "LREP"),
        *_examiners(groups),
    )


def _all(found: Iterable[Group], role: Role) -> Iterator[Party]:
    place = 0
    for group in found:
        made = _party(role, group.value("NAM"), _place(group), place + 1, group.value("COD"))
        if made is not None:
            place += 1
            yield made


def _place(group: Group) -> Place:
    return Place(
        city=_name(group.value("CTY")),
        state=group.value("STA"),
        code=office(group.value("CNT")),
        postcode=group.value("ZIP"),
        lines=tuple(_name(line) for line in group.values("STR")),
    )


def _name(raw: str | None) -> str:
    return decoded(raw)[0] if raw else ""


def _party(
    role: Role, raw: str | None, place: Place, sequence: int | None, kind: str | None = None
) -> Party | None:
    """`Miller, Jr.; George H.` is a person, as far as an assignee's type does not say otherwise."""
    name = _name(raw)
    family, parted, given = name.partition(";")
    if kind in _ORGANISATIONS or (not parted and role == "assignee" and kind not in _PERSONS):
        return party(role, place, organisation=_listed(name), sequence=sequence)
    if not parted:
        return party(role, place, given=alive(name), sequence=sequence)
    first, _, suffix = given.partition(";")
    return party(
        role,
        place,
        family=alive(family.strip()),
        given=alive(first.strip()) or None,
        suffix=_listed(suffix) or None,
        sequence=sequence,
    )


def _listed(name: str) -> str:
    return ", ".join(part.strip() for part in name.split(";") if part.strip())


def _agents(found: Iterable[Group]) -> Iterator[Party]:
    """Firms, then the persons in them, numbered together; the address is that of the first."""
    place = 0
    for group in found:
        address, nowhere = _place(group), Place()
        for field in group.fields:
            if field.tag not in {"FRM", "FR2", "AAT", "AGT", "ATT", "NAM"} or not field.text:
                continue
            place += 1
            where = address if place == 1 else nowhere
            made = _agent(field.tag, field.text, where, place)
            if made is not None:
                yield made


def _agent(tag: str, raw: str, where: Place, place: int) -> Party | None:
    if tag == "FRM" or (";" not in raw and is_firm(raw)):
        return party("agency", where, organisation=_listed(_name(raw)), sequence=place)
    return _party("agent", raw, where, place)


def _examiners(groups: Iterable[Group]) -> Iterator[Party]:
    """Primary, then assistant examiner; `code` is the art unit."""
    for group in groups:
        if group.tag != "PATN":
            continue
        for tag in ("EXP", "EXA"):
            for raw in group.values(tag):
                family, _, given = _name(raw).partition(";")
                code = group.value("ART") if tag == "EXP" else None
                made = party(
                    "examiner",
                    Place(),
                    family=family.strip() or None,
                    given=_listed(given) or None,
                    code=code,
                )
                if made is not None:
                    yield made
