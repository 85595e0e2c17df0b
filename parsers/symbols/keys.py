"""Keys that sort symbols as their schemes do, as text and as numbers, and ranges of symbols."""

from __future__ import annotations

import re

from parsers.model import Scheme
from parsers.symbols.ipc import normal_ipc
from parsers.symbols.locarno import locarno_key, normal_locarno
from parsers.symbols.spelling import wide

_PARTS = re.compile(r"([A-HY])(\d\d)?([A-Z])? ?(?:(\d+)/(\d+))?")
_BETWEEN = re.compile(r"(?<=[\w\d])\s*(?:\bTO\b|[-–—~〜]|至|到)\s*(?=\w)")
_BETWEEN_DASHED = re.compile(r"\s+(?:TO|[-–—~])\s+|\s*(?:[–—~]|至|到)\s*")
_TAIL = re.compile(r"(?:(\d{1,4})/)?(\d{2,6})")


def range_key(symbol: str, *, end: bool = False) -> str:
    """14 characters that sort as the scheme does: subclass, group in 4, subgroup in 6 digits.

    Partial symbols give the first key below them or, with `end`, the last one, so that a range
    includes everything below its last symbol. ValueError when it is no IPC or CPC symbol.
    """
    found = _PARTS.match(symbol)
    if found is None:
        raise ValueError(f"not an IPC or CPC symbol: {symbol!r}")
    section, number, letter, group, subgroup = found.groups()
    fill = "9" if end else "0"
    head = section + (number or fill * 2) + (letter or ("Z" if end else "A"))
    if group is None:
        return head + fill * 10
    whole = end and subgroup == "00"
    return head + group.zfill(4) + ("9" * 6 if whole else subgroup.ljust(6, fill))


def sort_number(scheme: Scheme, symbol: str, *, end: bool = False) -> int | None:
    """`range_key` as a number below 2^50, or Locarno's four digits; None where there is no order.

    Schemes: ipc, cpc and locarno.
    """
    if scheme == "locarno":
        return locarno_key(symbol, end=end)
    if scheme not in {"ipc", "cpc"}:
        return None
    key = range_key(symbol, end=end)
    head = (ord(key[0]) - 64) * 100 + int(key[1:3])
    return (head * 26 + ord(key[3]) - 65) * 10**10 + int(key[4:])


def span(scheme: Scheme, text: str) -> tuple[str, str] | None:
    """First and last symbol of a printed range: `G04B 19/00-34`, `A61K31/00 to 31/80`.

    The last one may be short: a subgroup, or group and subgroup. None when it is no range of IPC,
    CPC or Locarno, or runs backwards.
    """
    between = _BETWEEN_DASHED if scheme == "locarno" else _BETWEEN
    parts = between.split(wide(text).strip(), maxsplit=1)
    read = normal_locarno if scheme == "locarno" else normal_ipc
    if len(parts) != 2 or scheme not in {"ipc", "cpc", "locarno"}:
        return None
    low = read(parts[0])
    high = _last(low, parts[1]) if low and scheme != "locarno" else None
    high = high or read(parts[1])
    if not low or not high:
        return None
    first, last = sort_number(scheme, low), sort_number(scheme, high)
    return (low, high) if first is not None and last is not None and first <= last else None


def _last(low: str, text: str) -> str | None:
    short = _TAIL.fullmatch(text.strip())
    if short is None or "/" not in low:
        return None
    subclass, _, rest = low.partition(" ")
    return f"{subclass} {int(short[1] or rest.partition('/')[0])}/{short[2]}"
