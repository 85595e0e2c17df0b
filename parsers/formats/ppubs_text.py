"""Texts of Patent Public Search: lines of HTML, parted by `<br />`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers import origins
from parsers.errors import ParseError
from parsers.formats.nodes import whole_number
from parsers.formats.odp_json import Json
from parsers.formats.parts import Flow, RawClaim, number_claims
from parsers.model import Claim, Gap, Segment
from parsers.text import clean, inline_text
from parsers.xml import Element, parse_xml

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CLAIM = re.compile(r"(\d{1,9})\s*\.\s+(?=\S)")
_NUMBER = re.compile(r"(?:\((\d{1,4})\)|\[(\d{4,5})\])\s*(?=\S)")
_PARTS = (
    "crossReferenceHtml", "governmentInterest", "backgroundTextHtml", "briefHtml",
    "drawingDescription", "descriptionHtml",
)  # fmt: skip
"""Where the description stands, in the order of the printed document."""
_HEADING = 120
_TAG = re.compile(r"<[^>]*>")


@origins.fragment
def _element(html: str) -> Element:
    """A line as an element; what is no markup stays as text."""
    try:
        return parse_xml(f"<p>{html}</p>".encode()).root
    except ParseError:
        plain = _TAG.sub(" ", html).replace("&", "&amp;").replace("<", "&lt;")
        return parse_xml(f"<p>{plain}</p>".encode()).root


def shown(html: str) -> str:
    """A line without its markup."""
    return inline_text(_element(html))


def lines(value: object) -> Iterator[str]:
    """The lines of a text, or of a list of texts; `N/A` is none."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            yield from (
                part for part in origins.split(_BREAK, entry) if clean(part) not in {"", "N/A"}
            )


def line(value: object, lang: str | None = None) -> str | None:
    """The first line of a text, without its markup."""
    found = next(lines(value), None)
    return (inline_text(_element(found), lang) or None) if found else None


def joined(value: object, lang: str) -> str | None:
    """All lines of a text as one."""
    texts = (inline_text(_element(found), lang) for found in lines(value))
    return " ".join(text for text in texts if text) or None


def description(document: Json, lang: str) -> tuple[Segment, ...]:
    """All parts; lines in capitals are headings, numbers before lines those of paragraphs."""
    flow = Flow(lang)
    for part in _PARTS:
        for found in lines(document.get(part)):
            number = _NUMBER.match(found)
            element = _element(found[number.end() :] if number else found)
            shown = inline_text(element, lang)
            if len(shown) < _HEADING and shown.isupper() and not shown.endswith("."):
                flow.heading(element)
            else:
                flow.paragraph(element, (number[1] or number[2]) if number else None)
    return tuple(flow.segments)


def claims(document: Json, lang: str) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """A line that begins with the next number begins a claim; the others go on with it."""
    raw: list[list[str]] = []
    for found in lines(document.get("claimsHtml")):
        number = _CLAIM.match(found)
        if number and int(number[1]) == len(raw) + 1:
            raw.append([found[number.end() :]])
        elif raw:
            raw[-1].append(found)
        else:
            raw.append([found])
    numbered = []
    for place, parts in enumerate(raw, 1):
        texts = (inline_text(_element(part), lang) for part in parts)
        numbered.append(RawClaim(place, " ".join(text for text in texts if text)))
    made, gaps = number_claims(numbered, lang)
    told = document.get("numberOfClaims")
    if isinstance(told, str) and made and whole_number(told) not in {None, len(made)}:
        detail = f"{len(made)} of {told} claims could be told apart"
        gaps = (*gaps, Gap(part="claims", reason="unnumbered", detail=detail))
    return made, gaps
