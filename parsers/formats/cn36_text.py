"""Texts of the Chinese ST.36 files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parsers.formats.cn_words import is_heading, without_items
from parsers.formats.nodes import attribute
from parsers.formats.parts import Flow, number_claims, paragraph_number, raw_claim
from parsers.model import Claim, Gap, Segment, Text
from parsers.text import clean, joined, marked_text
from parsers.xml import Element

_PARTS = ("abstract", "description", "claims")


class Texts(Struct, frozen=True):
    """What `read_texts` found; `scanned` names the parts that are page images, with their files."""

    title: tuple[Text, ...]
    abstract: tuple[Text, ...]
    description: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]
    pictures: tuple[str, ...]
    scanned: dict[str, str]


def read_texts(root: Element, biblio: Element | None) -> Texts:
    """All texts; they are Chinese."""
    flow = Flow("zh")
    for element in root.iterfind("application-body/description"):
        _walk(element, flow)
    raw = without_items(
        [raw_claim(claim, "zh") for claim in root.iterfind("application-body/claims/claim")]
    )
    claims, gaps = number_claims(raw, "zh")
    return Texts(
        title=tuple(_titles(root, biblio)),
        abstract=tuple(_abstracts(root, biblio)),
        description=tuple(flow.segments),
        claims=claims,
        gaps=gaps,
        pictures=tuple(flow.pictures),
        scanned=dict(_scanned(root)),
    )


def _titles(root: Element, biblio: Element | None) -> Iterator[Text]:
    """The title of the bibliographic data, or else that of the description (there often in `b`)."""
    found = [] if biblio is None else biblio.findall("invention-title")
    for element in found or root.findall("application-body/description/invention-title"):
        text, marks = marked_text(element, "zh")
        if text:
            yield Text(lang="zh", text=text, marks=marks)
            return


def _abstracts(root: Element, biblio: Element | None) -> Iterator[Text]:
    """One abstract, in whichever place; a paragraph that is only a deposit of material is none."""
    places = [] if biblio is None else biblio.findall("abstract")
    for element in (*places, *root.iterfind("application-body/abstract")):
        blocks = [block for block in element.iter("p") if not _is_deposit(block)] or [element]
        text, marks = joined(marked_text(block, "zh") for block in blocks)
        if text:
            yield Text(lang="zh", text=text, marks=marks)
            return


def _is_deposit(block: Element) -> bool:
    return block.find("bio-deposit") is not None and not clean(block.text or "")


def _walk(element: Element, flow: Flow) -> None:
    """Paragraphs in order; one that reads like a heading is one, in both shapes of description."""
    for child in element:
        if child.tag == "heading":
            flow.heading(child)
        elif child.tag == "p":
            if is_heading(child):
                flow.heading(child)
            else:
                flow.paragraph(child, paragraph_number(child))
        elif child.tag in {"tables", "table"}:
            flow.add(child, "table")
        elif child.tag in {"invention-title", "doc-page"}:
            continue
        elif child.find(".//p") is None and child.find(".//heading") is None:
            flow.paragraph(child)  # a part that is one text without paragraphs
        else:
            _walk(child, flow)


def _scanned(root: Element) -> Iterator[tuple[str, str]]:
    for part in _PARTS:
        for path in (f"application-body/{part}", f"cn-bibliographic-data/{part}"):
            pages = [attribute(page, "file") or "" for page in root.iterfind(f"{path}/doc-page")]
            if pages:
                yield part, ", ".join(filter(None, pages))
    pages = [
        attribute(page, "file") or ""
        for path in ("doc-page", "application-body/doc-page")
        for page in root.iterfind(path)
    ]
    if pages:
        yield "document", ", ".join(filter(None, pages))
