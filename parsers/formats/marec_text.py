"""Texts of MAREC documents: titles, abstracts, descriptions and claims, each per language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parsers.formats.marec_parties import plain
from parsers.formats.nodes import attribute, value
from parsers.formats.parts import (
    Flow,
    RawClaim,
    drawings,
    number_claims,
    paragraph_number,
    raw_claim,
)
from parsers.languages import lang_of
from parsers.model import Claim, ClaimSet, Drawing, Gap, Segment, Text
from parsers.scripts import shifted
from parsers.text import marked_text
from parsers.xml import Element

_PRINTED = re.compile(r"(\d{1,9})\s*[.)]\s*(?=\S)")
_SKIPPED = frozenset({"invention-title", "doc-page"})
_ABSTRACT_DRAWINGS = frozenset({"ad", "abstract-drawing"})


class Texts(Struct, frozen=True):
    """What `read_texts` found; `pictures` are image files that stand for text."""

    language: str
    title: tuple[Text, ...]
    abstract: tuple[Text, ...]
    description: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    claim_sets: tuple[ClaimSet, ...]
    drawings: tuple[Drawing, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    pictures: tuple[str, ...]


def read_texts(root: Element, biblio: Element | None, told: str | None) -> Texts:
    """All texts, in the languages their elements name; `told` is that of the document."""
    titles = biblio.findall("technical-data/invention-title") if biblio is not None else []
    language = told or _language([*titles, *root.findall("description"), *root.findall("claims")])
    flows = [_flow(element, language) for element in _one_each(root, "description", language)]
    claims, sets, gaps = _claims(root, language)
    skipped = len(root.findall("description")) - len(flows)
    return Texts(
        language=language,
        title=tuple(_texts(_chosen(titles, language), language)),
        abstract=tuple(_texts(_one_each(root, "abstract", language), language)),
        description=tuple(segment for flow in flows for segment in flow.segments),
        claims=claims,
        claim_sets=sets,
        drawings=drawings(root.iterfind("drawings/figure")) or _front(root),
        gaps=tuple(gaps),
        notes=(f"{skipped} more descriptions in the same language",) if skipped else (),
        pictures=tuple(picture for flow in flows for picture in flow.pictures),
    )


def _language(elements: Sequence[Element]) -> str:
    told = (lang_of(attribute(element, "lang")) for element in elements)
    return next((lang for lang in told if lang), "en")


def _one_each(root: Element, tag: str, language: str) -> list[Element]:
    return _chosen(root.findall(tag), language)


def _chosen(elements: Sequence[Element], language: str) -> list[Element]:
    """One element per language: the office's own rather than that of the EPO's master data."""
    found: dict[str, Element] = {}
    for element in elements:
        lang = lang_of(attribute(element, "lang")) or language
        before = found.get(lang)
        if before is None or (_borrowed(before) and not _borrowed(element)):
            found[lang] = element
    return list(found.values())


def _borrowed(element: Element) -> bool:
    return attribute(element, "load-source") == "docdb"


def _texts(elements: Sequence[Element], language: str) -> Iterator[Text]:
    for element in elements:
        lang = lang_of(attribute(element, "lang")) or language
        text, marks = marked_text(element, lang)
        if (escaped := plain(text) or "") != text:
            text, marks = escaped, ()
        if text:
            yield Text(lang=lang, text=text, marks=marks)


def _flow(element: Element, language: str) -> Flow:
    flow = Flow(lang_of(attribute(element, "lang")) or language)
    _walk(element, flow)
    return flow


def _walk(element: Element, flow: Flow) -> None:
    for child in element:
        if child.tag == "heading":
            flow.heading(child)
        elif child.tag == "p":
            flow.paragraph(child, paragraph_number(child))
        elif child.tag in {"tables", "table"}:
            flow.add(child, "table")
        elif child.tag in _SKIPPED:
            continue
        elif child.find(".//p") is None and child.find(".//heading") is None:
            flow.paragraph(child)  # a part that is one text without paragraphs
        else:
            _walk(child, flow)


def _front(root: Element) -> tuple[Drawing, ...]:
    """The drawing of the abstract, in documents that have no other."""
    found = [
        image
        for image in root.iterfind("abstract//img")
        if attribute(image, "img-content") in _ABSTRACT_DRAWINGS
    ]
    parents = dict.fromkeys(parent for image in found if (parent := image.getparent()) is not None)
    return drawings(parents)


def _claims(
    root: Element, language: str
) -> tuple[tuple[Claim, ...], tuple[ClaimSet, ...], list[Gap]]:
    """The first set of each language; further and amended ones are sets beside it."""
    first: dict[str, tuple[Claim, ...]] = {}
    sets: list[ClaimSet] = []
    gaps: list[Gap] = []
    for element in root.iterfind("claims"):
        claims, missing = _set(element, language)
        lang = lang_of(attribute(element, "lang")) or language
        if not claims:
            continue
        if lang in first:
            sets.append(ClaimSet(claims=claims))
        else:
            first[lang] = claims
            gaps += missing
    for element in root.iterfind("amended-claims"):
        claims, _ = _set(element, language)
        if claims:
            statement = value(element, "amended-claims-statement")
            statement = statement or value(root, "amended-claims-statement")
            sets.append(ClaimSet(status="amended", statement=statement, claims=claims))
    return tuple(claim for claims in first.values() for claim in claims), tuple(sets), gaps


def _set(element: Element, language: str) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    lang = lang_of(attribute(element, "lang")) or language
    return number_claims([_claim(claim, lang) for claim in element.iterfind("claim")], lang)


def _claim(element: Element, lang: str) -> RawClaim:
    """American claims have their number in the text, too."""
    claim = raw_claim(element, lang)
    printed = _PRINTED.match(claim.text)
    if printed is None or int(printed[1]) != claim.printed:
        return claim
    start = printed.end()
    return replace(claim, text=claim.text[start:], marks=shifted(claim.marks, -start))
