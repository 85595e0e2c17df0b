"""The texts of US patents: title, abstract, claims, description, drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from parsers.claim_kinds import cancellation, category
from parsers.claims import dependencies
from parsers.formats.nodes import whole_number
from parsers.formats.parts import picture_gap
from parsers.lifting import INSTRUCTIONS, MARKER, Run
from parsers.model import Claim, Drawing, Gap, Segment, SegmentKind, Text
from parsers.origins import keeps_origin
from parsers.scripts import shifted
from parsers.sections import ELEMENTS, Sections
from parsers.tables import table_text
from parsers.text import PlainText, clean, marked_text
from parsers.xml import Element

_PRINTED = re.compile(r"(\d+)\s*\.\s*")
_ONE = re.compile(r"\s*claims?\s+\d+\s*", re.IGNORECASE)
_RANGE = re.compile(r"0*(\d{1,4})-0*(\d{1,4})")
_SHORT = 200


def title(element: Element | None, lang: str) -> tuple[Text, ...]:
    """The title of the invention."""
    if element is None:
        return ()
    text, marks = marked_text(element)
    return (Text(lang=lang, text=text, marks=marks),) if text else ()


def abstract(element: Element | None, lang: str) -> tuple[Text, ...]:
    """The abstract, its paragraphs run together."""
    return title(element, lang)


class _RawClaim:
    """A claim as printed: `last` is the end of a range of canceled ones."""

    def __init__(self, element: Element, place: int, plain: PlainText) -> None:
        self.element = element
        num = element.get("num") or ""
        span = _RANGE.fullmatch(num) if "-" in num else None
        number = whole_number(span[1] if span else num)
        self.first = place if number is None else number
        self.last = int(span[2]) if span else self.first
        block = element[0] if len(element) == 1 else element  # a claim is one block of text
        text, marks = plain(block)
        self.text = _unnumbered(text, self.first)
        self.marks = shifted(marks, len(self.text) - len(text)) if marks else ()
        self.canceled = False
        if len(self.text) < _SHORT and "cel" in self.text.lower():
            self._cancel()

    def _cancel(self) -> None:
        found = cancellation(self.text, self.first)
        if found is None:
            return
        self.canceled = True
        self.text = found.words
        if found.numbers and self.first == self.last == found.numbers[0]:
            self.last = found.numbers[-1]


def _unnumbered(text: str, number: int) -> str:
    """The claim without the number that is printed before it."""
    printed = f"{number}."
    if text.startswith(printed):
        return text[len(printed) :].lstrip()
    loose = _PRINTED.match(text)
    return text[loose.end() :] if loose and int(loose[1]) == number else text


def claims(
    element: Element | None, lang: str, *, design: bool = False
) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Numbered claims with what they depend on, and the gaps in their numbering."""
    if element is None:
        return (), ()
    structures = [*element.iter("claim-text", "img", *_STRUCTURE)]
    plain = PlainText(structures)
    entries = element.iterchildren("claim")
    raw = [_RawClaim(claim, place, plain) for place, claim in enumerate(entries, 1)]
    gaps: list[Gap] = []
    if any(second.first <= first.last for first, second in pairwise(raw)):
        detail = "numbers do not ascend in the source: numbered in its order"
        gaps.append(Gap(part="claims", reason="unnumbered", detail=detail))
        for place, claim in enumerate(raw, 1):
            claim.first = claim.last = place
    raw = [claim for claim in raw if claim.text]
    numbers = {claim.element.get("id"): claim.first for claim in raw}
    found: list[Claim] = []
    for claim in raw:
        if claim.canceled:
            found += _gone(claim, lang)
            continue
        found.append(
            Claim(
                number=claim.first,
                text=claim.text,
                depends_on=_depends(claim, numbers, lang),
                lang=lang,
                category=None if design else category(claim.text, lang),
                marks=claim.marks,
            )
        )
    images = [inner for inner in structures if inner.tag == "img" and not _has_formula(inner)]
    pictures = [file for image in images if (file := image.get("file"))]
    return tuple(found), (*gaps, *_missing(found), *picture_gap(pictures))


def _gone(claim: _RawClaim, lang: str) -> Iterator[Claim]:
    for number in range(claim.first, claim.last + 1):
        yield Claim(number=number, text=claim.text, lang=lang, canceled=True)


def _missing(found: list[Claim]) -> Iterator[Gap]:
    present = {claim.number for claim in found}
    if not present or len(present) == max(present):
        return
    absent = sorted(set(range(1, max(present) + 1)) - present)
    listed = ", ".join(map(str, absent[:20])) + (" …" if len(absent) > 20 else "")
    yield Gap(part="claims", reason="not_in_source", detail=listed)


def _depends(claim: _RawClaim, numbers: dict[str | None, int], lang: str) -> tuple[int, ...]:
    """By the markup; by the words where it marks no or not only single claims."""
    if "claim" not in claim.text:
        return ()
    marked: set[int] = set()
    words = False
    for reference in claim.element.iter("claim-ref"):
        number = numbers.get(reference.get("idref"))
        if number is not None:
            marked.add(number)
        words = words or not _ONE.fullmatch(reference.text or "")
    earlier = {number for number in marked if number < claim.first}
    if words or not marked:
        named = set(dependencies(claim.text, claim.first, lang)) & set(numbers.values())
        return tuple(sorted(named if named.issuperset(earlier) else earlier))
    return tuple(sorted(earlier))


_STRUCTURE = ("br", "dl", "maths", "ol", "pre", "tables", "ul", "sub", "sup", "sub2", "sup2")


def description(
    element: Element | None, lang: str, runs: Iterator[Run]
) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    """Headings, paragraphs, tables and formulas in reading order; a gap names pictures in them.

    `runs` are the paragraphs that markers stand for.
    """
    if element is None:
        return (), ()
    found: list[Segment] = []
    structures: list[Element] = []
    pictures: list[str] = []
    for inner in element.iter("img", *_STRUCTURE):
        structures.append(inner)
        if inner.tag == "img" and (file := inner.get("file")) and not _has_formula(inner):
            pictures.append(file)
    _segments(element, Sections(lang), PlainText(structures), runs, found)
    return tuple(found), picture_gap(pictures)


def _has_formula(image: Element) -> bool:
    """Whether the same formula stands beside the picture as markup."""
    parent = image.getparent()
    return parent is not None and parent.find("math") is not None


def _segments(
    element: Element,
    sections: Sections,
    plain: PlainText,
    runs: Iterator[Run],
    found: list[Segment],
) -> None:
    lang = sections.lang
    for child in element:
        tag = child.tag
        if tag == "p":
            if child in plain and _has_parts(child):
                _parts(child, sections, found)
                continue
            text, marks = plain(child)
            if text:
                get = child.get
                found.append(
                    Segment(
                        id=get("id"),
                        number=get("num"),
                        text=text,
                        lang=lang,
                        part=sections.part,
                        marks=marks,
                    )
                )
        elif tag == "heading":
            _heading(child, sections, plain, found)
        elif tag == "tables":
            _table(child, sections, found)
        elif tag == MARKER:
            part = sections.part
            found += [
                Segment(id=name, number=number, text=text, lang=lang, part=part, marks=marks)
                for name, number, text, marks in next(runs)
                if text
            ]
        elif tag in INSTRUCTIONS:
            sections.frame(INSTRUCTIONS[tag] if child.get("end") == "lead" else None)
        elif tag in ELEMENTS:  # description-of-drawings, cross-reference and other parts
            outer = sections.framed
            sections.frame(ELEMENTS[tag])
            _segments(child, sections, plain, runs, found)
            sections.frame(outer)
        else:
            _segments(child, sections, plain, runs, found)


def _heading(element: Element, sections: Sections, plain: PlainText, found: list[Segment]) -> None:
    text, marks = plain(element)
    if text:
        found.append(
            Segment(
                id=element.get("id"),
                kind="heading",
                level=whole_number(element.get("level")),
                text=text,
                lang=sections.lang,
                part=sections.heading(text),
                marks=marks,
            )
        )


def _has_parts(paragraph: Element) -> bool:
    """Whether a paragraph is more than one block, or another one than text."""
    return paragraph.find("tables") is not None or _is_formula(paragraph)


def _parts(paragraph: Element, sections: Sections, found: list[Segment]) -> None:
    """A paragraph, cut where tables stand in it; only its first piece has the printed number."""
    name, number = paragraph.get("id"), paragraph.get("num")
    kind: SegmentKind = "formula" if _is_formula(paragraph) else "paragraph"
    for piece in _pieces(paragraph):
        if piece.tag == "tables":
            _table(piece, sections, found)
            continue
        text, marks = marked_text(piece)
        if text:
            found.append(
                Segment(
                    id=name,
                    number=number,
                    kind=kind,
                    text=text,
                    lang=sections.lang,
                    part=sections.part,
                    marks=marks,
                )
            )
            number = None


def _pieces(paragraph: Element) -> Iterator[Element]:
    piece = etree.Element("p")
    piece.text = paragraph.text
    for child in list(paragraph):
        if child.tag != "tables":
            piece.append(child)
            continue
        yield piece
        piece = etree.Element("p")
        piece.text, child.tail = child.tail, None
        yield child
    yield piece


def _is_formula(element: Element) -> bool:
    """Whether nothing but formulas stands in a paragraph."""
    if len(element) == 0 or clean(element.text or ""):
        return False
    return all(child.tag == "maths" and not clean(child.tail or "") for child in element)


def _table(element: Element, sections: Sections, found: list[Segment]) -> None:
    text, marks = table_text(element)
    if text:
        found.append(
            Segment(
                id=element.get("id"),
                kind="table",
                text=text,
                lang=sections.lang,
                part=sections.part,
                marks=marks,
            )
        )


def drawings(element: Element | None) -> tuple[Drawing, ...]:
    """The sheets; number 0 is the one of the front page."""
    if element is None:
        return ()
    found = (_drawing(image) for image in element.iter("img"))
    return tuple(drawing for drawing in found if drawing is not None)


def _drawing(image: Element) -> Drawing | None:
    """Sizes in whole millimetres; the office prints `225.98mm`."""
    get = image.get
    file = get("file")
    if not file:
        return None
    figure = image.getparent()
    num = (figure.get("num") if figure is not None else None) or ""
    suffix = (get("img-format") or file.rpartition(".")[2]).lower()
    return Drawing(
        number=num.lstrip("0") or ("0" if num else None),
        file=file,
        width=_millimetres(get("wi")),
        height=_millimetres(get("he")),
        format=_FORMATS.get(suffix, suffix),
    )


_FORMATS = {"tif": "tiff", "jpg": "jpeg"}


@keeps_origin
def _millimetres(text: str | None) -> int | None:
    try:
        return round(float(text.removesuffix("mm"))) if text else None
    except (ValueError, OverflowError):
        return None
