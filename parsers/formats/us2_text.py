"""Texts of USPTO grants 2.4 and 2.5: abstract, description, claims, drawings."""

from __future__ import annotations

import re

from msgspec.structs import replace

from parsers.formats.parts import (
    Flow,
    RawClaim,
    drawing,
    number_claims,
    paragraph_number,
    picture_gap,
)
from parsers.formats.us_sequences import listing
from parsers.model import Claim, Drawing, Gap, Segment, Text
from parsers.scripts import shifted
from parsers.text import marked_text
from parsers.xml import Element

_PRINTED = re.compile(r"\[?\s*(\d{1,4})\s*[.)]\s*")
_IN_ID = re.compile(r"CLM-0*(\d{1,4})$")
_SHEET = re.compile(r"-D(\d{5})\b")


def whole(element: Element | None, lang: str) -> tuple[Text, ...]:
    """A title, or an abstract with its paragraphs run together."""
    text, marks = marked_text(element, lang) if element is not None else ("", ())
    return (Text(lang=lang, text=text, marks=marks),) if text else ()


def description(element: Element | None, lang: str) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    """All parts in reading order; a gap names the pictures in them."""
    flow = Flow(lang)
    for part in element if element is not None else ():
        blocks(part, flow)
    return tuple(flow.segments), picture_gap(flow.pictures)


def blocks(part: Element, flow: Flow) -> None:
    """The blocks of one part of the description, in reading order."""
    for block in part:
        tag = block.tag
        if tag == "heading":
            flow.heading(block)
        elif tag == "tables":
            flow.add(block, "table")
        elif tag == "sequence-list":
            listing(block, flow)
        elif tag == "img":
            flow.pictures += [file for file in (block.get("file"),) if file]
        elif tag in {"del-s", "del-e"}:
            _bracket(block, flow)
        else:
            _paragraph(block, flow)


def _paragraph(block: Element, flow: Flow) -> None:
    """A paragraph; the sequence listings in it come behind it."""
    listings = [*block.iter("sequence-list")]
    for found in listings:
        outer = found.getparent()
        if found is block or outer is None:
            continue
        text, found.tail = found.tail or "", None
        before = found.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            outer.text = (outer.text or "") + text
        outer.remove(found)
    flow.paragraph(block, paragraph_number(block))
    for found in listings:
        listing(found, flow)


def _bracket(block: Element, flow: Flow) -> None:
    """Where a reissue deletes whole paragraphs, the brackets stand at their outer ends."""
    following = block.getnext()
    if block.tag == "del-e" and flow.segments:
        last = flow.segments[-1]
        flow.segments[-1] = replace(last, text=f"{last.text}]")
    elif block.tag == "del-s" and following is not None:
        following.text = f"[{following.text or ''}"


def claims(element: Element | None, lang: str) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims without their numbers; those a reissue deletes altogether are canceled."""
    raw = [
        raw_claim(claim, place, lang)
        for place, claim in enumerate(element.iter("claim") if element is not None else (), 1)
    ]
    found, gaps = number_claims(raw, lang)
    return tuple(map(judged, found)), gaps


def raw_claim(claim: Element, place: int, lang: str) -> RawClaim:
    """The claim by its printed number, else by that of its id."""
    text, marks = marked_text(claim, lang)
    printed = _PRINTED.match(text)
    in_id = _IN_ID.search(claim.get("id") or "")
    number = int(in_id[1]) if in_id else place
    if printed and (int(printed[1]) == number or not in_id):
        number = int(printed[1])
        bracket = "[" if text.startswith("[") else ""
        text = bracket + text[printed.end() :]
        marks = shifted(marks, len(bracket) - printed.end())
    refs = (ref.get("idref") or "" for ref in claim.iter("claim-ref"))
    return RawClaim(number, text, claim.get("id"), tuple(" ".join(refs).split()), marks)


def judged(claim: Claim) -> Claim:
    """The claim, canceled if all of it stands in the brackets of a deletion."""
    text = claim.text
    deleted = text.startswith("[") and text.find("]") == len(text) - 1
    return replace(claim, canceled=True) if deleted else claim


def drawings(element: Element | None) -> tuple[Drawing, ...]:
    """The sheets; number 0 is the one of the front page."""
    found = (
        drawing(image, sheet_number(image))
        for image in (element.iter("img") if element is not None else ())
    )
    return tuple(entry for entry in found if entry)


def sheet_number(image: Element) -> str | None:
    """The number in the name of a drawing's file (`…-D00001.TIF`) or in its id (`EMI-D00001`)."""
    for name in (image.get("file"), image.get("id")):
        if sheet := _SHEET.search(name or ""):
            return str(int(sheet[1]))
    return None
