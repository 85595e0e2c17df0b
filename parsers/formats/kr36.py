"""Full texts of KIPO: roots `KR_OpenPatent`, `KR_RegisterPatent` and their like (EUC-KR).

Elements of the front page have names of the office (`KR_…`), those of the text those of WIPO
ST.36; `summary` is the abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.bodies import Body, missing, read_body, titles
from parsers.formats.front36 import ipc_text
from parsers.formats.nodes import attribute, localise, value, values
from parsers.formats.refs import application_reference, publication_reference
from parsers.kinds import right_and_stage
from parsers.model import (
    Classification,
    DocumentId,
    LegalEvent,
    Party,
    Publication,
    Reference,
    Related,
    Role,
)
from parsers.record import Record
from parsers.symbols import normal
from parsers.xml import Element, Xml, parse_xml

NAME = "kr36"
OFFICES = frozenset({"KR"})
YEARS = "1999-"
CONTENT = "full text"
TRIED = "variants by published descriptions"

_START = re.compile(rb"<KR_(?:Open|Regist|Public|Patent|Utility)\w*[\s/>]")
_UTILITY = re.compile(r"실용신안|Utility", re.IGNORECASE)
_ROLES: tuple[tuple[str, Role], ...] = (
    ("Applicant", "applicant"),
    ("Inventor", "inventor"),
    ("RightHolder", "assignee"),
    ("Agent", "agent"),
    ("Examiner", "examiner"),
)
_COUNTRIES = {
    "대한민국": "KR", "미국": "US", "일본": "JP", "중국": "CN", "독일": "DE", "프랑스": "FR",
    "영국": "GB", "대만": "TW", "스위스": "CH", "네덜란드": "NL", "스웨덴": "SE", "이탈리아": "IT",
    "캐나다": "CA", "핀란드": "FI", "덴마크": "DK", "오스트리아": "AT", "벨기에": "BE",
    "이스라엘": "IL", "싱가포르": "SG", "인도": "IN", "오스트레일리아": "AU", "스페인": "ES",
}  # fmt: skip


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when its number is missing."""
    xml = parse_xml(record.data)
    yield _publication(localise(xml.root), xml, record)


def _publication(root: Element, xml: Xml, record: Record) -> Publication:
    own = _identity(root)
    key = DocumentId("KR", own.number, own.kind or "")
    right, stage = right_and_stage("KR", own.kind, own.date, own.number)
    body = _body(root)
    title = titles(root.iter("invention-title"), "ko")[:1]
    return Publication(
        id=str(key),
        office="KR",
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language="ko",
        application=_application(root),
        priorities=tuple(dict.fromkeys(_priorities(root))),
        related=tuple(_related(root, own)),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        description=body.description,
        drawings=body.drawings,
        parties=tuple(_parties(root)),
        classifications=tuple(dict.fromkeys(_classes(root))),
        events=tuple(_events(root)),
        needs_ocr=body.needs_ocr,
        gaps=(*missing(body, title, ("title", "abstract", "description", "claims")), *body.gaps),
        source=record.source(NAME, repaired=xml.repaired, notes=xml.notes),
    )


def _first(root: Element, *tags: str) -> str | None:
    """The text of the first of these elements that there is, anywhere."""
    return next((text for tag in tags for text in values(root, f".//{tag}")), None)


def _identity(root: Element) -> Reference:
    """Of a registration its number, else that of laying open; kinds follow from right and step.

    The day of registration is not that of publication, and only told as an event.
    """
    words = f"{_first(root, 'KR_DocumentType') or ''} {root.tag}"
    filed = _first(root, "KR_ApplicationNumber") or ""
    utility = bool(_UTILITY.search(words)) or filed.startswith("20-")
    number = None
    if root.tag.startswith(("KR_Regist", "KR_Public")) or not _first(root, "KR_OpenNumber"):
        number = _first(root, "KR_RegisterNumber", "KR_RegistrationNumber")
    if number:
        kind = "Y1" if utility else "B1"
        date = _first(root, "KR_PublicationDate", "KR_PublicDate", "KR_RegisterPublicationDate")
    elif root.tag.startswith("KR_Regist"):
        words = "A registration without its number is not what was laid open before it."
        raise ParseError("IDENTITY_INCOMPLETE", words, place=root.tag)
    else:
        number, date = _first(root, "KR_OpenNumber"), _first(root, "KR_OpenDate")
        kind = "U" if utility else "A"
    found = publication_reference("KR", number, kind, date)
    if found is None:
        message = "There is neither a number of registration nor one of laying open."
        raise ParseError("IDENTITY_INCOMPLETE", message, place=root.tag)
    return found


def _application(root: Element) -> Reference | None:
    number, date = _first(root, "KR_ApplicationNumber"), _first(root, "KR_ApplicationDate")
    return application_reference("KR", number, date)


def _priorities(root: Element) -> Iterator[Reference]:
    for claim in root.iter("KR_PriorityInformation"):
        for entry in claim.findall("KR_Priority") or [claim]:
            country = _country(_first(entry, "KR_PriorityCountry", "KR_Country"))
            number = _first(entry, "KR_PriorityNumber", "KR_PriorityApplicationNumber")
            date = _first(entry, "KR_PriorityDate", "KR_PriorityApplicationDate")
            if made := application_reference(country, number, date):
                yield made


def _related(root: Element, own: Reference) -> Iterator[Related]:
    """A registration names the application as it was laid open."""
    number, date = _first(root, "KR_OpenNumber"), _first(root, "KR_OpenDate")
    kind = "U" if own.kind in {"U", "Y1"} else "A"
    earlier = publication_reference("KR", number, kind, date)
    if earlier and earlier.number != own.number:
        yield Related(relation="earlier_publication", document=earlier)


def _body(root: Element) -> Body:
    """The parts stand at various depths; the abstract is called summary."""
    parts = root.iter("description", "claims", "drawings")
    homes = {home for part in parts if (home := part.getparent()) is not None}
    holding = [home for home in (root, *root.iterdescendants()) if home in homes]
    paths = [
        root.getroottree().getelementpath(home) if home is not root else "." for home in holding
    ]
    body = read_body(root, "ko", within=[path for path in paths if path])
    found = titles((*root.iter("summary"), *root.iter("abstract")), "ko")
    return structs.replace(body, abstract=found[:1])


def _parties(root: Element) -> Iterator[Party]:
    for word, role in _ROLES:
        names = (f"KR_{word}Information", f"KR_{word}")
        homes = [*root.iter(names[0])] or [*root.iter(names[1])]
        entries = [entry for home in homes for entry in home.findall(names[1]) or [home]]
        place = 0
        for entry in entries:
            firm = _first(entry, "KR_ORGName", "KR_OrgName")
            name = firm or _first(entry, "KR_Name", "KR_KoreanName")
            if not name:
                continue
            place += 1
            yield Party(
                role=role,
                name=name,
                organisation=firm is not None,
                country=_country(_first(entry, "KR_Country")),
                address=_first(entry, "KR_Address"),
                postcode=_first(entry, "KR_Postcode", "KR_PostCode"),
                code=_first(entry, "KR_Code", "KR_RegisteredNumber"),
                sequence=place,
                lang="ko",
            )


def _country(text: str | None) -> str | None:
    if text and re.fullmatch("[A-Z]{2}", text):
        return text
    return _COUNTRIES.get(text or "")


def _classes(root: Element) -> Iterator[Classification]:
    """The symbol is the attribute `value`, or the text."""
    for home, cpc in (("KR_IPCInformation", False), ("KR_CPCInformation", True)):
        found = [e for block in root.iter(home) for e in block.iterdescendants()]
        for place, element in enumerate(found):
            text = attribute(element, "value") or (value(element) if len(element) == 0 else None)
            made = _symbol(text or "", cpc=cpc)
            if made is None:
                continue
            first = "Main" in element.tag and place == 0
            yield structs.replace(made, position=made.position or ("first" if first else "later"))


def _symbol(text: str, *, cpc: bool) -> Classification | None:
    if not cpc:
        return ipc_text(text)
    symbol = normal("cpc", text)
    return Classification(scheme="cpc", symbol=symbol) if symbol else None


def _events(root: Element) -> Iterator[LegalEvent]:
    for tag, title in (("KR_RegisterDate", "등록일자"), ("KR_RegistrationDate", "등록일자")):
        day = parse_date(_first(root, tag) or "", "KR")
        if day:
            yield LegalEvent(office="KR", code=tag, date=day, title=title)
