"""ECLA and ICO of the EPO (until 2012) and DEKLA and the old classes (DK) of the German office.

The first three are an IPC subgroup with a tail of letters and numbers in turn, each step one level
lower: `A61K 31/00B2`, ICO with a first letter of its own, `T01L 31/00B2`. The German classes until
1975 are number, letter, raised digit, group: `21a4 29/50`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.symbols.ipc import normal_ipc
from parsers.symbols.spelling import clean, joined

_TAILED = re.compile(
    r"([A-Z]) ?(\d\d) ?([A-Z]) ?(\d{1,4}) ?/ ?(\d{2,6}) ?([A-Z][A-Z0-9]*(?:\+[A-Z0-9/+]*)?)?"
)
_GERMAN = re.compile(r"(?:KL\.? ?)?(\d{1,2}) ?([A-Z])?([1-9]{0,2})(?:[ ,]{1,2}(\d+)(?:/(\w+))?)?")
_STEPS = re.compile(r"[A-Z]+|\d+")


@lru_cache(maxsize=65536)
def normal_ecla(text: str) -> str | None:
    """Of ECLA; what has no tail is a symbol of IPC."""
    found = _TAILED.fullmatch(clean(text))
    if found is None or found[1] not in "ABCDEFGHY":
        return normal_ipc(text)
    return _join(found)


@lru_cache(maxsize=65536)
def normal_ico(text: str) -> str | None:
    """Of ICO, whose sections have letters of their own (K to T, Y)."""
    found = _TAILED.fullmatch(clean(text))
    return _join(found) if found else None


@lru_cache(maxsize=65536)
def normal_dk(text: str) -> str | None:
    """Of DEKLA, else of the German classes; anything else as it is printed."""
    whole = clean(text)
    if (found := _TAILED.fullmatch(whole)) and found[1] in "ABCDEFGHY":
        return _join(found)
    if found := _GERMAN.fullmatch(whole):
        number, letter, raised, group, part = found.groups()
        name = f"{int(number)}{(letter or '').lower()}{raised}"
        return name + (f" {group}" if group else "") + (f"/{part}" if part else "")
    return whole or None


def _join(found: re.Match[str]) -> str:
    return joined(found[1] + found[2] + found[3], found[4], found[5]) + (found[6] or "")


def tail_chain(symbol: str) -> list[str]:
    """`A61K 31/00B2` lies below `A61K 31/00B`: what lies above within the tail, nearest first."""
    found = re.fullmatch(r"([A-Z]\d\d[A-Z] \d+/\d+)([A-Z][A-Z0-9]*).*", symbol)
    if found is None:
        return []
    steps = _STEPS.findall(found[2])
    return [found[1] + "".join(steps[:size]) for size in range(len(steps) - 1, -1, -1)]


def german_chain(symbol: str) -> list[str]:
    """`21a4 29/50`, `21a4`, `21`."""
    found = re.fullmatch(r"(\d{1,2})([a-z]?\d*)(?: (\d+)(?:/\w+)?)?", symbol)
    if found is None:
        return []
    name = found[1] + found[2]
    return list(dict.fromkeys([name, found[1]] if found[3] else [found[1]]))
