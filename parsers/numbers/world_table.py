"""How the offices without a module of their own number applications and publications.

Sources: the number formats of DOCDB and EPODOC as the EPO publishes them, checked against data of
both where there is some; WIPO Handbook part 7.2 for the spellings on paper. An office not listed
here is read by the plain grammar of `world.py`.
"""

from __future__ import annotations

from parsers.numbers.layouts import Layout

_EP_PART = Layout(docdb="{y}{S:6}", original=("{y}{S:6}.{c}",), kinds="T", since=1978)
"""National parts of European patents are filed under the European application number."""


def _short(width: int, until: int = 2100, *original: str, since: int = 1970) -> Layout:
    return Layout(docdb=f"{{y}}{{S:{width}}}", original=original, since=since, until=until)


def _long(width: int, since: int = 1990, *original: str) -> Layout:
    return Layout(docdb=f"{{Y}}{{S:{width}}}", original=original, since=since)


def _behind(until: int, *original: str, since: int = 1950) -> Layout:
    """Serial and two digits of the year behind it."""
    return Layout(docdb="{S}{y}", original=original, since=since, until=until)


def _running(*original: str) -> Layout:
    """Serials that run on over the years: DOCDB puts the year behind, nobody else does."""
    return Layout(canonical="{S}", docdb="{S}{y}", original=original)


def _slip(width: int) -> Layout:
    """EPODOC of old data took the 20 of the year 2000 for the year 1920."""
    return Layout(docdb=f"20{{S:{width}}}", epodoc="1920{S:7}", legacy=True)


def _lettered(letters: str, rest: str, epodoc: str, *original: str, since: int = 1980) -> Layout:
    return Layout(docdb=letters + rest, epodoc=epodoc, original=original, since=since)


_PLAIN = Layout(docdb="{S}")

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "AP": (_long(6, 1985, "P/{Y}/{S:6}"), _slip(8)),
    "AR": (
        Layout(docdb="P{y}{S:7}", epodoc="{Y}P{S:6}", original=("P{Y}{S:7}", "P-{Y}{S:7}")),
    ),
    "AT": (
        Layout(docdb="{S}{Y}", original=("A{S}/{Y}", "GM{S}/{Y}", "{S}/{Y}"), since=2000),
        _behind(1999, "A{S}/{y}", "{S}/{y}"),
        _EP_PART,
    ),
    "AU": (_long(6, 2002, "{Y}/{S:6}"), _behind(2001, "{S}/{y}", "{Y}/{S:6}")),
    "BE": (_long(5, 2000, "{Y}/{S:5}", "{Y}/{S:4}"), _short(5, 1999)),
    "BG": (_running(),),
    "BR": (
        Layout(docdb="{R}{Y}{S:6}", epodoc="{Y}{R}{S:5}", since=2012, original=("{R}{Y}{S:6}{c}",)),
        _lettered("PI", "{y}{S:5}", "{Y}PI{S:5}", "PI{y}{S:5}-{c}"),
        _lettered("MU", "{y}{S:5}", "{Y}MU{S:5}", "MU{y}{S:5}-{c}"),
        _lettered("DI", "{y}{S:5}", "{Y}DI{S:5}", "DI{y}{S:5}-{c}"),
        Layout(docdb="{y}{S:5}", epodoc="{Y}{y}{S:5}", since=1970, until=2011),
    ),
    "CA": (_PLAIN,),
    "CH": (
        Layout(docdb="{S}{Y}", original=("{S:5}/{Y}", "{S}/{Y}", "{S:5}/{y}"), since=2000),
        _behind(1999, "{S}/{y}"),
        _EP_PART,
    ),
    "CL": (_long(6, 2000, "{Y}{S:5}", "{S}-{Y}"), _behind(1999)),
    "CO": (_short(6, 2015, "{y}-{S:6}"), _long(7, 2016, "NC{Y}/{S:7}")),
    "CS": (_behind(1993, "PV{S}-{y}", "{S}-{y}"),),
    "CU": (_long(4, 1990),),
    "CY": (_short(7),),
    "CZ": (
        Layout(docdb="{Y}{S}", original=("PV{Y}-{S}", "{Y}-{S}"), since=1995),
        _behind(1994, "PV{S}-{y}", since=1993),
        Layout(docdb="{S}{y}", legacy=True),
    ),
    "DD": (Layout(canonical="{S}", docdb="{S}{y}", until=1991),),
    "DK": (
        Layout(docdb="{P}{Y}{S:5}", epodoc="{Y}{P}{S:5}", original=("{P}{Y}/{S:5}",), since=1980),
        _long(5, 2000),
        _behind(1999, "{S:4}/{y}", "{S}/{y}"),
        _EP_PART,
    ),
    "DZ": (_short(4),),
    "EA": (_long(5, 1995, "{Y}/{S:5}"), _slip(7)),
    "EE": (_lettered("P", "{Y}{S:5}", "P{Y}{S:5}"),),
    "ES": (
        _long(5, 2000, "P{Y}{S:5}"),
        _short(5, 1999, "P{y}{S:5}", since=1986),
        Layout(docdb="{S}", until=1985),
        _EP_PART,
    ),
    "FI": (_long(4, 2000), _short(4, 1999)),
    "FR": (_short(5, 2100, "{y}/{S:5}", since=1969), Layout(docdb="{S}", until=1968)),
    "GB": (
        Layout(
            canonical="{y}{S:5}", docdb="{Y}{S:5}", original=("{y}{S:5}.{c}", "{Y}{S:5}.{c}"),
            since=2010,
        ),
        _short(5, 2009, "{y}{S:5}.{c}", since=1978),
        _behind(1977, "{S}/{y}"),
    ),
    "GE": (Layout(docdb="{P}{Y}{S:6}", epodoc="{Y}{P}{S:5}", since=1992),),
    "GR": (
        Layout(docdb="{Y}{S:6}", since=2000, until=2004),
        _long(7, 2005),
        _short(7, 1999),
    ),
    "HK": (
        _short(6, 2019, "{y}{S:6}.{c}"),
        Layout(docdb="{y}{S:5}", epodoc="", original=("{y}{S:5}.{c}",), kinds="F"),
        *(
            Layout(docdb=f"{right}{{Y}}{{S:6}}", epodoc=f"{right}{{Y}}{{S:6}}",
                   original=(f"{right}{{Y}}{{S:6}}.{{c}}",), since=2018)
            for right in "2346"
        ),
    ),
    "HR": (_lettered("P", "{Y}{S:4}", "P{Y}{S:4}", "P{Y}{S:4}{c}"),),
    "HU": (_short(5, 2100, "P{y}{S:5}", since=1990), _behind(1989, "{S}/{y}")),
    "ID": (Layout(docdb="{Y}{S}", original=("P-{Y}{S}",), since=1991), _slip(6)),
    "IE": (_long(4, 2000, "{Y}/{S:4}"), _short(4, 1999, since=1992), _behind(1991, "{S}/{y}")),
    "IL": (_running(),),
    "IN": (
        Layout(docdb="{S}{P}{Y}", epodoc="{Y}{P}{S:5}", original=("{S}/{P}/{Y}",), until=2016),
        Layout(docdb="{Y}{R}{S:6}", epodoc="{Y}{R}{S:6}", since=2015),
    ),
    "IT": (
        Layout(docdb="{P}{Y}{S:4}", epodoc="{Y}{P}{S:5}", original=("{P}{Y}A{S:6}",), since=2000),
        Layout(docdb="{P}{y}{S:4}", epodoc="{Y}{P}{S:5}", original=("{P}{y}A{S:6}",), until=1999),
        Layout(docdb="{Y}{S:8}", original=("10{Y}{S:9}", "20{Y}{S:9}"), since=2015),
        _behind(1990),
    ),
    "LT": (Layout(docdb="{Y}{S}", since=1994),),
    "LV": (_short(4, 2100, "P-{y}-{S}"),),
    "MA": (_PLAIN,),
    "MC": (_PLAIN,),
    "MD": (_long(4, 2000), _short(4, 1999)),
    "MX": (
        _lettered("PA", "{y}{S:6}", "{Y}PA{S:5}", "PA/A/{Y}/{S:6}"),
        Layout(docdb="{Y}{S:6}", original=("MX/A/{Y}/{S:6}", "A/{Y}/{S:6}"), since=2007),
        _short(5, 1999),
    ),
    "MY": (Layout(docdb="{P}{Y}{S:4}", epodoc="{Y}{P}{S:5}"),),
    "NL": (_PLAIN,),
    "NO": (_long(4, 2000, "{Y}/{S:4}"), _short(4, 1999)),
    "NZ": (_running(),),
    "OA": (Layout(docdb="1{Y}{S:5}", epodoc="{Y}1{S:6}", original=("1-{Y}-{S:5}",)),),
    "PE": (_long(6, 1995, "{S:6}-{Y}"),),
    "PH": (Layout(docdb="1{Y}{S:6}", epodoc="{Y}1{S:6}", original=("1-{Y}-{S:6}",), since=1990),),
    "PL": (_running("P.{S}", "P-{S}", "P{S}", "W{S}", "W.{S}"),),
    "PT": (_running(),),
    "RO": (
        _long(5, 1997, "A/{Y}/{S:5}", "A{Y}{S:5}"),
        _short(5, 1996, "{y}-{S:5}", since=1992),
        _behind(1991),
        _slip(7),
    ),
    "RS": (_lettered("P", "{Y}{S:4}", "P{Y}{S:4}", "P-{Y}/{S:4}"),),
    "RU": (_long(6, 2000, "{Y}{S:6}/{R}"), _short(6, 1999, since=1991), _slip(8)),
    "SE": (_short(5, 2100, "{y}{S:5}-{c}"),),
    "SG": (_long(5, 2000), _short(5, 1999)),
    "SI": (
        _long(5, 2000, "P-{Y}{S:5}"),
        _short(5, 1999, "P-{y}{S:5}"),
    ),
    "SK": (
        Layout(docdb="{S}{Y}", original=("PP{S}-{Y}", "{S}-{Y}"), since=2000),
        _behind(1999, "{S}-{y}"),
    ),
    "SU": (_PLAIN,),
    "TN": (_lettered("SN", "{y}{S:3}", "{Y}SN{S:5}"),),
    "TR": (_long(5, 1995, "{Y}/{S:5}"), _slip(7)),
    "UA": (
        _lettered("A", "{Y}{S:5}", "A{Y}{S:5}", since=2003),
        _lettered("U", "{Y}{S:5}", "U{Y}{S:5}", since=2003),
        _long(6, 1992),
        _slip(7),
    ),
    "YU": (_lettered("P", "{Y}{S:4}", "P{Y}{S:4}", since=1993), _behind(1993, "P-{S}/{y}")),
    "ZA": (
        _long(5, 2000, "{Y}/{S:5}"),
        _short(5, 1998, "{y}/{S:4}", "{y}/{S:5}", since=1993),
        _short(4, 1992, "{y}/{S:4}"),
        _short(4, 1999, "{y}/{S:4}", since=1999),
    ),
}  # fmt: skip

OFFICE_LETTERS = {
    "DEL": "DE", "MUM": "MU", "CHE": "CH", "KOL": "KO", "MAS": "MA", "CAL": "CA", "BOM": "BO",
    "DELNP": "DN", "MUMNP": "MN", "CHENP": "CN", "KOLNP": "KN",
}  # fmt: skip
"""Patent office branches of India as printed and as DOCDB shortens them."""

WIDTHS = {"AR": 6, "EE": 5}
"""DOCDB pads the publication numbers of these offices to so many digits."""

YEAR_IN_FRONT = {"BR": 7, "HU": 7, "SE": 7, "PE": 8}
"""Publication numbers of so many digits begin with a year, whose zeros are no padding."""

WITHOUT_LETTER = frozenset(
    {"AP", "CA", "CZ", "EA", "EE", "GE", "HU", "LT", "LV", "RO", "RU", "UA", "ZA"}
)
"""EPODOC writes no kind behind publication numbers of these offices, granted or not."""

KEEPS_DIGIT = frozenset({"FR"})
"""EPODOC keeps the digit of the kind (`FR2862000B1`)."""

DISTINCT: dict[str, tuple[str, str, int]] = {
    "GB": ("GB 0204635.7", r"\d{7}\.\d", 4),
    "IN": ("1234/MUM/2005", r"\d{1,6}/[A-Z]{3,5}/(?:19|20)\d\d", 0),
    "IT": ("VR2013A000124", r"[A-Z]{2}(?:19|20)\d\dA\d{6}", 1),
}
"""Spellings of applications that are known without the office: example, pattern and doubt."""

LUHN = frozenset({"GB"})
"""Offices whose application numbers carry the check digit that European ones do."""

BARE: dict[str, str] = {
    "FR": r"[1-3]\d{6}", "GB": r"2[0-7]\d{5}|1[0-6]\d{5}", "CA": r"[1-3]\d{6}",
    "RU": r"2\d{6}", "AU": r"[4-7]\d{5}|20[0-4]\d{7}",
}  # fmt: skip
"""Publication numbers of larger offices that are also tried where no office is named."""
