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
    # As documented.
    ("[太陽電池/TX]*[H01L/IP]", "full:太陽電池 AND ipc:H01L/low"),
    ("車体,10C,塗装/CL", "clm:(車体 ADJ10c 塗装)"),
    ("[車体,10N,塗装/CL]", "clm:(車体 NEAR10c 塗装)"),
    # Words, tags and operators.
    ("[車体,10N,(塗装+塗料)/CL]", "clm:(車体 NEAR10c (塗装 OR 塗料))"),
    ("[(車体+本体),5C,塗装/AB]", "ab:((車体 OR 本体) ADJ5c 塗装)"),
    ("[電池,10C,電極,5N,活物質/CL]", "clm:(電池 ADJ10c 電極 NEAR5c 活物質)"),
    ("[(太陽電池+光電池)/TI]*[H01L31/04/IP]-[トヨタ/AP]", "ti:(太陽電池 OR 光電池) AND ipc:H01L31/04 AND NOT pa:トヨタ"),
    ("[太陽電池/TI+ソーラー/AB]*[20100101:20181231/AD]", "(ti:太陽電池 OR ab:ソーラー) AND ad:[2010-01-01 TO 2018-12-31]"),
    ("([A/TX]+[B/TX])*[C/TI]", "full:(A OR B) AND ti:C"),
    ("[a1/TI]*[b1/TI]+[c1/TI]", "(ti:a1 AND ti:b1) OR ti:c1"),
    ("［太陽電池／ＴＸ］＊［Ｈ０１Ｌ／ＩＰ］", "full:太陽電池 AND ipc:H01L/low"),
    ('["solar cell"/TI]*[solid battery/AB]', 'ti:"solar cell" AND ab:(solid AND battery)'),
    ("[Li-ion/SP]-[トヨタ自動車株式会社/AP]", "desc:Li-ion AND NOT pa:トヨタ自動車株式会社"),
    ("[太陽電池/TX]*[山田太郎/IN]", "full:太陽電池 AND in:山田太郎"),
    ("太陽電池*光電池", "full:太陽電池 AND full:光電池"),
    ("[batter?/TX]", "full:batter*"),
    # Classes, numbers, dates.
    ("[H01L31/04,260/FI]+[5F051AA01/FT]", "fi:H01L31/04,260 OR fterm:5F051AA01"),
    ("[A63F7/02,320@Z/FI]", 'fi:"A63F7/02,320@Z"'),
    ("[5H029AJ?/FT]+[5H029?/FT]", "fterm:5H029AJ/low OR fterm:5H029/low"),
    ("[H01M10/?/IP]*[H01M?/CP]", "ipc:H01M10/00/low AND cpc:H01M/low"),
    ("[H01M10/05?/IP]", "ipc:H01M10/05*"),
    ("[特開2010-123456/PN]+[特願2009-123456/AN]", "pn:特開2010-123456 OR an:特願2009-123456"),
    ("[2010年1月1日/PD]+[20100101:/AD]+[:2012/AD]", "pd:2010-01-01 OR ad:[2010-01-01 TO *] OR ad:[* TO 2012]"),
    ("[JP/CC]", "cc:JP"),
]  # fmt: skip
RECOGNISED = [
    "[JP/CC]",
    "[太陽電池/TX]*[H01L/IP]",
    "車体,10C,塗装/CL",
    "[(太陽電池+光電池)/TI]*[H01L31/04/IP]-[トヨタ/AP]",
    "［太陽電池／ＴＸ］＊［Ｈ０１Ｌ／ＩＰ］",
    "[H01L31/04,260/FI]+[5F051AA01/FT]",
]
PLAIN = ["太陽電池 光電池", "TCP/IP protocol", "H01M10/0525", "pd:[2010 TO 2012]", "1,10C"]
REFUSED = [
    ("[太陽電池/XX]", "QUERY_UNKNOWN_FIELD", "XX"),
    ("[太陽電池/BI]", "QUERY_UNKNOWN_FIELD", "BI"),
    ("[太陽電池/TX", "QUERY_UNBALANCED_BRACKET", "["),
    ("[太陽電池/TX]*", "QUERY_SYNTAX", "[太陽電池/TX]*"),
    ("[太陽電池/TX]*+[x/TI]", "QUERY_SYNTAX", "+"),
    ("[太陽電池/TX][x/TI]", "QUERY_SYNTAX", "["),
    ("[]", "QUERY_SYNTAX", "[]"),
    ("ti:太陽電池", "QUERY_SYNTAX", "ti:太陽電池"),
    ("[20101331/AD]", "QUERY_BAD_DATE", "20101331"),
    ("[太陽電池/IP]", "QUERY_BAD_SYMBOL", "太陽電池"),
    ("[車体/TI],5C,[塗装/AB]", "QUERY_PROXIMITY", ",5C,"),
    ("[車体,900C,塗装/TI]", "QUERY_PROXIMITY", ",900C,"),
    ("[TI=太陽電池]", "QUERY_SYNTAX", "="),
]
NOTED = [
    ("[車体,10C,塗装/CL]", ["DISTANCE_IN_CHARACTERS"]),
    ("[solid battery/TI]", ["WORDS_BESIDE_AND"]),
    ("[a1/TI]*[b1/TI]+[c1/TI]", ["MIXED_OPERATORS"]),
    ("[H01L/IP]", ["LOW_IMPLIED"]),
    ("[太陽電池/TX]-[トヨタ/AP]", []),
]
ALPHABET = "ab 1\"()=/<>,.*?+-#:'é電\u3000（“[]CNTXIP@"
KEPT = [
    "ti:電池 AND (ab:x OR clm:x) AND NOT pa:トヨタ",
    "clm:(車体 ADJ10c 塗装) AND ad:[2010 TO 2018-06] AND pd>=2012 AND pd:2009-11",
    "clm:(車体 NEAR5c (塗装 OR 塗料)) AND pd:2009",
    "ipc:H01M10/00/low AND cpc:H01M10/0525 AND fi:H01M10/0525",
    "cc:(CN OR US) AND an:US14166502 AND in:山田 AND exm:山田",
    "full:(電池 OR 電極) AND ti:batter* AND desc:Li-ion",
]
LONG = [
    "+".join(f"[語{i}/TX]" for i in range(500)),
    "[" + "+".join(f"語{i}" for i in range(500)) + "]",
    "(" * 64 + "x" + "*y)" * 64,
    "a*b+" * 4_000,
    "a,5C," * 4_000,
]


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("jplatpat", typed, twin)


@pytest.mark.parametrize("typed", RECOGNISED)
def test_is_recognised(typed):
    assert detect(typed).dialect.name == "jplatpat"


@pytest.mark.parametrize("typed", PLAIN)
def test_plain_words_are_not_taken(typed):
    assert detect(typed).dialect.name == "canonical"


@pytest.mark.parametrize(("typed", "code", "culprit"), REFUSED)
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("jplatpat", typed, code, culprit)


@pytest.mark.parametrize(("typed", "wanted"), NOTED)
def test_says_how_it_was_read(typed, wanted):
    assert codes("jplatpat", typed) == wanted


@settings(max_examples=300, deadline=None)
@given(mutated([typed for typed, _ in TWINS], ALPHABET))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("jplatpat", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("jplatpat", query)


@pytest.mark.parametrize("query", KEPT)
def test_comes_back_without_loss(query):
    assert check_there_and_back("jplatpat", query)


@pytest.mark.parametrize("typed", LONG)
def test_long_queries(typed):
    check_any_text("jplatpat", typed)
