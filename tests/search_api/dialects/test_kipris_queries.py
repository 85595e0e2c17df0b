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
    ("TL=[배터리]*IPC=[H01M]", "ti:배터리 AND ipc:H01M/low"),
    ("AB=[전지+배터리]", "ab:(전지 OR 배터리)"),
    ("AB=[(전지+배터리)*전해질]!AP=[삼성전자]", "ab:(전지 OR 배터리) AND ab:전해질 AND NOT pa:삼성전자"),
    ("AB=[(전지+배터리)*!전해질]", "ab:(전지 OR 배터리) AND NOT ab:전해질"),
    ("AB=[전극^2전해질]", "ab:(전극 NEAR2 전해질)"),
    ("CL=[(전극+전지)^3전해질]", "clm:((전극 OR 전지) NEAR3 전해질)"),
    ("AD=[20100101~20181231]", "ad:[2010-01-01 TO 2018-12-31]"),
    ("AD=[20100101~]*OPD=[~2018]", "ad:[2010-01-01 TO *] AND pd:[* TO 2018]"),
    ("PD=[2010 ~ 201106]+AD=[20100101]", "pd:[2010 TO 2011-06] OR ad:2010-01-01"),
    ("AP=[엘지화학]*IN=[김철수]", "pa:엘지화학 AND in:김철수"),
    ("AP=[삼성전자+엘지전자]*AG=[김]", "pa:(삼성전자 OR 엘지전자) AND ag:김"),
    ("TL=[배터리 전극]", "ti:(배터리 AND 전극)"),
    ('TL=["리튬 전지"]', 'ti:"리튬 전지"'),
    ("배터리*(전극+전해질)", "full:배터리 AND full:(전극 OR 전해질)"),
    ("IPC=[H01M?+H01L31/04]*CPC=[Y02E]", "ipc:(H01M/low OR H01L31/04) AND cpc:Y02E/low"),
    ("IPC=[H01M10/?]", "ipc:H01M10/00/low"),
    ("AN=[10-2010-0012345]", "an:KR10-2010-0012345"),
    ("OPN=[10-2012-0012345]", "pn:KR10-2012-0012345"),
    ("TL=배터리", "ti:배터리"),
    ("출원인=[삼성전자]*발명의명칭=[전지]", "pa:삼성전자 AND ti:전지"),
    ("TL=[batter?]", "ti:batter*"),
    ("TL=[a1]*TL=[b1]+TL=[c1]", "(ti:a1 AND ti:b1) OR ti:c1"),
    ("TL=[a1] and AB=[b1] or AB=[c1] not CL=[d1]", "(ti:a1 AND ab:b1) OR (ab:c1 AND NOT clm:d1)"),
    ("ＴＬ＝［배터리］＊ＩＰＣ＝［Ｈ０１Ｍ］", "ti:배터리 AND ipc:H01M/low"),
]  # fmt: skip
RECOGNISED = [
    "배터리*(전극+전해질)",
    "TL=[배터리]*IPC=[H01M]",
    "AB=[전지+배터리]",
    "AB=[전극^2전해질]",
    "AD=[20100101~20181231]",
    "AP=[엘지화학]*IN=[김철수]",
]
PLAIN = ["배터리 전극", "AB", "x^2 curve", "pd:[2010 TO 2012]"]
REFUSED = [
    ("XX=[a]", "QUERY_UNKNOWN_FIELD", "XX"),
    ("GD=[2010]", "QUERY_UNKNOWN_FIELD", "GD"),
    ("TL=[]", "QUERY_SYNTAX", "[]"),
    ("TL=[a", "QUERY_UNBALANCED_BRACKET", "["),
    ("TL=[a*]", "QUERY_SYNTAX", "]"),
    ("TL=[a*+b]", "QUERY_SYNTAX", "+"),
    ("TL=[인공지능|AI]", "QUERY_SYNTAX", "|"),
    ("TL=[a and or b]", "QUERY_SYNTAX", "or"),
    ("TL=[a]*", "QUERY_SYNTAX", "TL=[a]*"),
    ("tl:전지", "QUERY_SYNTAX", "tl:전지"),
    ("AD=[20101331]", "QUERY_BAD_DATE", "20101331"),
    ("IPC=[전지]", "QUERY_BAD_SYMBOL", "전지"),
    ("TL=[a1]^2AB=[b1]", "QUERY_PROXIMITY", "^2"),
    ("AD=[2012~2010]", "QUERY_BAD_RANGE", "2012~2010"),
]
NOTED = [
    ("AB=[전극^2전해질]", ["DISTANCE_READ_AS"]),
    ("TL=[배터리 전극]", ["WORDS_BESIDE_AND"]),
    ("TL=[a1]*TL=[b1]+TL=[c1]", ["MIXED_OPERATORS"]),
    ("TRH=[삼성]", ["WIDER_FIELD"]),
    ("TL=[전지]!AP=[삼성]", []),
]
ALPHABET = "ab 1\"()=/<>,.*?+!^~#:'é전\u3000（“[]TLand"
KEPT = [
    "ti:전지 AND (ab:x OR clm:x) AND NOT pa:삼성",
    "clm:(전극 NEAR3 전해질) AND ad:[2010 TO 2018-06] AND pd>=2012 AND pd:2009-11",
    "clm:(전극 NEAR5 (전해질 OR 분리막)) AND pd:2009",
    "ipc:H01M10/00/low AND cpc:H01M10/0525 AND ipc:H01M/low",
    'cc:(CN OR US) AND an:US14166502 AND in:김 AND ti:"리튬 전지"',
    "full:(전지 OR 전극) AND ti:batter* AND desc:Li-ion",
]
LONG = [
    "+".join(f"TL=[말{i}]" for i in range(500)),
    "TL=[" + "+".join(f"말{i}" for i in range(500)) + "]",
    "(" * 64 + "x" + "*y)" * 64,
    "a*b+" * 4_000,
    "a^5" * 4_000,
]


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("kipris", typed, twin)


@pytest.mark.parametrize("typed", RECOGNISED)
def test_is_recognised(typed):
    assert detect(typed).dialect.name == "kipris"


@pytest.mark.parametrize("typed", PLAIN)
def test_plain_words_are_not_taken(typed):
    assert detect(typed).dialect.name == "canonical"


@pytest.mark.parametrize(("typed", "code", "culprit"), REFUSED)
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("kipris", typed, code, culprit)


@pytest.mark.parametrize(("typed", "wanted"), NOTED)
def test_says_how_it_was_read(typed, wanted):
    assert codes("kipris", typed) == wanted


@settings(max_examples=300, deadline=None)
@given(mutated([typed for typed, _ in TWINS], ALPHABET))
def test_any_text_is_understood_or_refused(typed):
    check_any_text("kipris", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("kipris", query)


@pytest.mark.parametrize("query", KEPT)
def test_comes_back_without_loss(query):
    assert check_there_and_back("kipris", query)


@pytest.mark.parametrize("typed", LONG)
def test_long_queries(typed):
    check_any_text("kipris", typed)
