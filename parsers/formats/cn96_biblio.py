"""Bibliographic data of the Chinese ST.96 files, of inventions and designs alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.dates import parse_date
from parsers.formats.jp_words import cited_document
from parsers.formats.nodes import attribute, number_in, value, values
from parsers.formats.refs import (
    application_reference,
    document_id,
    pct_application,
    publication_reference,
)
from parsers.formats.st36 import PHASES, literature
from parsers.model import (
    Citation,
    DocumentId,
    LegalEvent,
    Reference,
    Related,
    Relation,
)
from parsers.text import clean
from parsers.xml import Element

_RELATIONS: dict[str, Relation] = {
    "Addition": "addition",
    "Division": "division",
    "Continuation": "continuation",
    "ContinuationInPart": "continuation_in_part",
    "ContinuingReissue": "reissue",
    "ReissuedDoc": "reissue",
    "ReexaminationDoc": "reexamination",
    "SubstitutedApplication": "substitution",
    "UtilityModelBasis": "utility_model_basis",
    "Correction": "correction_of",
    "RelatedPublicationDoc": "earlier_publication",
}
_PUBLISHED = frozenset({"RelatedPublicationDoc", "Correction", "ReissuedDoc", "ReexaminationDoc"})
_STANDARD = re.compile(r"([0-3][01])((?:19|20)\d\d)(\d{9})")
_SERIES = {"10": "1", "20": "2", "30": "3", "11": "8", "21": "9"}
"""Types of application in the standard form, and in the application numbers of ZC 0006-2003."""
_EVENTS = (
    "NationalStageEntryDate",
    "DateApplicationRefused",
    "DateApplicationWithdrawnByApplicant",
    "DateApplicationDeemedWithdrawn",
    "DateRightsReestablished",
    "RevocationDate",
    "RegistrationDate",
    "ApprovalPublicationDate",
    "AuthorizedPublicationDate",
    "DateApplicationPartiallyWithdrawn",
    "RegisteredBookAmendmentDate",
)

Fallback = tuple[str | None, str | None, str | None, str | None]


def publication(biblio: Element | None, fallback: Fallback) -> Reference | None:
    """The publication: standard form first, parts it lacks from `fallback` (the root)."""
    entries = [] if biblio is None else _preferred(biblio, "PublicationReference", "standard")
    office, number, kind, date = fallback
    found = next((entry.find("DocumentID") for entry in entries), None)
    return publication_reference(
        value(found, "WIPOST3Code") or office,
        value(found, "DocNumber") or number,
        value(found, "Kind") or kind,
        value(found, "Date") or date,
    )


def _preferred(parent: Element, tag: str, form: str) -> list[Element]:
    """One element per sequence number: of this data format, or else of any other."""
    chosen: dict[str, Element] = {}
    for element in parent.iterfind(tag):
        sequence = element.get("sequence") or ""
        if sequence not in chosen or (
            element.get("dataFormat") == form and chosen[sequence].get("dataFormat") != form
        ):
            chosen[sequence] = element
    return list(chosen.values())


def application(biblio: Element | None) -> Reference | None:
    """The application as the office prints it; the standard number (type, year, serial) else."""
    if biblio is None:
        return None
    for entry in _preferred(biblio, "ApplicationReference", "original"):
        found = entry.find("DocumentID")
        made = application_reference(
            value(found, "WIPOST3Code"),
            _unpadded(value(found, "WIPOST3Code"), value(found, "DocNumber")),
            value(found, "Date"),
        )
        if made:
            return made
    return application_reference("CN", value(biblio, "PatentNumber"))


def _unpadded(office: str | None, number: str | None) -> str | None:
    """`112021000002433` is type 11, year 2021 and serial 2433: CN application 202180002433."""
    found = _STANDARD.fullmatch(number or "")
    if found is None:
        return number
    kind, year, serial = found.groups()
    if office == "CN" and kind in _SERIES:
        return f"{year}{_SERIES[kind]}{serial[-7:]}"
    short = serial.lstrip("0").zfill(6)
    return short if office == "US" else f"{year}{short}"


def priorities(biblio: Element | None) -> tuple[Reference, ...]:
    """Priorities as printed, and domestic ones that the file lists among related documents."""
    if biblio is None:
        return ()
    found = []
    details = biblio.find("PriorityDetails")
    for entry in [] if details is None else _preferred(details, "Priority", "original"):
        made = application_reference(
            office := value(entry, "WIPOST3Code") or value(entry, "FilingOffice/WIPOST3Code"),
            _unpadded(office, value(entry, "DocNumber")),
            value(entry, "Date"),
            value(entry, "Kind"),
        )
        found.append(made)
    if details is not None and not found:
        found += [document_id(e, application=True) for e in details.iterfind("DocumentID")]
    domestic = biblio.iterfind("RelatedDocuments/DomesticPriorityClaimDetails//ParentDocument")
    found += [document_id(parent.find("DocumentID"), application=True) for parent in domestic]
    return tuple(dict.fromkeys(entry for entry in found if entry))


def related(biblio: Element | None, key: DocumentId) -> tuple[Related, ...]:
    """Related documents, and application and publication of the international stage."""
    if biblio is None:
        return ()
    found = [*_international(biblio)]
    beside = (*biblio.iterfind("Division"), *biblio.iterfind("PreviouslyFiledApplication"))
    for group in (*biblio.iterfind("RelatedDocuments/*"), *beside):
        if group.tag == "DomesticPriorityClaimDetails":
            continue
        relation = _RELATIONS.get(group.tag, "other")
        for element in _parents(group):
            reference = _relative(element, key.office, published=group.tag in _PUBLISHED)
            if reference:
                found.append(Related(relation=relation, document=reference))
    return tuple(dict.fromkeys(found))


def _parents(group: Element) -> Iterable[Element]:
    """The documents this one comes from: what is marked as child is this one or comes later."""
    parents = (parent.find("DocumentID") for parent in group.iter("ParentDocument"))
    marked = [element for element in parents if element is not None]
    return marked or [
        element
        for element in group.iter("DocumentID")
        if not any(above.tag == "ChildDocument" for above in element.iterancestors())
    ]


def _relative(element: Element, office: str, *, published: bool) -> Reference | None:
    code = value(element, "WIPOST3Code") or office
    number, date = value(element, "DocNumber"), value(element, "Date")
    kind = value(element, "Kind")
    if published or kind:
        return publication_reference(code, number, kind, date)
    return application_reference(code, _unpadded(code, number), date)


def _international(biblio: Element) -> Iterator[Related]:
    filed = biblio.find("PCTOrRegionalApplicationData/DocumentID")
    made = (
        pct_application(
            value(filed, "DocNumber"), value(filed, "Date"), value(filed, "WIPOST3Code")
        ),
        pct_application(value(biblio, "PCTApplicationNumber"), value(biblio, "PCTApplicationDate")),
    )
    published = biblio.find("PCTOrRegionalPublishingData/DocumentID")
    printed = (
        publication_reference(
            "WO", value(published, "DocNumber"), value(published, "Kind"), value(published, "Date")
        ),
        publication_reference(
            "WO", value(biblio, "PCTPublicationNumber"), None, value(biblio, "PCTPublicationDate")
        ),
    )
    for reference in (*made, *printed):
        if reference:
            yield Related(relation="pct", document=reference)


def citations(root: Element, biblio: Element | None) -> tuple[Citation, ...]:
    """References cited in search and examination, and those listed in the description."""
    found: list[Citation] = []
    for entry in biblio.iterfind("ReferencesCited/Citation") if biblio is not None else ():
        found += _cited(entry)
    if biblio is not None:
        found += [Citation(text=text) for text in values(biblio, "ReferencesCited/Text")]
    for tag in ("ApplicationCitation", "NPLCitation"):
        for entry in root.iterfind(f"Description/CitationList//{tag}"):
            if text := value(entry):
                number = number_in(attribute(entry, "num"))
                document = cited_document(text) if tag == "ApplicationCitation" else None
                found.append(
                    Citation(
                        document=document,
                        text=None if document else text,
                        phase="description",
                        number=number,
                    )
                )
    return tuple(found)


def _cited(entry: Element) -> Iterator[Citation]:
    phase = PHASES.get((attribute(entry, "srepPhase") or "").upper())
    categories = [*values(entry, ".//ReferenceDocCategory")] or [entry.get("category") or ""]
    claims = dict.fromkeys(values(entry, ".//RelevantClaims"))
    for element in (*entry.iterfind("ApplicationCitation"), *entry.iterfind("NPLCitation")):
        document = _document(element)
        text = None if document else value(element, "Text") or literature(element)
        if document is None and text is None:
            continue
        yield Citation(
            document=document,
            text=text,
            category=clean("".join(dict.fromkeys(categories))) or None,
            claims="; ".join(claims) or None,
            phase=phase,
            number=number_in(attribute(entry, "sequence")) or number_in(attribute(element, "num")),
        )


def _document(element: Element) -> Reference | None:
    if element.tag != "ApplicationCitation":
        return None
    for entry in _preferred(element, "PublicationReference", "standard"):
        if made := document_id(entry.find("DocumentID")):
            return made
    for entry in _preferred(element, "ApplicationReference", "original"):
        if made := document_id(entry.find("DocumentID"), application=True):
            return made
    return None


def designated_states(biblio: Element | None) -> tuple[str, ...]:
    """All states designated nationally or in a region; the regions themselves are not states."""
    element = biblio.find("DesignationOfStates") if biblio is not None else None
    if element is None:
        return ()
    found = (
        clean(code.text or "")
        for code in element.iter("WIPOST3Code")
        if not any(above.tag == "Region" for above in code.iterancestors())
    )
    return tuple(dict.fromkeys(code for code in found if code))


def events(biblio: Element | None, office: str, published: str | None) -> tuple[LegalEvent, ...]:
    """Dated steps the file names; the code is the element's name.

    A deposit of biological material has the number of the deposit and where it is; corrections of
    a design, dated as the publication, what stood there and what stands there now.
    """
    if biblio is None:
        return ()
    found: list[tuple[str, Element, str | None]] = []
    for tag in _EVENTS:
        found += [(tag, entry, None) for entry in biblio.iterfind(tag)]
    nested = biblio.iterfind("PCTOrRegionalApplicationData/NationalStageEntryDate")
    found += [("NationalStageEntryDate", entry, None) for entry in nested]
    for entry in biblio.iterfind("PublicAvailabilityDate/*"):
        if entry.tag not in {"GazetteReference", "GazettePublicationAnnouncement"}:
            number = value(entry, "DocumentID/DocNumber")
            found.append((entry.tag, entry, number))
    made = []
    for tag, entry, text in found:
        printed = value(entry, ".//Date") or value(entry)
        if printed and (date := parse_date(printed, office)):
            made.append(LegalEvent(office=office, code=tag, date=date, text=text))
    made += _deposits(biblio, office)
    made += _modifications(biblio, office, published)
    return tuple(sorted(dict.fromkeys(made), key=lambda event: event.date))


def _deposits(biblio: Element, office: str) -> Iterator[LegalEvent]:
    for entry in biblio.iterfind("BiologicalDeposit"):
        date = parse_date(value(entry, "Date") or "", office)
        if date:
            yield LegalEvent(
                office=office,
                code=entry.tag,
                date=date,
                number=value(entry, "BiologicalAccessionNumber"),
                text=value(entry, "BioDepositary"),
            )


def _modifications(biblio: Element, office: str, published: str | None) -> Iterator[LegalEvent]:
    for entry in biblio.iterfind("DesignModifications"):
        printed = value(entry, "GazetteReference/Date")
        date = (parse_date(printed, office) if printed else None) or published
        wrong, right = value(entry, "Error"), value(entry, "Right")
        if date:
            yield LegalEvent(
                office=office,
                code=entry.tag,
                date=date,
                title=value(entry, "EditionStatement"),
                text=value(entry, "CorrectionGist"),
                before=(wrong,) if wrong else (),
                after=(right,) if right else (),
            )
