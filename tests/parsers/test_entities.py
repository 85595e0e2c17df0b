"""Every character that a DTD or entity file of an office or of ISO names is known, by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from unicodedata import category, normalize

import pytest

from parsers.entities import character, replace_entities

DECLARED = re.compile(r"<!ENTITY\s+([A-Za-z][\w.-]*)\s+(CDATA|SDATA|)\s*(?:\"([^\"]*)\"|'([^']*)')")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NUMERIC = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
FILES = {".dtd", ".ent", ".dec", ".rls"}
OTHERWISE = {
    "newline": "white space of a text is a blank",
    "UNKNOWN": "a full block in the office's file, for what nobody could read",
    "CIRC": "the accent, as with circ, where DOCDB has the sign of ASCII",
    "lparstr": "a private glyph in the file of WIPO, primes in that of DOCDB",
    "rparstr": "a private glyph in the file of WIPO, primes in that of DOCDB",
}
"""Names that stand for another character than one file says, and why."""


def declarations(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in folder.rglob("*"):
        if path.suffix.lower() in FILES:
            text = COMMENT.sub("", path.read_text("latin-1"))
            for name, kind, one, other in DECLARED.findall(text):
                found[name].add("" if kind == "SDATA" else one or other)
    return found


def written(value: str) -> str | None:
    """What a declared value is, with references within references; None for glyph names."""
    for _ in range(2):
        value = NUMERIC.sub(lambda m: chr(int(m[1], 16) if m[1] else int(m[2])), value)
    return None if not value or re.fullmatch(r"\[.*\]", value) else normalize("NFC", value)


def is_private(text: str | None) -> bool:
    return bool(text) and all(category(char) == "Co" for char in text)


def test_every_declared_name_is_known(shared_samples: Path) -> None:
    declared = declarations(shared_samples / "dtd-xsd")
    assert len(declared) > 2000
    data = "".join(f"&{name};" for name in declared).encode()
    _, unknown = replace_entities(data)
    assert unknown == ()


def wrong(declared: dict[str, set[str]]) -> Iterator[str]:
    for name, values in declared.items():
        ours = character(name.encode())
        assert ours is not None
        told = {text for value in values if (text := written(value))}
        if any(map(is_private, told)):
            told.add("\N{REPLACEMENT CHARACTER}")
        if told and normalize("NFC", ours.decode()) not in told and name not in OTHERWISE:
            yield name


def test_every_name_stands_for_the_character_that_is_declared(shared_samples: Path) -> None:
    assert [*wrong(declarations(shared_samples / "dtd-xsd"))] == []


def test_every_name_of_html_is_known() -> None:
    names = {name for name in html5 if name.endswith(";")}
    assert replace_entities("".join(f"&{name}" for name in names).encode())[1] == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("agr", "α"), ("b.alpha", "𝛂"), ("OHacgr", "Ώ"), ("zhcy", "ж"), ("Yacute", "Ý"),
        ("boxvh", "┼"), ("Afr", "𝔄"), ("Copf", "ℂ"), ("Bscr", "ℬ"), ("lrhar2", "⇋"), ("frac38", "⅜"),
        ("half", "½"), ("hearts", "♥"), ("nldr", "‥"), ("dagger", "†"), ("lsquor", "‚"), ("rarr", "→"),
        ("les", "⩽"), ("nvdash", "⊬"), ("EACUTE", "é"), ("Lhalfcircle", "\ufffd"),
    ],
)  # fmt: skip
def test_names_of_each_set(name: str, expected: str) -> None:
    value = character(name.encode())
    assert value is not None
    assert value.decode() == expected
