"""Words of a syntax tree in another form than by their stems, or in several forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from parsers.han import variants
from search_api.language import syntax as s

Change = Callable[[s.Word | s.Quoted], s.Syntax]

FORMS: dict[str, s.Form] = {"NOSTEM": "word", "EXACT": "case"}
"""Functions of the canonical language that change the form of words."""

KEEPS: dict[str, s.Keep] = {"KEEP_ORDER": "order", "KEEP_SUFFIX": "suffix", "KEEP_WIDTH": "width"}
"""Functions that make something matter in names that usually does not."""

VARIANTS = "VARIANTS"
"""The function that adds the Chinese and Japanese forms of characters to each other."""


def with_form(node: s.Syntax, form: s.Form) -> s.Syntax:
    """The tree with all its words in that form, those apart that have one already."""
    return _each_word(node, lambda word: replace(word, form=form) if word.form == "stem" else word)


def is_form(name: str) -> bool:
    """Whether a function changes words and nothing else."""
    return name in FORMS or name in KEEPS or name == VARIANTS


def applied(name: str, part: s.Syntax) -> s.Syntax:
    """The part as a function for which `is_form` holds wants it."""
    if name in FORMS:
        return with_form(part, FORMS[name])
    if name in KEEPS:
        kept = KEEPS[name]
        return _each_word(part, lambda word: replace(word, keep=word.keep | {kept}))
    return _each_word(part, _in_variants)


def _in_variants(word: s.Word | s.Quoted) -> s.Syntax:
    """The word or any of its forms in the other traditions."""
    texts = variants(word.text)
    if len(texts) == 1:
        return word
    return s.Group(s.AnyOf(tuple(replace(word, text=text) for text in texts), word.span), word.span)


def _each_word(node: s.Syntax, change: Change) -> s.Syntax:
    match node:
        case s.Word() | s.Quoted():
            return change(node)
        case s.Fielded(_, value):
            return replace(node, value=_each_word(value, change))
        case s.AllOf(parts) | s.AnyOf(parts):
            return replace(node, parts=tuple(_each_word(part, change) for part in parts))
        case s.Proximity(operands):
            return replace(node, operands=tuple(_each_word(one, change) for one in operands))
        case s.Group(part) | s.Negation(part) | s.Boosted(part) | s.Function(_, part):
            return replace(node, part=_each_word(part, change))
        case _:
            return node
