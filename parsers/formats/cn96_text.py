"""Texts and pictures of the Chinese ST.96 files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from parsers.formats.cn_words import (
    SAMPLE,
    SENTENCE,
    Languages,
    has_kana,
    is_heading,
    languages,
    without_items,
)
from parsers.formats.nodes import attribute, number_in, value
from parsers.formats.parts import (
    Flow,
    drawing,
    drawings,
    number_claims,
    paragraph_number,
    raw_claim,
)
from parsers.languages import lang_of
from parsers.model import Claim, ClaimSet, Drawing, Gap, Origin, Segment, Text
from parsers.text import clean, inline_text, joined, marked_text
from parsers.xml import Element

_FIGURE = {"ja": "図", "zh": "图"}
_PATENT = {"ja": "特許文献", "zh": "专利文献"}
_LITERATURE = {"ja": "非特許文献", "zh": "非专利文献"}
_LABELS = {
    "FigureReference": _FIGURE,
    "ApplicationCitation": _PATENT,
    "NPLCitation": _LITERATURE,
}
"""Items whose printed label is only an attribute in the markup."""

_PARTS = ("Abstract", "Description", "Claims")
_PRODUCT = "DesignBibliographicData/DesignProductDescription"


class Texts(Struct, frozen=True):
    """What `read_texts` found; `scanned` names the parts that are page images, with their files."""

    title: tuple[Text, ...]
    abstract: tuple[Text, ...]
    description: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    claim_sets: tuple[ClaimSet, ...]
    drawings: tuple[Drawing, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    pictures: tuple[str, ...]
    scanned: dict[str, str]
    amended_only: bool


def read_texts(root: Element, biblio: Element | None, language: str, *, design: bool) -> Texts:
    """All texts, each in the language it is written in.

    Amended claims (PCT Article 19 or 34, JP corrections) are a set beside the originals; where the
    file has amended parts only, these are its texts.
    """
    amended = root.find("WOAmendedClaims/AmendBody")
    amended_only = amended is not None and all(root.find(part) is None for part in _PARTS)
    body = amended if amended is not None and amended_only else root
    spoken = languages(_beginning(body), language)
    flow = _description(body, root, spoken)
    claims, gaps = _claims(body, spoken)
    sets, set_gaps = ((), ()) if amended_only else _amended(root, spoken)
    return Texts(
        title=tuple(dict.fromkeys(_titles(biblio, body, spoken))),
        abstract=tuple(_abstracts(body, spoken)),
        description=tuple(_spoken(flow, spoken)),
        claims=claims,
        claim_sets=sets,
        drawings=tuple(_drawings(root, design=design)),
        gaps=(*gaps, *set_gaps, *_search_report(root)),
        notes=tuple(_notes(root, spoken, amended_only=amended_only)),
        pictures=tuple(flow.pictures),
        scanned=dict(_scanned(root)),
        amended_only=amended_only,
    )


def _beginning(body: Element) -> str:
    """The first characters of the texts, as many as are needed to tell the language."""
    pieces: list[str] = []
    size = 0
    for part in _PARTS:
        for text in (text for found in body.iterfind(part) for text in found.itertext()):
            pieces.append(str(text))
            size += len(text)
            if size >= SAMPLE:
                return "".join(pieces)
    return "".join(pieces)


def _origin(element: Element) -> Origin | None:
    """A text of another origin than the office only where the file says so."""
    said = (attribute(element, "processingType") or "").lower()
    if "machine" in said or "机器" in said:
        return "machine"
    return "ocr" if "ocr" in said else None


def _titles(biblio: Element | None, body: Element, spoken: Languages) -> Iterator[Text]:
    found = [] if biblio is None else [*biblio.iterfind("InventionTitle")]
    found += [] if biblio is None else [*biblio.iterfind("DesignTitle")]
    for element in found or body.iterfind("Description/InventionTitle"):
        text, marks = marked_text(element)
        if text:
            lang = spoken.of(text, lang_of(attribute(element, "lang")))
            yield Text(lang=lang, text=text, origin=_origin(element), marks=marks)


def _abstracts(body: Element, spoken: Languages) -> Iterator[Text]:
    for element in body.iterfind("Abstract"):
        blocks = [
            e for e in element if e.tag not in {"AbstractFigure", "KeywordDetails", "DocPage"}
        ]
        text, marks = joined(map(marked_text, blocks or [element]))
        if text:
            lang = spoken.of(text, lang_of(attribute(element, "lang")))
            yield Text(lang=lang, text=text, origin=_origin(element), marks=marks)


def _description(body: Element, root: Element, spoken: Languages) -> Flow:
    flow = Flow(spoken.written)
    for element in body.iterfind("Description"):
        flow.origin = _origin(element)
        _walk(element, flow, top=True)
    for element in (*root.iterfind("DesignBriefExplanation"), *root.iterfind(_PRODUCT)):
        if element.find(".//Paragraphs") is None:
            flow.paragraph(element)
        else:
            _walk(element, flow, top=True)
    return flow


def _walk(element: Element, flow: Flow, *, top: bool = False) -> None:
    """A part's first paragraph is its heading, where it has no number or reads like one."""
    first = not top
    for child in element:
        if child.tag == "Heading":
            flow.heading(child)
        elif child.tag == "Paragraphs":
            _paragraph(child, flow, first=first)
        elif child.tag in {"InventionTitle", "DocPage"}:
            continue
        elif child.find(".//Paragraphs") is None and child.find(".//Heading") is None:
            flow.paragraph(child)  # a part that is one text without paragraphs
        else:
            _walk(child, flow)
        first = False


def _paragraph(element: Element, flow: Flow, *, first: bool) -> None:
    items = [child for child in element if child.tag in _LABELS]
    number = paragraph_number(element)
    if items and len(items) == len(element) and not clean(element.text or ""):
        for item in items:
            flow.add(item, "paragraph", number, before=_label(item, flow.lang))
            number = None
        return
    if is_heading(element) or (first and number is None and _is_short(inline_text(element))):
        flow.heading(element)
    else:
        flow.paragraph(element, number)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= 30 and SENTENCE.search(text) is None


def _label(item: Element, lang: str) -> str:
    number = number_in(attribute(item, "num"))
    text = inline_text(item)
    word = _LABELS[item.tag].get("ja" if has_kana(text) else lang)
    if number is None or word is None or re.match(rf"[【\[]?{word}", text):
        return ""
    return f"【{word}{number}】"


def _spoken(flow: Flow, spoken: Languages) -> Iterator[Segment]:
    for segment in flow.segments:
        lang = spoken.of(segment.text)
        yield segment if lang == segment.lang else structs.replace(segment, lang=lang)


def _claims(body: Element, spoken: Languages) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    claims: list[Claim] = []
    gaps: list[Gap] = []
    seen: set[str] = set()
    for element in body.iterfind("Claims"):
        raw = without_items([raw_claim(claim) for claim in element.iterfind("Claim")])
        declared = lang_of(attribute(element, "lang"))
        lang = spoken.of("".join(claim.text for claim in raw), declared)
        if not raw or lang in seen:
            continue
        seen.add(lang)
        numbered, missing = number_claims(raw, lang, _origin(element))
        claims += numbered
        gaps += missing
    return tuple(claims), tuple(gaps)


def _amended(root: Element, spoken: Languages) -> tuple[tuple[ClaimSet, ...], tuple[Gap, ...]]:
    """The claims as amended, with the applicant's statement about it."""
    sets: list[ClaimSet] = []
    gaps: list[Gap] = []
    said = value(root, "WOAmendedClaims/AmendStatement") or value(root, "AmendStatement")
    for body in root.iterfind("WOAmendedClaims/AmendBody"):
        claims, missing = _claims(body, spoken)
        gaps += (structs.replace(gap, detail=f"amended, {gap.detail}") for gap in missing)
        if claims:
            sets.append(ClaimSet(status="amended", statement=said, claims=claims))
    return tuple(sets), tuple(gaps)


def _drawings(root: Element, *, design: bool) -> Iterator[Drawing]:
    """Figures; the abstract's picture repeats one and counts only where there are no others."""
    found = [*drawings(root.iterfind("Drawings/Figure"))]
    found += [made for e in root.iterfind("DesignPicture//Picture") if (made := _view(e))]
    if not found and design:
        pages = root.iterfind("FullDocImage/ImageFile")
        found += [made for page in pages if (made := drawing(page, attribute(page, "num")))]
    yield from found or drawings(root.iterfind("Abstract/AbstractFigure/Figure"))


def _view(element: Element) -> Drawing | None:
    """A view of a design: its file stands under one of several names."""
    made = drawing(element, attribute(element, "pictureName", "pictureNumber"))
    if made is not None:
        return made
    names = ("originName", "pictureName", "pictureNumber")
    file = next((n for name in names if "." in (n := element.get(name) or "")), None)
    if file is None:
        return None
    suffix = file.rpartition(".")[2].lower()
    formats = {"jpg": "jpeg", "tif": "tiff"}
    return Drawing(
        number=attribute(element, "pictureNumber"), file=file, format=formats.get(suffix, suffix)
    )


def _scanned(root: Element) -> Iterator[tuple[str, str]]:
    for part in _PARTS:
        pages = [attribute(page, "file") or "" for page in root.iterfind(f"{part}/DocPage")]
        if pages:
            yield part.lower(), ", ".join(filter(None, pages))
    pages = [attribute(page, "fileName") or "" for page in root.iterfind("FullDocImage/ImageFile")]
    if pages:
        yield "document", ", ".join(filter(None, pages))


def _search_report(root: Element) -> Iterator[Gap]:
    files = [
        attribute(page, "file") or ""
        for tag in ("ExternalSearchReport", "DocPage")
        for page in root.iterfind(f"SearchReportData//{tag}")
    ]
    if files:
        yield Gap(part="search_report", reason="scan_only", detail=", ".join(filter(None, files)))


def _notes(root: Element, spoken: Languages, *, amended_only: bool) -> Iterator[str]:
    if spoken.written != spoken.declared:
        yield f"texts are a translation into {spoken.written}"
    if amended_only:
        yield "the file holds amended parts only"
    if value(root, "SequenceListDoc") or root.find("SequenceListDoc/SequenceList") is not None:
        yield "the file names a sequence listing"
