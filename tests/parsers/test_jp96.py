import pytest
from rawxml import failure, gaps, one

from parsers.model import Notice
from parsers.parse import parse_record
from parsers.record import Record

NAMESPACES = (
    'xmlns:jppat="http://www.jpo.go.jp/standards/XMLSchema/ST96/JPPatent" '
    'xmlns:jpcom="http://www.jpo.go.jp/standards/XMLSchema/ST96/JPCommon" '
    'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" '
    'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"'
)


def gazette(root, front="", body="", number="2023123456", header="BibliographicData"):
    return (
        f'<jppat:{root} {NAMESPACES} com:languageCode="ja" com:ipoVersion="JP_V1_0">'
        f"<jppat:{root}{header}><jppat:PatentPublicationIdentification><pat:PublicationNumber>"
        f"{number}</pat:PublicationNumber><com:PublicationDate>2023-09-05</com:PublicationDate>"
        "</jppat:PatentPublicationIdentification><jppat:ApplicationIdentification>"
        "<com:ApplicationNumber><com:ApplicationNumberText>2022030123</com:ApplicationNumberText>"
        "</com:ApplicationNumber><pat:FilingDate>2022-02-28</pat:FilingDate>"
        f"</jppat:ApplicationIdentification>{front}</jppat:{root}{header}>{body}</jppat:{root}>"
    )


@pytest.mark.parametrize(
    ("root", "words", "number", "expected"),
    [
        ("UnexaminedPatentPublication", "", "2023123456",
         ("JP2023123456A", "invention", "application")),
        ("InternationalPatentPublication", "", "2023512345",
         ("JP2023512345A", "invention", "application")),
        ("RegisteredPatentPublication", "特許公報(B2)", "7345678",
         ("JP7345678B2", "invention", "grant")),
        ("RegisteredPatentPublication", "特許公報(B1)", "7345679",
         ("JP7345679B1", "invention", "grant")),
        ("RegisteredUtilityModelPublication", "登録実用新案公報(U)", "3240001",
         ("JP3240001U", "utility_model", "grant")),
    ],
)  # fmt: skip
def test_roots_and_kinds(root, words, number, expected):
    named = f"<pat:PlainLanguageDesignationText>{words}</pat:PlainLanguageDesignationText>"
    publication = one(gazette(root, named if words else "", number=number))
    assert (publication.id, publication.right, publication.stage) == expected
    assert publication.application.number == "2022030123"
    assert publication.source.format == "jp96"
    if publication.kind == "B2":
        assert gaps(publication)["abstract"] == "published_elsewhere"


def test_the_front_page():
    publication = one(
        gazette(
            "RegisteredPatentPublication",
            "<pat:PlainLanguageDesignationText>特許公報(B2)</pat:PlainLanguageDesignationText>"
            "<com:RegistrationDate>2023-08-28</com:RegistrationDate>"
            "<jppat:RegisteredPatentPublicationPartyBag>"
            "<jppat:ApplicantsRegisteredPractitionersBag>"
            "<jppat:ApplicantRegisteredPractitionerBag><jppat:Applicant com:sequenceNumber='1'>"
            "<com:PartyIdentifier>000003193</com:PartyIdentifier><jpcom:Contact "
            "jpcom:OriginalLanguageIndicator='false'><com:Name><com:EntityName>凸版印刷株式会社"
            "</com:EntityName></com:Name><com:PostalAddressBag><com:PostalAddress>"
            "<com:PostalAddressText>東京都台東区台東１丁目５番１号</com:PostalAddressText>"
            "</com:PostalAddress></com:PostalAddressBag></jpcom:Contact><jpcom:Contact "
            "jpcom:OriginalLanguageIndicator='true'><com:Name><com:EntityName>TOPPAN INC."
            "</com:EntityName></com:Name></jpcom:Contact></jppat:Applicant>"
            "<jppat:RegisteredPractitioner com:sequenceNumber='1'>"
            "<pat:RegisteredPractitionerRegistrationNumber>110000001"
            "</pat:RegisteredPractitionerRegistrationNumber><jpcom:Contact><com:Name>"
            "<com:EntityName>弁理士法人ひばり</com:EntityName></com:Name></jpcom:Contact>"
            "</jppat:RegisteredPractitioner></jppat:ApplicantRegisteredPractitionerBag>"
            "</jppat:ApplicantsRegisteredPractitionersBag><jppat:InventorBag><jppat:Inventor "
            "com:sequenceNumber='1'><jpcom:Contact><com:Name><com:EntityName>福永　悟大"
            "</com:EntityName></com:Name></jpcom:Contact></jppat:Inventor></jppat:InventorBag>"
            "</jppat:RegisteredPatentPublicationPartyBag><pat:InventionTitle>脱酸素剤"
            "</pat:InventionTitle><jppat:IPCClassification><pat:MainClassification>"
            "B01J  20/22        20060101AFI20210219BHJP        </pat:MainClassification>"
            "<pat:FurtherClassification>A23L 3/34 20060101</pat:FurtherClassification>"
            "</jppat:IPCClassification><jppat:NationalClassification>"
            "<jppat:MainNationalClassification><pat:PatentClassificationText>B01J20/22 A"
            "</pat:PatentClassificationText></jppat:MainNationalClassification>"
            "<jppat:FurtherNationalClassification><pat:PatentClassificationText>B01D53/14 311"
            "</pat:PatentClassificationText></jppat:FurtherNationalClassification>"
            "</jppat:NationalClassification><jppat:ThemeCodeInformationBag>"
            "<jppat:ThemeCodeInformation>3E067</jppat:ThemeCodeInformation>"
            "</jppat:ThemeCodeInformationBag><jppat:FtermInformationBag><jppat:FtermInformation>"
            "3E067BA10C</jppat:FtermInformation></jppat:FtermInformationBag>"
            "<jppat:PreviousPublishedDocument><jppat:PatentPublicationIdentification>"
            "<pat:PublicationNumber>2021041306</pat:PublicationNumber>"
            "</jppat:PatentPublicationIdentification></jppat:PreviousPublishedDocument>"
            "<pat:InternationalFilingData><pat:ApplicationIdentification><com:ApplicationNumber>"
            "<com:ApplicationNumberText>PCT/JP2021/012345</com:ApplicationNumberText>"
            "</com:ApplicationNumber></pat:ApplicationIdentification></pat:InternationalFilingData>"
            "<pat:ReferenceCitationBag><pat:ReferenceCitation pat:citingPartyCategory='Examiner'>"
            "<com:PatentCitation><com:PatentCitationText>特開２００３－１２３４５６（ＪＰ，Ａ）"
            "</com:PatentCitationText></com:PatentCitation></pat:ReferenceCitation>"
            "</pat:ReferenceCitationBag>",
            number="7345678",
        )
    )
    assert [(p.role, p.name, p.lang, p.country) for p in publication.parties] == [
        ("applicant", "凸版印刷株式会社", "ja", "JP"),
        ("applicant", "TOPPAN INC.", None, None),
        ("inventor", "福永 悟大", "ja", None),
        ("agency", "弁理士法人ひばり", "ja", None),
    ]
    assert [(c.scheme, c.symbol, c.position, c.version) for c in publication.classifications] == [
        ("ipc", "B01J 20/22", "first", "2006-01-01"),
        ("ipc", "A23L 3/34", "later", "2006-01-01"),
        ("fi", "B01J 20/22 A", "first", None),
        ("fi", "B01D 53/14,311", "later", None),
        ("fterm", "3E067", None, None),
        ("fterm", "3E067 BA10C", None, None),
    ]
    assert {(r.relation, r.document.office, r.document.number) for r in publication.related} == {
        ("pct", "WO", "PCT/JP2021/012345"),
        ("earlier_publication", "JP", "2021041306"),
    }
    assert [(e.code, e.date) for e in publication.events] == [("RegistrationDate", "2023-08-28")]
    assert [(c.document.number, c.phase) for c in publication.citations] == [
        ("2003123456", "examination")
    ]


def test_the_text_and_amendments():
    publication = one(
        gazette(
            "UnexaminedPatentPublication",
            body="<pat:Abstract><com:P com:pNumber=''>【課題】良くする。<com:Br/>【解決手段】装置。"
            "</com:P></pat:Abstract><pat:Claims><pat:Claim><pat:ClaimNumber>1</pat:ClaimNumber>"
            "<pat:ClaimText>部材、<com:Br/>を備える装置。</pat:ClaimText></pat:Claim><pat:Claim>"
            "<pat:ClaimNumber>2</pat:ClaimNumber><pat:ClaimText>請求項１に記載の装置。"
            "</pat:ClaimText></pat:Claim></pat:Claims><jppat:Description><pat:TechnicalField>"
            "<com:P com:pNumber='0001'>本発明は装置に関する。</com:P></pat:TechnicalField>"
            "<pat:CitationBag><com:P com:pNumber='0002'><com:PatentCitation "
            "com:sequenceNumber='1'><com:PatentCitationText>特許第６１５１５５７号公報"
            "</com:PatentCitationText></com:PatentCitation></com:P></pat:CitationBag>"
            "<pat:DrawingDescription><com:P com:pNumber='0003'><com:FigureReference "
            "com:referencedFigureNumber='1'>正面図</com:FigureReference><com:FigureReference "
            "com:referencedFigureNumber='2'>側面図</com:FigureReference></com:P>"
            "</pat:DrawingDescription></jppat:Description><pat:Drawings><pat:Figure>"
            "<pat:FigureNumber>1</pat:FigureNumber><com:Image><com:ImageFormatCategory>TIFF"
            "</com:ImageFormatCategory><com:FileName>1.tif</com:FileName><com:HeightMeasure>84"
            "</com:HeightMeasure><com:WidthMeasure>77</com:WidthMeasure></com:Image></pat:Figure>"
            "</pat:Drawings><jppat:WrittenAmendmentBag><jppat:WrittenAmendment><pat:FilingDate>"
            "2022-12-01</pat:FilingDate><pat:Claims><pat:Claim><pat:ClaimNumber>1"
            "</pat:ClaimNumber><pat:ClaimText>改良装置。</pat:ClaimText></pat:Claim></pat:Claims>"
            "</jppat:WrittenAmendment></jppat:WrittenAmendmentBag>",
        )
    )
    assert publication.abstract[0].text == "【課題】良くする。 【解決手段】装置。"
    assert [(c.text, c.depends_on) for c in publication.claims] == [
        ("部材、 を備える装置。", ()),
        ("請求項１に記載の装置。", (1,)),
    ]
    assert [(s.number, s.part, s.text, s.figures) for s in publication.description] == [
        ("0001", "technical_field", "本発明は装置に関する。", ()),
        ("0002", "background", "【特許文献１】特許第６１５１５５７号公報", ()),
        ("0003", "drawings", "【図１】正面図", ("1",)),
        (None, "drawings", "【図２】側面図", ("2",)),
    ]
    assert [(d.number, d.file, d.width, d.height, d.format) for d in publication.drawings] == [
        ("1", "1.tif", 77, 84, "tiff")
    ]
    (amended,) = publication.claim_sets
    assert (amended.date, amended.claims[0].text) == ("2022-12-01", "改良装置。")
    assert [(c.document.number, c.phase) for c in publication.citations] == [
        ("6151557", "description")
    ]


AMENDMENT = (
    "<jppat:WrittenAmendmentBag><jppat:WrittenAmendment><pat:FilingDate>2023-03-01"
    "</pat:FilingDate><pat:Claims><pat:Claim><pat:ClaimNumber>1</pat:ClaimNumber>"
    "<pat:ClaimText>装置。</pat:ClaimText></pat:Claim></pat:Claims></jppat:WrittenAmendment>"
    "</jppat:WrittenAmendmentBag>"
)


def test_an_amendment_is_a_publication_of_its_own():
    publication = one(
        gazette("UnexaminedPatentPublicationAmendment", body=AMENDMENT, header="Header")
    )
    assert (publication.id, publication.stage) == ("JP2023123456A5", "amended")
    assert publication.claims == ()
    assert publication.claim_sets[0].claims[0].text == "装置。"
    assert set(gaps(publication)) == {"title", "abstract", "description", "claims"}


def test_an_amendment_of_an_international_application_has_its_number_elsewhere():
    name = "InternationalPatentPublicationAmendment"
    told = gazette(
        name,
        "<jppat:NationalPublicationNumber>2023512345</jppat:NationalPublicationNumber>",
        AMENDMENT,
        number="WO2022123456",
        header="Header",
    )
    publication = one(told)
    assert publication.id == "JP2023512345A5"
    assert [(r.relation, r.document.number) for r in publication.related] == [("pct", "2022123456")]
    untold = gazette(name, "", AMENDMENT, number="WO2022123456", header="Header")
    assert one(untold, "DOCUMENT/P_P5/2023512346/2023512346.xml").id == "JP2023512346A5"
    (notice,) = parse_record(Record(data=untold.encode(), file="x.xml"))
    assert isinstance(notice, Notice)
    assert (notice.publication.number, notice.application.number) == ("2022123456", "2022030123")


def test_damage_is_refused():
    whole = gazette("UnexaminedPatentPublication")
    assert failure(whole[:-20]).code == "XML_TRUNCATED"
    empty = gazette("UnexaminedPatentPublication", number="")
    assert failure(empty).code == "IDENTITY_INCOMPLETE"
