"""One invention on its way through offices: parties, dates and numbers, before any document."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from parsers.model import Citation, Phase, Reference

from . import numbering
from .invention import Invention
from .parties import Company, Person, company, person

_NEW_CN_NUMBERS = date(2003, 10, 1)
"""From then on the year has four digits and the serial number seven (ZC 0006-2003)."""


@dataclass(slots=True)
class Case:
    """`first` is where and when it was filed first; `filings` and `pct` fill up on the way."""

    rng: random.Random
    invention: Invention
    country: str
    owners: list[Company]
    inventors: list[Person]
    first: date
    serial: int
    family: str
    earlier: list[Reference] = field(default_factory=list)
    literature: list[str] = field(default_factory=list)
    filings: dict[str, Reference] = field(default_factory=dict)
    international: list[Reference] = field(default_factory=list)
    """The international application and its publication, once there are any."""

    def file(self, office: str, *, design: bool = False, utility: bool = False) -> Reference:
        """The application at `office`; later offices within the year of priority."""
        known = self.filings.get(office)
        if known:
            return known
        later = timedelta(days=self.rng.randint(330, 364)) if self.filings else timedelta()
        made = _application(office, self.first + later, self.serial, design=design, utility=utility)
        self.filings[office] = made
        return made

    def priority(self, office: str) -> tuple[Reference, ...]:
        """What an application at `office` claims priority from: the first filing elsewhere."""
        first = next(iter(self.filings.values()), None)
        if first is None or first.office == office:
            return ()
        return (numbering.printed(first, office),)

    def citations(self, count: int, *phases: Phase) -> list[Citation]:
        """Earlier documents of the same topic and, more often than not, literature."""
        known = [ref for ref in self.earlier if ref.date and ref.date < self.first.isoformat()]
        cited: list[Reference | str] = [*self.rng.sample(known, min(count, len(known)))]
        if self.literature and self.rng.random() < 0.6:
            cited.append(self.rng.choice(self.literature))
        found = []
        for number, entry in enumerate(cited, 1):
            phase = self.rng.choice(phases) if phases else None
            document, text = (None, entry) if isinstance(entry, str) else (entry, None)
            found.append(Citation(document=document, text=text, phase=phase, number=number))
        return found


def open_case(
    rng: random.Random, invention: Invention, country: str, first: date, serial: int
) -> Case:
    drawn = [company(rng, country) for _ in range(1 if rng.random() < 0.85 else 2)]
    owners = list({owner.latin: owner for owner in drawn}.values())
    inventors: dict[tuple[str, str], Person] = {}
    for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 6))):
        found = person(rng, owners[0].place)
        inventors.setdefault(found.latin, found)
    family = str(20_000_000 + first.toordinal() % 100_000 * 97 + serial)
    return Case(rng, invention, country, owners, list(inventors.values()), first, serial, family)


def _application(
    office: str, filed: date, serial: int, *, design: bool, utility: bool
) -> Reference:
    """An application number in the canonical form of the office; `raw` is added per document."""
    year = filed.year
    if office == "CN":
        series = 3 if design else 2 if utility else 1
        old = filed < _NEW_CN_NUMBERS
        start, width = (f"{year % 100:02d}", 5) if old else (f"{year}", 7)
        digits = f"{start}{series}{serial % 10**width:0{width}d}"
        number = digits + numbering.cn_check_digit(digits)
    elif office == "US":
        series = 29 if design else numbering.us_series(filed)
        number = f"{series}{serial % 1_000_000:06d}"
    elif office == "EP":
        number = f"{year % 100:02d}{serial % 1_000_000:06d}"
    elif office == "JP":
        number = f"{year}{serial % 1_000_000:06d}"
    elif office == "KR":
        number = f"{year}{serial % 10_000_000:07d}"
    elif office == "DE":
        number = f"10{year}{serial % 1_000_000:06d}"
    elif office == "FR":
        number = f"{year % 100:02d}{serial % 100_000:05d}"
    else:
        number = f"PCT/IB{year}/{serial % 1_000_000:06d}"
    return Reference(office=office, number=number, date=filed.isoformat())
