"""Texts and drawings of WIPO ST.36 and ST.96, for the formats that are built on these closely.

ST.96 files are to be prepared by `parsers.formats.st96.prepared` before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, structs

from parsers.formats.nodes import attribute
from parsers.formats.parts import (
    TABLES,
    Flow,
    drawing,
    drawings,
    number_claims,
    paragraph_number,
    picture_gap,
    raw_claim,
)
from parsers.languages import lang_of
from parsers.model import Claim, Drawing, Gap, Segment, Text
from parsers.text import clean, marked_text
from parsers.xml import Element

_PASSED = frozenset({"invention-title", "doc-page", "InventionTitle", "PageImage", "DocumentURI"})
_BLOCKS = ("p", "heading", "tables", "table", "P", "Heading", "Table")
_HEADINGS = frozenset({"heading", "Heading"})
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
        for element in (*home.iterfind("description"), *home.iterfind("Description")):
            flow.lang = _lang(element, lang)
            _walk(element, flow, pieces)
        for element in (*home.iterfind("claims"), *home.iterfind("Claims")):
            listed = (*element.iterfind("claim"), *element.iterfind("Claim"))
            more, lacking = read_claims(listed, _lang(element, lang))
            claims, gaps = (*claims, *more), (*gaps, *lacking)
    printed = [e for home in homes for tag in ("abstract", "Abstract") for e in home.iterfind(tag)]
    paths = ("drawings/figure", "Drawings/Figure")
    figures = [*drawings(e for home in homes for path in paths for e in home.iterfind(path))]
    scanned = {part: files for home in homes for part, files in _scanned(home)}
    figures += _sheets(homes)
    return Body(
        abstract=titles(printed, lang),
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
    return lang_of(attribute(element, "lang", "languageCode")) or default


def titles(elements: Iterable[Element], default: str) -> tuple[Text, ...]:
    """One title or abstract per language, the first one of each."""
    found: dict[str, Text] = {}
    for element in elements:
        lang = _lang(element, default)
        text, marks = marked_text(element, lang)
        if text:
            found.setdefault(lang, Text(lang=lang, text=text, marks=marks))
    return tuple(found.values())


def read_claims(
    elements: Iterable[Element], lang: str
) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims with their printed numbers and what they depend on, by markup or by words."""
    return number_claims([raw_claim(element, lang) for element in elements], lang)


def _walk(element: Element, flow: Flow, pieces: Pieces | None) -> None:
    for child in list(element):
        if child.tag in _PASSED:
            continue
        if child.tag in _HEADINGS:
            flow.heading(child)
        elif child.tag in {"p", "P"}:
            _paragraph(child, flow, pieces)
        elif child.tag in TABLES:
            flow.paragraph(_wrapped(child))
        elif any(child.find(f".//{tag}") is not None for tag in _BLOCKS):
            _walk(child, flow, pieces)
        else:
            flow.paragraph(child, paragraph_number(child))


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
        pages = (
            *home.iterfind(f"{part}/doc-page"),
            *home.iterfind(f"{part.title()}/PageImage"),
            *home.iterfind(f"{part.title()}/DocumentURI"),
        )
        if files := _files(pages):
            yield part, files
    if files := _files((*home.iterfind("doc-page"), *home.iterfind("PageImage"))):
        yield "document", files


def _files(pages: Iterable[Element]) -> str:
    found = [*dict.fromkeys(attribute(page, "file") or "" for page in pages)]
    named = [clean(file) for file in found if file]
    shown = ", ".join(named[:5]) + (" …" if len(named) > 5 else "")
    return shown or ("?" if found else "")


def _sheets(homes: Iterable[Element]) -> Iterator[Drawing]:
    """Drawings that are there as whole sheets."""
    for home in homes:
        pages = (*home.iterfind("drawings/doc-page"), *home.iterfind("Drawings/PageImage"))
        for page in pages:
            if made := drawing(page):
                yield made
