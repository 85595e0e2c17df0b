"""Applications as filed with CNIPA: the parts (`cn-application-body`, DTD of 2008) and the request.

Each part is a file of its own in a folder named by the number of the application. That number,
with its check digit, is the identity: what is filed is not yet published, so there is no kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from parsers.errors import ParseError
from parsers.formats import cnfile_request
from parsers.formats.cn36_text import Texts, read_texts
from parsers.formats.nodes import localise
from parsers.formats.parts import drawings, picture_gap
from parsers.formats.refs import application_reference, document_id
from parsers.model import ClaimSet, DocumentId, Gap, Publication, Reference, Right
from parsers.numbers.check import cn_check
from parsers.record import Record
from parsers.xml import Element, Xml, parse_xml

NAME = "cnfile"
OFFICES = frozenset({"CN"})
YEARS = "2004-"
CONTENT = "full text as filed"
TRIED = "the parts of one application, as files and in archives"

_START = re.compile(
    rb"<(?:(?:[\w.-]+:)?cn-application-body|%b)[\s/>]"
    % b"|".join(root.encode(code) for root in cnfile_request.ROOTS for code in ("utf-8", "gbk"))
)
_BODY = "cn-application-body"
_NUMBER = re.compile(r"(?<![\dA-Za-z])(?:CN|ZL)?(\d{12})\.?([\dXx])(?![\dA-Za-z])")
_CODE = re.compile(r"(?<!\d)(1\d{5})(?:-\d*)?(?=[/.!]|$)")
_AMENDED = {
    "150127": "Article 19", "150130": "Article 34", "150131": "Article 34",
    "150128": "Article 34", "150137": "Article 28 or 41", "150138": "Article 28 or 41",
    "150135": "Article 28 or 41",
}  # fmt: skip
"""Codes of parts that were amended, and under which article of the PCT."""
_RIGHTS: dict[str, Right] = {
    "1": "invention",
    "8": "invention",
    "2": "utility_model",
    "9": "utility_model",
    "3": "design",
}
_PARTS = {"cn-claims": "claims", "cn-abstract": "abstract", "cn-drawings": "drawings"}


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One application, or one part of it. Raises ParseError where no number says whose it is."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    if root.tag in cnfile_request.ROOTS:
        yield _request(root, xml, record)
    elif root.tag == _BODY:
        yield _part(root, xml, record)
    else:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)


def _part(root: Element, xml: Xml, record: Record) -> Publication:
    filed = _application(record, document_id(root.find(".//document-id"), application=True))
    images = _images(root)
    texts = read_texts(_as_publication(root), None)
    code, amended = _code(record)
    amended = amended and bool(texts.claims)
    right = _RIGHTS.get(filed.number[4], "other")
    return Publication(
        id=str(DocumentId("CN", filed.number)),
        office="CN",
        number=filed.number,
        right=right,
        stage="other",
        language="zh",
        application=filed,
        title=texts.title,
        abstract=texts.abstract,
        claims=() if amended else texts.claims,
        claim_sets=(ClaimSet(status="amended", claims=texts.claims),) if amended else (),
        description=texts.description,
        drawings=drawings(images),
        needs_ocr=bool(texts.scanned) and not texts.claims and not texts.description,
        gaps=(*_missing(texts, right), *texts.gaps, *picture_gap(texts.pictures)),
        source=record.source(NAME, repaired=xml.repaired, notes=(*xml.notes, *_notes(code))),
    )


def _request(root: Element, xml: Xml, record: Record) -> Publication:
    filed = _application(record, cnfile_request.application(root))
    right = _RIGHTS.get(filed.number[4], "other")
    title = cnfile_request.title(root)
    return Publication(
        id=str(DocumentId("CN", filed.number)),
        office="CN",
        number=filed.number,
        right=right,
        stage="other",
        language="zh",
        application=filed,
        priorities=cnfile_request.priorities(root),
        related=cnfile_request.related(root),
        title=title,
        parties=cnfile_request.parties(root),
        gaps=(*(_gap(part) for part in _needed(right)), *(() if title else (_gap("title"),))),
        source=record.source(NAME, repaired=xml.repaired, notes=(*xml.notes, *_notes("110101"))),
    )


def _application(record: Record, named: Reference | None) -> Reference:
    """The application the file names, or else its folder or archive; the innermost one counts."""
    if named is not None and _NUMBER.fullmatch(named.number):
        return named
    for path in (record.member, record.file):
        for step in reversed((path or "").replace("\\", "/").split("/")):
            for found in _NUMBER.finditer(step):
                digits, check = found[1], found[2].upper()
                if "2003" <= digits[:4] < "2100" and cn_check(digits) == check:
                    made = application_reference("CN", f"{digits}.{check}")
                    if made is not None:
                        return Reference(office="CN", number=made.number)
    raise ParseError(
        "IDENTITY_INCOMPLETE",
        "A part of a filing does not say whose it is: put it into a folder that is named by the "
        "13 characters of the application number.",
        place=record.member or record.file,
    )


def _code(record: Record) -> tuple[str | None, bool]:
    """The office's code of this part (`100001` claims …), from the innermost folder or file."""
    found = _CODE.findall(f"{record.file}!{record.member or ''}".replace("\\", "/"))
    code = found[-1] if found else None
    return code, code in _AMENDED


def _notes(code: str | None) -> Iterator[str]:
    yield f"as filed, not as published{f': part {code}' if code else ''}"
    if code in _AMENDED:
        yield f"amended under {_AMENDED[code]} of the PCT"


def _images(root: Element) -> list[Element]:
    """Figures; that of the abstract repeats one and counts only where there are no others."""
    return root.findall("cn-drawings/figure") or root.findall(".//cn-abst-figure/figure")


def _as_publication(root: Element) -> Element:
    """The parts under the names they have in publications, without what clerks added."""
    for element in [*root.iter("cn-abst-figure", "cn-abnormal-formats", "cn-abnormal-format")]:
        _cut(element)
    for element in root.iter("p"):
        if not (element.get("num") or "0").isdigit():
            del element.attrib["num"]  # four letters X mark paragraphs without one
    for element in root:
        element.tag = _PARTS.get(element.tag, element.tag)
    root.tag = "application-body"
    document = etree.Element("cn-patent-document")
    document.append(root)
    return document


def _cut(element: Element) -> None:
    """Take an element out, not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _needed(right: Right) -> tuple[str, ...]:
    return () if right == "design" else ("abstract", "description", "claims")


def _missing(texts: Texts, right: Right) -> Iterator[Gap]:
    held: dict[str, tuple[object, ...]] = {
        "title": texts.title,
        "abstract": texts.abstract,
        "description": texts.description,
        "claims": texts.claims,
    }
    for part in ("title", *_needed(right)):
        if held[part]:
            continue
        pages = texts.scanned.get(part) or texts.scanned.get("document")
        yield Gap(part=part, reason="scan_only", detail=pages) if pages else _gap(part)


def _gap(part: str) -> Gap:
    return Gap(part=part, reason="not_in_source")
