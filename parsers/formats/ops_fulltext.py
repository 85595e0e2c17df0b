"""Claims and descriptions of OPS (`ftxt:fulltext-document`): text only, with numbers in the text.

A `claim-text` mostly is a claim, but may also be a part of one, hold several, or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from parsers.errors import ParseError
from parsers.formats import docdb_references
from parsers.formats.nodes import attribute, raw_text
from parsers.formats.ops_documents import bare
from parsers.formats.parts import Flow, RawClaim, number_claims
from parsers.formats.refs import publication_reference
from parsers.languages import lang_of
from parsers.model import Claim, ClaimSet, Gap, Publication, Reference, Segment, Source
from parsers.text import clean
from parsers.xml import Element

_NUMBER = re.compile(r"\s*(\d{1,4})\s*[.)\]]\s*(?=\S)")
_NEXT = re.compile(r"\n\s*(?=\d{1,4}\s*[.)]\s+\S)")
_PARAGRAPH = re.compile(r"\[(\d{4,5}[a-z]?)\]\s*")


def texts(root: Element, source: Source) -> Iterator[Publication]:
    """One publication per `fulltext-document`. Raises ParseError when one has no number."""
    for element in root.iter("fulltext-document"):
        reference = _identity(element)
        claims = _claims(element)
        description, language = _description(element)
        made = bare(reference, structs.replace(source, notes=(*source.notes, *claims.notes)))
        parts = {"claims": claims.main, "description": description}
        held = {part for part, content in parts.items() if content}
        spoken = language or (claims.main[0].lang if claims.main else made.language)
        yield structs.replace(
            made,
            language=spoken,
            claims=tuple(claims.main),
            claim_sets=tuple(claims.others),
            description=description,
            gaps=(*claims.gaps, *(gap for gap in made.gaps if gap.part not in held)),
        )


def _identity(element: Element) -> Reference:
    biblio = element.find("bibliographic-data")
    named = docdb_references.publication(
        biblio.find("publication-reference") if biblio is not None else None
    )
    found = named or publication_reference(
        attribute(element, "country"), attribute(element, "doc-number"), attribute(element, "kind")
    )
    if found is None:
        raise ParseError(
            "IDENTITY_INCOMPLETE",
            "The full text does not say which publication it is of.",
            place="fulltext-document",
        )
    return found


def _description(element: Element) -> tuple[tuple[Segment, ...], str | None]:
    """The paragraphs, with the numbers printed before them, and their language."""
    segments: list[Segment] = []
    language = None
    for found in element.iterfind("description"):
        lang = _lang(found, element)
        language = language or lang
        flow = Flow(lang)
        for child in found:
            if child.tag == "heading":
                flow.heading(child)
            else:
                flow.paragraph(child, attribute(child, "num"))
        if len(found) == 0:
            flow.paragraph(found)
        segments += map(_numbered, flow.segments)
    return tuple(segment for segment in segments if segment.text), language


def _lang(element: Element, document: Element) -> str:
    return lang_of(attribute(element, "lang") or attribute(document, "lang")) or "xx"


def _numbered(segment: Segment) -> Segment:
    """`[0001] Text` as number and text."""
    printed = _PARAGRAPH.match(segment.text)
    if printed is None or segment.number:
        return segment
    cut = printed.end()
    marks = tuple((kind, start - cut, end - cut) for kind, start, end in segment.marks)
    text = segment.text[cut:]
    return structs.replace(segment, number=printed[1], text=text, marks=marks)


class _Claims(Struct):
    """What has been read of the claims so far."""

    main: list[Claim] = []
    others: list[ClaimSet] = []
    gaps: list[Gap] = []
    notes: list[str] = []


def _claims(element: Element) -> _Claims:
    """The first set of each language; further ones are sets beside it."""
    made = _Claims()
    for found in element.iterfind("claims"):
        lang = _lang(found, element)
        raw, before = _split(list(_pieces(found)), lang)
        numbered, missing = number_claims(raw, lang)
        if not numbered:
            continue
        if any(claim.lang == lang for claim in made.main):
            made.others.append(ClaimSet(claims=numbered))
        else:
            made.main += numbered
        made.gaps += missing
        if raw[0].printed is None:
            detail = f"{lang}: no numbers in the source: numbered in its order"
            made.gaps.append(Gap(part="claims", reason="unnumbered", detail=detail))
        if before:
            made.notes.append(f"before claim 1 ({lang}): {before}")
    return made


def _pieces(element: Element) -> Iterator[str]:
    """The texts, parted where a line begins with a number that may be a claim's."""
    texts = element.findall("claim/claim-text") or element.findall("claim") or [element]
    for found in texts:
        yield from _NEXT.split(raw_text(found))


def _split(pieces: list[str], lang: str) -> tuple[list[RawClaim], str]:
    """The claims, and the words before the first; pieces without the next number go on.

    Without any number, each piece is a claim.
    """
    claims: list[tuple[int, list[str]]] = []
    before: list[str] = []
    for piece in pieces:
        printed = _NUMBER.match(piece)
        expected = claims[-1][0] + 1 if claims else 1
        if printed and int(printed[1]) == expected:
            claims.append((expected, [piece[printed.end() :]]))
        elif claims:
            claims[-1][1].append(piece)
        else:
            before.append(piece)
    if not claims:
        texts = [text for piece in pieces if (text := clean(piece, lang))]
        return [RawClaim(printed=None, text=text) for text in texts], ""
    made = [
        RawClaim(printed=number, text=clean("\n".join(parts), lang)) for number, parts in claims
    ]
    return made, clean(" ".join(before), lang)
