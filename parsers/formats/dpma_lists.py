"""Hit lists of DPMAregister: patents and utility models, designs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.formats.dpma_parties import party
from parsers.formats.nodes import value, values
from parsers.formats.refs import application_reference, publication_reference
from parsers.model import (
    Classification,
    DocumentId,
    Drawing,
    Gap,
    Party,
    Publication,
    Reference,
    Right,
    Role,
    Source,
    Stage,
    Text,
)
from parsers.symbols import normal
from parsers.xml import Element

_MODELS = frozenset({"utility model", "gebrauchsmuster"})
_PATENTS = frozenset({"patent", "patent (ep)", "european patent"})


class Row(Struct, frozen=True, kw_only=True):
    """What a row tells of one publication."""

    own: Reference
    right: Right
    stage: Stage
    title: str | None
    application: Reference | None
    parties: tuple[Party, ...]
    classifications: tuple[Classification, ...]
    drawings: tuple[Drawing, ...] = ()


def patents(root: Element, source: Source) -> Iterator[Publication | ParseError]:
    """A publication for each row that has been published; its kind is not told.

    In Germany a publication has the number of its application, less the check digit.
    """
    for row in root.iterfind("PatentHitListRecord"):
        printed = value(row, "registered-number") or value(row, "leading-registered-number")
        filed = application_reference("DE", printed, value(row, "applicationDate"))
        date = parse_date(value(row, "publicationDate") or "", "DE")
        if filed is None or date is None or not _real(filed.number):
            words = f"{printed or 'A row'} has not been published."
            yield ParseError("NO_PUBLICATION", words, place=printed)
            continue
        own = Reference(office="DE", number=filed.number, date=date)
        kind = (value(row, "type") or "").casefold()
        right: Right = (
            "utility_model" if kind in _MODELS else "invention" if kind in _PATENTS else "other"
        )
        names = (
            *_parties(values(row, "applicants/applicant"), "applicant"),
            *_parties(values(row, "owners/owner"), "assignee"),
            *_parties(values(row, "agent"), "agent"),
        )
        stage: Stage = "grant" if right == "utility_model" else "other"
        yield _publication(
            Row(
                own=own,
                right=right,
                stage=stage,
                title=value(row, "invention-title"),
                application=filed,
                parties=names,
                classifications=tuple(_ipc(row)),
            ),
            source,
        )


def designs(root: Element, source: Source) -> Iterator[Publication | ParseError]:
    """A publication for each design of a registration (`M9000603-0001`)."""
    for row in root.iterfind("DesignHitListRecord"):
        printed = value(row, "DesignIdentifier") or value(row, "RegistrationNumber")
        own = publication_reference("DE", printed, None, value(row, "PublicationDate"))
        if own is None or not _real(own.number):
            yield ParseError("IDENTITY_INCOMPLETE", "A row has no DesignIdentifier.")
            continue
        filed = application_reference(
            "DE", value(row, "DesignApplicationNumber"), value(row, "DesignApplicationDate")
        )
        names = (
            *_parties(values(row, "OwnerOrApplicant"), "applicant"),
            *_parties(values(row, "Representative"), "agent"),
        )
        files = (value(row, "FirstRepresentationSheetFilename") or "").split(";")
        pictures = tuple(
            Drawing(number="1", file=file.strip(), format=_format(file)) for file in files if file
        )
        symbols = tuple(
            Classification(scheme="locarno", symbol=symbol)
            for text in values(row, "ClassNumber")
            for part in text.split(";")
            if (symbol := normal("locarno", part))
        )
        yield _publication(
            Row(
                own=own,
                right="design",
                stage="grant",
                title=value(row, "ProductDescription"),
                application=filed,
                parties=names,
                classifications=symbols,
                drawings=pictures,
            ),
            source,
        )


def _real(number: str) -> bool:
    return number.isascii() and any(char.isdecimal() for char in number)


def _format(file: str) -> str:
    return file.rpartition(".")[2].strip().lower().replace("jpg", "jpeg")


def _parties(texts: Iterator[str], role: Role) -> Iterator[Party]:
    place = 0
    for text in texts:
        for entry in text.split(";"):
            if made := party(entry, role, place + 1):
                place += 1
                yield made


def _ipc(row: Element) -> Iterator[Classification]:
    for element in (*row.iterfind("main-classification"), *row.iterfind("further-classification")):
        version = value(element, "edition")
        for text in values(element, "classification"):
            if symbol := normal("ipc", text):
                yield Classification(
                    scheme="ipc",
                    symbol=symbol,
                    version=parse_date(version.replace(".", "-")) if version else None,
                    position="first" if element.tag.startswith("main") else "later",
                )


def _publication(row: Row, source: Source) -> Publication:
    key = DocumentId(row.own.office, row.own.number, row.own.kind or "")
    absent = ("abstract", "description", "claims") if row.right != "design" else ()
    missing = (*(() if row.title else ("title",)), *absent)
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=row.own.kind,
        date=row.own.date,
        right=row.right,
        stage=row.stage,
        language="de",
        application=row.application,
        title=(Text(lang="de", text=row.title),) if row.title else (),
        drawings=row.drawings,
        parties=row.parties,
        classifications=row.classifications,
        gaps=tuple(Gap(part=part, reason="not_in_source") for part in missing),
        source=source,
    )
