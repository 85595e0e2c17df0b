"""Pages of classification schemes, and the titles of classes on other pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import quote

from parsers.model import Scheme
from search_api.answers import SearchAnswer
from search_api.classes import ClassAnswer, ClassesAnswer
from search_api.service import Service

_FACETS: dict[str, Scheme] = {"ipc4": "ipc", "cpc4": "cpc"}
_BETWEEN = " › "
_DOTS = "·"


def address(scheme: str, symbol: str | None = None) -> str:
    """The path of the page of a symbol, or of the top of a scheme."""
    compact = (symbol or "").replace(" ", "") if scheme in {"ipc", "cpc"} else symbol
    return f"/classes/{scheme}" + (f"/{quote(compact)}" if compact else "")


def overview(answer: ClassesAnswer, asked: str, scheme: str | None) -> dict[str, Any]:
    """What `classes.html` shows: schemes that can be browsed, and what the words lead to."""
    browsed = dict.fromkeys(one.scheme for one in answer.loaded if one.symbols)
    return {
        "q": None,
        "loaded": answer.loaded,
        "browsed": list(browsed),
        "hits": answer.hits,
        "asked": asked,
        "scheme": scheme or "",
        "class_address": address,
        "json": "/api/v1/classes" + (f"?q={quote(asked)}" if asked else ""),
    }


def one(answer: ClassAnswer) -> dict[str, Any]:
    """What `class.html` shows of a symbol or of the top of a scheme."""
    return {
        "q": None,
        "c": answer,
        "dots": _DOTS * answer.dots,
        "warnings": [note for note in answer.notes if note.kind == "warning"],
        "headings": [note for note in answer.notes if note.kind == "heading"],
        "notes": [note for note in answer.notes if note.kind == "note"],
        "definition": [
            note for note in answer.notes if note.kind not in {"note", "warning", "heading"}
        ],
        "class_address": address,
        "json": "/api/v1" + address(answer.scheme, answer.symbol),
    }


def titles(
    service: Service, symbols: Mapping[str, Iterable[str]], lang: str
) -> dict[str, dict[str, str]]:
    """Scheme -> symbol -> the titles from its subclass down to it, where they are loaded."""
    found: dict[str, dict[str, str]] = {}
    for scheme, some in symbols.items():
        chains = service.classes.chains(cast("Scheme", scheme), some, lang)
        found[scheme] = {
            symbol: f"{symbol} — {_BETWEEN.join(part.title for part in chain)}"
            for symbol, chain in chains.items()
            if chain
        }
    return found


def facet_titles(service: Service, answer: SearchAnswer, lang: str) -> dict[str, dict[str, str]]:
    """Facet -> subclass -> its title, for the facets that count subclasses."""
    found = {}
    for facet, scheme in _FACETS.items():
        symbols = [value.value for value in (answer.facets or {}).get(facet, ())]
        known = service.classes.titles(scheme, symbols, lang)
        found[facet] = {symbol: one.title for symbol, one in known.items()}
    return found
