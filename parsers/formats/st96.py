"""What the files of WIPO ST.96 have in common: their shape, numbers and parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.nodes import (
    attribute,
    code_at,
    localise,
    localise_attributes,
    number_in,
    raw_text,
    value,
    values,
)
from parsers.formats.refs import application_reference, pct_application, publication_reference
from parsers.languages import lang_of
from parsers.model import Party, Reference, Related, Relation, Role
from parsers.xml import Element

_IMAGES = ("Image", "TableImage", "PageImage")
_IMAGE_PARTS = {
    "FileName": "file",
    "ImageFormatCategory": "img-format",
    "HeightMeasure": "he",
    "WidthMeasure": "wi",
}
_CLAIM_PARTS = ("ClaimNumber", "ClaimNumberRange", "ClaimTypeCategory", "ClaimStatusCategory")
_RELATIONS: dict[str, Relation] = {
    "Addition": "addition",
    "Division": "division",
    "Continuation": "continuation",
    "PartialContinuation": "continuation_in_part",
    "ContinuingReissue": "reissue",
    "Reissue": "reissue",
    "DivisionalReissue": "reissue",
    "Reexamination": "reexamination",
    "ReexaminationReissueMerger": "reexamination",
    "Substitution": "substitution",
    "ProvisionalApplication": "provisional",
    "UtilityModelBasis": "utility_model_basis",
    "Correction": "correction_of",
    "RelatedPublication": "earlier_publication",
}


def prepared(root: Element) -> Element:
    """The tree under local names, with what ST.36 has as attributes as attributes, too.

    Numbers of paragraphs and claims, files and sizes of pictures stand in elements of their own
    here, which are no part of the text around them.
    """
    localise_attributes(localise(root))
    for element in root.iter("P", *_IMAGES, "Claim", "ClaimReference", "Figure", "Heading"):
        _PREPARE[element.tag](element)
    return root


def _paragraph(element: Element) -> None:
    if number := element.get("pNumber"):
        element.set("num", number)


def _image(element: Element) -> None:
    for child in element:
        name = _IMAGE_PARTS.get(child.tag)
        if name and (text := value(child)):
            element.set(name, text)
        child.text = None
    if content := element.get("imageContentCategory"):
        element.set("img-content", content)


def _claim(element: Element) -> None:
    number = value(element, "ClaimNumber") or value(element, "ClaimNumberRange")
    if number:
        element.set("num", number)
    for tag in _CLAIM_PARTS:
        for found in element.iterfind(tag):
            found.text = None
    text = element.find("ClaimText")
    if number and text is not None and text.text:
        # The number is printed before the text in some files.
        text.text = re.sub(rf"^\s*{re.escape(number)}\s*[.．]\s*(?=\D)", "", text.text)


def _reference(element: Element) -> None:
    element.set("idref", element.get("idrefs") or element.get("idref") or "")


def _figure(element: Element) -> None:
    if number := value(element, "FigureNumber"):
        element.set("num", number)


def _heading(element: Element) -> None:
    if level := element.get("headingLevelCode"):
        element.set("level", level)


_PREPARE = {
    "P": _paragraph,
    **dict.fromkeys(_IMAGES, _image),
    "Claim": _claim,
    "ClaimReference": _reference,
    "Figure": _figure,
    "Heading": _heading,
}


def published(element: Element | None, office: str | None = None) -> Reference | None:
    """A `PatentPublicationIdentification` or `PatentGrantIdentification`."""
    return publication_reference(
        code_at(element, "IPOfficeCode") or office,
        value(element, "PublicationNumber") or value(element, "PatentNumber"),
        value(element, "PatentDocumentKindCode"),
        value(element, "PublicationDate") or value(element, "GrantDate"),
    )


def filed(element: Element | None, office: str | None = None) -> Reference | None:
    """An `ApplicationIdentification`, or any element with the same children."""
    if element is None:
        return None
    number = (
        value(element, "ApplicationNumber/ApplicationNumberText")
        or value(element, "ApplicationNumber/ST13ApplicationNumber")
        or value(element, "ApplicationNumberText")
    )
    country, date = code_at(element, "IPOfficeCode") or office, value(element, "FilingDate")
    if country == "WO":
        return pct_application(number, date)
    return application_reference(country, number, date)


def priorities(biblio: Element, office: str | None = None) -> tuple[Reference, ...]:
    claims = biblio.iterfind("PriorityClaimBag/PriorityClaim")
    return tuple(dict.fromkeys(made for claim in claims if (made := filed(claim, office))))


def related(biblio: Element, office: str | None = None) -> tuple[Related, ...]:
    """Parents, the international stage, earlier publications, and what is corrected."""
    found = (
        Related(relation=relation, document=document)
        for relation, document in _relatives(biblio, office)
        if document
    )
    return tuple(dict.fromkeys(found))


def _relatives(biblio: Element, office: str | None) -> Iterator[tuple[Relation, Reference | None]]:
    yield from _treaties(biblio)
    for group in biblio.iterfind("RelatedDocumentBag//*"):
        relation = _RELATIONS.get(group.tag)
        if relation in {"correction_of", "earlier_publication"}:
            for document in group.iter("PatentPublicationIdentification"):
                yield relation, published(document, office)
        elif relation or group.tag in {"Conversion", "EntitlementApplication"}:
            for parent in group.iterfind("ParentDocument/*"):
                yield from _parent(parent, relation or "other", office)


def _treaties(biblio: Element) -> Iterator[tuple[Relation, Reference | None]]:
    """The international application and its publication, or a regional one's."""
    for tag in ("InternationalFilingData", "RegionalFilingData"):
        for number in biblio.iterfind(f"{tag}//ApplicationNumberText"):
            home = next(number.iterancestors("ApplicationIdentification", tag))
            if tag == "InternationalFilingData":
                yield "pct", pct_application(value(number), value(home, "FilingDate"))
            else:
                yield "other", filed(home)
    for tag in ("InternationalPublishingData", "RegionalPublishingData"):
        for number in biblio.iterfind(f"{tag}//PublicationNumber"):
            home = next(number.iterancestors("PatentPublicationIdentification", tag))
            country = "WO" if tag == "InternationalPublishingData" else None
            yield "pct" if country else "other", published(home, country)


def _parent(
    element: Element, relation: Relation, office: str | None
) -> Iterator[tuple[Relation, Reference | None]]:
    own: Relation = "pct" if element.tag == "PCTDocumentParent" else relation
    for document in element.iter("ApplicationIdentification"):
        yield own, filed(document, office)


def states(biblio: Element) -> tuple[str, ...]:
    """Designated states, those of regional treaties one by one."""
    found = [
        code
        for tag in ("DesignatedCountryCode", "NewDesignationCountryCode")
        for code in values(biblio, f"StateDesignation//{tag}")
    ]
    return tuple(dict.fromkeys(code for code in found if re.fullmatch("[A-Z]{2}", code)))


def group(elements: Iterator[Element], role: Role) -> Iterator[Party]:
    """Parties in order; one with contacts in several languages has an entry for each."""
    for place, element in enumerate(elements, 1):
        sequence = number_in(attribute(element, "sequenceNumber")) or place
        contacts = [*element.iterfind("PublicationContact"), *element.iterfind("Contact")]
        for contact in contacts or [element]:
            if made := _party(element, contact, role, sequence):
                yield made


def _party(element: Element, contact: Element, role: Role, sequence: int) -> Party | None:
    name = contact.find("Name")
    if name is None:
        return None
    person = name.find("PersonName/PersonStructuredName")
    family, given = _structured(person)
    full = value(name, "PersonName/PersonFullName")
    firm = value(name, "OrganizationName/OrganizationStandardName")
    shown = full or _joined(person, family, given) or firm or value(name, "EntityName")
    if not shown:
        return None
    address = contact.find("PostalAddressBag/PostalAddress")
    place = address.find("PostalStructuredAddress") if address is not None else None
    where = place if place is not None else contact
    lines = [*values(where, "AddressLineText")] if place is not None else []
    text = value(address, "PostalAddressText")
    return Party(
        role=role,
        name=shown,
        given=given if family and given else None,
        family=family if family and given else None,
        organisation=shown == firm,
        country=code_at(where, "CountryCode")
        or code_at(element, "ResidenceCountryCode", "NationalityCode"),
        city=value(where, "CityName"),
        state=value(where, "GeographicRegionName"),
        address=", ".join(lines) or text,
        postcode=value(where, "PostalCode"),
        code=value(element, "PartyIdentifier")
        or value(element, "RegisteredPractitionerRegistrationNumber"),
        sequence=sequence,
        lang=lang_of(attribute(contact, "languageCode")),
    )


def _structured(person: Element | None) -> tuple[str | None, str | None]:
    family = value(person, "LastName") or value(person, "FirstLastName")
    given = [value(person, tag) for tag in ("FirstName", "MiddleName")]
    return family, " ".join(part for part in given if part) or None


def _joined(person: Element | None, family: str | None, given: str | None) -> str | None:
    parts = (family, given, value(person, "NameSuffix"))
    return ", ".join(part for part in parts if part) or None


def text_in_columns(element: Element) -> str:
    """The characters of a symbol with the blanks between them."""
    return raw_text(element).strip()
