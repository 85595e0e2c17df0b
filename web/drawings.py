"""Drawings as figures: where their pictures are, and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from parsers.model import Publication
from search_api.drawings import addresses

_LABEL = r"(?:FIGS?\.?|FIGURES?|Fig(?:s|ures?|uren?)?\.?|Abb\.?|Abbildung|附?图|図|【図|圖|도)\s*"
_NUMBER = re.compile(_LABEL + r"([0-9０-９]+[A-Za-z]?)")
_END = re.compile(r"[;；。]|\.(?=\s|$)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: its number as printed (else its position), and the address of its picture.

    `text` is the sentence of the description that says what it shows, "" where none does.
    """

    number: str
    link: str | None
    text: str
    width: int | None
    height: int | None


def figures(publication: Publication) -> list[Figure]:
    """Every drawing in order; `link` is None where the picture is not held."""
    said = captions(segment.text for segment in publication.description)
    base = f"/api/v1/publications/{publication.id}/drawings/"
    return [
        Figure(
            number=drawing.number or str(at),
            link=base + name if name else None,
            text=said.get((drawing.number or str(at)).upper(), ""),
            width=drawing.width,
            height=drawing.height,
        )
        for at, (drawing, name) in enumerate(
            zip(publication.drawings, addresses(publication), strict=True), 1
        )
    ]


def captions(paragraphs: Iterable[str]) -> dict[str, str]:
    """Figure number → the first sentence that begins with it: "FIG. 1 is a section of …"."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        begin = 0
        for end in [*_END.finditer(paragraph[:4_000]), None]:
            sentence = paragraph[begin : end.start() if end else 4_000].strip()
            if sentence.upper() in {"FIG", "FIGS", "ABB"}:
                continue  # the stop of an abbreviation
            begin = end.end() if end else begin
            if (match := _NUMBER.match(sentence)) and len(sentence) > match.end() + 1:
                found.setdefault(normalize("NFKC", match[1]).upper(), sentence[:_LONGEST])
    return found
