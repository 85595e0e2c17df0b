"""What US title pages say of the right beside the invention: term, plant, deposits, Hague data."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.nodes import number_in, value, values
from parsers.formats.us4_numbers import day
from parsers.model import Botanic, Deposit, Hague, LegalEvent, Term
from parsers.xml import Element

_DATES = ("us-371c124-date", "us-371c12-date")
"""The day all requirements of 35 U.S.C. 371(c) were met, by versions of the DTD."""
_FULFILLED = "Requirements of 35 U.S.C. 371(c) fulfilled"


def term(element: Element | None) -> Term | None:
    """Years of a design, days of adjustment, disclaimer, lapse."""
    if element is None:
        return None
    disclaimers = [*values(element, "disclaimer/text")]
    disclaimers += [text for text in values(element, "disclaimer/date") if not disclaimers]
    if not disclaimers and element.find("disclaimer") is not None:
        disclaimers = ["This patent is subject to a terminal disclaimer."]
    others = [*values(element, "text"), *_lapses(element)]
    if element.find("prior-disclosure-affidavit-filed") is not None:
        others.append("affidavit of prior disclosure filed")
    made = Term(
        years=number_in(value(element, "length-of-grant")),
        days=number_in(value(element, "us-term-extension")),
        disclaimer="; ".join(disclaimers) or None,
        text="; ".join(others) or None,
    )
    return made if made != Term() else None


def _lapses(element: Element) -> Iterator[str]:
    """Patents with which this one lapses."""
    for lapse in element.iterfind("lapse-of-patent"):
        number = value(lapse, "document-id/doc-number")
        words = value(lapse, "text")
        told = " ".join(part for part in (number, words) if part)
        if told:
            yield f"lapse: {told}"


def botanic(element: Element | None) -> Botanic | None:
    """Of plant patents and applications for them."""
    made = Botanic(latin=value(element, "latin-name"), variety=value(element, "variety"))
    return made if made != Botanic() else None


def deposits(element: Element | None) -> tuple[Deposit, ...]:
    """The deposit of the bibliographic data; those in the text stay text."""
    depositary, number = value(element, "depositary"), value(element, "bio-accno")
    if not depositary or not number:
        return ()
    return (Deposit(depositary=depositary, number=number, date=_day(element, "date")),)


def hague(element: Element | None) -> Hague | None:
    """The international registration of a design."""
    number = value(element, "international-registration-number")
    if number is None:
        return None
    return Hague(
        number=number,
        filed=_day(element, "international-filing-date"),
        registered=_day(element, "international-registration-date"),
        published=_day(element, "international-registration-publication-date"),
    )


def national_phase(element: Element | None) -> tuple[LegalEvent, ...]:
    """The day the national phase was complete, under the name the DTD gives it."""
    found = ((tag, _day(element, tag)) for tag in _DATES)
    return tuple(
        LegalEvent(office="US", code=tag, date=date, text=_FULFILLED) for tag, date in found if date
    )


def _day(element: Element | None, path: str) -> str | None:
    """A date, which stands in an element of its own or in the element itself."""
    return day(value(element, f"{path}/date") or value(element, path))
