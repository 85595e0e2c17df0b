"""Numbers and dates as the USPTO prints them, by the shortest way: a patent cites up to thousands.

What does not have the usual form goes the general way of `parsers.numbers`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.dates import parse_date
from parsers.formats.refs import application_reference, publication_reference
from parsers.model import Reference
from parsers.origins import keeps_origin
from parsers.symbols import normal
from parsers.xml import Element

_NUMBER = re.compile(r"(D|PP|RE|RX|AI|H|T|X)?0*([1-9]\d*)")
_PUBLISHED = re.compile(r"(\d{4})[/ ]?(\d{7})")
_IPC_COLUMNS = re.compile(r"([A-H]\d\d[A-Z])( [ \d]\d|[1-9]\d\d)(\d\d\d?)")
_USPC = re.compile(r"([ A-Z\d]{3})([ \dA-Z]{3})(\d*|[A-Z ]*)")
_USPC_CLASS = re.compile(r"[A-Z]{0,3}\d{0,3}")
_USPC_SUBCLASS = re.compile(r"[A-Z]{0,2}\d{1,3}[A-Z]?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = {f"{month:02}": days for month, days in enumerate(_DAYS, 1)}


@keeps_origin
@lru_cache(maxsize=65536)
def day(text: str | None) -> str | None:
    """An ISO date of `YYYYMMDD`, with less precision where month or day are `00`."""
    if not text:
        return None
    if len(text) == 8 and text.isdecimal() and "1600" < text[:4] < "2200":
        month, number = text[4:6], text[6:]
        last = _MONTHS.get(month)
        if last and "01" <= number < "29" and number <= str(last):
            return f"{text[:4]}-{month}-{number}"
    return parse_date(text, "US")


@keeps_origin
def us_publication(raw: str) -> str | None:
    """The bare number of a grant, application publication, design, plant patent, reissue or SIR."""
    if len(raw) == 7 and raw.isdecimal() and raw[0] != "0":
        return raw
    text = raw.strip().replace(",", "").upper()
    published = _PUBLISHED.fullmatch(text)
    if published:
        return published[1] + published[2]
    found = _NUMBER.fullmatch(text)
    return (found[1] or "") + found[2] if found else None


@keeps_origin
def uspc(text: str) -> str | None:
    """A US class printed in columns of 3 (class), 3 (subclass) and up to 3 (fraction or letters).

    `D 6495` is D6/495, `604385101` is 604/385.101, `528502 R` is 528/502R.
    """
    found = _USPC.fullmatch(text.upper().rstrip())
    if found is None:
        return normal("uspc", text)
    name, subclass, rest = (group.replace(" ", "") for group in found.groups())
    name, subclass = name.lstrip("0"), subclass.lstrip("0")
    if not (name and _USPC_CLASS.fullmatch(name) and _USPC_SUBCLASS.fullmatch(subclass)):
        return normal("uspc", text)
    fraction = rest.rstrip("0") if rest.isdecimal() else ""
    return f"{name}/{subclass}" + (f".{fraction}" if fraction else "" if rest.isdecimal() else rest)


@keeps_origin
def ipc(text: str) -> str | None:
    """An IPC symbol up to edition 7, with slash or in columns: `A43B 2300` is A43B 23/00."""
    found = _IPC_COLUMNS.fullmatch(text.strip().upper())
    if found and found[2].strip():
        return f"{found[1]} {int(found[2])}/{found[3]}"
    return normal("ipc", text)


def publication(
    office: str | None, raw: str | None, kind: str | None, date: str | None
) -> Reference | None:
    """A published document; None without a number."""
    number = us_publication(raw) if office == "US" and raw else None
    if number is None:
        return publication_reference(office, raw, _kind(kind), date)
    return Reference(
        office="US",
        number=number,
        kind=_kind(kind),
        date=day(date),
        raw=None if raw == number else (raw or "").strip(),
    )


def _kind(text: str | None) -> str | None:
    """A kind code; `00` is how the office prints none."""
    kind = text.strip() if text else ""
    return kind if kind and kind[0].isalpha() else None


def document_id(element: Element | None, *, application: bool) -> Reference | None:
    """The document of a `document-id`: an application of the office or an international one."""
    if element is None:
        return None
    values = {child.tag: child.text for child in element}
    office, raw, date = values.get("country"), values.get("doc-number"), values.get("date")
    if not application:
        return publication(office, raw, values.get("kind"), date)
    if office == "US" and raw and len(raw) == 8 and raw.isdecimal():
        return Reference(office="US", number=raw, date=day(date))
    return application_reference(office, raw, date)
