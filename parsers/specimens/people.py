"""Parties of a case in the form each office prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from parsers.formats.jp_words import prefecture_in
from parsers.model import Party, Role

from .case import Case
from .parties import Company, Person, Place, agency, chinese_address, person


def chinese(
    case: Case, owner: Role, *, agents: bool = True, examiner: bool = False, parts: bool = True
) -> Iterator[Party]:
    """Names in Chinese; the agency with its code. `parts`: the address in parts as well."""
    for number, company in enumerate(case.owners, 1):
        if owner == "applicant":
            yield _chinese_owner(company, owner, number, parts=parts)
    for number, inventor in enumerate(case.inventors, 1):
        yield Party(role="inventor", name=inventor.chinese, sequence=number, lang="zh")
    for number, company in enumerate(case.owners, 1):
        if owner == "assignee":
            yield _chinese_owner(company, owner, number, parts=parts)
    if examiner:
        clerk = person(case.rng, _beijing())
        yield Party(role="examiner", name=clerk.chinese, sequence=1, lang="zh")
    if agents:
        code, name = agency(case.rng, "CN")
        yield Party(role="agency", name=name, organisation=True, code=code, lang="zh")
        agent = {person(case.rng, _beijing()).chinese for _ in range(case.rng.randint(1, 2))}
        for number, found in enumerate(sorted(agent), 1):
            yield Party(role="agent", name=found, sequence=number, lang="zh")


def _beijing() -> Place:
    line = ("知春路8号", "北京市", "北京市", "100080")
    return Place("CN", ("No. 8", "Beijing", "Beijing", "100080"), line)


def _chinese_owner(company: Company, role: Role, number: int, *, parts: bool) -> Party:
    where = company.place
    home = where.country == "CN"
    return Party(
        role=role,
        name=company.chinese,
        country=where.country if parts else None,
        city=where.native[1] if home and parts else None,
        state=where.native[2] if home else None,
        address=chinese_address(where),
        postcode=where.native[3] if home else None,
        sequence=number,
        lang="zh",
    )


def american(case: Case, *, grant: bool, era: Literal["old", "new"]) -> Iterator[Party]:
    """Until 2012 (`old`) the inventors were the applicants, and companies only assignees."""
    if era == "old":
        for number, inventor in enumerate(case.inventors, 1):
            yield _person(inventor, "inventor", number, address=False)
    else:
        for number, company in enumerate(case.owners, 1):
            yield _company(company, "applicant", number)
        for number, inventor in enumerate(case.inventors, 1):
            yield _person(inventor, "inventor", number, address=False)
    for number, company in enumerate(case.owners, 1):
        yield _company(company, "assignee", number)
    firm = agency(case.rng, "US")[0]
    yield Party(role="agency", name=firm, organisation=True, sequence=1)
    if grant:
        given, family = _pair(person(case.rng, _alexandria()))
        unit = str(case.rng.randint(161, 379) * 10 + case.rng.randint(1, 9))
        yield Party(
            role="examiner", name=f"{family}, {given}", given=given, family=family, code=unit
        )


def _pair(who: Person) -> tuple[str, str]:
    return who.latin[1], who.latin[0]


def _alexandria() -> Place:
    line = ("600 Dulany Street", "Alexandria", "VA", "22314")
    return Place("US", line, line)


def _full(who: Person) -> str:
    return f"{who.latin[0]}, {who.latin[1]}"


def _person(who: Person, role: Role, number: int, *, address: bool) -> Party:
    street, city, state, postcode = who.place.latin
    return Party(
        role=role,
        name=_full(who),
        given=who.latin[1],
        family=who.latin[0],
        country=who.place.country,
        city=city or None,
        state=state or None if who.place.country == "US" else None,
        address=(street or None) if address else None,
        postcode=(postcode or None) if address else None,
        sequence=number,
    )


def _company(company: Company, role: Role, number: int | None) -> Party:
    _, city, state, _ = company.place.latin
    return Party(
        role=role,
        name=company.latin,
        organisation=True,
        country=company.place.country,
        city=city or None,
        state=state or None if company.place.country == "US" else None,
        sequence=number,
    )


def european(case: Case, owner: Role) -> Iterator[Party]:
    """`owner` is the applicant of an application and the proprietor (assignee) of a patent."""
    if owner == "applicant":
        yield from _owners(case, owner)
    for number, who in enumerate(case.inventors, 1):
        yield Party(
            role="inventor",
            name=f"{who.latin[0]}, {who.latin[1]}",
            given=who.latin[1],
            family=who.latin[0],
            country=who.place.country,
            city=_city(who.place),
            address=who.place.latin[0] or None,
            sequence=number,
        )
    if owner == "assignee":
        yield from _owners(case, owner)
    country = case.country if case.country in {"DE", "FR"} else "DE"
    yield Party(
        role="agent",
        name=agency(case.rng, country)[0],
        country=country,
        city="80331 München" if country == "DE" else "75008 Paris",
        address="Sendlinger Platz 7" if country == "DE" else "11 rue de Miromesnil",
        code=str(101_200_000 + case.serial % 90_000),
        sequence=1,
    )


def _owners(case: Case, role: Role) -> Iterator[Party]:
    for number, company in enumerate(case.owners, 1):
        yield Party(
            role=role,
            name=company.latin,
            country=company.place.country,
            city=_city(company.place),
            address=company.place.latin[0] or None,
            code=str(101_000_000 + case.serial % 190_000 + number),
            sequence=number,
        )


def _city(where: Place) -> str:
    return f"{where.latin[3]} {where.latin[1]}".strip()


def docdb(case: Case) -> Iterator[Party]:
    """Names in capitals, with the country of residence only."""
    for number, company in enumerate(case.owners, 1):
        name = company.latin.upper().replace(",", "").replace(".", "")
        yield Party(role="applicant", name=name, country=company.place.country, sequence=number)
    for number, who in enumerate(case.inventors, 1):
        name = f"{who.latin[0]} {who.latin[1]}".upper()
        yield Party(role="inventor", name=name, country=who.place.country, sequence=number)


def native(case: Case, language: str) -> Iterator[Party]:
    """Names and addresses in the script of the country, the firm of agents as one agent."""
    for number, company in enumerate(case.owners, 1):
        street, city, _, _ = company.place.native
        blank = " " if language == "ko" else ""
        yield Party(
            role="applicant",
            name=company.native,
            country=company.place.country,
            state=prefecture_in(city),
            address=f"{city}{blank}{street}",
            sequence=number,
            lang=language,
        )
    for number, who in enumerate(case.inventors, 1):
        name = "".join(who.native)
        yield Party(
            role="inventor",
            name=name,
            country=who.place.country,
            state=prefecture_in(who.place.native[1]),
            address=who.place.native[1],
            sequence=number,
            lang=language,
        )
    firm = agency(case.rng, case.country)[0]
    yield Party(role="agent", name=firm, sequence=1, lang=language)
