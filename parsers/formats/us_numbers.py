"""Numbers of applications and patents as the USPTO printed them until 2004."""

from __future__ import annotations

import re

from parsers.formats.refs import application_reference
from parsers.formats.us4_numbers import day, publication
from parsers.model import Reference, Related, Relation
from parsers.text import clean

_SERIES = re.compile(r"(\d\d)\s*/?\s*(\d{3}),?\s?(\d{3})")
_SERIAL = re.compile(r"(\d{1,3}),?(\d{3})")
_LETTERED = re.compile(r"(?:DES|PLANT|[A-Z]{1,2})[.\s]*(?=\d)")
_CERTIFICATE = re.compile(r"(B[1-9])\s+(\d[\d,]{6,})")
_LETTERS = {"DES": "D", "PLANT": "PP", "P": "PP", "R": "RE"}


def application(
    raw: str | None, date: str | None = None, office: str | None = "US", series: str | None = None
) -> Reference | None:
    """An application: `09/413,215`, `09413215`, `413215` of series `09`, `PCT/NO98/00107`.

    A serial without its series is given the one that was in use on the filing date.
    """
    text = clean(raw or "")
    if (office or "US") != "US" or text.upper().startswith(("PCT", "WO", "EP")):
        return application_reference(office, text, date)
    number = ""
    if found := _SERIES.fullmatch(text):
        number = "".join(found.groups())
    elif series and series.isdecimal() and (serial := _SERIAL.fullmatch(text)):
        number = series.zfill(2) + "".join(serial.groups()).zfill(6)
    if not number:
        return application_reference("US", text, date)
    raw = text if text != number else None
    return Reference(office="US", number=number, date=day(date), raw=raw)


def patent(
    raw: str | None, date: str | None = None, office: str | None = None, kind: str | None = None
) -> Reference | None:
    """A published document: `D. 271298`, `Re. 28,123`, `5,825,759`, `96/25012` of WO.

    Before 2001, `B1 5,123,456` was a certificate of reexamination.
    """
    text = clean(raw or "")
    office = clean(office or "") or "US"
    if office != "US":
        return publication(office, text, kind, date)
    plain = _LETTERED.sub(_letters, text.upper())
    if certificate := _CERTIFICATE.match(text.upper()):
        kind, plain = certificate[1], certificate[2]
    made = publication(office, plain, kind, date)
    if made is None or plain == text:
        return made
    return Reference(
        office=made.office, number=made.number, kind=made.kind, date=made.date, raw=text
    )


def _letters(found: re.Match[str]) -> str:
    letters = re.sub(r"[.\s]", "", found[0])
    return _LETTERS.get(letters, letters)


def related(relation: Relation, document: Reference | None) -> list[Related]:
    """The relation as a list, empty without a document."""
    return [Related(relation=relation, document=document)] if document is not None else []
