"""The results page: the answer of the API, and the links that change what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from parsers.model import Party
from search_api.answers import FacetValue, HitAnswer, Note, SearchAnswer
from search_api.parameters import SearchParameters
from web.links import FILTER, WALK, Address, again, refined
from web.paging import pager
from web.render import marked

PAGE_FACETS = ("office", "right", "year", "applicant", "ipc4", "cpc4", "language")
SIZES = (10, 20, 50, 100, 200)
_SHOWN, _LISTED = 8, 20
"""Facet values listed at once, and listed at all; the chosen ones are listed in any case."""

_MARKED = 1_000
"""Characters of a query whose words are marked in a publication, written out by us."""

_COUNTED = 8_000
"""Characters of a query with facets: each of their hundred links would hold all of it."""

_BAR_WIDTH, _BAR_HEIGHT = 12.0, 64
_CHART_WIDTH = 224
_MOST_YEARS = 60
_CANONICAL_NOTES = {"OTHER_READING", "READ_AS_NUMBER"}


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    facet: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year in the chart, in CSS pixels; `slot` is the width a bar has with its gap."""

    year: str
    count: int
    chosen: bool
    x: float
    height: float
    slot: float
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
        facets=PAGE_FACETS if len(given.get("q", "")) <= _COUNTED else (),
        filters=here.chosen(),
        expand=tuple(given.get("expand", "").split(",")),
        lang=lang,
    )


def view(answer: SearchAnswer, asked: SearchParameters, here: Address) -> dict[str, Any]:
    """Everything the template `results.html` shows."""
    first = here.with_(cursor=None, back=None)
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
        "facets": {name: listed(found) for name, found in facets.items() if name != "year"},
        "counted": any(facets.values()),
        "shown": _SHOWN,
        "top": {name: max((v.count for v in values), default=1) for name, values in facets.items()},
        "years": years(facets.get("year", ()), first),
        "pager": pager(answer, asked.cursor, here),
        "hidden": hidden(here, {"sort", "size", *WALK}),
        "kept": [pair for pair in hidden(here, WALK) if not pair[0].startswith(FILTER)],
        "refined": lambda query: refined(query, first),
        "noted": lambda note: noted(note, answer.query.dialect, first),
        "wider": None if here.has("expand") else str(first.with_(expand="*")),
        "plain": str(first.with_(expand=None)),
        "marks": answer.query.understood
        if here.has("expand") and len(answer.query.understood) <= _MARKED
        else asked.q,
        "respelt": lambda query: str(first.with_(q=query)),
        "json": twin(here),
        "form": str(here.to("/form", ("q", "dialect", "lang"))),
        "translated_link": str(here.to("/translate", ("q", "dialect", "lang"))),
        "titles": {hit.id: headings(hit, asked.lang) for hit in answer.hits},
        "applicants": {hit.id: owners(hit.parties) for hit in answer.hits},
        "classes": {hit.id: first_class(hit) for hit in answer.hits},
    }


def noted(note: Note, dialect: str, here: Address) -> str:
    """The address of what a note suggests; other readings are canonical, the rest as typed."""
    suggestion = note.suggestion or ""
    if note.code in _CANONICAL_NOTES:
        return refined(suggestion, here)
    return again(suggestion, dialect, here)


def twin(here: Address) -> str:
    """The address of the same answer as JSON."""
    known = {"q", "dialect", "sort", "size", "cursor", "lang", "expand"}
    kept = {name for name, _ in here.parameters if name in known or name.startswith(FILTER)}
    return str(here.to("/api/v1/search", kept))


def hidden(here: Address, without: Iterable[str]) -> list[tuple[str, str]]:
    """Parameters a form must carry along because it has no control for them."""
    left_out = set(without)
    return [pair for pair in here.parameters if pair[0] not in left_out]


def listed(values: Sequence[FacetValue]) -> list[FacetValue]:
    """The most frequent values and the chosen ones, chosen ones first."""
    kept = [value for at, value in enumerate(values) if at < _LISTED or value.chosen]
    return sorted(kept, key=lambda value: not value.chosen)


def headings(hit: HitAnswer, lang: str) -> list[tuple[Markup, str]]:
    """The title as published, then one other: in the reader's language where there is one.

    Each is marked text and its language.
    """
    spans = dict(enumerate(hit.title_spans))
    order = sorted(
        enumerate(hit.title),
        key=lambda pair: (pair[1].lang != hit.language, pair[1].lang != lang, pair[0]),
    )
    return [(marked(text.text, spans.get(at, ())), text.lang) for at, text in order[:2]]


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


def years(values: Iterable[FacetValue], here: Address) -> list[Bar]:
    """Bars of equal width from the oldest year to the newest; empty years leave their place."""
    counts = {value.value: value for value in values if value.value.isdecimal()}
    if not counts:
        return []
    high = int(max(counts))
    low = max(int(min(counts)), high - _MOST_YEARS + 1)
    most = max(value.count for value in counts.values()) or 1
    slot = round(min(_BAR_WIDTH, _CHART_WIDTH / (high - low + 1)), 2)
    return [
        Bar(
            year=year,
            count=found.count,
            chosen=found.chosen,
            x=round(at * slot, 2),
            height=max(2.0, round(found.count / most * _BAR_HEIGHT, 1)),
            slot=slot,
            link=str(here.toggled("year", year)),
        )
        for at, year in enumerate(map(str, range(low, high + 1)))
        if (found := counts.get(year))
    ]
