"""Synonyms and abbreviations that a CPC definition lists, as sets of terms that mean the same.

Only what is plainly a list of terms is taken: quoted ones, or items and cells of a few words. An
abbreviation is taken where its letters are those of what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.abbreviations import long_form
from parsers.schemes.entries import Terms
from parsers.schemes.text import line
from parsers.xml import Element, local_name

_QUOTED = re.compile(r"[\"“”„«»]\s*([^\"“”„«»]{2,80}?)\s*[\"“”«»]")
_LONGEST, _WORDS, _UNQUOTED = 60, 5, 9
_LANGUAGE = re.compile(r"\s*\([A-Z]{2}\)$|\(s\)")


def terms_of(section: Element) -> tuple[Terms, ...]:
    """The sets of a `synonyms-keywords` section."""
    return tuple(_sets(section))


def _sets(section: Element) -> Iterator[Terms]:
    for part in section:
        match local_name(part.tag) if isinstance(part.tag, str) else "":
            case "synonyms":
                yield from _synonyms(part)
            case "instead-of-words":
                for cells in _rows(part):
                    words = [word for cell in cells for word in _listed(cell)]
                    if all(map(_listed, cells)):
                        yield from _made("synonym", words)
            case "abbreviations":
                for cells in _rows(part):
                    if len(cells) == 2:
                        yield from _abbreviations(*cells)


def _synonyms(part: Element) -> Iterator[Terms]:
    """A set an item, or a row; items of one term each are a set together."""
    for cells in _rows(part):
        yield from _made("synonym", [word for cell in cells for word in _listed(cell)])
    single: list[str] = []
    for item in (line(one) for one in part.iter() if _named(one, "list-item")):
        words = _listed(item)
        if len(words) > 1:
            yield from _made("synonym", words)
        else:
            single += words
    yield from _made("synonym", single)


def _listed(text: str) -> list[str]:
    """The terms of an item or cell; none where it is prose."""
    quoted = _QUOTED.findall(text)
    if text.count('"') % 2 or any(word in {"and", "or", ","} for word in quoted):
        return []  # a quotation mark is missing
    if len(quoted) > 1 or (quoted and len(quoted[0]) > len(text) - 6):
        found = quoted
    elif quoted or len(text.split()) > _UNQUOTED:
        return []
    else:
        found = re.split(r"[,;=]|\bor\b", text)
    words = [_LANGUAGE.sub("", " ".join(word.split()).strip(" .,")) for word in found]
    plain = [word for word in words if word]
    return plain if all(map(_is_term, plain)) else []


def _is_term(text: str) -> bool:
    short = len(text) <= _LONGEST and len(text.split()) <= _WORDS
    return short and any(map(str.isalpha, text)) and not re.search(r"[()|:?!,]|\. |e\.g", text)


def _abbreviations(first: str, second: str) -> Iterator[Terms]:
    """`LED | light emitting diode`; one set for each thing an abbreviation stands for."""
    shorts = _parts(first, r"[,;/]|\bor\b|\band\b")
    longs = _parts(re.sub(r"\(.*?\)", "", second), r"[;,]|\bor\b")
    for long in longs:
        fitting = [short for short in shorts if len(short) > 1 and _stands_for(short, long)]
        if _is_term(long) or len(long.split()) <= _WORDS + 3:
            yield from _made("abbreviation", [*fitting, long] if fitting else [])


def _parts(text: str, between: str) -> list[str]:
    return [part.strip(' ."“”') for part in re.split(between, text)]


def _stands_for(short: str, long: str) -> bool:
    plain = "".join(char for char in short if char.isalpha())
    return len(plain) > 1 and long_form(plain, long) == long


def _rows(part: Element) -> Iterator[list[str]]:
    for row in part.iter():
        if _named(row, "table-row"):
            cells = (line(cell).strip(" |") for cell in row if _named(cell, "table-column"))
            yield [cell for cell in cells if cell]


def _named(element: Element, name: str) -> bool:
    return isinstance(element.tag, str) and local_name(element.tag) == name


def _made(kind: str, words: list[str]) -> Iterator[Terms]:
    distinct = tuple({word.lower(): word for word in words if word}.values())
    if len(distinct) > 1:
        yield Terms("abbreviation" if kind == "abbreviation" else "synonym", distinct)
