"""What each source says of a publication: its own record, and where it differs; and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from indexer.merging_lists import apart, told_once
from parsers.model import LegalEvent, Notice, OtherSource, Publication, Reference, Source

_LONGEST = 200
"""Characters shown of a value; the whole is in the record."""

_TEXTS = ("title", "abstract", "claims", "description")
_UNITED = ("classifications", "citations", "events", "related")
_ELSE = (
    "parties",
    "drawings",
    "family_basis",
    "withdrawn",
    "needs_ocr",
    "gaps",
    "source",
    "sources",
)
_VALUES = tuple(
    name for name in Publication.__struct_fields__ if name not in {*_TEXTS, *_UNITED, *_ELSE}
)
"""Parts that are compared as they are."""


class Difference(Struct, frozen=True, kw_only=True):
    """One part a source has otherwise than it is shown (`title.en`, `parties.inventor`).

    `held` is what the publication says, `here` what this source does: of texts the first place
    that differs, of united lists only the entries that the publication does not have.
    """

    field: str
    held: str
    here: str


class SourceAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One source of a publication: its whole record, which parts came from it, what differs.

    The first one is the primary source: every part no other source gave came from it.
    """

    source: Source
    primary: bool = False
    withdrawn: bool = False
    fields: tuple[str, ...] = ()
    differs: tuple[Difference, ...] = ()
    record: Any = None


class EventAnswer(Struct, frozen=True, kw_only=True):
    """One legal event and the source that told it."""

    event: LegalEvent
    source: Source


def sources(held: Publication, records: Iterable[Publication]) -> list[SourceAnswer]:
    """The sources of a publication, the primary one first, then the most preferred."""
    others = {_place(source): source.fields for source in held.sources}
    preferred = [_place(held.source), *others]
    answers = [
        SourceAnswer(
            source=one.source,
            primary=one.source == held.source,
            withdrawn=one.withdrawn,
            fields=others.get(_place(one.source), ()),
            differs=() if one.withdrawn else tuple(differences(held, one)),
            record=one,
        )
        for one in records
    ]
    return sorted(answers, key=lambda answer: preferred.index(_place(answer.source)))


def _place(source: Source | OtherSource) -> tuple[str, str | None, int, str]:
    return source.file, source.member, source.offset, source.sha256


def differences(held: Publication, here: Publication) -> Iterator[Difference]:
    """Parts that one record has, and has otherwise than the publication made of all of them."""
    for name in _TEXTS:
        yield from _texts(name, getattr(held, name), getattr(here, name))
    for name in _VALUES:
        mine, its = getattr(held, name), getattr(here, name)
        said = its and not (name == "family" and here.family_basis) and its != "xx"
        if said and _line(mine) != _line(its):
            yield Difference(field=name, held=_shown(mine), here=_shown(its))
    yield from _parties(held, here)
    for name in _UNITED:
        yield from _entries(name, getattr(held, name), getattr(here, name))
    if here.drawings and len(here.drawings) != len(held.drawings):
        counts = str(len(held.drawings)), str(len(here.drawings))
        yield Difference(field="drawings", held=counts[0], here=counts[1])


def _texts(name: str, held: Iterable[Any], here: Iterable[Any]) -> Iterator[Difference]:
    mine = _grouped(held, lambda text: text.lang)
    for lang, texts in _grouped(here, lambda text: text.lang).items():
        before = [text.text for text in mine.get(lang, ())]
        after = [text.text for text in texts]
        at = next(
            (n for n, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1), None
        )
        if at is None and len(before) == len(after):
            continue
        at = min(len(before), len(after)) if at is None else at
        yield Difference(
            field=f"{name}.{lang}", held=_shown(before[at:][:1]), here=_shown(after[at:][:1])
        )


def _parties(held: Publication, here: Publication) -> Iterator[Difference]:
    mine = _grouped(held.parties, lambda party: party.role)
    for role, people in _grouped(here.parties, lambda party: party.role).items():
        before, after = _shown(mine.get(role, ())), _shown(people)
        if before != after:
            yield Difference(field=f"parties.{role}", held=before, here=after)


def _entries(name: str, held: Iterable[Any], here: Iterable[Any]) -> Iterator[Difference]:
    other = apart(name, held, here)
    for part, entries in _grouped(other, lambda one: getattr(one, "scheme", "")).items():
        field = f"{name}.{part}" if part else name
        yield Difference(field=field, held="", here=_shown(entries))


def _grouped(entries: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return found


def _shown(value: Any) -> str:
    """A value in a line, cut where it is long."""
    text = _line(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _line(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(dict.fromkeys(map(_shown_one, value)))
    return _shown_one(value)


def _shown_one(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case Reference():
            number = f"{value.office} {value.number} {value.kind or ''}".rstrip()
            return f"{number} ({value.date})" if value.date else number
    for name in ("symbol", "name", "document", "text"):
        if shown := getattr(value, name, None):
            return _shown_one(shown)
    return " ".join(str(v) for v in msgspec.to_builtins(value).values() if isinstance(v, str))


def events(
    held: Publication, records: Iterable[Publication], notices: Iterable[Notice]
) -> list[EventAnswer]:
    """Every event of a publication by date, each told once, with the source that told it."""
    by_source = [(record.events, record.source) for record in records]
    own = [(event, _teller(event, by_source, held.source)) for event in held.events]
    told = [(event, notice.source) for notice in notices for event in notice.events]
    answers = [EventAnswer(event=event, source=source) for event, source in told_once(own, told)]
    return sorted(answers, key=lambda answer: answer.event.date)


def _teller(
    event: LegalEvent, records: list[tuple[tuple[LegalEvent, ...], Source]], otherwise: Source
) -> Source:
    return next((source for known, source in records if event in known), otherwise)
