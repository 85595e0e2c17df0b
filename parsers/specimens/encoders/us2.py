"""USPTO grants 2.4 and 2.5 (`PATDOC`): SGML with open empty elements until 2001, then XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import codepoint2name

from parsers.model import Claim, Publication, Segment, Text

from .markup import american, ascii_only, cals, chemistry, claim_refs, mathml
from .us2_biblio import bibliography
from .us2_inline import st32
from .us_columns import compact, padded

_PARTS = {
    "related": "RELAPP",
    "government": "GOVINT",
    "technical_field": "BRFSUM",
    "background": "BRFSUM",
    "summary": "BRFSUM",
    "drawings": "DRWDESC",
}
_EMPTIES = re.compile(r"<(EMI|MATHEMATICA|CITED-BY-\w+|B473US|B597US|colspec)((?: [^<>]*?)?)/>")
_XML = "2002"
"""The year the office changed from SGML to XML."""


def encode(publication: Publication) -> bytes:
    """The whole record with its DOCTYPE, ASCII only."""
    sgml = (publication.date or "") < _XML
    name = f"US{padded(publication.number)}-{compact(publication.date)}"
    files = [drawing.file for drawing in publication.drawings]
    entities = "\n".join(f'<!ENTITY {file} SYSTEM "{file}" NDATA TIF>' for file in files)
    public = 'PUBLIC "-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN"'
    system = 'SYSTEM "ST32-US-Grant-025xml.dtd"'
    parts = [
        f"<!DOCTYPE PATDOC {public if sgml else system} [\n{entities}\n]>",
        f'<PATDOC DTD="{"2.4" if sgml else "2.5"}" STATUS="Build {compact(publication.date)}">',
        bibliography(publication),
        *_abstract(publication.abstract),
        *_description(publication, name),
        *_claims(publication, sgml=sgml),
        *_drawings(publication),
        "</PATDOC>\n",
    ]
    text = "\n".join(parts)
    if not sgml:
        return ascii_only(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return ascii_only(_EMPTIES.sub(r"<\1\2>", "".join(map(_entity, text))))


def _entity(char: str) -> str:
    name = codepoint2name.get(ord(char)) if ord(char) > 126 else None
    return f"&{name};" if name else char


def _paragraph(markup: str, name: str | None, *, level: int = 0) -> str:
    attributes = f' ID="{name}"' if name else ""
    return f'<PARA{attributes} LVL="{level}"><PTEXT>{markup}</PTEXT></PARA>'


def _abstract(texts: tuple[Text, ...]) -> Iterator[str]:
    for text in texts[:1]:
        shown = _paragraph(st32(american(text.text, text.marks)), "P-00001")
        yield f"<SDOAB>\n<BTEXT>\n{shown}\n</BTEXT>\n</SDOAB>"


def _description(publication: Publication, name: str) -> Iterator[str]:
    """Designs only have the descriptions of their views."""
    yield "<SDODE>"
    part = ""
    usual = "DRWDESC" if publication.right == "design" else "DETDESC"
    for place, segment in enumerate(publication.description):
        stands = _PARTS.get(segment.part or "", usual)
        if stands != part:
            yield f"</BTEXT>\n</{part}>" if part else ""
            part = stands
            yield f"<{part}>\n<BTEXT>"
        yield _segment(segment, f"{name}-M{place:05d}")
    yield f"</BTEXT>\n</{part}>\n</SDODE>" if part else "</SDODE>"


def _segment(segment: Segment, file: str) -> str:
    text = st32(american(segment.text, segment.marks))
    if segment.kind == "heading":
        return f'<H LVL="{segment.level or 1}"><STEXT>{text}</STEXT></H>'
    if segment.kind == "table":
        table = cals(segment.text, "", segment.marks)
        table = re.sub(
            r"<entry>(.*?)</entry>",
            lambda cell: f"<entry><PTEXT>{st32(cell[1])}</PTEXT></entry>",
            table,
            flags=re.DOTALL,
        )
        inner = f'<TABLE-US ID="{segment.id}"><TABLE-CALS>{table}</TABLE-CALS></TABLE-US>'
        return f"<CWU>{inner}</CWU>"
    if segment.kind == "formula":
        formula = f"<MATHML><math><mrow>{mathml(segment.text)}</mrow></math></MATHML>"
        beside = f'<MATHEMATICA ID="{file}" FILE="{file}.NB"/>'
        inner = f'<CWU><MATH-US ID="MATH-{file}">{beside}{formula}</MATH-US></CWU>'
        return _paragraph(inner, segment.id, level=0)
    return _paragraph(text, segment.id)


def _claims(publication: Publication, *, sgml: bool) -> Iterator[str]:
    if not publication.claims:
        return
    design = publication.right == "design"
    statement = "" if design else "What is claimed is: "
    head = f'<H LVL="1"><STEXT><PDAT>{statement}</PDAT></STEXT></H>\n' if statement else ""
    yield f"<SDOCL>\n{head}<CL>"
    for claim in publication.claims:
        shown = _claim(claim, numbered=not design, sgml=sgml)
        yield f'<CLM ID="CLM-{claim.number:05d}">\n{shown}\n</CLM>'
    yield "</CL>\n</SDOCL>"


def _claim(claim: Claim, *, numbered: bool, sgml: bool) -> str:
    """Features after a colon are steps of the claim."""
    marked = chemistry(claim.text, claim.marks)
    if claim.depends_on:
        marked = claim_refs(marked, "CLM-{:05d}", claim.number)
    marked = f"{claim.number}. {marked}" if numbered else marked
    opening, colon, rest = marked.partition("comprising: ")
    first = _paragraph(st32(opening + colon.rstrip(), sgml=sgml), None)
    if not colon:
        return first
    features = rest.split("; ")
    steps = [f"{feature};" for feature in features[:-1]] + features[-1:]
    return "\n".join(
        [
            first,
            *(
                f'<CLMSTEP LVL="2"><PTEXT>{st32(step, sgml=sgml)}</PTEXT></CLMSTEP>'
                for step in steps
            ),
        ]
    )


def _drawings(publication: Publication) -> Iterator[str]:
    if not publication.drawings:
        return
    yield '<SDODR ID="DRAWINGS">'
    for drawing in publication.drawings:
        size = f' HE="{drawing.height}" WI="{drawing.width}"' if drawing.height else ""
        number = (drawing.number or "").zfill(5)
        yield f'<EMI ID="EMI-D{number}" FILE="{drawing.file}"{size}/>'
    yield "</SDODR>"
