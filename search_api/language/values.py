"""Values of keyword and number fields: checked, spelled canonically, made exact terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

from indexer.documents import HAS
from indexer.fields import Field
from indexer.query import Keyword, Or, Prefix, Query
from parsers.errors import ParseError
from parsers.model import Right, Stage
from parsers.numbers import query_forms
from search_api.language.context import Context
from search_api.language.names import Target
from search_api.language.syntax import Value
from search_api.language.tree import Leaf
from search_api.language.words import has_words, spell

_SYNONYMS: dict[str, dict[str, str]] = {
    "right": {
        "i": "invention", "u": "utility_model", "d": "design", "p": "plant",
        "patent": "invention", "utility": "utility_model",
        "发明": "invention", "实用新型": "utility_model", "外观设计": "design", "植物": "plant",
    },
    "stage": {
        "granted": "grant", "application publication": "application",
        "公开": "application", "申请": "application", "授权": "grant", "公告": "grant",
        "检索报告": "search_report", "更正": "correction", "译文": "translation",
    },
    "has": {"fulltext": "description", "drawing": "drawings", "citation": "citations"},
}  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "right": get_args(Right),
    "stage": get_args(Stage),
    "has": tuple(HAS),
}
_SHAPES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "cc": ("[A-Z]{2}", str.upper, "CN, US, EP, WO …"),
    "pa.cc": ("[A-Z]{2}", str.upper, "CN, US, JP …"),
    "as.cc": ("[A-Z]{2}", str.upper, "CN, US, JP …"),
    "in.cc": ("[A-Z]{2}", str.upper, "CN, US, JP …"),
    "an.cc": ("[A-Z]{2}", str.upper, "CN, US, JP …"),
    "prn.cc": ("[A-Z]{2}", str.upper, "CN, US, JP …"),
    "kind": (r"[A-Z]\d?", str.upper, "A, A1, B2, U, S …"),
    "lang": ("[a-z]{2}", str.lower, "zh, en, de …"),
}
_WILD = re.compile(r"[*?]|\{\d*,\d*\}")

Said: TypeAlias = tuple[Literal["is", "below", "starts"], str]
"""How a leaf is put in words: its relation and its value."""


def read_keyword(value: Value, target: Target, context: Context) -> Leaf:
    """One value of keyword fields; a `*` at the end of a code means any continuation."""
    text = " ".join(value.text.split())
    if _WILD.search(text):
        return _prefix_leaf(value, text, target, context)
    checked = [_keyword(text, value, field, context) for field in target.fields]
    queries = [
        Keyword(field.name, (one,)) for field, one in zip(target.fields, checked, strict=True)
    ]
    return _leaf(target, spell(checked[0]), queries, value, ("is", checked[0]))


def _keyword(text: str, value: Value, field: Field, context: Context) -> str:
    if choices := _CHOICES.get(field.name):
        word = text.lower().replace(" ", "_")
        word = _SYNONYMS[field.name].get(text.lower(), word)
        if word in choices:
            return word
        raise _bad_keyword(text, value, field, ", ".join(choices), context)
    shape, change, expected = _SHAPES.get(field.name, (r"[\w-]+", str, "12345678"))
    if re.fullmatch(shape, changed := change(text)):
        return changed
    raise _bad_keyword(text, value, field, expected, context)


def _bad_keyword(
    text: str, value: Value, field: Field, expected: str, context: Context
) -> Exception:
    return context.fail("bad_keyword", value.span, field=field.name, value=text, expected=expected)


def _prefix_leaf(value: Value, text: str, target: Target, context: Context) -> Leaf:
    stem = text.rstrip("*")
    takes = all(f.kind == "number" or f.name in {"kind", "fam", "agy.code"} for f in target.fields)
    if _WILD.search(stem) or not takes:
        field = target.fields[0].name
        raise context.fail("wildcard_not_here", value.span, field=field, value=text)
    stem = re.sub(r"[\W_]", "", stem).upper()
    if len(stem) < (1 if target.fields[0].name == "kind" else 3):
        key = "wildcard_early" if stem else "wildcard_alone"
        raise context.fail(key, value.span, value=text)
    queries = [Prefix(field.name, stem) for field in target.fields]
    return _leaf(target, f"{stem}*", queries, value, ("starts", stem))


def read_number(value: Value, target: Target, context: Context) -> Leaf:
    """A document number in any spelling; of several fields, those that have numbers like it."""
    text = shown = value.text
    if not text.isalnum():
        text = " ".join(text.split())
        if _WILD.search(text):
            return _prefix_leaf(value, text, target, context)
        shown = re.sub(r"[\s,]", "", text)
    forms = {f.name: form for f in target.fields if (form := _forms(text, f.name))}
    if not forms:
        field = target.fields[0].name
        raise context.fail("bad_number", value.span, value=text, field=field)
    queries = [Keyword(name, form) for name, form in forms.items()]
    shown = shown.upper()
    if shown != text and not all(_forms(shown, name) == form for name, form in forms.items()):
        shown = text
    return _leaf(target, spell(shown), queries, value, ("is", shown))


def _forms(text: str, field: str) -> tuple[str, ...]:
    if not has_words(text) or '"' in text:
        return ()
    try:
        return query_forms(text, field)
    except (ParseError, ValueError):
        return ()


def _leaf(
    target: Target, text: str, queries: list[Keyword] | list[Prefix], value: Value, said: Said
) -> Leaf:
    query: Query = queries[0] if len(queries) == 1 else Or(tuple(queries))
    return Leaf(target, text, query, value.span, said[0], (said[1],))
