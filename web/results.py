"""The results page: the answer of the API, and the links that change what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parsers.model import Party
from search_api.answers import FacetValue, HitAnswer, SearchAnswer
from search_api.parameters import SearchParameters
from web.links import Address

PAGE_FACETS = ("office", "right", "year", "applicant", "ipc4", "cpc4", "language")
SIZES = (10, 20, 50, 100, 200)
_SHOWN = 10
"""Facet values listed before the rest is folded away."""

_BAR_WIDTH, _BAR_HEIGHT = 12, 64


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    facet: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year in the chart; `x`, `y`, `height` in the units of its view box."""

    year: str
    count: int
    chosen: bool
    x: int
    y: float
    height: float
    link: str


def parameters(here: Address, lang: str) -> SearchParameters:
    """What the address asks for, as the API's own parameters; unreadable sizes mean 20."""
    given = dict(here.parameters)
    size = given.get("size", "")
    return SearchParameters(
        q=given.get("q", ""),
        dialect=given.get("dialect", "auto"),
        sort=given.get("sort", "score"),
        size=int(size) if size.isascii() and size.isdecimal() and 0 < int(size[:4]) <= 200 else 20,
        cursor=given.get("cursor"),
        facets=PAGE_FACETS,
        filters=here.chosen(),
        lang=lang,
    )


def view(answer: SearchAnswer, asked: SearchParameters, here: Address) -> dict[str, Any]:
    """Everything the template `results.html` shows."""
    first = here.with_(cursor=None)
    facets = answer.facets or {}
    return {
        "q": asked.q,
        "answer": answer,
        "asked": asked,
        "sizes": SIZES,
        "chips": [
            Chip(facet, value, str(first.toggled(facet, value)))
            for facet, values in asked.filters.items()
            for value in values
        ],
        "facets": {name: values for name, values in facets.items() if name != "year" and values},
        "shown": _SHOWN,
        "top": {name: max((v.count for v in values), default=1) for name, values in facets.items()},
        "years": list(years(facets.get("year", ()), first)),
        "start": str(first),
        "next": str(here.with_(cursor=answer.cursor)) if answer.cursor else None,
        "hidden": hidden(here, {"sort", "size", "cursor"}),
        "kept": [pair for pair in hidden(here, {"cursor"}) if not pair[0].startswith("f.")],
        "json": str(here.to("/api/v1/search", {name for name, _ in here.parameters})),
        "applicants": {hit.id: owners(hit.parties) for hit in answer.hits},
        "classes": {hit.id: first_class(hit) for hit in answer.hits},
    }


def hidden(here: Address, without: Iterable[str]) -> list[tuple[str, str]]:
    """Parameters a form must carry along because it has no control for them."""
    left_out = set(without)
    return [pair for pair in here.parameters if pair[0] not in left_out]


def owners(parties: Iterable[Party]) -> list[str]:
    """Names of those who own or applied: owners where there are any."""
    held = list(parties)
    for role in ("assignee", "applicant", "inventor"):
        names = dict.fromkeys(party.name for party in held if party.role == role)
        if names:
            return list(names)
    return []


def first_class(hit: HitAnswer) -> str:
    """The main classification: the first IPC, else the first of any scheme."""
    main = sorted(hit.classifications, key=lambda c: (c.scheme != "ipc", c.position != "first"))
    return main[0].symbol if main else ""


def years(values: Iterable[FacetValue], here: Address) -> Iterable[Bar]:
    """Bars of equal width from the oldest year to the newest, empty years included."""
    counts = {value.value: value for value in values if value.value.isdecimal()}
    if not counts:
        return
    low, high = int(min(counts)), int(max(counts))
    low = max(low, high - 59)
    most = max(value.count for value in counts.values()) or 1
    for at, year in enumerate(map(str, range(low, high + 1))):
        found = counts.get(year)
        if found is None:
            continue
        height = max(2.0, round(found.count / most * _BAR_HEIGHT, 1))
        yield Bar(
            year=year,
            count=found.count,
            chosen=found.chosen,
            x=at * _BAR_WIDTH,
            y=_BAR_HEIGHT - height,
            height=height,
            link=str(here.toggled("year", year)),
        )
