"""USPTO Red Book 4.0-4.6: one grant or application as the office's XML.

The version follows the day of publication. Until 4.2 inventors were the applicants; 4.3 renamed
parties and citations; IPC came in one text in 4.0 and in parts later; CPC came with 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Claim, Publication, Segment, Text

from .markup import american, ascii_only, cals, chemistry, claim_refs, element, mathml, plain
from .us4_biblio import bibliography

GRANTS = (
    ("2021-12", "v4.6", "2021-08-30"),
    ("2015-01", "v4.5", "2014-04-03"),
    ("2013-07", "v4.4", "2013-05-16"),
    ("2013-01", "v4.3", "2012-12-04"),
    ("2007-01", "v4.2", "2006-08-23"),
    ("2006-01", "v4.1", "2005-08-25"),
    ("", "v40", "2004-12-02"),
)
APPLICATIONS = (
    ("2022-04", "v4.6", "2022-02-17"),
    ("2021-12", "v4.5", "2021-08-30"),
    ("2015-01", "v4.4", "2014-04-03"),
    ("2013-01", "v4.3", "2012-12-04"),
    ("2007-01", "v4.2", "2006-08-23"),
    ("2006-01", "v4.1", "2005-08-25"),
    ("", "v4.0", "2004-12-02"),
)
"""First month of use, version and date of the DTD, latest first."""
_DRAWINGS = "BRIEF DESCRIPTION OF THE DRAWINGS"
_PARTS = {
    "TECHNICAL FIELD": ("BRFSUM", "Brief Summary"),
    _DRAWINGS: ("brief-description-of-drawings", "Brief Description of Drawings"),
    "DETAILED DESCRIPTION OF EMBODIMENTS": ("DETDESC", "Detailed Description"),
}


def version(publication: Publication) -> tuple[str, str]:
    """Version and date of the DTD in force on the day of publication."""
    table = GRANTS if is_grant(publication) else APPLICATIONS
    month = (publication.date or "9999")[:7]
    return next((name, day) for since, name, day in table if since <= month)


def is_grant(publication: Publication) -> bool:
    return not (publication.kind or "").startswith("A")


def file_name(publication: Publication) -> str:
    """`US09014905-20150421.XML`, `US20050004437A1-20050106.XML`, `USD0908314-20210126.XML`."""
    kind = "" if is_grant(publication) else publication.kind
    return f"US{padded(publication.number)}{kind}-{compact(publication.date)}.XML"


def padded(number: str) -> str:
    """The office's 8 characters of a patent number; application publications have 11 digits."""
    letters = number.rstrip("0123456789")
    return letters + number[len(letters) :].zfill(8 - len(letters))


def compact(date: str | None) -> str:
    """ISO date as `YYYYMMDD`, absent parts as zeros."""
    return (date or "").replace("-", "").ljust(8, "0")


def encode(publication: Publication) -> bytes:
    """The whole record with XML declaration and DOCTYPE, ASCII with character references."""
    name, day = version(publication)
    root = "us-patent-grant" if is_grant(publication) else "us-patent-application"
    dtd = f"{root}-v{name.strip('v').replace('.', '')}-{day}.dtd"
    attributes = (
        f'lang="{publication.language.upper()}" dtd-version="{name} {day}" '
        f'file="{file_name(publication)}" status="PRODUCTION" id="{root}" country="US" '
        f'date-produced="{compact(publication.date)}" date-publ="{compact(publication.date)}"'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<!DOCTYPE {root} SYSTEM "{dtd}" [ ]>',
        f"<{root} {attributes}>",
        bibliography(publication, name.strip("v").replace(".", "")),
        *_abstract(publication.abstract, old=name == "v4.0"),
        *_drawings(publication),
        *_description(publication.description),
        *_claims(publication),
        f"</{root}>\n",
    ]
    return ascii_only("\n".join(parts))


def _abstract(texts: tuple[Text, ...], *, old: bool) -> Iterator[str]:
    if texts:
        attributes = 'id="A-0001" num="none"' if old else 'id="p-0001" num="0000"'
        inner = "".join(american(text.text, text.marks) for text in texts[:1])
        yield f'<abstract id="abstract">\n<p {attributes}>{inner}</p>\n</abstract>'


def _drawings(publication: Publication) -> Iterator[str]:
    if not publication.drawings:
        return
    yield '<drawings id="DRAWINGS">'
    for drawing in publication.drawings:
        number = (drawing.number or "").zfill(5)
        yield (
            f'<figure id="Fig-EMI-D{number}" num="{number}">\n<img id="EMI-D{number}" '
            f'he="{drawing.height}.00mm" wi="{drawing.width}.00mm" file="{drawing.file}" '
            f'alt="embedded image" img-content="drawing" img-format="tif"/>\n</figure>'
        )
    yield "</drawings>"


def _description(segments: tuple[Segment, ...]) -> Iterator[str]:
    """Parts are marked by processing instructions before and after."""
    if not segments:
        return
    yield '<description id="description">'
    part: tuple[str, str] | None = None
    wrapped = False
    tables = 0
    for segment in segments:
        opens = _PARTS.get(segment.text) if segment.kind == "heading" else None
        if opens:
            if wrapped:
                yield "</description-of-drawings>"
            if part:
                yield _instruction(part, "tail")
            part, wrapped = opens, segment.text == _DRAWINGS
            yield _instruction(part, "lead")
            if wrapped:
                yield "<description-of-drawings>"
        tables += segment.kind in {"table", "formula"}
        yield _segment(segment, tables)
    if wrapped:
        yield "</description-of-drawings>"
    if part:
        yield _instruction(part, "tail")
    yield "</description>"


def _instruction(part: tuple[str, str], end: str) -> str:
    return f'<?{part[0]} description="{part[1]}" end="{end}"?>'


def _segment(segment: Segment, count: int) -> str:
    if segment.kind == "heading":
        level = str(segment.level or 1)
        return element(
            "heading", american(segment.text, segment.marks), id=segment.id or "", level=level
        )
    if segment.kind == "table":
        table = cals(segment.text, "", segment.marks)
        made = element("tables", table, id=segment.id or "", num=f"{count:05d}")
        return element("p", made, id=f"p-t{count:04d}", num="0000")
    if segment.kind == "formula":
        inner = f'<math overflow="scroll"><mrow>{mathml(segment.text)}</mrow></math>'
        made = element("maths", inner, id=f"MATH-US-{count:05d}", num=f"{count:05d}")
        return f'<p id="{segment.id}" num="{segment.number}">{made}</p>'
    return (
        f'<p id="{segment.id}" num="{segment.number}">{american(segment.text, segment.marks)}</p>'
    )


def _claims(publication: Publication) -> Iterator[str]:
    if not publication.claims:
        return
    design = publication.right == "design"
    if is_grant(publication):
        yield element("us-claim-statement", "CLAIM" if design else "What is claimed is:")
    yield '<claims id="claims">'
    for claim in publication.claims:
        number = f"{claim.number:05d}"
        text = _claim_text(claim, numbered=not design)
        yield f'<claim id="CLM-{number}" num="{number}">\n{text}\n</claim>'
    yield "</claims>"


def _claim_text(claim: Claim, *, numbered: bool) -> str:
    """Features after a colon or a semicolon become `claim-text` of their own."""
    marked = chemistry(claim.text, claim.marks)
    if claim.depends_on:
        marked = claim_refs(marked, "CLM-{:05d}", claim.number)
    if numbered:
        marked = f"{claim.number}. {marked}"
    opening, colon, rest = marked.partition("comprising: ")
    if not colon:
        return f"<claim-text>{marked}</claim-text>"
    features = rest.split("; ")
    inner = "\n".join(
        f"<claim-text>{feature}{';' if n < len(features) - 1 else ''}</claim-text>"
        for n, feature in enumerate(features)
    )
    return f"<claim-text>{opening}comprising:\n{inner}\n</claim-text>"


__all__ = ["encode", "file_name", "plain"]
