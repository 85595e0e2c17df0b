"""Japan's edition of WIPO ST.96 (`jppat:UnexaminedPatentPublication` and its like)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Party, Publication, Reference

from . import st96
from .markup import element, plain
from .st36 import st8

_VERSIONS = 'com:languageCode="ja" com:st96Version="V3_1" com:ipoVersion="JP_V1_0"'
_NAMESPACES = (
    'xmlns:jppat="http://www.jpo.go.jp/standards/XMLSchema/ST96/JPPatent" '
    'xmlns:jpcom="http://www.jpo.go.jp/standards/XMLSchema/ST96/JPCommon"'
)


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    granted = publication.stage == "grant"
    name = f"jppat:{'Registered' if granted else 'Unexamined'}PatentPublication"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<{name} {_NAMESPACES} {st96.NAMESPACES} {_VERSIONS}>",
        f"<{name}BibliographicData>",
        *_bibliography(publication, name),
        f"</{name}BibliographicData>",
        *(
            f'<pat:Abstract><com:P com:pNumber="">{st96.marked(text.text, text.marks)}</com:P>'
            "</pat:Abstract>"
            for text in publication.abstract
        ),
        *st96.claims(publication.claims),
        *st96.description(publication.description, "jppat:Description"),
        *st96.drawings(publication.drawings),
        *_amendments(publication),
        f"</{name}>\n",
    ]
    return "\n".join(parts).encode()


def _bibliography(publication: Publication, name: str) -> Iterator[str]:
    own = Reference(office="JP", number=publication.number, date=publication.date)
    yield st96.published(own, "jppat:PatentPublicationIdentification")
    if publication.application:
        shown = publication.application
        yield st96.filed(shown, "jppat:ApplicationIdentification", country=False)
    if publication.stage == "grant":
        yield element("pat:PlainLanguageDesignationText", f"特許公報({publication.kind})")
    for event in publication.events:
        if event.code == "RegistrationDate":
            yield element("com:RegistrationDate", event.date)
    yield element(f"{name}PartyBag", "".join(_parties(publication.parties)))
    yield st96.priority_claims(publication.priorities)
    title = publication.title[0]
    yield element("pat:InventionTitle", st96.marked(title.text, title.marks))
    yield from _classes(publication)
    yield from st96.citations(publication.citations)
    for entry in publication.related:
        if entry.relation == "earlier_publication":
            shown_before = st96.published(entry.document)
            yield element("jppat:PreviousPublishedDocument", shown_before)
    divided = "".join(
        element("pat:Division", element("pat:ParentDocument", inner))
        for entry in publication.related
        if entry.relation == "division"
        for inner in [
            element(
                "pat:PatentDocumentIdentification",
                st96.filed(entry.document, "pat:ApplicationIdentification"),
            )
        ]
    )
    if divided:
        yield element("pat:RelatedDocumentBag", divided)


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    listed = "".join(
        st96.party(entry, f"jppat:{tag}", "jpcom:Contact")
        for roles, tag in ((("applicant",), "Applicant"), (("agent", "agency"), _AGENT))
        for entry in parties
        if entry.role in roles
    )
    inner = element("jppat:ApplicantRegisteredPractitionerBag", listed)
    yield element("jppat:ApplicantsRegisteredPractitionersBag", inner)
    inventors = "".join(
        st96.party(entry, "jppat:Inventor", "jpcom:Contact")
        for entry in parties
        if entry.role == "inventor"
    )
    yield element("jppat:InventorBag", inventors)


_AGENT = "RegisteredPractitioner"


def _classes(publication: Publication) -> Iterator[str]:
    ipc = [entry for entry in publication.classifications if entry.scheme == "ipc"]
    shown = "".join(
        element(
            "pat:FurtherClassification" if place else "pat:MainClassification",
            st8(entry.symbol, entry.version, entry.position, entry.value) + "20050101BHJP",
        )
        for place, entry in enumerate(ipc)
    )
    yield element("jppat:IPCClassification", shown)
    national = [entry.symbol for entry in publication.classifications if entry.scheme == "fi"]
    listed = "".join(
        element(
            f"jppat:{'Further' if place else 'Main'}NationalClassification",
            element("pat:PatentClassificationText", plain(symbol)),
        )
        for place, symbol in enumerate(national)
    )
    if listed:
        yield element("jppat:NationalClassification", listed)
    terms = [entry.symbol for entry in publication.classifications if entry.scheme == "fterm"]
    for tag, chosen in (
        ("ThemeCodeInformation", [term for term in terms if " " not in term]),
        ("FtermInformation", [term for term in terms if " " in term]),
    ):
        inner = "".join(element(f"jppat:{tag}", term.replace(" ", "")) for term in chosen)
        if inner:
            yield element(f"jppat:{tag}Bag", inner)


def _amendments(publication: Publication) -> Iterator[str]:
    listed = "".join(
        element(
            "jppat:WrittenAmendment",
            element("pat:FilingDate", entry.date or "") + "".join(st96.claims(entry.claims)),
        )
        for entry in publication.claim_sets
    )
    if listed:
        yield element("jppat:WrittenAmendmentBag", listed)
