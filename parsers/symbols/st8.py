"""WIPO ST.8: the text of 50 characters that carries an IPC or CPC symbol and all about it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from parsers.dates import parse_date
from parsers.model import Classification, Scheme
from parsers.origins import keeps_origin
from parsers.symbols.spelling import joined, wide

_ST8 = re.compile(
    r"([A-HY]\d\d[A-Z])\s*(\d{1,4})\s*/\s*(\d{2,6})"
    r"(?:\s+(?:(\d{8})|(?=[CAS ] ?[INA]))([CAS ])([FL ])?([INA])"
    r"(?:(\d{8})([A-Z ])([A-Z ])([A-Z]{2}))?)?\s*"
)
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


@keeps_origin
@lru_cache(maxsize=65536)
def st8(text: str, scheme: Scheme | None = None) -> Classification | None:
    """Read the text of WIPO ST.8 (`A61K  31/12        20060101AFI20050713BHEP`), also squeezed.

    Without `scheme` it is CPC when the source says C, the value is A, the section is Y or the
    level is blank beside a version; otherwise IPC. None when the text is not of this form.
    """
    found = _ST8.fullmatch(wide(text).strip())
    if found is None:
        return None
    subclass, group, subgroup, version, level, position, value, _, _, source, office = (
        found.groups()
    )
    level = (level or "").strip()
    if scheme is None:
        is_cpc = source == "C" or value == "A" or subclass[0] == "Y" or bool(version and not level)
        scheme = "cpc" if is_cpc else "ipc"
    return Classification(
        scheme=scheme,
        symbol=joined(subclass, group, subgroup),
        version=parse_date(version) if version else None,
        position=_POSITIONS.get(position or ""),
        value=_VALUES.get(value or ""),
        office=office,
    )


def st8_text(one: Classification, level: str = "A") -> str:
    """50 characters of ST.8 that `st8` reads back; blanks where nothing is known.

    `level` is that of IPC (C core, A advanced); CPC has none. ValueError for a partial symbol or
    one whose group or subgroup does not fit the columns.
    """
    subclass, _, rest = one.symbol.partition(" ")
    group, _, subgroup = rest.partition("/")
    if not subgroup or len(group) > 4 or len(subgroup) > 6:
        raise ValueError(f"not a whole IPC or CPC symbol: {one.symbol!r}")
    version = (one.version or "").replace("-", "").ljust(8)
    known = bool(version.strip() and one.value)
    is_cpc = one.scheme == "cpc"
    level = "" if is_cpc or not known else level
    value = {"inventive": "I", "additional": "A" if is_cpc else "N"}.get(one.value or "", "")
    position = {"first": "F", "later": "L"}.get(one.position or "", "")
    head = f"{subclass:<4}{group:>4}/{subgroup:<6}    "
    return f"{head}{version if known else '':<8}{level:1}{position:1}{value:1}".ljust(50)
