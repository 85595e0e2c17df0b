"""Drawings as figures: where their pictures are, and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from parsers.figures import Figures, drawings_of, places
from parsers.figures import figures as figures_of
from parsers.finishing import SHEETS
from parsers.model import Publication, Segment
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
    anchor: str = ""
    sheet: bool = False


def figures(publication: Publication) -> list[Figure]:
    """Every drawing in order; `link` is None where the picture is not held.

    Where an office numbers sheets, the number is that of a sheet unless one figure is on each.
    """
    said = captions(segment.text for segment in publication.description)
    base = f"/api/v1/publications/{publication.id}/drawings/"
    sheets = is_by_sheets(publication)
    printed = {n: label for label, numbers in known(publication).items() for n in numbers}
    found = []
    for at, (drawing, name) in enumerate(
        zip(publication.drawings, addresses(publication), strict=True), 1
    ):
        number = drawing.number or str(at)
        label = printed.get(number) if sheets else number
        found.append(
            Figure(
                number=label or number,
                link=base + name if name else None,
                text=said.get(label.upper(), "") if label else "",
                width=drawing.width,
                height=drawing.height,
                anchor=f"drawing-{at}",
                sheet=label is None,
            )
        )
    return found


def is_by_sheets(publication: Publication) -> bool:
    return publication.office in SHEETS


def known(publication: Publication) -> Figures:
    """Label of a figure → numbers of the drawings it is on."""
    return figures_of(
        publication.description, publication.drawings, sheets=is_by_sheets(publication)
    )


class FigureLinks:
    """Links from the figures a text names to their pictures on the page."""

    def __init__(self, publication: Publication, shown: Iterable[Figure]) -> None:
        self._known = known(publication)
        self._anchors: dict[str, str] = {}
        for drawing, figure in zip(publication.drawings, shown, strict=True):
            if figure.link and drawing.number:
                self._anchors.setdefault(drawing.number, figure.anchor)

    def of(self, segment: Segment) -> list[tuple[int, int, str]]:
        """Where a link stands in the text, and where it leads; to a figure's first picture."""
        if not segment.figures or not self._anchors:
            return []
        found = []
        for place in places(segment.text):
            numbers = [n for n in drawings_of(place.label, self._known) if n in segment.figures]
            anchor = next((self._anchors[n] for n in numbers if n in self._anchors), None)
            if anchor:
                found.append((place.start, place.end, f"#{anchor}"))
        return found


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
