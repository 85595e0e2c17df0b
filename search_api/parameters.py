"""What can be asked in one search, checked and resolved: one shape for API, pages and command."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from indexer.engine import FacetFilter
from indexer.fields import FACETS, SORTS
from parsers.names import facet_name
from search_api.errors import QueryError
from search_api.thesaurus.forms import KINDS

MAX_SIZE = 200
SCORE = "score"

HIT_PARTS: tuple[str, ...] = (
    "score", "office", "number", "kind", "date", "right", "stage", "language", "family", "title",
    "abstract", "parties", "classifications", "application", "snippets",
)  # fmt: skip
"""What `fields` can select; the id is always there."""

DEFAULT_PARTS: tuple[str, ...] = tuple(part for part in HIT_PARTS if part != "abstract")


class SearchParameters(Struct, frozen=True, kw_only=True):
    """One search as asked for; everything but `q` may be left out.

    `sort` is `score`, or `pd`, `ad`, `prd`, `pn` ascending, with `-` in front descending.
    `filters` maps facets to chosen values: any of the values, and all of the facets. `fields`
    and `facets` name parts of a hit and facets to count; `*` means all of them. `expand` names
    what is searched beside the words: `synonyms`, `abbreviations`.
    """

    q: str
    dialect: str = "auto"
    sort: str = SCORE
    size: int = 20
    cursor: str | None = None
    fields: tuple[str, ...] | None = None
    facets: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = {}
    highlight: bool = True
    explain: bool = False
    lang: str = "en"
    expand: tuple[str, ...] = ()
    collapse: str = "none"


def sort_of(text: str) -> tuple[str, bool]:
    """Sort key and whether it descends; relevance always does. Raises QUERY_UNKNOWN_SORT."""
    name, _, direction = text.strip().lower().partition(":")
    descending = name.startswith("-") or direction == "desc"
    name = name.lstrip("+- ")
    if name == SCORE and direction in {"", "desc"}:
        return SCORE, True
    if name not in SORTS or direction not in {"", "asc", "desc"}:
        sorts = ", ".join((SCORE, *SORTS))
        raise QueryError("unknown_sort", name=text[:40], sorts=sorts)
    return name, descending


def filters_of(chosen: Mapping[str, tuple[str, ...]]) -> tuple[FacetFilter, ...]:
    """Filters for the engine, in a fixed order so that equal requests are equal."""
    for name in chosen:
        _check_facet(name)
    return tuple(
        FacetFilter(name, tuple(sorted({_counted(name, value) for value in values})))
        for name, values in sorted(chosen.items())
        if values
    )


def _counted(facet: str, value: str) -> str:
    """The value as the facet has it: any spelling of a name chooses the one it is counted under."""
    return facet_name(value) if facet == "applicant" else value


def facets_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Facets to count; `*` or `all` means every one."""
    wanted = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if {"*", "all"} & set(wanted):
        return tuple(FACETS)
    for name in wanted:
        _check_facet(name)
    return wanted


def parts_of(names: tuple[str, ...] | None) -> frozenset[str]:
    """Parts of a hit to answer with."""
    if names is None:
        return frozenset(DEFAULT_PARTS)
    wanted = {name.strip() for name in names if name.strip()}
    if {"*", "all"} & wanted:
        return frozenset(HIT_PARTS)
    for name in sorted(wanted - {"id"}):
        if name not in HIT_PARTS:
            raise QueryError("unknown_hit_field", name=name[:40], parts=", ".join(HIT_PARTS))
    return frozenset(wanted)


def expand_of(names: tuple[str, ...]) -> frozenset[str]:
    """Kinds of forms to search as well; `*` or `all` means every one."""
    wanted = {name.strip().lower() for name in names if name.strip()}
    if {"*", "all"} & wanted:
        return frozenset(KINDS)
    for name in sorted(wanted - set(KINDS)):
        raise QueryError("unknown_expand", name=name[:40], kinds=", ".join(KINDS))
    return frozenset(wanted)


def _check_facet(name: str) -> None:
    if name not in FACETS:
        raise QueryError("unknown_facet", name=name[:40], facets=", ".join(FACETS))
