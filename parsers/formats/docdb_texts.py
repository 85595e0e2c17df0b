"""Titles and abstracts of DOCDB records: one per language."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.formats.nodes import attribute
from parsers.model import Origin, Text
from parsers.text import inline_text, lang_of
from parsers.xml import Element

_FORMS = ("docdba", "docdb", "original", "epodoc")


def titles(biblio: Element | None) -> tuple[Text, ...]:
    """The title in each language, as published rather than in standardised form."""
    return _texts(biblio.findall("invention-title") if biblio is not None else ())


def abstracts(document: Element) -> tuple[Text, ...]:
    """The abstract in each language; machine-made only where its source says so."""
    return _texts(document.findall("abstract"))


def _texts(elements: Iterable[Element]) -> tuple[Text, ...]:
    chosen: dict[str, Text] = {}
    for element in sorted(elements, key=_rank):
        text = inline_text(element)
        lang = lang_of(attribute(element, "lang")) or "en"
        if text and lang not in chosen:
            chosen[lang] = Text(lang=lang, text=text, origin=_origin(element))
    return tuple(chosen.values())


def _rank(element: Element) -> int:
    form = attribute(element, "data-format") or ""
    return _FORMS.index(form) if form in _FORMS else len(_FORMS)


def _origin(element: Element) -> Origin | None:
    said = (attribute(element, "abstract-source", "source") or "").lower()
    return "machine" if "machine" in said else None
