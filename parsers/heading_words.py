"""What headings of descriptions say, in six languages, about the part that follows them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

from parsers.model import Part

_LONGEST = 150
_BEFORE = re.compile(
    r"(?:[(（\[【〔<＜《〖]+|(?:第?[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])"
    r"\s*[.)、．:：\]）]|[*•■●◆-])\s*"
)
_BEHIND = re.compile(r"[\s:：.。\-–—)）\]】〕>＞》〗]+$")

_SECTION = re.compile(r"\[([a-z]{2}) (\w+)\]")
_UNBROKEN = frozenset({"zh", "ja", "ko"})
_ORDER: tuple[Part, ...] = (
    "related", "government", "sequence_listing", "reference_signs", "deposits", "drawings",
    "examples", "industrial_applicability", "embodiments", "technical_field", "background",
    "summary",
)  # fmt: skip
"""Narrow wordings before wide ones."""


def _read() -> dict[str, dict[str, list[str]]]:
    """Language → part → expressions."""
    words: dict[str, dict[str, list[str]]] = {}
    place: list[str] = []
    text = files("parsers").joinpath("headings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if found := _SECTION.fullmatch(line):
            place = words.setdefault(found[1], {}).setdefault(found[2], [])
        elif line and not line.startswith("#"):
            place.append(line)
    return words


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """One expression a language, with the parts as its groups."""
    return {
        lang: re.compile("|".join(f"(?P<{part}>{'|'.join(parts[part])})" for part in _ORDER))
        for lang, parts in _read().items()
    }


@lru_cache(maxsize=4_096)
def part_of_heading(text: str, lang: str) -> Part | None:
    """The part that a heading in zh, en, de, fr, ja or ko begins; None if its words tell none."""
    pattern = _patterns().get(lang)
    if pattern is None or len(text) > _LONGEST:
        return None
    plain = normalize("NFKC", text).lower()
    if lang in _UNBROKEN:
        plain = "".join(plain.split())
    plain = _bare(plain)
    found = pattern.fullmatch(plain)
    return found.lastgroup if found else None  # type: ignore[return-value]  # groups are parts


def _bare(text: str) -> str:
    """Without numbering, brackets and colon."""
    while (found := _BEFORE.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return _BEHIND.sub("", text)
