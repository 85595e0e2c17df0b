"""Symbols of IPC (all eight editions) and CPC.

Grammar: section, class, subclass, main group 1-4 digits, `/`, subgroup 2-6 digits; "00" is the
main group itself (WIPO ST.8, IPC Guide). Main groups from 2000 on are CPC's (and a few of IPC's)
indexing codes. Subgroups compare digit by digit, as decimals.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.symbols.spelling import joined, wide

_IPC = re.compile(r"([A-HY])(?:(\d\d)(?:([A-Z])(?:(\d{1,4})(?:/(\d{2,6}))?)?)?)?")
_KEY = re.compile(r"([A-HY]\d\d[A-Z])(?:(\d{4})(\d{6})|(\d{5})(\d{7}))")
_BLANKED = re.compile(r"([A-HY]) ?(\w\w) ?([A-Z])(?: ?,)?")
_EDITION = re.compile(
    r"^(?:\(5[12]\) ?)?(?:INT\.? ?C[L1]\.? ?\(?\d{0,2}\)? ?[.:]? ?|"
    r"[IC]PC ?\(?-?\d{0,2}\)? ?[.:]? ?(?=[A-HY] ?[\dO])|\d(?=[A-H] ?[\dO]))"
)
_VERSION = re.compile(r" ?[(\[]\d{4}[.-]?\d\d(?:[.-]?\d\d)?[)\]] ?[FL]?[INA]?$")
_VALUE = re.compile(r"(?<=/\d\d) +[A-Z]$|(?<=\d) {3,}[A-Z]$")
_NO_SLASH = re.compile(r"([A-H]\d\d[A-Z])( *)(\d{1,3})(\d\d)")
_ST8_TAIL = re.compile(r"(?<=[/\d]\d)\s+(?:\d{8})?[CAS ]?[FL ]?[INA](?:\d{8}.*)?$")
_OCR_DIGITS = str.maketrans("OILQ", "0110")
_INDEXING = re.compile(r"(?<=\d):(?=\d\d)")


@lru_cache(maxsize=65536)
def normal_ipc(text: str) -> str | None:
    """The display form of a symbol, whole or partial, in any spelling of `normal`."""
    plain = wide(text).strip().removeprefix("//").strip()
    plain = _VALUE.sub("", _VERSION.sub("", _EDITION.sub("", plain)))
    return _read(_INDEXING.sub("/", plain)) or _read(_ST8_TAIL.sub("", plain))


def _read(text: str) -> str | None:
    if found := _BLANKED.match(text):
        text = found[1] + found[2].translate(_OCR_DIGITS) + found[3] + text[found.end() :]
    if (old := _NO_SLASH.fullmatch(text)) and _is_old(old):
        text = f"{old[1]}{old[3]}/{old[4]}"
    tight = "".join(text.split())
    if len(tight) > 4:
        tight = tight[:4] + tight[4:].translate(_OCR_DIGITS)
    if key := _KEY.fullmatch(tight):
        return joined(key[1], key[2] or key[4], (key[3] or key[5]).rstrip("0").ljust(2, "0"))
    found = _IPC.fullmatch(tight)
    if found is None:
        return None
    return tight if found[4] is None else joined(tight[:4], found[4], found[5] or "00")


def _is_old(found: re.Match[str]) -> bool:
    """Whether digits without a slash are group and two-digit subgroup, as up to edition 7.

    Blank-padded ones are. Else three digits from 300 and four digits outside the 2000 series
    are: no main group has such a number.
    """
    number = int(found[3] + found[4])
    return len(found[2]) > 1 or 300 <= number < 2000 or number >= 3000


def chain(symbol: str) -> list[str]:
    """What the symbol itself tells to lie above it, nearest first, down from FI's parts."""
    subclass, _, rest = symbol.partition(" ")
    above = []
    if rest:
        group, _, subgroup = rest.partition("/")
        plain = re.match(r"\d+", subgroup)
        if "," in rest:
            above.append(f"{subclass} {rest.partition(' ')[0]}")
        if plain:
            above.append(f"{subclass} {group}/{plain[0]}")
        above += [f"{subclass} {group}/00", subclass]
    if len(subclass) > 3:
        above.append(subclass[:3])
    if len(subclass) > 1:
        above.append(subclass[0])
    return above
