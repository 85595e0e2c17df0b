import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, read, starts

from parsers.formats.cn_words import languages

FOLDERS = ("cn-st96-new", "jp-ipph-xml-zh-translations")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def files(shared_samples):
    found = [
        path
        for folder in FOLDERS
        for path in sorted((shared_samples / folder).rglob("*"))
        if path.suffix.lower() == ".xml"
    ]
    assert len(found) == 103
    return [(path, read(path), one(path.read_bytes(), path.name)) for path in found]


def main_part(raw: str) -> str:
    """The file without amended parts, unless there is nothing else."""
    amended = re.search("<business:WOAmendedClaims.*</business:WOAmendedClaims>", raw, re.DOTALL)
    if amended is None or "<business:Claims" not in raw.replace(amended[0], ""):
        return raw
    return raw.replace(amended[0], "")


@pytest.mark.shared
def test_claims_and_their_words(files):
    for path, raw, publication in files:
        claims = [letters(claim) for claim in blocks(main_part(raw), "Claim")]
        printed = [re.sub(rf"^{n}[.．、]", "", text) for n, text in enumerate(claims, 1)]
        expected = [text for text in printed if text]
        found = ["".join(claim.text.replace("|", "").split()) for claim in publication.claims]
        assert [text.replace("|", "") for text in expected] == found, path.name
        empty = len(claims) - len(expected)
        assert bool(empty) == (gaps(publication).get("claims") is not None), path.name


@pytest.mark.shared
def test_every_character_of_the_description(files):
    for path, raw, publication in files:
        block = "".join(blocks(main_part(raw), "Description"))
        block = re.sub(r"<business:InventionTitle.*?</business:InventionTitle>", "", block)
        words = [
            re.sub(r"【(?:图|図|(?:非?(?:専|专|特)[利許]?)文[献献])\d+】", "", s.text)
            for s in publication.description
        ]
        found = "".join("".join(words).replace("|", "").split())
        assert found == letters(block).replace("|", ""), path.name


@pytest.mark.shared
def test_bibliographic_counts(files):
    for path, raw, publication in files:
        biblio = blocks(raw, "BibliographicData")[0]
        names = {(p.role, p.sequence, p.lang) for p in publication.parties}
        for role, tag in (("inventor", "Inventor"), ("applicant", "Applicant")):
            books = sum(len(starts(b, "AddressBook")) for b in blocks(biblio, tag))
            assert len([n for n in names if n[0] == role]) == books, path.name
        ipc = [c for c in publication.classifications if c.scheme == "ipc"]
        assert len(ipc) == len(starts(biblio, "ClassificationIPCR")), path.name
        assert [c.position for c in ipc].count("first") == 1
        fi = [c for c in publication.classifications if c.scheme == "fi"]
        assert len(fi) == len(starts(biblio, "FI")), path.name
        originals = re.findall('<business:Priority [^>]*dataFormat="original"', biblio)
        assert len(publication.priorities) == len(originals), path.name
        figures = sum(len(starts(block, "Figure")) for block in blocks(raw, "Drawings"))
        pictures = figures or len(starts("".join(blocks(raw, "AbstractFigure")), "Image"))
        assert len(publication.drawings) == pictures, path.name


@pytest.mark.shared
def test_identity_is_the_foreign_publication(files):
    for path, raw, publication in files:
        root = starts(raw, "PatentDocumentAndRelated")[0]
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', root))
        assert publication.office == attributes["country"], path.name
        assert publication.number == attributes["docNumber"].lstrip("0")
        assert publication.kind == attributes["kind"]
        assert publication.date.replace("-", "") == attributes["datePublication"]
        assert publication.language == attributes["lang"]


@pytest.mark.shared
def test_translations_are_kept_apart_from_originals(files):
    translated = [item for item in files if item[0].stem.endswith("_trans")]
    assert len(translated) == 49
    for path, _, publication in files:
        expected = "ja" if publication.office == "JP" else "zh"
        if path.stem.endswith("_trans"):
            expected = "zh"
        texts = [*publication.title, *publication.abstract, *publication.claims]
        assert {text.lang for text in texts} == {expected} or publication.stage == "amended"
        body = "".join(s.text for s in publication.description if s.lang == "zh")
        assert len(KANA.findall(body)) * 20 <= len(HAN.findall(body)), path.name
        others = [s.text for s in publication.description if s.lang != expected]
        assert all(text.startswith("【") and KANA.search(text) for text in others), path.name
        assert all(text.origin is None for text in texts)
    notes = {note for _, _, publication in translated for note in publication.source.notes}
    assert "texts are a translation into zh" in notes


@pytest.mark.shared
def test_original_and_translation_have_the_same_claim_tree(files):
    by_id = {}
    for path, _, publication in files:
        if publication.office == "JP" and not gaps(publication).get("claims"):
            tree = [sorted((*c.depends_on, *c.cites)) for c in publication.claims]
            by_id.setdefault(publication.id, {})[path.stem.endswith("_trans")] = tree
    pairs = [trees for trees in by_id.values() if len(trees) == 2]
    same = sum(trees[False] == trees[True] for trees in pairs)
    assert len(pairs) >= 45
    assert same >= 0.8 * len(pairs)


@pytest.mark.shared
def test_a_granted_patent(shared_samples):
    folder = shared_samples / "cn-st96-new" / "CN102010000298420CN00001019453140BFULZH20190802CN00D"
    publication = one((folder / f"{folder.name}.XML").read_bytes())
    assert (publication.id, publication.stage, publication.right) == (
        "CN101945314B",
        "grant",
        "invention",
    )
    application = publication.application
    assert (application.number, application.raw) == ("2010102984204", "201010298420.4")
    assert [(r.relation, r.document.number, r.document.kind) for r in publication.related] == [
        ("earlier_publication", "101945314", "A")
    ]
    (cited,) = publication.citations
    assert (cited.document.number, cited.phase, cited.number) == ("1719946", "search", 1)
    assert {p.role for p in publication.parties} == {
        "applicant",
        "inventor",
        "assignee",
        "examiner",
    }
    owner = publication.parties[0]
    assert (owner.postcode, owner.state, owner.city) == ("510000", "广东省", "广州市")
    assert owner.address == "广东省广州高新技术开发区科学城科学大道101号1514房"
    assert [s.text for s in publication.description if s.kind == "heading"][:2] == [
        "技术领域",
        "背景技术",
    ]
    assert all((folder / drawing.file).exists() for drawing in publication.drawings)
    assert len(publication.drawings) == 12


HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<business:PatentDocumentAndRelated '
    'xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" '
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" xsdVersion="V2.2.1" '
    'status="{status}" lang="zh" country="CN" docNumber="{number}" kind="{kind}" '
    'datePublication="20211210">'
)


def document(biblio="", body="", *, number="113784721", kind="A", status="C", tag=""):
    name = tag or "BibliographicData"
    return (
        HEAD.format(status=status, number=number, kind=kind)
        + f"<business:{name}>{biblio}</business:{name}>{body}</business:PatentDocumentAndRelated>"
    )


def identified(number, kind="", date="", code="CN"):
    return (
        f"<base:DocumentID><base:WIPOST3Code>{code}</base:WIPOST3Code><base:DocNumber>{number}"
        f"</base:DocNumber><base:Kind>{kind}</base:Kind><base:Date>{date}</base:Date>"
        "</base:DocumentID>"
    )


TITLE = '<business:InventionTitle lang="zh">轨道</business:InventionTitle>'


def test_an_international_application_in_its_chinese_phase():
    publication = one(
        document(
            '<business:ApplicationReference applType="11" dataFormat="standard" sequence="1">'
            + identified("112021000002433", date="20210224")
            + "</business:ApplicationReference><business:PriorityDetails>"
            '<business:Priority dataFormat="standard" sequence="1"><base:WIPOST3Code>US'
            "</base:WIPOST3Code><base:DocNumber>002020000982670</base:DocNumber><base:Date>20200227"
            '</base:Date></business:Priority><business:Priority dataFormat="original" sequence="1">'
            "<base:WIPOST3Code>US</base:WIPOST3Code><base:DocNumber>62/982,670</base:DocNumber>"
            "<base:Date>20200227</base:Date></business:Priority></business:PriorityDetails>"
            + TITLE
            + "<business:NationalStageEntryDate><base:Date>20210903</base:Date>"
            "</business:NationalStageEntryDate><business:PCTOrRegionalApplicationData>"
            + identified("PCT/US2021/019468", date="20210224", code="US")
            + "</business:PCTOrRegionalApplicationData><business:PCTOrRegionalPublishingData>"
            + identified("2021/173713", date="20210902", code="WO")
            + "</business:PCTOrRegionalPublishingData>"
        )
    )
    assert publication.application.number == "2021800024339"
    assert publication.application.raw == "202180002433"
    (priority,) = publication.priorities
    assert (priority.number, priority.raw) == ("62982670", "62/982,670")
    assert [(r.relation, r.document.office, r.document.number) for r in publication.related] == [
        ("pct", "WO", "PCT/US2021/019468"),
        ("pct", "WO", "2021173713"),
    ]
    assert [(e.code, e.date) for e in publication.events] == [
        ("NationalStageEntryDate", "2021-09-03")
    ]


def test_a_design_has_a_brief_explanation_and_views_but_no_claims():
    publication = one(
        document(
            '<business:PublicationReference dataFormat="standard" sequence="1">'
            + identified("306123456", "S", "20211102")
            + '</business:PublicationReference><business:ApplicationReference applType="30" '
            'dataFormat="original" sequence="1">'
            + identified("202130123456.7", date="20210305")
            + "</business:ApplicationReference><business:ClassificationLocarno>"
            "<business:EditionStatement>13</business:EditionStatement><business:MainClassification>"
            "15-07</business:MainClassification><business:FurtherClassification>07-02"
            "</business:FurtherClassification></business:ClassificationLocarno>"
            "<business:DesignTitle>冰箱</business:DesignTitle><business:ApplicantDetails>"
            '<business:Applicant sequence="1"><base:Name>某公司</base:Name></business:Applicant>'
            "</business:ApplicantDetails><business:DesignerDetails><business:Designer>"
            "<base:Name>张三</base:Name></business:Designer></business:DesignerDetails>",
            "<business:DesignBriefExplanation><base:Paragraphs>1.本外观设计产品的名称：冰箱。"
            "</base:Paragraphs><base:Paragraphs>2.用途：冷藏。</base:Paragraphs>"
            "</business:DesignBriefExplanation><business:DesignPicture><business:Picture "
            'pictureName="主视图" pictureNumber="1" originName="000001.JPG"/>'
            "</business:DesignPicture>",
            number="306123456",
            kind="S",
            tag="DesignBibliographicData",
        )
    )
    assert (publication.id, publication.right, publication.stage) == (
        "CN306123456S",
        "design",
        "grant",
    )
    assert publication.title[0].text == "冰箱"
    assert [s.text for s in publication.description][1] == "2.用途：冷藏。"
    assert [(c.scheme, c.symbol, c.position) for c in publication.classifications] == [
        ("locarno", "15-07", "first"),
        ("locarno", "07-02", "later"),
    ]
    assert [(p.role, p.name) for p in publication.parties] == [
        ("applicant", "某公司"),
        ("inventor", "张三"),
    ]
    assert [(d.number, d.file, d.format) for d in publication.drawings] == [
        ("1", "000001.JPG", "jpeg")
    ]
    assert gaps(publication) == {}


def test_agencies_once_and_agents_each():
    agent = (
        '<business:Agent sequence="{}" lang="zh"><business:Agency><base:AddressBook>'
        "<base:OrganizationName>北京银龙知识产权代理有限公司 11243</base:OrganizationName>"
        "</base:AddressBook></business:Agency><base:AddressBook><base:Name>{}</base:Name>"
        "</base:AddressBook></business:Agent>"
    )
    publication = one(
        document(
            TITLE
            + "<business:Parties><business:AgentDetails>"
            + agent.format(1, "许静")
            + agent.format(2, "安利霞")
            + "</business:AgentDetails></business:Parties>"
        )
    )
    assert [(p.role, p.name, p.code) for p in publication.parties] == [
        ("agency", "北京银龙知识产权代理有限公司", "11243"),
        ("agent", "许静", None),
        ("agent", "安利霞", None),
    ]


def test_relations_and_domestic_priority():
    parent = "<business:DocumentsRelation><business:ParentDocument>{}</business:ParentDocument>"
    child = "<business:ChildDocument>{}</business:ChildDocument></business:DocumentsRelation>"
    own = child.format(identified("202110000000.1"))
    publication = one(
        document(
            TITLE
            + "<business:RelatedDocuments><business:Division>"
            + parent.format(identified("201510163325.6", date="20150401"))
            + own
            + "</business:Division><business:DomesticPriorityClaimDetails>"
            "<business:DomesticPriorityClaim><business:SubstitutedApplication>"
            + parent.format(identified("201410000001.1", date="20140101"))
            + own
            + "</business:SubstitutedApplication></business:DomesticPriorityClaim>"
            "</business:DomesticPriorityClaimDetails></business:RelatedDocuments>"
        )
    )
    assert [(r.relation, r.document.number) for r in publication.related] == [
        ("division", "2015101633256")
    ]
    assert [(p.number, p.date) for p in publication.priorities] == [("2014100000011", "2014-01-01")]


def test_citations_of_documents_and_literature():
    publication = one(
        document(
            TITLE + '<business:ReferencesCited><business:Citation srepPhase="EXA" sequence="2">'
            '<business:ApplicationCitation num="0001"><business:PublicationReference '
            'dataFormat="standard" sequence="1">'
            + identified("7123456", "B2", "20061017", "US")
            + "</business:PublicationReference></business:ApplicationCitation>"
            "<business:ReferenceDocCategory>X</business:ReferenceDocCategory></business:Citation>"
            '<business:Citation srepPhase="SEA" sequence="3"><business:NPLCitation><base:Text>'
            "张三. 轨道. 2001</base:Text></business:NPLCitation></business:Citation>"
            "</business:ReferencesCited>"
        )
    )
    first, second = publication.citations
    assert (first.document.office, first.document.number, first.category, first.phase) == (
        "US",
        "7123456",
        "X",
        "examination",
    )
    assert (second.text, second.phase, second.number) == ("张三. 轨道. 2001", "search", 3)


def test_the_first_paragraph_of_a_part_is_its_heading():
    publication = one(
        document(
            TITLE,
            "<business:Description><business:TechnicalField><base:Paragraphs id='p0001'>技术领域"
            "</base:Paragraphs><base:Paragraphs id='p0002' num='n0001'>本发明涉及轨道。"
            "</base:Paragraphs></business:TechnicalField><business:Disclosure><base:Paragraphs>"
            "轨道的新内容</base:Paragraphs><base:Paragraphs num='n0002'>H<base:Sub>2</base:Sub>O。"
            "</base:Paragraphs></business:Disclosure><base:Paragraphs num='n0003'><base:Underline>"
            "方法甲</base:Underline></base:Paragraphs><base:Paragraphs num='n0004'>轨道"
            "</base:Paragraphs></business:Description>",
        )
    )
    assert [(s.kind, s.number, s.text) for s in publication.description] == [
        ("heading", None, "技术领域"),
        ("paragraph", "0001", "本发明涉及轨道。"),
        ("heading", None, "轨道的新内容"),
        ("paragraph", "0002", "H2O。"),
        ("heading", "0003", "方法甲"),
        ("paragraph", "0004", "轨道"),
    ]


def test_numbers_in_front_of_claims_are_cut_only_if_they_are_the_claims_own():
    claims = "".join(
        f'<business:Claim num="{n:04}"><business:ClaimText>{text}</business:ClaimText>'
        "</business:Claim>"
        for n, text in ((1, "1.2,4-二氨基三嗪。"), (2, "2.根据权利要求1所述的三嗪。"))
    )
    publication = one(document(TITLE, f"<business:Claims>{claims}</business:Claims>"))
    assert [claim.text for claim in publication.claims] == [
        "2,4-二氨基三嗪。",
        "根据权利要求1所述的三嗪。",
    ]
    assert publication.claims[1].depends_on == (1,)
    single = one(
        document(
            TITLE,
            '<business:Claims><business:Claim num="1"><business:ClaimText>轨道。'
            '</business:ClaimText></business:Claim><business:Claim num="2"><business:ClaimText>'
            "2.5毫米的轨道。</business:ClaimText></business:Claim></business:Claims>",
        )
    )
    assert single.claims[1].text == "2.5毫米的轨道。"


def test_deleted_records_are_withdrawn_and_say_why_they_are_empty():
    publication = one(document(status="D"))
    assert publication.withdrawn
    assert set(gaps(publication).values()) == {"removed"}
    assert not one(document(TITLE, status="R")).withdrawn


def test_machine_translation_only_where_the_file_says_so():
    made = TITLE.replace('lang="zh"', 'lang="en" processingType="machine translation"')
    publication = one(document(made + TITLE))
    assert [(t.lang, t.origin) for t in publication.title] == [("en", "machine"), ("zh", None)]


def test_page_images_are_a_gap():
    publication = one(
        document(
            TITLE,
            '<business:Claims><base:DocPage file="c1.tif"/></business:Claims>'
            '<business:Description><base:DocPage file="d1.tif"/></business:Description>',
        )
    )
    assert publication.needs_ocr
    assert gaps(publication) == {
        "abstract": "not_in_source",
        "claims": "scan_only",
        "description": "scan_only",
    }


def test_empty_and_missing_elements_do_no_harm():
    publication = one(
        document(
            "<business:PublicationReference/><business:ApplicationReference/>"
            "<business:InventionTitle/><business:ClassificationIPCRDetails>"
            "<business:ClassificationIPCR/></business:ClassificationIPCRDetails>"
            "<business:Parties><business:ApplicantDetails><business:Applicant/>"
            "</business:ApplicantDetails><business:AgentDetails><business:Agent/>"
            "</business:AgentDetails></business:Parties><business:ReferencesCited>"
            "<business:Citation/></business:ReferencesCited><business:RelatedDocuments/>",
            "<business:Description/><business:Claims/><business:Abstract/>",
        )
    )
    assert publication.id == "CN113784721A"
    assert (publication.parties, publication.citations, publication.title) == ((), (), ())


def test_no_number_no_publication():
    assert failure(document(number="")).code == "IDENTITY_INCOMPLETE"


@pytest.mark.parametrize(
    ("text", "declared", "written"),
    [
        ("本发明涉及一种轨道" * 20, "ja", "zh"),
        ("本発明は軌道に関するものである" * 20, "ja", "ja"),
        ("画像形成装置", "ja", "ja"),
        ("本发明涉及一种轨道" * 20, "en", "zh"),
        ("The rail of 日本" * 40, "en", "en"),
        ("본 발명은 레일에 관한 것이다" * 20, "ko", "ko"),
    ],
)
def test_the_script_tells_the_language(text, declared, written):
    assert languages(text, declared).written == written


def test_parts_without_paragraphs_are_paragraphs():
    publication = one(
        document(
            TITLE,
            "<business:Description><business:TechnicalField>本发明涉及H<base:Sub>2</base:Sub>O。"
            "</business:TechnicalField></business:Description><business:Abstract>一种轨道。"
            "</business:Abstract>",
        )
    )
    assert [segment.text for segment in publication.description] == ["本发明涉及H2O。"]
    assert publication.abstract[0].text == "一种轨道。"


def test_the_number_of_a_granted_design_is_its_application():
    biblio = "<business:PatentNumber>ZL202130671538.0</business:PatentNumber>"
    publication = one(document(biblio, kind="S", tag="DesignBibliographicData"))
    assert publication.application.number == "2021306715380"
