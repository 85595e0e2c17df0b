"""Which drawings a paragraph speaks of: "FIG. 1A", "Figs. 2-4", 图1, 図５, 도 6, Abbildung 7."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from msgspec import structs

from parsers.model import Drawing, Segment

Figures = dict[str, list[str]]
"""Label of a figure → numbers of drawings."""

_WORD = (
    r"(?:(?<![A-Za-z])(?:fig(?:ure[ns]?|uren|ur|s)?|abb(?:ildung(?:en)?)?)\b\.?|"
    r"[附如]?[图圖図]|(?<![가-힣])도면?)"
)
_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_LABEL = (
    rf"\d{{1,3}}(?:\s?[(（]\s?{_LETTER}\s?[)）]|{_LETTER}{{1,2}}(?!{_LETTER})|[′'](?!\w))?"
    r"(?![\d.]*\d)"
)
_TO = r"[-–—－~～〜至到]|乃至|から|ないし|내지|to|through|thru|bis|à"
_AND = "[,，、;；&]|和|及|与|與|或|や|および|及び|又は|または|및|와|과|또는|and|und|et|or|oder|ou"
_LINK = rf"\s*(?:{_TO}|{_AND})+\s*(?:(?:and|und|et|or|及び|和)\s+)?"
_REFERENCE = re.compile(
    rf"{_WORD}\s*(?:nos?\.|nr\.|n°)?\s*({_LABEL}(?:{_LINK}(?:{_WORD}\s*)?{_LABEL})*)", re.IGNORECASE
)
_ONE = re.compile(_LABEL)
_WORDS = re.compile(_WORD, re.IGNORECASE)
_RANGE = re.compile(rf"\s*(?:{_TO})", re.IGNORECASE)
_MOST = 60
"""Figures of one range; more is no range."""


class Place(NamedTuple):
    """Where a text names a figure, `[start, end)`: the first of a list with the word before it."""

    start: int
    end: int
    label: str


def _hints(text: str) -> bool:
    """Whether a word for a figure may be in a text; asked of every paragraph, hence no loop."""
    if text.isascii():
        return "Fig" in text or "FIG" in text or "fig" in text or "Abb" in text or "abb" in text
    latin = "Fig" in text or "FIG" in text or "fig" in text or "Abb" in text or "abb" in text
    return latin or "图" in text or "図" in text or "도" in text or "圖" in text


def places(text: str) -> Iterator[Place]:
    """Every figure that is named, in the order of the text."""
    if _hints(text):
        for match in _REFERENCE.finditer(text):
            start = match.start()
            for one in _ONE.finditer(text, match.start(1), match.end(1)):
                yield Place(
                    start if start < match.start(1) else one.start(), one.end(), _plain(one[0])
                )
                start = match.end(1)


def labels(text: str) -> tuple[str, ...]:
    """The figures a text refers to, as `1`, `2A`, each once in the order of the text.

    With "Figs. 2-4", figure 3 is one of them.
    """
    if not _hints(text):
        return ()
    found: dict[str, None] = {}
    before: Place | None = None
    for place in places(text):
        if before is not None and _RANGE.match(text[before.end : place.start]):
            found |= dict.fromkeys(_between(before.label, place.label))
        found[place.label] = None
        before = place
    return tuple(label for label in found if label)


def _plain(text: str) -> str:
    kept = "".join(char for char in normalize("NFKC", text) if char.isalnum())
    return kept.upper().lstrip("0")


def _between(first: str, last: str) -> Iterator[str]:
    """The figures between the ends of a range: numbers, or letters of one number."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        if low < high <= low + _MOST:
            yield from map(str, range(low + 1, high))
    elif first[:-1] == last[:-1] and first[-1].isalpha() and last[-1].isalpha():
        yield from (first[:-1] + chr(code) for code in range(ord(first[-1]) + 1, ord(last[-1])))


def with_figures(
    segments: Sequence[Segment], drawings: Sequence[Drawing], *, sheets: bool = False
) -> tuple[Segment, ...]:
    """The segments with the numbers of those drawings that they refer to and that are there.

    With `sheets`, the numbers of the drawings are those of sheets, on which several figures may be:
    then they are figures only if the text speaks of exactly as many figures as there are sheets,
    since each sheet has one at least.
    """
    if not drawings or not segments:
        return tuple(segments)
    said = [() if segment.figures else labels(segment.text) for segment in segments]
    known = _of_sheets(drawings, said) if sheets else _of_labels(drawings)
    if not known:
        return tuple(segments)
    return tuple(
        structs.replace(segment, figures=found) if (found := _numbers(mine, known)) else segment
        for segment, mine in zip(segments, said, strict=True)
    )


def _numbers(mine: Iterable[str], known: Figures) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for label in mine for n in drawings_of(label, known)))


def figures(
    segments: Iterable[Segment], drawings: Sequence[Drawing], *, sheets: bool = False
) -> Figures:
    """The numbers of the drawings on which each figure is; see `with_figures`."""
    if not sheets:
        return _of_labels(drawings)
    return _of_sheets(drawings, [labels(segment.text) for segment in segments])


def _of_labels(drawings: Iterable[Drawing]) -> Figures:
    """Label → numbers of drawings; a drawing of several figures has each of them in its number."""
    known: dict[str, list[str]] = {}
    for drawing in drawings:
        for part in (drawing.number or "").split(","):
            numbers = known.setdefault(_plain(_WORDS.sub("", part)), [])
            if drawing.number and drawing.number not in numbers:
                numbers.append(drawing.number)
    known.pop("", None)
    return known


def _of_sheets(drawings: Iterable[Drawing], said: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """Sheet 0 repeats one of the others on the front page."""
    numbers = [d.number for d in drawings if d.number and d.number != "0"]
    every = {label for mine in said for label in mine}
    said_once = {
        label
        for label in every
        if not any(other != label and other.rstrip(_LETTERS) == label for other in every)
    }
    if len(said_once) != len(numbers) or len({*numbers}) != len(numbers):
        return {}
    ordered = sorted(said_once, key=lambda label: (int(label.rstrip(_LETTERS)), label))
    return {label: [number] for label, number in zip(ordered, numbers, strict=True)}


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def drawings_of(label: str, known: Figures) -> list[str]:
    """The drawings of a figure.

    `1A` may be on the drawing numbered 1, and figure 1 be the drawings 1A and 1B.
    """
    if label in known:
        return known[label]
    bare = label.rstrip(_LETTERS)
    if bare != label:
        return known.get(bare, [])
    parts = (numbers for other, numbers in known.items() if other.rstrip(_LETTERS) == label)
    return [number for numbers in parts for number in numbers]
