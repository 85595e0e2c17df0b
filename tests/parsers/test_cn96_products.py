"""Products of CNIPA's ST.96 data beside full texts, and elements of its schema seldom seen."""

import pytest

from tests.parsers.rawxml import failure, gaps, one

HEAD = (
    '<business:PatentDocumentAndRelated xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" xsdVersion="V2.2.1" '
    'dateProduced="20211205" status="{status}" lang="zh" country="CN" docNumber="{number}" '
    'kind="{kind}" datePublication="20211210"{more}>'
)
TITLE = '<business:InventionTitle lang="zh">板</business:InventionTitle>'
TEXTS = (
    '<business:Claims lang="zh"><business:Claim num="0001"><business:ClaimText>1.一种板。'
    "</business:ClaimText></business:Claim></business:Claims>"
)


def document(
    biblio: str,
    body: str = "",
    *,
    kind: str = "A",
    number: str = "113783949",
    status: str = "C",
    more: str = "",
) -> str:
    tag = "DesignBibliographicData" if kind == "S" else "BibliographicData"
    head = HEAD.format(status=status, number=number, kind=kind, more=more)
    return (
        f"{head}<business:{tag}>{biblio}</business:{tag}>{body}</business:PatentDocumentAndRelated>"
    )


def identified(number: str, kind: str = "", date: str = "", code: str = "CN") -> str:
    return (
        f"<base:DocumentID><base:WIPOST3Code>{code}</base:WIPOST3Code><base:DocNumber>{number}"
        f"</base:DocNumber><base:Kind>{kind}</base:Kind><base:Date>{date}</base:Date>"
        "</base:DocumentID>"
    )


def test_bibliography_and_abstract_without_full_text():
    found = one(
        document(
            TITLE,
            '<business:Abstract lang="zh"><base:Paragraphs>摘要。</base:Paragraphs>'
            "</business:Abstract>",
        )
    )
    assert [text.text for text in found.abstract] == ["摘要。"]
    assert gaps(found) == {"description": "not_in_source", "claims": "not_in_source"}
    assert found.source.produced == "2021-12-05"


@pytest.mark.parametrize(
    ("status", "withdrawn"), [("C", False), ("A", False), ("R", False), ("D", True)]
)
def test_only_a_deleted_record_is_withdrawn(status: str, withdrawn: bool):
    found = one(document(TITLE, status=status))
    assert found.withdrawn is withdrawn
    assert (gaps(found)["claims"] == "removed") is withdrawn


def test_amended_claims_are_a_set_beside_the_original_ones():
    amended = TEXTS.replace("一种板", "一种改进的板")
    found = one(
        document(
            TITLE,
            TEXTS + "<business:WOAmendedClaims><business:AmendBody>" + amended + "</business:"
            "AmendBody></business:WOAmendedClaims><business:AmendStatement><business:Statement>"
            "修改说明。</business:Statement></business:AmendStatement>",
        )
    )
    assert [claim.text for claim in found.claims] == ["一种板。"]
    (entry,) = found.claim_sets
    assert (entry.status, entry.statement) == ("amended", "修改说明。")
    assert [claim.text for claim in entry.claims] == ["一种改进的板。"]


def test_claims_left_out_of_an_amendment_are_a_gap():
    amended = TEXTS.replace("0001", "0003").replace("1.一种板", "3.一种板")
    found = one(
        document(
            TITLE,
            TEXTS + "<business:WOAmendedClaims><business:AmendBody>" + amended + "</business:"
            "AmendBody></business:WOAmendedClaims>",
        )
    )
    assert [claim.number for claim in found.claim_sets[0].claims] == [3]
    assert [gap.detail for gap in found.gaps if gap.part == "claims"] == ["amended, zh: 1, 2"]


def test_a_deposit_of_material_and_the_entry_into_the_national_phase():
    found = one(
        document(
            TITLE + "<business:BiologicalDeposit><business:BioDepositary>CGMCC"
            "</business:BioDepositary><business:BiologicalAccessionNumber>CGMCC No.6645"
            "</business:BiologicalAccessionNumber><base:Date>20121008</base:Date>"
            "</business:BiologicalDeposit><business:PCTOrRegionalApplicationData>"
            + identified("PCT/US2021/019468", date="20210224", code="US")
            + "<business:NationalStageEntryDate><base:Date>20210903</base:Date>"
            "</business:NationalStageEntryDate></business:PCTOrRegionalApplicationData>"
        )
    )
    assert [(e.code, e.date, e.number, e.text) for e in found.events] == [
        ("BiologicalDeposit", "2012-10-08", "CGMCC No.6645", "CGMCC"),
        ("NationalStageEntryDate", "2021-09-03", None, None),
    ]


def test_the_province_of_an_address_in_one_text_and_the_code_of_an_agency_beside_it():
    party = (
        '<business:Parties><business:ApplicantDetails><business:Applicant sequence="1">'
        "<base:AddressBook><base:Name>甲公司</base:Name><base:Address><base:Text>311200 "
        "浙江省杭州市1号</base:Text></base:Address></base:AddressBook></business:Applicant>"
        "</business:ApplicantDetails><business:AgentDetails><business:CustomerNumber>33200"
        "</business:CustomerNumber><business:Agent><business:Agency><base:AddressBook>"
        "<base:OrganizationName>某事务所(普通合伙)</base:OrganizationName></base:AddressBook>"
        "</business:Agency><base:AddressBook><base:Name>刘静</base:Name></base:AddressBook>"
        "</business:Agent></business:AgentDetails></business:Parties>"
    )
    applicant, agency, agent = one(document(TITLE + party)).parties
    assert (applicant.state, applicant.postcode) == ("浙江省", "311200")
    assert (agency.name, agency.code) == ("某事务所(普通合伙)", "33200")
    assert (agent.role, agent.name) == ("agent", "刘静")
    foreign = party.replace(
        "</base:Text>", "</base:Text><base:WIPOST3Code>JP</base:WIPOST3Code>"
    ).replace("浙江省杭州市", "台湾通")
    assert one(document(TITLE + foreign)).parties[0].state is None


def test_a_corrected_design_says_what_was_wrong():
    found = one(
        document(
            "<business:DesignModifications><base:EditionStatement>第2版（W2S8）"
            "</base:EditionStatement><business:CorrectionGist>INID（73）专利权人"
            "</business:CorrectionGist><business:Error>甲</business:Error><business:Right>乙"
            "</business:Right></business:DesignModifications><business:PatentNumber>"
            "202130123456.7</business:PatentNumber><business:DesignTitle>灯"
            "</business:DesignTitle><business:DesignProductDescription>照明用。"
            "</business:DesignProductDescription>",
            '<business:FullDocImage><business:ImageFile fileName="000001.TIF" num="1" '
            'fileType="tif"/></business:FullDocImage>',
            kind="S",
            number="306123456",
        )
    )
    (event,) = found.events
    assert (event.code, event.date) == ("DesignModifications", "2021-12-10")
    assert (event.title, event.before, event.after) == ("第2版（W2S8）", ("甲",), ("乙",))
    assert found.application is not None
    assert found.application.number == "2021301234567"
    assert [segment.text for segment in found.description] == ["照明用。"]
    assert [drawing.file for drawing in found.drawings] == ["000001.TIF"]
    assert not found.needs_ocr


def test_the_correction_code_is_told():
    found = one(document(TITLE, kind="B8", more=' correctionCode="W1"'))
    assert (found.stage, found.source.notes) == ("correction", ("correction code W1",))


def test_what_was_filed_before_and_priorities_without_their_element():
    found = one(
        document(
            TITLE
            + "<business:PreviouslyFiledApplication>"
            + identified("201510163325.6", date="20150408")
            + "</business:PreviouslyFiledApplication><business:PriorityDetails>"
            + identified("62/982,670", date="20200227", code="US")
            + "</business:PriorityDetails>"
        )
    )
    assert [(r.relation, r.document.number) for r in found.related] == [("other", "2015101633256")]
    assert [(p.office, p.number) for p in found.priorities] == [("US", "62982670")]


def test_an_index_of_a_delivery_is_refused_by_name():
    data = '<DocList ApplicationNum="201510163325.6" PublicationNum="CN104751825A"><f/></DocList>'
    assert failure(data).code == "CONTENT_OTHER"
    assert failure("<DocList><f/></DocList>").code == "FORMAT_UNKNOWN"
