"""Cases of PEDS (`PatentData`, `patentRecordBag`), the service before the Open Data Portal.

Its JSON is made of XML, so that texts come as strings, as objects, or as lists of either.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.dates import parse_date
from parsers.formats.odp_case import Case, Issue, granted, published
from parsers.formats.odp_json import Json, at, first, objects, text
from parsers.formats.refs import application_reference
from parsers.model import Classification, LegalEvent, Party, Role
from parsers.symbols import normal

_RECORDS = (
    ("PatentData",),
    ("patentRecords",),
    ("patentRecordBag", "patentRecord"),
    ("patentBulkData", "patentData"),
)
_GROUPS: tuple[tuple[str, str, Role], ...] = (
    ("applicant", "applicant", "applicant"),
    ("inventorOrDeceasedInventor", "inventor", "inventor"),
)


def cases(data: object) -> Iterator[Case]:
    """All applications of an answer."""
    found = next((bag for path in _RECORDS if (bag := at(data, *path)) is not None), data)
    for record in objects(found):
        for entry in objects(record.get("patentRecord") or record):
            meta = at(entry, "patentCaseMetadata")
            if isinstance(meta, dict):
                yield _case(entry, meta)


def _plain(value: object) -> str | None:
    """The text of a string, of `{"value": …}` or `{"content": […]}`, of a list of one."""
    value = first(value)
    if isinstance(value, dict):
        for key in ("value", "content", "$"):
            if key in value:
                return _plain(value[key])
        return None
    return text(value)


def _case(entry: Json, meta: Json) -> Case:
    return Case(
        application=application_reference(
            "US", _plain(meta.get("applicationNumberText")), _plain(meta.get("filingDate"))
        ),
        issues=tuple(_issues(meta)),
        title=_plain(meta.get("inventionTitle")),
        parties=tuple(_parties(meta)),
        classifications=tuple(_classes(meta)),
        events=tuple(_events(entry)),
    )


def _issues(meta: Json) -> Iterator[Issue]:
    identification = first(meta.get("patentPublicationIdentification"))
    before = published(
        _plain(at(identification, "publicationNumber")),
        _plain(at(identification, "publicationDate")),
    )
    if before:
        yield before
    grant = first(meta.get("patentGrantIdentification"))
    patent = granted(
        _plain(at(grant, "patentNumber")),
        _plain(at(grant, "grantDate")),
        before=True if before else None,
    )
    if patent:
        yield patent


def _parties(meta: Json) -> Iterator[Party]:
    bags = at(meta, "partyBag", "applicantBagOrInventorBagOrOwnerBag")
    for bag in objects(bags if bags is not None else meta.get("partyBag")):
        for key, outer, role in _GROUPS:
            inner = bag.get(key)
            if inner is None and isinstance(bag.get(f"{outer}Bag"), dict):
                inner = bag[f"{outer}Bag"].get(outer)
            for place, one in enumerate(objects(inner), 1):
                if made := _party(one, role, place):
                    yield made
        for one in objects(bag.get("primaryExaminerOrAssistantExaminerOrAuthorizedOfficer")):
            if name := _name(one)[0]:
                yield Party(role="examiner", name=name)


def _name(one: Json) -> tuple[str | None, str | None, str | None]:
    """Name, given and family name."""
    contact = first(one.get("contactOrPublicationContact")) or one.get("contact") or one
    name = at(contact, "name")
    person = at(name, "personNameOrOrganizationNameOrEntityName")
    for entry in objects(person if person is not None else name):
        structure = entry.get("personStructuredName") or at(
            entry, "personName", "personStructuredName"
        )
        if isinstance(structure, dict):
            given, family = _plain(structure.get("firstName")), _plain(structure.get("lastName"))
            if family:
                return f"{family}, {given}" if given else family, given, family
        whole = _plain(entry.get("personFullName")) or _plain(entry.get("organizationStandardName"))
        whole = whole or _plain(at(entry, "organizationName", "organizationStandardName"))
        if whole:
            return whole, None, None
    return None, None, None


def _party(one: Json, role: Role, place: int) -> Party | None:
    name, given, family = _name(one)
    if name is None:
        return None
    contact = first(one.get("contactOrPublicationContact")) or one.get("contact")
    country = _plain(at(contact, "countryCode"))
    region = at(contact, "geographicRegionName")
    return Party(
        role=role,
        name=name,
        given=given if family else None,
        family=family if given else None,
        country=country if country and len(country) == 2 and country.isalpha() else None,
        city=_plain(at(contact, "cityName")),
        state=_plain(region),
        sequence=place,
    )


def _classes(meta: Json) -> Iterator[Classification]:
    national = at(meta, "patentClassificationBag", "cpcClassificationBagOrIPCClassificationOrECLAC"
                  "lassificationBag")  # fmt: skip
    for entry in objects(national):
        main = at(entry, "mainNationalClassification")
        name, sub = _plain(at(main, "nationalClass")), _plain(at(main, "nationalSubclass"))
        symbol = normal("uspc", f"{name}/{sub}") if name and sub else None
        if symbol:
            yield Classification(scheme="uspc", symbol=symbol, position="first")


def _events(entry: Json) -> Iterator[LegalEvent]:
    history = (
        at(entry, "prosecutionHistoryDataBag", "prosecutionHistoryData"),
        entry.get("prosecutionHistoryDataOrPatentTermData"),
    )
    for bag in history:
        for event in objects(bag):
            day = _plain(event.get("eventDate")) or _plain(event.get("recordDate"))
            date = parse_date(day or "", "US")
            code = _plain(event.get("eventCode"))
            words = _plain(event.get("eventDescriptionText")) or _plain(
                event.get("caseActionDescriptionText")
            )
            code = code or words
            if date and code:
                yield LegalEvent(
                    office="US", code=code, date=date, title=words if words != code else None
                )
