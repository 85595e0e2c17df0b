"""Lists of titles: one symbol a line, parted from the others by tabs.

CPC's title list has symbol, dots (empty above main groups) and title. Two columns are symbol and
title alone: IPC's title list, and lists of any scheme that is named when they are loaded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from parsers.errors import ParseError
from parsers.model import Scheme
from parsers.schemes.entries import CLASS, GROUP, SECTION, SUBCLASS, Entry
from parsers.symbols import ancestors, normal
from parsers.text import clean

LINE = re.compile(r"^[A-Z0-9][\w/,. -]*\t(?:\d{0,2}\t)?\S", re.MULTILINE)
"""What a line of such a list begins with."""

_ABOVE_GROUPS = {1: SECTION, 3: CLASS, 4: SUBCLASS}
_LONGEST = 1 << 16


def entries(stream: IO[bytes], scheme: Scheme) -> Iterator[Entry]:
    """The entries of a list. Raises ParseError CONTENT_SYNTAX for a line of another kind."""
    groups: list[str] = []
    text = io.TextIOWrapper(stream, "utf-8-sig")
    try:
        for number, line in enumerate(iter(lambda: text.readline(_LONGEST), ""), 1):
            if not line.strip():
                continue
            found = _entry(line.rstrip("\r\n").split("\t"), scheme, groups)
            if found is None:
                raise ParseError(
                    "CONTENT_SYNTAX",
                    f"Not symbol, dots and title: {line[:60]!r}.",
                    place=f"line {number}",
                )
            yield found
    except UnicodeDecodeError as error:
        raise ParseError("XML_ENCODING", "The list is not UTF-8.") from error


def _entry(columns: list[str], scheme: Scheme, groups: list[str]) -> Entry | None:
    symbol = normal(scheme, columns[0])
    title = clean(columns[-1])
    dots = int(columns[1]) if len(columns) == 3 and columns[1].strip().isdigit() else 0
    if symbol is None or len(columns) not in {2, 3} or not title or dots > len(groups):
        return None
    above = ancestors(scheme, symbol)[1:]
    if scheme not in {"ipc", "cpc"}:
        parent = above[0] if above else None
        return Entry(symbol=symbol, parent=parent, level=len(above), title=title)
    if " " not in symbol:
        level = _ABOVE_GROUPS[len(symbol)]
        return Entry(symbol=symbol, parent=above[0] if above else None, level=level, title=title)
    if len(columns) == 2 or not columns[1].strip().isdigit():
        return Entry(symbol=symbol, state="named", title=title)
    del groups[dots:]
    parent = groups[-1] if groups else symbol[:4]
    groups.append(symbol)
    return Entry(symbol=symbol, parent=parent, level=GROUP + dots, title=title)
