import pytest
from dialect_checks import (
    canonical_queries,
    check_any_text,
    check_refused,
    check_there_and_back,
    check_twin,
    codes,
    mutated,
)
from hypothesis import given, settings

TWINS = [
    # As documented by the office.
    ("radar.ti.", "ti:radar"),
    ("(john NEAR3 smith).att.", "ag:(john NEAR3 smith)"),
    ("(cantor NEAR3 colburn).atty.", "agy:(cantor NEAR3 colburn)"),
    ("F16L11/00.cpc.", "cpc:F16L11/00"),
    ("C07C51/43-64.CPC.", "cpc:[C07C51/43 TO C07C51/64]"),
    ("(Dog SAME Cat).CLM.", "clm:(Dog PARA Cat)"),
    ("(Doe SAME Visalia).INGP.", "in.entry:(Doe ENTRY Visalia)"),
    ('("1" ADJ C07C51/43).CPCC.', "cpcset:(first C07C51/43)"),
    ('(("1" ADJ C07C51/43) SAME ("2" ADJ C07C57/04)).CPCC.',
     'cpcset:("first C07C51/43" ENTRY "rank2 C07C57/04")'),
    ("US-20220297635-A1.did.", "pn:US20220297635A1"),
    ("@PD>=20240101<=20240131", "pd:[2024-01-01 TO 2024-01-31]"),
    ('photolithography.ti. AND @pd>="20200101"', "ti:photolithography AND pd>=2020-01-01"),
    (
        "(increase$3 or decreas$3 or adjust$3) near2 (timeout or timer)",
        "txt:((increase{0,3} OR decreas{0,3} OR adjust{0,3}) NEAR2 (timeout OR timer))",
    ),
    ("smith.in. AND IBM.as.", "in:smith AND pa:IBM"),
    ('"57472123".FMID.', "fam:57472123"),
    # Fields, behind words, groups and in brackets.
    ("(solar wind).ti,ab.", "(ti,ab):(solar OR wind)"),
    ("radar[ti]", "ti:radar"),
    ("radar[ti,ab]", "(ti,ab):radar"),
    ("tube.clm. or tube.clms.", "clm:tube OR clm:tube"),
    ("((a1.ti. b1).ab. c1)", "ti:a1 OR ab:b1 OR full:c1"),
    ("(Cat ADJ Dog).TI.", "ti:(Cat ADJ1 Dog)"),
    ("C12N7/00. CPC.", "cpc:C12N7/00"),
    ("(Dog SAME Cat). CLM.", "clm:(Dog PARA Cat)"),
    ("heliport.BIC.", "(ti,ab,clm):heliport"),
    ("smelting.DETD. and medicinal.bsum.", "desc:smelting AND desc:medicinal"),
    ("Smith.XP. or Lee.exa.", "exm:Smith OR exm:Lee"),
    ("JP.ASCO. and KR.inco. and FR.PRC.", "pa.cc:JP AND in.cc:KR AND prn.cc:FR"),
    ("B1.KD.", "kind:B1"),
    ('"20".NCL.', "nclm:20"),
    # Numbers.
    ('"US 3769742 A".DID.', "pn:US3769742A"),
    ("6000000.PN. D475502.PN. PP12345.PN. RE38134.PN.", "pn:(US6000000 OR USD475502 OR USPP12345 OR USRE38134)"),
    ("20080081638.PN.", "pn:US20080081638"),
    ("7,654,321.pn.", "pn:US7654321"),
    ('"15375362".APNR. 13/965626.APP.', 'an:US15375362 OR an:"US 13/965626"'),
    ("2002003900$.PGNR.", "pn:US2002003900*"),
    ("7029333.URPN.", "ct:US7029333"),
    # Classes.
    ("G06F17/$.CIPC.", "ipc:G06F17/00/low"),
    ("H04N7???.IPCN.", "ipc:H04N7/00/low"),
    ("H04N.CICL. H04L.CICL.", "ipc:(H04N/low OR H04L/low)"),
    ("435/6.ccls.", "uspc:435/6"),
    ("A61K2039/5252.CPCA.", "cpc:A61K2039/5252"),
    # Dates.
    ("19971111.PD. 20210603.PD.", "pd:(1997-11-11 OR 2021-06-03)"),
    ("@ad<19990101", "ad<1999-01-01"),
    ("@ay>=1980<=1985", "ad:[1980 TO 1985]"),
    ("@py=2010 and 2006.ay.", "py:2010 AND ad:2006"),
    ("@pd>20200101<20210101", "pd>2020-01-01 AND pd<2021-01-01"),
    ("199711$.pd.", "pd:1997-11"),
    ("radar and @pd >= 20200101", "radar AND pd>=2020-01-01"),
    # Operators and what binds tighter.
    ("dog cat", "dog OR cat"),
    ("a1 or b1 and c1", "a1 OR (b1 AND c1)"),
    ("a1 and b1 same c1 with d1 adj e1", "a1 AND (b1 PARA (c1 SENT (d1 ADJ1 e1)))"),
    ("a1 and not b1", "a1 AND NOT b1"),
    ("a1 xor b1", "(a1 AND NOT b1) OR (b1 AND NOT a1)"),
    ("a1 or b1 xor c1", "a1 OR (b1 AND NOT c1) OR (c1 AND NOT b1)"),
    ("not a1 and b1", "NOT a1 AND b1"),
    ("(chemical with (fluid liquid solvent)).clm.", "clm:(chemical SENT (fluid OR liquid OR solvent))"),
    ("a1 adj3 b1", "a1 ADJ3 b1"),
    ("a1 with2 b1", "a1 SENT2 b1"),
    ("radar NOT SAME antenna", "radar NOT PARA antenna"),
    ("radar not near5 antenna", "radar NOT NEAR5 antenna"),
    ("(wireless ADJ power) SAME (coil or antenna)", "(wireless ADJ1 power) PARA (coil OR antenna)"),
    # Truncation.
    ("polymer$ colo$1r wom?n", "polymer* OR colo{0,1}r OR wom?n"),
    ('"solar cell$"', '"solar cell*"'),
    ("electro*", "electro*"),
    # From the files of examiners.
    (
        '(("shape memory" or nitinol) near5 (stent$1 or graft$1)).clm. and @ad<="20101231" not (boston adj scientific).as.',
        'clm:(("shape memory" OR nitinol) NEAR5 (stent{0,1} OR graft{0,1})) AND ad<=2010-12-31 AND NOT pa:(boston ADJ1 scientific)',
    ),
    ("(A61F2/82 A61F2/90).cpc. and (drug adj2 elut$4)", "cpc:(A61F2/82 OR A61F2/90) AND (drug ADJ2 elut{0,4})"),
    ("(touch WITH screen).ti,ab,clm. AND G06F3/$.cpc.", "(ti,ab,clm):(touch SENT screen) AND cpc:G06F3/00/low"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("ppubs", typed, twin)


@pytest.mark.parametrize(
    ("typed", "code", "culprit"),
    [
        ("foo.tix.", "QUERY_UNKNOWN_FIELD", "tix"),
        ("philadelphia.aaci.", "QUERY_UNKNOWN_FIELD", "aaci"),
        ("annual.OREF.", "QUERY_UNKNOWN_FIELD", "OREF"),
        ("@size<2589", "QUERY_UNKNOWN_FIELD", "size"),
        ("@pd>=20241301", "QUERY_BAD_DATE", "20241301"),
        ("@pd>=", "QUERY_SYNTAX", "@"),
        ("TTL/radar", "QUERY_SYNTAX", "TTL/radar"),
        ("ti:radar", "QUERY_SYNTAX", "ti:radar"),
        ("a1 or or b1", "QUERY_SYNTAX", "or"),
        ("radar same", "QUERY_SYNTAX", "same"),
        ("(radar.ti.", "QUERY_UNBALANCED_BRACKET", "("),
        ("foo.pn.", "QUERY_BAD_NUMBER", "foo"),
        ("a1 xor b1 xor c1 xor d1 xor e1", "QUERY_TOO_COMPLEX", "e1"),
        ("L7 and radar", "QUERY_UNKNOWN_LINE", "L7"),
    ],
)
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("ppubs", typed, code, culprit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("dog cat bird", ["WORDS_BESIDE_OR"]),
        ("the and radar", ["STOP_WORD"]),
        ("radar adj2 antenna", ["STOP_WORDS_COUNTED"]),
        ("radar.ti", ["OPEN_SUFFIX"]),
        ("dog.bsum.", ["WIDER_FIELD"]),
        ("G06F17/??.cipc.", ["CLASS_WILDCARD"]),
        ("colour and vapor.ti.", ["SPELLINGS", "SPELLINGS"]),
        ("radar and (antenna or mast)", []),
    ],
)
def test_says_how_it_was_read(typed, wanted):
    assert codes("ppubs", typed) == wanted


def test_lines_are_sets():
    check_twin("ppubs", "L1: radar.ti.\nL2: sonar.ab.\nL1 AND L2", "ti:radar AND ab:sonar")


@settings(max_examples=400, deadline=None)
@given(mutated([typed for typed, _ in TWINS], "ab 1\"()=/<>,.*?$@#:[]'é电\u3000（“andorsame"))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("ppubs", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("ppubs", query)


def test_long_queries():
    check_any_text("ppubs", " or ".join(f"term{i}.ti." for i in range(500)))
    check_any_text("ppubs", "(" * 64 + "x" + " and y)" * 64)
    check_any_text("ppubs", "x and y or " * 10_000)
