"""Classification symbols of DOCDB records (one string each) and of OPS responses (in parts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from parsers.dates import parse_date
from parsers.formats.docdb_references import deleted
from parsers.formats.nodes import attribute, number_in, value
from parsers.model import Classification, Scheme
from parsers.symbols import normal, st8
from parsers.text import clean
from parsers.xml import Element

_SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("CPC", "cpc"),
    ("FTERM", "fterm"),
    ("FI", "fi"),
    ("ECLA", "ecla"),
    ("EC", "ecla"),
    ("ICO", "ico"),
    ("IPC", "ipc"),
    ("UC", "uspc"),
    ("USPC", "uspc"),
    ("DOCUS", "uspc"),
    ("DK", "dk"),
)
"""Schemes by how their names begin (`CPCI`, `CPCNO`); national ECLA (`ECNO`) goes with ECLA."""
_NATIONAL: dict[str, Scheme] = {"US": "uspc", "DE": "dk"}
_PRINTED: tuple[tuple[str, Literal["first", "later"] | None], ...] = (
    ("main-classification", "first"),
    ("further-classification", "later"),
    ("text", None),
)
_LEVELS = ("section", "class", "subclass", "main-group", "subgroup")
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


def classifications(
    biblio: Element | None, office: str
) -> tuple[tuple[Classification, ...], list[str]]:
    """The symbols, one of several offices once per value; and in words, what could not be read.

    `office` is the one that published the document, whose national symbols stand without a name.
    """
    if biblio is None:
        return (), []
    unread: list[str] = []
    found = [*_reformed(biblio), *_old_ipc(biblio)]
    found += [
        _office_symbol(element, None, None, unread)
        for element in biblio.iterfind("patent-classifications/patent-classification")
        if not deleted(element)
    ]
    found += _sets(biblio, unread)
    found += _national(biblio, office, unread)
    chosen: dict[tuple[object, ...], Classification] = {}
    for entry in found:
        if entry:
            key = (entry.scheme, entry.symbol, entry.value, entry.group, entry.rank)
            chosen.setdefault(key, entry)
    return tuple(chosen.values()), [*dict.fromkeys(unread)]


def _reformed(biblio: Element) -> Iterator[Classification | None]:
    for element in biblio.iterfind("classifications-ipcr/classification-ipcr"):
        if deleted(element):
            continue
        text = value(element, "text")
        if text:
            yield st8(text, "ipc")
            continue
        cells = {str(child.tag): child for child in element}
        if symbol := normal("ipc", _of_parts(cells)):
            yield _symbol("ipc", symbol, cells, None, None)


def _old_ipc(biblio: Element) -> Iterator[Classification]:
    """Editions 1 to 7, of which the reformed classification often repeats the symbols."""
    if biblio.find("classifications-ipcr/classification-ipcr") is not None:
        return
    for tag, position in _PRINTED:
        for element in biblio.iterfind(f"classification-ipc/{tag}"):
            if symbol := normal("ipc", element.text or ""):
                yield Classification(scheme="ipc", symbol=symbol, position=position)


def _national(biblio: Element, office: str, unread: list[str]) -> Iterator[Classification]:
    for element in biblio.iterfind("classification-national"):
        if deleted(element):
            continue
        country = value(element, "country") or office
        scheme = _NATIONAL.get(country)
        for tag, position in _PRINTED:
            for found in element.iterfind(tag):
                symbol = normal(scheme, found.text or "") if scheme else None
                if scheme and symbol:
                    yield Classification(scheme=scheme, symbol=symbol, position=position)
                elif text := value(found):
                    unread.append(f"class of {country}: {text}")


def _sets(biblio: Element, unread: list[str]) -> Iterator[Classification | None]:
    """Combination sets of CPC: the members share the number of their set and have a rank in it."""
    for number, element in enumerate(biblio.iterfind("patent-classifications/combination-set"), 1):
        if deleted(element):
            continue
        group = value(element, "group-number") or attribute(element, "sequence") or str(number)
        for place, member in enumerate(element.iter("patent-classification"), 1):
            rank = number_in(value(member.getparent(), "rank-number")) or place
            yield _office_symbol(member, group, rank, unread)


def _office_symbol(
    element: Element, group: str | None, rank: int | None, unread: list[str]
) -> Classification | None:
    cells = {str(child.tag): child for child in element}
    told = (attribute(cells.get("classification-scheme"), "scheme") or "").upper()
    scheme = next((scheme for start, scheme in _SCHEMES if told.startswith(start)), None)
    text = cells.get("classification-symbol")
    printed = (text.text or "") if text is not None else _of_parts(cells)
    symbol = normal(scheme, printed) if scheme else None
    if scheme is None or symbol is None:
        unread.append(f"symbol of scheme {told or '?'}: {clean(printed)}")
        return None
    return _symbol(scheme, symbol, cells, group, rank)


def _of_parts(cells: dict[str, Element]) -> str:
    """`H04W 84/20` of section, class, subclass, main-group and subgroup."""
    section, branch, subclass, main, sub = (value(cells.get(tag)) or "" for tag in _LEVELS)
    head = f"{section}{branch}{subclass}"
    return f"{head} {main}/{sub}" if main and sub else head


def _symbol(
    scheme: Scheme, symbol: str, cells: dict[str, Element], group: str | None, rank: int | None
) -> Classification:
    named = cells.get("classification-scheme")
    version = value(named if named is not None else cells.get("ipc-version-indicator"), "date")
    return Classification(
        scheme=scheme,
        symbol=symbol,
        version=parse_date(version) if version else None,
        position=_POSITIONS.get(value(cells.get("symbol-position")) or ""),
        value=_VALUES.get(value(cells.get("classification-value")) or ""),
        office=value(cells.get("generating-office")),
        group=group,
        rank=rank,
    )
