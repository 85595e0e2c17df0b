"""The field Espacenet gives a word that has none, by its look.

Two letters are an office, digits in the shape of a date are one, then classes, numbers and names;
all else is text. An office is one that exists and a number has at least three digits, so that
`CO2` and `SS7` stay words; a capitalised alternative of words (`mobile or Mobilfunk`) is a word.
"""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.context import Context
from search_api.language.dialects.espacenet_reading import whole_group
from search_api.language.fields_of import named
from search_api.language.shapes import read_shape
from search_api.language.trees import bare

_CLASS = re.compile(r"[A-HYa-hy]\d\d(?:[A-Za-z](?:\d{1,4}(?:/\w{1,6})?)?)?(?:/low|/high|/same)?")
_DATE = re.compile(r"(?:1[89]|2\d)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?|\d\d?[/.]\d\d?[/.]\d{4}")
_DASHED = re.compile(r"(?:1[89]|2\d)\d\d-\d\d-\d\d")
_NUMBER = re.compile(r"[A-Za-z]{2,4}\d{3,}[A-Za-z]?\d?|\d{5,}")


def guess(node: s.Syntax, context: Context) -> s.Syntax:
    """The tree with a field for every word outside fields; each guess but text is noted."""
    match node:
        case s.Group(part) | s.Negation(part):
            return replace(node, part=guess(part, context))
        case s.AnyOf(parts):
            words = any(_is_text(part) for part in parts)
            if words:
                return replace(node, parts=tuple(_as_text(part, context) for part in parts))
            return replace(node, parts=tuple(guess(part, context) for part in parts))
        case s.AllOf(parts):
            return replace(node, parts=tuple(guess(part, context) for part in parts))
        case s.Word():
            return _guessed(node, context)
        case _:
            return node


def _is_text(node: s.Syntax) -> bool:
    """Whether this alternative, or one of its own, is read as text."""
    node = bare(node)
    match node:
        case s.AnyOf(parts):
            return any(map(_is_text, parts))
        case s.Word(text):
            return look(text) is None
        case _:
            return False


def _as_text(node: s.Syntax, context: Context) -> s.Syntax:
    """Alternatives of a word: those that look like names are words, too."""
    match node:
        case s.Group(part) if isinstance(bare(part), s.AnyOf | s.Word):
            return replace(node, part=_as_text(part, context))
        case s.AnyOf(parts):
            return replace(node, parts=tuple(_as_text(part, context) for part in parts))
        case s.Word(text) if look(text) == "names":
            return node
        case _:
            return guess(node, context)


def look(text: str) -> str | None:
    """The canonical field a word of this look is given, or None for text."""
    if len(text) == 2 and text in OFFICES:
        return "cc"
    if (_DATE.fullmatch(text) or _DASHED.fullmatch(text)) and read_shape(text):
        return "pd"
    if _CLASS.fullmatch(text):
        return "class"
    if _NUMBER.fullmatch(text) and (text.isdigit() or text[:2].upper() in OFFICES):
        return "num"
    if len(text) > 1 and text[0].isupper() and text[1:].isalpha() and text[1:].islower():
        return "names"
    return None


_SHOWN = {"cc": "num", "class": "cl", "names": "ia"}
_FIELDS = {"num": ("pn", "an", "prn")}


def _guessed(word: s.Word, context: Context) -> s.Syntax:
    field = look(word.text)
    if field is None:
        return word
    shown = _SHOWN.get(field, field)
    typed = context.text[word.span[0] : word.span[1]]
    context.note("note_guessed", word.span, f'"{typed}"', value=typed, field=shown)
    names = named(_FIELDS.get(field, (field,)), word.span)
    text = (read_shape(word.text) or word.text) if field == "pd" else word.text
    if field == "class":
        text = whole_group(text, word.span, context)
    return s.Fielded(names, replace(word, text=text), word.span)
