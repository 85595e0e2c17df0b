"""Texts of USPTO grants 2.4 and 2.5: abstract, description, claims, drawings."""

from __future__ import annotations

import re

from msgspec.structs import replace

from parsers.formats.parts import Flow, RawClaim, drawing, number_claims, picture_gap
from parsers.formats.us_sequences import listing
from parsers.model import Claim, Drawing, Gap, Part, Segment, Text
from parsers.scripts import shifted
from parsers.text import marked_text
from parsers.xml import Element

_PARTS: dict[str, Part] = {
    "RELAPP": "related",
    "GOVINT": "government",
    "BRFSUM": "summary",
    "DRWDESC": "drawings",
    "DETDESC": "embodiments",
}
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
    segments: list[Segment] = []
    for part in element if element is not None else ():
        before = len(flow.segments)
        _blocks(part, flow)
        segments += (in_part(found, _PARTS.get(part.tag)) for found in flow.segments[before:])
    return tuple(segments), picture_gap(flow.pictures)


def in_part(segment: Segment, part: Part | None) -> Segment:
    """The segment in a part, unless it is known to stand in one already."""
    return replace(segment, part=part) if part and segment.part is None else segment


def _blocks(part: Element, flow: Flow) -> None:
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
    flow.paragraph(block)
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
    return tuple(map(_judged, found)), gaps


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


def _judged(claim: Claim) -> Claim:
    text = claim.text
    deleted = text.startswith("[") and text.find("]") == len(text) - 1
    return replace(claim, canceled=True) if deleted else claim


def drawings(element: Element | None) -> tuple[Drawing, ...]:
    """The sheets; number 0 is the one of the front page."""
    found: list[Drawing] = []
    for image in element.iter("img") if element is not None else ():
        sheet = _SHEET.search(image.get("file") or "") or _SHEET.search(f"-{image.get('id')}")
        made = drawing(image, str(int(sheet[1])) if sheet else None)
        found += [made] if made else []
    return tuple(found)
