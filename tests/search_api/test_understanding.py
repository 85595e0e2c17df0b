from datetime import date

import pytest

from indexer.query import (
    And,
    AnyOf,
    DateRange,
    Filter,
    Keyword,
    Match,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Range,
    Step,
    Wildcard,
    Words,
)
from search_api.errors import QueryError
from search_api.language import understand

FULL = ("ti", "ab", "clm", "desc")
TODAY = date(2026, 3, 31)


def read(text):
    return understand(text, today=TODAY)


def full(text):
    return Match(FULL, text)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("solar cell", And((full("solar"), full("cell")))),
        ("a OR b c", Or((full("a"), And((full("b"), full("c")))))),
        ("a b -c", And((full("a"), full("b"), Not(full("c"))))),
        ("a NOT b", And((full("a"), Not(full("b"))))),
        ("NOT NOT a", full("a")),
        ("a && b | c", Or((And((full("a"), full("b"))), full("c")))),
        ('"solar cell"', full("solar cell")),
        ("“solar  cell”", full("solar cell")),
        ("X-ray", full("X-ray")),
        ("AT&T", full("AT&T")),
        ("固态电池", full("固态电池")),
        ("ti:电池", Match(("ti",), "电池")),
        ("发明名称：（电池）", Match(("ti",), "电池")),
        ("TITLE:x ttl:y", And((Match(("ti",), "x"), Match(("ti",), "y")))),
        ("(ti,ab):x", Match(("ti", "ab"), "x")),
        ("（ti，ab）：（x y）", And((Match(("ti", "ab"), "x"), Match(("ti", "ab"), "y")))),
        ("ti:(a OR ab:b)", Or((Match(("ti",), "a"), Match(("ab",), "b")))),
        ("(ti,pa):x", Or((Match(("ti",), "x"), Match(("pa",), "x")))),
        ("names:li", Match(("pa", "in"), "li")),
        ("ab@zh:电池", And((Match(("ab",), "电池"), Filter(Keyword("lang", ("zh",)))))),
        ("batter*", Wildcard(FULL, "batter*")),
        ("synchroni?ed", Wildcard(FULL, "synchroni?ed")),
        ("col**r", Wildcard(FULL, "col*r")),
        ("*清华*", full("清华")),
        ("什么是石墨烯？", full("什么是石墨烯")),
        ('"solar cel*"', Near(FULL, (Words("solar"), Pattern("cel*")), (Step(1, ordered=True),))),
        ("a NEAR3 b", Near(FULL, (Words("a"), Words("b")), (Step(3, ordered=False),))),
        ("ti:a NEAR/3 ti:b", Near(("ti",), (Words("a"), Words("b")), (Step(3, ordered=False),))),
        (
            'clm:("a b" ADJ2 (c OR de*) NEAR5 e)',
            Near(
                ("clm",),
                (Words("a b"), AnyOf((Words("c"), Pattern("de*"))), Words("e")),
                (Step(2, ordered=True), Step(5, ordered=False)),
            ),
        ),
        ("cc:cn", Keyword("cc", ("CN",))),
        ("right:实用新型", Keyword("right", ("utility_model",))),
        ("type:I", Keyword("right", ("invention",))),
        ("stage:granted", Keyword("stage", ("grant",))),
        ("has:fulltext", Keyword("has", ("description",))),
        ("kind:b2", Keyword("kind", ("B2",))),
        ("kind:A*", Prefix("kind", "A")),
        ("pn:US9014905*", Prefix("pn", "US9014905")),
        ("py:2020", Range("py", 2020, 2020)),
        ("nclm>10", Range("nclm", 11, None)),
        ("nclm:[* TO 5]", Range("nclm", None, 5)),
        ("ipc:H01M10/0525", Keyword("ipc", ("H01M 10/0525",))),
        ("ipc:H01M/low", Keyword("ipc", ("H01M/low",))),
        ("ipc:h01m", Keyword("ipc", ("H01M/low",))),
        ("cpc:H01M10/00/low", Keyword("cpc", ("H01M 10/00/low",))),
        ('cpc:"G06F 16/35"', Keyword("cpc", ("G06F 16/35",))),
        ("ipc:B60L7/1*", Prefix("ipc", "B60L 7/1")),
        ("class:H01M/low", Or((Keyword("ipc", ("H01M/low",)), Keyword("cpc", ("H01M/low",))))),
        ("loc:15-07", Keyword("loc", ("15-07",))),
    ],
)
def test_reads(typed, query):
    assert read(typed).query == query


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("pd:2010", 20100101, 20101231),
        ("pd:2019-02", 20190201, 20190228),
        ("pd:[2019-02 TO 2019-02]", 20190201, 20190228),
        ("pd:2020-02", 20200201, 20200229),
        ("pd:20100615", 20100615, 20100615),
        ("pd:2010/6/5", 20100605, 20100605),
        ("pd:2010年6月", 20100601, 20100630),
        ("pd:05.06.2010", 20100605, 20100605),
        ("pd>2000", 20010101, None),
        ("pd>=2000-05", 20000501, None),
        ("pd<2018", None, 20171231),
        ("pd<=2018-02", None, 20180228),
        ("pd=2018", 20180101, 20181231),
        ("pd:[2010 TO *]", 20100101, None),
        ("pd:[* TO 2010-06]", None, 20100630),
        ("pd:[2007-01-01 TO 2007-06-31]", 20070101, 20070630),
        ("pd>=-14d", 20260317, None),
        ("pd:-2w", 20260317, 20260331),
        ("pd:past 1 month", 20260228, 20260331),
        ("pd:past 1 year", 20250331, 20260331),
        ('pd:"past 10 days"', 20260321, 20260331),
        ("pd:近3个月", 20251231, 20260331),
        ("pd:[-14d TO today]", 20260317, 20260331),
    ],
)
def test_dates(typed, low, high):
    assert read(typed).query == DateRange("pd", low, high)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("pd:2007-06-31", "DATE_ADJUSTED"),
        ("pd>=-14d", "DATE_RELATIVE"),
        ("a b OR c", "MIXED_OPERATORS"),
        ("wind and water", "LOWERCASE_OPERATOR"),
        ("method – apparatus", "IGNORED_SIGNS"),
        ("C++", "IGNORED_SIGNS"),
        ("清华*", "WILDCARD_NOT_NEEDED"),
        ("H01M10/0525 battery", "LOOKS_LIKE_CLASS"),
        ("ipc:H01M", "LOW_IMPLIED"),
        ("ipc:H01M10/0525/low", "LOW_SUBGROUP"),
        ("ipc:H01M10", "SYMBOL_COMPLETED"),
        ("a NEAR b", "DISTANCE_DEFAULT"),
        ("ti@zh:x", "LANGUAGE_OF_DOCUMENT"),
        ("a b c d e f g h i j k l m", "ALL_WORDS"),
    ],
)
def test_says_what_it_guessed(typed, code):
    found = read(typed)
    assert code in {note.code for note in found.answer("en").notes}
    zh = [note.message for note in found.answer("zh").notes]
    assert all(any("\u4e00" <= c <= "\u9fff" for c in message) for message in zh)
    for note in found.answer().notes:
        start, end = note.span
        assert 0 <= start < end <= len(typed)
        if note.suggestion:
            read(note.suggestion)


def test_no_notes_for_plain_queries():
    for typed in ("solar cell", "ti:电池 AND pd>=2010", "(a OR b) c", "class:H01M/low"):
        assert read(typed).answer().notes == ()


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("solar AND pd>=2010", "full:solar AND pd:[2010-01-01 TO *]"),
        ("autonomous vehicle camera", "full:(autonomous AND vehicle AND camera)"),
        ("a OR b c", "full:a OR full:(b AND c)"),
        ('"solar cell" -x', 'full:"solar cell" AND NOT full:x'),
        ("ti:(a OR b) -pa:(c d)", "ti:(a OR b) AND NOT pa:(c AND d)"),
        ("(ti,ab):(green NEAR3 energy)", "(ti,ab):(green NEAR3 energy)"),
        ("申请（专利权）人=深圳大学", "pa:深圳大学"),
        ("class:h01m", "class:H01M/low"),
        ('pn:"EP 0 227 762 B1"', "pn:EP0227762B1"),
        ("AT&T", 'full:"AT&T"'),
    ],
)
def test_prints_what_it_understood(typed, understood):
    assert read(typed).text == understood


def test_each_part_is_removable():
    parts = read("solar pd>=2010 NOT cc:US").clauses
    assert [part.text for part in parts] == ["full:solar", "pd:[2010-01-01 TO *]", "NOT cc:US"]
    assert [part.label_en for part in parts] == [
        "full text contains “solar”",
        "publication date from 2010-01-01 on",
        "not (office is US)",
    ]
    assert parts[0].label_zh == "全文含“solar”"
    assert parts[0].without == "pd:[2010-01-01 TO *] AND NOT cc:US"
    assert parts[2].without == "solar AND pd:[2010-01-01 TO *]"
    assert read("solar").clauses[0].without is None


def test_values_of_ours_are_named_in_the_readers_language():
    assert read("stage:grant").clauses[0].label_zh == "公布阶段为 授权公告"
    assert read("has:claims").clauses[0].label_en == "has claims"


def test_many_terms_and_merged_brackets_run():
    terms = " OR ".join(f"term{i}" for i in range(500))
    assert len(read(terms).query.queries) == 500
    deep = "(a AND " * 64 + "b" + ")" * 64
    assert len(read(deep).query.queries) == 65


def test_names_are_found_whatever_their_legal_form_and_order():
    assert read('in:"山田 太郎"').query == read("in:山田太郎").query or {
        one.text for one in read('in:"山田 太郎"').query.queries
    } >= {"山田太郎"}
    assert read('pa:"Google Inc"').query == Match(("pa",), "google")
    both = {one.text for one in read('in:"Smith John"').query.queries}
    assert both == {"Smith John", "John Smith"}
    assert read('pa:="Google Inc"').query == Match(("pa",), "Google Inc", "case")
    assert [note.key for note in read('pa:"Google Inc"').notices] == ["note_names_met"]


def test_a_line_may_have_a_name_though_it_is_the_only_one():
    for text in ("L1: ti:solar", "##cells: ti:solar", " s2: ti:solar\n"):
        assert understand(text).query == understand("ti:solar").query


def test_lines_are_sets_where_they_are_used_as_such():
    text = "# my search\nL1: ti:solar\nL2 pa:acme\nL1 AND NOT L2"
    assert understand(text).query == understand("ti:solar AND NOT pa:acme").query
    assert understand("ti:solar\n#1 OR ab:cell").query == understand("ti:solar OR ab:cell").query
    assert understand("solar\ncell").query == understand("solar cell").query
    with pytest.raises(QueryError) as caught:
        understand("L1: solar\nL1 AND L7")
    assert caught.value.code in {"QUERY_UNKNOWN_LINE", "QUERY_SYNTAX"}
