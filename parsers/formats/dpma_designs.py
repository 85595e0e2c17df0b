"""Designs in WIPO ST.86 (`Transaction`), as DPMAregister extends it: one publication per design."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.dates import parse_date
from parsers.formats.nodes import number_in, value, values
from parsers.formats.refs import application_reference, publication_reference
from parsers.model import (
    Classification,
    DocumentId,
    Drawing,
    Gap,
    LegalEvent,
    Party,
    Publication,
    Reference,
    Role,
    Source,
    Text,
)
from parsers.symbols import normal
from parsers.xml import Element

_GROUPS: tuple[tuple[str, Role], ...] = (
    ("ApplicantDetails/Applicant", "applicant"),
    ("HolderDetails/Holder", "assignee"),
    ("DesignerDetails/Designer", "inventor"),
    ("RepresentativeDetails/Representative", "agent"),
)
_FORMATS = {"jpg": "jpeg", "tif": "tiff"}


def read(root: Element, source: Source) -> Iterator[Publication]:
    """The designs of all applications of a transaction."""
    for application in root.iter("DesignApplication"):
        office = value(application, "RegistrationOfficeCode") or "DE"
        filed = application_reference(
            office,
            value(application, "DesignApplicationNumber"),
            value(application, "DesignApplicationDate"),
        )
        for design in application.iterfind("DesignDetails/Design"):
            number = value(design, "DesignIdentifier") or value(design, "RegistrationNumber")
            date = value(design, "PublicationDetails/Publication/PublicationDate")
            own = publication_reference(office, number, None, date)
            if own and own.number.isascii() and any(char.isdecimal() for char in own.number):
                yield _publication(application, design, own, filed, source)


def _publication(
    application: Element,
    design: Element,
    own: Reference,
    filed: Reference | None,
    source: Source,
) -> Publication:
    key = DocumentId(own.office, own.number, own.kind or "")
    title = value(design, "DesignTitle") or value(design, ".//ProductDescription")
    priorities = (
        application_reference(
            value(claim, "PriorityCountryCode"),
            value(claim, "PriorityNumber"),
            value(claim, "PriorityDate"),
        )
        for claim in design.iterfind("PriorityDetails/Priority")
    )
    symbols = (normal("locarno", text.replace(" ", "")) for text in _classes(design))
    return Publication(
        id=str(key),
        office=key.office,
        number=key.number,
        kind=own.kind,
        date=own.date,
        right="design",
        stage="grant",
        language="de",
        application=filed,
        priorities=tuple(entry for entry in priorities if entry),
        title=(Text(lang="de", text=title),) if title else (),
        drawings=tuple(_drawings(design)),
        parties=tuple(_parties(application, design)),
        classifications=tuple(
            dict.fromkeys(Classification(scheme="locarno", symbol=s) for s in symbols if s)
        ),
        events=tuple(_events(design, own.office)),
        gaps=() if title else (Gap(part="title", reason="not_in_source"),),
        source=source,
    )


def _classes(design: Element) -> Iterator[str]:
    for element in design.iter("ClassNumber"):
        if text := value(element):
            yield text


def _parties(application: Element, design: Element) -> Iterator[Party]:
    """Those of the design; those of the application only where the design has none of the role."""
    for path, role in _GROUPS:
        elements: Iterable[Element] = design.findall(path) or application.findall(path)
        for place, element in enumerate(elements, 1):
            if made := _party(element, role, place):
                yield made


def _party(element: Element, role: Role, place: int) -> Party | None:
    name = element.find(".//FormattedName")
    family, given = value(name, "LastName"), value(name, "FirstName")
    organisation = value(name, "OrganizationName")
    person = ", ".join(part for part in (family, given) if part)
    address = element.find(".//FormattedAddress")
    if not (person or organisation):
        return None
    country = value(address, "FormattedAddressCountryCode")
    state = value(address, "AddressState")
    if country is None and state and len(state) == 2:
        country, state = state, value(address, "AddressCounty")  # so the register fills them
    return Party(
        role=role,
        name=person or organisation or "",
        given=given if person else None,
        family=family if person and given else None,
        organisation=not person,
        country=country,
        city=value(address, "AddressCity"),
        state=state,
        address=value(address, "AddressStreet") or value(address, "AddressPostOfficeBox"),
        postcode=value(address, "AddressPostcode"),
        sequence=place,
    )


def _drawings(design: Element) -> Iterator[Drawing]:
    """The views of the sheets; the one that is preferred is among them, and stands apart, too."""
    views = [element for element in design.iter() if element.find("ViewFilename") is not None]
    seen: set[str] = set()
    for view in views:
        file = value(view, "ViewFilename") or ""
        if file in seen:
            continue
        seen.add(file)
        told = (value(view, "ViewFileFormat") or file.rpartition(".")[2]).lower()
        if file:
            yield Drawing(
                number=value(view, "ViewNumber"),
                file=file,
                width=number_in(value(view, "ViewRepresentationSize/Width")),
                height=number_in(value(view, "ViewRepresentationSize/Height")),
                format=_FORMATS.get(told, told),
            )


def _events(design: Element, office: str) -> Iterator[LegalEvent]:
    """Entries of the register, by its own words, dated as they were announced."""
    for record in design.iter("DesignRecord"):
        basic = record.find("DesignBasicRecord")
        code = value(basic, "LegalStatus") or value(record, "LegalStatus")
        entered = parse_date(value(basic, "RecordFilingDate") or "", office)
        publication = "RecordPublicationDetails/RecordPublication"
        announced = parse_date(value(basic, f"{publication}/PublicationDate") or "", office)
        date = announced or entered
        if basic is None or code is None or date is None:
            continue
        issue = [*values(basic, f"{publication}/PublicationIdentifier")]
        issue += values(basic, f"{publication}/PublicationSubsection")
        yield LegalEvent(
            office=office,
            code=code,
            date=date,
            text=", ".join(issue) or None,
            effective=entered if entered != date else None,
        )
