"""When a right ends by law: the regular end of its term, computed from the publication.

Only for publications that grant a right, and only where the law leaves one answer; nothing is said
of fees, oppositions, extensions and lapses. The last day, or the day an office calls that of
expiry, is the one with the same day and month as the day counted from; in GB the day before.

Sources, all counted from the filing date unless said otherwise:

- CN Patent Law art. 42: inventions 20 years, utility models 10, designs 10 and, of filings since
  2021-06-01, 15 (CNIPA announcement 423). Filings since 1993-01-01; older ones had other terms.
- EP: EPC art. 63(1), 20 years.
- US 35 U.S.C. 154(a)(2), (3): 20 years from the earliest application that benefit is claimed of
  (sections 120, 121, 365(c), 386(c); neither foreign priorities nor provisionals count), and the
  days of adjustment or extension printed. Filed before 1995-06-08 (154(c)(1)): that or 17 years
  from the grant, whichever is later; 17 years if these ended before that day. Designs (173): 15
  years from the grant, 14 of filings before 2015-05-13, or as printed. Terminal disclaimers and
  reissues follow another patent, so that nothing is computed.
- JP Patent Act art. 67(1): 20 years, filings since 1995-07-01; Utility Model Act art. 15: 10 years,
  6 of filings before 2005-04-01 (since 1994); Design Act art. 21(1): 25 years, filings since
  2020-04-01 (before: from the registration, whose day publications do not tell).
- KR Patent Act art. 88(1): 20 years, filings since 1996-07-01; Utility Model Act art. 22(1): 10
  years, filings since 1999-07-01; Design Protection Act art. 91(1): 20 years, since 2014-07-01.
- DE: PatG s. 16, 20 years, filings since 1978-01-01; GebrMG s. 23(1), 10 years from the end of the
  month of filing, filings since 1990-07-01; DesignG s. 27(2), 25 years, since 2004-06-01.
- GB: Patents Act 1977 s. 25(1), 20 years beginning with the date of filing, since 1978-06-01.

Divisional applications count from their parent: offices that print that day as filing date (CN, EP)
need nothing; of others the dates of all parents must be told.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from parsers.model import Publication, Relation, Right

_BENEFIT: frozenset[Relation] = frozenset(
    {"continuation", "continuation_in_part", "division", "pct"}
)
_URUGUAY = date(1995, 6, 8)
_DAY = len("2000-01-01")

_Rule = tuple[date, int]
"""Filings since that day have so many years."""
_RULES: dict[tuple[str, Right], tuple[_Rule, ...]] = {
    ("CN", "invention"): ((date(1993, 1, 1), 20),),
    ("CN", "utility_model"): ((date(1993, 1, 1), 10),),
    ("CN", "design"): ((date(2021, 6, 1), 15), (date(1993, 1, 1), 10)),
    ("EP", "invention"): ((date(1978, 6, 1), 20),),
    ("JP", "invention"): ((date(1995, 7, 1), 20),),
    ("JP", "utility_model"): ((date(2005, 4, 1), 10), (date(1994, 1, 1), 6)),
    ("JP", "design"): ((date(2020, 4, 1), 25),),
    ("KR", "invention"): ((date(1996, 7, 1), 20),),
    ("KR", "utility_model"): ((date(1999, 7, 1), 10),),
    ("KR", "design"): ((date(2014, 7, 1), 20),),
    ("DE", "invention"): ((date(1978, 1, 1), 20),),
    ("DE", "utility_model"): ((date(1990, 7, 1), 10),),
    ("DE", "design"): ((date(2004, 6, 1), 25),),
    ("GB", "invention"): ((date(1978, 6, 1), 20),),
}


def end_of_term(publication: Publication) -> str | None:
    """The day (ISO) the right granted by this publication regularly ends; None if not certain."""
    if publication.stage != "grant" or publication.withdrawn:
        return None
    office = _us if publication.office == "US" else _by_filing
    found = office(publication)
    return found.isoformat() if found else None


def _by_filing(p: Publication) -> date | None:
    filed = _first(p, frozenset() if p.office in {"CN", "EP"} else frozenset({"division"}))
    rules = _RULES.get((p.office, p.right), ())
    years = next((years for since, years in rules if filed and filed >= since), None)
    if filed is None or years is None:
        return None
    return _ENDS.get((p.office, p.right), _later)(filed, years)


def _us(p: Publication) -> date | None:
    if p.right == "design":
        granted, filed = _day(p.date), _day(p.filing_date)
        printed = p.term.years if p.term else None
        if granted is None or (printed is None and filed is None):
            return None
        new = filed is not None and filed >= date(2015, 5, 13)
        return _later(granted, printed or (15 if new else 14))
    if p.right not in {"invention", "plant"} or any(r.relation == "reissue" for r in p.related):
        return None
    if (p.kind or "").startswith("E") or (p.term and p.term.disclaimer):
        return None
    extra = timedelta((p.term.days if p.term else None) or 0)
    first, filed, granted = _first(p, _BENEFIT), _day(p.filing_date), _day(p.date)
    if first is None or filed is None or granted is None:
        return None
    end = _later(first, 20)
    if filed < _URUGUAY:
        old = _later(granted, 17)
        end = old if old < _URUGUAY else max(end, old)
    return end + extra


def _first(p: Publication, relations: frozenset[Relation]) -> date | None:
    """The earliest filing date of the application and its parents; None if one is not told.

    Patents and publications of parents stand beside their applications and have kind codes, the
    publication of an international application has the number of one.
    """
    dates = [_day(p.filing_date)]
    for one in p.related:
        parent = one.document
        published = parent.kind or (one.relation == "pct" and not parent.number.startswith("PCT"))
        if one.relation in relations and not published:
            dates.append(_day(parent.date))
    told = [one for one in dates if one is not None]
    return min(told) if len(told) == len(dates) else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == _DAY else None


def _later(day: date, years: int) -> date:
    """The same day so many years on; 29 February ends with the month."""
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def _month_later(day: date, years: int) -> date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, last)


def _day_before(day: date, years: int) -> date:
    return _later(day, years) - timedelta(days=1)


_ENDS: dict[tuple[str, Right], Callable[[date, int], date]] = {
    ("DE", "utility_model"): _month_later,
    ("GB", "invention"): _day_before,
}
