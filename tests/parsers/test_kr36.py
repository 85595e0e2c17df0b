import pytest
from rawxml import failure, gaps, one

FRONT = (
    "<KR_DocumentType>공개특허공보(A)</KR_DocumentType><KR_ApplicationInformation>"
    "<KR_ApplicationNumber>10-2020-0012345</KR_ApplicationNumber><KR_ApplicationDate>20200203"
    "</KR_ApplicationDate></KR_ApplicationInformation><KR_OpenNumber>10-2021-0098765"
    "</KR_OpenNumber><KR_OpenDate>20210811</KR_OpenDate>"
)


def document(front=FRONT, body="", root="KR_OpenPatent"):
    text = f"<?xml version='1.0' encoding='euc-kr'?><{root}>{front}{body}</{root}>"
    return text.encode("cp949")


@pytest.mark.parametrize(
    ("root", "front", "expected"),
    [
        ("KR_OpenPatent", FRONT, ("KR20210098765A", "invention", "application", "2021-08-11")),
        (
            "KR_RegisterPatent",
            FRONT + "<KR_RegisterNumber>10-2345678</KR_RegisterNumber><KR_RegisterDate>20220105"
            "</KR_RegisterDate><KR_PublicationDate>20220110</KR_PublicationDate>",
            ("KR102345678B1", "invention", "grant", "2022-01-10"),
        ),
        (
            "KR_RegisterUtility",
            FRONT.replace("10-2020", "20-2020").replace("특허", "실용신안")
            + "<KR_RegisterNumber>20-0491234</KR_RegisterNumber>",
            ("KR200491234Y1", "utility_model", "grant", None),
        ),
    ],
)
def test_steps_and_rights(root, front, expected):
    publication = one(document(front, root=root))
    found = (publication.id, publication.right, publication.stage, publication.date)
    assert found == expected
    if publication.stage == "grant":
        assert [r.document.number for r in publication.related] == ["20210098765"]


def test_the_whole_of_a_document():
    publication = one(
        document(
            FRONT + "<KR_IPCInformation><KR_MainClassification value='G06F 17/50 (2006.01)'/>"
            "<KR_FurtherClassification value='H01L 21/02'/></KR_IPCInformation><KR_CPCInformation>"
            "<KR_MainClassification value='G06F 30/20'/></KR_CPCInformation>"
            "<KR_ApplicantInformation><KR_ORGName>새론전자 주식회사</KR_ORGName><KR_Address>경기도"
            " 수원시</KR_Address><KR_Country>대한민국</KR_Country></KR_ApplicantInformation>"
            "<KR_InventorInformation><KR_Name>박수빈</KR_Name><KR_Country>미국</KR_Country>"
            "</KR_InventorInformation><KR_InventorInformation><KR_Name>똠방각하</KR_Name>"
            "</KR_InventorInformation>",
            "<description><invention-title>측정기</invention-title><technical-field><p num='0001'>"
            "본 발명은 측정기에 관한 것이다.</p></technical-field><summary-of-invention>"
            "<tech-problem><p num='0002'>과제.</p></tech-problem></summary-of-invention>"
            "<description-of-embodiments><p num='0003'>H<sub>2</sub>O</p>"
            "</description-of-embodiments></description><claims><claim num='1'><claim-text>측정기."
            "</claim-text></claim><claim num='2'><claim-text>제1항에 있어서, 측정기.</claim-text>"
            "</claim></claims><summary><p>요약이다.</p></summary><drawings><figure num='1'>"
            "<img file='1.jpg' wi='10' he='20' img-format='jpg'/></figure></drawings>",
        )
    )
    assert publication.title[0].text == "측정기"
    assert publication.abstract[0].text == "요약이다."
    assert [(s.part, s.text) for s in publication.description] == [
        ("technical_field", "본 발명은 측정기에 관한 것이다."),
        ("summary", "과제."),
        ("embodiments", "H2O"),
    ]
    assert [c.depends_on for c in publication.claims] == [(), (1,)]
    assert [(p.role, p.name, p.organisation, p.country) for p in publication.parties] == [
        ("applicant", "새론전자 주식회사", True, "KR"),
        ("inventor", "박수빈", False, "US"),
        ("inventor", "똠방각하", False, None),
    ]
    assert [(c.scheme, c.symbol, c.version, c.position) for c in publication.classifications] == [
        ("ipc", "G06F 17/50", "2006-01", "first"),
        ("ipc", "H01L 21/02", None, "later"),
        ("cpc", "G06F 30/20", None, "first"),
    ]
    assert [d.file for d in publication.drawings] == ["1.jpg"]
    assert gaps(publication) == {}


def test_damage_is_refused():
    assert failure(document("")).code == "IDENTITY_INCOMPLETE"
    assert failure(document()[:-5]).code == "XML_TRUNCATED"
    head = b"<?xml version='1.0' encoding='euc-kr'?><KR_OpenPatent>"
    assert failure(head + b"\xff\xff</KR_OpenPatent>").code == "XML_ENCODING"
