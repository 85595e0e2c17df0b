"""JPO numbers: era years until 1999 (`H09123456`), western years since, and registrations.

Canonical: era letter, 2-digit year, serial without padding (`H9` is `H09`); from 2000 year and
6-digit serial; registrations plain. An era year is Showa 1925 + n, Heisei 1988 + n.
"""

from __future__ import annotations

import re

from parsers.numbers.model import Forms, Found, Note, Office, Spelling, What, form

_ERAS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
_LETTER = {"明": "M", "大": "T", "昭": "S", "平": "H", "令": "R"}
_ERA = r"(?P<era>[MTSHR]|明治?|大正?|昭和?|平成?|令和?)"
_ERA_NUMBER = re.compile(rf"0*{_ERA}-?(?P<year>\d{{1,2}})[-/](?P<serial>\d{{1,6}})")
_ERA_TIGHT = re.compile(rf"0*{_ERA}(?P<year>\d\d)(?P<serial>\d{{1,6}})")
_WESTERN = re.compile(r"((?:19|20)\d\d)[-/]?0?(\d{6})|((?:19|20)\d\d)[-/](\d{1,6})")
_SHORT = re.compile(r"(\d{1,2})[-/](\d{1,6})|(\d\d)(\d{6})")
_CODED = re.compile(r"([34])(\d\d)(\d{6})")
_FIRST_GRANT = 2_500_001
_LAST_GRANT = 8_500_000
_FIRST_UTILITY_MODEL = 3_000_001

_SERIES: dict[str, tuple[What, str]] = {
    "特開": ("publication", "A"),
    "特表": ("publication", "A"),
    "再表": ("publication", "A1"),
    "特公": ("publication", "B2"),
    "実開": ("publication", "U"),
    "実表": ("publication", "U"),
    "実公": ("publication", "Y2"),
    "特許": ("publication", "B2"),
    "実用新案登録": ("publication", "U"),
    "意匠登録": ("publication", "S"),
    "特願": ("application", ""),
    "実願": ("application", "U"),
    "意願": ("application", "D"),
}


def publication(raw: str, kind: str = "", date: str = "") -> str:
    """`H9123456` style eras, 4 + 6 since 2000, plain registrations; from any spelling of these."""
    if kind[:1] in {"B", "Y"} and raw.isdecimal() and len(raw.lstrip("0")) == 7:
        return raw.lstrip("0")
    if raw.isdecimal() and len(raw) == 7 and (raw[0] == "0" or kind == "A"):
        # The zero of the year or those of the serial were lost.
        year, serial = (raw[:2], raw[2:]) if raw[0] == "0" else (raw[:1], raw[1:])
        return _short_year(int(year), int(serial), date)
    return _dated(raw, date) or (raw.lstrip("0") if raw.isdecimal() else "")


def application(raw: str, _kind: str = "", date: str = "") -> str:
    return _dated(raw, date)


def docdb_application(raw: str, kind: str = "", date: str = "") -> str:
    """From DOCDB: year and serial since 2000, before that the serial with the year behind it."""
    if raw.isdecimal() and len(raw) <= 8:
        serial, year = raw[:-2], 1900 + int(raw[-2:])
        return _numbered(year, int(serial), date) if serial else ""
    return application(raw, kind, date)


def _dated(raw: str, date: str) -> str:
    if found := _ERA_NUMBER.fullmatch(raw) or _ERA_TIGHT.fullmatch(raw):
        letter = _LETTER.get(found["era"][0], found["era"][0])
        year, serial = int(found["year"]), int(found["serial"])
        if letter == "R" or _ERAS[letter] + year >= 2000:
            return f"{_ERAS[letter] + year}{serial:06}"
        return f"{letter}{year:02}{serial}"
    if found := _WESTERN.fullmatch(raw):
        return _numbered(int(found[1] or found[3]), int(found[2] or found[4]), date)
    if found := _CODED.fullmatch(raw):
        return f"{'S' if found[1] == '3' else 'H'}{found[2]}{int(found[3])}"
    if found := _SHORT.fullmatch(raw):
        return _short_year(int(found[1] or found[3]), int(found[2] or found[4]), date)
    return ""


def _numbered(year: int, serial: int, date: str) -> str:
    """By western year; 1989 is Showa 64 for its first week only."""
    if year >= 2000:
        return f"{year}{serial:06}"
    if year < 1989 or (year == 1989 and "1989-01-01" <= date <= "1989-01-07"):
        return f"S{year - 1925:02}{serial}"
    return f"H{year - 1988:02}{serial}"


def _short_year(year: int, serial: int, date: str) -> str:
    """A year without era: the date decides; else up to 11 is Heisei, above it Showa."""
    if date[:4].isdecimal():
        options = [f"H{year:02}{serial}", f"S{year:02}{serial}"]
        distance = [abs(int(date[:4]) - 1988 - year), abs(int(date[:4]) - 1925 - year)]
        return options[distance.index(min(distance))]
    return f"{'H' if year <= 12 else 'S'}{year:02}{serial}"


def _read_dated(found: re.Match[str], spelling: Spelling) -> tuple[Found, ...] | None:
    number = _dated(found[0], "")
    guessed = bool(_SHORT.fullmatch(found[0]))
    if not number or (number.isdecimal() and not "1950" <= number[:4] <= "2040"):
        return None
    notes = (Note("jp_era_guessed", number[:3]),) if guessed else ()
    what, kind = _SERIES.get(spelling.series, (None, ""))
    kind = spelling.kind or kind
    doubt = 2 if guessed else 0
    if what is None and kind[:1] not in {"", "A", "U"}:
        what = "publication"
    if what is not None:
        return (Found(what=what, number=number, kind=kind, notes=notes, doubt=doubt),)
    # Without a word in front, the era written out is how applications are cited.
    filed_first = 2 * (found[0][0] in _LETTER)
    published = Found(
        what="publication",
        number=number,
        kind=kind,
        notes=notes if kind else (Note("jp_roles"), *notes),
        doubt=doubt + (0 if kind else 1 + filed_first),
    )
    return (published, Found(what="application", number=number, notes=notes, doubt=doubt + 2))


def _read_lost_zero(found: re.Match[str], spelling: Spelling) -> Found | None:
    if found[0][0] not in "089" and spelling.kind != "A":
        return None
    number = publication(found[0], "A")
    return Found(
        what="publication",
        number=number,
        kind=spelling.kind,
        notes=(Note("jp_era_guessed", number[:3]),),
        doubt=2,
    )


def _read_registration(found: re.Match[str], spelling: Spelling) -> Found | None:
    number = found[1].lstrip("0")
    kind = spelling.kind or _SERIES.get(spelling.series, (None, ""))[1]
    if not number or kind[:1] == "A" or int(number) > _LAST_GRANT:
        return None
    first = {"B": _FIRST_GRANT, "U": _FIRST_UTILITY_MODEL, "Y": _FIRST_GRANT}.get(kind[:1], 1)
    if int(number) < (first if kind else _FIRST_GRANT):
        return Found(
            what="registration", number=number, notes=(Note("jp_old_registration"),), doubt=1
        )
    notes = () if kind else (Note("open_kind", "B2/U"),)
    return Found(what="publication", number=number, kind=kind, notes=notes, doubt=0 if kind else 1)


def _read_design(found: re.Match[str], spelling: Spelling) -> Found | None:
    if spelling.kind not in {"", "S"}:
        return None
    return Found(what="publication", number=found[1], kind="S", notes=(Note("implied_kind", "S"),))


def _read_grant(found: re.Match[str], spelling: Spelling) -> Found | None:
    return _read_registration(found, spelling) if int(found[1]) >= _FIRST_GRANT else None


def _read_epodoc(found: re.Match[str], _spelling: Spelling) -> Found | None:
    number = _numbered(int(found[1]), int(found[2]), "")
    return Found(what="application", number=number, date=found[1], doubt=1)


def _read_docdb(found: re.Match[str], spelling: Spelling) -> Found | None:
    if spelling.kind not in {"A", "U"} or not "50" <= found[2] <= "99":
        return None
    number = docdb_application(found[0])
    return Found(what="application", number=number, date=f"19{found[2]}", doubt=3)


def _render(what: What, number: str, kind: str, _date: str) -> Forms:
    era = re.fullmatch(r"([MTSH])(\d\d)(\d+)", number)
    if era:
        shown = f"{era[1]}{era[2]}-{era[3]}"
    else:
        shown = f"{number[:4]}-{number[4:]}" if len(number) == 10 else number
    if what in {"publication", "registration"}:
        letter = kind[:1] if kind[:1] != "A" else ""
        docdb = f"JP {number} {kind}".rstrip()
        return Forms(docdb, f"JP{number}{letter}", f"JP {shown} {kind}".rstrip())
    suffix = "U" if kind == "U" else ""
    if era:
        year, serial = _ERAS[era[1]] + int(era[2]), int(era[3])
        docdb = f"JP {serial}{year % 100:02} {kind or 'A'}"
        return Forms(docdb, f"JP{year}{serial:07}{suffix}", shown)
    epodoc = f"JP{number[:4]}{int(number[4:]):07}{suffix}"
    return Forms(f"JP {number} {kind or 'A'}", epodoc, shown)


_ANY_SERIES = " ".join(_SERIES)

OFFICE = Office(
    code="JP",
    forms=(
        form("特開平9-123456", rf"0*{_ERA}-?\d{{1,2}}[-/]\d{{1,6}}", _read_dated, bare=1,
             series=_ANY_SERIES),
        form("JPH09123456A", rf"0*{_ERA}\d\d\d{{1,6}}", _read_dated, series=_ANY_SERIES),
        form("H09123456", r"[SH]\d{8}", _read_dated, bare=2),
        form("特開2020-123456", r"(?:19|20)\d\d[-/]\d{1,6}|20\d{8}", _read_dated,
             series=_ANY_SERIES),
        form("2020-123456", r"20\d\d-?\d{6}", _read_dated, bare=3),
        form("JP 8-179521", r"\d{1,2}[-/]\d{1,6}|\d{8}", _read_dated, series=_ANY_SERIES),
        form("4961043", r"([2-8]\d{6})", _read_grant, bare=4),
        form("JP 9320569 A", r"[1-9]\d{6}|0\d{6}", _read_lost_zero),
        form("JP409123456A", r"[34]\d{8}", _read_dated),
        form("特許第4961043号", r"0*(\d{1,7})", _read_registration, series=_ANY_SERIES),
        form("JP D1234567 S", r"D0*(\d{5,7})", _read_design),
        form("JP20050505120", r"((?:19|20)\d\d)0(\d{6})", _read_epodoc),
        form("JP 8469678 A", r"([1-9]\d{0,5})(\d\d)", _read_docdb),
    ),
    publication=publication,
    application=application,
    docdb=docdb_application,
    render=_render,
)  # fmt: skip
