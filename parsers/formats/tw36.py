"""Gazettes of TIPO on the lines of WIPO ST.36: roots `tw-patent-grant`, `tw-patent-application`.

Names and titles stand in Chinese and English beside each other; texts are traditional Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from parsers.errors import ParseError
from parsers.formats import front36
from parsers.formats.bodies import missing, read_body
from parsers.formats.nodes import attribute, code_at, localise, number_in, value, values
from parsers.formats.refs import application_reference, publication_reference
from parsers.kinds import right_and_stage
from parsers.model import (
    Classification,
    DocumentId,
    Party,
    Publication,
    Reference,
    Related,
    Right,
    Role,
    Stage,
    Text,
)
from parsers.record import Record
from parsers.symbols import normal
from parsers.text import marked_text
from parsers.xml import Element, Xml, parse_xml

NAME = "tw36"
OFFICES = frozenset({"TW"})
YEARS = "2003-"
CONTENT = "full text"
TRIED = "variants by published descriptions"

_START = re.compile(rb"<(?:[\w.-]+:)?tw-patent-(?:grant|application|publication)[\s/>]")
_KINDS = {"I": "B", "M": "U", "D": "S"}
_GRANT = re.compile(r"[IMD]\d{6}")
_RIGHTS: tuple[tuple[str, Right], ...] = (
    ("utility", "utility_model"),
    ("新型", "utility_model"),
    ("design", "design"),
    ("設計", "design"),
)
_GROUPS: tuple[tuple[str, Role], ...] = (
    ("applicant", "applicant"),
    ("inventor", "inventor"),
    ("assignee", "assignee"),
    ("patentee", "assignee"),
    ("agent", "agent"),
    ("examiner", "examiner"),
)
_NAMES: tuple[tuple[str, str], ...] = (("chinese-name", "zh"), ("english-name", "en"))


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication]:
    """One publication. Raises ParseError when its number is missing."""
    xml = parse_xml(record.data)
    root = localise(xml.root)
    biblio = next((child for child in root if "bibliographic-data" in child.tag), root)
    yield _publication(root, biblio, xml, record)


def _publication(root: Element, biblio: Element, xml: Xml, record: Record) -> Publication:
    own = _identity(root, biblio)
    key = DocumentId("TW", own.number, own.kind or "")
    right, stage = _level(own, biblio)
    body = read_body(root, "zh", within=(".", "application-body"))
    title = tuple(_titles(biblio))
    parts = ("title", "abstract", "description", "claims")
    return Publication(
        id=str(key),
        office="TW",
        number=own.number,
        kind=own.kind,
        date=own.date,
        right=right,
        stage=stage,
        language="zh",
        application=_application(biblio.find("application-reference/document-id")),
        priorities=front36.priorities(biblio.iterfind("priority-claims/priority-claim")),
        related=_related(biblio, own),
        title=title,
        abstract=body.abstract,
        claims=body.claims,
        description=body.description,
        drawings=body.drawings,
        parties=tuple(_parties(biblio)),
        classifications=tuple(dict.fromkeys(_classes(biblio))),
        needs_ocr=body.needs_ocr,
        gaps=(*missing(body, title, parts[:1] if right == "design" else parts), *body.gaps),
        source=record.source(
            NAME, attribute(root, "dtd-version"), repaired=xml.repaired, notes=xml.notes
        ),
    )


def _identity(root: Element, biblio: Element) -> Reference:
    """Grants go by the number of their certificate (`I826142`), which says the right, too."""
    document = biblio.find("publication-reference/document-id")
    certificate = (
        value(biblio, "certificate-number/document-id/doc-number")
        or value(biblio, "certificate-number")
        or attribute(root, "certificate-number")
    )
    printed = value(document, "doc-number")
    numbers = [number for number in (printed, certificate) if number]
    chosen = next((number for number in numbers if _GRANT.fullmatch(number)), None)
    number = chosen or printed or certificate
    kind = (value(biblio, "kindcode") or value(document, "kind") or "").upper()
    if not re.fullmatch(r"[A-Z]\d?", kind):
        kind = _KINDS.get((number or "")[:1], "A" if (number or "").isdecimal() else "")
    found = publication_reference("TW", number, kind, value(document, "date"))
    if found is None:
        place = "publication-reference"
        raise ParseError("IDENTITY_INCOMPLETE", "There is no number of publication.", place=place)
    return found


def _level(own: Reference, biblio: Element) -> tuple[Right, Stage]:
    right, stage = right_and_stage("TW", own.kind, own.date, own.number)
    words = (attribute(biblio.find("application-reference"), "appl-type") or "").lower()
    return next((found for word, found in _RIGHTS if word in words), right), stage


def _application(document: Element | None) -> Reference | None:
    return application_reference("TW", value(document, "doc-number"), value(document, "date"))


def _related(biblio: Element, own: Reference) -> tuple[Related, ...]:
    """Parents, and the application as it was published before."""
    found = list(front36.related(biblio))
    for path in ("unexamined-publication-reference", "open-publication-reference"):
        document = biblio.find(f"{path}/document-id")
        number, date = value(document, "doc-number"), value(document, "date")
        made = publication_reference("TW", number, "A", date)
        if made and made.number != own.number:
            found.append(Related(relation="earlier_publication", document=made))
    return tuple(dict.fromkeys(found))


def _titles(biblio: Element) -> Iterator[Text]:
    home = biblio.find("invention-title")
    places = (("chinese-title", "zh"), ("english-title", "en"))
    found = [(home.find(tag), lang) for tag, lang in places] if home is not None else []
    if home is not None and not any(element is not None for element, _ in found):
        found = [(home, "zh")]
    for element, lang in found:
        text, marks = marked_text(element, lang) if element is not None else ("", ())
        if text:
            yield Text(lang=lang, text=text, marks=marks)


def _parties(biblio: Element) -> Iterator[Party]:
    for tag, role in _GROUPS:
        for place, element in enumerate(biblio.iter(tag), 1):
            sequence = number_in(attribute(element, "sequence")) or place
            for book in element.findall("addressbook") or [element]:
                yield from _party(book, role, sequence)


def _party(book: Element, role: Role, sequence: int) -> Iterator[Party]:
    """A name in Chinese and its English form are two entries with one `sequence`."""
    address = book.find("address")
    shown = Party(
        role=role,
        name="",
        country=code_at(book, "english-country", "country", "address/country"),
        address=value(address, "text") or (value(address) if address is not None else None),
        sequence=sequence,
    )
    named = False
    for tag, lang in _NAMES:
        element = book.find(tag)
        if name := _name(element, lang):
            given = value(element, "first-name") if lang == "en" else None
            yield structs.replace(
                shown,
                name=name,
                given=given,
                family=value(element, "last-name") if given else None,
                lang=lang,
                address=shown.address if not named else None,
            )
            named = True
    plain = value(book, "name") or value(book, "orgname") or value(book, "last-name")
    if plain and not named:
        yield structs.replace(shown, name=plain, lang="zh")


def _name(element: Element | None, lang: str) -> str | None:
    family, middle = value(element, "last-name"), value(element, "middle-name")
    given = value(element, "first-name")
    if lang == "zh":
        return "".join(part for part in (family, middle, given) if part) or None
    given = " ".join(part for part in (given, middle) if part)
    return ", ".join(part for part in (family, given) if part) or value(element)


def _classes(biblio: Element) -> Iterator[Classification]:
    """IPC with the edition of each symbol, and Locarno for designs."""
    yield from front36.ipc(_editioned(biblio))
    for text in values(biblio, "classification-locarno/*"):
        if symbol := normal("locarno", text):
            yield Classification(scheme="locarno", symbol=symbol)


def _editioned(biblio: Element) -> Element:
    """With editions such as `2006.01` behind their symbols, where texts have them."""
    for element in biblio.iterfind("classification-ipc/*"):
        edition = (attribute(element, "edition") or "").strip("()")
        text = (element.text or "").strip()
        if text and "(" not in text and re.fullmatch(r"(?:19|20)\d\d\.\d\d", edition):
            element.text = f"{text} ({edition})"
    return biblio
