"""One publication of the records several sources have of it.

A source is a format and what it holds of a publication (`source_key`): of two records of one
source the newer replaces the older (`documents.order`), records of different sources are merged.
The result depends on the set of records alone, not on their order.

The rule:

1. Records are preferred by what they are (`Level`): the office's own full text as data, other full
   text, the office's own bibliographic data, bibliographic exchange (DOCDB, OPS), lists, PDF with
   a text layer, recognised pages; of one level, the newer (`documents.order`) is preferred. The
   most preferred is the *primary* one: identity, right, stage and `source` are its own.
2. If the newest of all records is a withdrawal, the publication is withdrawn. Older withdrawals
   are overruled and give nothing.
3. Single values and whole lists come from the most preferred record that has them: date,
   application, priorities, designated states, sets of claims, drawings, and whatever no other rule
   is for. Of the same date or application the fuller wins: one with everything the other says, and
   more.
4. Texts come per language: each language of title, abstract, claims and description whole from the
   most preferred record that has it, the office's words before machine translation and recognised
   text. Languages that only others have are added: an original and its translation stand side by
   side. The language of the publication is that of the most preferred record with a full text.
5. Parties come per group (owners; inventors; agents and agencies; examiners) from the most
   preferred record that has the group: two sources write one person in two ways.
6. Classifications are united by scheme and symbol, the fuller entry winning; the first symbol of a
   scheme is that of the most preferred record. Combination sets come whole from one record.
7. Cited documents are united by number, literature comes from one record (its wording differs).
   Events and related documents are united without doubles.
8. The family is that of the exchange (DOCDB) where it names one, else of the most preferred record;
   a computed one is computed again from the merged priorities.
9. A gap that another record fills is gone; one stays where the part is still empty, or where the
   record that gave the part says that something of it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any, TypeAlias

from msgspec.structs import replace

from indexer.documents import order
from indexer.merging_lists import best, fuller, united
from indexer.merging_lists import texts as merged_texts
from parsers import formats
from parsers.family import with_family
from parsers.model import Gap, OtherSource, Publication

Given: TypeAlias = dict[str, set[int]]
"""Part of the publication -> which records, by preference, gave it."""

_PDF = "pdf"
_LISTS = frozenset({"lists", "csv"})
_EXCHANGE = frozenset({"docdb", "ops"})
_STANDARD = frozenset({"cn96", "wo96"})
"""ST.96 carries publications of any office: its own, unless it is a translation."""
_UNKNOWN = "xx"
"""The language of a record that tells none."""
_PIECEMEAL = frozenset({"ops", "cnfile"})
"""Formats that give a publication in pieces: an answer or a file for each part."""

_TEXTS = ("title", "abstract", "claims", "description")
_UNITED = ("parties", "classifications", "citations", "events", "related")
_BY_RULE = ("language", "date", "application", "family", "family_basis", "needs_ocr", "gaps")
_IDENTITY = ("id", "office", "number", "kind", "right", "stage", "withdrawn", "source", "sources")
_WHOLE = tuple(
    name
    for name in Publication.__struct_fields__
    if name not in {*_TEXTS, *_UNITED, *_BY_RULE, *_IDENTITY}
)
"""Parts that come whole from one record: every one that no other rule is for."""
_LINKS = ("application", "priorities", "family", "related", "citations", "classifications")
_BIBLIOGRAPHIC = ("title", "parties", "withdrawn", *_LINKS)
_PIECES = ("claims", "claim_sets", "description", "abstract", "drawings", "events")


class Level(IntEnum):
    """What a record is, most preferred first."""

    OWN_TEXT = 0
    TEXT = 1
    OWN_DATA = 2
    EXCHANGE = 3
    LIST = 4
    PDF = 5
    OCR = 6


def source_key(publication: Publication) -> str:
    """The source of a record: `us4`; `cn96>zh` for a translation; `ops#claims:de` for a piece.

    A piece has no bibliographic data, or is of a format that comes in pieces: one with claims only
    does not replace one with the parties. A translation has no text in the publication's language.
    """
    name = publication.source.format
    pieces = not any(getattr(publication, part) for part in _BIBLIOGRAPHIC)
    if pieces or name in _PIECEMEAL:
        return f"{name}#{_piece(publication)}"
    if name in _EXCHANGE:
        return name
    languages = sorted(_languages(publication))
    if not languages or publication.language in languages:
        return name
    return f"{name}>{','.join(languages)}"


def _piece(publication: Publication) -> str:
    if publication.parties or publication.withdrawn:
        return "biblio"
    parts = [part for part in _PIECES if getattr(publication, part)]
    if parts:
        return f"{'+'.join(parts)}:{','.join(sorted(_languages(publication)))}"
    if publication.title:
        return "title"
    return "links" if any(getattr(publication, part) for part in _LINKS) else ""


def _languages(p: Publication) -> set[str]:
    """Languages of the texts; of the description, where title, abstract and claims are missing."""
    found = {text.lang for part in (p.title, p.abstract, p.claims) for text in part}
    return found or {segment.lang for segment in p.description}


def level(publication: Publication) -> Level:
    """What kind of record it is."""
    name = publication.source.format
    if name == _PDF:
        origins = {one.origin for one in publication.claims}
        origins |= {one.origin for one in publication.description}
        read = publication.needs_ocr or "ocr" in origins
        return Level.OCR if read else Level.PDF
    if name in _LISTS:
        return Level.LIST
    own = _own(publication)
    if publication.claims or publication.description:
        return Level.OWN_TEXT if own else Level.TEXT
    return Level.OWN_DATA if own else Level.EXCHANGE


def _own(publication: Publication) -> bool:
    name = publication.source.format
    if name in _STANDARD:
        return ">" not in source_key(publication)
    return name in formats.NAMES and publication.office in formats.load(name).OFFICES


def ranked(records: Iterable[Publication]) -> list[Publication]:
    """Records of one publication, the most preferred first."""
    return sorted(records, key=lambda one: (level(one), -order(one), source_key(one)))


def merge(records: Iterable[Publication]) -> Publication:
    """The publication that records of one id from different sources make; one is itself."""
    every = ranked(records)
    if len(every) == 1:
        return every[0]
    newest = max(every, key=lambda one: (order(one), source_key(one)))
    if newest.withdrawn:
        return replace(newest, sources=tuple(_others(newest, every, {})))
    live = [one for one in every if not one.withdrawn]
    given: Given = {}
    values = {**_single(live, given), **_listed(live, given)}
    for part in _TEXTS:
        values[part] = merged_texts(live, part, given)
    made = replace(live[0], **values)
    made = replace(
        made,
        needs_ocr=any(one.needs_ocr for one in live) and not (made.claims or made.description),
        gaps=tuple(_gaps(made, live, given)),
        sources=tuple(_others(live[0], every, _by_record(live, given))),
    )
    return made if made.family else with_family(made)


def _single(live: list[Publication], given: Given) -> dict[str, Any]:
    read = [one for one in live if one.claims or one.description]
    told = [one.language for one in (*read, *live) if one.language != _UNKNOWN]
    values: dict[str, Any] = {"language": told[0] if told else _UNKNOWN}
    values["date"] = fuller(live, "date", given)
    values["application"] = fuller(live, "application", given)
    for part in _WHOLE:
        values[part] = best(live, part, given)
    values |= _family(live, given)
    return values


def _family(live: list[Publication], given: Given) -> dict[str, Any]:
    named = [at for at, one in enumerate(live) if one.family and one.family_basis is None]
    exchanged = [at for at in named if live[at].source.format in _EXCHANGE]
    for at in (*exchanged, *named):
        given["family"] = {at}
        return {"family": live[at].family, "family_basis": None}
    return {"family": None, "family_basis": None}


def _listed(live: list[Publication], given: Given) -> dict[str, Any]:
    return {part: united(live, part, given) for part in _UNITED}


_FILLABLE = (*_TEXTS, "drawings", "parties", "priorities", "citations", "inventors")


def _gaps(made: Publication, live: list[Publication], given: Given) -> Iterator[Gap]:
    told: set[str] = set()
    for at, record in enumerate(live):
        here = [gap for gap in record.gaps if gap.part not in told and _stays(gap, made, at, given)]
        yield from here
        told |= {gap.part for gap in here}


def _stays(gap: Gap, made: Publication, at: int, given: Given) -> bool:
    if gap.part not in _FILLABLE:
        return at == 0 or at in _gave("claims", given) | _gave("description", given)
    if gap.part == "inventors":
        return not any(party.role == "inventor" for party in made.parties)
    return not getattr(made, gap.part) or at in _gave(gap.part, given)


def _gave(part: str, given: Given) -> set[int]:
    found = (records for name, records in given.items() if name.partition(".")[0] == part)
    return set().union(*found)


def _by_record(live: list[Publication], given: Given) -> dict[str, tuple[str, ...]]:
    """Key of a source -> the parts it gave."""
    return {
        source_key(one): tuple(name for name, records in given.items() if at in records)
        for at, one in enumerate(live)
    }


def _others(
    primary: Publication, every: list[Publication], fields: dict[str, tuple[str, ...]]
) -> Iterator[OtherSource]:
    for one in every:
        if one is primary:
            continue
        source = one.source
        yield OtherSource(
            format=source.format,
            version=source.version,
            file=source.file,
            member=source.member,
            offset=source.offset,
            length=source.length,
            sha256=source.sha256,
            repaired=source.repaired,
            notes=source.notes,
            produced=source.produced,
            withdrawn=one.withdrawn,
            fields=fields.get(source_key(one), ()),
        )
