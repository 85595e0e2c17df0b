"""Help where nothing was found: the diagnosis of the service, with the links that go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from search_api.answers import ClauseAnswer, NearAnswer, SearchAnswer
from web.links import FILTER, Address, refined


@dataclass(frozen=True, slots=True)
class Way:
    """A near query that finds something: what is given up, how much it finds, its address."""

    label: str
    text: str
    count: int
    link: str


def view(answer: SearchAnswer, lang: str, here: Address) -> dict[str, Any]:
    """What the template `results.html` shows instead of hits."""
    query = answer.query
    return {
        "reasons": [one.label_zh if lang == "zh" else one.label_en for one in query.killed_by],
        "ways": [_way(one, lang, here) for one in query.nearest],
        "alone": _counted(query.clauses) if len(query.clauses) > 1 else [],
    }


def _way(near: NearAnswer, lang: str, here: Address) -> Way:
    label = near.label_zh if lang == "zh" else near.label_en
    if near.filters is not None:
        here = _with_filters(here, near.filters)
    link = refined(near.text, here) if near.text else str(here)
    return Way(label, near.text, near.count, link)


def _with_filters(here: Address, filters: dict[str, tuple[str, ...]]) -> Address:
    kept = [pair for pair in here.parameters if not pair[0].startswith(FILTER)]
    chosen = [(FILTER + facet, value) for facet, values in filters.items() for value in values]
    return Address(here.path, [*kept, *chosen])


def _counted(clauses: Iterable[ClauseAnswer]) -> list[ClauseAnswer]:
    """The conditions whose counts are known, fewest first."""
    known = [one for one in clauses if one.count is not None]
    return sorted(known, key=lambda one: one.count or 0)
