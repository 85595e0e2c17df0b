import pytest
from rawxml import failure, gaps, one

FRONT = (
    "<publication-reference><document-id lang='en'><country>WO</country><doc-number>2015/012345"
    "</doc-number><kind>A1</kind><date>20150122</date></document-id></publication-reference>"
    "<application-reference appl-type='pct'><document-id><country>IB</country><doc-number>"
    "PCT/IB2014/001234</doc-number><date>20140718</date></document-id></application-reference>"
    "<language-of-filing>ja</language-of-filing><language-of-publication>en"
    "</language-of-publication>"
)


def document(front=FRONT, body="", root="wo-published-application", data="wo-bibliographic-data"):
    return f"<{root} lang='en'><{data}>{front}</{data}>{body}</{root}>"


@pytest.mark.parametrize(
    ("root", "data"),
    [
        ("wo-published-application", "wo-bibliographic-data"),
        ("wo-published-application", "bibliographic-data"),
        ("wo-patent-document", "bibliographic-data"),
        ("wo-international-application-status", "wo-bibliographic-data"),
    ],
)
def test_roots_of_the_family(root, data):
    publication = one(document(root=root, data=data))
    assert publication.id == "WO2015012345A1"
    assert publication.application.number == "PCT/IB2014/001234"
    assert (publication.language, publication.stage) == ("en", "application")
    assert gaps(publication) == dict.fromkeys(
        ("title", "abstract", "description", "claims"), "not_in_source"
    )


@pytest.mark.parametrize(
    ("country", "number", "expected"),
    [
        ("PCT", "AT2025060458", "PCT/AT2025/060458"),
        ("US", "PCT/US98/16128", "PCT/US98/16128"),
        ("EP", "EP2024078738", "PCT/EP2024/078738"),
    ],
)
def test_spellings_of_the_application(country, number, expected):
    front = FRONT.replace("<country>IB<", f"<country>{country}<")
    publication = one(document(front.replace("PCT/IB2014/001234", number)))
    assert publication.application.number == expected


@pytest.mark.parametrize(
    ("printed", "kind", "date", "expected"),
    [
        ("03/012345", "A2", "20030213", "WO2003012345A2"),
        ("99/13800", "A1", "19990318", "WO1999013800A1"),
        ("WO2019123456", "A3", "20190627", "WO2019123456A3"),
    ],
)
def test_numbers_of_all_ages(printed, kind, date, expected):
    front = FRONT.replace("2015/012345", printed).replace("A1<", f"{kind}<")
    assert one(document(front.replace("20150122", date))).id == expected


def test_the_number_may_stand_on_the_root_only():
    publication = one(
        "<wo-patent-document country='WO' doc-number='2006012345' kind='A1' lang='fr' "
        "date-published='20060202'><description lang='fr'><p num='0001'>Un dispositif.</p>"
        "</description><claims><claim num='1'><claim-text>Dispositif.</claim-text></claim>"
        "</claims></wo-patent-document>"
    )
    assert (publication.id, publication.date) == ("WO2006012345A1", "2006-02-02")
    assert (publication.language, publication.claims[0].lang) == ("fr", "fr")


def test_titles_and_abstracts_in_several_languages():
    publication = one(
        document(
            FRONT + "<invention-title lang='ja'>装置</invention-title><invention-title lang='en'>"
            "DEVICE FOR H<sub>2</sub>O</invention-title><invention-title lang='fr'>DISPOSITIF"
            "</invention-title>",
            "<abstract lang='en'><p>A device.</p><p>It works.</p></abstract>"
            "<abstract lang='fr'><p>Un dispositif.</p></abstract>",
        )
    )
    assert [(t.lang, t.text) for t in publication.title] == [
        ("ja", "装置"),
        ("en", "DEVICE FOR H2O"),
        ("fr", "DISPOSITIF"),
    ]
    assert publication.title[1].marks == (("sub", 12, 13),)
    assert [(t.lang, t.text) for t in publication.abstract] == [
        ("en", "A device. It works."),
        ("fr", "Un dispositif."),
    ]


def test_parties_priorities_classes_and_states():
    publication = one(
        document(
            FRONT + "<wo-priority-info><priority-claim sequence='1' kind='national'><country>US"
            "</country><doc-number>61/856,789</doc-number><date>20130722</date></priority-claim>"
            "</wo-priority-info><parties><applicants><applicant sequence='1' app-type='applicant' "
            "designation='all'><addressbook><orgname>ENTEROTARGET APS</orgname><address><address-1>"
            "Adelgade 12</address-1><city>Copenhagen</city><country>DK</country></address>"
            "</addressbook><nationality><country>DK</country></nationality></applicant><applicant "
            "sequence='2' app-type='applicant-inventor' designation='us-only'><addressbook>"
            "<last-name>OLSEN</last-name><first-name>Jørgen</first-name></addressbook><residence>"
            "<country>SE</country></residence></applicant></applicants><inventors><inventor "
            "sequence='1'><addressbook><name>KIM, Su Bin</name></addressbook></inventor></inventors>"
            "<agents><agent sequence='1' rep-type='agent'><addressbook><name>Jane Agent</name>"
            "<orgname>HOEIBERG P/S</orgname></addressbook></agent><agent sequence='2'><addressbook>"
            "<orgname>OTHER LLP</orgname></addressbook></agent></agents></parties>"
            "<classifications-ipcr><classification-ipcr sequence='1'><text>A61K 9/48 (2006.01)I"
            "</text></classification-ipcr><classification-ipcr sequence='2'><section>A</section>"
            "<class>61</class><subclass>P</subclass><main-group>35</main-group><subgroup>00"
            "</subgroup><ipc-version-indicator><date>20060101</date></ipc-version-indicator>"
            "<classification-value>N</classification-value></classification-ipcr>"
            "</classifications-ipcr><designation-of-states><designation-pct><regional><region>"
            "<country>EP</country></region><country>DE</country><country>FR</country></regional>"
            "<national><country>CN</country><country>US</country></national></designation-pct>"
            "</designation-of-states>"
        )
    )
    assert [(p.role, p.name, p.country, p.sequence) for p in publication.parties] == [
        ("applicant", "ENTEROTARGET APS", "DK", 1),
        ("applicant", "OLSEN, Jørgen", "SE", 2),
        ("inventor", "KIM, Su Bin", None, 1),
        ("inventor", "OLSEN, Jørgen", "SE", 2),
        ("agent", "Jane Agent", None, 1),
        ("agency", "HOEIBERG P/S", None, None),
        ("agency", "OTHER LLP", None, 2),
    ]
    assert [(p.office, p.number) for p in publication.priorities] == [("US", "61856789")]
    assert [(c.symbol, c.version, c.position, c.value) for c in publication.classifications] == [
        ("A61K 9/48", "2006-01", "first", "inventive"),
        ("A61P 35/00", "2006-01-01", "later", "additional"),
    ]
    assert publication.designated_states == ("DE", "FR", "CN", "US")


def test_a_body_of_page_images_and_a_report_in_print():
    publication = one(
        document(
            body="<description><doc-page id='docp0002' he='297' wi='210' type='tif' file='2.tif'/>"
            "</description><claims><doc-page id='docp0012' he='297' wi='210' type='tif' "
            "file='12.tif'/></claims><drawings><doc-page id='docp0014' he='297' wi='210' type='tif' "
            "file='14.tif'/></drawings><wo-search-report><doc-page he='297' wi='210' type='tif' "
            "file='15.tif'/></wo-search-report>"
        )
    )
    assert publication.needs_ocr
    found = {gap.part: (gap.reason, gap.detail) for gap in publication.gaps}
    assert found["description"] == ("scan_only", "2.tif")
    assert found["claims"] == ("scan_only", "12.tif")
    assert found["search_report"] == ("scan_only", "15.tif")
    assert [(d.file, d.format) for d in publication.drawings] == [("14.tif", "tiff")]


def test_full_text_report_and_claims_amended_under_article_19():
    publication = one(
        document(
            body="<application-body><description lang='en'><technical-field><heading id='h1' "
            "level='1'>Field</heading><p id='p1' num='0001'>It is 5 m<sup>2</sup>.</p>"
            "</technical-field><p num='0002'>More.</p></description><claims lang='en'><claim id='c1' "
            "num='0001'><claim-text>A device.</claim-text></claim><claim id='c2' num='0002'>"
            "<claim-text>The device of <claim-ref idref='c1'>claim 1</claim-ref>.</claim-text>"
            "</claim></claims></application-body><amended-claims><claim num='1'><claim-text>A better "
            "device.</claim-text></claim></amended-claims><amended-claims-statement><p>Limited.</p>"
            "</amended-claims-statement><wo-search-report><search-report-data><srep-for-pub>"
            "<srep-citations><citation sequence='1'><patcit num='1'><document-id><country>EP"
            "</country><doc-number>1000000</doc-number><kind>A1</kind><date>20000517</date>"
            "</document-id></patcit><category>X</category><rel-claims>1, 2</rel-claims></citation>"
            "<citation sequence='2'><nplcit num='2'><text>A book.</text></nplcit><category>A"
            "</category></citation></srep-citations></srep-for-pub></search-report-data>"
            "</wo-search-report>"
        )
    )
    assert [(s.kind, s.part, s.text) for s in publication.description] == [
        ("heading", "technical_field", "Field"),
        ("paragraph", "technical_field", "It is 5 m2."),
        ("paragraph", None, "More."),
    ]
    assert [c.depends_on for c in publication.claims] == [(), (1,)]
    (amended,) = publication.claim_sets
    assert (amended.status, amended.statement, amended.claims[0].text) == (
        "amended",
        "Limited.",
        "A better device.",
    )
    first, second = publication.citations
    assert (first.document.number, first.category, first.claims, first.phase) == (
        "1000000",
        "X",
        "1, 2",
        "search",
    )
    assert (second.text, second.category) == ("A book.", "A")


def test_damage_is_refused():
    assert failure("<wo-published-application/>").code == "IDENTITY_INCOMPLETE"
    assert failure(document()[:-12]).code == "XML_TRUNCATED"
