"""Items of KIPRIS Plus: flat ones of searches, and those of details with arrays of structures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.nodes import value, values
from parsers.formats.parts import RawClaim, number_claims
from parsers.formats.refs import application_reference, cited
from parsers.model import (
    Citation,
    Claim,
    Classification,
    Drawing,
    LegalEvent,
    Party,
    Reference,
    Role,
    Scheme,
    Text,
)
from parsers.numbers import publication_number
from parsers.symbols import normal
from parsers.text import clean
from parsers.xml import Element

_KINDS = {"10": ("A", "B1"), "20": ("U", "Y1"), "30": ("S", "S")}
_OPEN = ("openNumber", "openDate")
_GRANTED = (
    ("registerNumber", "registerDate"),
    ("registrationNumber", "registrationDate"),
    ("publicationNumber", "publicationDate"),
)
_PRINTED = "publicationDate"
_PARTIES: tuple[tuple[str, str, Role], ...] = (
    ("applicantName", "applicantInfo", "applicant"),
    ("inventorName", "inventorInfo", "inventor"),
    ("agentName", "agentInfo", "agent"),
    ("rightHolderName", "rightHolderInfo", "assignee"),
    ("regPrivilegeName", "regPrivilegeInfo", "assignee"),
)
_SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("ipcNumber", "ipc"),
    ("cpcNumber", "cpc"),
    ("locCode", "locarno"),
    ("designMainClassification", "locarno"),
)
_BREAK = re.compile(r"[;|\n]")
_COUNTRIES = {
    "대한민국": "KR", "한국": "KR", "일본": "JP", "미국": "US", "중국": "CN", "독일": "DE",
    "프랑스": "FR", "영국": "GB", "대만": "TW", "네덜란드": "NL", "스위스": "CH", "스웨덴": "SE",
    "이탈리아": "IT", "캐나다": "CA", "핀란드": "FI", "덴마크": "DK", "벨기에": "BE",
    "오스트리아": "AT", "이스라엘": "IL", "싱가포르": "SG", "인도": "IN", "호주": "AU",
}  # fmt: skip


class Step(NamedTuple):
    """One publication of an application: laid open, or registered."""

    number: str
    kind: str
    date: str | None


class About(Struct, frozen=True):
    """What an item tells of the application, the same for all its publications."""

    priorities: tuple[Reference, ...]
    drawings: tuple[Drawing, ...]
    parties: tuple[Party, ...]
    classifications: tuple[Classification, ...]
    citations: tuple[Citation, ...]
    events: tuple[LegalEvent, ...]


def steps(item: Element, right: str) -> Iterator[Step]:
    """The publications of an item, by the first two digits of its application number.

    A registration is printed under its own number on the day called `publicationDate`.
    """
    opened, granted = _KINDS.get(right, _KINDS["10"])
    if right != "30" and (number := _first(item, _OPEN[0])):
        yield _step(number, opened, _first(item, _OPEN[1]))
    for tag, day in _GRANTED:
        if number := _first(item, tag):
            yield _step(number, granted, _first(item, _PRINTED) or _first(item, day))
            return


def _step(printed: str, kind: str, day: str | None) -> Step:
    date = parse_date(day, "KR") if day else None
    try:
        return Step(publication_number("KR", printed, kind, date), kind, date)
    except (ParseError, ValueError) as error:
        words = f"{printed} is no number of a publication."
        raise ParseError("IDENTITY_INCOMPLETE", words) from error


def _first(item: Element, tag: str) -> str | None:
    return next(values(item, f".//{tag}"), None)


def texts(item: Element) -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Claim, ...]]:
    """Titles in Korean and English, abstract, claims."""
    title = []
    for lang, tags in (
        ("ko", ("inventionTitle", "articleName", "title")),
        ("en", ("inventionTitleEnglish", "inventionTitleEng", "articleNameEng")),
    ):
        text = next((t for tag in tags for t in values(item, f".//{tag}", lang)), None)
        if text:
            title.append(Text(lang=lang, text=text))
    abstract = next(values(item, ".//astrtCont", "ko"), None)
    raw = [RawClaim(None, _unnumbered(text)) for text in values(item, ".//claimInfo/claim", "ko")]
    claims, _ = number_claims(raw, "ko")
    return tuple(title), (Text(lang="ko", text=abstract),) if abstract else (), claims


def _unnumbered(text: str) -> str:
    return re.sub(r"^\d+\.\s*(?=\S)", "", text)


def biblio(item: Element) -> About:
    """Everything but texts and numbers."""
    return About(
        priorities=tuple(_priorities(item)),
        drawings=tuple(_drawings(item)),
        parties=tuple(_parties(item)),
        classifications=tuple(dict.fromkeys(_classes(item))),
        citations=tuple(_citations(item)),
        events=tuple(_events(item)),
    )


def _priorities(item: Element) -> Iterator[Reference]:
    for element in item.iter("priorityInfo"):
        country = value(element, "priorityApplicationCountry") or ""
        found = application_reference(
            _COUNTRIES.get(country, country),
            value(element, "priorityApplicationNumber"),
            value(element, "priorityApplicationDate"),
        )
        if found:
            yield found


def _parties(item: Element) -> Iterator[Party]:
    """Names between semicolons or strokes, or a structure each with address and code."""
    for flat, structure, role in _PARTIES:
        place = 0
        for element in item.iter(structure):
            if name := value(element, "name", "ko"):
                place += 1
                country = value(element, "country") or ""
                code = _COUNTRIES.get(country, country)
                yield Party(
                    role=role,
                    name=name,
                    country=code if re.fullmatch("[A-Z]{2}", code) else None,
                    address=value(element, "address", "ko"),
                    code=value(element, "code"),
                    sequence=place,
                    lang="ko",
                )
        for text in values(item, flat, "ko") if not place else ():
            for part in _BREAK.split(text):
                if name := clean(part, "ko"):
                    place += 1
                    yield Party(role=role, name=name, sequence=place, lang="ko")


def _classes(item: Element) -> Iterator[Classification]:
    for tag, scheme in _SCHEMES:
        for text in values(item, f".//{tag}"):
            for part in _BREAK.split(text):
                if symbol := normal(scheme, clean(part)):
                    yield Classification(scheme=scheme, symbol=symbol)


def _citations(item: Element) -> Iterator[Citation]:
    for element in item.iter("priorArtDocumentsInfo"):
        text = value(element, "documentsNumber")
        if text:
            document = cited(text)
            by_examiner = value(element, "examinerQuotationFlag") == "Y"
            yield Citation(
                document=document,
                text=None if document else text,
                phase="examination" if by_examiner else None,
            )


def _events(item: Element) -> Iterator[LegalEvent]:
    """Papers of the procedure, by the words of the office."""
    for element in item.iter("legalStatusInfo"):
        date = parse_date(value(element, "receiptDate") or "", "KR")
        code = value(element, "documentName", "ko") or value(element, "commonCodeName", "ko")
        if date and code:
            yield LegalEvent(
                office="KR",
                code=code,
                date=date,
                title=value(element, "documentEngName"),
                text=value(element, "commonCodeName", "ko"),
                number=value(element, "receiptNumber"),
            )


def _drawings(item: Element) -> Iterator[Drawing]:
    """The picture of the front page; the larger of two sizes."""
    for tag in ("bigDrawing", "drawing", "imagePath", "path"):
        for file in values(item, f".//{tag}"):
            kind = re.search(r"\.(\w{3,4})(?:\?|$)", file)
            name = kind[1].lower() if kind else "jpeg"
            yield Drawing(file=file, format={"jpg": "jpeg", "tif": "tiff"}.get(name, name))
            return
