"""Bibliographic data of the USPTO's full text of 1976-2001."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from parsers.formats.aps_codes import decoded
from parsers.formats.aps_lines import Group
from parsers.formats.aps_numbers import serial
from parsers.formats.aps_parties import office
from parsers.formats.nodes import whole_number
from parsers.formats.refs import application_reference
from parsers.formats.us4_numbers import day
from parsers.formats.us_classes import Symbols
from parsers.formats.us_numbers import application, patent, related
from parsers.model import (
    Citation,
    Classification,
    Gap,
    LegalEvent,
    Reference,
    Related,
    Relation,
    Scheme,
    Term,
)

_RELATIONS: dict[str, Relation] = {"71": "continuation", "72": "continuation_in_part"}
_WORDS: dict[str, Relation] = {
    r"continuation[-\s]+in[-\s]+part": "continuation_in_part",
    r"continuation": "continuation",
    r"divisi(?:on|onal)": "division",
    r"substitut(?:e|ion)": "substitution",
    r"reissue": "reissue",
    r"provisional": "provisional",
}
_AROUND = 200


def own_application(patn: Group, *, design: bool) -> tuple[Reference | None, tuple[str, ...]]:
    """The application the patent was granted on; notes say what is wrong with its number."""
    raw, date = patn.value("APN"), patn.value("APD")
    if raw is None:
        return None, ()
    number, notes = serial(raw, "APN")
    series = patn.value("SRC")
    if series == "D" or (series is None and design and (date or "") >= "19921001"):
        series = "29"
    made = application(number, date, series=series)
    return made and replace(made, raw=raw), notes


def priorities(groups: Iterable[Group]) -> tuple[tuple[Reference, ...], tuple[Gap, ...]]:
    """Foreign priorities; those printed without a number can only be named as gaps."""
    found: list[Reference] = []
    gaps: list[Gap] = []
    for group in groups:
        if group.tag != "PRIR":
            continue
        code, date = group.value("CNT"), group.value("APD")
        made = application_reference(office(code), group.value("APN"), date)
        if made is not None:
            found.append(made)
        else:
            words = " ".join(word for word in (code, group.value("APN"), date) if word)
            gaps.append(Gap(part="priorities", reason="not_in_source", detail=words or None))
    return tuple(found), tuple(gaps)


def relations(groups: tuple[Group, ...]) -> tuple[tuple[Related, ...], tuple[str, ...]]:
    """Earlier applications and patents, those reissued, and the international application.

    A parent that has been granted is named twice, by its application and by its patent. Where the
    code of a relation is not known, the words of the related cases say what it is.
    """
    words = " ".join(
        text
        for group in groups
        if group.tag in {"PARN", "BSUM", "DETD"}
        for text in group.values("PAR", "PAL", "PA1")
    )
    found: list[Related] = []
    notes: list[str] = []
    for group in groups:
        if group.tag in {"RLAP", "REIS"}:
            relation: Relation | None = "reissue" if group.tag == "REIS" else None
            code = group.value("COD") or ""
            relation = relation or _RELATIONS.get(code) or _said(words, group)
            if relation is None:
                notes.append(f"the relation {code or 'without code'} to an earlier case is unknown")
            found += _parent(group, relation or "other")
        elif group.tag == "PCTA":
            found += _international(group)
    return tuple(found), tuple(notes)


def _parent(group: Group, relation: Relation) -> Iterator[Related]:
    raw = group.value("APN")
    if raw:
        bare = serial(raw, "APN", strict=False)[0]
        filed = application(bare, group.value("APD"), series=_series(relation))
        yield from related(relation, filed)
    if number := group.value("PNO"):
        yield from related(relation, patent(number, group.value("ISD")))


def _series(relation: Relation) -> str | None:
    return "60" if relation == "provisional" else None


def _said(words: str, group: Group) -> Relation | None:
    """The relation that the text names before the serial of the case, or before its patent."""
    for raw in (group.value("APN"), group.value("PNO")):
        digits = re.sub(r"\D", "", raw or "")
        if len(digits) < 6:
            continue
        pattern = (
            f"{digits[:-3]},?{digits[-3:]}"
            if len(digits) == 6
            else (f"{digits[0]},?{digits[1:4]},?{digits[4:]}")
        )
        if place := re.search(rf"(?<!\d){pattern}(?!\d)", words):
            before = words[max(place.start() - _AROUND, 0) : place.start()]
            return _last(before.rpartition(";")[2])
    return None


def _last(text: str) -> Relation | None:
    """The relation named last; `continuation` is part of `continuation-in-part`."""
    best: tuple[int, Relation] | None = None
    for pattern, relation in _WORDS.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if best is None or found.start() > best[0]:
                best = (found.start(), relation)
    return best[1] if best else None


def _international(group: Group) -> Iterator[Related]:
    if number := group.value("PCN"):
        yield from related("pct", application_reference("WO", number, group.value("PD3")))
    if number := group.value("PCP"):
        yield from related("pct", patent(number, group.value("PCD"), "WO"))


def classifications(
    groups: Iterable[Group], *, design: bool
) -> tuple[tuple[Classification, ...], list[str]]:
    """International classes (those of designs are Locarno's), then those of the US; and notes."""
    symbols = Symbols()
    scheme: Scheme = "locarno" if design else "ipc"
    for group in groups:
        if group.tag == "CLAS":
            international = [*group.columns("ICL")]
            symbols.add(scheme, international[:1], "first")
            symbols.add(scheme, international[1:], "later")
            symbols.add("uspc", group.columns("OCL"), "first")
            for tag in ("XCL", "UCL", "DCL"):
                symbols.add("uspc", group.columns(tag), "later")
    return symbols.found, symbols.notes


def citations(groups: Iterable[Group]) -> tuple[Citation, ...]:
    """Cited patents of the US and of others, then literature: who cited them is not said."""
    found: list[Citation] = []
    for group in groups:
        if group.tag in {"UREF", "FREF"}:
            code: str | None = "US" if group.tag == "UREF" else office(group.value("CNT"))
            document = patent(group.value("PNO"), group.value("ISD"), code) if code else None
            if document is not None:
                found.append(Citation(document=document))
            elif words := ", ".join(text for field in group.fields if (text := field.text)):
                found.append(Citation(text=words))
        elif group.tag == "OREF":
            texts = (decoded(text)[0] for text in group.values(*_PARAGRAPHS))
            found += (Citation(text=text) for text in texts if text)
    return tuple(found)


_PARAGRAPHS = ("PAL", "PAR", "PA0", "PA1", "PA2", "PA3", "PA4", "PA5")


def term(patn: Group) -> Term | None:
    """Years of a design, and a disclaimer of what comes after a date."""
    disclaimed, years = patn.value("DCD"), patn.value("TRM")
    made = Term(
        years=whole_number(years),
        disclaimer=f"Disclaimed after {day(disclaimed) or disclaimed}." if disclaimed else None,
        text=years if years and not years.isdecimal() else None,
    )
    return made if made != Term() else None


def national_phase(groups: Iterable[Group]) -> tuple[LegalEvent, ...]:
    """The days the requirements of 35 U.S.C. 371 and 102(e) were met, under their tags."""
    return tuple(
        LegalEvent(office="US", code=tag, date=date)
        for group in groups
        if group.tag == "PCTA"
        for tag in ("PD1", "PD2")
        if (date := day(group.value(tag)))
    )
