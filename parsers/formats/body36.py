"""Texts and drawings as WIPO ST.36 has them, for the formats that are built on it closely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, structs

from parsers.formats.nodes import attribute
from parsers.formats.parts import (
    Flow,
    drawing,
    drawings,
    number_claims,
    paragraph_number,
    picture_gap,
    raw_claim,
)
from parsers.model import Claim, Drawing, Gap, Part, Segment, Text
from parsers.text import clean, lang_of, marked_text
from parsers.xml import Element

PARTS: dict[str, Part] = {
    "technical-field": "technical_field",
    "background-art": "background",
    "citation-list": "background",
    "disclosure": "summary",
    "summary-of-invention": "summary",
    "tech-problem": "summary",
    "tech-solution": "summary",
    "advantageous-effects": "summary",
    "description-of-drawings": "drawings",
    "description-of-embodiments": "embodiments",
    "best-mode": "embodiments",
    "mode-for-invention": "embodiments",
    "embodiments-example": "examples",
    "industrial-applicability": "industrial_applicability",
    "reference-to-deposited-biological-material": "deposits",
    "sequence-list-text": "sequence_listing",
    "sequence-list": "sequence_listing",
    "reference-signs-list": "reference_signs",
}
"""Sections of a description by the elements they are in (PCT Rule 5.1)."""

_PASSED = frozenset({"invention-title", "doc-page"})
_BLOCKS = ("p", "heading", "tables", "table")
Pieces = Callable[[Element], Iterable[tuple[str, str | None, Element]]]
"""How a paragraph falls into pieces: a label to set before each, the figure it is about."""


class Body(Struct, frozen=True):
    """The texts of a document in reading order.

    `scanned` are the parts of which only images of pages are there, with their files.
    """

    abstract: tuple[Text, ...] = ()
    description: tuple[Segment, ...] = ()
    claims: tuple[Claim, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    gaps: tuple[Gap, ...] = ()
    scanned: dict[str, str] = {}

    @property
    def needs_ocr(self) -> bool:
        """Whether page images are all there is of the full text."""
        return bool(self.scanned) and not self.claims and not self.description


def read_body(
    root: Element, lang: str, pieces: Pieces | None = None, within: Iterable[str] = (".",)
) -> Body:
    """The parts of a document that are children of these elements of `root`."""
    homes = [home for path in within if (home := root.find(path)) is not None]
    flow = Flow(lang)
    claims: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    for home in homes:
        for element in home.iterfind("description"):
            flow.lang = _lang(element, lang)
            _walk(element, flow, pieces)
        for element in home.iterfind("claims"):
            more, missing = read_claims(element.iterfind("claim"), _lang(element, lang))
            claims, gaps = (*claims, *more), (*gaps, *missing)
    abstract = tuple(text for home in homes for text in abstracts(home.iterfind("abstract"), lang))
    figures = [*drawings(figure for home in homes for figure in home.iterfind("drawings/figure"))]
    scanned = {part: files for home in homes for part, files in _scanned(home)}
    figures += _sheets(homes)
    return Body(
        abstract=abstract,
        description=tuple(flow.segments),
        claims=claims,
        drawings=tuple(figures),
        gaps=(*gaps, *picture_gap(flow.pictures)),
        scanned=scanned,
    )


def missing(body: Body, title: tuple[Text, ...], parts: Iterable[str]) -> Iterator[Gap]:
    """Gaps for those of these parts that have no text, with the page images that stand for them."""
    found: dict[str, object] = {
        "title": title,
        "abstract": body.abstract,
        "description": body.description,
        "claims": body.claims,
    }
    for part in parts:
        if found[part]:
            continue
        pages = body.scanned.get(part) or body.scanned.get("document")
        if pages:
            yield Gap(part=part, reason="scan_only", detail=pages)
        else:
            yield Gap(part=part, reason="not_in_source")


def _lang(element: Element, default: str) -> str:
    return lang_of(attribute(element, "lang")) or default


def titles(elements: Iterable[Element], default: str) -> tuple[Text, ...]:
    """One title per language, the first one of each."""
    found: dict[str, Text] = {}
    for element in elements:
        lang = _lang(element, default)
        text, marks = marked_text(element, lang)
        if text:
            found.setdefault(lang, Text(lang=lang, text=text, marks=marks))
    return tuple(found.values())


def abstracts(elements: Iterable[Element], default: str) -> tuple[Text, ...]:
    """One abstract per language: its paragraphs, or problem and solution, run on."""
    return titles(elements, default)


def read_claims(
    elements: Iterable[Element], lang: str
) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims with their printed numbers and what they depend on, by markup or by words."""
    return number_claims([raw_claim(element, lang) for element in elements], lang)


def read_description(element: Element, lang: str, pieces: Pieces | None = None) -> Flow:
    """The blocks of a description, each with the section it stands in."""
    flow = Flow(lang)
    _walk(element, flow, pieces)
    return flow


def _walk(element: Element, flow: Flow, pieces: Pieces | None) -> None:
    before = len(flow.segments)
    for child in list(element):
        if child.tag in _PASSED:
            continue
        if child.tag == "heading":
            flow.heading(child)
        elif child.tag == "p":
            _paragraph(child, flow, pieces)
        elif child.tag in {"tables", "table"}:
            flow.paragraph(_wrapped(child))
        elif any(child.find(f".//{tag}") is not None for tag in _BLOCKS):
            _walk(child, flow, pieces)
        else:
            flow.paragraph(child, paragraph_number(child))
    part = PARTS.get(element.tag)
    if part:
        for place in range(before, len(flow.segments)):
            if flow.segments[place].part is None:
                flow.segments[place] = structs.replace(flow.segments[place], part=part)


def _wrapped(table: Element) -> Element:
    """A table between paragraphs, as the only thing in one."""
    paragraph = table.makeelement("p")
    parent = table.getparent()
    if parent is not None:
        parent.replace(table, paragraph)
    paragraph.tail, table.tail = table.tail, None
    paragraph.append(table)
    return paragraph


def _paragraph(element: Element, flow: Flow, pieces: Pieces | None) -> None:
    number = paragraph_number(element)
    found = [*pieces(element)] if pieces else []
    if not found:
        flow.paragraph(element, number)
        return
    for label, figure, piece in found:
        if not flow.add(piece, "paragraph", number, before=label):
            continue
        number = None
        last = flow.segments[-1]
        if figure and not last.figures:
            flow.segments[-1] = structs.replace(last, figures=(figure,))


def _scanned(home: Element) -> Iterator[tuple[str, str]]:
    """Parts that are images of pages: the names of their files."""
    for part in ("abstract", "description", "claims"):
        if files := _files(home.iterfind(f"{part}/doc-page")):
            yield part, files
    if files := _files(home.iterfind("doc-page")):
        yield "document", files


def _files(pages: Iterable[Element]) -> str:
    found = [*dict.fromkeys(attribute(page, "file") or "" for page in pages)]
    named = [clean(file) for file in found if file]
    shown = ", ".join(named[:5]) + (" …" if len(named) > 5 else "")
    return shown or ("?" if found else "")


def _sheets(homes: Iterable[Element]) -> Iterator[Drawing]:
    """Drawings that are there as whole sheets."""
    for home in homes:
        for page in home.iterfind("drawings/doc-page"):
            if made := drawing(page):
                yield made
