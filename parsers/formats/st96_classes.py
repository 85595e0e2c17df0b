"""Classes and citations of WIPO ST.96."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import structs

from parsers.dates import parse_date
from parsers.formats.front36 import ipc_text
from parsers.formats.nodes import attribute, code_at, number_in, value, values
from parsers.formats.refs import cited, publication_reference
from parsers.formats.st96 import text_in_columns
from parsers.model import Citation, Classification, Phase, Scheme
from parsers.symbols import normal, st8
from parsers.xml import Element

_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}
_PLACES: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_NATIONAL: dict[str, Scheme] = {"US": "uspc", "JP": "fi", "DK": "dk"}
_PHASES: tuple[tuple[str, Phase], ...] = (
    ("opposition", "opposition"),
    ("search", "search"),
    ("examination", "examination"),
    ("application", "applicant"),
)
_PARTIES: dict[str, Phase] = {
    "applicant": "applicant",
    "examiner": "examination",
    "opponent": "opposition",
    "third party": "examination",
}


def classifications(home: Element, office: str | None) -> tuple[Classification, ...]:
    """IPC, CPC with its sets, ECLA, Locarno and national classes, in the order of the standard."""
    found: list[Classification | None] = []
    found += [_ipcr(entry) for entry in home.iterfind("IPCRClassificationBag/IPCRClassification")]
    found += _editions(home)
    found += _cpc(home)
    found += [
        _parts(e, "ecla", "ECLA") for e in home.iterfind("ECLAClassificationBag//*[MainGroup]")
    ]
    found += _locarno(home)
    found += _national(home, office)
    return tuple(dict.fromkeys(entry for entry in found if entry))


def _ipcr(entry: Element) -> Classification | None:
    text = value(entry, "PatentClassificationText")
    made = st8(text, "ipc") if text else None
    return made or _parts(entry, "ipc", "IPC") or _symbol(entry, text)


def _symbol(entry: Element, text: str | None) -> Classification | None:
    symbol = normal("ipc", value(entry, "PatentClassificationSymbolText") or text or "")
    return Classification(scheme="ipc", symbol=symbol) if symbol else None


def _parts(entry: Element, scheme: Scheme, name: str) -> Classification | None:
    """A symbol in its parts: section to subgroup, each an element."""
    section = value(entry, "Section") or value(entry, f"{name}Section") or ""
    head = section + "".join(value(entry, tag) or "" for tag in ("Class", "Subclass"))
    group, subgroup = value(entry, "MainGroup"), value(entry, "Subgroup")
    symbol = normal(scheme, f"{head} {group}/{subgroup or '00'}" if group else head)
    if symbol is None:
        return None
    version = value(entry, "ClassificationVersionDate")
    return Classification(
        scheme=scheme,
        symbol=symbol,
        version=parse_date(version) if version else None,
        position=_PLACES.get(value(entry, "SymbolPositionCode") or ""),
        value=_VALUES.get(value(entry, f"{name}ClassificationValueCode") or ""),
        office=code_at(entry, "GeneratingOfficeCode"),
    )


def _editions(home: Element) -> Iterator[Classification | None]:
    """Main and further symbols as texts: editions 1 to 7, and all of Japan's."""
    tags: tuple[tuple[str, Literal["first", "later"]], ...] = (
        ("MainClassification", "first"),
        ("FurtherClassification", "later"),
    )
    for tag, place in tags:
        for element in home.iterfind(f"IPCClassification/{tag}"):
            text = text_in_columns(element)
            made = ipc_text(text)
            yield made and structs.replace(made, position=made.position or place)


def _cpc(home: Element) -> Iterator[Classification | None]:
    bag = home.find("CPCClassificationBag")
    if bag is None:
        return
    for entry in bag.iterfind(".//CPCClassification"):
        made = _parts(entry, "cpc", "CPC")
        rank = next(entry.iterancestors("CPCCombinationRank"), None)
        if made and rank is not None:
            together = rank.getparent()
            made = structs.replace(
                made,
                group=value(together, "CPCGroupNumber"),
                rank=number_in(value(rank, "CPCRankNumber")),
            )
        elif made and made.position is None:
            main = next(entry.iterancestors("MainCPC"), None) is not None
            made = structs.replace(made, position="first" if main else "later")
        yield made


def _locarno(home: Element) -> Iterator[Classification | None]:
    for entry in home.iterfind("LocarnoClassificationBag/LocarnoClassification"):
        head = value(entry, "LocarnoClass") or ""
        for sub in (*values(entry, "LocarnoSubclassBag/LocarnoSubclass"),) or ("",):
            symbol = normal("locarno", f"{head}-{sub}" if sub else head)
            yield Classification(scheme="locarno", symbol=symbol) if symbol else None


def _national(home: Element, office: str | None) -> Iterator[Classification | None]:
    for system in home.iterfind("NationalClassification"):
        scheme = _NATIONAL.get(code_at(system, "IPOfficeCode") or office or "")
        if scheme is None:
            continue
        for entry in (
            *system.iterfind("MainNationalClassification"),
            *system.iterfind("FurtherNationalClassification"),
        ):
            place: Literal["first", "later"] = "first" if entry.tag.startswith("Main") else "later"
            symbol = normal(scheme, _printed(entry))
            yield Classification(scheme=scheme, symbol=symbol, position=place) if symbol else None


def _printed(entry: Element) -> str:
    name, sub = value(entry, "NationalClass"), value(entry, "NationalSubclass")
    if name:
        return f"{name}/{sub}" if sub else name
    text = value(entry, "PatentClassificationText") or ""
    facet = attribute(entry.find("PatentClassificationText"), "facet", "facetCode")
    return f"{text} {facet}" if facet else text


def citations(biblio: Element) -> Iterator[Citation]:
    """References cited, by whom and at which stage, with their relevance."""
    for element in biblio.iterfind("ReferenceCitationBag/*"):
        phase = _phase(element)
        category = "".join(
            dict.fromkeys(
                letter
                for text in values(element, ".//CitedDocumentCategory")
                for letter in text
                if letter.strip()
            )
        )
        claims = "; ".join(dict.fromkeys(values(element, ".//DocumentRelevance/ClaimText")))
        claims = claims or "; ".join(dict.fromkeys(values(element, ".//RelatedClaimNumber")))
        for made in _cited(element):
            yield structs.replace(
                made, phase=phase, category=category or None, claims=claims or None
            )


def _phase(element: Element) -> Phase | None:
    stage = (attribute(element, "citedPhaseCategory") or "").lower()
    found = next((phase for word, phase in _PHASES if word in stage), None)
    who = (attribute(element, "citingPartyCategory") or "").lower()
    return found or _PARTIES.get(who)


def _cited(element: Element) -> Iterator[Citation]:
    if element.tag == "ReferenceCitationFreeFormat":
        text = value(element)
        yield from (Citation(text=text),) if text else ()
        return
    for patent in element.iterfind("PatentCitation"):
        number = number_in(attribute(patent, "sequenceNumber"))
        if made := patent_citation(patent):
            yield structs.replace(made, number=number)
    for literature in element.iterfind("NPLCitation"):
        text = value(literature, "NPLCitationText") or ", ".join(
            found for leaf in literature.iter() if len(leaf) == 0 and (found := value(leaf))
        )
        if text:
            number = number_in(attribute(literature, "sequenceNumber"))
            yield Citation(text=text, number=number)


def patent_citation(patent: Element) -> Citation | None:
    """A `PatentCitation`: in parts, or as a text that may be a number."""
    parts = patent.find("CitedPatentDocumentIdentification")
    if parts is not None:
        document = publication_reference(
            code_at(parts, "IPOfficeCode"),
            value(parts, "DocumentNumber"),
            value(parts, "PatentDocumentKindCode"),
            value(parts, "PatentDocumentDate"),
        )
        if document:
            return Citation(document=document)
    text = value(patent, "PatentCitationText") or value(patent)
    if not text:
        return None
    found = cited(text)
    return Citation(document=found) if found else Citation(text=text)
