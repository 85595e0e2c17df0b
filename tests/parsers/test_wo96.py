import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, read, starts


@pytest.fixture
def sample(shared_samples):
    (path,) = (shared_samples / "wipo-st96").rglob("PatentPublication_Example.xml")
    return read(path), one(path.read_bytes())


@pytest.mark.shared
def test_every_claim(sample):
    raw, publication = sample
    claims = re.findall(r"<pat:Claim com:id.*?</pat:Claim>", raw, re.DOTALL)
    texts = [re.sub(r"<pat:Claim(Number|TypeCategory)>.*?</pat:Claim\1>", "", c) for c in claims]
    printed = [re.sub(rf"^{n}\.", "", letters(text)) for n, text in enumerate(texts, 1)]
    assert ["".join(claim.text.split()) for claim in publication.claims] == printed
    for text, claim in zip(claims, publication.claims, strict=True):
        assert [f"CLM-{n:05}" for n in claim.depends_on] == re.findall(r'idrefs="(CLM-\d+)"', text)
        assert ("Independent" in text) == (not claim.depends_on)


@pytest.mark.shared
def test_every_paragraph(sample):
    raw, publication = sample
    (description,) = blocks(raw, "Description")
    paragraphs = blocks(description, "P")
    found = [s for s in publication.description if s.kind != "heading" and s.number]
    assert len(found) == len(paragraphs)
    for text, segment in zip(paragraphs, found, strict=True):
        if "<com:Math" not in text and "<com:Table" not in text:
            assert "".join(segment.text.split()) == letters(text)
    headings = [s.text for s in publication.description if s.kind == "heading"]
    assert headings == [*map(" ".join, (h.split() for h in blocks(description, "Heading")))]
    assert len([s for s in publication.description if s.kind == "table"]) == 1
    subs = sum(1 for s in publication.description for mark in s.marks if mark[0] == "sub")
    assert subs == len(starts(description, "Sub"))


@pytest.mark.shared
def test_counts_of_the_front_page(sample):
    raw, publication = sample
    count = dict.fromkeys(("applicant", "inventor", "agent", "assignee", "examiner"), 0)
    for party in publication.parties:
        count[party.role] += 1
    assert count == {
        "applicant": len(starts(raw, "Applicant")),
        "inventor": len(starts(raw, "Inventor")),
        "agent": len(starts(raw, "RegisteredPractitioner")),
        "assignee": len(starts(raw, "Assignee")),
        "examiner": len(starts(raw, "PrimaryExaminer")) + len(starts(raw, "AssistantExaminer")),
    }
    front = blocks(raw, "BibliographicData")[0]
    cited = blocks(front, "ReferenceCitation")
    assert len(publication.citations) == len(cited)
    for text, citation in zip(cited, publication.citations, strict=True):
        assert (citation.document is None) == ("NPLCitation" in text)
    who = re.findall(r'citingPartyCategory="(\w+)"', front)
    assert [c.phase for c in publication.citations] == [
        {"Applicant": "applicant", "Examiner": "examination"}[name] for name in who
    ]
    own = front.split("SearchField>")[0]
    schemes = [c.scheme for c in publication.classifications]
    assert schemes.count("ipc") == len(starts(own, "IPCRClassification"))
    assert schemes.count("cpc") == len(starts(own, "CPCClassification"))
    ranked = [c.rank for c in publication.classifications if c.rank]
    assert len(ranked) == len(starts(own, "CPCCombinationRank"))
    assert len(publication.drawings) == len(starts(raw, "PageImage"))
    assert (publication.id, publication.application.number) == ("US8936998B2", "13797521")


def document(front="", body="", number="2023012345"):
    return (
        '<pat:PatentPublication xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" '
        'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" com:languageCode="fr" '
        'com:st96Version="V7_0"><pat:BibliographicData><pat:PatentPublicationIdentification>'
        f"<com:IPOfficeCode>WO</com:IPOfficeCode><pat:PublicationNumber>{number}"
        "</pat:PublicationNumber><com:PatentDocumentKindCode>A1</com:PatentDocumentKindCode>"
        "<com:PublicationDate>2023-02-09</com:PublicationDate>"
        f"</pat:PatentPublicationIdentification>{front}</pat:BibliographicData>{body}"
        "</pat:PatentPublication>"
    )


def test_an_international_application():
    publication = one(
        document(
            "<pat:ApplicationIdentification><com:IPOfficeCode>WO</com:IPOfficeCode>"
            "<com:ApplicationNumber><com:ApplicationNumberText>PCT/FR2022/051234"
            "</com:ApplicationNumberText></com:ApplicationNumber><pat:FilingDate>2022-06-23"
            "</pat:FilingDate></pat:ApplicationIdentification><pat:PatentClassificationBag>"
            "<pat:IPCRClassificationBag><pat:IPCRClassification><pat:PatentClassificationText>"
            "A61K  31/12        20060101AFI20230101BHEP        </pat:PatentClassificationText>"
            "</pat:IPCRClassification></pat:IPCRClassificationBag><pat:LocarnoClassificationBag>"
            "<pat:LocarnoClassification><pat:LocarnoClass>14</pat:LocarnoClass>"
            "<pat:LocarnoSubclassBag><pat:LocarnoSubclass>02</pat:LocarnoSubclass>"
            "</pat:LocarnoSubclassBag></pat:LocarnoClassification></pat:LocarnoClassificationBag>"
            "</pat:PatentClassificationBag><pat:InventionTitleBag><pat:InventionTitle "
            'com:languageCode="fr">DISPOSITIF</pat:InventionTitle><pat:InventionTitle '
            'com:languageCode="en">DEVICE</pat:InventionTitle></pat:InventionTitleBag>'
            "<pat:PartyBag><pat:ApplicantBag><pat:Applicant><com:Contact><com:Name>"
            "<com:OrganizationName><com:OrganizationStandardName>ACME SA"
            "</com:OrganizationStandardName></com:OrganizationName></com:Name>"
            "<com:PostalAddressBag><com:PostalAddress><com:PostalStructuredAddress>"
            "<com:AddressLineText>1 rue X</com:AddressLineText><com:CityName>Paris</com:CityName>"
            "<com:CountryCode>FR</com:CountryCode><com:PostalCode>75001</com:PostalCode>"
            "</com:PostalStructuredAddress></com:PostalAddress></com:PostalAddressBag>"
            "</com:Contact></pat:Applicant></pat:ApplicantBag></pat:PartyBag>"
            "<pat:StateDesignation><pat:RegionalDesignation><pat:RegionalOfficeCode>EP"
            "</pat:RegionalOfficeCode><pat:DesignatedCountryCode>DE</pat:DesignatedCountryCode>"
            "</pat:RegionalDesignation><pat:NationalDesignation><pat:DesignatedCountryCode>US"
            "</pat:DesignatedCountryCode></pat:NationalDesignation></pat:StateDesignation>",
            "<pat:Description><com:P com:pNumber='0001'>De l’H<com:Sub>2</com:Sub>O<com:Br/>et "
            "<com:Image com:imageContentCategory='Character'><com:FileName>c.tif</com:FileName>"
            "</com:Image>.</com:P><com:P com:pNumber='0002'><com:Table><com:TableImage>"
            "<com:FileName>t.tif</com:FileName></com:TableImage></com:Table></com:P>"
            "</pat:Description><pat:Claims><pat:Claim><pat:ClaimNumber>1</pat:ClaimNumber>"
            "<pat:ClaimText>Dispositif.</pat:ClaimText></pat:Claim><pat:Claim><pat:ClaimNumber>2"
            "</pat:ClaimNumber><pat:ClaimText>Dispositif selon la revendication 1.</pat:ClaimText>"
            "</pat:Claim></pat:Claims>",
        )
    )
    assert publication.id == "WO2023012345A1"
    assert publication.application.number == "PCT/FR2022/051234"
    assert [(t.lang, t.text) for t in publication.title] == [("fr", "DISPOSITIF"), ("en", "DEVICE")]
    (party,) = publication.parties
    assert (party.name, party.organisation, party.city, party.postcode, party.country) == (
        "ACME SA",
        True,
        "Paris",
        "75001",
        "FR",
    )
    assert [(c.scheme, c.symbol) for c in publication.classifications] == [
        ("ipc", "A61K 31/12"),
        ("locarno", "14-02"),
    ]
    assert publication.designated_states == ("DE", "US")
    assert [s.text for s in publication.description] == ["De l’H2O et �."]
    assert [c.depends_on for c in publication.claims] == [(), (1,)]
    assert gaps(publication) == {"abstract": "not_in_source", "pictures_in_text": "scan_only"}


def test_page_images_only():
    publication = one(
        document(
            body="<pat:Description><pat:PageImage><com:FileName>d.pdf</com:FileName></pat:PageImage>"
            "</pat:Description><pat:Claims><pat:DocumentURI com:documentFileName='c.pdf'/>"
            "</pat:Claims>"
        )
    )
    assert publication.needs_ocr
    assert (gaps(publication)["description"], gaps(publication)["claims"]) == (
        "scan_only",
        "scan_only",
    )


def test_damage_is_refused():
    assert failure(document(number="")).code == "IDENTITY_INCOMPLETE"
    assert failure(document()[:-9]).code == "XML_TRUNCATED"
