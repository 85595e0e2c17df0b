"""USPTO grants of 2001-2004: real ones counted another way, written ones read back, variants."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.model import Deposit, Publication, Term
from parsers.parse import parse_paths
from parsers.specimens import encode
from tests.parsers import goldens
from tests.parsers.rawxml import blocks, failure, gaps, letters, one, starts
from tests.parsers.usold import grant, members, read_back, same, specimens

SAMPLES = ("grant/v2-5-B2.xml", "sgml/US06336130.xml", "sgml/USD435854S1.xml")


@pytest.fixture(params=SAMPLES)
def sample(request, shared_samples):
    data = (shared_samples / "uspto-grant-st32-v25" / request.param).read_bytes()
    return data.decode(), one(data)


@pytest.mark.shared
def test_texts_of_the_samples_by_another_count(sample):
    raw, found = sample
    described = "".join(blocks(raw, "SDODE"))
    paragraphs = re.findall(r"<(?:PARA|H)\b[^>]*>(.*?)</(?:PARA|H)>", described, re.DOTALL)
    assert [letters(s.text) for s in found.description] == [letters(p) for p in paragraphs]
    headings = [s for s in found.description if s.kind == "heading"]
    assert len(headings) == len(starts(described, "H"))
    claims = blocks(raw, "CLM")
    assert [c.number for c in found.claims] == list(range(1, len(claims) + 1))
    for claim, block in zip(found.claims, claims, strict=True):
        assert letters(claim.text) == re.sub(r"^\d+\.", "", letters(block))
        refs = {int(target) for target in re.findall(r'<CLREF ID="CLM-(\d+)"', block)}
        assert set(claim.depends_on) == refs
    assert [letters(t.text) for t in found.abstract] == [*map(letters, blocks(raw, "SDOAB"))]
    assert [letters(t.text) for t in found.title] == [*map(letters, blocks(raw, "B540"))]
    assert len(found.claims) == int(letters(blocks(raw, "B577")[0]))
    assert found.source.notes == ()


@pytest.mark.shared
def test_front_pages_of_the_samples_by_another_count(sample):
    raw, found = sample
    for role, tag in (("inventor", "B721"), ("assignee", "B731"), ("examiner", "B74[67]")):
        entries = blocks(raw, tag)
        parties = [party for party in found.parties if party.role == role]
        assert len(parties) == len(entries)
        for party, entry in zip(parties, entries, strict=True):
            name = "".join(map(letters, blocks(entry, "(?:SNM|ONM)") + blocks(entry, "FNM")))
            assert letters(party.name).replace(",", "") == name.replace(",", "")
            assert [party.city] == ([untagged(c) for c in blocks(entry, "CITY")] or [None])
    agents = [p for p in found.parties if p.role in {"agent", "agency"}]
    assert len(agents) == len(blocks(raw, "B741"))
    assert len(found.citations) == len(starts(raw, "(?:PCIT|NCIT)"))
    examined = [c for c in found.citations if c.phase == "examination"]
    assert len(examined) == len(starts(raw, "CITED-BY-EXAMINER"))
    assert len(found.priorities) == len(starts(raw, "B300"))
    assert len(found.classifications) == len(starts(raw, "B5(?:11|12|21|22)"))
    files = re.findall(r'<!ENTITY \S+-D\d+\.TIF SYSTEM "(\S+)"', raw)
    assert [drawing.file for drawing in found.drawings] == files
    assert [drawing.number for drawing in found.drawings] == [str(n) for n in range(len(files))]


def untagged(block: str) -> str:
    return re.sub(r"<[^>]*>", "", block).strip()


@pytest.mark.shared
def test_what_the_samples_say(shared_samples):
    folder = shared_samples / "uspto-grant-st32-v25"
    found = {item.id: item for item in parse_paths([folder])}
    assert set(found) == {"US6530116B2", "US6336130B1", "USD435854S"}
    first = found["US6336130B1"]
    assert (first.date, first.right, first.stage) == ("2002-01-01", "invention", "grant")
    assert [(r.relation, r.document.number) for r in first.related] == [
        ("continuation", "PCT/NO98/00107")
    ]
    assert {(c.scheme, c.symbol) for c in first.classifications} == {
        ("ipc", "G06F 15/16"), ("ipc", "G06F 13/00"), ("uspc", "709/202"), ("uspc", "709/201"),
    }  # fmt: skip
    marks = [c for c in first.citations if c.text and "th Technology" in c.text]
    assert [c.text[:9] for c in marks] == ["IEEE 46th"]
    assert first.citations[5].document.office == "WO"
    second = found["US6530116B2"]
    assert second.related[0].document.number == "20020108205"
    assert [c.symbol for c in second.classifications][:3] == ["A47L 5/14", "15/328", "15/327.6"]
    third = found["USD435854S"]
    assert third.right == "design"
    assert third.citations[0].document.number == "D271298"
    assert third.term == Term(years=14)
    assert gaps(third) == {"abstract": "not_in_source"}


def test_every_specimen_comes_back():
    for specimen in specimens("BS"):
        expected = grant(specimen)
        same(expected, read_back(expected, "us2"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(index=st.integers(0, 151), seed=st.integers(2, 2**31))
def test_any_specimen_comes_back(index, seed):
    for specimen in members(index, seed):
        if specimen.kind[0] in "BS":
            expected = grant(specimen)
            same(expected, read_back(expected, "us2"))


def test_sgml_says_the_same_as_xml():
    for specimen in [*specimens("BS")][:8]:
        old = structs.replace(grant(specimen), date="2001-06-05")
        data = encode(old, "us2")
        assert b"<?xml" not in data
        assert b"/>" not in data
        same(old, read_back(old, "us2"))


def test_golden():
    specimen = min(specimens("B"), key=lambda p: len(encode(p, "us2")))
    found = read_back(grant(specimen), "us2")
    goldens.check("us2", [found])


def test_a_weekly_file_holds_many(tmp_path):
    chosen = [grant(p) for p in [*specimens("B")][:3]]
    chosen[1] = structs.replace(chosen[1], date="2001-06-05")
    path = tmp_path / "pg020101.xml"
    path.write_bytes(b"".join(encode(p, "us2") for p in chosen))
    found = [*parse_paths([path])]
    assert [p.id for p in found] == [p.id for p in chosen]
    for item in found:
        data = path.read_bytes()[item.source.offset :][: item.source.length]
        assert data.lstrip().startswith((b"<?xml", b"<!DOCTYPE"))
        assert data.rstrip().endswith(b"</PATDOC>")


def patdoc(
    biblio: str = "", rest: str = "", number: str = "06400000", kind: str = "B1"
) -> Publication:
    """A small grant; `biblio` stands behind the numbers."""
    return one(
        f"<PATDOC DTD='2.5'><SDOBI><B100><B110><DNUM><PDAT>{number}</PDAT></DNUM></B110>"
        f"<B130><PDAT>{kind}</PDAT></B130><B140><DATE><PDAT>20020604</PDAT></DATE></B140></B100>"
        "<B200><B210><DNUM><PDAT>09000001</PDAT></DNUM></B210></B200>"
        f"<B500><B540><STEXT><PDAT>Lamp</PDAT></STEXT></B540></B500>{biblio}</SDOBI>{rest}</PATDOC>"
    )


def doc(number: str, date: str = "", country: str = "", kind: str = "") -> str:
    parts = f"<DNUM><PDAT>{number}</PDAT></DNUM>"
    parts += f"<DATE><PDAT>{date}</PDAT></DATE>" if date else ""
    parts += f"<CTRY><PDAT>{country}</PDAT></CTRY>" if country else ""
    parts += f"<KIND><PDAT>{kind}</PDAT></KIND>" if kind else ""
    return f"<DOC>{parts}</DOC>"


def parent(number: str, patent: str = "", more: str = "") -> str:
    granted = f"<PPUB>{doc(patent, '', 'US')}</PPUB>" if patent else ""
    return (
        f"<PARENT-US><CDOC>{doc('09/000001')}</CDOC><PDOC>{doc(number, '19990101', 'US', '00')}"
        f"</PDOC>{more}<PSTA><PDAT>01</PDAT></PSTA>{granted}</PARENT-US>"
    )


@pytest.mark.parametrize(
    ("number", "kind", "expected", "right"),
    [
        ("06400000", "B1", "US6400000B1", "invention"),
        ("D0456789", "S1", "USD456789S1", "design"),
        ("PP012345", "P2", "USPP12345P2", "plant"),
        ("RE037123", "E1", "USRE37123E1", "invention"),
        ("H0002001", "H1", "USH2001H1", "other"),
        ("05123456", "C1", "US5123456C1", "invention"),
    ],
)
def test_kinds_of_patents(number, kind, expected, right):
    found = patdoc(number=number, kind=kind)
    assert (found.id, found.right) == (expected, right)


def test_relations_of_every_kind():
    related = (
        f"<B600><B610>{parent('08/111111')}</B610><B620>{parent('08/222,222', '5987654')}</B620>"
        f"<B630><B631>{parent('08/333333')}</B631><B632>{parent('PCT/US99/01234')}</B632>"
        f"<B633>{parent('08/444444')}</B633></B630><B640>{parent('08/555555', '05900000')}</B640>"
        f"<B641US>{parent('08/565656')}<SIBLING><CDOC>{doc('09/000001')}</CDOC><SDOC>"
        f"{doc('09/575757')}</SDOC><SPUB>{doc('RE036999')}</SPUB></SIBLING></B641US>"
        f"<B645>{parent('5123456')}</B645><B645US><PDAT>90/004567, 19980304</PDAT></B645US>"
        f"<B646US>{parent('08/787878')}</B646US><B660>{parent('08/666666')}</B660>"
        f"<B680US>{doc('60/123,456', '19980506', 'US')}</B680US>"
        f"<B690US>{doc('20010012345', '20010809', 'US', 'A1')}</B690US></B600>"
        f"<B800><B860><B861>{doc('PCT/JP99/05678', '19990707', 'WO')}</B861><B864US><DATE><PDAT>"
        f"20010102</PDAT></DATE></B864US></B860><B870><B871>{doc('WO00/01234', '20000113', 'WO')}"
        "</B871></B870></B800>"
    )
    found = patdoc(related)
    assert [(r.relation, r.document.office, r.document.number) for r in found.related] == [
        ("addition", "US", "08111111"),
        ("division", "US", "08222222"),
        ("division", "US", "5987654"),
        ("continuation", "US", "08333333"),
        ("continuation_in_part", "WO", "PCT/US99/01234"),
        ("reissue", "US", "08444444"),
        ("reissue", "US", "08555555"),
        ("reissue", "US", "5900000"),
        ("reissue", "US", "08565656"),
        ("other", "US", "09575757"),
        ("other", "US", "RE36999"),
        ("reexamination", "US", "5123456"),
        ("reexamination", "US", "90004567"),
        ("reexamination", "US", "08787878"),
        ("substitution", "US", "08666666"),
        ("provisional", "US", "60123456"),
        ("earlier_publication", "US", "20010012345"),
        ("pct", "WO", "PCT/JP99/05678"),
        ("pct", "WO", "2000001234"),
    ]
    assert [(e.code, e.date) for e in found.events] == [("B864US", "2001-01-02")]


def test_the_term():
    found = patdoc(
        "<B400><B472><B473><DATE><PDAT>20150607</PDAT></DATE></B473><B473US/><B474US><PDAT>123"
        "</PDAT></B474US></B472></B400>"
    )
    words = "Disclaimed after 2015-06-07. This patent is subject to a terminal disclaimer."
    assert found.term == Term(days=123, disclaimer=words)
    years = patdoc("<B400><B472><B474US><PDAT>5 years</PDAT></B474US></B472></B400>").term
    assert years == Term(text="5 years")


def test_priorities_without_a_number_are_named_as_gaps():
    found = patdoc(
        "<B300><B310><DNUM><PDAT></PDAT></DNUM></B310><B320><DATE><PDAT>19980102</PDAT></DATE></B320>"
        "<B330><CTRY><PDAT>GB</PDAT></CTRY></B330></B300>"
    )
    assert found.priorities == ()
    (gap,) = [gap for gap in found.gaps if gap.part == "priorities"]
    assert gap.detail == "GB 19980102"


def person(family: str, given: str, address: str = "") -> str:
    return (
        f"<PARTY-US><NAM><FNM><PDAT>{given}</PDAT></FNM><SNM><STEXT><PDAT>{family}</PDAT></STEXT>"
        f"</SNM></NAM>{address}</PARTY-US>"
    )


def test_parties_of_every_role():
    found = patdoc(
        "<B700><B720><B721>"
        + person("Roe, deceased", "Richard", "<ADR><CITY><PDAT>late of Troy</PDAT></CITY><STATE>"
                 "<PDAT>NY</PDAT></STATE></ADR>")
        + "<LEGAL-REPRESENTATIVE>" + person("Roe", "Jane") + "</LEGAL-REPRESENTATIVE></B721><B721>"
        + person("Miller, Jr.", "George H.", "<RESIDENCE><CITY><PDAT>Ottawa</PDAT></CITY><CTRY><PDAT>"
                 "CA</PDAT></CTRY></RESIDENCE>")
        + "</B721></B720><B730><B731>"
        + person("Doe", "John") + "</B731><B732US><PDAT>04</PDAT></B732US><B731><PARTY-US><NAM><ONM>"
        "<STEXT><PDAT>Acme</PDAT></STEXT></ONM><ODV><STEXT><PDAT>Research Division</PDAT></STEXT>"
        "</ODV></NAM></PARTY-US></B731><B732US><PDAT>02</PDAT></B732US></B730><B740><B741>"
        + person("Poe", "Ed") + "</B741><B741><PARTY-US><NAM><ONM><STEXT><PDAT>Poe &amp; Co</PDAT>"
        "</STEXT></ONM></NAM></PARTY-US></B741></B740><B745><B746>" + person("Low", "Al")
        + "</B746><B747>" + person("Day", "Bo") + "</B747><B748US><PDAT>2811</PDAT></B748US></B745>"
        "</B700>"
    )  # fmt: skip
    assert [(p.role, p.name, p.country, p.code) for p in found.parties] == [
        ("applicant", "Roe, Jane", None, None),
        ("inventor", "Roe, Richard", "US", None),
        ("inventor", "Miller, Jr., George H.", "CA", None),
        ("assignee", "Doe, John", None, None),
        ("assignee", "Acme, Research Division", None, None),
        ("agent", "Poe, Ed", None, None),
        ("agency", "Poe & Co", None, None),
        ("examiner", "Low, Al", None, "2811"),
        ("examiner", "Day, Bo", None, None),
    ]


PARAGRAPHS = """<SDODE><DETDESC><BTEXT>
<PARA ID="P-1" LVL="0"><PTEXT>
  <PDAT>The salt CaSO</PDAT>
  <HIL><SB><PDAT>4</PDAT></SB></HIL>
  <PDAT> with 10</PDAT><HIL><SP><PDAT>3</PDAT></SP></HIL><PDAT> &mgr;m, see </PDAT>
  <FGREF ID="DRAWINGS"><PDAT>FIG. 1</PDAT></FGREF><PDAT>.</PDAT></PTEXT></PARA>
<CWU><TABLE-US ID="T-1"><TABLE-CALS><TABLE><TGROUP COLS="2"><COLSPEC COLNAME="1"/><TBODY><ROW><ENTRY><PTEXT>
<PDAT>a</PDAT></PTEXT></ENTRY><ENTRY><PTEXT><PDAT>b</PDAT></PTEXT></ENTRY></ROW></TBODY></TGROUP></TABLE>
</TABLE-CALS></TABLE-US></CWU>
<PARA ID="P-2" LVL="0"><PTEXT><CWU><MATH-US ID="M-1"><MATHEMATICA ID="N-1" FILE="N-1.NB"/><MATHML><math><mi>E</mi>
<mo>=</mo><mi>m</mi></math></MATHML><EMI ID="E-1" FILE="M-1.TIF"/></MATH-US></CWU></PTEXT></PARA>
<PARA ID="P-3" LVL="0"><PTEXT><PDAT>Take</PDAT><CWU><CHEM-US ID="C-1"><CHEMCDX ID="D-1" FILE="C-1.CDX"/>
<CHEMMOL ID="D-2" FILE="C-1.MOL"/><EMI ID="E-2" FILE="C-1.TIF"/></CHEM-US></CWU><PDAT> and stir.</PDAT></PTEXT></PARA>
<PARA ID="P-4" LVL="0"><PTEXT><PDAT>It holds</PDAT></PTEXT><PTEXT><LST ID="L"><UL ST="-"><LI><PTEXT><PDAT>one</PDAT>
</PTEXT></LI><LI><PTEXT><PDAT>two</PDAT></PTEXT></LI></UL></LST></PTEXT></PARA>
<CWU><SEQLST-US ID="S-1"><SEQ-LST-NEW><S100><S160><PDAT>1</PDAT></S160></S100><S200><S210><PDAT>1</PDAT></S210>
<S213><PDAT>Homo sapiens</PDAT></S213></S200><S400><PDAT>acgt acgt</PDAT></S400></SEQ-LST-NEW></SEQLST-US></CWU>
<PARA ID="P-5" LVL="0"><PTEXT><PDAT>Strange <CUSTOM-CHARACTER ID="CC" FILE="CC.TIF"/> sign, deposit </PDAT><B830><B831>
<PDAT>FERM 1</PDAT></B831><B832><PDAT>NIBH</PDAT></B832></B830></PTEXT></PARA>
</BTEXT></DETDESC></SDODE>"""


def test_paragraphs_with_everything_in_them():
    found = patdoc(rest=PARAGRAPHS)
    assert not found.source.repaired
    assert [(s.kind, s.id, s.text) for s in found.description] == [
        ("paragraph", "P-1", "The salt CaSO4 with 103 μm, see FIG. 1."),
        ("table", "T-1", "a | b"),
        ("formula", "P-2", "E=m"),
        ("paragraph", "P-3", "Take and stir."),
        ("paragraph", "P-4", "It holds one two"),
        ("paragraph", None, "1"),
        ("paragraph", None, "1 Homo sapiens"),
        ("paragraph", None, "acgt acgt"),
        ("paragraph", "P-5", "Strange \N{REPLACEMENT CHARACTER} sign, deposit FERM 1 NIBH"),
    ]
    assert found.description[0].marks == (("sub", 13, 14), ("sup", 22, 23))
    assert found.deposits == (Deposit(depositary="NIBH", number="FERM 1"),)
    parts = [segment.part for segment in found.description]
    assert parts == ["embodiments"] * 5 + ["sequence_listing"] * 3 + ["embodiments"]
    (pictured,) = [gap for gap in found.gaps if gap.part == "pictures_in_text"]
    assert "C-1.TIF" in pictured.detail
    assert "M-1.TIF" not in pictured.detail


def test_a_reissue_shows_what_it_deletes_in_brackets():
    claims = (
        '<SDOCL><CL><CLM ID="CLM-00001"><PARA LVL="0"><PTEXT><PDAT><DEL-S ID="D1"/>1. A lamp.<DEL-E '
        'ID="D1"/></PDAT></PTEXT></PARA></CLM><CLM ID="CLM-00002"><PARA LVL="0"><PTEXT><PDAT>2. A <DEL-S '
        'ID="D2"/>red<DEL-E ID="D2"/> <INS-S ID="I1"/>blue<INS-E ID="I1"/> lamp.</PDAT></PTEXT></PARA>'
        "</CLM></CL></SDOCL>"
    )
    text = (
        "<SDODE><DETDESC><BTEXT><PARA><PTEXT><PDAT>One.</PDAT></PTEXT></PARA><CWU><DEL-S ID='X'/></CWU>"
        "<PARA><PTEXT><PDAT>Two.</PDAT></PTEXT></PARA><CWU><DEL-E ID='X'/></CWU></BTEXT></DETDESC></SDODE>"
    )
    found = patdoc(rest=text + claims, number="RE037123", kind="E1")
    assert [(c.number, c.text, c.canceled) for c in found.claims] == [
        (1, "[A lamp.]", True), (2, "A [red] blue lamp.", False),
    ]  # fmt: skip
    assert [s.text for s in found.description] == ["One.", "[Two.]"]


def test_pictures_are_named_by_their_entities():
    found = one(
        '<!DOCTYPE PATDOC [<!ENTITY PIC1 SYSTEM "US06400000-20020604-D00001.TIF" NDATA TIF>]>'
        "<PATDOC DTD='2.4'><SDOBI><B100><B110><DNUM><PDAT>06400000</PDAT></DNUM></B110></B100></SDOBI>"
        '<SDODR ID="D"><EMI ID="EMI-1" FILE="PIC1"></SDODR></PATDOC>'
        .replace("</B100>", "</B100><B500><B540><STEXT><PDAT>Lamp</PDAT></STEXT></B540></B500>")
    )  # fmt: skip
    assert [(d.number, d.file) for d in found.drawings] == [("1", "US06400000-20020604-D00001.TIF")]


def test_wrong_counts_and_symbols_are_noted():
    found = patdoc(
        rest='<SDOCL><CL><CLM ID="CLM-00001"><PARA><PTEXT><PDAT>1. A lamp.</PDAT></PTEXT></PARA></CLM>'
        "</CL></SDOCL>"
    )
    assert found.source.notes == ()
    text = one(
        "<PATDOC><SDOBI><B100><B110><DNUM><PDAT>06400000</PDAT></DNUM></B110></B100><B500><B510><B511><PDAT>"
        "nonsense</PDAT></B511></B510><B540><STEXT><PDAT>Lamp</PDAT></STEXT></B540><B570><B577><PDAT>9</PDAT>"
        '</B577></B570></B500></SDOBI><SDOCL><CL><CLM ID="CLM-00001"><PARA><PTEXT><PDAT>1. A lamp.</PDAT>'
        "</PTEXT></PARA></CLM></CL></SDOCL></PATDOC>"
    )
    assert text.source.notes == (
        "unreadable ipc symbol: nonsense", "the front page counts 9 claims, the text has 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<PATDOC></PATDOC>", "FORMAT_MISMATCH"),
        ("<PATDOC><SDOBI></SDOBI></PATDOC>", "IDENTITY_INCOMPLETE"),
        ("<PATDOC><SDOBI><B100><B110><DNUM><PDAT>abc</PDAT></DNUM></B110></B100></SDOBI></PATDOC>", "IDENTITY_INCOMPLETE"),
        ("<PATDOC><SDOBI>", "XML_TRUNCATED"),
        ("<PATDOC><SDOBI><B100>&nosuchthing;</B100></SDOBI></PATDOC>", "XML_ENTITY"),
    ],
)  # fmt: skip
def test_damage_has_a_name(data, code):
    assert failure(data).code == code


def test_cutting_a_record_anywhere_never_invents_a_publication():
    data = encode(grant(next(specimens("B"))), "us2")
    for cut in range(400, len(data) - 20, len(data) // 40):
        assert failure(data[:cut]).code in {"XML_TRUNCATED", "XML_SYNTAX", "IDENTITY_INCOMPLETE"}
