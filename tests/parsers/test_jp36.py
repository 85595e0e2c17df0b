import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, read, starts

FILES = ("jp_example1.xml", "jp_example3.xml")


@pytest.fixture(params=FILES)
def sample(request, shared_samples):
    path = shared_samples / "jp-gazette-xml" / request.param
    return read(path), one(path.read_bytes())


def main_part(raw, tag):
    """The first element of that name: those in amendments come after it."""
    return blocks(raw, tag)[0]


@pytest.mark.shared
def test_every_claim_and_its_dependency(sample):
    raw, publication = sample
    claims = blocks(main_part(raw, "claims"), "claim")
    assert ["".join(c.text.split()) for c in publication.claims] == [*map(letters, claims)]
    assert [c.number for c in publication.claims] == [*range(1, len(claims) + 1)]
    assert len(claims) == int(main_part(raw, "number-of-claims"))
    for claim in publication.claims:
        assert bool(claim.depends_on) == ("請求項" in claim.text)


@pytest.mark.shared
def test_every_character_of_the_description_and_no_more(sample):
    raw, publication = sample
    labels = re.compile(r"^【(?:図|特許文献|非特許文献)[０-９]+】")
    found = "".join(labels.sub("", segment.text) for segment in publication.description)
    assert "".join(found.split()) == letters(main_part(raw, "description"))
    numbers = re.findall(r'<p num="(\d+)">', main_part(raw, "description"))
    printed = [s.number for s in publication.description if s.number]
    textless = [n for n in numbers if n not in printed]
    assert [n for n in numbers if n in printed] == printed
    for number in textless:
        assert re.search(rf'<p num="{number}">\s*<(?:tables|maths|chemistry)', raw)
    assert {s.part for s in publication.description} >= {
        "technical_field", "background", "summary", "industrial_applicability"
    } - ({"industrial_applicability"} if "industrial-applicability" not in raw else set())  # fmt: skip


@pytest.mark.shared
def test_counts_of_the_front_page(sample):
    raw, publication = sample
    front = main_part(raw, "bibliographic-data")
    count = dict.fromkeys(("applicant", "inventor", "agent", "agency"), 0)
    for party in publication.parties:
        count[party.role] += 1
        assert party.country == "JP" or party.role == "agent"
    for role in ("applicant", "inventor", "agent"):
        assert count[role] == len(starts(front, role))
    codes = re.findall(r"<registered-number>(\d+)<", front)
    assert sorted(filter(None, (p.code for p in publication.parties))) == sorted(codes)
    schemes = [c.scheme for c in publication.classifications]
    national = main_part(front, "classification-national")
    assert schemes.count("fi") == len(re.findall("-clsf>", national)) // 2
    assert schemes.count("ipc") == len(re.findall("-clsf>", front)) // 2 - schemes.count("fi")
    assert schemes.count("fterm") == len(starts(front, "f-term")) + len(starts(front, "theme-code"))
    terms = [c.symbol.replace(" ", "") for c in publication.classifications if c.scheme == "fterm"]
    assert terms == re.findall(r"<jp:(?:f-term|theme-code)>(\w+)<", front)
    assert [c.position for c in publication.classifications].count("first") == 2
    figures = starts(main_part(raw, "drawings"), "figure") if "<drawings>" in raw else []
    assert len(publication.drawings) == len(figures)
    assert len(publication.citations) == len(starts(raw, "patcit")) // (
        2 if "written-amendment" in raw else 1
    )


@pytest.mark.shared
def test_dates_numbers_and_the_abstract(sample):
    raw, publication = sample
    document, filed = blocks(raw, "document-id")[:2]
    assert publication.number == main_part(document, "doc-number")
    assert publication.application.number == main_part(filed, "doc-number")
    assert publication.date.replace("-", "") == main_part(document, "date")
    assert (publication.kind, publication.right, publication.stage) == (
        "A",
        "invention",
        "application",
    )
    assert "".join(publication.abstract[0].text.split()) == letters(main_part(raw, "abstract"))
    assert " 【解決手段】" in publication.abstract[0].text


@pytest.mark.shared
def test_an_amendment_is_told_and_not_mixed_in(shared_samples):
    publication = one((shared_samples / "jp-gazette-xml" / "jp_example1.xml").read_bytes())
    assert [(e.code, e.date, e.text) for e in publication.events] == [
        ("手続補正書", "2019-11-19", "全文、全図")
    ]
    assert publication.claim_sets == ()
    assert (
        publication.source.notes
        == (
            "the description was amended on 2019-11-19; shown here as filed",
            "the drawings were amended on 2019-11-19; shown here as filed",
        )[: len(publication.source.notes)]
    )
    figures = [s for s in publication.description if s.figures]
    assert [s.figures for s in figures][:2] == [("1",), ("2",)]
    assert figures[1].text.startswith("【図２】チャックテーブル")


def gazette(biblio="", body="", kind="A", number="2016123456", words="公開特許公報(A)"):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><jp-official-gazette '
        f'kind-of-jp="{kind[0]}" kind-of-st16="{kind}" lang="ja" dtd-version="1.0" country="JP" '
        'xmlns:jp="http://www.jpo.go.jp"><bibliographic-data lang="ja" country="JP">'
        f"<publication-reference><document-id><country>JP</country><doc-number>{number}"
        f"</doc-number><kind>{words}</kind><date>20160711</date></document-id>"
        "</publication-reference><application-reference><document-id><doc-number>2014265847"
        "</doc-number><date>20141226</date></document-id></application-reference>"
        f"<invention-title>装置</invention-title>{biblio}</bibliographic-data>{body}"
        "</jp-official-gazette>"
    )


@pytest.mark.parametrize(
    ("kind", "words", "number", "expected"),
    [
        ("A", "公表特許公報(A)", "2016519965", ("JP2016519965A", "invention", "application")),
        ("A1", "再公表特許(A1)", "WO2014017431", ("JP2014017431A1", "invention", "application")),
        ("B2", "特許公報(B2)", "0006151557", ("JP6151557B2", "invention", "grant")),
        ("B1", "特許公報（Ｂ１）", "6151558", ("JP6151558B1", "invention", "grant")),
        ("U", "登録実用新案公報(U)", "0003200001", ("JP3200001U", "utility_model", "grant")),
        ("Y2", "実用新案公報(Y2)", "2600001", ("JP2600001Y2", "utility_model", "grant")),
        ("A5", "補正の掲載(A5)", "2016123456", ("JP2016123456A5", "invention", "amended")),
    ],
)
def test_kinds_of_gazettes(kind, words, number, expected):
    publication = one(gazette(kind=kind, words=words, number=number))
    assert (publication.id, publication.right, publication.stage) == expected
    # The root says the kind where the words do not.
    assert one(gazette(kind=kind, words="公報", number=number)).id == expected[0]


def test_relations_priorities_and_the_international_stage():
    publication = one(
        gazette(
            "<priority-claims><priority-claim sequence='1' jp:kind='international'><country>US"
            "</country><doc-number>61/822,365</doc-number><date>20130511</date></priority-claim>"
            "<priority-claim sequence='2' jp:kind='pct'><country>US</country><doc-number>"
            "PCT/US2013/041000</doc-number><date>20130514</date></priority-claim>"
            "<priority-claim sequence='3' jp:kind='patent'><country>JP</country><doc-number>"
            "2013123456</doc-number><date>20130612</date></priority-claim></priority-claims>"
            "<dates-of-public-availability><unexamined-printed-without-grant><document-id>"
            "<country>JP</country><doc-number>2015001234</doc-number><kind>A</kind><date>20150105"
            "</date></document-id></unexamined-printed-without-grant></dates-of-public-availability>"
            "<related-documents><division jp:kind='patent'><relation><parent-doc><document-id>"
            "<country>JP</country><doc-number>2008123456</doc-number><date>20080509</date>"
            "</document-id></parent-doc></relation></division></related-documents>"
            "<related-documents><jp:change-of-utility><relation><parent-doc><document-id>"
            "<doc-number>2012001234</doc-number></document-id></parent-doc></relation>"
            "</jp:change-of-utility></related-documents><pct-or-regional-filing-data><document-id>"
            "<country>US</country><doc-number>PCT/US2014/037654</doc-number><date>20140512</date>"
            "</document-id></pct-or-regional-filing-data><pct-or-regional-publishing-data>"
            "<document-id><country>WO</country><doc-number>WO2014186251</doc-number><date>20141120"
            "</date></document-id></pct-or-regional-publishing-data>",
            kind="B2",
            words="特許公報(B2)",
            number="6151557",
        )
    )
    assert [(p.office, p.number) for p in publication.priorities] == [
        ("US", "61822365"),
        ("WO", "PCT/US2013/041000"),
        ("JP", "2013123456"),
    ]
    assert {(r.relation, r.document.office, r.document.number) for r in publication.related} == {
        ("pct", "WO", "PCT/US2014/037654"),
        ("pct", "WO", "2014186251"),
        ("division", "JP", "2008123456"),
        ("utility_model_basis", "JP", "2012001234"),
        ("earlier_publication", "JP", "2015001234"),
    }


def test_classes_of_every_kind():
    publication = one(
        gazette(
            "<classification-ipc><edition>7</edition><main-clsf>Ａ６１Ｋ  31/12</main-clsf>"
            "<further-clsf>H01L  21/67        20060101ALI20210219BHJP        </further-clsf>"
            "<additional-info>C12N  15/09        20060101ALN20210219BHJP        </additional-info>"
            "<linked-indexing-code-group><main-linked-indexing-code>A61K 31:12"
            "</main-linked-indexing-code></linked-indexing-code-group></classification-ipc>"
            "<classification-national><country>JP</country><main-clsf jp:facet='ZNA'>C12N15/00"
            "</main-clsf><further-clsf>B60J5/00 501 B</further-clsf><additional-info>A61P35/00"
            "</additional-info></classification-national>"
        )
    )
    assert [(c.scheme, c.symbol, c.position, c.value) for c in publication.classifications] == [
        ("ipc", "A61K 31/12", "first", None),
        ("ipc", "H01L 21/67", "later", "inventive"),
        ("ipc", "C12N 15/09", "later", "additional"),
        ("ipc", "A61K 31/12", "later", "additional"),
        ("fi", "C12N 15/00 ZNA", "first", None),
        ("fi", "B60J 5/00,501 B", "later", None),
        ("fi", "A61P 35/00", "later", "additional"),
    ]


def test_parties_in_two_languages_firms_and_unnamed_ones():
    publication = one(
        gazette(
            "<parties><jp:applicants-agents-article><jp:applicants-agents sequence='1'>"
            "<applicant sequence='1'><addressbook lang='ja'><name>コーニンクレッカ　フィリップス"
            "　エヌ　ヴェ</name><registered-number>590000248</registered-number><address><text>"
            "オランダ国　５６５６　アーエー　アインドーフェン</text></address></addressbook>"
            "<addressbook lang='en'><name>Koninklijke Philips N.V.</name></addressbook></applicant>"
            "<agent sequence='1' jp:kind='representative' jp:number-of-other-applicants='2'>"
            "<addressbook><name>特許業務法人ひばり</name></addressbook></agent>"
            "<agent sequence='2' jp:kind='sub-representative'><addressbook><name>松本　昂</name>"
            "</addressbook><jp:attorney/></agent></jp:applicants-agents>"
            "</jp:applicants-agents-article><inventors><inventor sequence='1'><addressbook><name>"
            "ヤン　デ　フリース</name><address><text>アメリカ合衆国　ニューヨーク州</text></address>"
            "</addressbook></inventor></inventors></parties><examiners><primary-examiner><name>"
            "審査　太郎</name></primary-examiner></examiners>"
        )
    )
    assert [(p.role, p.sequence, p.lang, p.country) for p in publication.parties] == [
        ("applicant", 1, "ja", "NL"),
        ("applicant", 1, "en", None),
        ("inventor", 1, "ja", "US"),
        ("agency", 1, "ja", None),
        ("agent", 2, "ja", None),
        ("examiner", 1, "ja", None),
    ]
    assert [g.detail for g in publication.gaps if g.part == "agents"] == ["外2名"]


def test_citations_of_the_examiner_in_markup_or_in_print():
    publication = one(
        gazette(
            "<references-cited><citation><patcit num='1'><text>特開２００３－１２３４５６"
            "（ＪＰ，Ａ）</text></patcit></citation><citation><patcit num='2'><text>国際公開第２０１０"
            "／１２３４５６（ＷＯ，Ａ１）</text></patcit></citation><citation><nplcit num='3'><text>"
            "発明技報</text></nplcit></citation><text>特表平０９－５０１２３４（ＪＰ，Ａ）</text>"
            "</references-cited>"
        )
    )
    assert [
        (c.document.office, c.document.number, c.document.kind) if c.document else c.text
        for c in publication.citations
    ] == [
        ("JP", "2003123456", "A"),
        ("WO", "2010123456", None),
        "発明技報",
        ("JP", "H09501234", "A"),
    ]


def test_lines_lists_and_pictures_of_characters():
    publication = one(
        gazette(
            body="<description><background-art><p num='0001'>一行目<br/>二行目</p></background-art>"
            "<citation-list><patent-literature><p num='0002'><patcit num='1'><text>特開2003-123456"
            "号公報</text></patcit><patcit num='2'><text>米国特許第6,013,599号明細書</text></patcit>"
            "</p></patent-literature><non-patent-literature><p num='0003'><nplcit num='1'><text>"
            "発明技報</text></nplcit></p></non-patent-literature></citation-list>"
            "<description-of-drawings><p num='0004'><figref num='1'>正面図</figref>"
            "<figref num='2A'>側面図</figref></p></description-of-drawings>"
            "<description-of-embodiments><p num='0005'>山<img he='3' wi='3' file='g.tif' "
            "img-content='character' img-format='tif'/>氏</p><embodiments-example ex-num='1'>"
            "<p num='0006'>例<maths num='1'><img he='9' wi='9' file='m.tif' img-format='tif'/>"
            "</maths></p></embodiments-example></description-of-embodiments><reference-signs-list>"
            "<p num='0007'>１　軸<br/>２　輪</p></reference-signs-list></description>"
        )
    )
    assert [(s.number, s.part, s.text, s.figures) for s in publication.description] == [
        ("0001", "background", "一行目 二行目", ()),
        ("0002", "background", "【特許文献１】特開2003-123456号公報", ()),
        (None, "background", "【特許文献２】米国特許第6,013,599号明細書", ()),
        ("0003", "background", "【非特許文献１】発明技報", ()),
        ("0004", "drawings", "【図１】正面図", ("1",)),
        (None, "drawings", "【図２A】側面図", ("2A",)),
        ("0005", "embodiments", "山�氏", ()),
        ("0006", "examples", "例", ()),
        ("0007", "reference_signs", "１ 軸 ２ 輪", ()),
    ]
    assert [(c.document.office, c.document.number) for c in publication.citations[:2]] == [
        ("JP", "2003123456"),
        ("US", "6013599"),
    ]
    assert {g.part: g.detail for g in publication.gaps}["characters"] == "1: g.tif"


def test_amended_claims_are_a_set_of_their_own():
    publication = one(
        gazette(
            body="<claims><claim num='1'><claim-text>装置。</claim-text></claim></claims>"
            "<jp:written-amendment-group><jp:written-amendment kind='mistranslation'><date>20150102"
            "</date><jp:amendment-article><jp:amendment-group jp:serial-number='1'>"
            "<jp:item-of-amendment>全文</jp:item-of-amendment><jp:contents-of-amendment "
            "jp:kind-of-document='claims' jp:kind-of-law='patent'><claims><claim num='1'>"
            "<claim-text>改良装置。</claim-text></claim><claim num='2'><claim-text>請求項１に記載の"
            "装置。</claim-text></claim></claims></jp:contents-of-amendment></jp:amendment-group>"
            "</jp:amendment-article></jp:written-amendment></jp:written-amendment-group>"
        )
    )
    (entry,) = publication.claim_sets
    assert (entry.status, entry.date, [c.depends_on for c in entry.claims]) == (
        "amended",
        "2015-01-02",
        [(), (1,)],
    )
    assert [c.text for c in publication.claims] == ["装置。"]
    assert [e.code for e in publication.events] == ["誤訳訂正書"]


def test_pages_as_images_and_files_beside():
    publication = one(
        gazette(
            body="<description><doc-page he='1' wi='1' type='tif' file='d.tif'/></description>"
            "<claims><doc-page he='1' wi='1' type='tif' file='c.tif'/></claims>"
            "<jp:reference-file-article><jp:reference-file-group><jp:reference-file "
            "kind='sequence-listing' file='s.app'>配列表</jp:reference-file></jp:reference-file-group>"
            "</jp:reference-file-article><jp:foreign-language-body lang='en'><doc-page he='1' wi='1' "
            "type='pdf' file='f.pdf'/></jp:foreign-language-body>"
        )
    )
    assert publication.needs_ocr
    assert gaps(publication) == {
        "abstract": "not_in_source",
        "description": "scan_only",
        "claims": "scan_only",
        "sequence_listing": "published_elsewhere",
        "original": "scan_only",
    }


def test_a_gazette_without_a_number_or_cut_off_is_refused():
    assert failure("<jp-official-gazette/>").code == "IDENTITY_INCOMPLETE"
    assert failure(gazette(number="")).code == "IDENTITY_INCOMPLETE"
    assert failure(gazette()[:-30]).code == "XML_TRUNCATED"
