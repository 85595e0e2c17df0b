"""PCT numbers: publications WO yy/nnnnn, yy/nnnnnn, yyyy/nnnnnn, and PCT/CCyyyy/nnnnnn.

Canonical publication: 4-digit year and 6-digit serial. Canonical application: `PCT/CN2005/001234`,
before 2004 with 2-digit year and 5-digit serial as written then: `PCT/US98/16128`.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_FIRST_SIX_IN_2002 = 51_000
"""From July 2002 on (about this serial) serials were written with six digits."""

_PCT = re.compile(r"(?:WO)?(?:PCT)?/?([A-Z]{2})/?(\d{4}|\d\d)/?(\d{5,6})")
_EPODOC_PCT = re.compile(r"(\d{4})([A-Z]{2})(\d{5,6})")
_DOCDB_PCT = re.compile(r"(\d{4})/?0?(\d{6})|(\d\d)/?(\d{5})")


def _century(year: str) -> int:
    short = int(year)
    if len(year) == 4:
        return short
    return short + (1900 if short >= 78 else 2000)


def publication(raw: str, _kind: str = "", date: str = "") -> str:
    """`2010123456` from any of `2010/123456`, `10/12345`, `9831467`, `03107732`, `200946303`."""
    plain = raw.replace("-", "/").removeprefix("/")
    for year, serial, _ in _split(plain, date):
        return f"{year}{serial:06}"
    return ""


def _split(raw: str, date: str) -> list[tuple[int, int, tuple[Note, ...]]]:
    """Possible (year, serial), best first."""
    if found := re.fullmatch(r"(\d\d|\d{4})/(\d{1,6})|(\d{4})(\d{6})|(\d\d)(\d{5})", raw):
        year, serial = (group for group in found.groups() if group)
        return [(_century(year), int(serial), ())]
    if re.fullmatch(r"(?:19|20)\d{7}", raw):
        return [(int(raw[:4]), int(raw[4:]), (Note("wo_short_serial"),))]
    return _split_eight(raw, date) if re.fullmatch(r"\d{8}", raw) else []


def _split_eight(raw: str, date: str) -> list[tuple[int, int, tuple[Note, ...]]]:
    """2 + 6, or 2 + 5 behind a padding zero: only the date can tell where both are possible."""
    whole = (_century(raw[:2]), int(raw[2:]), ())
    if raw[0] != "0":
        return [whole]
    padded = (_century(raw[1:3]), int(raw[3:]), (Note("padded"),))
    # No year before 2004 reached serial 120000, so 00402618 is no document of 2000.
    likely = [whole, padded] if raw[2:3] in "01" else [padded, whole]
    if date[:4].isdecimal():
        likely.sort(key=lambda option: abs(option[0] - int(date[:4])))
    return likely if raw[2:3] not in "01" else likely[:1]


def application(raw: str, kind: str = "", date: str = "") -> str:
    """`PCT/CN2005/001234` from `PCT/CN2005/001234`, `WOPCT/EP02/07746`, `2005CN01234`."""
    del kind
    if found := _PCT.fullmatch(raw.replace("-", "/")):
        return _international(found[1], _century(found[2]), int(found[3]))
    if found := _EPODOC_PCT.fullmatch(raw):
        return _international(found[2], int(found[1]), int(found[3]))
    del date
    return ""


def docdb_application(office: str, raw: str) -> str:
    """From docdb's receiving office and number of kind W: `US`, `9816128` or `2019056674`."""
    if found := _DOCDB_PCT.fullmatch(raw):
        year, serial = found[1] or found[3], found[2] or found[4]
        return _international(office, _century(year), int(serial))
    return application(raw)


def _international(office: str, year: int, serial: int) -> str:
    if year < 2004 and serial < 100_000:
        return f"PCT/{office}{year % 100:02}/{serial:05}"
    return f"PCT/{office}{year}/{serial:06}"


def parts(number: str) -> tuple[str, int, int]:
    """Receiving office, year and serial of a canonical application number."""
    found = _PCT.fullmatch(number)
    if found is None:
        raise ValueError(f"not a canonical PCT application number: {number!r}")
    return found[1], _century(found[2]), int(found[3])


def _read_publication(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    if spelling.series == "PCT":
        return None
    options = [
        option for option in _split(found[0].replace("-", "/"), "") if 1978 <= option[0] <= 2040
    ]
    doubt = 0 if spelling.kind else 1
    return tuple(
        Found(
            what="publication",
            number=f"{year}{serial:06}",
            kind=spelling.kind,
            notes=(*notes, Note("wo_ambiguous")) if len(options) > 1 else notes,
            doubt=doubt + 2 * place,
        )
        for place, (year, serial, notes) in enumerate(options)
    )


def _read_application(found: re.Match[str], _spelling: Spelling) -> Found | None:
    number = application(found[0])
    if not number or not 1978 <= parts(number)[1] <= 2040:
        return None
    return Found(what="application", number=number, kind="W", date=str(parts(number)[1]))


def _read_docdb(found: re.Match[str], _spelling: Spelling) -> Found | None:
    number = docdb_application(found[1], found[2])
    return Found(what="application", number=number, kind="W", date=str(parts(number)[1]))


def _read_hague(found: re.Match[str], _spelling: Spelling) -> Found:
    number = f"DM/{int(found[1]):06}"
    return Found(what="registration", number=number, kind="S", notes=(Note("hague"),))


def _render(what: What, number: str, kind: str, date: str) -> Forms:
    if what == "registration":
        return Forms("", "", number)
    if what != "publication":
        office, year, serial = parts(number)
        if year < 2004:
            docdb, tail = f"{office} {year % 100:02}{serial:05} W", f"{serial:05}"
        else:
            docdb, tail = f"{office} {year}{serial:06} W", f"{serial:05}"
        return Forms(docdb, f"WO{year}{office}{tail}", number)
    year, serial = int(number[:4]), int(number[4:])
    short, shown = _written(year, serial, date)
    return Forms(f"WO {short} {kind}".rstrip(), f"WO{short}", f"WO {shown} {kind}".rstrip())


def _written(year: int, serial: int, date: str) -> tuple[str, str]:
    """As DOCDB and the covers had it: 2 + 5 digits, 2 + 6 from 2002-07, 4 + 6 from 2004."""
    if year >= 2004:
        return f"{year}{serial:06}", f"{year}/{serial:06}"
    six = year == 2003 or (year == 2002 and serial >= _FIRST_SIX_IN_2002)
    if year == 2002 and len(date) >= 7:
        six = date[:7] >= "2002-07"
    body = f"{serial:06}" if six or serial > 99_999 else f"{serial:05}"
    return f"{year % 100:02}{body}", f"{year % 100:02}/{body}"


OFFICE = Office(
    code="WO",
    forms=(
        form("WO 2010/123456 A1", r"(?:\d\d|\d{4})[/-]\d{5,6}|\d{7,10}", _read_publication),
        form("PCT/CN2005/001234", r"(?:PCT)?/?[A-Z]{2}/?(?:\d{4}|\d\d)[/-]?\d{5,6}",
             _read_application),
        form("WO2005CN01234", r"\d{4}[A-Z]{2}\d{5,6}", _read_application),
        form("CN 2005001234 W", r"DOCDB([A-Z]{2})(\d{4}/?0?\d{6}|\d\d/?\d{5})", _read_docdb),
        form("DM/073456", r"DM/?0*(\d{4,6})", _read_hague, bare=0),
        form("2010/123456", r"(?:19[789]\d|20\d\d)/?\d{6}|\d\d/\d{5}|0[23]/\d{6}",
             _read_publication, bare=2),
    ),
    publication=publication,
    application=application,
    render=_render,
)  # fmt: skip
