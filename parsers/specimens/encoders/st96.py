"""WIPO ST.96 as the standard has it (`pat:PatentPublication`), and what Japan's edition shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import (
    Citation,
    Claim,
    Classification,
    Drawing,
    Part,
    Party,
    Publication,
    Reference,
    Segment,
)

from .markup import element, inline, plain
from .st36 import st8

SECTIONS: dict[Part, str] = {
    "technical_field": "pat:TechnicalField",
    "background": "pat:BackgroundArt",
    "summary": "pat:InventionSummary",
    "drawings": "pat:DrawingDescription",
    "embodiments": "pat:EmbodimentDescription",
    "examples": "pat:EmbodimentExample",
    "industrial_applicability": "pat:IndustrialApplicability",
    "deposits": "pat:DepositedBiologicalMaterialReference",
    "sequence_listing": "pat:SequenceListText",
    "reference_signs": "pat:ReferenceSignBag",
}
NAMESPACES = (
    'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" '
    'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"'
)
_BAGS = (
    ("applicant", "pat:Applicant"),
    ("inventor", "pat:Inventor"),
    ("assignee", "pat:Assignee"),
    ("agent", "pat:RegisteredPractitioner"),
)
_PHASES = {"applicant": "Applicant", "examination": "Examiner", "opposition": "Opponent"}


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _root(publication.language),
        element("com:IPOfficeCode", publication.office),
        "<pat:BibliographicData>",
        *_bibliography(publication),
        "</pat:BibliographicData>",
        *description(publication.description),
        *claims(publication.claims),
        *(
            f'<pat:Abstract com:languageCode="{text.lang}"><com:P com:pNumber="0000">'
            f"{marked(text.text, text.marks)}</com:P></pat:Abstract>"
            for text in publication.abstract
        ),
        *drawings(publication.drawings),
        "</pat:PatentPublication>\n",
    ]
    return "\n".join(parts).encode()


def _root(language: str) -> str:
    named = f'com:st96Version="V6_0" com:languageCode="{language}"'
    return f"<pat:PatentPublication {NAMESPACES} {named}>"


def marked(text: str, marks: Iterable[tuple[str, int, int]] = ()) -> str:
    """Escaped text with the inline elements of ST.96."""
    shown = inline(text, marks)  # type: ignore[arg-type]  # marks are pairs of a kind and a span
    for tag in ("sub", "sup"):
        shown = shown.replace(f"<{tag}>", f"<com:{tag.title()}>")
        shown = shown.replace(f"</{tag}>", f"</com:{tag.title()}>")
    return shown


def filed(reference: Reference, tag: str, *, country: bool = True) -> str:
    body = element("com:IPOfficeCode", reference.office) if country else ""
    number = plain(reference.raw or reference.number)
    body += element("com:ApplicationNumber", element("com:ApplicationNumberText", number))
    body += element("pat:FilingDate", reference.date) if reference.date else ""
    return element(tag, body)


def published(reference: Reference, tag: str = "pat:PatentPublicationIdentification") -> str:
    body = element("com:IPOfficeCode", reference.office)
    body += element("pat:PublicationNumber", plain(reference.raw or reference.number))
    if reference.kind:
        body += element("com:PatentDocumentKindCode", reference.kind)
    body += element("com:PublicationDate", reference.date) if reference.date else ""
    return element(tag, body)


def priority_claims(references: Iterable[Reference]) -> str:
    listed = "".join(filed(entry, "pat:PriorityClaim") for entry in references)
    return element("pat:PriorityClaimBag", listed) if listed else ""


def _bibliography(publication: Publication) -> Iterator[str]:
    yield published(
        Reference(
            office=publication.office,
            number=publication.number,
            kind=publication.kind,
            date=publication.date,
        )
    )
    if publication.application:
        yield filed(publication.application, "pat:ApplicationIdentification")
    yield priority_claims(publication.priorities)
    ipc = "".join(map(_ipcr, publication.classifications))
    bag = element("pat:IPCRClassificationBag", ipc) if ipc else ""
    yield element("pat:PatentClassificationBag", bag)
    titles = "".join(
        f'<pat:InventionTitle com:languageCode="{title.lang}">{marked(title.text, title.marks)}'
        "</pat:InventionTitle>"
        for title in publication.title
    )
    yield element("pat:InventionTitleBag", titles)
    yield from citations(publication.citations)
    earlier = "".join(
        element("pat:PatentDocumentIdentification", published(entry.document))
        for entry in publication.related
        if entry.relation == "earlier_publication"
    )
    if earlier:
        yield element("pat:RelatedDocumentBag", element("pat:RelatedPublication", earlier))
    yield element("pat:PartyBag", "".join(_parties(publication.parties)))
    listed = "".join(
        element("pat:DesignatedCountryCode", state) for state in publication.designated_states
    )
    if listed:
        yield element("pat:StateDesignation", element("pat:NationalDesignation", listed))


def _ipcr(entry: Classification) -> str:
    text = st8(entry.symbol, entry.version, entry.position, entry.value)
    text += f"20050101BH{entry.office}" if entry.office else ""
    return element("pat:IPCRClassification", element("pat:PatentClassificationText", text))


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for role, tag in _BAGS:
        found = [p for p in parties if p.role == role or (role, p.role) == ("agent", "agency")]
        listed = "".join(party(entry, tag) for entry in found)
        if listed:
            yield element(f"{tag}Bag", listed)


def party(entry: Party, tag: str, contact: str = "com:Contact") -> str:
    """A party with its contact; the registered number before or within, as the role has it."""
    if entry.family:
        name = element("com:FirstName", plain(entry.given or ""))
        name += element("com:LastName", plain(entry.family))
        name = element("com:PersonName", element("com:PersonStructuredName", name))
    elif entry.organisation and contact == "com:Contact":
        name = element("com:OrganizationStandardName", plain(entry.name))
        name = element("com:OrganizationName", name)
    else:
        name = element("com:EntityName", plain(entry.name))
    code = ""
    if entry.code:
        agent = tag.endswith("RegisteredPractitioner")
        numbered = (
            "pat:RegisteredPractitionerRegistrationNumber" if agent else "com:PartyIdentifier"
        )
        code = element(numbered, entry.code)
    inner = element("com:Name", name) + _address(entry, structured=contact == "com:Contact")
    return f'<{tag} com:sequenceNumber="{entry.sequence}">{code}{element(contact, inner)}</{tag}>'


def _address(entry: Party, *, structured: bool) -> str:
    if not structured:
        lines = element("com:PostalAddressText", plain(entry.address)) if entry.address else ""
    else:
        lines = "".join(
            element(tag, plain(text))
            for tag, text in (
                ("com:AddressLineText", entry.address),
                ("com:CityName", entry.city),
                ("com:GeographicRegionName", entry.state),
                ("com:CountryCode", entry.country),
                ("com:PostalCode", entry.postcode),
            )
            if text
        )
        lines = element("com:PostalStructuredAddress", lines) if lines else ""
    inner = element("com:PostalAddress", lines)
    return element("com:PostalAddressBag", inner) if lines else ""


def citations(found: Iterable[Citation]) -> Iterator[str]:
    listed = "".join(
        f'<pat:ReferenceCitation pat:citingPartyCategory="{_PHASES[entry.phase]}">'
        f"{_cited(entry, place)}</pat:ReferenceCitation>"
        for place, entry in enumerate(found, 1)
        if entry.phase in _PHASES
    )
    if listed:
        yield element("pat:ReferenceCitationBag", listed)


def _cited(entry: Citation, place: int) -> str:
    number = f'com:sequenceNumber="{place}"'
    if entry.document is None:
        text = element("com:NPLCitationText", marked(entry.text or ""))
        return f"<com:NPLCitation {number}>{text}</com:NPLCitation>"
    body = element("com:IPOfficeCode", entry.document.office)
    body += element("com:DocumentNumber", entry.document.raw or entry.document.number)
    if entry.document.kind:
        body += element("com:PatentDocumentKindCode", entry.document.kind)
    if entry.document.date:
        body += element("com:PatentDocumentDate", entry.document.date)
    inner = element("com:CitedPatentDocumentIdentification", body)
    return f"<com:PatentCitation {number}>{inner}</com:PatentCitation>"


def description(segments: Iterable[Segment], tag: str = "pat:Description") -> Iterator[str]:
    """Headings and paragraphs, inside the elements of their sections where they have one."""
    listed: list[str] = []
    open_part: str | None = None
    for place, segment in enumerate(segments, 1):
        part = SECTIONS.get(segment.part) if segment.part else None
        if part != open_part:
            listed += [f"</{open_part}>"] if open_part else []
            listed += [f"<{part}>"] if part else []
            open_part = part
        listed.append(_block(segment, place))
    listed += [f"</{open_part}>"] if open_part else []
    if listed:
        yield element(tag, "\n".join(listed))


def _block(segment: Segment, place: int) -> str:
    identity = f' com:id="{segment.id}"' if segment.id else ""
    text = marked(segment.text, segment.marks)
    if segment.kind == "heading":
        return f"<com:Heading{identity}>{text}</com:Heading>"
    if segment.kind == "table":
        rows = "".join(
            element(
                "com:Row", "".join(element("com:Entry", plain(cell)) for cell in line.split(" | "))
            )
            for line in segment.text.split("\n")
        )
        group = element("com:TableGroup", element("com:TableBody", rows))
        table = f"<com:Table{identity}>{element('com:IPOASISTable', group)}</com:Table>"
        return f"<com:P>{table}</com:P>"
    if segment.kind == "formula":
        inner = element("com:InlineFormula", text)
        text = f'<com:Math com:mathNumber="{place}">{inner}</com:Math>'
    number = f' com:pNumber="{segment.number}"' if segment.number else ""
    return f"<com:P{identity}{number}>{text}</com:P>"


def claims(found: Iterable[Claim]) -> Iterator[str]:
    listed = [
        element("pat:Claim", element("pat:ClaimNumber", str(claim.number)) + text)
        for claim in found
        for text in [element("pat:ClaimText", marked(claim.text, claim.marks))]
    ]
    if listed:
        yield element("pat:Claims", "\n".join(listed))


def drawings(found: Iterable[Drawing]) -> Iterator[str]:
    listed = []
    for drawing in found:
        suffix = {"tiff": "TIFF", "jpeg": "JPEG"}.get(drawing.format, drawing.format.upper())
        image = element("com:ImageFormatCategory", suffix) + element("com:FileName", drawing.file)
        image += element("com:HeightMeasure", str(drawing.height))
        image += element("com:WidthMeasure", str(drawing.width))
        number = element("pat:FigureNumber", drawing.number) if drawing.number else ""
        listed.append(element("pat:Figure", number + element("com:Image", image)))
    if listed:
        yield element("pat:Drawings", "\n".join(listed))
