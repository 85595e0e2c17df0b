"""The help page: the field table and its examples, straight from `FIELDS`."""

from __future__ import annotations

from typing import Any

from indexer.fields import FIELDS, GROUPS
from parsers.errors import CODES as PARSE_CODES
from parsers.numbers import read_number
from search_api.errors import CODES
from search_api.language import DIALECTS
from web.words import N_

SYNTAX: tuple[tuple[str, str], ...] = (
    ("solid electrolyte", N_("both words, anywhere in the text")),
    ('"solid electrolyte"', N_("the words next to each other, in this order")),
    ("固态电解质", N_("a run of Chinese characters, wherever it stands inside a longer one")),
    ("anode OR cathode", N_("either word")),
    ("battery NOT lithium", N_("the first without the second")),
    ("(anode OR cathode) AND coating", N_("brackets group")),
    ("electro*", N_("any ending; ? stands for exactly one character")),
    ("anode NEAR5 cathode", N_("at most five words apart, in either order, in one sentence")),
    ("solid ADJ2 electrolyte", N_("at most two words on, in this order")),
    ("ti:battery", N_("only in the title; see the fields below")),
    ("(ti,ab):battery", N_("in the title or the abstract")),
    ("pd:[2015 TO 2020]", N_("published from 2015 to 2020; also pd>=2015-06, pd:2021-03")),
    ("ipc:H01M/low", N_("the class and everything below it")),
    ("ipc:[H01M4/00 TO H01M10/05]", N_("from one class to another, with what lies below the last")),
    ("cc:CN AND right:utility_model", N_("fields with fixed values")),
)
"""Runnable examples with their meaning; meanings are translated, examples are not."""


def view(lang: str) -> dict[str, Any]:
    """Everything the template `help.html` shows; `codes` are (code, status, title)."""
    return {
        "q": None,
        "fields": FIELDS,
        "groups": GROUPS,
        "syntax": SYNTAX,
        "dialects": DIALECTS.values(),
        "codes": [
            (name, code.status, code.zh if lang == "zh" else code.en)
            for name, code in sorted(CODES.items())
        ],
        "parse_codes": sorted(
            (name, text) for name, text in PARSE_CODES.items() if name not in CODES
        ),
    }


def tried(text: str, lang: str) -> str:
    """Which forms were tried on a text that is no number."""
    return read_number(text, lang).note or ""
