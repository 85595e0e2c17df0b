"""Cases of the Open Data Portal (`patentFileWrapperDataBag`, `applicationMetaData`)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.odp_case import Case, Issue, granted, published
from parsers.formats.odp_json import Json, at, entries, first, objects, text
from parsers.formats.refs import application_reference
from parsers.model import (
    Classification,
    LegalEvent,
    Party,
    Reference,
    Related,
    Relation,
    Role,
)
from parsers.symbols import normal

_BAGS = ("patentFileWrapperDataBag", "patentBag", "results")
_RELATIONS: dict[str, Relation] = {
    "CON": "continuation",
    "CIP": "continuation_in_part",
    "DIV": "division",
    "PRO": "provisional",
    "REI": "reissue",
    "REX": "reexamination",
    "NST": "pct",
    "SUB": "substitution",
}
_GROUPS: tuple[tuple[str, str, Role], ...] = (
    ("applicantBag", "applicantNameText", "applicant"),
    ("inventorBag", "inventorNameText", "inventor"),
)
_BEFORE = "Pre-Grant Publications"


def cases(data: object) -> Iterator[Case]:
    """All applications of an answer."""
    bag = next((found for name in _BAGS if (found := at(data, name)) is not None), data)
    for entry in objects(bag):
        if isinstance(entry.get("applicationMetaData"), dict):
            yield _case(entry, entry["applicationMetaData"])


def _case(entry: Json, meta: Json) -> Case:
    number = text(entry.get("applicationNumberText"))
    return Case(
        application=application_reference("US", number, text(meta.get("filingDate"))),
        issues=tuple(_issues(meta)),
        title=text(meta.get("inventionTitle")),
        priorities=tuple(_priorities(entry)),
        related=tuple(_related(entry)),
        parties=tuple(_parties(entry, meta)),
        classifications=tuple(_classes(meta)),
        events=(*_events(entry), *_assignments(entry)),
    )


def _issues(meta: Json) -> Iterator[Issue]:
    before = published(
        text(meta.get("earliestPublicationNumber")), text(meta.get("earliestPublicationDate"))
    )
    if before:
        yield before
    told = [text(entry) or "" for entry in entries(meta.get("publicationCategoryBag"))]
    known = True if before else (False if told else None)
    if any(entry.startswith(_BEFORE) for entry in told):
        known = True
    patent = granted(text(meta.get("patentNumber")), text(meta.get("grantDate")), before=known)
    if patent:
        yield patent


def _parties(entry: Json, meta: Json) -> Iterator[Party]:
    for bag, name, role in _GROUPS:
        for place, one in enumerate(objects(meta.get(bag)), 1):
            if made := _party(one, text(one.get(name)), role, place):
                yield made
    for place, one in enumerate(objects(at(entry, "recordAttorney", "attorneyBag")), 1):
        if made := _party(one, _printed(one), "agent", place):
            yield made
    if examiner := text(meta.get("examinerNameText")):
        unit = text(meta.get("groupArtUnitNumber"))
        yield Party(role="examiner", name=examiner, code=unit)


def _printed(one: Json) -> str | None:
    given, family = text(one.get("firstName")), text(one.get("lastName"))
    return f"{family}, {given}" if family and given else family


def _party(one: Json, printed: str | None, role: Role, place: int) -> Party | None:
    """A person as `Family, Given`; the address is the residence, or else the postal one."""
    given, family = text(one.get("firstName")), text(one.get("lastName"))
    middle = text(one.get("middleName"))
    given = f"{given} {middle}" if given and middle else given
    name = f"{family}, {given}" if family and given else printed
    if not name:
        return None
    homes = [*objects(one.get("correspondenceAddressBag")), *objects(one.get("attorneyAddressBag"))]
    homes.sort(key=lambda home: home.get("postalAddressCategory") != "residence")
    home: Json = homes[0] if homes else {}
    country = text(home.get("countryCode"))
    return Party(
        role=role,
        name=name,
        given=given if family else None,
        family=family if given else None,
        country=country if country and len(country) == 2 and country.isalpha() else None,
        city=text(home.get("cityName")),
        state=text(home.get("geographicRegionCode")),
        address=text(home.get("addressLineOneText")),
        postcode=text(home.get("postalCode")),
        code=text(one.get("registrationNumber")),
        sequence=place,
    )


def _classes(meta: Json) -> Iterator[Classification]:
    seen = set()
    for printed in entries(meta.get("cpcClassificationBag")):
        symbol = normal("cpc", text(printed) or "")
        if symbol and symbol not in seen:
            seen.add(symbol)
            yield Classification(scheme="cpc", symbol=symbol)
    if symbol := normal("uspc", text(meta.get("uspcSymbolText")) or ""):
        yield Classification(scheme="uspc", symbol=symbol)


def _priorities(entry: Json) -> Iterator[Reference]:
    for claim in objects(entry.get("foreignPriorityBag")):
        office = text(claim.get("ipOfficeCode"))
        number, date = text(claim.get("applicationNumberText")), text(claim.get("filingDate"))
        country = office if office and len(office) == 2 else None
        found = application_reference(country, number, date)
        if found:
            yield found


def _related(entry: Json) -> Iterator[Related]:
    for parent in objects(entry.get("parentContinuityBag")):
        kind = text(parent.get("claimParentageTypeCode")) or ""
        relation = _RELATIONS.get(kind.upper(), "other")
        number = text(parent.get("parentApplicationNumberText"))
        filed = text(parent.get("parentApplicationFilingDate"))
        found = application_reference("US", number, filed)
        if found:
            yield Related(relation=relation, document=found)


def _events(entry: Json) -> Iterator[LegalEvent]:
    for event in objects(entry.get("eventDataBag")):
        date = parse_date(text(event.get("eventDate")) or "", "US")
        code = text(event.get("eventCode"))
        if date and code:
            words = text(event.get("eventDescriptionText"))
            yield LegalEvent(office="US", code=code, date=date, title=words)


def _assignments(entry: Json) -> Iterator[LegalEvent]:
    for deed in objects(entry.get("assignmentBag")):
        recorded = text(deed.get("assignmentRecordedDate")) or text(
            deed.get("assignmentReceivedDate")
        )
        date = parse_date(recorded or "", "US")
        words = text(deed.get("conveyanceText"))
        if date and words:
            days = [text(a.get("executionDate")) or "" for a in objects(deed.get("assignorBag"))]
            executed = [day for text_ in days if (day := parse_date(text_, "US"))]
            yield LegalEvent(
                office="US",
                code=words,
                date=date,
                effective=min(executed, default=None),
                number=text(first(deed.get("reelAndFrameNumber"))),
                before=tuple(_names(deed, "assignorBag", "assignorName")),
                after=tuple(_names(deed, "assigneeBag", "assigneeNameText")),
            )


def _names(deed: Json, bag: str, key: str) -> Iterator[str]:
    for one in objects(deed.get(bag)):
        if name := text(one.get(key)):
            yield name
