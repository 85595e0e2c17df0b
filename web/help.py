"""The help pages: what the query language and each dialect can say, with examples that run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from indexer.fields import FIELDS, GROUPS, TEXT_FIELDS
from parsers.errors import CODES as PARSE_CODES
from parsers.numbers import read_number
from search_api.errors import CODES
from search_api.language import DIALECTS, understand
from search_api.language.context import Notice
from search_api.language.dialects import named
from search_api.language.translate import Translated, translate
from web.help_guide import GUIDE

CANONICAL = "canonical"
_TEXT = tuple(f.name for f in TEXT_FIELDS)


class Said(NamedTuple):
    """Examples in the words of a dialect; where it has none, `losses` says what it lacks."""

    texts: tuple[str, ...]
    losses: tuple[Notice, ...] = ()


def view(lang: str) -> dict[str, Any]:
    """Everything the template `help.html` shows; `codes` are (code, status, title)."""
    return {
        "q": None,
        "fields": FIELDS,
        "groups": GROUPS,
        "guide": GUIDE,
        "dialects": DIALECTS.values(),
        "codes": [
            (name, code.status, code.zh if lang == "zh" else code.en)
            for name, code in sorted(CODES.items())
        ],
        "parse_codes": sorted(
            (name, text) for name, text in PARSE_CODES.items() if name not in CODES
        ),
    }


def dialect_view(name: str, lang: str) -> dict[str, Any]:
    """Everything the template `dialect.html` shows of one; raises QUERY_UNKNOWN_DIALECT."""
    dialect = named(name)

    def row(examples: Iterable[str]) -> dict[str, Any]:
        found = said(name, tuple(examples))
        reasons = dict.fromkeys(notice.note(lang).message for notice in found.losses)
        return {"texts": found.texts, "reasons": tuple(reasons)}

    return {
        "q": None,
        "dialect": dialect,
        "dialects": DIALECTS.values(),
        "syntax": [(one.meaning, row(one.examples)) for one in GUIDE],
        "fields": [
            *((field, row(field.examples)) for field in FIELDS),
            *((group, row(group.examples)) for group in GROUPS),
        ],
    }


@lru_cache(maxsize=4096)
def said(dialect: str, examples: tuple[str, ...]) -> Said:
    """Canonical examples in another dialect; only those that mean there exactly the same.

    A system whose fields are of one language each says `ti@en:battery` for `ti:battery`.
    """
    if dialect == CANONICAL:
        return Said(examples)
    texts: list[str] = []
    losses: list[Notice] = []
    for example in examples:
        found = _translated(example, dialect)
        if found.losses and (limited := in_language(example)):
            second = _translated(limited, dialect)
            found = found if second.losses else second
        if found.text and not found.losses:
            texts.append(found.text)
        losses += found.losses
    return Said(tuple(texts), () if texts else tuple(losses))


def in_language(example: str) -> str | None:
    """`ti:battery` as `ti@en:battery`, `ti:电池` as `ti@zh:电池`; None for other examples."""
    found = re.match(rf"({'|'.join(_TEXT)}):", example)
    if found is None:
        return None
    lang = "en" if example.isascii() else "zh"
    return f"{found[1]}@{lang}:{example[found.end() :]}"


def _translated(example: str, dialect: str) -> Translated:
    return translate(understand(example, CANONICAL), dialect)


def tried(text: str, lang: str) -> str:
    """Which forms were tried on a text that is no number."""
    return read_number(text, lang).note or ""
