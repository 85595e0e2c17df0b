"""Texts of USPTO applications 1.4-1.6: abstract, description, claims, drawings."""

from __future__ import annotations

from parsers.formats.parts import Flow, drawing, number_claims, picture_gap
from parsers.formats.us2_text import blocks, judged, raw_claim, sheet_number
from parsers.formats.us_sequences import listing
from parsers.model import Claim, Drawing, Gap, Segment, Text
from parsers.text import joined, marked_text
from parsers.xml import Element


def abstract(element: Element | None, lang: str) -> tuple[Text, ...]:
    """The paragraphs run together, without the heading that says what they are."""
    paragraphs = element.iterfind("p") if element is not None else ()
    text, marks = joined(marked_text(paragraph, lang) for paragraph in paragraphs)
    return (Text(lang=lang, text=text, marks=marks),) if text else ()


def description(root: Element, lang: str) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    """All parts in reading order, the sequence listing behind them; a gap names the pictures."""
    flow = Flow(lang)
    element = root.find("subdoc-description")
    for part in element if element is not None else ():
        blocks(part, flow)
    listed = root.find("sequence-list")
    gaps: tuple[Gap, ...] = ()
    if listed is not None and listed.find("object-reference") is not None:
        files = (found.text or "" for found in listed.iterfind("object-reference/object-id"))
        detail = ", ".join(file.strip() for file in files if file.strip()) or None
        gaps = (Gap(part="sequence_listing", reason="published_elsewhere", detail=detail),)
    elif listed is not None:
        listing(listed, flow)
    return tuple(flow.segments), (*picture_gap(flow.pictures), *gaps)


def claims(element: Element | None, lang: str) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims without their numbers."""
    entries = element.iterfind("claim") if element is not None else ()
    raw = [raw_claim(claim, place, lang) for place, claim in enumerate(entries, 1)]
    found, gaps = number_claims(raw, lang)
    return tuple(map(judged, found)), gaps


def drawings(element: Element | None) -> tuple[Drawing, ...]:
    """The sheets; number 0 is the one of the front page."""
    found = (
        drawing(image, sheet_number(image))
        for image in (element.iter("img") if element is not None else ())
    )
    return tuple(entry for entry in found if entry)
