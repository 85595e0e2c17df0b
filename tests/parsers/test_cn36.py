import re

import pytest
from rawxml import blocks, failure, gaps, letters, one, read, starts

FILES = ("cn_old1.xml", "cn_old3.xml")


@pytest.fixture(params=FILES)
def sample(request, shared_samples):
    path = shared_samples / "cn-st36-old" / request.param
    return read(path), one(path.read_bytes())


@pytest.mark.shared
def test_claims_without_their_numbers_and_with_dependencies(sample):
    raw, publication = sample
    claims = blocks(raw, "claim")
    expected = [re.sub(rf"^{n}\.", "", letters(claim)) for n, claim in enumerate(claims, 1)]
    assert ["".join(claim.text.split()) for claim in publication.claims] == expected
    assert [claim.number for claim in publication.claims] == list(range(1, len(claims) + 1))
    for claim in publication.claims:
        referring = claim.depends_on or claim.cites
        assert bool(referring) == bool(re.match("(?:如|根据)?权利要求", claim.text))


@pytest.mark.shared
def test_every_character_of_the_description(sample):
    raw, publication = sample
    (block,) = blocks(raw, "description")
    block = re.sub("<invention-title.*?</invention-title>", "", block)
    found = "".join(segment.text for segment in publication.description).replace("|", "")
    assert "".join(found.split()) == letters(block)
    tables = [segment for segment in publication.description if segment.kind == "table"]
    assert len(tables) == len(starts(block, "tables"))
    headings = [segment.text for segment in publication.description if segment.kind == "heading"]
    assert headings[:2] == ["技术领域", "背景技术"]
    assert all(len(heading) < 20 and "。" not in heading for heading in headings)


@pytest.mark.shared
def test_counts_of_the_front_page(sample):
    raw, publication = sample
    count = dict.fromkeys(("applicant", "inventor", "agent", "agency"), 0)
    for party in publication.parties:
        count[party.role] += 1
    assert count["applicant"] == len(starts(raw, "cn-applicant"))
    assert count["inventor"] == len(starts(raw, "cn-inventor"))
    assert count["agent"] == len(starts(raw, "cn-agent"))
    assert count["agency"] == len(set(blocks(raw, "cn-agency")))
    assert len(publication.classifications) == len(starts(raw, "classification-ipcr"))
    assert [c.position for c in publication.classifications].count("first") == 1
    assert {c.version for c in publication.classifications} == {"2006-01"}
    assert len(publication.drawings) == len(starts(raw, "figure"))
    assert publication.application.raw == re.search(r"\d{12}\.[\dX]", raw)[0]
    assert publication.language == "zh"


@pytest.mark.shared
def test_a_deposit_is_not_part_of_the_abstract(shared_samples):
    publication = one((shared_samples / "cn-st36-old" / "cn_old1.xml").read_bytes())
    assert publication.abstract[0].text.endswith("具有良好的应用前景。")
    agency = next(party for party in publication.parties if party.role == "agency")
    assert (agency.name, agency.code) == ("昆明协立知识产权代理事务所(普通合伙)", "53108")
    assert publication.parties[0].postcode == "650231"
    assert publication.parties[0].address == "云南省昆明市五华区红锦路367号云烟科技园C区"


@pytest.mark.shared
def test_the_international_stage(shared_samples):
    publication = one((shared_samples / "cn-st36-old" / "cn_old3.xml").read_bytes())
    assert [(r.relation, r.document.number) for r in publication.related] == [
        ("pct", "PCT/JP2014/059529")
    ]
    assert [event.date for event in publication.events] == ["2014-08-28"]
    assert publication.claims[0].text.startswith("2,4-二氨基")


def document(biblio="", body="", kind="A"):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<?xml-stylesheet type="text/xsl" href="/showxml/xsl/XSL0117new.xsl"?>'
        '<cn-patent-document lang="ZH" country="CN"><cn-bibliographic-data>'
        "<cn-publication-reference><document-id><country>CN</country><doc-number>104245143"
        f"</doc-number><kind>{kind}</kind><date>20141224</date></document-id>"
        '</cn-publication-reference><application-reference appl-type="发明专利"><document-id>'
        "<country>CN</country><doc-number>201480000986.0</doc-number><date>20140328</date>"
        f"</document-id></application-reference>{biblio}</cn-bibliographic-data>"
        f'<application-body lang="CN" country="CN">{body}</application-body></cn-patent-document>'
    )


def test_the_early_shape_in_parts_with_page_breaks():
    publication = one(
        document(
            body="<description><invention-title><b>收割机</b></invention-title><technical-field>"
            "<p num='001'><u><b>技术</b>领域</u><br/></p><p num='002'>本发明涉及<!-- SIPO <DP n=\"2\"> -->"
            "收割机。</p></technical-field><mode-for-invention><p num='003'><u>具体做法</u></p>"
            "<p num='004'>如图1所示，\n\t收割机<br/>\n\t\t包括轮子。</p></mode-for-invention>"
            "</description>"
        )
    )
    assert publication.title[0].text == "收割机"
    assert [(s.kind, s.text) for s in publication.description] == [
        ("heading", "技术领域"),
        ("paragraph", "本发明涉及收割机。"),
        ("heading", "具体做法"),
        ("paragraph", "如图1所示，收割机包括轮子。"),
    ]


def test_priorities_international_data_and_relations():
    publication = one(
        document(
            "<priority-claims><priority-claim sequence='1' kind='international'><country>KR"
            "</country><doc-number>10-2013-0033547</doc-number><date>20130328</date>"
            "</priority-claim><priority-claim><country>US</country><doc-number>60/984,910"
            "</doc-number><date>20071102</date></priority-claim></priority-claims>"
            "<cn-related-publication><cn-publication-reference><document-id><country>CN</country>"
            "<doc-number>101234567</doc-number><kind>A</kind></document-id>"
            "</cn-publication-reference></cn-related-publication><cn-related-documents><division>"
            "<relation><parent-doc><document-id><country>CN</country><doc-number>200880114428.1"
            "</doc-number><date>20081029</date></document-id></parent-doc><child-doc><document-id>"
            "<country>CN</country><doc-number>201480000986.0</doc-number></document-id></child-doc>"
            "</relation></division></cn-related-documents><pct-or-regional-publishing-data>"
            "<document-id lang='KO'><country>WO</country><doc-number>2014/157990</doc-number>"
            "<date>20141002</date></document-id></pct-or-regional-publishing-data>"
        )
    )
    assert [(p.office, p.number, p.raw) for p in publication.priorities] == [
        ("KR", "20130033547", "10-2013-0033547"),
        ("US", "60984910", "60/984,910"),
    ]
    assert [(r.relation, r.document.number) for r in publication.related] == [
        ("pct", "2014157990"),
        ("division", "2008801144281"),
        ("earlier_publication", "101234567"),
    ]


def test_old_classification_and_citations():
    publication = one(
        document(
            "<classification-ipc><ipc-version>7</ipc-version><main-classification>A01D 45/00"
            "</main-classification><further-classification>A01D 43/02</further-classification>"
            "</classification-ipc><classifications-ipcr><classification-ipcr><text>"
            "H04L  29/08(2006.01)I</text></classification-ipcr></classifications-ipcr>"
            "<references-cited><citation srep-phase='SEA' sequence='1'><patcit num='1'>"
            "<document-id><country>US</country><doc-number>7123456</doc-number><kind>B2</kind>"
            "</document-id></patcit><category>A</category><rel-claims>1-3</rel-claims></citation>"
            "<citation><nplcit><text>某期刊，2001年</text></nplcit></citation></references-cited>"
        )
    )
    assert [(c.symbol, c.position, c.value) for c in publication.classifications] == [
        ("H04L 29/08", "first", "inventive"),
        ("A01D 45/00", "first", None),
        ("A01D 43/02", "later", None),
    ]
    first, second = publication.citations
    assert (first.document.number, first.category, first.claims, first.phase) == (
        "7123456",
        "A",
        "1-3",
        "search",
    )
    assert (second.text, second.phase) == ("某期刊，2001年", None)


def test_claims_depend_by_their_words():
    texts = ("一种收割机。", "如权利要求1所述的收割机。", "根据权利要求1或2所述的收割机。")
    claims = "".join(
        f'<claim id="cl{n:04}" num="{n:04}"><claim-text>{n}.{text}</claim-text></claim>'
        for n, text in enumerate(texts, 1)
    )
    publication = one(document(body=f"<claims>{claims}</claims>"))
    assert [claim.text for claim in publication.claims] == list(texts)
    assert [claim.depends_on for claim in publication.claims] == [(), (1,), (1, 2)]


def test_empty_claims_are_a_gap():
    claims = (
        '<claim num="0001"><claim-text>1.轨道。</claim-text></claim><claim num="0002">'
        '<claim-text/></claim><claim num="0003"><claim-text>3.车。</claim-text></claim>'
    )
    publication = one(document(body=f"<claims>{claims}</claims>"))
    assert [claim.number for claim in publication.claims] == [1, 3]
    assert [gap.detail for gap in publication.gaps if gap.part == "claims"] == ["zh: 2"]


def test_page_images_are_a_gap():
    publication = one(
        document(
            body="<description><doc-page file='d.tif'/></description><claims>"
            "<doc-page file='c.tif'/></claims>"
        )
    )
    assert publication.needs_ocr
    assert gaps(publication)["description"] == gaps(publication)["claims"] == "scan_only"


def test_a_document_without_bibliography_is_refused():
    assert failure("<cn-patent-document/>").code == "IDENTITY_INCOMPLETE"
    empty = one(document("<cn-parties/><invention-title/><abstract/>"))
    assert (empty.parties, empty.title) == ((), ())
    assert gaps(empty)["title"] == "not_in_source"


def test_a_design_with_a_locarno_class():
    publication = one(
        '<cn-patent-document lang="ZH" country="CN" dtd-version="cn-patent-document v1.0" '
        'doc-number="300712345" kind="D" date-publ="20071114"><cn-bibliographic-data>'
        '<application-reference appl-type="外观设计"><document-id><country>CN</country>'
        "<doc-number>200630120144.7</doc-number></document-id></application-reference>"
        "<classification-locarno><edition>8</edition><main-classification>26-05"
        "</main-classification></classification-locarno><invention-title>灯</invention-title>"
        "</cn-bibliographic-data><application-body lang='zh' country='CN'>"
        '<doc-page file="1.tif" he="1" wi="1" type="tif"/></application-body></cn-patent-document>'
    )
    assert (publication.id, publication.right, publication.stage) == (
        "CN300712345D",
        "design",
        "grant",
    )
    assert [(c.scheme, c.symbol) for c in publication.classifications] == [("locarno", "26-05")]
    assert publication.source.version == "cn-patent-document v1.0"
    assert not publication.needs_ocr
    assert gaps(publication) == {}


def test_a_document_of_pages_is_known_by_its_root():
    publication = one(
        '<cn-patent-document lang="ZH" country="CN" doc-number="1060001" kind="A" '
        'date-publ="19920408" status="C"><doc-page file="1.tif" he="1" wi="1" type="tif"/>'
        "</cn-patent-document>"
    )
    assert (publication.id, publication.date) == ("CN1060001A", "1992-04-08")
    assert publication.needs_ocr
    assert set(gaps(publication).values()) == {"scan_only"}


@pytest.mark.shared
def test_a_deposit_is_an_event_with_its_number(shared_samples):
    publication = one((shared_samples / "cn-st36-old" / "cn_old1.xml").read_bytes())
    (event,) = publication.events
    assert (event.code, event.date) == ("bio-deposit", "2012-10-08")
    assert event.number == "CGMCC No.6645"


def test_a_deposit_in_the_order_of_the_dtd_and_a_province():
    publication = one(
        '<cn-patent-document lang="ZH" country="CN" doc-number="104223352" kind="A">'
        "<cn-bibliographic-data><abstract><p num='1'>摘要。</p><p num='bio'><bio-deposit num='b1'>"
        "<depositary>CGMCC</depositary><bio-accno>CGMCC No.6645</bio-accno><date>20121008</date>"
        "</bio-deposit></p></abstract><cn-parties><cn-applicants cn-representative-is=''>"
        "<cn-applicant sequence='1'><addressbook lang='ZH'><name>甲</name><address><text>"
        "650231 云南省昆明市</text></address></addressbook></cn-applicant></cn-applicants>"
        "</cn-parties></cn-bibliographic-data></cn-patent-document>"
    )
    (event,) = publication.events
    assert (event.date, event.number, event.text) == ("2012-10-08", "CGMCC No.6645", "CGMCC")
    assert publication.parties[0].state == "云南省"
    assert [text.text for text in publication.abstract] == ["摘要。"]
