"""CNIPA's edition of WIPO ST.96 (`business:PatentDocumentAndRelated`, V2.2.1).

Inventions, utility models and designs of CN, and foreign publications translated into Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Publication, Segment

from .cn96_biblio import based, bibliography, tagged

_NAMESPACES = (
    'xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" '
    'xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:tbl="http://oasis-open.org/specs/soextblx" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.sipo.gov.cn/XMLSchema/business '
    '/DTDS/PatentDocument/Elements/OtherElements.xsd" xsdVersion="V2.2.1"'
)
_DOCTYPE = (
    "<!DOCTYPE business:PatentDocumentAndRelated SYSTEM "
    '"/DTDS/ExternalStandards/ipphdb-entities.dtd"[]>'
)
_MADE = 'dataFormat="original" sourceDB="national office" creator="03"'
_ENTITIES = str.maketrans(
    {"α": "&alpha;", "β": "&beta;", "γ": "&gamma;", "°": "&deg;", "µ": "&micro;", "·": "&middot;"}
)
"""Named in the office's entity file, which the DOCTYPE of every file points to."""
_PARTS = {
    "技术领域": "TechnicalField",
    "背景技术": "BackgroundArt",
    "发明内容": "Disclosure",
    "实用新型内容": "Disclosure",
    "附图说明": "DrawingsDescription",
    "具体实施方式": "InventionMode",
}


def file_name(publication: Publication) -> str:
    """`CN102015000163325CN00001047518250BFULZH20231003CN00Q.XML`: application, publication, day."""
    application = standard_application(publication)
    number = f"{publication.number:0>13}0{publication.kind}"
    day = (publication.date or "").replace("-", "")
    office, language = publication.office, publication.language.upper()
    return f"{office}{application}{office}{number}FUL{language}{day}{office}00Q.XML"


def standard_application(publication: Publication) -> str:
    """Type, year and nine-digit serial: `102010000298420` of CN 201010298420."""
    found = publication.application
    kind = {"utility_model": "20", "design": "30"}.get(publication.right, "10")
    if found is None:
        return f"{kind}0000{0:09d}"
    if publication.office == "CN" and len(found.number) == 9:
        return f"{kind}{(found.date or '')[:4]}{found.number[3:8]:0>9}"
    if publication.office == "CN":
        return f"{kind}{found.number[:4]}{found.number[5:12]:0>9}"
    return f"{kind}{(found.date or '')[:4]}{found.number[-6:]:0>9}"


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8; half of the files have their description in parts, half flat."""
    name = file_name(publication)
    day = (publication.date or "").replace("-", "")
    root = (
        f'<business:PatentDocumentAndRelated {_NAMESPACES} file="{name}" dateProduced="{day}" '
        f'status="C" lang="{publication.language}" country="{publication.office}" '
        f'docNumber="{publication.number}" '
        f'kind="{publication.kind}" datePublication="{day}">'
    )
    design = publication.right == "design"
    parts = [
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>',
        _DOCTYPE,
        root,
        bibliography(publication, standard_application(publication)),
        *(_abstract(publication)),
        *(_brief(publication) if design else _description(publication)),
        *_drawings(publication),
        *_claims(publication),
        "</business:PatentDocumentAndRelated>\n",
    ]
    whole = "\n".join(parts)
    if publication.number[-1] in "13579":
        whole = whole.translate(_ENTITIES)
    return whole.encode()


def _abstract(publication: Publication) -> Iterator[str]:
    for text in publication.abstract:
        figure = ""
        if publication.drawings:
            drawing = publication.drawings[0]
            image = (
                f'<base:Image he="{drawing.height}" wi="{drawing.width}" file="{drawing.file}" '
                f'imgContent="undefined" imgFormat="{drawing.format.upper()}"/>'
            )
            sheet = f'<base:Figure num="0001">{image}</base:Figure>'
            figure = f"\n<business:AbstractFigure>{sheet}</business:AbstractFigure>"
        words = based(text.text, text.marks)
        yield (
            f'<business:Abstract lang="{text.lang}" processingType="original" {_MADE}>\n'
            f'<base:Paragraphs num="0001">{words}</base:Paragraphs>{figure}\n'
            "</business:Abstract>"
        )


def _description(publication: Publication) -> Iterator[str]:
    segments = publication.description
    if not segments:
        return
    yield f'<business:Description lang="{segments[0].lang}" {_MADE}>'
    title = based(publication.title[0].text, publication.title[0].marks)
    yield f'<business:InventionTitle id="title1">{title}</business:InventionTitle>'
    in_parts = publication.number[-1] in "02468"
    part = ""
    for segment in segments:
        opens = _PARTS.get(segment.text) if segment.kind == "heading" and in_parts else None
        if opens:
            if part:
                yield f"</business:{part}>"
            part = opens
            yield f"<business:{part}>"
        yield _paragraph(segment)
    if part:
        yield f"</business:{part}>"
    yield "</business:Description>"


def _paragraph(segment: Segment) -> str:
    number = segment.number or (segment.id or "").removeprefix("p")
    heading = segment.kind == "heading" and segment.lang != "zh"
    tag = "base:Heading" if heading else "base:Paragraphs"
    return f'<{tag} id="{segment.id}" num="{number}">{based(segment.text, segment.marks)}</{tag}>'


def _brief(publication: Publication) -> Iterator[str]:
    texts = [
        f"<base:Paragraphs>{based(segment.text, segment.marks)}</base:Paragraphs>"
        for segment in publication.description
    ]
    yield tagged("business:DesignBriefExplanation", "\n".join(texts), 'lang="zh"')


def _drawings(publication: Publication) -> Iterator[str]:
    if not publication.drawings:
        return
    word = {"ja": "図", "ko": "도"}.get(publication.language, "图")
    yield f'<business:Drawings lang="{publication.language}" sourceDB="national office">'
    for drawing in publication.drawings:
        number = (drawing.number or "").zfill(4)
        yield (
            f'<base:Figure id="f{number}" num="{number}" figureLabels="{word}{drawing.number}">'
            f'<base:Image id="if{number}" he="{drawing.height}" wi="{drawing.width}" '
            f'file="{drawing.file}" imgContent="drawing" imgFormat="{drawing.format.upper()}" '
            'orientation="portrait" inline="no"/></base:Figure>'
        )
    yield "</business:Drawings>"


def _claims(publication: Publication) -> Iterator[str]:
    if not publication.claims:
        return
    yield f'<business:Claims lang="{publication.claims[0].lang}" {_MADE}>'
    for claim in publication.claims:
        text = f"{claim.number}.{based(claim.text, claim.marks)}"
        yield (
            f'<business:Claim id="cl{claim.number:04d}" num="{claim.number:04d}">\n'
            f"<business:ClaimText>{text}</business:ClaimText>\n</business:Claim>"
        )
    yield "</business:Claims>"
