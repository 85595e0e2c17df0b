"""JSON of the USPTO: Open Data Portal, PEDS, Patent Public Search."""

import html
import json
import re
from pathlib import Path

import pytest

from parsers.model import LegalEvent, Notice, Publication, Reference
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from parsers.specimens import encode
from parsers.specimens.encoders import odp
from tests.parsers import goldens
from tests.parsers.demo import demo
from tests.parsers.rawxml import letters, unmarked

FOLDER = "uspto-api-json/test/test_results"


def items(value: object) -> list[Publication | Notice | Failure]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(parse_record(Record(data=data, file="x.json")))


@pytest.mark.shared
def test_the_answer_of_the_open_data_portal(shared_samples: Path):
    path = shared_samples / FOLDER / "get_app_metadata.json"
    (entry,) = json.loads(path.read_bytes())["results"]
    meta = entry["applicationMetaData"]
    before, patent = parse_paths([path])
    assert (before.id, before.date) == (
        meta["earliestPublicationNumber"],
        meta["earliestPublicationDate"],
    )
    assert (patent.id, patent.date) == (f"US{meta['patentNumber']}B2", meta["grantDate"])
    for found in (before, patent):
        assert found.application.number == entry["applicationNumberText"]
        assert found.filing_date == meta["filingDate"]
        assert found.title[0].text == meta["inventionTitle"]
        symbols = [" ".join(s.split()) for s in meta["cpcClassificationBag"]]
        assert [c.symbol for c in found.classifications if c.scheme == "cpc"] == symbols
        names = [p.name for p in found.parties if p.role == "inventor"]
        assert names == ["KANADA, Shoji"]
        assert [p.name for p in found.parties if p.role == "applicant"] == [
            a["applicantNameText"] for a in meta["applicantBag"]
        ]


def plain(text: str) -> str:
    return letters(html.unescape(re.sub(r"<br ?/>", " ", text)))


@pytest.mark.shared
def test_the_document_of_the_public_search(shared_samples: Path):
    path = shared_samples / FOLDER / "ppubs_get_patent_by_number.json"
    raw = json.loads(path.read_bytes())
    (found,) = parse_paths([path])
    assert (found.id, found.date, found.filing_date) == ("US6000000A", "1999-12-07", "1998-05-04")
    assert len(found.claims) == int(raw["numberOfClaims"])
    assert "".join(f"{c.number}.{letters(c.text)}" for c in found.claims) == plain(
        raw["claimsHtml"]
    )
    told = re.sub(
        r"(^|<br ?/>)\(\d+\)", r"\1", raw["briefHtml"] + "<br />" + raw["descriptionHtml"]
    )
    assert "".join(letters(s.text) for s in found.description) == plain(told)
    assert letters(found.abstract[0].text) == plain(raw["abstractHtml"])
    patents = [c.document.number for c in found.citations if c.document]
    assert patents == raw["urpn"]
    texts = [t for t in re.split(r"<br ?/>", raw["otherRefPub"][0]) if t.strip()]
    assert len([c for c in found.citations if c.text]) == len(texts)
    names = [p.name.replace(", ", "; ") for p in found.parties if p.role == "inventor"]
    assert names == raw["inventorsName"]
    assert {c.symbol for c in found.classifications if c.scheme == "cpc"} == {
        s.split()[0][:4] + " " + s.split()[0][4:]
        for s in raw["cpcInventive"] + raw["cpcAdditional"]
    }
    assert found.family == raw["familyIdentifierCurStr"]


def case(**meta: object) -> dict[str, object]:
    return {"patentFileWrapperDataBag": [
        {"applicationNumberText": "16123456", "applicationMetaData": {"inventionTitle": "X", **meta}}
    ]}  # fmt: skip


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"earliestPublicationNumber": "US 2014-0167116 A1",
          "earliestPublicationDate": "2014-06-19"}, ["US20140167116A1"]),
        ({"patentNumber": "D888888", "grantDate": "2020-06-30"}, ["USD888888S1"]),
        ({"patentNumber": "RE48888", "grantDate": "2022-01-04"}, ["USRE48888E1"]),
        ({"patentNumber": "PP12345", "grantDate": "2002-01-01",
          "publicationCategoryBag": ["Granted/Issued"]}, ["USPP12345P2"]),
        ({"patentNumber": "7123456", "grantDate": "2006-10-17",
          "publicationCategoryBag": ["Granted/Issued"]}, ["US7123456B1"]),
        ({"patentNumber": "7123456", "grantDate": "2006-10-17"}, ["US7123456"]),
        ({"patentNumber": "4123456", "grantDate": "1978-10-31"}, ["US4123456A"]),
        ({"patentNumber": "D250000", "grantDate": "1978-10-31"}, ["USD250000S"]),
    ],
)  # fmt: skip
def test_kinds_follow_from_numbers_days_and_earlier_publications(meta, expected):
    assert [p.id for p in items(case(**meta))] == expected


def test_an_application_without_publication_and_its_events():
    (failure,) = items(case())
    assert failure.code == "NO_PUBLICATION"
    whole = case()
    whole["patentFileWrapperDataBag"][0]["eventDataBag"] = [
        {"eventCode": "IEXX", "eventDescriptionText": "Initial Exam", "eventDate": "2018-09-10"}
    ]
    whole["patentFileWrapperDataBag"][0]["assignmentBag"] = [{
        "assignmentRecordedDate": "2018-10-01", "conveyanceText": "ASSIGNMENT",
        "reelAndFrameNumber": "046/0123", "assignorBag": [
            {"assignorName": "DOE", "executionDate": "2018-09-01"}],
        "assigneeBag": [{"assigneeNameText": "ACME"}],
    }]  # fmt: skip
    (notice,) = items(whole)
    assert notice.application.number == "16123456"
    assert notice.events == (
        LegalEvent(office="US", code="IEXX", title="Initial Exam", date="2018-09-10"),
        LegalEvent(office="US", code="ASSIGNMENT", date="2018-10-01", effective="2018-09-01",
                   number="046/0123", before=("DOE",), after=("ACME",)),
    )  # fmt: skip


def test_continuity_and_foreign_priority():
    whole = case(patentNumber="11234567", grantDate="2022-02-01",
                 publicationCategoryBag=["Granted/Issued"])  # fmt: skip
    whole["patentFileWrapperDataBag"][0] |= {
        "foreignPriorityBag": [{"ipOfficeName": "JAPAN", "ipOfficeCode": "JP",
                                "applicationNumberText": "2019-123456",
                                "filingDate": "2019-07-02"}],
        "parentContinuityBag": [{"parentApplicationNumberText": "15987654",
                                 "parentApplicationFilingDate": "2018-05-23",
                                 "claimParentageTypeCode": "CON"}],
    }  # fmt: skip
    (found,) = items(whole)
    assert [(p.office, p.number) for p in found.priorities] == [("JP", "2019123456")]
    assert [(r.relation, r.document.number) for r in found.related] == [
        ("continuation", "15987654")]  # fmt: skip


def test_peds():
    record = {
        "patentCaseMetadata": {
            "applicationNumberText": {"value": "14450042", "electronicText": "14450042"},
            "filingDate": "2014-08-01",
            "inventionTitle": {"content": ["Pump"]},
            "patentPublicationIdentification": {
                "publicationNumber": "2016-0032913", "publicationDate": "2016-02-04"},
            "patentGrantIdentification": {"patentNumber": "9876543", "grantDate": "2018-01-23"},
            "partyBag": {"applicantBagOrInventorBagOrOwnerBag": [
                {"inventorOrDeceasedInventor": [{"contactOrPublicationContact": [{
                    "name": {"personNameOrOrganizationNameOrEntityName": [
                        {"personStructuredName": {"firstName": "Jane", "lastName": "Doe"}}]},
                    "cityName": "Austin", "countryCode": "US"}]}]},
            ]},
        },
        "prosecutionHistoryDataOrPatentTermData": [
            {"recordDate": "2018-01-03", "caseActionDescriptionText": "Issue Notification"}],
    }  # fmt: skip
    before, patent, notice = items({"PatentData": [record]})
    assert (before.id, before.date) == ("US20160032913A1", "2016-02-04")
    assert (patent.id, patent.title[0].text) == ("US9876543B2", "Pump")
    assert [(p.name, p.city) for p in patent.parties] == [("Doe, Jane", "Austin")]
    assert [(e.code, e.date) for e in notice.events] == [("Issue Notification", "2018-01-03")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"patentFileWrapperDataBag": [{"applicationMetaData": {"filing', "CONTENT_SYNTAX"),
        (b'{"patentFileWrapperDataBag": []}', "CONTENT_OTHER"),
        (b'{"guid": "US-1-A", "datePublished": "1999', "CONTENT_SYNTAX"),
        (b'{"guid": "US-X-A", "datePublished": "1999-12-07T00:00:00Z"}', "IDENTITY_INCOMPLETE"),
        (b'{"patents": [], "x": {"guid": 1, "datePublished": 2}}', "CONTENT_OTHER"),
    ],
)
def test_damaged_answers_fail_with_a_code(data: bytes, code: str):
    (found,) = items(data)
    assert isinstance(found, Failure)
    assert found.code == code


def test_hits_of_the_public_search():
    hit = {"guid": "US-20190095759-A1", "datePublished": "2019-03-28T00:00:00Z",
           "inventionTitle": "A <sub>2</sub> pump", "inventorsShort": "Doe; Jane"}  # fmt: skip
    (found,) = items({"numFound": 1, "patents": [hit]})
    assert (found.id, found.title[0].text) == ("US20190095759A1", "A 2 pump")
    assert {gap.part for gap in found.gaps} == {"abstract", "description", "claims"}


def american() -> list[Publication]:
    return [p for p in demo() if p.office == "US" and p.source.format == "us4"]


def test_specimens_come_back_from_the_portal_as_far_as_it_holds_them():
    """Not held: texts, assignees, agents, citations, versions of classes."""
    for publication in american():
        (found,) = items(encode(publication, "odp"))
        for key in ("id", "date", "right", "stage", "language"):
            assert getattr(found, key) == getattr(publication, key)
        assert found.title == unmarked(publication).title
        assert found.application.number == publication.application.number
        assert found.filing_date == publication.filing_date
        for role in ("applicant", "inventor", "examiner"):
            assert [(p.name, p.city, p.country) for p in found.parties if p.role == role] == [
                (p.name, p.city, p.country) for p in publication.parties if p.role == role
            ]
        assert {c.symbol for c in found.classifications} == {
            c.symbol for c in publication.classifications if c.scheme == "cpc"
        }


def test_specimens_come_back_from_the_public_search():
    """Not held: ids and levels, drawings, related documents, tables, the case of headings."""
    for publication in american():
        (found,) = items(encode(publication, "ppubs"))
        found, right = unmarked(found), unmarked(publication)
        for key in ("id", "date", "right", "stage", "title", "abstract"):
            assert getattr(found, key) == getattr(right, key)
        if right.right != "design":
            assert [(c.number, c.text, c.depends_on) for c in found.claims] == [
                (c.number, c.text, c.depends_on) for c in right.claims
            ]
        if all(s.kind in {"paragraph", "heading"} for s in right.description):
            assert [s.text.casefold() for s in found.description] == [
                s.text.casefold() for s in right.description
            ]
        for role in ("applicant", "inventor", "assignee", "agency", "agent", "examiner"):
            assert [(p.name, p.city, p.country) for p in found.parties if p.role == role] == [
                (p.name, p.city, p.country) for p in right.parties if p.role == role
            ]
        assert {(c.scheme, c.symbol, c.version) for c in found.classifications} >= {
            (c.scheme, c.symbol, c.version)
            for c in right.classifications if c.scheme == "cpc"
        }  # fmt: skip
        assert len(found.citations) == len(right.citations)


def test_notices_come_back():
    event = LegalEvent(office="US", code="IEXX", title="Initial Exam", date="2018-09-10")
    filed = Reference(office="US", number="16123456", date="2018-09-06")
    source = Record(data=b"", file="x").source("odp")
    (found,) = items(
        odp.encode_notice(Notice(office="US", application=filed, events=(event,), source=source))
    )
    assert (found.application, found.events) == (filed, (event,))


def test_golden():
    chosen = [p for kind in ("A1", "B2") for p in american() if p.kind == kind][:1]
    goldens.check("odp", items(encode(chosen[0], "odp")))
    goldens.check("ppubs", items(encode(chosen[0], "ppubs")))
