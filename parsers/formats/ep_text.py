"""Texts of European patent documents: abstracts, description, claims in up to three languages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parsers.formats.nodes import attribute
from parsers.formats.parts import Flow, number_claims, raw_claim
from parsers.model import Claim, Gap, Segment, Text
from parsers.text import lang_of, marked_text
from parsers.xml import Element


class Texts(Struct, frozen=True):
    """What `read_texts` found; `pictures` are image files that stand for text."""

    abstract: tuple[Text, ...]
    description: tuple[Segment, ...]
    claims: tuple[Claim, ...]
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
    claims, gaps = _claims(root, language)
    return Texts(
        abstract=tuple(_abstracts(root, language)),
        description=tuple(description),
        claims=claims,
        gaps=gaps,
        notes=tuple(_notes(root)),
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


def _claims(root: Element, language: str) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """The first set of claims of each language.

    Sets for single contracting states repeat numbers and language; they are a gap, not claims.
    """
    sets: dict[str, tuple[Claim, ...]] = {}
    gaps: list[Gap] = []
    for element in root.iterfind("claims"):
        lang = lang_of(element.get("lang")) or language
        raw = [raw_claim(claim, lang) for claim in element.iterfind("claim")]
        if not raw:
            continue
        if lang in sets:
            detail = f"{lang}: another set of {len(raw)} claims for some contracting states"
            gaps.append(Gap(part="claims", reason="truncated", detail=detail))
            continue
        sets[lang], missing = number_claims(raw, lang)
        gaps += missing
    return tuple(claim for claims in sets.values() for claim in claims), tuple(gaps)


def _notes(root: Element) -> Iterator[str]:
    amended = sum(1 for _ in root.iterfind("amended-claims/claim"))
    if amended:
        yield f"{amended} amended claims in the file are not among the claims"
