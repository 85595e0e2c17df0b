import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, parsed, read, starts

from tests.parsers.europe import document

FILES = (
    "application/v1-0-A1.xml",
    "application/v1-2-A1-1.xml",
    "application/v1-5-A1.xml",
    "grant/v1-4-B1-2.xml",
    "grant/v1-5-1-B1.xml",
    "grant/v1-5-B1.xml",
    "st36aexample/DOC00001.xml",
)


@pytest.fixture(params=FILES)
def sample(request, shared_samples):
    path = shared_samples / "ep-fulltext-xml" / request.param
    return read(path), one(path.read_bytes())


@pytest.mark.shared
def test_claims_of_every_language_and_their_words(sample):
    raw, publication = sample
    expected = []
    for language, block in re.findall(
        r'<claims [^>]*lang="(\w+)"[^>]*>(.*?)</claims>', raw, re.DOTALL
    ):
        expected += [(language, letters(claim)) for claim in blocks(block, "claim")]
    found = [(claim.lang, "".join(claim.text.split())) for claim in publication.claims]
    assert found == expected
    assert all(
        [c.number for c in publication.claims if c.lang == language]
        == list(range(1, 1 + sum(c.lang == language for c in publication.claims)))
        for language in {c.lang for c in publication.claims}
    )


@pytest.mark.shared
def test_the_three_languages_of_a_grant_depend_alike(sample):
    _, publication = sample
    if publication.stage != "grant":
        return
    by_language = {}
    for claim in publication.claims:
        by_language.setdefault(claim.lang, []).append(claim.depends_on)
    assert set(by_language) == {"en", "de", "fr"}
    assert by_language["en"] == by_language["de"] == by_language["fr"]


@pytest.mark.shared
def test_description_in_order(sample):
    raw, publication = sample
    block = re.search(r"<description.*?</description>", raw, re.DOTALL)[0]
    expected = [
        (tag, letters(body))
        for tag, body in re.findall(r"<(p|heading)(?:\s[^>]*)?>(.*?)</\1>", block, re.DOTALL)
        if letters(body) and "<maths" not in body
    ]
    kinds = {"paragraph": "p", "formula": "p", "heading": "heading"}
    found = [
        (kinds[segment.kind], "".join(segment.text.split()))
        for segment in publication.description
        if not re.search(rf'id="{segment.id}".*?</p>', block, re.DOTALL)
        or "<maths" not in re.search(rf'id="{segment.id}".*?</(?:p|heading)>', block, re.DOTALL)[0]
    ]
    assert found == expected


@pytest.mark.shared
def test_counts_of_the_front_page(sample):
    raw, publication = sample
    roles = {"applicant": "B711", "inventor": "B721", "assignee": "B731", "agent": "B741"}
    for role, tag in roles.items():
        found = [party for party in publication.parties if party.role == role]
        assert len(found) == len(starts(raw, tag)), role
        assert [party.sequence for party in found] == list(range(1, len(found) + 1))
        printed = [letters(blocks(block, "snm")[0]) for block in blocks(raw, tag)]
        cut = [re.sub("c/o.*", "", name) for name in printed]
        assert [letters(party.name).removesuffix(",etal") for party in found] == cut
    assert len(publication.title) == len(starts(raw, "B542"))
    assert len(publication.priorities) == len(starts(raw, "B310"))
    assert len(publication.drawings) == len(starts(raw, "figure"))
    symbols = sum(len(starts(raw, tag)) for tag in ("classification-ipcr", "B511", "B512"))
    assert len(publication.classifications) == symbols
    states = "".join(blocks(raw, "B840") + blocks(raw, "B844EP") + blocks(raw, "B848EP"))
    assert sorted(publication.designated_states) == sorted(set(blocks(states, "ctry")))


@pytest.mark.shared
def test_citations_of_title_page_and_description(sample):
    raw, publication = sample
    listed = "".join(blocks(raw, "ep-reference-list"))
    described = [c for c in publication.citations if c.phase == "description"]
    printed = [c for c in publication.citations if c.phase is None]
    assert len(described) == len(starts(listed, "patcit")) + len(starts(listed, "nplcit"))
    assert len(printed) == len(starts(raw, "B561")) + len(starts(raw, "B562"))
    documents = [c.document for c in printed if c.document]
    assert len(documents) == len(starts(raw, "B561"))


@pytest.mark.shared
def test_identity_dates_and_gaps(sample):
    raw, publication = sample
    root = starts(raw, "ep-patent-document")[0]
    number = re.search('doc-number="0*([0-9]+)"', root)[1]
    kind = re.search('kind="(..)"', root)[1]
    assert publication.id == f"EP{number}{kind}"
    assert publication.date.replace("-", "") == re.search('date-publ="([0-9]+)"', root)[1]
    assert publication.application.raw == blocks(raw, "B210")[0]
    assert publication.language == re.search('lang="(..)"', root)[1]
    assert bool(publication.abstract) == ("<abstract" in raw)
    assert ("abstract" in gaps(publication)) != ("<abstract" in raw)
    assert ("search_report" in gaps(publication)) == ("<doc-page" in raw)


@pytest.mark.shared
def test_what_a_grant_says(shared_samples):
    publication = one((shared_samples / "ep-fulltext-xml" / "grant/v1-5-1-B1.xml").read_bytes())
    assert (publication.id, publication.right, publication.stage) == (
        "EP3383757B1",
        "invention",
        "grant",
    )
    assert publication.application.number == "16849316"
    assert [(r.office, r.number, r.date) for r in publication.priorities] == [
        ("US", "14865040", "2015-09-25")
    ]
    assert [(r.relation, r.document.number) for r in publication.related] == [
        ("pct", "PCT/US2016/049186"),
        ("pct", "2017053015"),
    ]
    cited = [c.document for c in publication.citations if c.phase is None]
    assert [(d.office, d.number, d.kind) for d in cited[:4]] == [
        ("WO", "2014114885", "A1"),
        ("CN", "202128028", "U"),
        ("FR", "2973005", "A1"),
        ("US", "20070204872", "A1"),
    ]
    inventor = publication.parties[0]
    assert (inventor.family, inventor.given, inventor.country) == ("JACOB", "Christophe", "FR")
    assert [gap.detail for gap in publication.gaps if gap.part == "abstract"] == ["WO2017053015"]


def test_a_divisional_names_application_and_publication_of_its_parent():
    publication = one(
        document(
            "<B600><B620><parent><pdoc><dnum><anum>18165263.7</anum><pnum>3383041</pnum></dnum>"
            "<date>20180329</date></pdoc></parent></B620><B620EP><parent><cdoc><dnum>"
            "<anum>20150000.6</anum></dnum></cdoc></parent></B620EP></B600>"
        )
    )
    assert [(r.relation, r.document.number, r.document.date) for r in publication.related] == [
        ("division", "18165263", "2018-03-29"),
        ("division", "3383041", None),
        ("other", "20150000", None),
    ]


def test_old_and_new_classification():
    publication = one(
        document(
            "<B500><B510><B516>7</B516><B511> 7C 07C  29/44   A</B511><B512> 7C 07C  31/38   B"
            "</B512></B510><B510EP><classification-ipcr sequence='1'><text>G06F 9/455 20060101AFI"
            "20051108BHEP</text></classification-ipcr></B510EP><B520EP><classifications-cpc>"
            "<classification-cpc sequence='1'><text>C21D2211/004       20130101 LA20130101BHEP"
            "        </text></classification-cpc><classification-cpc sequence='2'><text>C22C  38/02"
            "        20130101 FI20130101BHEP        </text></classification-cpc>"
            "</classifications-cpc></B520EP></B500>"
        )
    )
    assert [(c.scheme, c.symbol, c.position, c.value) for c in publication.classifications] == [
        ("ipc", "C07C 29/44", "first", None),
        ("ipc", "C07C 31/38", "later", None),
        ("ipc", "G06F 9/455", "first", "inventive"),
        ("cpc", "C21D 2211/004", "later", "additional"),
        ("cpc", "C22C 38/02", "first", "inventive"),
    ]


def test_categories_and_claims_follow_their_citation():
    publication = one(
        document(
            "<B500><B560><B561><text>JP-A- H08 246 101</text></B561><B563>X</B563><B564>1-3</B564>"
            "<B561><text>unreadable reference</text></B561><B562><text>A Book, 1998</text></B562>"
            "</B560></B500>"
        )
    )
    first, second, third = publication.citations
    assert (first.document.number, first.category, first.claims) == ("H08246101", "X", "1-3")
    assert first.document.raw == "JP-A- H08 246 101"
    assert (second.document, second.text) == (None, "unreadable reference")
    assert third.text == "A Book, 1998"


def test_an_international_application_without_text_names_its_publication():
    publication = one(
        document(
            "<B800><B860><B861><dnum><anum>US2004034806</anum></dnum><date>20041019</date></B861>"
            "</B860><B870><B871><dnum><pnum>WO2006022772</pnum></dnum><date>20060302</date></B871>"
            "</B870></B800>",
            root='country="EP" doc-number="1792486" kind="A2"',
        )
    )
    found = [gap for gap in publication.gaps if gap.part in {"abstract", "description", "claims"}]
    assert {gap.reason for gap in found} == {"published_elsewhere"}
    assert {gap.detail for gap in found} == {"WO2006022772"}
    assert len(found) == 3


def test_a_search_report_points_to_its_application():
    publication = one(
        document(
            body='<search-report-data><doc-page file="srep0001.tif"/></search-report-data>',
            root='country="EP" doc-number="1792486" kind="A3"',
        )
    )
    assert publication.stage == "search_report"
    assert gaps(publication) == {
        "abstract": "published_elsewhere",
        "description": "published_elsewhere",
        "claims": "published_elsewhere",
        "search_report": "scan_only",
    }


def test_a_search_report_in_text_form_gives_citations():
    citation = (
        "<citation id='sr-cit0001'><patcit id='sr-pcit0001' dnum='US5556839A'><document-id>"
        "<country>US</country><doc-number>5556839</doc-number><kind>A</kind><date>19960917</date>"
        "</document-id></patcit><category>X</category><rel-claims>1-3</rel-claims>"
        "<category>A</category><rel-claims>4</rel-claims></citation><citation><nplcit><text>A Book"
        "</text></nplcit><category>A</category></citation>"
    )
    publication = one(
        document(
            body='<search-report-data srep-office="EP" date-produced="20210101"><srep-for-pub>'
            f"<srep-citations>{citation}</srep-citations></srep-for-pub></search-report-data>",
            root='country="EP" doc-number="1792486" kind="A4"',
        )
    )
    assert publication.stage == "search_report"
    assert [(c.category, c.claims, c.phase, c.text) for c in publication.citations] == [
        ("XA", "1-3; 4", "search", None),
        ("A", None, "search", "A Book"),
    ]
    assert gaps(publication)["claims"] == "published_elsewhere"
    assert "search_report" not in gaps(publication)


@pytest.mark.parametrize(
    ("kind", "stage", "right"),
    [
        ("A1", "application", "invention"),
        ("A2", "application", "invention"),
        ("A3", "search_report", "invention"),
        ("A8", "correction", "invention"),
        ("A9", "correction", "invention"),
        ("B1", "grant", "invention"),
        ("B2", "amended", "invention"),
        ("B3", "amended", "invention"),
        ("B8", "correction", "invention"),
        ("B9", "correction", "invention"),
    ],
)
def test_every_kind_has_its_stage(kind, stage, right):
    publication = one(document(root=f'country="EP" doc-number="1792486" kind="{kind}"'))
    assert (publication.stage, publication.right) == (stage, right)
    if kind[0] == "B":
        assert gaps(publication)["abstract"] == "published_elsewhere"


@pytest.mark.parametrize(
    "version", ["v1-0", "v1-01", "v1-1", "v1-2", "v1-3", "v1-4", "v1-5", "v1-5-1"]
)
def test_every_version_is_told(version):
    root = f'country="EP" doc-number="1" kind="A1" dtd-version="ep-patent-document-{version}"'
    assert one(document(root=root)).source.version == version[1:]


def test_bibliographic_data_under_the_names_of_st36():
    """The DTD allows them in place of SDOBI."""
    publication = one(
        '<ep-patent-document country="EP" doc-number="1792486" kind="A1" lang="de" '
        'date-publ="20070606"><bibliographic-data><application-reference><document-id><country>EP'
        "</country><doc-number>05805003</doc-number><date>20050811</date></document-id>"
        "</application-reference><priority-claims><priority-claim sequence='1'><country>DE</country>"
        "<doc-number>102004000001</doc-number><date>20040812</date></priority-claim>"
        "</priority-claims><parties><applicants><applicant><addressbook><orgname>Rail AG</orgname>"
        "<address><city>Bonn</city><country>DE</country></address></addressbook></applicant>"
        "</applicants></parties><invention-title lang='de'>Schiene</invention-title>"
        "</bibliographic-data></ep-patent-document>"
    )
    assert (publication.application.number, publication.title[0].text) == ("05805003", "Schiene")
    assert [(p.role, p.name, p.city, p.country) for p in publication.parties] == [
        ("applicant", "Rail AG", "Bonn", "DE")
    ]
    assert [p.office for p in publication.priorities] == ["DE"]
    assert "title" not in gaps(publication)


def test_additional_symbols_of_old_editions():
    publication = one(
        document(
            "<B500><B510><B511>7A 61K  31/00   A</B511><B513>A 61P  1/00</B513>"
            "<B515>A61K 31:19</B515></B510></B500>"
        )
    )
    assert [(c.symbol, c.position, c.value) for c in publication.classifications][:2] == [
        ("A61K 31/00", "first", None),
        ("A61P 1/00", None, "additional"),
    ]


def test_tables_and_formulas_are_blocks_of_their_own():
    publication = one(
        document(
            body='<description lang="en"><p id="p1" num="0001">Before H<sub>2</sub>O<tables id="t1">'
            "<table><tgroup><tbody><row><entry>a</entry><entry>b</entry></row><row><entry>c</entry>"
            '<entry>d</entry></row></tbody></tgroup></table></tables>after.</p><p id="p2" num="0002">'
            '<maths id="m1"><math><mi>E</mi><mo>=</mo><mi>m</mi></math><img file="i.tif"/></maths>'
            '</p><p id="p3" num="0003"><chemistry><img file="imgb0001.tif"/></chemistry></p>'
            '<technical-field><heading level="2">Field</heading><p num="">Rails</p></technical-field>'
            "</description>"
        )
    )
    assert [(s.id, s.number, s.kind, s.text) for s in publication.description] == [
        ("p1", "0001", "paragraph", "Before H2O"),
        ("t1", None, "table", "a | b\nc | d"),
        (None, None, "paragraph", "after."),
        ("p2", "0002", "formula", "E=m"),
        (None, None, "heading", "Field"),
        (None, None, "paragraph", "Rails"),
    ]
    detail = [gap.detail for gap in publication.gaps if gap.part == "pictures_in_text"]
    assert detail == ["1: imgb0001.tif"]


def test_names_of_parties():
    publication = one(
        document(
            "<B700><B720><B721><snm>Bibelhausen, Volker, Dipl.-Ing.</snm></B721><B721>"
            "<snm>Yoshida, Naoki\nc/o Wedg Co., Ltd.</snm><adr><str>1-2 Street,\nTown</str></adr>"
            "</B721><B721><snm>SKINNER, Philip, J.</snm></B721><B721><snm>UEDA Masaharu</snm></B721><B725EP><text>The other inventor has agreed"
            "</text></B725EP></B720><B740><B741><snm>Sarup, David</snm><sfx>et al</sfx></B741>"
            "<B741><snm> </snm></B741></B740></B700>"
        )
    )
    found = [(p.role, p.name, p.family, p.given, p.address) for p in publication.parties]
    assert found == [
        ("inventor", "Bibelhausen, Volker, Dipl.-Ing.", "Bibelhausen", "Volker", None),
        ("inventor", "Yoshida, Naoki", "Yoshida", "Naoki", "c/o Wedg Co., Ltd., 1-2 Street, Town"),
        ("inventor", "SKINNER, Philip, J.", "SKINNER", "Philip J.", None),
        ("inventor", "UEDA Masaharu", None, None, None),
        ("agent", "Sarup, David", None, None, None),
    ]
    assert gaps(publication)["inventors"] == "removed"


def test_a_document_of_page_images_needs_ocr():
    publication = one(
        '<ep-patent-document lang="fr" country="EP" doc-number="0001234" kind="A1">'
        '<doc-page file="docp0001.tif"/></ep-patent-document>'
    )
    assert publication.needs_ocr
    assert publication.id == "EP1234A1"
    assert set(gaps(publication).values()) == {"scan_only"}


def test_prefix_and_prolog_do_not_matter():
    raw = document("<B200><B260>en</B260></B200>", lang="")
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", raw.partition("\n")[2]).replace(
        "<x:ep-patent-document", '<x:ep-patent-document xmlns:x="urn:x"', 1
    )
    assert one(prefixed).title == one(raw).title
    assert one(prefixed).language == "en"


def test_identity_from_the_front_page_alone():
    publication = one(
        "<ep-patent-document><SDOBI><B100><B110>0703678</B110><B130>B1</B130><B140><date>20091230"
        "</date></B140><B190>EP</B190></B100></SDOBI></ep-patent-document>"
    )
    assert (publication.id, publication.date) == ("EP703678B1", "2009-12-30")
    assert gaps(publication)["title"] == "not_in_source"


@pytest.mark.parametrize("root", ['country="EP"', 'doc-number="1"', 'country="E" doc-number="1"'])
def test_no_identity_no_publication(root):
    assert failure(document(root=root)).code == "IDENTITY_INCOMPLETE"


def test_a_repaired_record_says_so():
    raw = document(
        "<B700><B740><B741><snm>Kador & Partner</snm></B741></B740></B700>",
        "<description><heading><First Embodiment</heading><p num='1'>A rail.</p></description>",
    )
    publication = one(raw)
    assert publication.source.repaired
    assert publication.source.notes
    assert publication.parties[0].name == "Kador & Partner"
    assert publication.description[-1].text == "A rail."


def test_deleted_documents_are_withdrawn():
    assert one(document().replace('status="n"', 'status="d"')).withdrawn
    assert not parsed(document().encode())[0].withdrawn
