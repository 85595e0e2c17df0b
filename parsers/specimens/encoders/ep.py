"""EPO full text (`ep-patent-document`): v1-4 until 2012, v1-5 until 2020, v1-5-1 with CPC after.

Patents have claims in the three official languages; dependencies of claims stand in words only.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Claim, Publication, Segment

from .ep_biblio import bibliography
from .markup import cals, chemistry, european, mathml

_NAMES = {"A": "EUROPEAN PATENT APPLICATION", "B": "EUROPEAN PATENT SPECIFICATION"}
_NOTE = (
    "<!-- This XML data has been generated under the supervision of the European Patent Office -->"
)
_PAGE = 12


def version(publication: Publication) -> str:
    year = (publication.date or "9999")[:4]
    return "1-4" if year < "2013" else "1-5" if year < "2021" else "1-5-1"


def file_name(publication: Publication) -> str:
    """`EP16849316NWB1.xml`: number of the application and kind."""
    filed = publication.application.number if publication.application else "00000000"
    return f"EP{filed}NW{publication.kind}.xml"


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    kind = publication.kind or ""
    filed = publication.application.number if publication.application else ""
    name = version(publication)
    dotted = name.replace("-", ".")
    root = (
        f'<ep-patent-document id="EP{filed}{kind}" file="{file_name(publication)}" '
        f'lang="{publication.language}" country="EP" doc-number="{publication.number:0>7}" '
        f'kind="{kind}" date-publ="{(publication.date or "").replace("-", "")}" status="n" '
        f'dtd-version="ep-patent-document-v{name}">'
    )
    public = f"-//EPO//EP PATENT DOCUMENT {dotted}//EN"
    doctype = f'<!DOCTYPE ep-patent-document PUBLIC "{public}" "ep-patent-document-v{name}.dtd">'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        doctype,
        _NOTE,
        root,
        bibliography(publication, _NAMES.get(kind[:1], "EUROPEAN PATENT")),
        *_abstract(publication),
        *_description(publication),
        *_claims(publication),
        *_drawings(publication),
        "</ep-patent-document>\n",
    ]
    return "\n".join(parts).encode()


def _abstract(publication: Publication) -> Iterator[str]:
    for text in publication.abstract:
        image = ""
        if publication.drawings:
            first = publication.drawings[0]
            image = (
                f'<img id="iaf01" file="imgaf001.tif" wi="{first.width}" he="{first.height}" '
                'img-content="drawing" img-format="tif"/>'
            )
        inner = f'<p id="pa01" num="0001">{european(text.text, text.marks)}{image}</p>'
        yield f'<abstract id="abst" lang="{text.lang}">\n{inner}\n</abstract>'


def _description(publication: Publication) -> Iterator[str]:
    segments = publication.description
    if not segments:
        return
    yield f'<description id="desc" lang="{segments[0].lang}"><!-- EPO <DP n="1"> -->'
    counts = {"table": 0, "formula": 0}
    for place, segment in enumerate(segments, 1):
        if segment.kind in counts:
            counts[segment.kind] += 1
        yield _segment(segment, counts.get(segment.kind, 0))
        if place % _PAGE == 0:
            yield f'<!-- EPO <DP n="{place // _PAGE + 1}"> -->'
    yield "</description>"


def _segment(segment: Segment, count: int) -> str:
    if segment.kind == "heading":
        return (
            f'<heading id="{segment.id}"><b>{european(segment.text, segment.marks)}</b></heading>'
        )
    if segment.kind == "table":
        head = f'<tables id="{segment.id}" num="{count:04d}">'
        table = cals(segment.text, head, segment.marks)
        return f'<p id="pt{count:04d}" num="">{table}</tables></p>'
    inner = european(segment.text, segment.marks)
    if segment.kind == "formula":
        math = f'<math display="block"><mrow>{mathml(segment.text)}</mrow></math>'
        inner = f'<maths id="math{count:04d}" num="({count})">{math}</maths>'
    return f'<p id="{segment.id}" num="{segment.number}">{inner}</p>'


def _claims(publication: Publication) -> Iterator[str]:
    """One `claims` per language; ids count the sets (`c-en-01-0001`)."""
    sets: dict[str, list[Claim]] = {}
    for claim in publication.claims:
        sets.setdefault(claim.lang, []).append(claim)
    for number, (language, claims) in enumerate(sets.items(), 1):
        yield f'<claims id="claims{number:02d}" lang="{language}">'
        for claim in claims:
            name = f"c-{language}-01-{claim.number:04d}"
            yield f'<claim id="{name}" num="{claim.number:04d}">\n{_claim_text(claim)}</claim>'
        yield "</claims>"


def _claim_text(claim: Claim) -> str:
    marked = chemistry(claim.text, claim.marks)
    opening, colon, rest = marked.partition(": ")
    features = rest.split("; ")
    if not colon or len(features) < 2:
        return f"<claim-text>{marked}</claim-text>"
    inner = "\n".join(
        f"<claim-text>{feature}{';' if n < len(features) - 1 else ''}</claim-text>"
        for n, feature in enumerate(features)
    )
    return f"<claim-text>{opening}:\n{inner}</claim-text>"


def _drawings(publication: Publication) -> Iterator[str]:
    if not publication.drawings:
        return
    yield f'<drawings id="draw" lang="{publication.language}">'
    for place, drawing in enumerate(publication.drawings, 1):
        suffix = {"tiff": "tif", "jpeg": "jpg"}.get(drawing.format, drawing.format)
        yield (
            f'<figure id="f{place:04d}" num="{drawing.number}"><img id="if{place:04d}" '
            f'file="{drawing.file}" wi="{drawing.width}" he="{drawing.height}" '
            f'img-content="drawing" img-format="{suffix}"/></figure>'
        )
    yield "</drawings>"
