"""FI and F-terms of the JPO.

FI is an IPC subgroup (of whatever edition it was made for) with, if need be, an extension of three
digits or letters (facets such as ZNA) and a letter: `G06F 9/00,330 A`, on J-PlatPat
`G06F9/00,330@A`. An F-term is a theme, a viewpoint of two letters, two digits and, in some themes,
an additional code: `4C084 ZA75`, `3E067 BA10C`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.symbols.ipc import normal_ipc
from parsers.symbols.spelling import clean, joined

_FI = re.compile(
    r"([A-H]) ?(\d\d) ?([A-Z]) ?(\d{1,4}) ?/ ?(\d{2,6})"
    r"(?:(?: ?, ?| )(\d{3}|[A-Z]{3})(?![A-Z]{2}))?"
    r"(?: ?@? ?([A-Z]))?(?:(?: ?, ?| )([A-Z]{3}))?"
)
_FTERM = re.compile(r"(\d[A-Z]\d{3})(?: ?([A-Z]{2})(?: ?(\d\d)(?: ?[.@]? ?([A-Z0-9]))?)?)?")


@lru_cache(maxsize=65536)
def normal_fi(text: str) -> str | None:
    """`G06F 9/00,330 A`: blank before the letter, comma before the extension."""
    found = _FI.fullmatch(clean(text).removeprefix("FI:").removeprefix("FI ").strip())
    if found is None:
        return normal_ipc(text)
    base = joined(found[1] + found[2] + found[3], found[4], found[5])
    parts = ((",", found[6]), (" ", found[7]), (" ", found[8]))
    if found[6] and found[6].isalpha() and not found[7]:
        parts = ((" ", found[6]), (" ", found[8]), ("", None))
    return base + "".join(mark + part for mark, part in parts if part)


@lru_cache(maxsize=65536)
def normal_fterm(text: str) -> str | None:
    """`3B120 AD04`, with its additional code `3E067 BA10C`; a theme alone is `3B120`."""
    found = _FTERM.fullmatch(clean(text))
    if found is None:
        return None
    term = (found[2] or "") + (found[3] or "") + (found[4] or "")
    return f"{found[1]} {term}" if term else found[1]


def fterm_chain(symbol: str) -> list[str]:
    """Without the additional code, the viewpoint, the theme."""
    theme, _, term = symbol.partition(" ")
    above = [f"{theme} {term[:size]}" for size in (4, 2) if len(term) > size]
    return [*above, theme] if term else above
