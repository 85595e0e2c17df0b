import json

import pytest
from rawxml import failure, gaps, one

from parsers.model import Notice
from parsers.parse import parse_paths, parse_record
from parsers.record import Record

DATA = {
    "applicationNumber": "2020123456",
    "inventionTitle": "立体配線構造体の製造方法",
    "applicantAttorney": [
        {"applicantAttorneyCd": "000114400", "repeatNumber": "01", "name": "メイショウ株式会社",
         "applicantAttorneyClass": "1"},
        {"applicantAttorneyCd": "100075384", "repeatNumber": "02", "name": "松本　昂",
         "applicantAttorneyClass": "2"},
        {"applicantAttorneyCd": "", "name": "", "applicantAttorneyClass": "1"},
    ],
    "filingDate": "20200720",
    "publicationNumber": "2021090037",
    "ADPublicationNumber": "2021090037",
    "nationalPublicationNumber": "",
    "publicationDate": "20210610",
    "registrationNumber": "7533889",
    "registrationDate": "20240805",
    "internationalApplicationNumber": "PCT/JP2020/012345",
    "internationalPublicationNumber": "WO2020/123456",
    "internationalPublicationDate": "20200618",
    "priorityRightInformation": [
        {"parisPriorityApplicationNumber": "63/123456", "parisPriorityDate": "20200115",
         "parisPriorityCountryCd": "US", "nationalPriorityApplicationNumber": ""},
        {"nationalPriorityLawCd": "1", "nationalPriorityApplicationNumber": "2019210418",
         "nationalPriorityDate": "20191121"},
    ],
    "parentApplicationInformation": {"parentApplicationNumber": "2018005678",
                                     "filingDate": "20180101"},
    "divisionalApplicationInformation": [],
    "bibliographyInformation": [
        {"numberType": "01", "number": "2020123456", "documentList": [
            {"legalDate": "20200720", "documentCode": "A63", "documentDescription": "願書",
             "documentNumber": "52001475960"},
            {"legalDate": "", "documentCode": "A01", "documentDescription": "査定"},
        ]},
    ],
}  # fmt: skip


def answer(data=None, status="100", message=""):
    result = {"statusCode": status, "errorMessage": message, "remainAccessCount": "9"}
    return json.dumps({"result": result | ({"data": data} if data else {})}, ensure_ascii=False)


def test_an_application_that_was_published():
    publication = one(answer(DATA), "x.json")
    assert (publication.id, publication.date) == ("JP2021090037A", "2021-06-10")
    assert (publication.application.number, publication.filing_date) == ("2020123456", "2020-07-20")
    assert [(p.role, p.name, p.organisation, p.code) for p in publication.parties] == [
        ("applicant", "メイショウ株式会社", True, "000114400"),
        ("agent", "松本 昂", False, "100075384"),
    ]
    assert [(p.office, p.number) for p in publication.priorities] == [
        ("US", "63123456"),
        ("JP", "2019210418"),
    ]
    assert [(r.relation, r.document.number) for r in publication.related] == [
        ("other", "2018005678"),
        ("pct", "PCT/JP2020/012345"),
        ("pct", "2020123456"),
    ]
    assert [(e.code, e.date, e.title, e.number) for e in publication.events] == [
        ("A63", "2020-07-20", "願書", "52001475960"),
        ("registrationDate", "2024-08-05", "登録", "7533889"),
    ]
    assert gaps(publication) == dict.fromkeys(
        ("abstract", "description", "claims"), "not_in_source"
    )


def test_era_years_and_international_applications():
    era = DATA | {"publicationNumber": "H09123456", "ADPublicationNumber": "1997123456",
                  "publicationDate": "19970513"}  # fmt: skip
    assert one(answer(era)).id == "JPH09123456A"
    national = DATA | {"publicationNumber": "", "ADPublicationNumber": "",
                       "nationalPublicationNumber": "2021512345"}  # fmt: skip
    assert one(answer(national)).id == "JP2021512345A"


def test_what_was_not_published_is_a_notice():
    data = {
        "applicationNumber": "2020123456",
        "registrationNumber": "7533889",
        "registrationDate": "20240805",
        "rightPersonInformation": [{"rightPersonCd": "1", "rightPersonName": "メイショウ株式会社"}],
    }
    (notice,) = parse_record(Record(data=answer(data).encode(), file="x.json"))
    assert isinstance(notice, Notice)
    assert notice.application.number == "2020123456"
    assert [(e.code, e.after) for e in notice.events] == [
        ("registrationDate", ("メイショウ株式会社",))
    ]


@pytest.mark.parametrize(
    ("status", "message"),
    [("107", "該当データがありません"), ("203", "上限"), ("210", "トークン"), ("303", "混雑")],
)
def test_answers_that_are_errors(status, message):
    found = failure(answer(status=status, message=message))
    assert found.code == "CONTENT_OTHER"
    assert status in found.message
    assert message in found.message


def test_damage_is_refused_and_other_json_passed_over(tmp_path):
    assert failure(answer(DATA)[:-9]).code == "CONTENT_SYNTAX"
    assert failure(answer(DATA).encode("cp932")).code == "CONTENT_SYNTAX"
    assert failure(answer({"applicationNumber": "2020123456"})).code == "CONTENT_OTHER"
    (tmp_path / "settings.json").write_text('{"results": []}')
    (tmp_path / "answer.json").write_text(answer(DATA), encoding="utf-8")
    assert [item.id for item in parse_paths([tmp_path])] == ["JP2021090037A"]
