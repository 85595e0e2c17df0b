"""USPTO numbers: patents, application publications 4 + 7, letters for other rights, applications.

Canonical: `9014905`, `20150012345`, `D645062`, `PP12001`, `RE43633`, `H1234`, `T100001`, `X9876`;
applications as series and serial, `14166502`. DOCDB drops a zero of publications (4 + 6) and puts
the filing year behind the serial of applications until 2010 (`94268010`), before series and
serial since (`201314123456`).
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_SERIES_SINCE = (
    ("02", "1800"), ("03", "1948"), ("04", "1960"), ("05", "1970"), ("06", "1979"),
    ("07", "1987"), ("08", "1993"), ("09", "1998"),
    ("10", "2001-12"), ("11", "2004-12"), ("12", "2007-12"),
)  # fmt: skip
"""Series of the serials of utility applications by filing date; the switch days are not exact."""

_SPECIAL_SERIES = frozenset({"29", "35", "60", "61", "62", "63", "90", "95", "96"})
_CONTROL = frozenset({"90", "95", "96"})
"""Control numbers of proceedings on patents; DOCDB and EPODOC have no form for them."""
_PROVISIONAL = frozenset({"60", "61", "62", "63"})
_SERIES_NOTES = {
    "29": "us_design", "35": "us_hague", "60": "us_provisional", "61": "us_provisional",
    "62": "us_provisional", "63": "us_provisional", "90": "us_ex_parte", "95": "us_inter_partes",
    "96": "us_supplemental",
}  # fmt: skip
_LETTER_NOTES = {
    "D": "us_d", "PP": "us_pp", "RE": "us_re", "RX": "us_rx", "AI": "us_ai", "X": "us_x",
    "H": "us_h", "T": "us_t",
}  # fmt: skip
_LAST_X = 11_000
"""The patents before the numbering of 1836; larger ones are DOCDB's stand-ins for applications."""
_FIRST_OF_2001 = 6_167_569
_LETTERS = r"D|PP|RE|RX|AI|X|H|T"
_LAST_PATENT = 15_000_000
_LAST_SERIAL = 600_000
"""No year had more publications: larger serials of 7 digits are EPODOC application numbers."""

_LETTERS_OF_KIND = {
    "S": "D", "S1": "D", "E": "RE", "E1": "RE", "E2": "RE", "P2": "PP", "P3": "PP",
    "H": "H", "H1": "H",
}  # fmt: skip
_KIND_OF_LETTERS = {"D": "S", "RE": "E", "H": "H", "PP": "P"}
_LETTERED = re.compile(rf"0*({_LETTERS})0*(\d{{1,7}})")
_PUBLICATION = re.compile(r"((?:200[1-9]|20[1-9]\d))/?(\d{4,7})")
_APPLICATION = re.compile(r"(\d\d)/?(\d{6})")
_WITH_SERIES = re.compile(r"((?:19|20)\d\d)(\d\d)(\d{6})P?")
_EPODOC = re.compile(r"((?:19|20)\d\d)(\d{7})P?")
_SERIAL_YEAR = re.compile(r"(\d{1,6})(\d\d)")


def publication(raw: str, kind: str = "", _date: str = "") -> str:
    """From grant files (`06857133`, `D0466643`), DOCDB (4 + 6) and covers (`2015/0012345`)."""
    if found := _LETTERED.fullmatch(raw):
        return found[1] + found[2]
    plain = raw.replace("/", "")
    if plain.isdecimal() and (letters := _LETTERS_OF_KIND.get(kind)):
        return letters + plain.lstrip("0")
    published = _PUBLICATION.fullmatch(raw)
    if published and len(plain) >= 9 and not kind.startswith(("B", "S", "E")):
        return published[1] + published[2].zfill(7)
    return plain.lstrip("0") if plain.isdecimal() else ""


def application(raw: str, kind: str = "", date: str = "") -> str:
    """Series and serial, `14166502`, from `14/166,502`, `09054439`, `201314123456`."""
    if found := _APPLICATION.fullmatch(raw):
        if not _is_series(found[1]) and date[2:4] == raw[-2:]:
            return docdb_application(raw, kind, date)
        return found[1] + found[2]
    if found := _WITH_SERIES.fullmatch(raw):
        return found[2] + found[3]
    if found := _EPODOC.fullmatch(raw):
        return _from_serial(int(found[2]), date or found[1], "P" if raw[-1] == "P" else kind)
    if re.fullmatch(r"\d{5,7}", raw):
        # Serials were printed without their series; the files of 2001-2004 drop its zero.
        return raw.zfill(8) if len(raw) == 7 else _from_serial(int(raw), date, kind)
    return ""


def docdb_application(raw: str, kind: str = "", date: str = "") -> str:
    """From DOCDB: `94268010` is serial 942680 of 2010, `201314123456` has series and serial."""
    if len(raw) < 9 and (found := _SERIAL_YEAR.fullmatch(raw)):
        year = _filed(found[2])
        when = date if date[:4] == year else year
        return _from_serial(int(found[1]), when, kind)
    return application(raw, kind, date)


def _filed(short: str) -> str:
    """The year behind a serial: DOCDB wrote it there until 2010."""
    return ("20" if short <= "12" else "19") + short


def _from_serial(serial: int, when: str, kind: str) -> str:
    """A serial without series was written up to series 12 and provisional series 61."""
    if kind == "P":
        series = "60" if when[:4] <= "2007" else "61"
    else:
        series = "29" if kind in {"F", "S"} else _series(serial, when)
    return f"{series}{serial:06}" if series else f"{serial:06}"


def _series(serial: int, when: str) -> str:
    """The series in which a serial was given out then, up to 12; 02 is all before 1948.

    In a year of two series, low serials belong to the newer one.
    """
    if len(when) == 4:
        when = f"{when}-12" if serial < 400_000 else f"{when}-01"
    begun = [series for series, since in _SERIES_SINCE if since <= when[: len(since)]]
    return begun[-1] if begun else ""


def _is_series(code: str) -> bool:
    return "01" <= code <= "19" or code in _SPECIAL_SERIES


def _guesses(serial: int, year: str, kind: str, *, design: bool) -> list[str]:
    """Numbers a serial without series may stand for in a year, the likeliest first."""
    best = _from_serial(serial, year, kind)
    if kind == "P":
        return [best]
    others = [f"{_series(serial, f'{year}-{month}')}{serial:06}" for month in ("01", "12")]
    others += [f"29{serial:06}"] if design else []
    return list(dict.fromkeys([best, *others]))


def _read_patent(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = found[0].lstrip("0")
    if letters := _LETTERS_OF_KIND.get(spelling.kind):
        return Found(what="publication", number=letters + number, kind=spelling.kind)
    if not number or int(number) > _LAST_PATENT or spelling.kind[:1] in {"P", "W"}:
        return None
    if spelling.kind == "A" and int(number) > 6_200_000:
        return None
    notes = () if spelling.kind else (Note("us_open_kind"),)
    if spelling.kind in {"B1", "B2", "B3"} and int(number) < _FIRST_OF_2001:
        notes = (Note("us_certificate"),)
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        notes=notes,
        doubt=0 if spelling.kind else 1,
    )


def _read_published(found: re.Match[str], spelling: Spelling) -> Found | None:
    year, serial = found[1], found[2]
    if not "2001" <= year <= "2040" or spelling.kind[:1] in {"B", "S", "E", "W"}:
        return None
    if not spelling.kind and "/" not in spelling.body and int(serial) > _LAST_SERIAL:
        return None
    damaged = len(serial) < 6
    return Found(
        what="publication",
        number=year + serial.zfill(7),
        kind=spelling.kind,
        date=year,
        notes=(Note("us_short_serial"),) if damaged else (),
        doubt=3 if damaged else 0,
    )


def _read_lettered(found: re.Match[str], spelling: Spelling) -> Found | None:
    if found[1] == "X" and int(found[2]) > _LAST_X:
        return None
    return Found(
        what="publication",
        number=found[1] + found[2],
        kind=spelling.kind,
        notes=() if spelling.kind else (Note(_LETTER_NOTES[found[1]]),),
    )


def _read_certificate(found: re.Match[str], _spelling: Spelling) -> Found:
    """Before 2001 a B1 in front of the number was a reexamination certificate."""
    return Found(
        what="publication", number=found[2], kind=found[1], notes=(Note("us_certificate"),), doubt=1
    )


def _read_series(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    series, serial = found[1], found[2]
    slashed = "/" in spelling.body
    if not _is_series(series):
        return None
    if spelling.kind and spelling.kind not in {"A", "P", "F"}:
        return None
    number = series + serial
    notes: tuple[Note, ...] = () if series in _CONTROL else (Note("needs_filing_year"),)
    if series in _SERIES_NOTES:
        notes = (Note(_SERIES_NOTES[series]), *notes)
    doubt = (0 if slashed else 2) + (2 if spelling.kind else 0)
    first = Found(what="application", number=number, notes=notes, doubt=doubt)
    if series in _PROVISIONAL:
        priority = Found(what="priority", number=number, notes=notes, doubt=doubt + 1)
        return (first, priority)
    return (first,)


def _read_dated(found: re.Match[str], spelling: Spelling) -> Found | None:
    year, series = found[1], found[2]
    if not _is_series(series):
        return None
    what: What = "priority" if spelling.kind == "P" else "application"
    return Found(what=what, number=series + found[3], date=year)


def _read_epodoc(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    serial = int(found[2])
    if serial > 999_999 or spelling.kind not in {"", "P", "A"}:
        return None
    guesses = _guesses(serial, found[1], spelling.kind, design=not spelling.kind)
    return _guessed(guesses, found[1], spelling, doubt=2)


def _read_docdb(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    year = _filed(found[2])
    if spelling.kind not in {"A", "P", "F"}:
        return None
    guesses = _guesses(int(found[1]), year, spelling.kind, design=False)
    return _guessed(guesses, year, spelling, doubt=1)


def _guessed(numbers: list[str], year: str, spelling: Spelling, *, doubt: int) -> tuple[Found, ...]:
    return tuple(
        Found(
            what="priority" if spelling.kind == "P" else "application",
            number=number,
            date=year,
            notes=(Note("us_series_guessed", number[:2]),),
            doubt=doubt + (place and 2),
        )
        for place, number in enumerate(numbers)
    )


def _render(what: What, number: str, kind: str, date: str) -> Forms:
    if what != "publication":
        return _render_application(number, date)
    series = re.match(r"[A-Z]*", number)
    implied = _KIND_OF_LETTERS.get(series[0], "") if series else ""
    letter = implied or (kind[:1] if kind[:1] in {"P", "I"} else "")
    kind = kind or (implied if implied != "P" else "")
    if len(number) == 11 and number.isdecimal():
        short = number[:4] + number[5:] if number[4] == "0" else number
        shown = f"US {number[:4]}/{number[4:]} {kind}".rstrip()
        return Forms(f"US {short} {kind}".rstrip(), f"US{short}", shown)
    found = re.fullmatch(r"([A-Z]*)(\d+)", number)
    shown = f"US {found[1]}{int(found[2]):,} {kind}".rstrip() if found else f"US {number} {kind}"
    return Forms(f"US {number} {kind}".rstrip(), f"US{number}{letter}", shown)


def _render_application(number: str, date: str) -> Forms:
    if len(number) != 8:
        return Forms("", "", number)
    series, serial, year = number[:2], number[2:], date[:4]
    original = f"{series}/{serial[:3]},{serial[3:]}"
    letter = {"29": "F", "35": "F", "60": "P", "61": "P", "62": "P", "63": "P"}.get(series, "A")
    if not year or series in _CONTROL:
        return Forms("", "", original)
    tail = "P" if letter == "P" else ""
    if "13" <= series <= "19" or (series in _SPECIAL_SERIES and year >= "2011"):
        return Forms(f"US {year}{number} {letter}", f"US{year}{number}{tail}", original)
    docdb = f"US {int(serial)}{year[2:]} {letter}"
    return Forms(docdb, f"US{year}{serial.zfill(7)}{tail}", original)


OFFICE = Office(
    code="US",
    forms=(
        form("US 9,014,905 B1", r"0*\d{1,8}", _read_patent),
        form("9,014,905", r"\d{5,8}", _read_patent, bare=1),
        form("US 2015/0012345 A1", r"(20\d\d)/?(\d{6,7})", _read_published, bare=1),
        form("US201700054A1", r"(20\d\d)/?(\d{4,5})", _read_published),
        form("US D645,062 S", rf"0*({_LETTERS})0*(\d{{1,7}})", _read_lettered, bare=0),
        form("B1 5,123,456", r"(B[1-3])-?(\d{7})", _read_certificate, bare=1),
        form("14/166,502", r"(\d\d)/?(\d{6})", _read_series, bare=0),
        form("US201314123456", r"((?:19|20)\d\d)(\d\d)(\d{6})", _read_dated),
        form("US20100942680", r"((?:19|20)\d\d)(\d{7})", _read_epodoc),
        form("US 94268010 A", r"(\d{1,6})(\d\d)", _read_docdb),
    ),
    publication=publication,
    application=application,
    docdb=docdb_application,
    render=_render,
)
