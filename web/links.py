"""Addresses of pages: the whole state of a page is in its URL, and this is its one writer."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from search_api.language.dialects import detect

FILTER = "f."
"""Prefix of the parameters that choose facet values: `f.office=CN&f.office=US`."""

CANONICAL = "canonical"

WALK = ("cursor", "back")
"""Parameters that say how far the reader has gone; another question starts without them."""


class Address:
    """A path with its parameters in order; immutable, every method gives a new one."""

    def __init__(self, path: str, parameters: Iterable[tuple[str, str]] = ()) -> None:
        self.path = path
        self.parameters = tuple((name, value) for name, value in parameters if value)

    @classmethod
    def of(cls, path: str, parameters: QueryParams) -> Address:
        """The address asked for. Only the path and parameters are taken, never the host."""
        return cls(path, parameters.multi_items())

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.parameters)}" if self.parameters else self.path

    def has(self, name: str) -> bool:
        return any(name == known for known, _ in self.parameters)

    def with_(self, **values: str | int | None) -> Address:
        """With these parameters set (None: left out), all others kept."""
        kept = [pair for pair in self.parameters if pair[0] not in values]
        new = [(name, str(value)) for name, value in values.items() if value is not None]
        return Address(self.path, [*kept, *new])

    def to(self, path: str, keep: Iterable[str] = ("lang",)) -> Address:
        """Another page, keeping only these parameters."""
        names = set(keep)
        return Address(path, [pair for pair in self.parameters if pair[0] in names])

    def toggled(self, facet: str, value: str) -> Address:
        """With a facet value chosen or no longer chosen, from the first page."""
        pair = (FILTER + facet, value)
        kept = [p for p in self.parameters if p[0] not in WALK and p != pair]
        return Address(self.path, kept if pair in self.parameters else [*kept, pair])

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Facet -> chosen values, in the order of the URL."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.parameters:
            if name.startswith(FILTER):
                facet = name.removeprefix(FILTER)
                found[facet] = (*found.get(facet, ()), value)
        return found


_ALONG = 2_000
"""Characters of a query that goes along to a publication, for its words to be marked there."""


def search_for(query: str, base: Address, **more: str) -> str:
    """The address of a new search, in the language of the page it is linked from."""
    return str(base.to("/search").with_(q=query, **more))


def refined(query: str, here: Address) -> str:
    """The address of a changed canonical query under the same filters, order and size.

    As canonical text says which synonyms it searches, none are asked for.
    """
    return again(query, CANONICAL, here.with_(expand=None))


def again(query: str, dialect: str, here: Address) -> str:
    """The same for a query of a dialect, named only where the text would be taken for another."""
    plain = detect(query).dialect.name == dialect
    return str(here.with_(q=query, dialect=None if plain else dialect, cursor=None, back=None))


def publication(one: str, base: Address, query: str | None = None, fragment: str = "") -> str:
    """The address of a publication, with the query whose words it shall mark."""
    along = query if query and len(query) <= _ALONG else None
    address = base.to(f"/publications/{quote(one, safe='')}").with_(q=along)
    return f"{address}{'#' + quote(fragment, safe='') if fragment else ''}"


def claim_anchor(number: int, lang: str, own: str) -> str:
    """The permalink of a claim; only languages other than the publication's own are named."""
    return f"claim-{number}" if lang == own else f"claim-{lang}-{number}"


def spaced(office: str, number: str, kind: str | None) -> str:
    """A number as people read it, its parts on one line: `CN 101259616 A`, `WO 2010/123456 A1`."""
    if office == "WO" and len(number) == 10:
        number = f"{number[:4]}/{number[4:]}"
    return "\N{NO-BREAK SPACE}".join(filter(None, (office, number, kind)))


def field_query(field: str, value: str) -> str:
    """A query for exactly this value of a field."""
    plain = value.replace('"', " ").strip()
    return f"{field}:{plain}" if plain.isalnum() and plain.isascii() else f'{field}:"{plain}"'
