"""Classification symbols of DOCDB records (one string each) and of OPS responses (in parts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from parsers.dates import parse_date
from parsers.formats.docdb_references import deleted
from parsers.formats.nodes import attribute, number_in, value, values
from parsers.model import Classification, Scheme
from parsers.symbols import normal, st8
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
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


def classifications(biblio: Element | None, office: str) -> tuple[Classification, ...]:
    """IPC and the classifications of offices; a symbol of several offices counts once per value.

    `office` is the one that published the document, whose national symbols stand without a name.
    """
    if biblio is None:
        return ()
    found = [
        *_reformed(biblio),
        *_old_ipc(biblio),
        *_national(biblio, office),
        *(
            _office_symbol(element, None, None)
            for element in biblio.iterfind("patent-classifications/patent-classification")
            if not deleted(element)
        ),
        *_sets(biblio),
    ]
    chosen: dict[tuple[object, ...], Classification] = {}
    for entry in found:
        if entry:
            key = (entry.scheme, entry.symbol, entry.value, entry.group, entry.rank)
            chosen.setdefault(key, entry)
    return tuple(chosen.values())


def unread(biblio: Element | None, office: str) -> Iterator[str]:
    """Symbols of schemes that the model does not have, and what is no symbol, in words."""
    if biblio is None:
        return
    for element in biblio.iterfind("patent-classifications//patent-classification"):
        if not deleted(element) and _office_symbol(element, None, None) is None:
            scheme = attribute(element.find("classification-scheme"), "scheme") or "?"
            symbol = value(element, "classification-symbol") or _of_parts(element)
            yield f"symbol of scheme {scheme}: {symbol}"
    for element in biblio.iterfind("classification-national"):
        country = value(element, "country") or office
        if country not in _NATIONAL and not deleted(element):
            for tag, _ in _PRINTED:
                yield from (f"class of {country}: {text}" for text in values(element, tag))


def _reformed(biblio: Element) -> Iterator[Classification | None]:
    for element in biblio.iterfind("classifications-ipcr/classification-ipcr"):
        if deleted(element):
            continue
        text = value(element, "text")
        if text:
            yield st8(text, "ipc")
        elif symbol := normal("ipc", _of_parts(element)):
            yield _symbol("ipc", symbol, element, None, None)


def _old_ipc(biblio: Element) -> Iterator[Classification]:
    """Editions 1 to 7, of which the reformed classification often repeats the symbols."""
    if biblio.find("classifications-ipcr/classification-ipcr") is not None:
        return
    for tag, position in _PRINTED:
        for element in biblio.iterfind(f"classification-ipc/{tag}"):
            if symbol := normal("ipc", element.text or ""):
                yield Classification(scheme="ipc", symbol=symbol, position=position)


def _national(biblio: Element, office: str) -> Iterator[Classification]:
    for element in biblio.iterfind("classification-national"):
        scheme = _NATIONAL.get(value(element, "country") or office)
        if scheme is None or deleted(element):
            continue
        for tag, position in _PRINTED:
            for found in element.iterfind(tag):
                if symbol := normal(scheme, found.text or ""):
                    yield Classification(scheme=scheme, symbol=symbol, position=position)


def _sets(biblio: Element) -> Iterator[Classification | None]:
    """Combination sets of CPC: the members share the number of their set and have a rank in it."""
    for number, element in enumerate(biblio.iterfind("patent-classifications/combination-set"), 1):
        if deleted(element):
            continue
        group = value(element, "group-number") or attribute(element, "sequence") or str(number)
        for place, member in enumerate(element.iter("patent-classification"), 1):
            rank = number_in(value(member.getparent(), "rank-number")) or place
            yield _office_symbol(member, group, rank)


def _office_symbol(element: Element, group: str | None, rank: int | None) -> Classification | None:
    told = (attribute(element.find("classification-scheme"), "scheme") or "").upper()
    scheme = next((scheme for start, scheme in _SCHEMES if told.startswith(start)), None)
    if scheme is None:
        return None
    text = element.find("classification-symbol")
    printed = (text.text or "") if text is not None else _of_parts(element)
    symbol = normal(scheme, printed)
    return _symbol(scheme, symbol, element, group, rank) if symbol else None


def _of_parts(element: Element) -> str:
    """`H04W 84/20` of section, class, subclass, main-group and subgroup."""
    head = "".join(value(element, tag) or "" for tag in ("section", "class", "subclass"))
    main, sub = value(element, "main-group"), value(element, "subgroup")
    return f"{head} {main}/{sub}" if main and sub else head


def _symbol(
    scheme: Scheme, symbol: str, element: Element, group: str | None, rank: int | None
) -> Classification:
    version = value(element, "classification-scheme/date") or value(
        element, "ipc-version-indicator/date"
    )
    return Classification(
        scheme=scheme,
        symbol=symbol,
        version=parse_date(version) if version else None,
        position=_POSITIONS.get(value(element, "symbol-position") or ""),
        value=_VALUES.get(value(element, "classification-value") or ""),
        office=value(element, "generating-office") or None,
        group=group,
        rank=rank,
    )
