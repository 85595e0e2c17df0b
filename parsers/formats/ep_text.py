"""Texts of European patent documents: abstracts, description, claims in up to three languages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parsers.formats.ep_claims import read_claims
from parsers.formats.nodes import attribute
from parsers.formats.parts import Flow
from parsers.languages import lang_of
from parsers.model import Claim, ClaimSet, Gap, Segment, Text
from parsers.text import marked_text
from parsers.xml import Element


class Texts(Struct, frozen=True):
    """What `read_texts` found; `pictures` are image files that stand for text."""

    abstract: tuple[Text, ...]
    description: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    claim_sets: tuple[ClaimSet, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    pictures: tuple[str, ...]


def read_texts(root: Element, language: str) -> Texts:
    """All texts of the document, each in the language its own element names."""
    description: list[Segment] = []
    pictures: list[str] = []
    for element in root.iterfind("description"):
        flow = Flow(lang_of(element.get("lang")) or language)
        _walk(element, flow)
        description += flow.segments
        pictures += flow.pictures
    claims = read_claims(root, language)
    return Texts(
        abstract=tuple(_abstracts(root, language)),
        description=tuple(description),
        claims=claims.main,
        claim_sets=claims.others,
        gaps=claims.gaps,
        notes=claims.notes,
        pictures=tuple(pictures),
    )


def _abstracts(root: Element, language: str) -> Iterator[Text]:
    for element in root.iterfind("abstract"):
        lang = lang_of(element.get("lang")) or language
        text, marks = marked_text(element, lang)
        if text:
            yield Text(lang=lang, text=text, marks=marks)


def _walk(element: Element, flow: Flow) -> None:
    for child in element:
        if child.tag == "heading":
            flow.heading(child)
        elif child.tag == "p":
            flow.paragraph(child, attribute(child, "num"))
        elif child.tag in {"tables", "table"}:
            flow.add(child, "table")
        elif child.tag in {"invention-title", "doc-page"}:
            continue
        elif child.find(".//p") is None and child.find(".//heading") is None:
            flow.paragraph(child)  # a part that is one text without paragraphs
        else:
            _walk(child, flow)
