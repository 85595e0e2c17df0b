import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, parsed, read, starts

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


def document(biblio="", body="", root='country="EP" doc-number="1234567" kind="B1"', lang="en"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ep-patent-document lang="{lang}" {root} '
        'date-publ="20210707" status="n" dtd-version="ep-patent-document-v1-5-1">'
        f"<SDOBI><B500><B540><B541>en</B541><B542>Rail</B542></B540></B500>{biblio}</SDOBI>{body}"
        "</ep-patent-document>"
    )


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


def test_lapses_oppositions_and_dates_become_events():
    publication = one(
        document(
            "<B200><B240><B243><date>20221214</date></B243></B240></B200>"
            "<B400><B450><date>20190515</date><bnum>201920</bnum></B450><B472><B475>"
            "<date>20190831</date><ctry>BE</ctry><date>20190515</date><ctry>AL</ctry></B475></B472>"
            "</B400><B700><B780><B781><dnum><text>01</text></dnum><date>20200217</date>"
            "<kind>1</kind><snm>Schienen GmbH</snm></B781></B780></B700>"
        )
    )
    assert [(e.code, e.date, e.text) for e in publication.events] == [
        ("B450", "2019-05-15", "Grant published"),
        ("B475", "2019-05-15", "Lapsed in AL"),
        ("B475", "2019-08-31", "Lapsed in BE"),
        ("B781", "2020-02-17", "Opposition 01: Schienen GmbH"),
        ("B243", "2022-12-14", "Patent maintained as amended"),
    ]
    assert [e.country for e in publication.events] == [None, "AL", "BE", None, None]


def test_a_correction_says_what_it_corrects():
    publication = one(
        document(
            "<B100><B110>1234567</B110><B130>B9</B130><B132EP>B1</B132EP><B150><B151>W1</B151>"
            "<B153>84</B153><B154><B1541>de</B1541><B1542>Dokument ersetzt</B1542>"
            "<B1541>en</B1541><B1542>Document replaced</B1542></B154></B150></B100>",
            root='country="EP" doc-number="1234567" kind="B9"',
        )
    )
    assert publication.stage == "correction"
    assert [(r.relation, r.document.kind) for r in publication.related] == [("correction_of", "B1")]
    assert [(e.code, e.text) for e in publication.events] == [("B150", "W1; Document replaced; 84")]


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


def claims(lang, text, more=""):
    return (
        f'<claims lang="{lang}" {more}><claim num="0001"><claim-text>{text}</claim-text></claim>'
        "</claims>"
    )


def test_sets_for_single_states_stand_beside_the_main_one():
    """The set for all states is the main one wherever it stands; languages of a set go together."""
    told = 'claim-type="Claim(s) for the following Contracting State(s): {}"'
    publication = one(
        document(
            body=claims("en", "A brake.", told.format("AT, BE"))
            + claims("en", "A rail.")
            + claims("de", "Bremse.", told.format("AT, BE").replace("Claim(s) for", "Claims of"))
            + claims("de", "Schiene.")
            + claims("en", "A wheel.", told.format("GB"))
        )
    )
    assert [(c.lang, c.text) for c in publication.claims] == [("en", "A rail."), ("de", "Schiene.")]
    assert [(s.states, s.status, [c.text for c in s.claims]) for s in publication.claim_sets] == [
        (("AT", "BE"), None, ["A brake.", "Bremse."]),
        (("GB",), None, ["A wheel."]),
    ]
    assert "claims" not in gaps(publication)
    assert publication.source.notes == ()


def test_where_no_set_is_for_all_states_a_note_says_for_which_the_main_one_is():
    told = 'claim-type="Patentansprüche für folgende Vertragsstaaten: {}"'
    publication = one(
        document(
            body=claims("de", "Rad.", told.format("CH LI"))
            + claims("de", "Zug.", told.format("FR"))
        )
    )
    assert [c.text for c in publication.claims] == ["Rad."]
    assert [(s.states, s.claims[0].text) for s in publication.claim_sets] == [(("FR",), "Zug.")]
    assert publication.source.notes == ("claims (de) for: CH, LI",)


def test_sets_without_states_of_one_language_are_kept_apart():
    publication = one(document(body=claims("en", "A.") + claims("en", "B.") + claims("en", "C.")))
    assert [c.text for c in publication.claims] == ["A."]
    assert [[c.text for c in s.claims] for s in publication.claim_sets] == [["B."], ["C."]]
    assert all(s.states == () for s in publication.claim_sets)


def test_amended_claims_are_sets_with_their_statement():
    claim = '<claim id="ac-en-{0:04}" num="{0:04}"><claim-text>{1}</claim-text></claim>'
    publication = one(
        document(
            body=claims("en", "A rail.")
            + '<amended-claims id="aclaims" lang="en" amend-claim-type="PCT">'
            "<heading>Amended claims under Art. 19.1 PCT</heading>"
            + claim.format(1, "A new rail.")
            + claim.format(2, "The rail of claim 1.")
            + "<heading>Amended claims in accordance with Rule 137(2) EPC.</heading>"
            + claim.format(1, "A newer rail.")
            + "</amended-claims><amended-claims-statement lang='en'><claims-statement><heading>"
            "Statement under Art. 19.1 PCT</heading><p>Claim 1 is narrower.</p></claims-statement>"
            "</amended-claims-statement>"
        )
    )
    first, second = publication.claim_sets
    assert [(c.number, c.text, c.depends_on) for c in first.claims] == [
        (1, "A new rail.", ()),
        (2, "The rail of claim 1.", (1,)),
    ]
    assert (first.status, second.status) == ("amended", "amended")
    assert first.statement == "Statement under Art. 19.1 PCT Claim 1 is narrower."
    assert second.statement is None
    assert [c.text for c in second.claims] == ["A newer rail."]
    assert publication.source.notes == (
        "amended claims (en): PCT, Amended claims under Art. 19.1 PCT",
        "amended claims (en): PCT, Amended claims in accordance with Rule 137(2) EPC.",
    )


def test_steps_of_the_procedure_are_named_as_the_document_type_definition_does():
    publication = one(
        document(
            "<B000><eptags><B012EP><B0120EP><B0121EP><date>20190101</date></B0121EP>"
            "<B0127EP><date>20190301</date></B0127EP></B0120EP></B012EP>"
            "<B078EP><date>20180701</date></B078EP><B090EP><B0900EP><B091EP><B0911EP>"
            "<date>20200102</date></B0911EP></B091EP></B0900EP></B090EP></eptags></B000>"
            "<B200><B230><B235><date>20010101</date></B235><B236><date>20010102</date></B236>"
            "<B237><date>20010103</date></B237><B238EP><date>20010104</date></B238EP>"
            "<B238><date>20010105</date></B238><B239><date>20010106</date></B239></B230></B200>"
            "<B700><B730><B731><snm>Rail AG</snm><B738EP><date>20020203</date></B738EP></B731>"
            "</B730><B780><B781><dnum><text>02</text></dnum><date>20030101</date><kind>1</kind>"
            "<snm>Zug SA</snm><B786><date>20030401</date></B786></B781></B780><B790><B791>"
            "<dnum>7</dnum><date>20040101</date><snm>Lok Ltd</snm><B796><ctry>GB</ctry></B796>"
            "</B791></B790></B700><B800><B844EP><B845EP><ctry>AL</ctry><B846EP><date>20050101"
            "</date></B846EP></B845EP></B844EP></B800>"
        )
    )
    assert [(e.code, e.date, e.text) for e in publication.events] == [
        ("B235", "2001-01-01", "Application refused"),
        ("B236", "2001-01-02", "Application withdrawn"),
        ("B237", "2001-01-03", "Application deemed to be withdrawn"),
        ("B238EP", "2001-01-04", "Request for re-establishment of rights received"),
        ("B238", "2001-01-05", "Decision on re-establishment of rights"),
        ("B239", "2001-01-06", "Patent revoked"),
        ("B738EP", "2002-02-03", "Transfer takes effect"),
        ("B781", "2003-01-01", "Opposition 02: Zug SA"),
        ("B786", "2003-04-01", "Opposition 02 inadmissible"),
        ("B791", "2004-01-01", "Licence for GB"),
        ("B846EP", "2005-01-01", "Extension to AL withdrawn"),
        ("B078EP", "2018-07-01", "No opposition filed"),
        ("B0121EP", "2019-01-01", "Revocation requested"),
        ("B0127EP", "2019-03-01", "Revocation takes effect"),
        ("B0911EP", "2020-01-02", "Limitation requested"),
    ]
    by_code = {event.code: event for event in publication.events}
    assert by_code["B738EP"].after == ("Rail AG",)
    assert (by_code["B791"].after, by_code["B791"].number) == (("Lok Ltd",), "7")
    assert by_code["B846EP"].country == "AL"


def test_what_the_model_has_no_place_for_is_noted():
    publication = one(
        document(
            "<B000><eptags><B050EP><B051EP>de</B051EP><B052EP>Ein Hinweis.</B052EP></B050EP>"
            "<B053EP>Filed as a divisional application.</B053EP></eptags></B000><B700><B710><B711>"
            "<snm>Rail AG</snm><B716EP><ctry>AT</ctry><ctry>BE</ctry></B716EP></B711></B710>"
            "<B745><B746><snm>Examiner, Ann</snm></B746></B745></B700><B800><B830><B831>DSMZ</B831>"
            "<B832>DSM 1234</B832></B830></B800>"
        )
    )
    assert publication.source.notes == (
        "remark (de): Ein Hinweis.",
        "remark: Filed as a divisional application.",
        "deposit: DSMZ, DSM 1234",
        "Rail AG for: AT, BE",
    )
    assert [(p.role, p.name) for p in publication.parties] == [
        ("applicant", "Rail AG"),
        ("examiner", "Examiner, Ann"),
    ]


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


def test_references_in_the_markup_win_over_words():
    publication = one(
        document(
            body='<claims lang="en"><claim id="c1" num="1"><claim-text>A rail.</claim-text></claim>'
            '<claim id="c2" num="2"><claim-text>A rail.</claim-text></claim><claim id="c3" num="3">'
            '<claim-text>The rail of <claim-ref idref="c2">that kind</claim-ref>.</claim-text>'
            '</claim><claim id="c4" num="4"><claim-text>The rail of <claim-ref idref="c1">claim 1'
            "</claim-ref> to 3.</claim-text></claim></claims>"
        )
    )
    assert [c.depends_on for c in publication.claims] == [(), (), (2,), (1, 2, 3)]


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
