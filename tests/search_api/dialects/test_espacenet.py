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
    # As documented by the offices.
    ('ti all "green, energy"', "ti:(green AND energy)"),
    ('ia any "John, Smith"', "names:(John OR Smith)"),
    ('pd within "20051212 20051214"', "pd:[2005-12-12 TO 2005-12-14]"),
    ("pn=EP and pr=GB", "cc:EP AND prn.cc:GB"),
    ("ta=green prox/distance<=3 ta=energy", "(ti,ab):(green NEAR3 energy)"),
    ("ta=green prox/distance<=2/ordered=true ta=energy", "(ti,ab):(green ADJ2 energy)"),
    ("mouse prox/unit=sentence trap", "txt:(mouse SENT trap)"),
    ("mouse prox/unit=paragraph trap", "txt:(mouse PARA trap)"),
    ("cpc=/low A01B", "cpc:A01B/low"),
    ("cpcc=C08F8/30", "cpcset:C08F8/30"),
    ("cpc=(C08F220/38 prox/unit=sentence (EP))", "cpcset:(C08F220/38 ENTRY office:EP)"),
    ("cpcc=(C08F220/38 prox/unit=sentence C08F4/00)", "cpcset:(C08F220/38 ENTRY C08F4/00)"),
    (
        '(in=("charette" prox/distance<1 "paul") OR in=("hunter" prox/distance<1 "ian")) AND pd within "1990,2020"',
        "in:((charette NEAR1 paul) OR (hunter NEAR1 ian)) AND pd:[1990 TO 2020]",
    ),
    ("ta=synchroni#ed", "(ti,ab):synchroni?ed"),
    (
        'pa all "central, intelligence, agency" and US and pd>2000',
        "pa:(central AND intelligence AND agency) AND cc:US AND pd>2000-12-31",
    ),
    ("ct=ep1000000", "ct:EP1000000"),
    ("EP and 2009 and Smith", "cc:EP AND pd:2009 AND names:Smith"),
    (
        "(SS7 or (mobile or Mobilfunknetz)) and pa=(mobil or kommunikation) and cl=(H04W12/12 or H04L63/0281) not pn=(CN or CA or JP)",
        "txt:(SS7 OR mobile OR Mobilfunknetz) AND pa:(mobil OR kommunikation) AND class:(H04W12/12 OR H04L63/0281) AND NOT cc:(CN OR CA OR JP)",
    ),
    # Names of fields.
    ('nftxt="extreme uv lithography"', '(full,names):"extreme uv lithography"'),
    ("ntxt=microscope", "(ti,ab,pa,in):microscope"),
    ('ctxt = "solar panel" AND pd >= "2010-01-01"', '(ti,ab,clm):"solar panel" AND pd>=2010-01-01'),
    ("ftxt=microscope, desc=lens, claims=laser", "full:microscope AND desc:lens AND clm:laser"),
    ("TI=laser AND Pa=bosch", "ti:laser AND pa:bosch"),
    ("ｔｉ＝laser", "ti:laser"),
    ("titleandabstract=x and publicationnumber=EP1000000", "(ti,ab):x AND pn:EP1000000"),
    ("ap=jp19890234567", "an:jp19890234567"),
    ("famn=12345678", "fam:12345678"),
    ("num=EP1000000", "(pn,an,prn):EP1000000"),
    ("ap=US and lang=en", "an.cc:US AND lang:en"),
    # Relations.
    ('ti any "motor engine"', "ti:(motor OR engine)"),
    ('ti all "paint brush hair"', "ti:(paint AND brush AND hair)"),
    ("ti all solar", "ti:solar"),
    ('ti="electric motor"', 'ti:"electric motor"'),
    ('ti=="electric motor"', 'ti:"electric motor"'),
    ('cl any "A01B C01C"', "class:(A01B/low OR C01C/low)"),
    ('pn any "EP1000000, US7654321"', "pn:(EP1000000 OR US7654321)"),
    ("pn=EP1000000 and ti<>mouse", "pn:EP1000000 AND NOT ti:mouse"),
    ("cpc=/low (A01B or C01C)", "cpc:(A01B/low OR C01C/low)"),
    ('cpc=/low "H01M 10/05"', "cpc:H01M10/05/low"),
    ("cpc=/high H01M10/00", "cpc:H01M10/00/high"),
    ("cl=C10J3", "class:C10J3/00/low"),
    # Dates.
    ('pd=20080107 OR pd="07/01/2008" OR pd=07/01/2008', "pd:2008-01-07 OR pd:2008-01-07 OR pd:2008-01-07"),
    ("pd=200801", "pd:2008-01"),
    ('pd="20051212 20051214"', "pd:[2005-12-12 TO 2005-12-14]"),
    ("pd within 2005, 2006", "pd:[2005 TO 2006]"),
    ("publicationdate within 2014-03-10,2014-03-16", "pd:[2014-03-10 TO 2014-03-16]"),
    ("pd<18000101", "pd<1800-01-01"),
    ("ti=x and pd<=200512", "ti:x AND pd<=2005-12"),
    # Truncation: ? is at most one, # exactly one.
    ("ti=car?", "ti:car{0,1}"),
    ("ab=polymeri*", "ab:polymeri*"),
    ('ti="solar cel*"', 'ti:"solar cel*"'),
    # From left to right.
    ("a1 or b1 and c1", "(a1 OR b1) AND c1"),
    ("motor and engine or pump", "(motor AND engine) OR pump"),
    ("motor or (engine and pump)", "motor OR (engine AND pump)"),
    ("ti=a1 not ti=b1 or ti=c1", "(ti:a1 AND NOT ti:b1) OR ti:c1"),
    ("ti=x and not ti=y", "ti:x AND NOT ti:y"),
    ("motor engine pump", "motor AND engine AND pump"),
    # Proximity.
    ("mouse prox/distance<3 trap", "mouse NEAR2 trap"),
    ("ta=(green prox/distance<=3/ordered energy)", "(ti,ab):(green ADJ3 energy)"),
    (
        "(ta=green prox/distance<=3 ta=energy) or (ta=renewable prox/distance<=3 ta=energy)",
        "(ti,ab):(green NEAR3 energy) OR (ti,ab):(renewable NEAR3 energy)",
    ),
    ("ftxt=((laser or maser) prox/distance<=5 diode*)", "full:((laser OR maser) NEAR5 diode*)"),
    # Guesses.
    ("Siemens 1978783", "names:Siemens AND (pn,an,prn):1978783"),
    ("H01M5/12 motor", "class:H01M5/12 AND full:motor"),
    ('"laser scanning microscope" 20080107', 'full:"laser scanning microscope" AND pd:2008-01-07'),
    ("CO2 capture", "full:CO2 AND full:capture"),
    ("MXPA01007454", "(pn,an,prn):MXPA01007454"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("espacenet", typed, twin)


@pytest.mark.parametrize(
    ("typed", "code", "culprit"),
    [
        ("titel=x", "QUERY_UNKNOWN_FIELD", "titel"),
        ("ec=A01B", "QUERY_UNKNOWN_FIELD", "ec"),
        ("ipc=(C08F220/38 prox/unit=sentence (EP))", "QUERY_UNSUPPORTED", "C08F220/38 prox/unit=sentence (EP)"),
        ("ti:solar", "QUERY_SYNTAX", "ti:solar"),
        ("ti=", "QUERY_SYNTAX", "ti="),
        ("ti=(a or b", "QUERY_UNBALANCED_BRACKET", "("),
        ("a1 or or b1", "QUERY_SYNTAX", "or"),
        ('pd within "2005 2006 2007"', "QUERY_BAD_RANGE", '"2005 2006 2007"'),
        ("pd>=(2005 or 2006)", "QUERY_BAD_RANGE", "(2005 or 2006)"),
        ("pd=31/31/2005", "QUERY_BAD_DATE", "31/31/2005"),
        ("ti=x prox/distance>3 ti=y", "QUERY_UNSUPPORTED", "prox/distance>3"),
        ("ti=x prox/distance<3 ab=y", "QUERY_PROXIMITY", "prox/distance<3"),
        ("a1 = b1 = c1", "QUERY_SYNTAX", "="),
        ("x[1]", "QUERY_SYNTAX", "["),
        ("pn=foo", "QUERY_BAD_NUMBER", "foo"),
    ],
)  # fmt: skip
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("espacenet", typed, code, culprit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("EP and 2009 and Smith", ["GUESSED_FIELD"] * 3),
        ("ti=a1 or ti=b1 and ti=c1", ["LEFT_TO_RIGHT"]),
        ("ti==motor", ["NOT_WHOLE_FIELD"]),
        ("mouse prox/ordered trap", ["DISTANCE_DEFAULT"]),
        ("ti=motor and (ti=engine or ti=pump)", []),
        ("motor engine", []),
    ],
)
def test_says_how_it_was_read(typed, wanted):
    assert codes("espacenet", typed) == wanted


def test_a_guess_can_be_taken_back():
    from search_api.language import understand

    note = understand("Smith engine", "espacenet").answer("en").notes[0]
    assert note.suggestion == '"Smith" engine'
    assert understand(note.suggestion, "espacenet").text == "full:(Smith AND engine)"


@settings(max_examples=400, deadline=None)
@given(mutated([typed for typed, _ in TWINS], "ab 1\"()=/<>,.*?#:'é电\u3000（“andorprox"))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("espacenet", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("espacenet", query)


def test_long_queries():
    check_any_text("espacenet", " or ".join(f"ti=term{i}" for i in range(500)))
    check_any_text("espacenet", "(" * 64 + "x" + " and y)" * 64)
    check_any_text("espacenet", "x and y or " * 10_000)
