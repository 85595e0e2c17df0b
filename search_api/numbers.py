"""Numbers in any spelling: their readings, and the publications held here that they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from indexer.engine import Engine, SearchRequest
from indexer.query import Keyword
from indexer.store import RecordStore
from parsers.numbers import Reading, query_forms, read_number
from search_api.answers import NumberHit, NumberReading, NumbersAnswer

MAX_LENGTH = 80
"""No number is longer, whatever is written around it."""

_FOUND = 20
_SHORT = 6
"""Bare digits of fewer places are words (years, quantities) rather than numbers."""

Role: TypeAlias = Literal["pn", "an"]


class Numbers:
    """Looks numbers up in the store and the engine."""

    def __init__(self, engine: Engine, store: RecordStore) -> None:
        self._engine = engine
        self._store = store

    def answer(self, text: str, lang: str = "en") -> NumbersAnswer:
        """Every reading, best first, with the publications it names here."""
        read = read_number(text[:MAX_LENGTH], lang)
        answered = tuple(_answered(one, self.found(one)) for one in read.readings)
        return NumbersAnswer(input=text, readings=answered, note=read.note)

    def found(self, reading: Reading) -> tuple[str, ...]:
        """Publications of that number, or of that application."""
        if reading.what == "publication" and reading.kind and self._held([reading.id]):
            return (reading.id,)
        field: Role = "pn" if reading.what == "publication" else "an"
        return self._search(field, query_forms(reading.id, field))

    def publications(self, text: str) -> tuple[str, ...]:
        """All publications a spelling may name, those of publication numbers first."""
        return self.named(text)[1]

    def named(self, text: str) -> tuple[Role, tuple[str, ...]]:
        """The field whose number the spelling is, and the publications held here that it names."""
        if self._held([text]):
            return "pn", (text,)
        readings = read_number(text[:MAX_LENGTH]).readings
        roles: tuple[Role, ...] = ("pn", "an")
        for role in roles:
            some = [r for r in readings if (r.what == "publication") == (role == "pn")]
            ids = tuple(dict.fromkeys(one for r in some for one in self.found(r)))
            if ids:
                return role, ids
        return "pn", ()

    def hit(self, text: str, lang: str = "en") -> tuple[Role, NumberHit] | None:
        """What to show above the hits when the whole query is a number; None when it is none."""
        plain = text.strip()
        if not plain or len(plain) > MAX_LENGTH or not any(c.isdigit() for c in plain):
            return None
        readings = read_number(plain, lang).readings
        if not readings or (plain.isdigit() and len(plain) < _SHORT):
            return None
        role, ids = self.named(plain)
        if not ids and len(readings) > 1 and not _named(plain):
            return None
        answered = tuple(_answered(r, ()) for r in readings)
        return role, NumberHit(readings=answered, id=ids[0] if ids else None, others=ids[1:])

    def _held(self, ids: Iterable[str]) -> list[str]:
        return list(self._store.json(ids))

    def _search(self, field: Role, forms: tuple[str, ...]) -> tuple[str, ...]:
        if not forms:
            return ()
        request = SearchRequest(query=Keyword(field, forms), size=_FOUND, sort="pd")
        return tuple(hit.id for hit in self._engine.search(request).hits)


def _named(text: str) -> bool:
    """Whether the spelling names its office or series, so that it is a number even if unknown."""
    return not text[0].isdigit()


def _answered(reading: Reading, found: tuple[str, ...]) -> NumberReading:
    return NumberReading(
        what=reading.what,
        office=reading.office,
        number=reading.number,
        kind=reading.kind,
        meaning=reading.meaning,
        date=reading.date,
        id=reading.id,
        docdb=reading.docdb,
        epodoc=reading.epodoc,
        original=reading.original,
        check_digit=reading.check_digit,
        notes=reading.notes,
        found=found,
    )
