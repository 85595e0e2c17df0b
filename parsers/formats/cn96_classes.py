"""Classification symbols of the Chinese ST.96 files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats.nodes import value, values
from parsers.model import Classification, Scheme
from parsers.symbols import normal, st8
from parsers.xml import Element

_VERSION = re.compile(r"[(（](\d{4}\.\d\d)[)）]\s*([INA])?")
_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


def classifications(biblio: Element | None) -> tuple[Classification, ...]:
    """IPC, CPC, Locarno, FI and F-terms, ECLA."""
    if biblio is None:
        return ()
    found = [
        *_reformed(biblio, "ClassificationIPCR", "ipc"),
        *_reformed(biblio, "ClassificationCPC", "cpc"),
        *_listed(biblio.find("ClassificationIPC"), "ipc"),
        *_listed(biblio.find("ClassificationLocarno"), "locarno"),
        *_japanese(biblio.find("JPClassification")),
        *_american(biblio.find("ClassificationNational")),
        *_symbols(values(biblio, "ECLAClassificationScheme/ECLAClass"), "ecla"),
    ]
    return tuple(dict.fromkeys(found))


def _reformed(biblio: Element, tag: str, scheme: Literal["ipc", "cpc"]) -> Iterator[Classification]:
    """Symbols in parts beside their text; the first one listed is the main one in Chinese files."""
    entries = [*biblio.iterfind(f"{tag}Details/{tag}")] or [*biblio.iterfind(tag)]
    told = any(value(entry, "SymbolPosition") for entry in entries)
    for place, entry in enumerate(entries):
        text = value(entry, "Text") or ""
        made = st8(text, scheme) or _from_parts(entry, scheme) or _from_text(text, scheme)
        if made is None:
            continue
        position = _POSITIONS.get(value(entry, "SymbolPosition") or "") or made.position
        if not told and position is None:
            position = "first" if place == 0 else "later"
        version = value(entry, "IPCVersionDate") or value(entry, "CPCVersionDate")
        yield structs.replace(
            made,
            version=(parse_date(version) if version else None) or made.version,
            position=position,
            value=_VALUES.get(value(entry, "ClassificationValue") or "") or made.value,
            office=value(entry, "GeneratingOffice/WIPOST3Code") or made.office,
        )


def _from_parts(entry: Element, scheme: Literal["ipc", "cpc"]) -> Classification | None:
    head = "".join(value(entry, tag) or "" for tag in ("Section", "MainClass", "Subclass"))
    group, subgroup = value(entry, "MainGroup"), value(entry, "Subgroup")
    symbol = normal(scheme, f"{head} {group}/{subgroup or '00'}" if group else head)
    if symbol is None:
        return None
    found = _VERSION.search(value(entry, "Text") or "")
    return Classification(
        scheme=scheme, symbol=symbol, value=_VALUES.get(found[2] or "") if found else None
    )


def _from_text(text: str, scheme: Literal["ipc", "cpc"]) -> Classification | None:
    symbol = normal(scheme, text)
    if symbol is None:
        return None
    found = _VERSION.search(text)
    return Classification(
        scheme=scheme,
        symbol=symbol,
        version=found[1].replace(".", "-") if found else None,
        value=_VALUES.get(found[2] or "") if found else None,
    )


def _listed(element: Element | None, scheme: Scheme) -> Iterator[Classification]:
    """A main classification and further ones; a text alone where there is neither."""
    if element is None:
        return
    main = [*_symbols(values(element, "MainClassification"), scheme, "first")]
    further = [*_symbols(values(element, "FurtherClassification"), scheme, "later")]
    yield from main + further or _symbols(values(element, "Text"), scheme)


def _american(element: Element | None) -> Iterator[Classification]:
    """National classes of the one office whose scheme is told apart, the USPTO's."""
    if value(element, "WIPOST3Code") == "US":
        yield from _listed(element, "uspc")


def _japanese(element: Element | None) -> Iterator[Classification]:
    """FI with the main one marked; F-terms, and themes of which no term is listed.

    Indexing codes among the FI are printed with a colon (`F21Y115:10`).
    """
    if element is None:
        return
    for entry in element.iterfind("FI"):
        position: Literal["first", "later"] = "first" if entry.get("type") == "main" else "later"
        printed = value(entry) or ""
        for made in _symbols([printed.replace(":", "/")], "fi", position):
            yield structs.replace(made, value="additional") if ":" in printed else made
    terms = [*_symbols(values(element, "FClass/FTerm"), "fterm")]
    yield from terms
    covered = {term.symbol.partition(" ")[0] for term in terms}
    for theme in _symbols(values(element, "FClass/Theme"), "fterm"):
        if theme.symbol not in covered:
            yield theme


def _symbols(
    texts: Iterable[str], scheme: Scheme, position: Literal["first", "later"] | None = None
) -> Iterator[Classification]:
    for text in texts:
        if symbol := normal(scheme, text):
            yield Classification(scheme=scheme, symbol=symbol, position=position)
