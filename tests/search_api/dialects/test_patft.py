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
    ('TTL/"x-ray tube" AND IN/smith', 'ti:"x-ray tube" AND in:smith'),
    ("APD/1/1/2020->1/1/2021", "ad:[2020-01-01 TO 2021-01-01]"),
    ("ISD/$/$/2022", "pd:2022"),
    ("ISD/9/$/2022", "pd:2022-09"),
    ("ISD/20000101->20010101", "pd:[2000-01-01 TO 2001-01-01]"),
    ("ISD/Jan-3-1995 OR ISD/January-3-1995 OR ISD/1-3-1995", "pd:(1995-01-03 OR 1995-01-03 OR 1995-01-03)"),
    ("LREP/oppedahl", "agy:oppedahl"),
    ("tennis AND (racquet OR racket)", "tennis AND (racquet OR racket)"),
    ("television OR (cathode AND tube)", "television OR (cathode AND tube)"),
    ("needle ANDNOT ((record AND player) OR sewing)", "needle AND NOT ((record AND player) OR sewing)"),
    ("television OR cathode AND tube", "(television OR cathode) AND tube"),
    ("TTL/(tennis AND (racquet OR racket))", "ti:(tennis AND (racquet OR racket))"),
    ("TTL/tennis AND racquet", "ti:tennis AND full:racquet"),
    ("ABST/fuel$ AND ACLM/(cell OR stack)", "ab:fuel* AND clm:(cell OR stack)"),
    ("SPEC/microscope", "desc:microscope"),
    ("AN/microsoft ANDNOT IN/gates", "pa:microsoft AND NOT in:gates"),
    ('AN/"general electric"', 'pa:"general electric"'),
    ("IN/Doe-John-$", 'in:"Doe John"'),
    ("IN/Smith", "in:Smith"),
    ("CCL/435/6", "uspc:435/6"),
    ("ICL/A61K031/00", "ipc:A61K31/00"),
    ("CPC/H04L67/10 OR CPC/H04L29/$", "cpc:H04L67/10 OR cpc:H04L29/00/low"),
    ("PN/6,123,456", "pn:US6123456"),
    ("PN/D339456 OR PN/RE35312", "pn:(USD339456 OR USRE35312)"),
    ("DN/20010000044", "pn:US20010000044"),
    ("REF/5096294", "ct:US5096294"),
    ("APT/4 AND TTL/chair", "right:design AND ti:chair"),
    ("ICN/JP AND ACN/DE", "in.cc:JP AND pa.cc:DE"),
    ("PRAD/19990101->19991231", "prd:[1999-01-01 TO 1999-12-31]"),
    ("EXP/Smith OR EXA/Lee", "exm:Smith OR exm:Lee"),
    ("KD/A1 AND PD/20010315", "kind:A1 AND pd:2001-03-15"),
    ('ttl/"fuel cell" and isd/1/1/2010->12/31/2012', 'ti:"fuel cell" AND pd:[2010-01-01 TO 2012-12-31]'),
    ("(TTL/laser OR ABST/laser) AND AN/IBM AND ISD/1/1/2000->1/1/2005", "(ti:laser OR ab:laser) AND pa:IBM AND pd:[2000-01-01 TO 2005-01-01]"),
    ("solar wind", "solar AND wind"),
    ("a1 NOT b1", "a1 AND NOT b1"),
    ("a1 XOR b1", "(a1 AND NOT b1) OR (b1 AND NOT a1)"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("patft", typed, twin)


@pytest.mark.parametrize(
    ("typed", "code", "culprit"),
    [
        ("XX/foo", "QUERY_UNKNOWN_FIELD", "XX"),
        ("GOVT/navy", "QUERY_UNKNOWN_FIELD", "GOVT"),
        ("TTL/", "QUERY_SYNTAX", "TTL/"),
        ("ISD/13/45/2020", "QUERY_BAD_DATE", "13/45/2020"),
        ("ISD/1/1/2021->1/1/2020", "QUERY_BAD_RANGE", "1/1/2021->1/1/2020"),
        ("TTL/(a1 OR b1", "QUERY_UNBALANCED_BRACKET", "("),
        ("TTL/x OR OR IN/y", "QUERY_SYNTAX", "OR"),
        ("APT/9", "QUERY_BAD_VALUE", "9"),
        ("ti:radar", "QUERY_SYNTAX", "ti:radar"),
        ("PN/foo", "QUERY_BAD_NUMBER", "foo"),
    ],
)
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("patft", typed, code, culprit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("solar wind", ["WORDS_BESIDE_AND"]),
        ("a1 OR b1 AND c1", ["LEFT_TO_RIGHT"]),
        ("TTL/x AND IN/y", []),
    ],
)
def test_says_how_it_was_read(typed, wanted):
    assert codes("patft", typed) == wanted


@settings(max_examples=400, deadline=None)
@given(mutated([typed for typed, _ in TWINS], "ab 1\"()=/<>,.*?$@#:->'é电\u3000（“ANDNOT"))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("patft", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("patft", query)


def test_long_queries():
    check_any_text("patft", " OR ".join(f"TTL/term{i}" for i in range(500)))
    check_any_text("patft", "(" * 64 + "x" + " AND y)" * 64)
    check_any_text("patft", "x AND y OR " * 10_000)
