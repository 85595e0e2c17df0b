"""USPTO applications PAP 1.5 and 1.6 (`patent-application-publication`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.model import Claim, Publication, Segment, Text

from .markup import american, ascii_only, cals, chemistry, mathml
from .pap_biblio import bibliography
from .us_columns import compact

_PARTS = {
    "related": "cross-reference-to-related-applications",
    "government": "federal-research-statement",
    "technical_field": "background-of-invention",
    "background": "background-of-invention",
    "summary": "summary-of-invention",
    "drawings": "brief-description-of-drawings",
}
_TAGS = {"sub": "subscript", "sup": "superscript", "b": "bold"}
_INLINE = re.compile(r"<(/?)(sub|sup|b)>")
_CLAIM = re.compile(r"claims? (\d+)")
_NEW = "2002"
"""The year of version 1.6."""


def encode(publication: Publication) -> bytes:
    """The whole record with its DOCTYPE, ASCII only."""
    dtd = "pap-v16-2002-01-01" if (publication.date or "") >= _NEW else "pap-v15-2001-01-31"
    files = "\n".join(
        f'<!ENTITY {drawing.file} SYSTEM "{drawing.file}" NDATA TIF>'
        for drawing in publication.drawings
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<!DOCTYPE patent-application-publication SYSTEM "{dtd}.dtd" [\n{files}\n]>',
        "<patent-application-publication>",
        bibliography(publication),
        *_abstract(publication.abstract),
        *_description(publication.description, compact(publication.date)),
        *_claims(publication.claims),
        *_drawings(publication),
        "</patent-application-publication>\n",
    ]
    return ascii_only("\n".join(parts))


def highlighted(markup: str) -> str:
    """Inline markup of ST.36 as the office had it: scripts and bold numerals are highlights."""

    def tag(found: re.Match[str]) -> str:
        name = _TAGS[found[2]]
        return f"</{name}></highlight>" if found[1] else f"<highlight><{name}>"

    marked = _INLINE.sub(tag, markup)
    opened = marked.replace('<figref idref="DRAWINGS">', '<cross-reference target="DRAWINGS">')
    return opened.replace("</figref>", "</cross-reference>")


def _abstract(texts: tuple[Text, ...]) -> Iterator[str]:
    for text in texts[:1]:
        shown = highlighted(american(text.text, text.marks))
        paragraph = f'<paragraph id="A-0001" lvl="0">{shown} </paragraph>'
        yield f"<subdoc-abstract>\n{paragraph}\n</subdoc-abstract>"


def _description(segments: tuple[Segment, ...], day: str) -> Iterator[str]:
    if not segments:
        return
    yield "<subdoc-description>"
    part = ""
    for place, segment in enumerate(segments):
        stands = _PARTS.get(segment.part or "", "detailed-description")
        if stands != part:
            yield f"</section>\n</{part}>" if part else ""
            part = stands
            yield f"<{part}>\n<section>"
        yield _segment(segment, f"{day}-M{place:05d}")
    yield f"</section>\n</{part}>\n</subdoc-description>"


def _segment(segment: Segment, file: str) -> str:
    text = highlighted(american(segment.text, segment.marks))
    if segment.kind == "heading":
        return f'<heading lvl="{segment.level or 1}">{text} </heading>'
    number = f"<number>&lsqb;{segment.number}&rsqb;</number> " if segment.number else ""
    if segment.kind == "table":
        table = highlighted(cals(segment.text, "", segment.marks))
        text = f'<table-cwu id="{segment.id}"><number>1</number>{table}</table-cwu>'
    elif segment.kind == "formula":
        formula = f"<math><mrow>{mathml(segment.text)}</mrow></math>"
        files = f'<mathematica-file id="{file}" file="{file}.NB"/><image file="{file}.TIF"/>'
        text = f'<math-cwu id="MATH-{file}"><number>1</number>{formula}{files}</math-cwu>'
    name = segment.id if segment.kind != "table" else f"P-{file}"
    return f'<paragraph id="{name}" lvl="0">{number}{text} </paragraph>'


def _claims(claims: tuple[Claim, ...]) -> Iterator[str]:
    if not claims:
        return
    yield '<subdoc-claims>\n<heading lvl="1">What is claimed is: </heading>'
    for claim in claims:
        yield f'<claim id="CLM-{claim.number:05d}">\n{_claim(claim)}\n</claim>'
    yield "</subdoc-claims>"


def _claim(claim: Claim) -> str:
    def refer(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in claim.depends_on:
            return found[0]
        opened = f'<dependent-claim-reference depends_on="CLM-{number:05d}">'
        return f"{opened}{found[0]}</dependent-claim-reference>"

    marked = _CLAIM.sub(refer, highlighted(chemistry(claim.text, claim.marks)))
    number = f"<highlight><bold>{claim.number}</bold></highlight>. "
    opening, colon, rest = marked.partition("comprising: ")
    if not colon:
        return f"<claim-text>{number}{marked} </claim-text>"
    features = rest.split("; ")
    steps = [f"{feature};" for feature in features[:-1]] + features[-1:]
    inner = "\n".join(f"<claim-text>{step} </claim-text>" for step in steps)
    return f"<claim-text>{number}{opening}comprising: \n{inner}\n</claim-text>"


def _drawings(publication: Publication) -> Iterator[str]:
    if not publication.drawings:
        return
    yield '<subdoc-drawings id="DRAWINGS">\n<heading lvl="0" align="CENTER">Drawings</heading>'
    yield "<representative-figure>1</representative-figure>"
    for drawing in publication.drawings:
        size = f' he="{drawing.height}" wi="{drawing.width}"' if drawing.height else ""
        number = (drawing.number or "").zfill(5)
        image = f'<image id="EMI-D{number}" file="{drawing.file}"{size} imf="TIFF" ti="DR"/>'
        yield f'<figure id="figure-D{number}">\n{image}\n</figure>'
    yield "</subdoc-drawings>"
