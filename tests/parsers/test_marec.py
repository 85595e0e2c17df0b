"""MAREC and CLEF-IP documents: real ones counted another way, written ones read back."""

import re
from pathlib import Path

import pytest
from msgspec import structs

from parsers.model import Claim, ClaimSet, LegalEvent, Publication
from parsers.specimens import encode, format_of
from tests.parsers import goldens
from tests.parsers.demo import demo
from tests.parsers.rawxml import blocks, failure, gaps, letters, one, read, starts, unmarked

SAMPLES = [
    "data/marec/EP/00/00/EP-1000000-A1.xml",
    "data/marec/EP/00/00/EP-1000000-B1.xml",
    "data/marec/US/000000/00/00/H1/US-H1-H.xml",
    "main/resources/data/marec/US/000000/00/00/H1/US-H1-H.xml",
]


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, shared_samples: Path) -> tuple[str, Publication]:
    path = shared_samples / "marec" / request.param
    return read(path), one(path.read_bytes(), path.name)


@pytest.mark.shared
def test_texts_of_the_samples_by_another_count(sample):
    raw, found = sample
    claims = blocks(raw, "claim")
    assert len(found.claims) == len(claims)
    for claim, block in zip(found.claims, claims, strict=True):
        printed = re.sub(r"^\d+\.", "", letters(block)) if found.office == "US" else letters(block)
        assert letters(claim.text) == printed
    paragraphs = blocks("".join(blocks(raw, "description")), "(?:p|heading)")
    assert [letters(s.text) for s in found.description] == [letters(p) for p in paragraphs]
    assert [letters(t.text) for t in found.abstract] == [*map(letters, blocks(raw, "abstract"))]
    assert [letters(t.text) for t in found.title] == [*map(letters, blocks(raw, "invention-title"))]
    assert len(found.drawings) == len(starts("".join(blocks(raw, "drawings")), "img"))


@pytest.mark.shared
def test_parties_classes_and_citations_of_the_samples_by_another_count(sample):
    raw, found = sample
    for role in ("applicant", "inventor", "assignee", "agent", "examiner"):
        entries = starts(raw, role)
        forms = [re.search(r'format="(\w+)"', entry)[1] for entry in entries]
        persons = max((forms.count(form) for form in forms), default=0)
        assert sum(party.role == role for party in found.parties) == persons, role
    assert len(found.citations) == len(starts(raw, "(?:patcit|nplcit)"))
    assert len(found.designated_states) == len(
        re.findall("<country", "".join(blocks(raw, "designated-states")))
    )
    printed = {" ".join(b.split()[:2]) for b in blocks(raw, "classification-ipcr")}
    old = blocks("".join(blocks(raw, "classification-ipc")), "(?:main|further)-classification")
    printed |= {" ".join(b.split()) for b in old}
    assert {c.symbol for c in found.classifications if c.scheme == "ipc"} == printed
    european = {" ".join(b.split()) for b in blocks(raw, "classification-symbol")}
    assert {c.symbol for c in found.classifications if c.scheme == "ecla"} == european
    national = re.sub(r"<field-of-search.*</field-of-search>", "", raw, flags=re.DOTALL)
    national = blocks("".join(blocks(national, "classification-national")), r"\w+-classification")
    assert sum(c.scheme == "uspc" for c in found.classifications) == len(national)
    assert not found.source.notes


@pytest.mark.shared
def test_what_the_first_sample_says(shared_samples: Path):
    path = shared_samples / "marec" / SAMPLES[0]
    found = one(path.read_bytes())
    assert (found.id, found.date, found.family) == ("EP1000000A1", "2000-05-17", "19768124")
    assert (found.right, found.stage, found.language) == ("invention", "application", "en")
    assert found.application.date == "1999-11-08"
    assert found.claims[3].depends_on == (1, 2, 3)
    agent = found.parties[-1]
    assert agent.address == "Arnold & Siedsma, Advocaten en Octrooigemachtigden, Sweelinckplein 1"
    applicant = found.parties[0]
    assert applicant.name == "BOER BEHEER NIJMEGEN BV DE"
    assert (applicant.country, applicant.city) == ("NL", "6541 BS Nijmegen")
    assert {(c.phase, c.category) for c in found.citations} == {("search", "A")}


def document(inner: str, biblio: str = "", attributes: str = "") -> str:
    return (
        '<patent-document ucid="EP-0012345-B1" country="EP" doc-number="0012345" kind="B1" '
        f'lang="DE" date="19850102" {attributes}><bibliographic-data>'
        f'<publication-reference ucid="EP-0012345-B1"/>{biblio}</bibliographic-data>'
        f"{inner}</patent-document>"
    )


def technical(inner: str) -> Publication:
    return one(document("", f"<technical-data>{inner}</technical-data>"))


TITLE = '<technical-data><invention-title lang="DE">Pumpe</invention-title></technical-data>'


def test_a_document_of_bibliography_only_says_what_is_missing():
    found = one(document("", TITLE))
    assert (found.id, found.language, found.right) == ("EP12345B1", "de", "invention")
    reasons = dict.fromkeys(("abstract", "description", "claims"), "not_in_source")
    assert gaps(found) == reasons


def test_a_document_cut_down_to_its_text_is_read():
    claims = '<claims lang="EN"><claim num="1"><claim-text>A pump.</claim-text></claim></claims>'
    found = one(f'<patent-document ucid="WO-1998012345-A1">{claims}</patent-document>')
    assert (found.id, found.date) == ("WO1998012345A1", None)
    assert [claim.text for claim in found.claims] == ["A pump."]
    assert found.language == "en"


def test_page_images_only():
    found = one(document('<doc-page file="1.tif" he="1" wi="1" type="tif"/>', TITLE))
    assert found.needs_ocr
    assert set(gaps(found).values()) == {"scan_only"}


def test_claims_of_one_language_twice_are_two_sets():
    one_set = '<claims lang="DE"><claim num="1"><claim-text>Pumpe {}.</claim-text></claim></claims>'
    amended = '<amended-claims lang="DE"><claim num="1"><claim-text>C.</claim-text></claim>'
    found = one(document(one_set.format("A") + one_set.format("B") + amended + "</amended-claims>"
                         , TITLE))  # fmt: skip
    assert [claim.text for claim in found.claims] == ["Pumpe A."]
    assert [(s.status, s.claims[0].text) for s in found.claim_sets] == [
        (None, "Pumpe B."),
        ("amended", "C."),
    ]


def test_dependencies_by_markup_and_by_words():
    claims = (
        '<claims lang="EN"><claim id="a" num="1"><claim-text>1. A pump.</claim-text></claim>'
        '<claim id="b" num="2"><claim-text>2. That <claim-ref idref="a">pump</claim-ref>.'
        "</claim-text></claim>"
        '<claim num="3"><claim-text>3. A pump of claims 1 or 2.</claim-text></claim></claims>'
    )
    found = one(document(claims, TITLE))
    assert [(c.text, c.depends_on) for c in found.claims] == [
        ("A pump.", ()),
        ("That pump.", (1,)),
        ("A pump of claims 1 or 2.", (1, 2)),
    ]


def test_classes_of_every_kind():
    found = technical(
        "<classification-ipc><edition>4</edition><main-classification>F04B   1/00"
        "</main-classification><further-classification>F04C   2/00</further-classification>"
        "</classification-ipc><classifications-ipcr><classification-ipcr>"
        "F04B   1/00        20060101C I20051008RMEP        </classification-ipcr>"
        "<classification-ipcr>F04B   1/00        20060101A I20051008RMEP        "
        "</classification-ipcr></classifications-ipcr>"
        '<classification-national country="US"><main-classification>339099R</main-classification>'
        "<further-classification>D02746000</further-classification></classification-national>"
        '<classification-national country="GB"><text>F1W W100</text></classification-national>'
        '<classification-ecla><classification-symbol scheme="EC">F04B 1/00B</classification-symbol>'
        '<classification-symbol scheme="ICO">T05B 201/12</classification-symbol>'
        '<classification-symbol scheme="IDT">X1</classification-symbol></classification-ecla>'
        "<f-term-info><f-terms><theme-code>3H070</theme-code><f-term>AA01</f-term></f-terms>"
        "</f-term-info>"
    )
    assert [(c.scheme, c.symbol, c.position) for c in found.classifications] == [
        ("ipc", "F04B 1/00", None),
        ("ipc", "F04C 2/00", "later"),
        ("uspc", "339/99R", "first"),
        ("uspc", "D2/746", "later"),
        ("ecla", "F04B 1/00B", None),
        ("ico", "T05B 201/12", None),
        ("fterm", "3H070 AA01", None),
    ]
    assert found.source.notes == ("class of GB: F1W W100", "symbol of scheme IDT: X1")


def test_parties_in_several_forms_count_once():
    parties = (
        '<parties><applicants><applicant format="epo" sequence="1"><addressbook>'
        "<name>PROCTER &amp;amp; GAMBLE</name><address><country>US</country></address>"
        '</addressbook></applicant><applicant format="epo" sequence="2"><addressbook>'
        '<name>OTHER CO</name></addressbook></applicant><applicant format="original">'
        "<addressbook><last-name>The Procter &amp;amp; Gamble Company</last-name><address>"
        "<city>Cincinnati</city><country>US</country></address></addressbook></applicant>"
        '<applicant format="original"><addressbook><last-name>Unlike</last-name><address>'
        "<city>Rome</city></address></addressbook></applicant></applicants></parties>"
    )
    found = one(document("", TITLE + parties))
    assert [(p.name, p.city, p.sequence) for p in found.parties] == [
        ("PROCTER & GAMBLE", "Cincinnati", 1),
        ("OTHER CO", None, 2),
    ]


def test_events_of_availability_reassignment_and_status():
    biblio = (
        "<dates-of-public-availability><grant-publication-date><date>19850102</date>"
        "<bulletin-number>198501</bulletin-number></grant-publication-date>"
        f"</dates-of-public-availability>{TITLE}<parties><assignee-history><reassignments>"
        '<reassignment reel-frame="004123/0456" recorded-date="19860304"><assignees><assignee>'
        "<addressbook><name>B</name></addressbook></assignee></assignees><assignors><assignor>"
        "<addressbook><name>A</name></addressbook></assignor></assignors><conveyance>Assignment"
        "</conveyance></reassignment></reassignments></assignee-history></parties>"
    )
    status = (
        '<legal-status><legal-event code="PG25" country="EP" date="19870506"><legal-event-body>'
        "<event-title>LAPSED</event-title><event-attributes><event-attribute>"
        "<event-attribute-label>Ref Country Code</event-attribute-label><event-attribute-value>GB"
        "</event-attribute-value></event-attribute></event-attributes></legal-event-body>"
        "</legal-event></legal-status>"
    )
    assert one(document(status, biblio)).events == (
        LegalEvent(
            office="EP", code="grant-publication-date", date="1985-01-02", text="bulletin 198501"
        ),
        LegalEvent(
            office="EP",
            code="reassignment",
            date="1986-03-04",
            text="Assignment",
            number="004123/0456",
            before=("A",),
            after=("B",),
        ),
        LegalEvent(
            office="EP",
            code="PG25",
            date="1987-05-06",
            text="Ref Country Code: GB",
            title="LAPSED",
        ),
    )


def test_related_documents():
    biblio = TITLE + (
        '<related-documents><relation type="continuation-in-part"><child-doc ucid="x"/>'
        '<parent-doc ucid="y"><document-id format="epo"><country>US</country><doc-number>12345678'
        "</doc-number><kind>A</kind><date>19780101</date></document-id><parent-grant-document>"
        "<document-id><country>US</country><doc-number>4123456</doc-number></document-id>"
        "</parent-grant-document></parent-doc></relation></related-documents>"
        "<international-convention-data><pct-or-regional-filing-data><document-id format='epo'>"
        "<country>US</country><doc-number>8400123</doc-number><kind>W</kind><date>19840202</date>"
        "</document-id></pct-or-regional-filing-data><pct-or-regional-publishing-data>"
        "<document-id><country>WO</country><doc-number>1984003456</doc-number></document-id>"
        "</pct-or-regional-publishing-data></international-convention-data>"
    )
    shown = [(r.relation, r.document.office, r.document.number)
             for r in one(document("", biblio)).related]  # fmt: skip
    assert shown == [
        ("continuation_in_part", "US", "05123456"),
        ("continuation_in_part", "US", "4123456"),
        ("pct", "WO", "PCT/US84/00123"),
        ("pct", "WO", "1984003456"),
    ]


def test_citations_with_several_sources_count_once():
    found = technical(
        '<citations><patent-citations><patcit ucid="DE-1-A"><document-id format="epo"><country>DE'
        '</country><doc-number>1234567</doc-number></document-id><sources><source name="SEA" '
        'category="X"/><source name="EXA" category="XY"/></sources></patcit>'
        "<patcit><text>EP 0 123 456 A1</text></patcit></patent-citations>"
        '<non-patent-citations><nplcit>Knuth, TAOCP<sources><source name="APP"/></sources>'
        "</nplcit></non-patent-citations></citations>"
    )
    assert [(c.document and c.document.number, c.text, c.phase, c.category)
            for c in found.citations] == [
        ("1234567", None, "search", "XY"),
        ("123456", None, None, None),
        (None, "Knuth, TAOCP", "applicant", None),
    ]  # fmt: skip


def test_a_withdrawn_document():
    assert one(document("", TITLE, 'status="deleted"')).withdrawn
    assert one(document("", TITLE, 'withdrawn="yes"')).withdrawn


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('<patent-document ucid="?" lang="EN"/>', "IDENTITY_INCOMPLETE"),
        (document("", TITLE)[:-30], "XML_TRUNCATED"),
        ('<patent-document ucid="EP-1-A1" country="EP" doc-number="x"/>', "IDENTITY_INCOMPLETE"),
    ],
)
def test_damaged_documents_fail_with_a_code(data, code):
    assert failure(data).code == code


def expected(publication: Publication) -> Publication:
    """The publication as the format can hold it.

    No levels of headings, languages of parties, numbers of sets of CPC and ids of tables; patents
    are cited before literature, the international stage follows other relatives.
    """
    ranked = sorted(publication.related, key=lambda r: (r.relation == "pct") + (
        r.relation == "pct" and r.document.number.isdigit()))  # fmt: skip
    return structs.replace(
        publication,
        family_basis=None,
        family=None if publication.family_basis else publication.family,
        related=tuple(ranked),
        citations=tuple(sorted(publication.citations, key=lambda c: c.document is None)),
        parties=tuple(
            structs.replace(p, lang=None, sequence=p.sequence or n)
            for role in ("applicant", "inventor", "assignee", "agen", "examiner")
            for n, p in enumerate((p for p in publication.parties if p.role.startswith(role)), 1)
        ),
        description=tuple(
            structs.replace(s, level=None, id=None if s.kind == "table" else s.id)
            for s in publication.description
        ),
    )


def written(publication: Publication) -> Publication:
    found = one(encode(publication, "marec"))
    if found.family_basis:
        found = structs.replace(found, family=None, family_basis=None)
    return structs.replace(found, source=publication.source, gaps=publication.gaps)


def specimens() -> list[Publication]:
    forms = {"us4", "ep", "docdb"}
    return [p for p in demo() if format_of(p) in forms]


def test_specimens_come_back():
    for publication in specimens():
        found, right = unmarked(written(publication)), unmarked(expected(publication))
        for key in found.__struct_fields__:
            assert getattr(found, key) == getattr(right, key), f"{publication.id}: {key}"


def test_sets_of_claims_come_back():
    claim = Claim(number=1, text="A pump.", lang="en", category="product")
    sets = (ClaimSet(claims=(claim,)), ClaimSet(status="amended", claims=(claim,)))
    publication = structs.replace(
        next(p for p in specimens() if p.office == "EP"), claim_sets=sets, withdrawn=True
    )
    assert written(publication).claim_sets == sets
    assert written(publication).withdrawn


def test_golden():
    chosen = {p.office: p for p in reversed(specimens())}
    goldens.check("marec", [one(encode(chosen[office], "marec")) for office in ("EP", "US", "WO")])
