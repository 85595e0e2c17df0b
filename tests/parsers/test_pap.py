"""USPTO applications of 2001-2004: real ones counted another way, written ones read back, variants."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.parse import parse_paths
from parsers.specimens import encode
from tests.parsers import goldens
from tests.parsers.rawxml import blocks, failure, gaps, letters, one, starts
from tests.parsers.usold import members, plain, read_back, same, specimens

SAMPLES = ("application/v1-5-A1_1.xml", "pap/US20010000044A1.xml")


@pytest.fixture(params=SAMPLES)
def sample(request, shared_samples):
    data = (shared_samples / "uspto-pap-v15" / request.param).read_bytes()
    return data.decode(), one(data)


@pytest.mark.shared
def test_texts_of_the_samples_by_another_count(sample):
    raw, found = sample
    described = "".join(blocks(raw, "subdoc-description"))
    pieces = re.findall(r"<(paragraph|heading)\b[^>]*>(.*?)</\1>", described, re.DOTALL)
    unnumbered = [re.sub(r"<number>.*?</number>", "", text) for _, text in pieces]
    assert [letters(s.text) for s in found.description] == [*map(letters, unnumbered)]
    assert [s.kind for s in found.description] == [name for name, _ in pieces]
    printed = [*map(letters, blocks(described, "number"))]
    assert [f"{s.number}." for s in found.description if s.number] == printed
    claims = blocks(raw, "claim")
    assert len(found.claims) == len(claims)
    for number, (claim, block) in enumerate(zip(found.claims, claims, strict=True), 1):
        assert claim.number == number
        assert letters(claim.text) == letters(block).removeprefix(f"{number}.")
        words = {int(n) for n in re.findall(r"(?:of|in) claim (\d+)", block)}
        assert set(claim.depends_on) == words
    paragraphs = blocks("".join(blocks(raw, "subdoc-abstract")), "paragraph")
    assert [letters(t.text) for t in found.abstract] == ["".join(map(letters, paragraphs))]
    assert len(found.drawings) == len(starts(raw, "image"))
    assert found.source.notes == ()


@pytest.mark.shared
def test_front_pages_of_the_samples_by_another_count(sample):
    raw, found = sample
    inventors = [p for p in found.parties if p.role == "inventor"]
    assert len(inventors) == len(starts(raw, "(?:first-named-)?inventor"))
    for party, entry in zip(inventors, blocks(raw, "name"), strict=True):
        assert letters(party.family) == letters(blocks(entry, "family-name")[0])
        given_names = blocks(entry, "given-name") + blocks(entry, "middle-name")
        assert letters(party.given) == "".join(map(letters, given_names))
    assert len([p for p in found.parties if p.role in {"agent", "agency"}]) == 1
    assert len(found.classifications) == len(starts(raw, "(?:ipc|uspc)"))
    related = "".join(blocks(raw, "continuity-data"))
    parents = len(starts(related, "parent")) + len(starts(related, "parent-patent"))
    assert len(found.related) == parents


@pytest.mark.shared
def test_what_the_samples_say(shared_samples):
    found = {item.id: item for item in parse_paths([shared_samples / "uspto-pap-v15"])}
    assert set(found) == {"US20010000001A1", "US20010000044A1"}
    first = found["US20010000001A1"]
    assert (first.source.version, first.stage, first.date) == ("1.5", "application", "2001-03-15")
    assert [(r.relation, r.document.number) for r in first.related] == [
        ("continuation", "09375495"),
        ("continuation", "08894495"),
        ("continuation", "5938859"),
        ("pct", "PCT/US97/05183"),
        ("continuation_in_part", "08580840"),
        ("continuation_in_part", "5616549"),
    ]
    assert [c.symbol for c in first.classifications] == ["B08B 3/00", "134/31"]
    firm = first.parties[-1]
    assert (firm.role, firm.city) == ("agency", "CHICAGO")
    assert gaps(first) == {"claims": "not_in_source", "description": "not_in_source"}
    second = found["US20010000044A1"]
    agent = second.parties[-1]
    assert (agent.role, agent.name, agent.organisation) == ("agent", "Cohen, Neal", False)
    assert second.parties[0].city == "Irvine"
    assert second.description[1].number == "1"


def test_every_specimen_comes_back():
    for specimen in specimens("A"):
        expected = plain(specimen)
        same(expected, read_back(expected, "pap"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(index=st.integers(0, 151), seed=st.integers(2, 2**31))
def test_any_specimen_comes_back(index, seed):
    for specimen in members(index, seed):
        if specimen.kind[0] == "A":
            expected = plain(specimen)
            same(expected, read_back(expected, "pap"))


def test_golden():
    specimen = min(specimens("A"), key=lambda p: len(encode(p, "pap")))
    goldens.check("pap", [read_back(plain(specimen), "pap")])


def test_a_weekly_file_holds_many_on_one_line(tmp_path):
    """The office put the declaration behind the end tag before it, on the same line."""
    chosen = [plain(p) for p in [*specimens("A")][:3]]
    path = tmp_path / "pa020103.xml"
    path.write_bytes(b"".join(encode(p, "pap").rstrip() for p in chosen))
    found = [*parse_paths([path])]
    assert [p.id for p in found] == [p.id for p in chosen]
    for item in found:
        assert path.read_bytes()[item.source.offset :].startswith(b"<?xml")


def pap(biblio: str = "", rest: str = "", dtd: str = "pap-v16-2002-01-01.dtd", kind: str = "A1"):
    return one(
        f'<!DOCTYPE patent-application-publication SYSTEM "{dtd}" []>'
        "<patent-application-publication><subdoc-bibliographic-information><document-id>"
        f"<doc-number>20020012345</doc-number><kind-code>{kind}</kind-code><document-date>20020131"
        "</document-date></document-id><technical-information><title-of-invention>H<highlight>"
        "<subscript>2</subscript></highlight>O lamp</title-of-invention></technical-information>"
        f"{biblio}</subdoc-bibliographic-information>{rest}</patent-application-publication>"
    )


def doc(number: str, date: str = "19990101", country: str = "US", kind: str = "") -> str:
    code = f"<kind-code>{kind}</kind-code>" if kind else ""
    return (
        f"<document-id><doc-number>{number}</doc-number>{code}<document-date>{date}</document-date>"
        f"<country-code>{country}</country-code></document-id>"
    )


def family(number: str, patent: str = "", pct: str = "") -> str:
    granted = f"<parent-patent>{doc(patent)}</parent-patent>" if patent else ""
    international = f"<parent-pct>{doc(pct)}</parent-pct>" if pct else ""
    return (
        f"<parent-child><child>{doc('10000001')}</child><parent>{doc(number)}</parent>"
        f"<parent-status>PENDING</parent-status>{granted}</parent-child>{international}"
    )


@pytest.mark.parametrize(
    ("dtd", "version"),
    [
        ("pap-v16-2002-01-01.dtd", "1.6"),
        ("pap-v15-2001-01-31.dtd", "1.5"),
        ("PAP-V14-2000-11-01.dtd", "1.4"),
        ("other.dtd", None),
    ],
)
def test_versions(dtd, version):
    assert pap(dtd=dtd).source.version == version


@pytest.mark.parametrize(
    ("kind", "right", "stage"),
    [
        ("A1", "invention", "application"),
        ("A9", "invention", "correction"),
        ("P1", "plant", "application"),
    ],
)
def test_kinds(kind, right, stage):
    found = pap(kind=kind)
    assert (found.id, found.right, found.stage) == (f"US20020012345{kind}", right, stage)
    assert (found.title[0].text, found.title[0].marks) == ("H2O lamp", (("sub", 1, 2),))


def test_relations_of_every_kind():
    found = pap(
        f"<continuity-data><division-of>{family('09111111')}</division-of><continuations>"
        f"<continuation-of>{family('09222222', '6123456')}</continuation-of></continuations>"
        f"<continuations><continuation-in-part-of>{family('PCT/US00/01234')}"
        f"</continuation-in-part-of><continuing-reissue-of>{family('09333333')}"
        f"</continuing-reissue-of></continuations><a-371-of-international>{family('PCT/JP00/05678')}"
        f"</a-371-of-international><substitution-for>{family('09444444', pct='PCT/GB00/00001')}"
        f"</substitution-for><reissue-of>{family('09555555', '06000000')}</reissue-of>"
        f"<non-provisional-of-provisional>{doc('60123456')}</non-provisional-of-provisional>"
        f"<corrected-republication-of>{doc('20010099999', '20011227', 'US', 'A1')}"
        "</corrected-republication-of></continuity-data>"
        f"<prior-publication>{doc('20010011111', '20010809', 'US', 'A1')}</prior-publication>"
        f"<international-conventions><pct-application>{doc('PCT/JP00/05678', '20000824', 'WO')}"
        "</pct-application><usc371-date>20010102</usc371-date><usc102e-date>none</usc102e-date>"
        f"<pct-publication>{doc('WO01/02345', '20010111', 'WO')}</pct-publication>"
        "</international-conventions>"
    )
    assert [(r.relation, r.document.number) for r in found.related] == [
        ("division", "09111111"),
        ("continuation", "09222222"),
        ("continuation", "6123456"),
        ("continuation_in_part", "PCT/US00/01234"),
        ("reissue", "09333333"),
        ("pct", "PCT/JP00/05678"),
        ("substitution", "09444444"),
        ("pct", "PCT/GB00/00001"),
        ("reissue", "09555555"),
        ("reissue", "6000000"),
        ("provisional", "60123456"),
        ("correction_of", "20010099999"),
        ("earlier_publication", "20010011111"),
        ("pct", "PCT/JP00/05678"),
        ("pct", "2001002345"),
    ]
    assert [(e.code, e.date) for e in found.events] == [("usc371-date", "2001-01-02")]


def test_parties_of_every_shape():
    found = pap(
        "<inventors><first-named-inventor><name><given-name>Ann</given-name><middle-name>B.</middle-name>"
        "<family-name>Low</family-name><name-suffix>III</name-suffix></name><residence><residence-us>"
        "<city>Troy</city><state>NY</state></residence-us></residence></first-named-inventor><inventor>"
        "<name><given-name>Cho</given-name><family-name>Kim</family-name></name><residence>"
        "<residence-non-us><city>Seoul</city><country-code>KR</country-code></residence-non-us>"
        "</residence></inventor><inventor><name><family-name>Sukarno</family-name></name><residence>"
        "<military-service>US Navy</military-service></residence></inventor></inventors>"
        "<assignee><organization-name>Acme</organization-name><address><city>Gent</city><country>"
        "<country-code>BE</country-code></country></address><assignee-type>03</assignee-type></assignee>"
        "<assignee><name><given-name>Jo</given-name><family-name>Doe</family-name></name><assignee-type>"
        "04</assignee-type></assignee><correspondence-address><name-1>Low and Day</name-1><name-2>Attn: "
        "Patents</name-2><address><address-1>1 Main St.</address-1></address></correspondence-address>"
    )
    assert [(p.role, p.name, p.country, p.organisation) for p in found.parties] == [
        ("inventor", "Low, Ann B., III", "US", False),
        ("inventor", "Kim, Cho", "KR", False),
        ("inventor", "Sukarno", None, False),
        ("assignee", "Acme", "BE", True),
        ("assignee", "Doe, Jo", None, False),
        ("agency", "Low and Day", None, True),
    ]
    assert found.parties[-1].address == "Attn: Patents, 1 Main St."
    assert [p.sequence for p in found.parties] == [1, 2, 3, 1, 2, 1]


def test_classes_priorities_and_citations():
    found = one(
        "<patent-application-publication><subdoc-bibliographic-information><document-id><doc-number>"
        "20020012345</doc-number></document-id><foreign-priority-data><priority-application-number>"
        "<doc-number>11-097727</doc-number></priority-application-number><filing-date>19990405</filing-date>"
        "<country-code>JP</country-code></foreign-priority-data><foreign-priority-data>"
        "<priority-application-number><doc-number></doc-number></priority-application-number><filing-date>"
        "19990406</filing-date><country-code>GB</country-code></foreign-priority-data>"
        "<technical-information><classification-ipc><classification-ipc-primary><ipc>H01J001/62</ipc>"
        "</classification-ipc-primary><classification-ipc-secondary><ipc>G06F017/60</ipc>"
        "</classification-ipc-secondary></classification-ipc><classification-us><classification-us-primary>"
        "<uspc><class>705</class><subclass>026000</subclass></uspc></classification-us-primary>"
        "<classification-us-secondary><uspc><class>D14</class><subclass>00450R</subclass></uspc>"
        "</classification-us-secondary><classification-us-secondary><uspc><class>29</class><subclass>"
        "402070</subclass></uspc></classification-us-secondary><classification-us-secondary><uspc-freeform>"
        "PLT/101</uspc-freeform></classification-us-secondary></classification-us><title-of-invention>Lamp"
        "</title-of-invention><citation><cited-patent-literature><document-id><doc-number>5123456"
        "</doc-number></document-id></cited-patent-literature></citation><citation>"
        "<cited-non-patent-literature>A. Low, Lamps, 1999.</cited-non-patent-literature></citation>"
        "</technical-information></subdoc-bibliographic-information></patent-application-publication>"
    )
    assert [(c.symbol, c.position) for c in found.classifications] == [
        ("H01J 1/62", "first"), ("G06F 17/60", "later"), ("705/26", "first"), ("D14/4.5R", "later"),
        ("29/402.07", "later"), ("PLT/101", "later"),
    ]  # fmt: skip
    assert [p.raw for p in found.priorities] == ["11-097727"]
    assert [g.detail for g in found.gaps if g.part == "priorities"] == ["GB 19990406"]
    assert [c.document.number if c.document else c.text for c in found.citations] == [
        "5123456", "A. Low, Lamps, 1999.",
    ]  # fmt: skip


DESCRIPTION = """<subdoc-description><cross-reference-to-related-applications>
<heading lvl="1">RELATED</heading><paragraph id="P-1" lvl="0"><number>&lsqb;0001&rsqb;</number> See <cross-reference
target="DRAWINGS">FIG. 1</cross-reference>.</paragraph></cross-reference-to-related-applications>
<federal-research-statement><paragraph-federal-research-statement id="P-2"><number>2.</number> Grant
<grant-number>A1</grant-number> of <us-agency>NSF</us-agency>.</paragraph-federal-research-statement>
</federal-research-statement><detailed-description><biological-deposit id="B1"><number>1</number><deposit-date>
20000101</deposit-date><depository><organization-name>ATCC</organization-name></depository>
<deposit-accession-number>PTA-1</deposit-accession-number></biological-deposit><section><paragraph id="P-3" lvl="0">
<number>&lsqb;0003&rsqb;</number> Of 10<highlight><superscript>3</superscript></highlight> <highlight><bold>12</bold>
</highlight> &mgr;m: <table-cwu id="T-1"><number>1</number><table><tgroup cols="2"><tbody><row><entry>a</entry>
<entry>b</entry></row></tbody></tgroup></table></table-cwu> and <lists id="L1"><list-item>one</list-item>
<list-item>two</list-item></lists></paragraph><paragraph id="P-4" lvl="0"><number>&lsqb;0004&rsqb;</number>
<math-cwu id="M-1"><number>1</number><math><mi>E</mi><mo>=</mo><mi>m</mi></math><mathematica-file id="N"
file="N.NB"/><image id="I" file="M.TIF"/></math-cwu></paragraph><paragraph id="P-5" lvl="0">
<number>&lsqb;0005&rsqb;</number> A <chemistry-cwu id="C-1"><number>2</number><image id="J" file="C.TIF"/>
<chemistry-chemdraw-file id="K" file="C.CDX"/><chemistry-mol-file id="L" file="C.MOL"/></chemistry-cwu> and a
<custom-character id="CC" file="CC.TIF"/>.<program-listing id="PL">if a &lt; b</program-listing></paragraph>
</section></detailed-description></subdoc-description><sequence-cwu id="S"><number>1</number><sequence-list-new-rules>
<s100><s160>1</s160></s100><s200><s210>1</s210><s213>Homo</s213></s200><s400>acgt</s400></sequence-list-new-rules>
</sequence-cwu>"""


def test_paragraphs_with_everything_in_them():
    found = pap(rest=DESCRIPTION)
    assert not found.source.repaired
    assert [(s.kind, s.number, s.text) for s in found.description] == [
        ("heading", None, "RELATED"),
        ("paragraph", "0001", "See FIG. 1."),
        ("paragraph", "2", "Grant A1 of NSF."),
        ("paragraph", "1", "20000101 ATCC PTA-1"),
        ("paragraph", "0003", "Of 103 12 μm:"),
        ("table", None, "a | b"),
        ("paragraph", None, "and one two"),
        ("formula", "0004", "E=m"),
        ("paragraph", "0005", "A and a \N{REPLACEMENT CHARACTER}. if a < b"),
        ("paragraph", None, "1"),
        ("paragraph", None, "1 Homo"),
        ("paragraph", None, "acgt"),
    ]
    (deposit,) = found.deposits
    assert (deposit.depositary, deposit.number, deposit.date) == ("ATCC", "PTA-1", "2000-01-01")
    assert found.description[4].marks == (("sup", 5, 6),)
    parts = [segment.part for segment in found.description]
    assert parts[:3] == ["related", "related", "government"]
    assert parts[-3:] == ["sequence_listing"] * 3
    (pictured,) = [gap for gap in found.gaps if gap.part == "pictures_in_text"]
    assert pictured.detail.startswith("2: C.TIF")


def test_a_sequence_listing_elsewhere_is_a_gap():
    found = pap(
        rest='<sequence-cwu id="S"><number>1</number><object-reference id="O"><object-description>listing'
        "</object-description><object-id>SEQ.TXT</object-id><object-contents/></object-reference>"
        "</sequence-cwu>"
    )
    (gap,) = [gap for gap in found.gaps if gap.part == "sequence_listing"]
    assert (gap.reason, gap.detail) == ("published_elsewhere", "SEQ.TXT")


def test_claims_by_markup_and_by_words():
    """Version 1.5 puts a text element into the reference, 1.6 the words themselves."""
    ref = '<dependent-claim-reference depends_on="{}">{}</dependent-claim-reference>'
    found = pap(
        rest="<subdoc-claims><heading>What is claimed is:</heading>"
        '<claim id="CLM-00001"><claim-text>1. A lamp of one of <markush-group><markush-item><claim-text>'
        "red;</claim-text></markush-item><markush-item><claim-text>blue.</claim-text></markush-item>"
        "</markush-group></claim-text></claim>"
        '<claim id="CLM-00002"><claim-text>2. The lamp of '
        + ref.format("CLM-00001", "<claim-text>claim 1</claim-text>")
        + ' lit.</claim-text></claim><claim id="CLM-00003"><claim-text>3. The lamp of '
        + ref.format("CLM-00001 CLM-00002", "claim 1 or 2")
        + ' lit.</claim-text></claim><claim id="CLM-00004"><claim-text>4. The lamp of claim 3, lit.'
        "</claim-text></claim></subdoc-claims>"
    )
    assert [(c.number, c.depends_on, c.text) for c in found.claims] == [
        (1, (), "A lamp of one of red; blue."),
        (2, (1,), "The lamp of claim 1 lit."),
        (3, (1, 2), "The lamp of claim 1 or 2 lit."),
        (4, (3,), "The lamp of claim 3, lit."),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<patent-application-publication/>", "FORMAT_MISMATCH"),
        ("<patent-application-publication><subdoc-bibliographic-information/></patent-application-publication>", "IDENTITY_INCOMPLETE"),
        ("<patent-application-publication><subdoc-bibliographic-information>", "XML_TRUNCATED"),
    ],
)  # fmt: skip
def test_damage_has_a_name(data, code):
    assert failure(data).code == code
