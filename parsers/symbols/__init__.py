"""Classification symbols: one display form per scheme, other forms, ancestors, keys that sort."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from parsers.model import Scheme
from parsers.origins import keeps_second
from parsers.symbols.europe import german_chain, normal_dk, normal_ecla, normal_ico, tail_chain
from parsers.symbols.ipc import chain, normal_ipc
from parsers.symbols.japan import fterm_chain, normal_fi, normal_fterm
from parsers.symbols.keys import range_key, sort_number, span
from parsers.symbols.locarno import locarno_edition, normal_locarno
from parsers.symbols.st8 import st8, st8_text
from parsers.symbols.uspc import normal_uspc

__all__ = [
    "ancestors",
    "locarno_edition",
    "normal",
    "printed",
    "range_key",
    "sort_number",
    "span",
    "st8",
    "st8_text",
]

_NORMAL: dict[Scheme, Callable[[str], str | None]] = {
    "ipc": normal_ipc,
    "cpc": normal_ipc,
    "ecla": normal_ecla,
    "ico": normal_ico,
    "fi": normal_fi,
    "fterm": normal_fterm,
    "locarno": normal_locarno,
    "uspc": normal_uspc,
    "dk": normal_dk,
}


@keeps_second
def normal(scheme: Scheme, text: str) -> str | None:
    """The display form (`A61K 31/12`, `15-07`, `2B003 AA01`, `604/385.101`); None if it is none.

    IPC and CPC may be partial (`A61K`); a main group alone is completed (`A61K 31` is
    `A61K 31/00`). Reads compact and blank-padded forms, ST.8, the 14-character key, editions 1-8
    with `Int. Cl.7`, edition digit or version, zero-padded groups, the colon of indexing codes,
    and groups printed without slash.
    """
    return _NORMAL[scheme](text) if text else None


def printed(scheme: Scheme, symbol: str, form: Literal["display", "compact", "key"]) -> str:
    """A symbol in another form that `normal` reads back.

    "compact" has no blank (`A61K31/12`, on J-PlatPat `G06F9/00,330@A`); "key" is the 14 characters
    of IPC's and CPC's files (partial symbols stay as they are) and, of Locarno, the four digits.
    """
    if form == "key":
        if scheme == "locarno":
            return symbol.replace("-", "")
        return range_key(symbol) if scheme in {"ipc", "cpc"} and " " in symbol else symbol
    if form == "compact":
        head, _, tail = symbol.partition(" ")
        if scheme == "fi":
            return head + tail.replace(" ", "@", 1)
        return symbol if scheme in {"uspc", "dk", "locarno"} else head + tail
    return symbol


@lru_cache(maxsize=65536)
def ancestors(scheme: Scheme, symbol: str) -> tuple[str, ...]:
    """The symbol and everything above it, nearest first, as far as the symbol itself tells.

    Below an IPC or CPC main group the digits do not show the hierarchy, so the next ancestor of
    `A61K 31/12` is `A61K 31/00`; what lies between is known to a loaded scheme only.
    """
    found = [symbol]
    if scheme in {"ipc", "cpc", "fi"}:
        found += chain(symbol)
    elif scheme in {"ecla", "ico"} or (scheme == "dk" and symbol[:1].isalpha()):
        found += tail_chain(symbol) + chain(symbol)
    elif scheme == "dk":
        found += german_chain(symbol)
    elif scheme == "fterm":
        found += fterm_chain(symbol)
    elif scheme == "locarno":
        found += [symbol[:2]] if len(symbol) > 2 else []
    elif "/" in symbol:
        found.append(symbol.partition("/")[0])
    return tuple(dict.fromkeys(found))
