"""Front pages of international applications published by WIPO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.errors import ParseError
from parsers.model import Party, Reference, Role
from parsers.numbers import publication_number
from parsers.pdf.front import Front, application, date_in, numbered, symbols
from parsers.pdf.inid import Item, all_of, first
from parsers.pdf.inid import items as items_of
from parsers.pdf.joining import Joiner
from parsers.pdf.wire import Page

_OWN = re.compile(r"WO\s*(\d{2,4}/\d{5,6})\s*([A-C]\d)\b")
_PCT = re.compile(r"PCT/[A-Z]{2}\d{2,4}/\d{5,6}")
_DOTTED = re.compile(r"\((\d\d?\.\d\d?\.\d{4})\)")
_PRIORITY = re.compile(r"(\S+)\s+\d[^()]{5,24}\((\d\d?\.\d\d?\.\d{4})\)\s*([A-Z]{2})\b")
_PARTY = re.compile(
    r"([^;\[(]{2,200}?)(?:\s*\[[A-Z]{2}/[A-Z]{2}\])?\s*;\s*([^()]{0,200}?)\s*\(([A-Z]{2})\)"
)
"""`NAME [nationality/residence]; address (country)`."""
_LABEL = re.compile(r"^[^:]{2,90}:\s*")
_TITLE = re.compile(r"^(?:Title|Titre|Bezeichnung|发明名称|発明の名称)\s*[:：]\s*")
_ABSTRACT = re.compile(r"^\(?(?:Abstract|Abrégé|Zusammenfassung|摘要|要約)\)?\s*[:：]\s*")
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "chinese": "zh", "japanese": "ja",
    "korean": "ko", "spanish": "es", "russian": "ru", "portuguese": "pt", "arabic": "ar",
    "中文": "zh", "日本語": "ja", "한국어": "ko", "français": "fr", "deutsch": "de",
}  # fmt: skip


def read(pages: Sequence[Page], joiner: Joiner) -> Front:
    """The bibliography of the front page. Raises ParseError IDENTITY_INCOMPLETE."""
    items = items_of(pages[0])
    number, kind = _identity(items)
    lang = _language(items)
    title, abstract, dated = first(items, "54"), first(items, "57"), first(items, "43")
    return Front(
        office="WO",
        number=number,
        kind=kind,
        language=lang,
        date=_date(dated),
        title=_TITLE.sub("", joiner.join(title.lines, lang)) if title else "",
        abstract=_ABSTRACT.sub("", joiner.join(abstract.lines, lang)) if abstract else "",
        application=_application(items),
        priorities=list(_priorities(items)),
        parties=numbered(_parties(items, joiner), but="examiner"),
        classifications=[
            symbol for item in all_of(items, "51") for symbol in symbols(item.text, "ipc")
        ],
    )


def _identity(items: Sequence[Item]) -> tuple[str, str]:
    for item in items:
        found = _OWN.search(item.text) if item.code in {"10", "11", ""} else None
        if found:
            return publication_number("WO", found[1], found[2]), found[2]
    raise ParseError("IDENTITY_INCOMPLETE", "The front page has no number (10).")


def _language(items: Sequence[Item]) -> str:
    item = first(items, "26")
    text = item.text.lower() if item else ""
    return next((code for word, code in _LANGUAGES.items() if word in text), "en")


def _date(item: Item | None) -> str | None:
    """The day, which is printed in numerals behind the words."""
    found = _DOTTED.search(item.text) if item else None
    if found:
        return date_in(found[1])
    return date_in(item.text) if item else None


def _application(items: Sequence[Item]) -> Reference | None:
    item = first(items, "21")
    found = _PCT.search(item.text) if item else None
    return application("WO", found[0], _date(first(items, "22"))) if found else None


def _priorities(items: Sequence[Item]) -> Iterator[Reference]:
    for item in all_of(items, "30"):
        text = _LABEL.sub("", item.text.replace("\n", " "))
        for found in _PRIORITY.finditer(text):
            reference = application(found[3], found[1], date_in(found[2]))
            if reference:
                yield reference


def _parties(items: Sequence[Item], joiner: Joiner) -> Iterator[Party]:
    roles: tuple[tuple[str, Role], ...] = (
        ("71", "applicant"), ("72", "inventor"), ("75", "inventor"),
    )  # fmt: skip
    for code, role in roles:
        for item in all_of(items, code):
            text = _LABEL.sub("", joiner.join(item.lines, "en"))
            for found in _PARTY.finditer(text):
                name = found[1].lstrip(" .,;").rstrip(" ,;")
                family, comma, given = name.partition(", ")
                person = bool(comma) and role == "inventor"
                yield Party(
                    role=role,
                    name=name,
                    given=given if person else None,
                    family=family if person else None,
                    address=found[2].strip(" .,;") or None,
                    country=found[3],
                )
