"""CNIPA's edition of WIPO ST.36 (`cn-patent-document`, DTD of 2006-10-27), used here until 2011.

No references in the markup of claims, page breaks as comments, headings as ordinary paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from parsers.model import Citation, Mark, Party, Publication, Reference

from .markup import chemistry, inline, plain

_TYPES = {"utility_model": "实用新型专利", "design": "外观设计专利"}
_PHASES = {"search": "SEA", "examination": "EXA", "applicant": "APP"}
_PARTS = {
    "技术领域": "technical-field",
    "背景技术": "background-art",
    "发明内容": "disclosure",
    "实用新型内容": "disclosure",
    "附图说明": "description-of-drawings",
    "具体实施方式": "mode-for-invention",
}
_PAGE = 30


def file_name(publication: Publication) -> str:
    return f"{publication.office}{publication.number}{publication.kind}.XML"


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8; every other one has its description in parts."""
    day = (publication.date or "").replace("-", "")
    root = (
        f'<cn-patent-document lang="ZH" country="CN" doc-number="{publication.number}" '
        f'kind="{publication.kind}" date-publ="{day}" status="C" '
        f'file="{file_name(publication)}">'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE cn-patent-document SYSTEM "cn-patent-document-06-10-27.dtd">',
        root,
        "<cn-bibliographic-data>",
        *_bibliography(publication, day),
        "</cn-bibliographic-data>",
        '<application-body lang="CN" country="CN">',
        *_description(publication),
        *_claims(publication),
        *_drawings(publication),
        "</application-body>",
        "</cn-patent-document>\n",
    ]
    return "\n".join(parts).encode()


def _document(reference: Reference, *, kind: bool = True) -> str:
    shown = f"<country>{reference.office}</country>"
    shown += f"<doc-number>{plain(reference.raw or reference.number)}</doc-number>"
    if kind and reference.kind:
        shown += f"<kind>{reference.kind}</kind>"
    if reference.date:
        shown += f"<date>{reference.date.replace('-', '')}</date>"
    return f"<document-id>{shown}</document-id>"


def _bibliography(publication: Publication, day: str) -> Iterator[str]:
    own = Reference(
        office="CN", number=publication.number, kind=publication.kind, date=publication.date
    )
    week = f"<gazette-num>{int(day[:4]) - 1984}-{int(day[4:6]) * 4:02d}</gazette-num>"
    yield (
        f"<cn-publication-reference>{_document(own)}<gazette-reference>{week}"
        f"<date>{day}</date></gazette-reference></cn-publication-reference>"
    )
    if publication.application:
        kind = _TYPES.get(publication.right, "发明专利")
        shown = _document(publication.application, kind=False)
        yield f'<application-reference appl-type="{kind}">{shown}</application-reference>'
    yield from _priorities(publication.priorities)
    yield from _classes(publication)
    title = publication.title[0]
    yield f"<invention-title>{chemistry(title.text, title.marks)}</invention-title>"
    for text in publication.abstract:
        yield f'<abstract><p id="pa01" num="1">{chemistry(text.text, text.marks)}</p></abstract>'
    yield from _citations(publication.citations)
    earlier = [e.document for e in publication.related if e.relation == "earlier_publication"]
    if earlier:
        listed = "".join(_document(found) for found in earlier)
        yield f"<cn-related-publication>{listed}</cn-related-publication>"
    yield from _parties(publication.parties)


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    if references:
        yield "<priority-claims>"
        for number, reference in enumerate(references, 1):
            inner = (
                _document(reference).removeprefix("<document-id>").removesuffix("</document-id>")
            )
            yield f'<priority-claim sequence="{number}" kind="national">{inner}</priority-claim>'
        yield "</priority-claims>"


def _classes(publication: Publication) -> Iterator[str]:
    if publication.classifications:
        yield "<classifications-ipcr>"
        for entry in publication.classifications:
            head, _, rest = entry.symbol.partition(" ")
            main, _, sub = rest.partition("/")
            letter = {"inventive": "I", "additional": "N"}.get(entry.value or "", "")
            version = (entry.version or "2006-01")[:7].replace("-", ".")
            text = f"{head}{main:>5}/{sub:<6}({version}){letter}"
            yield f"<classification-ipcr><text>{text}</text></classification-ipcr>"
        yield "</classifications-ipcr>"


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    if citations:
        yield "<references-cited>"
        for place, citation in enumerate(citations, 1):
            phase = _PHASES.get(citation.phase or "", "SEA")
            if citation.document:
                inner = f'<patcit num="{place:04d}">{_document(citation.document)}</patcit>'
            else:
                text = chemistry(citation.text or "")
                inner = f'<nplcit num="{place:04d}"><text>{text}</text></nplcit>'
            yield f'<citation srep-phase="{phase}">{inner}</citation>'
        yield "</references-cited>"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    yield "<cn-parties>"
    yield from _group("cn-applicants", "cn-applicant", "applicant", parties)
    yield from _group("cn-inventors", "cn-inventor", "inventor", parties)
    agencies = [party for party in parties if party.role == "agency"]
    agents = [party for party in parties if party.role == "agent"]
    if agents:
        yield "<cn-agents>"
        for number, agent in enumerate(agents, 1):
            firm = ""
            if agencies:
                name = f"{plain(agencies[0].name)} {agencies[0].code or ''}".strip()
                firm = f"<cn-agency><name>{name}</name></cn-agency>"
            named = f"<name>{plain(agent.name)}</name>"
            yield f'<cn-agent sequence="{number}" rep-type="agent">{firm}{named}</cn-agent>'
        yield "</cn-agents>"
    yield "</cn-parties>"
    yield from _group("assignees", "assignee", "assignee", parties)
    clerks = [party for party in parties if party.role == "examiner"]
    if clerks:
        listed = "".join(
            f"<primary-examiner><name>{plain(party.name)}</name></primary-examiner>"
            for party in clerks
        )
        yield f"<examiners>{listed}</examiners>"


def _group(outer: str, inner: str, role: str, parties: tuple[Party, ...]) -> Iterator[str]:
    found = []
    for party in parties:
        if party.role != role:
            continue
        body = f"<name>{plain(party.name)}</name>"
        if party.address:
            text = f"{party.postcode or ''} {plain(party.address)}".strip()
            body = (
                f'<addressbook lang="ZH">{body}<address><text>{text}</text></address></addressbook>'
            )
        found.append(f'<{inner} sequence="{party.sequence or 1}">{body}</{inner}>')
    if found:
        yield f"<{outer}>{''.join(found)}</{outer}>"


def _description(publication: Publication) -> Iterator[str]:
    segments = publication.description
    if not segments:
        return
    title = chemistry(publication.title[0].text, publication.title[0].marks)
    yield f'<description><invention-title id="title1"><b>{title}</b></invention-title>'
    in_parts = publication.number[-1] in "02468"
    part = ""
    for place, segment in enumerate(segments):
        opens = _PARTS.get(segment.text) if segment.kind == "heading" and in_parts else None
        if opens:
            if part:
                yield f"</{part}>"
            part = opens
            yield f"<{part}>"
        number = segment.number or (segment.id or "").removeprefix("p")
        page = f'<!-- SIPO <DP n="{place // _PAGE + 1}"> -->' if place % _PAGE == 0 else ""
        text = _broken(segment.text, segment.marks)
        yield f'{page}<p id="{segment.id}" num="{number}">{text}</p>'
    if part:
        yield f"</{part}>"
    yield "</description>"


@lru_cache(maxsize=16_384)
def _broken(text: str, marks: tuple[Mark, ...]) -> str:
    """A line break about every 40 characters, as the office's scans were typed in."""
    places = range(40, len(text), 40)
    return inline(text, marks, [at for at in places if all(map(_is_han, text[at - 1 : at + 1]))])


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _claims(publication: Publication) -> Iterator[str]:
    if publication.claims:
        yield "<claims>"
        for claim in publication.claims:
            text = f"{claim.number}.{chemistry(claim.text, claim.marks)}"
            number = f"{claim.number:04d}"
            yield f'<claim id="cl{number}" num="{number}"><claim-text>{text}</claim-text></claim>'
        yield "</claims>"


def _drawings(publication: Publication) -> Iterator[str]:
    if publication.drawings:
        yield "<drawings>"
        for drawing in publication.drawings:
            number = (drawing.number or "").zfill(4)
            suffix = {"tiff": "tif", "jpeg": "jpg"}.get(drawing.format, drawing.format)
            yield (
                f'<figure id="f{number}" num="{number}" figure-labels="图{drawing.number}">'
                f'<img id="ifi{number}" file="{drawing.file}" wi="{drawing.width}" '
                f'he="{drawing.height}" img-content="drawing" img-format="{suffix}" '
                'orientation="portrait" inline="no"/></figure>'
            )
        yield "</drawings>"
