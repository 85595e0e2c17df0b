"""Locarno classes of designs: `15-07`, class and subclass of two digits each."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.symbols.spelling import clean

_LOCARNO = re.compile(
    r"(?:\(5[12]\) ?)?(?:(?:INT\.? ?)?(?:LOC(?:ARNO)?)\.? ?(?:\(?\d{1,2}\)?(?=[ C(]))? ?)?"
    r"(?:CL(?:ASS)?\.? ?)?(?:(\d\d)(?:[-./ ]?(\d\d))?|(\d{1,2}) ?[-./] ?(\d{1,2}))(?: ?[A-Z]\w*)?"
)
_EDITION = re.compile(r"LOC(?:ARNO)?\.? ?\(? ?(\d{1,2}) ?\)?(?= ?[C,\s)]|$)")


@lru_cache(maxsize=4096)
def normal_locarno(text: str) -> str | None:
    """From `0805`, `8-5`, `LOC(13) Cl.08-05`, `LOC (9) Cl. 14-03`, `08-05 A1234`, `08`."""
    found = _LOCARNO.fullmatch(clean(text))
    if found is None:
        return None
    name, part = found[1] or found[3], found[2] or found[4]
    return f"{int(name):02}-{int(part):02}" if part else name


def locarno_edition(text: str) -> str | None:
    """The edition printed beside a symbol: 13 of `LOC(13) Cl.08-05`."""
    found = _EDITION.search(clean(text))
    return str(int(found[1])) if found else None


def locarno_key(symbol: str, *, end: bool = False) -> int:
    """Class and subclass as one number; a class alone is its first or, with `end`, last one."""
    name, _, part = symbol.partition("-")
    return int(name) * 100 + (int(part) if part else 99 if end else 0)
