"""The page that tells where the values of one part of a publication come from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from msgspec import Struct

from parsers.places import Place
from search_api.addresses import address, spot_address, way
from search_api.service import Service

PER_PAGE = 40
_SNIPPET = 700
"""Bytes of the original that are shown of each place."""


class Shown(Struct, frozen=True):
    """A place, its address and parts in words, and what stands there in the original."""

    place: Place
    address: str
    way: str
    parts: tuple[str, ...]
    snippet: str


def _json(one: str, field: str) -> str:
    below = f"?{urlencode({'field': field})}" if field else ""
    return f"/api/v1/publications/{quote(one)}/where{below}"


def view(service: Service, one: str, field: str, start: int) -> dict[str, Any]:
    """Everything `where.html` shows: so many places from `start` on; raises PART_MISSING."""
    held = service.publications
    places = held.places(one, field)
    start = min(max(0, start), max(0, len(places) - 1)) // PER_PAGE * PER_PAGE
    some = places[start : start + PER_PAGE]
    snippets = held.snippets(one, some, _SNIPPET)
    shown: list[Shown] = []
    for place, snippet in zip(some, snippets, strict=True):
        same = bool(shown) and shown[-1].place.offset == place.offset
        parts = tuple(spot_address(spot) for spot in place.parts)
        made = Shown(place, address(place), way(place), parts, "" if same else snippet)
        shown.append(made)
    return {
        "id": one,
        "json": _json(one, field),
        "field": field,
        "part": field.partition(".")[0].partition("[")[0],
        "shown": shown,
        "count": len(places),
        "start": start,
        "before": start - PER_PAGE if start else None,
        "after": start + PER_PAGE if start + PER_PAGE < len(places) else None,
    }
