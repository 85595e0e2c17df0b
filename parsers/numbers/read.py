"""Every reading of a number in any spelling, best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from parsers.kinds import known_kinds, meaning
from parsers.numbers import st13, wo
from parsers.numbers.canonical import stand_in
from parsers.numbers.model import Form, Forms, Found, Note, Office, Reading, Spelling, What, form
from parsers.numbers.notes import words
from parsers.numbers.offices import BY_CODE, WITHOUT_NAME
from parsers.numbers.text import spellings

_LAST_YEAR = 2040


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The readings of one input; `note` says which forms were tried when there are none."""

    input: str
    readings: tuple[Reading, ...]
    note: str | None = None


def readings(text: str, lang: str = "en") -> list[Reading]:
    """All readings, best first; empty when no known form fits. Notes are in `lang`, zh or en."""
    return list(read_number(text, lang).readings)


class Ranked(NamedTuple):
    """One reading before it is put in words: `doubt` orders them."""

    doubt: int
    office: Office
    found: Found
    spelling: Spelling


def ranked(text: str) -> list[Ranked]:
    """All readings, best first, without their forms and notes: the half of the work for queries."""
    best: dict[tuple[str, str, str, str], Ranked] = {}
    candidates = list(_candidates(text))
    if len(candidates) == 1:
        return [Ranked(0, *candidates[0])]
    for place, (office, found, spelling) in enumerate(candidates):
        key = (found.what, office.code, found.number, found.kind)
        doubt = found.doubt * 1000 + place
        if key not in best or best[key].doubt > doubt:
            best[key] = Ranked(doubt, office, found, spelling)
    return sorted(best.values(), key=lambda entry: entry.doubt)


@lru_cache(maxsize=4096)
def read_number(text: str, lang: str = "en") -> Answer:
    """The readings, and what was tried when nothing fits."""
    if best := ranked(text):
        read = tuple(_reading(one.office, one.found, one.spelling, lang) for one in best)
        return Answer(input=text, readings=read)
    return Answer(input=text, readings=(), note=words(_tried(text), lang))


def forms(
    office: str, what: What, number: str, kind: str | None = None, date: str | None = None
) -> Forms:
    """docdb, epodoc and original form of a canonical number; `date` is filing or publication date.

    PCT applications are known by their number, whatever the office. All three are the plain
    number where the office is unknown.
    """
    if what == "application" and office not in {"CN", "SG"} and stand_in(number) == number != "":
        docdb = f"{office} {number} {kind or 'A'}"
        epodoc = f"{office}X{number[:-1]}" if number[-1] == "X" else ""
        return Forms(docdb, epodoc, f"{office} {number}")
    code = "WO" if number.startswith("PCT/") else office
    rules = BY_CODE.get(code)
    if rules is None:
        plain = f"{office} {number} {kind or ''}".rstrip()
        return Forms(plain, "", plain)
    try:
        return rules.render(what, number, kind or "", date or "")
    except (ValueError, IndexError):
        # What follows no form of the office is kept as its source printed it.
        return Forms(f"{office} {number} {kind or ''}".rstrip(), "", f"{office} {number}")


def _candidates(text: str) -> Iterator[tuple[Office, Found, Spelling]]:
    for spelling in spellings(text):
        body = spelling.body
        for office, shape, fits in _SHAPES[spelling.office]:
            if (match := fits(body)) is None:
                continue
            for found in _matches(shape, match, spelling):
                international = found.number.startswith("PCT/")
                yield BY_CODE["WO"] if international else office, found, spelling


def _read_stand_in(found: re.Match[str], spelling: Spelling) -> Found | None:
    """`US 1258190X A`: DOCDB names an unknown application by its publication."""
    if spelling.office in {"CN", "SG"} or spelling.kind not in {"", "A"}:
        return None
    if found[0][-1] == "T" and not (spelling.office == "CA" and spelling.kind):
        return None
    number = stand_in(found[0])
    return Found(what="application", number=number, notes=(Note("stand_in"),), doubt=1)


def _read_st13(found: re.Match[str], spelling: Spelling) -> Found | None:
    own = st13.native(spelling.office, found[0])
    if spelling.kind not in {"", "A"}:
        return None
    if not own and spelling.office == "US":
        return Found(what="application", number=found[0], date=found[2], notes=(Note("st13_us"),))
    if not own:
        return None
    number = BY_CODE[spelling.office].application(own, "", "")
    return Found(what="application", number=number, date=found[2], notes=(Note("st13"),), doubt=0)


def _read_pct(found: re.Match[str], spelling: Spelling) -> Found | None:
    """`KR2009/006271`: how EPO data print the PCT applications of a receiving office."""
    if spelling.kind or spelling.what == "publication" or spelling.office in {"WO", "EM"}:
        return None
    number = wo.application(f"PCT/{spelling.office}{found[0]}")
    if not number or not 1978 <= wo.parts(number)[1] <= _LAST_YEAR:
        return None
    year = str(wo.parts(number)[1])
    return Found(what="application", number=number, kind="W", date=year, doubt=2)


_ANY_OFFICE = (
    form("KR2009/006271", r"(?:\d{4}/\d{6}|\d\d/\d{5})", _read_pct),
    form("US 1258190X A", r"X\d{5,8}|\d{5,8}X|\d{5,7}T", _read_stand_in),
    form("CN 10 2019 000302430", st13.NUMBER.pattern, _read_st13),
)
"""Forms of data bases for the numbers of all offices."""


def _shapes(
    office: Office, forms: tuple[Form, ...]
) -> list[tuple[Office, Form, Callable[[str], re.Match[str] | None]]]:
    return [(office, shape, shape.pattern.fullmatch) for shape in forms]


_SHAPES = {code: _shapes(office, office.forms + _ANY_OFFICE) for code, office in BY_CODE.items()}
_SHAPES[""] = [shape for office in WITHOUT_NAME for shape in _shapes(office, office.forms)]
"""The forms of each office, and of those that are read without its name."""


def _matches(shape: Form, match: re.Match[str], spelling: Spelling) -> Sequence[Found]:
    if not spelling.office and shape.bare is None:
        return ()
    built = shape.build(match, spelling)
    if built is None:
        return ()
    options = built if isinstance(built, tuple) else (built,)
    if spelling.office and spelling.what is None:
        return options
    extra = 0 if spelling.office else shape.bare or 0
    return [
        replace(one, doubt=one.doubt + extra) if extra else one
        for found in options
        if (one := _in_role(found, spelling)) is not None
    ]


def _in_role(found: Found, spelling: Spelling) -> Found | None:
    """The reading if it has the role that the words in front say; priorities are applications."""
    if spelling.what is None or found.what == spelling.what:
        return found
    if spelling.what == "priority":
        return replace(found, what="priority") if found.what == "application" else None
    fits = spelling.what == "application" and found.what in {"priority", "mark"}
    return found if fits else None


def _reading(office: Office, found: Found, spelling: Spelling, lang: str) -> Reading:
    date = spelling.date or found.date
    shapes = forms(office.code, found.what, found.number, found.kind, date)
    prefix = "" if found.number.startswith(("PCT/", "DM/")) else office.code
    kind = found.kind if found.what == "publication" else ""
    notes = [note for note in found.notes if note.code != "needs_filing_year" or not shapes.docdb]
    if found.what in {"application", "priority"} and not shapes.epodoc:
        told = any(note.code == "needs_filing_year" for note in notes)
        notes += () if told else (Note("no_epodoc"),)
    if kind and not _is_known(office.code, kind):
        notes.append(Note("unknown_kind", kind))
    return Reading(
        what=found.what,
        office=office.code,
        number=found.number,
        kind=found.kind or None,
        meaning=(kind and meaning(office.code, kind, date, lang, found.number)) or None,
        date=date,
        id=f"{prefix}{found.number}{kind}",
        docdb=shapes.docdb,
        epodoc=shapes.epodoc,
        original=shapes.original,
        check_digit=found.check,
        notes=tuple(words(note, lang) for note in notes),
    )


def _is_known(office: str, kind: str) -> bool:
    """Whether the office has such a kind; a letter alone (EPODOC) may stand for those with it."""
    known = known_kinds(office)
    return not known or kind in known or (len(kind) == 1 and any(k[0] == kind for k in known))


def _tried(text: str) -> Note:
    """Examples of the forms tried: those of the office named, else of all offices."""
    named = {spelling.office for spelling in spellings(text) if spelling.office}
    offices = [BY_CODE[code] for code in sorted(named)] or list(WITHOUT_NAME)
    per_office = 6 if named else 1
    examples: list[str] = []
    for office in offices:
        tried = [shape for shape in office.forms if named or shape.bare is not None]
        examples += [shape.example for shape in tried[:per_office]]
    return Note("nothing_fits", ", ".join(examples))
