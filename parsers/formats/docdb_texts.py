"""Titles and abstracts of DOCDB records and of OPS responses: one per language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.formats.docdb_references import deleted
from parsers.formats.nodes import attribute
from parsers.languages import lang_of
from parsers.model import Origin, Text
from parsers.scripts import shifted
from parsers.text import marked_text
from parsers.xml import Element

_FORMS = ("docdba", "docdb", "original", "epodoc")
_PICTURE = re.compile(r"\s*(?:<IMAGE>|&lt;IMAGE&gt;)\s*$")
"""What stands for the drawing at the end of old abstracts."""
_NUMBER = re.compile(r"\[0001\]\s*(?=\S)")
"""What OPS puts before abstracts in the original language, as if they were paragraphs."""
_ORIGINAL = "ol"
"""What OPS calls a language it does not name: that of the publication."""


def titles(biblio: Element | None, spoken: str | None) -> tuple[Text, ...]:
    """The title in each language, as published rather than in standardised form.

    `spoken` is the language of the office, for what OPS gives in the "original language".
    """
    return _texts(biblio.findall("invention-title") if biblio is not None else (), spoken)


def abstracts(document: Element, spoken: str | None) -> tuple[Text, ...]:
    """The abstract in each language; machine-made only where its source says so."""
    found = []
    for text in _texts(document.findall("abstract"), spoken):
        number = _NUMBER.match(text.text)
        cut = number.end() if number else 0
        shown = _PICTURE.sub("", text.text[cut:])
        if shown == text.text:
            found.append(text)
        elif shown:
            moved = shifted(text.marks, -cut)
            marks = tuple(mark for mark in moved if mark[2] <= len(shown))
            found.append(replace(text, text=shown, marks=marks))
    return tuple(found)


def _texts(elements: Iterable[Element], spoken: str | None) -> tuple[Text, ...]:
    chosen: dict[str, Text] = {}
    for element in sorted(elements, key=_rank):
        code = attribute(element, "lang")
        told = None if code == _ORIGINAL else lang_of(code)
        lang = told or spoken or "xx"
        text, marks = marked_text(element, lang)
        if text and lang not in chosen and not deleted(element):
            chosen[lang] = Text(lang=lang, text=text, origin=_origin(element), marks=marks)
    return tuple(chosen.values())


def _rank(element: Element) -> int:
    form = attribute(element, "data-format") or ""
    return _FORMS.index(form) if form in _FORMS else len(_FORMS)


def _origin(element: Element) -> Origin | None:
    said = (attribute(element, "abstract-source", "source") or "").lower()
    return "machine" if "machine" in said else None
