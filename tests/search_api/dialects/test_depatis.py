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

from search_api.language.dialects import detect

TWINS = [
    # As documented by the office.
    ("PA= siemens UND IN= Braun UND PUB>= 01.03.2010", "pa:siemens AND in:Braun AND pd>=2010-03-01"),
    ("PUB= M11-2009 UND PA= daimler?", "pd:2009-11 AND pa:daimler*"),
    ("bi=(Cry1?(5A)tox?)", "full:(Cry1* NEAR5 tox*)"),
    ("TI = ( DVB(W)T )", "ti:(DVB ADJ1 T)"),
    ("IC=H02K?", "ipc:H02K/low"),
    ("TI=Motor ODER AT>=01.01.2024", "ti:Motor OR ad>=2024-01-01"),
    # Expert mode.
    ("TI=(Motor ODER Antrieb) UND AB=elektr? NICHT PA=Bosch", "ti:(Motor OR Antrieb) AND ab:elektr* AND NOT pa:Bosch"),
    ("TI=Motor ODER TI=Antrieb UND PA=Bosch", "ti:Motor OR (ti:Antrieb AND pa:Bosch)"),
    ("PA=x UND NICHT IN=y", "pa:x AND NOT in:y"),
    ("ti=motor and pa=bosch not in=maier or py=2010", "(ti:motor AND pa:bosch AND NOT in:maier) OR py:2010"),
    ("BI=(colo#r (2W) film)", "full:(colo{0,1}r ADJ3 film)"),
    ("TI=(cell!(A)wall)", "ti:(cell? NEAR1 wall)"),
    ("AB=(solar(0A)cell)", "ab:(solar NEAR1 cell)"),
    ("TI=(solar(P)cell) UND TI=(solar(L)wind)", "ti:(solar PARA cell) AND ti:(solar AND wind)"),
    ("TI=((a1 ODER b1)(3W)c1)", "ti:((a1 OR b1) ADJ4 c1)"),
    ("TI=a1(W)b1(2A)c1", "ti:(a1 ADJ b1 NEAR2 c1)"),
    ("PN=DE102010012345A1 ODER PN=EP1000000?", "pn:DE102010012345A1 OR pn:EP1000000*"),
    ("PN=DE? UND AC=US UND PRC=JP", "cc:DE AND an.cc:US AND prn.cc:JP"),
    ("AN=DE102010012345", "an:DE102010012345"),
    ("ICB=A01B3/16 UND CPC='H01M 10/05'", "ipc:A01B3/16 AND cpc:H01M10/05"),
    ("ICB=H01M10/? NICHT CPC=Y02E?", "ipc:H01M10/00/low AND NOT cpc:Y02E/low"),
    ("TIDE=Motor UND ABEN=engine", "ti@de:Motor AND ab@en:engine"),
    ("PUB=01.01.2009-31.12.2009", "pd:[2009-01-01 TO 2009-12-31]"),
    ("PUB=W12-2010", "pd:[2010-03-22 TO 2010-03-28]"),
    ("PUB>M11-2009 UND PUB<2012", "pd:[2009-12-01 TO 2011-12-31]"),
    ('PA="Robert Bosch" UND PA=Müller-BBM', 'pa:"Robert Bosch" AND pa:Müller-BBM'),
    ("TI=(Motor Antrieb)", "ti:(Motor AND Antrieb)"),
    # IKOFAX.
    ("Schulte/PA", "pa:Schulte"),
    ("'A01B 3/16'/IC UND Schulte/PA,IN", "ipc:A01B3/16 AND (pa,in):Schulte"),
    ("(Motor ODER Antrieb)/TI,AB UND H02K?/IC", "(ti,ab):(Motor OR Antrieb) AND ipc:H02K/low"),
    ("A01B3/16/ICB", "ipc:A01B3/16"),
    ("Motor UND Antrieb", "Motor AND Antrieb"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("depatis", typed, twin)


@pytest.mark.parametrize(
    "typed",
    [
        "PA= siemens UND IN= Braun UND PUB>= 01.03.2010",
        "PUB= M11-2009 UND PA= daimler?",
        "bi=(Cry1?(5A)tox?)",
        "TI = ( DVB(W)T )",
        "TI=(Motor ODER Antrieb) UND AB=elektr? NICHT PA=Bosch",
        "(Motor ODER Antrieb)/TI,AB UND H02K?/IC",
    ],
)
def test_is_recognised(typed):
    assert detect(typed).dialect.name == "depatis"


@pytest.mark.parametrize(
    "typed", ["Motor und Antrieb", "solar cell (A)", "VERFAHREN UND VORRICHTUNG ZUM KLEBEN"]
)
def test_plain_words_are_not_taken(typed):
    assert detect(typed).dialect.name == "canonical"


@pytest.mark.parametrize(
    ("typed", "code", "culprit"),
    [
        ("XX=5", "QUERY_UNKNOWN_FIELD", "XX"),
        ("CTNP=x", "QUERY_UNKNOWN_FIELD", "CTNP"),
        ("PA=x UND {VST=PA UND VSTT=01.01.2010}", "QUERY_UNSUPPORTED", "{VST=PA UND VSTT=01.01.2010}"),
        ("AB=(a1 (NOTL) b1)", "QUERY_UNSUPPORTED", "(NOTL)"),
        ("AB=(a1(D)b1)", "QUERY_UNSUPPORTED", "(D)"),
        ("TI=x UND ODER TI=y", "QUERY_SYNTAX", "ODER"),
        ("TI=x UND", "QUERY_SYNTAX", "UND"),
        ("TI=()", "QUERY_SYNTAX", "()"),
        ("TI=(x", "QUERY_UNBALANCED_BRACKET", "("),
        ("ti:motor", "QUERY_SYNTAX", "ti:motor"),
        ("PUB=31.13.2010", "QUERY_BAD_DATE", "31.13.2010"),
        ("PUB=W60-2010", "QUERY_BAD_DATE", "W60-2010"),
        ("PUB>=(2010 ODER 2011)", "QUERY_BAD_RANGE", "(2010 ODER 2011)"),
        ("TI=x(W)PA=y", "QUERY_PROXIMITY", "(W)"),
        ("IC=Motor", "QUERY_BAD_SYMBOL", "Motor"),
        ("PA='x", "QUERY_SYNTAX", "'"),
    ],
)  # fmt: skip
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("depatis", typed, code, culprit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("TI=(a1(5A)b1)", ["DISTANCE_READ_AS"]),
        ("TI=(a1(L)b1)", ["SAME_PART"]),
        ("TI=(a1 b1)", ["WORDS_BESIDE_AND"]),
        ("ICM=H01M10/05", ["WIDER_FIELD"]),
        ("TI=x ODER TI=y UND TI=z", ["MIXED_OPERATORS"]),
        ("TI=(x(W)y) UND PA=z", []),
    ],
)
def test_says_how_it_was_read(typed, wanted):
    assert codes("depatis", typed) == wanted


@settings(max_examples=300, deadline=None)
@given(mutated([typed for typed, _ in TWINS], "ab 1\"()=/<>,.*?#!:'éW5AL{}\u3000（“undoderichtM-"))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("depatis", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("depatis", query)


def test_most_comes_back_without_loss():
    kept = [
        "ti:Motor AND (ab:x OR clm:x) AND NOT pa:Bosch",
        "full:(a1 NEAR5 b1) AND ad:[2010 TO 2018-06] AND pd>=2012 AND pd:2009-11",
        "ti:(a1 ADJ b1) AND ab:(a1 ADJ3 b1) AND desc:(a1 PARA b1)",
        "ipc:H01M/low AND ipc:H01M10/00/low AND cpc:H01M10/0525",
        "cc:(CN OR US) AND an:US14166502 AND prn.cc:GB AND py:2010",
        'in:"Li Wei" AND ti:synchroni?ed AND ti:colo{0,1}r AND ti:batter*',
        "ti@de:Motor AND (Motor OR Antrieb)",
    ]
    assert all(check_there_and_back("depatis", query) for query in kept)


def test_long_queries():
    check_any_text("depatis", " ODER ".join(f"TI=term{i}" for i in range(500)))
    check_any_text("depatis", "(" * 64 + "x" + " UND y)" * 64)
    check_any_text("depatis", "x UND y ODER " * 4_000)
    check_any_text("depatis", "(W)" * 10_000)
