"""Front pages of the European Patent Office, in its three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from parsers.errors import ParseError
from parsers.model import Party, Reference, Related, Role, Text
from parsers.numbers import publication_number
from parsers.pdf.front import Front, application, date_in, numbered, symbols
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner, tidy
from parsers.pdf.wire import Line, Page

_OWN = re.compile(r"EP\s*((?:\d\s*){7})\s*([AB]\d)\b")
_LANGUAGES = (("PATENTANMELDUNG", "de"), ("PATENTSCHRIFT", "de"), ("DEMANDE", "fr"),
              ("FASCICULE", "fr"))  # fmt: skip
_LABEL = re.compile(r"^[^\W\d_][^:\n]{2,60}:\s*")
_NUMBER = re.compile(r"\d{8}\.\d")
_PRIORITY = re.compile(r"(\d\d\.\d\d\.\d{4})\s+([A-Z]{2})\s+(\S+)")
_PCT = re.compile(r"PCT/[A-Z]{2}\d{2,4}/\d+")
_COUNTRY = re.compile(r"\s*\(([A-Z]{2})\)\s*$")
_BULLET = re.compile(r"^\s*[•·]\s*")
_STATES = re.compile(r"\b[A-Z]{2}\b")
_EXTENSION = re.compile(
    r"Designated (?:Extension|Validation)|Benannte (?:Erstr|Valid)|d'(?:ext|val)"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_LINES = 16
_SMALL = {
    "de": frozenset({"UND", "ZUR", "ZUM", "MIT", "VON", "FÜR", "EIN", "EINE", "EINER", "EINES",
                     "DER", "DIE", "DAS", "DES", "IM", "IN", "DAMIT", "SOWIE", "VERFAHREN",
                     "VORRICHTUNG", "AUF", "ODER", "DURCH", "ZU", "DAFÜR", "VERWENDUNG", "DEREN"}),
    "en": frozenset({"AND", "FOR", "OF", "WITH", "THE", "A", "AN", "IN", "TO", "BY", "METHOD",
                     "SYSTEM", "DEVICE", "APPARATUS", "USING", "OR", "FROM", "USE", "SAME"}),
    "fr": frozenset({"ET", "DE", "POUR", "À", "LA", "LE", "LES", "DU", "DES", "D", "L", "UN", "UNE",
                     "AVEC", "PROCÉDÉ", "DISPOSITIF", "SYSTÈME", "AU", "AUX", "EN", "PAR", "OU",
                     "APPAREIL", "SON", "UTILISATION", "COMPRENANT"}),
}  # fmt: skip
_ET_AL = re.compile(r",?\s+et al\.?$")


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    items = items_of(pages[0])
    number, kind = _identity(items)
    words = " ".join(item.text for item in items if item.code in {"12", ""}).upper()
    lang = next((code for word, code in _LANGUAGES if word in words), "en")
    title, abstract, states = first(items, "54"), first(items, "57"), first(items, "84")
    dated, filed = first(items, "45", "43"), first(items, "21")
    checked = _NUMBER.search(filed.text) if filed else None
    titles = _titles(title, joiner, kind, lang) if title else [Text(lang=lang, text="")]
    return Front(
        office="EP",
        number=number,
        kind=kind,
        language=lang,
        date=date_in(dated.text) if dated else None,
        title=titles[0].text,
        other_titles=titles[1:],
        abstract=_abstract(abstract, joiner, lang) if abstract else "",
        application=_application(items),
        priorities=list(_priorities(items)),
        related=list(_related(items)),
        parties=numbered(_parties(items), but="examiner"),
        classifications=[
            symbol for item in all_of(items, "51") for symbol in symbols(item.text, "ipc")
        ],
        designated_states=_states(states) if states else (),
        checked=checked[0] if checked else "",
    )


def _identity(items: Sequence[Item]) -> tuple[str, str]:
    for item in items:
        found = _OWN.search(item.text) if item.code in {"11", ""} else None
        if found:
            return publication_number("EP", found[1], found[2]), found[2]
    raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (11).")


def _titles(item: Item, joiner: Joiner, kind: str, lang: str) -> list[Text]:
    """The title, of patents in all three languages, that of the proceedings first.

    A title that needs more than one line fills its lines but the last. Where that does not make
    three titles, what is printed stays together.
    """
    parts: list[list[Line]] = []
    right = max(line.x1 for line in item.lines)
    for line in item.lines:
        if parts and len(item.lines) > 3 and not _fits(line, parts[-1][-1], right):
            parts[-1].append(line)
        else:
            parts.append([line])
    languages = [lang, *(other for other in ("de", "en", "fr") if other != lang)]
    if kind.startswith("B") and len(parts) != 3:
        parts = _by_words(item.lines, languages) or parts
    if not kind.startswith("B") or len(parts) != 3:
        return [Text(lang=lang, text=joiner.join(item.lines, lang))]
    return [
        Text(lang=code, text=joiner.join(part, code))
        for code, part in zip(languages, parts, strict=True)
    ]


def _by_words(lines: Sequence[Line], languages: Sequence[str]) -> list[list[Line]]:
    """Three titles as the small words in their lines tell; none where one has no such word."""
    if not 3 <= len(lines) <= _MOST_LINES:
        return []
    known = [
        {lang: len(_SMALL[lang] & set(_WORD.findall(line.text.upper()))) for lang in languages}
        for line in lines
    ]
    best: tuple[int, int, int] = (0, 0, 0)
    for first_, second in combinations(range(1, len(lines)), 2):
        cuts = (known[:first_], known[first_:second], known[second:])
        scores = [
            sum(2 * line[lang] - sum(line.values()) for line in part)
            for part, lang in zip(cuts, languages, strict=True)
        ]
        if min(scores) > 0:
            best = max(best, (sum(scores), first_, second))
    score, one, two = best
    return [list(lines[:one]), list(lines[one:two]), list(lines[two:])] if score else []


def _fits(line: Line, above: Line, right: float) -> bool:
    """Whether the first word of a line would have had room in the line above it."""
    word, *_ = line.text.split()
    return above.x1 + (len(word) + 1.5) * (line.x1 - line.x0) / len(line.text) < right


def _abstract(item: Item, joiner: Joiner, lang: str) -> str:
    kept: list[Line] = []
    for line in item.lines:
        below = kept and line.y > kept[-1].y
        if below and line.y - kept[-1].y > 2.6 * line.size:
            break
        kept.append(line)
    return joiner.join(kept, lang)


def _application(items: Sequence[Item]) -> Reference | None:
    item, filed = first(items, "21"), first(items, "22")
    found = _NUMBER.search(item.text) if item else None
    date = date_in(filed.text) if filed else None
    return application("EP", found[0], date) if found else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    for item in all_of(items, "30"):
        for found in _PRIORITY.finditer(item.text):
            reference = application(found[2], found[3], date_in(found[1]))
            if reference:
                yield reference


def _related(items: Sequence[Item]) -> Iterator[Related]:
    for item in all_of(items, "86"):
        found = _PCT.search(item.text)
        document = application("WO", found[0]) if found else None
        if document:
            yield Related(relation="pct", document=document)


def _parties(items: Sequence[Item]) -> Iterator[Party]:
    roles: tuple[tuple[str, Role], ...] = (
        ("71", "applicant"), ("73", "assignee"), ("72", "inventor"), ("74", "agent"),
    )  # fmt: skip
    for code, role in roles:
        for item in all_of(items, code):
            for entry in _entries(item):
                yield _party(entry, role)


def _entries(item: Item) -> Iterator[list[str]]:
    """The lines of each party: parted by bullets, or by the country at the end."""
    texts = [line.text for line in item.lines]
    texts[0] = _LABEL.sub("", f"{texts[0]} ").strip()
    entry: list[str] = []
    for text in texts:
        if entry and _BULLET.match(text):
            yield entry
            entry = []
        if text.strip():
            entry.append(_BULLET.sub("", text))
        if _COUNTRY.search(text):
            yield entry
            entry = []
    if entry:
        yield entry


def _party(entry: list[str], role: Role) -> Party:
    country = _COUNTRY.search(entry[-1])
    place = [_COUNTRY.sub("", text) for text in entry[1:]]
    address = tidy(" ".join(place)).strip(" ,")
    name = _ET_AL.sub("", tidy(_COUNTRY.sub("", entry[0]))).strip(" ,")
    family, comma, given = name.partition(", ")
    person = bool(comma) and role in {"inventor", "agent"}
    return Party(
        role=role,
        name=name,
        given=given if person else None,
        family=family if person else None,
        country=country[1] if country else None,
        address=address or None,
    )


def _states(item: Item) -> tuple[str, ...]:
    text = _EXTENSION.split(item.text)[0]
    return tuple(_STATES.findall(text))
