"""Queries that cannot be read, in every dialect: what is told, where, and the mend that runs."""

import pytest

from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.dialects import AUTO, DIALECTS
from search_api.messages import MESSAGES

# dialect, as typed, code, the text pointed at, and the text offered instead.
BROKEN = [
    ("canonical", "titel:solar", "QUERY_UNKNOWN_FIELD", "titel", "ti:solar"),
    ("canonical", "solar AND", "QUERY_SYNTAX", "AND", "solar"),
    ("canonical", "OR solar", "QUERY_SYNTAX", "OR", "solar"),
    ("canonical", "(solar OR wind", "QUERY_UNBALANCED_BRACKET", "(", "(solar OR wind)"),
    ("canonical", "solar)", "QUERY_UNBALANCED_BRACKET", ")", "solar"),
    ("canonical", '"solar cell', "QUERY_UNBALANCED_QUOTE", '"', '"solar cell"'),
    ("canonical", "()", "QUERY_SYNTAX", "()", None),
    ("canonical", "ti:()", "QUERY_SYNTAX", "()", None),
    ("canonical", "solar NEAR3", "QUERY_SYNTAX", "NEAR3", "solar"),
    ("canonical", "NEAR3 solar", "QUERY_SYNTAX", "NEAR3", "solar"),
    ("canonical", "a AND OR b", "QUERY_SYNTAX", "OR", "a AND b"),
    ("canonical", "ti:", "QUERY_SYNTAX", "ti:", None),
    ("canonical", "pd:2019-13", "QUERY_BAD_DATE", "2019-13", "pd:2019"),
    ("canonical", "pd:12/03/2019", "QUERY_BAD_DATE", "12/03/2019", "pd:2019"),
    ("canonical", "pd:2019-02-32", "QUERY_BAD_DATE", "2019-02-32", "pd:2019-02"),
    ("canonical", "pd:[2020 TO 2010]", "QUERY_BAD_RANGE", "[2020 TO 2010]", "pd:[2010 TO 2020]"),
    ("canonical", "pd:[2019", "QUERY_UNBALANCED_BRACKET", "[", "pd:[2019 TO *]"),
    ("canonical", "pn:foo", "QUERY_BAD_NUMBER", "foo", None),
    ("canonical", "cc:Germany", "QUERY_BAD_VALUE", "Germany", "cc:DE"),
    ("canonical", "cc:USA", "QUERY_BAD_VALUE", "USA", "cc:US"),
    ("canonical", "s*", "QUERY_WILDCARD", "s*", "s"),
    ("canonical", "*", "QUERY_WILDCARD", "*", None),
    ("canonical", "solar$", "QUERY_UNSUPPORTED", "solar$", "solar*"),
    ("canonical", "radar.ti.", "QUERY_SYNTAX", "radar.ti.", "ti:radar"),
    ("canonical", "@pd>=20200101", "QUERY_SYNTAX", "@pd>=20200101", "pd:[2020-01-01 TO *]"),
    ("canonical", "pa@zh:x", "QUERY_UNKNOWN_FIELD", "pa@zh", "pa:x"),
    ("canonical", "ti@chinese:x", "QUERY_BAD_VALUE", "ti@chinese", "ti:x"),
    ("canonical", "(ti,pd):x", "QUERY_BAD_VALUE", "ti,pd", "ti:x"),
    ("canonical", "SIM(x)", "QUERY_UNSUPPORTED", "SIM", "(x)"),
    ("canonical", "/sol.*/", "QUERY_UNSUPPORTED", "/sol.*/", "sol*"),
    ("canonical", "a NEAR999 b", "QUERY_PROXIMITY", "NEAR999", "a NEAR200 b"),
    ("canonical", "has:fulltexts", "QUERY_BAD_VALUE", "fulltexts", "has:fulltext"),
    ("canonical", "right:patents", "QUERY_BAD_VALUE", "patents", "right:patent"),
    ("canonical", "nclm:many", "QUERY_BAD_VALUE", "many", None),
    ("canonical", "ti:[a TO b]", "QUERY_BAD_RANGE", "[a TO b]", "ti:(a OR b)"),
    ("canonical", "[2010 TO 2020]", "QUERY_BAD_RANGE", "[2010 TO 2020]", "pd:[2010 TO 2020]"),
    ("canonical", "ti>a", "QUERY_BAD_RANGE", "ti>a", "ti:a"),
    ("canonical", "ab{3,1}", "QUERY_WILDCARD", "ab{3,1}", "ab{1,3}"),
    ("canonical", "cpc:H01M*0", "QUERY_WILDCARD", "H01M*0", "cpc:H01M/low"),
    ("canonical", "a SENT9 b", "QUERY_PROXIMITY", "SENT9", "a SENT3 b"),
    ("canonical", "pd:(a NEAR3 b)", "QUERY_PROXIMITY", "NEAR3", "(a NEAR3 b)"),
    ("canonical", "a CLAIM b", "QUERY_PROXIMITY", "CLAIM", "clm:(a CLAIM b)"),
    ("canonical", "pd>9999-12-31", "QUERY_BAD_DATE", "9999-12-31", None),
    ("canonical", "pd:yesterday", "QUERY_BAD_DATE", "yesterday", "pd:-1d"),
    ("canonical", "ti:solar:cell", "QUERY_SYNTAX", ":", 'ti:"solar cell"'),
    ("canonical", "= AIDS", "QUERY_SYNTAX", "=", "=AIDS"),
    ("canonical", "solar && ", "QUERY_SYNTAX", "&&", "solar"),
    ("canonical", "title=(solar", "QUERY_UNBALANCED_BRACKET", "(", "title=(solar)"),
    ("canonical", "lang:german", "QUERY_BAD_VALUE", "german", "lang:de"),
    ("canonical", "kind:BB", "QUERY_BAD_VALUE", "BB", "kind:B*"),
    ("canonical", "ipc:[H01M TO", "QUERY_UNBALANCED_BRACKET", "[", "ipc:[H01M TO *]"),
    ("espacenet", "titel=solar", "QUERY_UNKNOWN_FIELD", "titel", "title=solar"),
    ("espacenet", "ti=(solar", "QUERY_UNBALANCED_BRACKET", "(", "ti=(solar)"),
    ("espacenet", "ti:solar", "QUERY_SYNTAX", "ti:solar", "ti=solar"),
    ("espacenet", "ti=solar prox/distance ab=cell", "QUERY_UNSUPPORTED", "prox/distance", "ti=solar AND ab=cell"),
    ("espacenet", "solar and", "QUERY_SYNTAX", "and", "solar"),
    ("espacenet", "pd>=2005-13", "QUERY_BAD_DATE", "2005-13", "pd>=2005"),
    ("espacenet", 'ti="solar', "QUERY_UNBALANCED_QUOTE", '"', 'ti="solar"'),
    ("espacenet", "cpc=/lowww A01B", "QUERY_BAD_SYMBOL", "/lowww", "cpc=/low A01B"),
    ("espacenet", "s*", "QUERY_WILDCARD", "s*", "s"),
    ("ppubs", "radar.xx.", "QUERY_UNKNOWN_FIELD", "xx", "radar"),
    ("ppubs", "(radar.ti.", "QUERY_UNBALANCED_BRACKET", "(", "(radar.ti.)"),
    ("ppubs", "radar ADJ", "QUERY_SYNTAX", "ADJ", "radar"),
    ("ppubs", "@pd>=2020131", "QUERY_BAD_DATE", "2020131", "@pd>=2020"),
    ("ppubs", "@xx>=2020", "QUERY_UNKNOWN_FIELD", "xx", "@pd>=2020"),
    ("ppubs", "ti:radar", "QUERY_SYNTAX", "ti:radar", "radar.ti."),
    ("ppubs", "radar AND", "QUERY_SYNTAX", "AND", "radar"),
    ("ppubs", "TTL/radar", "QUERY_SYNTAX", "TTL/radar", "radar.ti."),
    ("patft", "TTL/", "QUERY_SYNTAX", "TTL/", None),
    ("patft", "XYZ/solar", "QUERY_UNKNOWN_FIELD", "XYZ", "solar"),
    ("patft", "TTL/solar AND", "QUERY_SYNTAX", "AND", "TTL/solar"),
    ("patft", "ISD/13/45/2020", "QUERY_BAD_DATE", "13/45/2020", "ISD/2020"),
    ("patft", "ti:solar", "QUERY_SYNTAX", "ti:solar", "TTL/solar"),
    ("patentscope", "EN_TTI:solar", "QUERY_UNKNOWN_FIELD", "EN_TTI", "EN_TI:solar"),
    ("patentscope", "EN_TI:(solar", "QUERY_UNBALANCED_BRACKET", "(", "EN_TI:(solar)"),
    ("patentscope", "EN_TI:solar AND", "QUERY_SYNTAX", "AND", "EN_TI:solar"),
    ("patentscope", "DP:[2019 TO]", "QUERY_SYNTAX", "TO", "DP:[2019 TO *]"),
    ("patentscope", "country=CN", "QUERY_SYNTAX", "country=CN", "CTR:CN"),
    ("lens", "tittle:solar", "QUERY_UNKNOWN_FIELD", "tittle", "title:solar"),
    ("lens", "title:(solar", "QUERY_UNBALANCED_BRACKET", "(", "title:(solar)"),
    ("lens", "pub_date:[20070101 TO", "QUERY_UNBALANCED_BRACKET", "[", "pub_date:[20070101 TO *]"),
    ("lens", "title:solar AND", "QUERY_SYNTAX", "AND", "title:solar"),
    ("lens", "kind:/A[2-/", "QUERY_UNBALANCED_BRACKET", "[", None),
    ("google", "inventr:page", "QUERY_UNKNOWN_FIELD", "inventr", "inventor:page"),
    ("google", "(solar", "QUERY_UNBALANCED_BRACKET", "(", "(solar)"),
    ("google", "before:prio:20120101", "QUERY_UNKNOWN_FIELD", "before", None),
    ("google", "solar AND", "QUERY_SYNTAX", "AND", "solar"),
    ("google", "NEAR/5 solar", "QUERY_SYNTAX", "NEAR/5", "solar"),
    ("cnipa", "申请人名=清华", "QUERY_UNKNOWN_FIELD", "申请人名", "申请人=清华"),
    ("cnipa", "发明名称=(智能", "QUERY_UNBALANCED_BRACKET", "(", "发明名称=(智能)"),
    ("cnipa", "申请日=2010年13月", "QUERY_BAD_DATE", "2010年13月", "申请日=2010"),
    ("cnipa", "发明名称=智能 AND", "QUERY_SYNTAX", "AND", "发明名称=智能"),
    ("cnipa", "申请人=()", "QUERY_SYNTAX", "()", None),
    ("cnipa", "发明类型=(X)", "QUERY_BAD_VALUE", "X", None),
    ("cnipa", "公开(公告)日>=2001-13-01", "QUERY_BAD_DATE", "2001-13-01", "公开(公告)日>=2001-01-13"),
    ("depatis", "PAA=siemens", "QUERY_UNKNOWN_FIELD", "PAA", "PA=siemens"),
    ("depatis", "PA=(siemens", "QUERY_UNBALANCED_BRACKET", "(", "PA=(siemens)"),
    ("depatis", "PUB>=2010.13.01", "QUERY_BAD_DATE", "2010.13.01", "PUB>=2010-01-13"),
    ("depatis", "PA= siemens UND", "QUERY_SYNTAX", "UND", "PA= siemens"),
    ("depatis", "ti:solar", "QUERY_SYNTAX", "ti:solar", "ti=solar"),
    ("jplatpat", "[太陽電池/XX]", "QUERY_UNKNOWN_FIELD", "XX", "[太陽電池]"),
    ("jplatpat", "[太陽電池/TX", "QUERY_UNBALANCED_BRACKET", "[", "[太陽電池/TX]"),
    ("jplatpat", "[太陽電池/TX]*", "QUERY_SYNTAX", "[太陽電池/TX]*", "[太陽電池/TX]"),
    ("jplatpat", "太陽電池,10C/CL", "QUERY_SYNTAX", ",", "太陽電池 10C/CL"),
    ("kipris", "TL=[배터리", "QUERY_UNBALANCED_BRACKET", "[", "TL=[배터리]"),
    ("kipris", "TL=[배터리]*", "QUERY_SYNTAX", "TL=[배터리]*", "TL=[배터리]"),
    ("kipris", "AD=[2020~", "QUERY_UNBALANCED_BRACKET", "[", "AD=[2020~]"),
    ("patsnap", "TITL:computer", "QUERY_UNKNOWN_FIELD", "TITL", "TITLE:computer"),
    ("patsnap", "TTL:(computer", "QUERY_UNBALANCED_BRACKET", "(", "TTL:(computer)"),
    ("patsnap", "data $XX5 line", "QUERY_SYNTAX", "$XX5", "data $W5 line"),
    ("patsnap", "TTL:computer AND", "QUERY_SYNTAX", "AND", "TTL:computer"),
    ("orbit", "solar/XX", "QUERY_UNKNOWN_FIELD", "XX", "solar"),
    ("orbit", "(solar/TI", "QUERY_UNBALANCED_BRACKET", "(", "(solar/TI)"),
    ("orbit", "solar 2D", "QUERY_SYNTAX", "2D", "solar"),
    ("orbit", "solar AND", "QUERY_SYNTAX", "AND", "solar"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "typed", "code", "culprit", "suggestion"), BROKEN)
def test_what_is_wrong_is_pointed_at_and_mended(dialect, typed, code, culprit, suggestion):
    with pytest.raises(QueryError) as caught:
        understand(typed, dialect)
    error = caught.value
    low, high = error.position
    assert (error.code, typed[low:high]) == (code, culprit)
    assert error.suggestion == suggestion
    for lang in ("zh", "en"):
        message, hint = error.in_language(lang)
        assert message
        assert hint
    if suggestion:
        assert understand(suggestion, dialect).text


def test_every_dialect_is_among_them():
    assert {dialect for dialect, *_ in BROKEN} == set(DIALECTS)
    assert len(BROKEN) >= 60
    assert sum(1 for *_, suggestion in BROKEN if suggestion) >= 90


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("titel:solar", "ti:solar"),
        ("radar.xx. AND cell.ti.", "radar AND cell.ti."),
        ("TTL/solar AND", "TTL/solar"),
        ("申请人名=清华", "申请人=清华"),
        ("cc:Germany AND battery", "cc:DE AND battery"),
        ("battery AND pn:foo", "battery"),
        ("pn:foo OR battery", "battery"),
        ("battery AND (pd:soon OR x)", "battery AND (x)"),
    ],
)
def test_mends_run_where_the_dialect_is_recognised(typed, suggestion):
    with pytest.raises(QueryError) as caught:
        understand(typed, AUTO)
    assert caught.value.suggestion == suggestion
    understand(suggestion, AUTO)


def test_nothing_is_offered_that_does_not_run():
    """Whole queries with one thing wrong: the rest is kept."""
    rest = "ti:solar AND (ab:cell OR clm:wind)"
    for _, typed, *_ in (row for row in BROKEN if row[0] == "canonical"):
        whole = f"{rest} AND {typed}"
        with pytest.raises(QueryError) as caught:
            understand(whole, "canonical")
        if caught.value.suggestion:
            found = understand(caught.value.suggestion, "canonical")
            assert "ti:solar" in found.text, typed


def test_deep_brackets_are_taken_off():
    with pytest.raises(QueryError) as caught:
        understand("(" * 120 + "a" + ")" * 120, "canonical")
    assert caught.value.suggestion == "a"
    assert caught.value.code == MESSAGES["too_deep"].code


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("ti:(a and b)", "ti:(a AND b)"),
        ("solar near3 cell", "solar NEAR3 cell"),
        ("a adj b", "a ADJ b"),
        ("solar WITH cell", "solar SENT cell"),
        ("a SAME3 b", "a PARA b"),
        ("a W/5 b", "a NEAR5 b"),
        ("a WITH9 b", "a SENT3 b"),
        ("a XOR b", 'a "XOR" b'),
        ("pa:(a ODER b)", "pa:(a OR b)"),
    ],
)
def test_words_that_look_like_operators_are_told(typed, suggestion):
    noted = [one.suggestion for one in understand(typed, "canonical").notices]
    assert suggestion in noted
    again = understand(suggestion, "canonical")
    assert not any(one.suggestion for one in again.notices if one.key != "note_near_default")
