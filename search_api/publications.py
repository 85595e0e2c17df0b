"""One publication by any spelling of its number, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from indexer.engine import Engine, SearchRequest
from indexer.query import Keyword
from indexer.store import RecordStore
from indexer.tracing import places
from parsers.family import computed_family
from parsers.model import OtherSource, Publication, Source
from parsers.numbers import query_forms, read_number
from parsers.places import Place
from search_api.drawings import read_drawing
from search_api.errors import QueryError
from search_api.gate import Gate
from search_api.hits import brief
from search_api.missing import missing
from search_api.numbers import MAX_LENGTH, Numbers
from search_api.sources import EventAnswer, SourceAnswer, events, sources

_RELATIVES = 100
_LONGEST_FIELD = 100
_TRACING = (2, 8, 20.0)
"""Processes that trace at a time, requests in line for one, and the seconds they wait."""


@dataclass(frozen=True, slots=True)
class Found:
    """A publication that was asked for; `redirect`: its address is another than was used."""

    id: str
    redirect: bool


class Publications:
    """Lookups in the store, and in the engine for what refers to a publication."""

    def __init__(self, engine: Engine, store: RecordStore, numbers: Numbers) -> None:
        self._engine = engine
        self._store = store
        self._numbers = numbers
        self._tracing = Gate(*_TRACING)

    def find(self, text: str) -> Found:
        """The one publication a spelling names.

        Raises PUBLICATION_UNKNOWN, PUBLICATION_REMOVED, NUMBER_AMBIGUOUS or QUERY_BAD_NUMBER.
        """
        if text in self._store.json([text]):
            return Found(text, redirect=False)
        self._check_removed(text)
        ids = self._numbers.publications(text) if len(text) <= MAX_LENGTH else ()
        if len(ids) == 1:
            return Found(ids[0], redirect=True)
        if ids:
            raise QueryError("number_ambiguous", value=text, ids=", ".join(ids), found=ids)
        readings = read_number(text[:MAX_LENGTH]).readings
        for reading in readings:
            self._check_removed(reading.id)
        if not readings:
            raise QueryError("number_unreadable", value=text[:MAX_LENGTH])
        read = ", ".join(r.original or r.id for r in readings[:5])
        raise QueryError("publication_unknown", value=text, readings=read)

    def _check_removed(self, one: str) -> None:
        if gone := self._store.tombstone(one):
            raise QueryError("publication_removed", id=one, reason=gone.reason)

    def get(self, one: str) -> Publication:
        """By canonical id; raises PUBLICATION_UNKNOWN."""
        found = self._store.get([one]).get(one)
        if found is None:
            raise QueryError("publication_unknown", value=one, readings=one)
        return found

    def json(self, one: str) -> bytes:
        """The JSON of a publication by canonical id; raises PUBLICATION_UNKNOWN."""
        found = self._store.json([one]).get(one)
        if found is None:
            raise QueryError("publication_unknown", value=one, readings=one)
        return found

    def original(self, one: str) -> tuple[bytes, str]:
        """The bytes the office sent and their media type; raises PART_MISSING."""
        data = self._store.original(one)
        if data is None:
            raise missing(one, "original", "not_archived")
        return data, "application/pdf" if data.startswith(b"%PDF") else "application/xml"

    def pdf(self, one: str) -> bytes:
        """The office's own PDF; raises PART_MISSING where no source is a PDF."""
        held = self.get(one)
        every: tuple[Source | OtherSource, ...] = (held.source, *held.sources)
        found = [source.sha256 for source in every if source.format == "pdf"]
        originals = self._store.originals(one)
        for digest in found:
            if digest in originals:
                return originals[digest]
        raise missing(one, "pdf", "not_archived" if found else "source_not_pdf")

    def records(self, held: Publication) -> list[Publication]:
        """Each source's own record of a publication."""
        return self._store.records(held.id) if held.sources else [held]

    def places(self, one: str, field: str = "") -> list[Place]:
        """Where the values of a publication, or of one part of it, come from.

        Raises PART_MISSING for what it has not, or whose bytes are not archived.
        """
        held = self.get(one)
        with self._tracing.enter():
            found = places(self._store, held, field[:_LONGEST_FIELD])
        if found:
            return found
        if self._store.originals(one):
            raise QueryError("value_missing", id=one, field=field[:_LONGEST_FIELD])
        raise missing(one, "original", "not_archived")

    def snippets(self, one: str, places: Iterable[Place], size: int) -> list[str]:
        """What stands in the original at each place, at most so many bytes of it."""
        originals = self._store.originals(one)
        return [_snippet(originals.get(place.sha256, b""), place, size) for place in places]

    def sources(self, held: Publication) -> list[SourceAnswer]:
        """Its sources, the primary one first, each with its record and what differs in it."""
        return sources(held, self.records(held))

    def events(self, held: Publication) -> list[EventAnswer]:
        """Events of its sources and of notices about it, by date; empty if there are none."""
        return events(held, self.records(held), self._store.notices(held.id))

    def drawing(self, one: str, name: str) -> tuple[bytes, str]:
        """A drawing by its number or position (1-based) and its media type; PART_MISSING."""
        return read_drawing(self.get(one), name)

    def citing(self, one: str) -> tuple[str, ...]:
        """Publications held here whose lists name this one (at most 100)."""
        return self._related(Keyword("ct", query_forms(one, "ct")), one)

    def family(self, publication: Publication) -> tuple[str, ...]:
        """Other publications held here of the same family (at most 100).

        The source's family and the one computed from priorities both count: sources that name no
        family must meet those that do.
        """
        names = dict.fromkeys((publication.family, computed_family(publication)))
        values = tuple(name for name in names if name)
        return self._related(Keyword("fam", values), publication.id)

    def _related(self, query: Keyword, one: str) -> tuple[str, ...]:
        if not query.values:
            return ()
        request = SearchRequest(query=query, size=_RELATIVES, sort="pd", descending=False)
        return tuple(h.id for h in self._engine.search(request).hits if h.id != one)

    def briefly(self, ids: tuple[str, ...]) -> list[dict[str, Any]]:
        """What a list shows of each publication: id, title, date, office, kind, language."""
        names = ("id", "office", "kind", "date", "language", "title")
        return [
            {n: msgspec.to_builtins(v) for n in names if (v := getattr(p, n))}
            for p in map(brief, self._store.json(ids).values())
        ]


def _snippet(data: bytes, place: Place, size: int) -> str:
    """The bytes as text; a PDF has none that could be read."""
    if data.startswith(b"%PDF"):
        return ""
    start = place.offset - place.record
    shown = data[start : start + min(place.length, size)]
    return shown.decode("utf-8", "replace") + (" …" if place.length > size else "")


def part(publication: Publication, name: str) -> dict[str, Any]:
    """`{id, <part>}` of claims, description or drawings; raises PART_MISSING."""
    value = _PARTS[name](publication)
    if not value:
        raise missing(publication.id, name, why(publication, name))
    return {"id": publication.id, name: msgspec.to_builtins(value)}


_PARTS: dict[str, Callable[[Publication], Any]] = {
    "claims": lambda p: p.claims,
    "description": lambda p: p.description,
    "drawings": lambda p: p.drawings,
}


def why(publication: Publication, name: str) -> str:
    """The code of why a part is missing, as far as the record tells (`REASONS`)."""
    for gap in publication.gaps:
        if gap.part == name:
            return gap.reason
    return "not_in_source"
