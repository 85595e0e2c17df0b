"""An application as filed with CNIPA (`cn-application-body`), with a break in each 40 letters."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Claim, Publication, Segment, Text

from .markup import plain

_WIDTH = 40
_BOM = "\ufeff"
_HEAD = (
    f'{_BOM}<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE cn-application-body SYSTEM "/dtdandxsl/cn-application-body-20080416.dtd"[]>\n'
    '<?xml-stylesheet type="text/xsl" href="/dtdandxsl/showxml.xsl"?>\n'
    '<cn-application-body lang="zh" country="CN">'
)


def encode(publication: Publication) -> bytes:
    """All parts in one file, with the number of the application, as the DTD allows."""
    filed = publication.application
    number = (filed.raw or filed.number) if filed else publication.number
    lines = [
        _HEAD,
        (
            '<application-reference appl-type="10"><document-id><country>CN</country>'
            f"<doc-number>{number}</doc-number></document-id></application-reference>"
        ),
        *_claims(publication),
        *_description(publication),
        *_drawings(publication),
        *map(_abstract, publication.abstract),
        "</cn-application-body>\n",
    ]
    return "\n".join(lines).encode()


def _abstract(text: Text) -> str:
    words = _lines(text.text)
    return f'<cn-abstract><p id="p0001" num="0001" Italic="0">{words}</p></cn-abstract>'


def _lines(text: str) -> str:
    """Broken where a screen would break it, but for words and blanks."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > _WIDTH:
        end = start + _WIDTH
        while end < len(text) and not _breakable(text, end):
            end += 1
        pieces.append(plain(text[start:end]))
        start = end
    pieces.append(plain(text[start:]))
    return "<br/>\n".join(pieces)


def _breakable(text: str, place: int) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text[place - 1 : place + 1])


def _claims(publication: Publication) -> Iterator[str]:
    if publication.claims:
        yield "<cn-claims>"
        yield from map(_claim, publication.claims)
        yield "</cn-claims>"


def _claim(claim: Claim) -> str:
    return (
        f'<claim id="cl{claim.number:03d}" num="{claim.number}">\n'
        f"<claim-text>{_lines(claim.text)}<br/>\n</claim-text>\n</claim>"
    )


def _description(publication: Publication) -> Iterator[str]:
    if publication.description:
        yield "<description>"
        for title in publication.title:
            yield f"<invention-title>{_lines(title.text)}<br/>\n</invention-title>"
        yield from map(_segment, publication.description)
        yield "</description>"


def _segment(segment: Segment) -> str:
    identity = f'id="{segment.id}"' if segment.id else ""
    if segment.kind == "heading":
        return (
            f'<heading {identity} level="{segment.level}">{_lines(segment.text)}<br/>\n</heading>'
        )
    number = segment.number or "X" * 4
    return f'<p {identity} num="{number}" Italic="0">{_lines(segment.text)}<br/>\n</p>'


def _drawings(publication: Publication) -> Iterator[str]:
    if publication.drawings:
        yield "<cn-drawings>"
        for place, entry in enumerate(publication.drawings, 1):
            yield (
                f'<figure id="f{place:04d}" num="{place:04d}" figure-labels="图{entry.number}">'
                f'<img id="if{place:04d}" file="{entry.file}" wi="{entry.width}" '
                f'he="{entry.height}" img-content="drawing" img-format="{entry.format}" '
                'orientation="portrait" inline="no"/></figure>'
            )
        yield "</cn-drawings>"
