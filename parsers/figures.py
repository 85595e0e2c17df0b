"""Which drawings a paragraph speaks of: "FIG. 1A", "Figs. 2-4", 图1, 図５, 도 6, Abbildung 7."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from unicodedata import normalize

from msgspec import structs

from parsers.model import Drawing, Segment

_HINTS: Final = ("FIG", "Fig", "fig", "Abb", "abb", "图", "圖", "図", "도")
_WORD = (
    r"(?:(?<![A-Za-z])(?:fig(?:ure[ns]?|uren|ur|s)?|abb(?:ildung(?:en)?)?)\b\.?|"
    r"[附如]?[图圖図]|(?<![가-힣])도면?)"
)
_LABEL = r"\d{1,3}(?:\s?\(\s?[A-Za-z]\s?\)|[A-Za-z]{1,2}(?![A-Za-z])|[′'](?!\w))?(?![\d.]*\d)"
_LINK = (
    r"\s*(?:-|–|—|~|～|〜|至|到|乃至|から|ないし|내지|to|through|thru|bis|à|,|、|;|&|和|及|与|與|或|や|"
    r"および|及び|又は|または|및|와|과|또는|and|und|et|or|oder|ou)+\s*(?:(?:and|und|et|or|及び|和)\s+)?"
)
_REFERENCE = re.compile(
    rf"{_WORD}\s*(?:nos?\.|nr\.|n°)?\s*({_LABEL}(?:{_LINK}(?:{_WORD}\s*)?{_LABEL})*)", re.IGNORECASE
)
_ONE = re.compile(_LABEL)
_RANGE = re.compile(
    r"\s*(?:[-–—~～〜至到]|乃至|から|ないし|내지|to|through|thru|bis|à)", re.IGNORECASE
)
_MOST = 60
"""Figures of one range; more is no range."""


def labels(text: str) -> tuple[str, ...]:
    """The figures a text refers to, as `1`, `2A`, each once in the order of the text."""
    if not any(hint in text for hint in _HINTS):
        return ()
    if not text.isascii():
        text = normalize("NFKC", text)
    found = (label for match in _REFERENCE.finditer(text) for label in _listed(match[1]))
    return tuple(dict.fromkeys(found))


def _listed(text: str) -> Iterator[str]:
    before = ""
    end = 0
    for match in _ONE.finditer(text):
        label = "".join(char for char in match[0] if char.isalnum()).upper().lstrip("0")
        if before and _RANGE.match(text[end : match.start()]):
            yield from _between(before, label)
        if label:
            yield label
        before, end = label, match.end()


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
        structs.replace(segment, figures=found)
        if (found := tuple(dict.fromkeys(n for label in mine for n in _known(label, known))))
        else segment
        for segment, mine in zip(segments, said, strict=True)
    )


def _of_labels(drawings: Iterable[Drawing]) -> dict[str, list[str]]:
    """Label → numbers of drawings; a drawing of several figures has each of them in its number."""
    known: dict[str, list[str]] = {}
    for drawing in drawings:
        for part in (drawing.number or "").split(","):
            label = "".join(char for char in normalize("NFKC", part) if char.isalnum()).upper()
            numbers = known.setdefault(label.lstrip("0"), [])
            if drawing.number and drawing.number not in numbers:
                numbers.append(drawing.number)
    known.pop("", None)
    return known


def _of_sheets(drawings: Iterable[Drawing], said: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """Sheet 0 repeats one of the others on the front page."""
    numbers = [d.number for d in drawings if d.number and d.number != "0"]
    every = {label for mine in said for label in mine}
    figures = {
        label
        for label in every
        if not any(other != label and other.rstrip(_LETTERS) == label for other in every)
    }
    if len(figures) != len(numbers) or len({*numbers}) != len(numbers):
        return {}
    ordered = sorted(figures, key=lambda label: (int(label.rstrip(_LETTERS)), label))
    return {label: [number] for label, number in zip(ordered, numbers, strict=True)}


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _known(label: str, known: dict[str, list[str]]) -> list[str]:
    """`1A` may be on the drawing numbered 1, and figure 1 be the drawings 1A and 1B."""
    if label in known:
        return known[label]
    bare = label.rstrip(_LETTERS)
    if bare != label:
        return known.get(bare, [])
    parts = (numbers for other, numbers in known.items() if other.rstrip(_LETTERS) == label)
    return [number for numbers in parts for number in numbers]
