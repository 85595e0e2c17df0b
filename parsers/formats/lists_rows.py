"""What the lists of all providers have in common: dates, names, classes, languages of titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from parsers import origins
from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.lists_table import Order
from parsers.formats.refs import publication_reference
from parsers.model import (
    Citation,
    Classification,
    Gap,
    LegalEvent,
    Party,
    Reference,
    Role,
    Scheme,
    Text,
)
from parsers.symbols import normal
from parsers.text import clean

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)")
_COUNTRY = re.compile(r"\s*[\[(]([A-Z]{2})[\])]$")
_NAMELESS = frozenset({"NAME NOT GIVEN", "NOT AVAILABLE", "NO NAME", "-"})
_ASIDE = re.compile(r"\s*\([^()]*\)")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_WORDS = {
    "de": frozenset(
        (
            "und",
            "der",
            "die",
            "das",
            "mit",
            "für",
            "von",
            "zur",
            "zum",
            "eines",
            "einer",
            "verfahren",
            "vorrichtung",
        )
    ),
    "fr": frozenset(
        (
            "et",
            "de",
            "la",
            "le",
            "les",
            "des",
            "du",
            "pour",
            "dans",
            "procédé",
            "dispositif",
            "une",
            "un",
            "au",
        )
    ),
    "es": frozenset(
        (
            "y",
            "de",
            "la",
            "el",
            "los",
            "las",
            "para",
            "en",
            "con",
            "procedimiento",
            "dispositivo",
            "del",
            "una",
        )
    ),
    "it": frozenset(
        ("e", "di", "della", "del", "il", "la", "per", "con", "un", "una", "dispositivo")
    ),
    "en": frozenset(
        (
            "and",
            "of",
            "the",
            "for",
            "with",
            "a",
            "an",
            "in",
            "by",
            "method",
            "apparatus",
            "device",
            "having",
            "same",
        )
    ),
}


class Entry(Struct, frozen=True):
    """What a row tells of one publication."""

    identity: Reference
    title: str | None = None
    abstract: str | None = None
    application: Reference | None = None
    priorities: tuple[Reference, ...] = ()
    family: str | None = None
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    gaps: tuple[Gap, ...] = ()


def identity(office: str, number: str, kind: str | None, date: str | None) -> Reference:
    """The publication. Raises ParseError IDENTITY_INCOMPLETE when there is no number."""
    found = publication_reference(office, number, kind, date)
    if found is None or not any(char.isdecimal() for char in found.number):
        words = f"{office} {number} {kind or ''} is no number of a publication.".strip()
        raise ParseError("IDENTITY_INCOMPLETE", words)
    return found


def day(
    text: str | None, order: Order | None, year: int | None = None, *, near: bool = False
) -> str | None:
    """One date as ISO. Where the order of day and month is not known, only the year is sure.

    Two digits are a year not later than `year`, or (with `near`) that nearest to it.
    """
    text = clean(text or "")
    found = _SLASHED.fullmatch(text)
    if found is None:
        return parse_date(text) if text else None
    first, second, whole = int(found[1]), int(found[2]), int(found[3])
    if len(found[3]) == 2:
        if year is None:
            return None
        latest = year + 50 if near else year
        whole = latest - (latest - whole) % 100
    if "." in text or order == "day" or first > 12:
        return parse_date(f"{whole:04}-{second:02}-{first:02}")
    if order == "month" or second > 12:
        return parse_date(f"{whole:04}-{first:02}-{second:02}")
    return f"{whole:04}"


def pieces(text: str | None, marks: str = ";\n") -> Iterator[str]:
    """The entries of a cell, which stand between these marks."""
    for part in origins.split(re.compile(f"[{re.escape(marks)}]"), text or ""):
        if entry := clean(part):
            yield entry


def doubles(text: str | None) -> Iterator[str]:
    """The entries of a cell of The Lens, between double semicolons."""
    for part in (text or "").split(";;"):
        if entry := clean(part):
            yield entry


def parties(names: Iterable[str], role: Role) -> tuple[Party, ...]:
    """Names, some with the country of residence behind (`ELWHA LLC [US]`)."""
    found = []
    for place, printed in enumerate(names, 1):
        country = _COUNTRY.search(printed)
        name = printed[: country.start()].strip() if country else printed
        if name and name.upper() not in _NAMELESS:
            found.append(
                Party(role=role, name=name, country=country[1] if country else None, sequence=place)
            )
    return tuple(found)


def symbols(texts: Iterable[str], scheme: Scheme) -> tuple[Classification, ...]:
    """Symbols, each once; versions and offices in brackets behind them are left out."""
    found = (normal(scheme, _ASIDE.sub("", text)) for text in texts)
    return tuple(dict.fromkeys(Classification(scheme=scheme, symbol=s) for s in found if s))


def unnamed(text: str | None, part: str, words: str) -> tuple[Gap, ...]:
    """A gap for what is there by its date only, as the number that belongs to it is not told."""
    date = clean(text or "")
    return (Gap(part=part, reason="not_in_source", detail=f"{words} {date}"),) if date else ()


def text_of(text: str | None) -> Text | None:
    """A title or abstract. No list names its language: script and commonest words tell it.

    Without any of them it is English, into which the providers translate titles.
    """
    text = clean(text or "")
    if not text:
        return None
    for lang, script in _SCRIPTS:
        if script.search(text):
            return Text(lang=lang, text=text)
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {lang: sum(word in known for word in words) for lang, known in _WORDS.items()}
    best = max(counts, key=lambda lang: (counts[lang], lang == "en"))
    return Text(lang=best if counts[best] > 1 else "en", text=text)
