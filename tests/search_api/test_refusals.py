import random

import pytest

from search_api.errors import CODES, QueryError
from search_api.language import understand
from search_api.messages import MESSAGES


@pytest.mark.parametrize(
    ("typed", "code", "position"),
    [
        ("", "QUERY_EMPTY", (0, 0)),
        ("   ", "QUERY_EMPTY", (0, 3)),
        ("\0", "QUERY_EMPTY", (0, 1)),
        ("- *", "QUERY_WILDCARD", (2, 3)),
        ("((((", "QUERY_UNBALANCED_BRACKET", (3, 4)),
        ("a )", "QUERY_UNBALANCED_BRACKET", (2, 3)),
        ("pd:[2010 TO 2012)", "QUERY_UNBALANCED_BRACKET", (16, 17)),
        ('"a', "QUERY_UNBALANCED_QUOTE", (0, 1)),
        ("a AND", "QUERY_SYNTAX", (2, 5)),
        ("AND a", "QUERY_SYNTAX", (0, 3)),
        ("a OR OR b", "QUERY_SYNTAX", (5, 7)),
        ("NOT", "QUERY_SYNTAX", (0, 3)),
        ("()", "QUERY_SYNTAX", (0, 2)),
        ("ti:", "QUERY_SYNTAX", (0, 3)),
        ("x:y:z", "QUERY_SYNTAX", (3, 4)),
        ("body:[* TO", "QUERY_UNBALANCED_BRACKET", (5, 6)),
        ("-" * 5000, "QUERY_NO_WORDS", (0, 5000)),
        ("ti:—", "QUERY_NO_WORDS", (3, 4)),
        ('""', "QUERY_NO_WORDS", (0, 2)),
        ("\ud83d", "QUERY_ENCODING", (0, 1)),
        ("titel:x", "QUERY_UNKNOWN_FIELD", (0, 5)),
        ("_source:x", "QUERY_SYNTAX", (7, 8)),
        ("script:x", "QUERY_UNKNOWN_FIELD", (0, 6)),
        ("= AIDS", "QUERY_SYNTAX", (0, 1)),
        ("*", "QUERY_WILDCARD", (0, 1)),
        ("a*", "QUERY_WILDCARD", (0, 2)),
        ("*n", "QUERY_WILDCARD", (0, 2)),
        ("increas{3,1}", "QUERY_WILDCARD", (0, 12)),
        ("/(a+)+$/", "QUERY_UNSUPPORTED", (0, 8)),
        ("ti:/ab.*/", "QUERY_UNSUPPORTED", (3, 9)),
        ("ab{1,5000}", "QUERY_WILDCARD", (0, 10)),
        ("increas$3", "QUERY_UNSUPPORTED", (0, 9)),
        ("roam~^", "QUERY_SYNTAX", (5, 6)),
        ("radar.ti.", "QUERY_SYNTAX", (0, 9)),
        ("@pd>=20240101", "QUERY_SYNTAX", (0, 13)),
        ("a SENT9 b", "QUERY_PROXIMITY", (2, 7)),
        ("a CLAIM b", "QUERY_PROXIMITY", (2, 7)),
        ("a NOT NEAR3 b NEAR2 c", "QUERY_PROXIMITY", (2, 11)),
        ("(a PARA b) SENT c", "QUERY_PROXIMITY", (3, 7)),
        ("(a SENT2 b) PARA c", "QUERY_PROXIMITY", (3, 8)),
        ("##mine", "QUERY_UNKNOWN_LINE", (0, 6)),
        ("#12 AND vehicle", "QUERY_UNKNOWN_LINE", (0, 3)),
        ("SIM(x)", "QUERY_UNSUPPORTED", (0, 3)),
        ("a NEAR999999999 b", "QUERY_PROXIMITY", (2, 15)),
        ("a NEAR0 b", "QUERY_PROXIMITY", (2, 7)),
        ("(a NOT b) NEAR3 c", "QUERY_PROXIMITY", (1, 8)),
        ("(a (b OR NOT c)) NEAR3 d", "QUERY_PROXIMITY", (9, 14)),
        ("ti:a NEAR3 ab:b", "QUERY_PROXIMITY", (5, 10)),
        ("pd:(a NEAR3 b)", "QUERY_PROXIMITY", (6, 11)),
        ("pd:2019-13", "QUERY_BAD_DATE", (3, 10)),
        ("pd:2019-02-32", "QUERY_BAD_DATE", (3, 13)),
        ("pd:20230230x", "QUERY_BAD_DATE", (3, 12)),
        ("pd:yesterday", "QUERY_BAD_DATE", (3, 12)),
        ("pd>9999-12-31", "QUERY_BAD_DATE", (3, 13)),
        ("pd:[2020 TO 2010]", "QUERY_BAD_RANGE", (3, 17)),
        ("pd:[* TO *]", "QUERY_BAD_RANGE", (3, 11)),
        ("[2010 TO 2020]", "QUERY_BAD_RANGE", (0, 14)),
        ("ti:[a TO b]", "QUERY_BAD_RANGE", (3, 11)),
        ("ti>a", "QUERY_BAD_RANGE", (0, 4)),
        ("uspc:[2/227 TO 2/300]", "QUERY_UNSUPPORTED", (5, 21)),
        ("cpc:[C07C51/64 TO C07C51/43]", "QUERY_BAD_RANGE", (4, 28)),
        ("cpc:[C07C51/64 TO XYZ]", "QUERY_BAD_SYMBOL", (18, 21)),
        ("nclm:many", "QUERY_BAD_VALUE", (5, 9)),
        ("nclm<0", "QUERY_BAD_RANGE", (5, 6)),
        ("cc:Germany", "QUERY_BAD_VALUE", (3, 10)),
        ("cc:*", "QUERY_WILDCARD", (3, 4)),
        ("has:fulltexts", "QUERY_BAD_VALUE", (4, 13)),
        ("right:patents", "QUERY_BAD_VALUE", (6, 13)),
        ("pn:foo", "QUERY_BAD_NUMBER", (3, 6)),
        ("cpc:XYZ", "QUERY_BAD_SYMBOL", (4, 7)),
        ("pa@zh:x", "QUERY_UNKNOWN_FIELD", (0, 5)),
        ("ti@chinese:x", "QUERY_BAD_VALUE", (0, 10)),
        ("(ti,pd):x", "QUERY_BAD_VALUE", (1, 6)),
    ],
)
def test_refuses_with_code_and_position(typed, code, position):
    with pytest.raises(QueryError) as caught:
        understand(typed, "canonical")
    assert (caught.value.code, caught.value.position) == (code, position)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ('"solar cell', '"solar cell"'),
        ("(solar OR wind", "(solar OR wind)"),
        ("solar)", "solar"),
        ("solar AND", "solar"),
        ("titel:solar", "ti:solar"),
        ("radar.ti.", "ti:radar"),
        ("pd:[2020 TO 2010]", "pd:[2010 TO 2020]"),
        ("a NEAR999 b", "a NEAR200 b"),
        ("a OR OR b", "a OR b"),
        ("pa@zh:x", "pa:x"),
    ],
)
def test_suggests_what_runs(typed, suggestion):
    with pytest.raises(QueryError) as caught:
        understand(typed, "canonical")
    assert caught.value.suggestion == suggestion
    understand(suggestion)


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 2000 + "a" + ")" * 2000,
        "a OR " * 20_000 + "b",
        "a OR " * 2_000 + "b",
        "x" * 100_000,
        "(a AND (b OR " * 15 + "c" + "))" * 15,
        "a NEAR5 " * 9 + "b",
        " ".join(f"({' OR '.join(f'a{i}' for i in range(60))}) SENT" for _ in range(3)) + " b",
    ],
)
def test_too_complex(typed):
    with pytest.raises(QueryError) as caught:
        understand(typed)
    assert caught.value.code == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize(
    ("typed", "meant", "note"),
    [
        ("roam~9999", "roam~2", "note_similar_fewer"),
        ("(a b) NEAR3 c", "a NEAR3 c AND b NEAR3 c", "note_proximity_and"),
    ],
)
def test_reads_with_a_note_what_can_be_meant(typed, meant, note):
    found = understand(typed, "canonical")
    assert found.query == understand(meant, "canonical").query
    assert note in {one.key for one in found.notices}


def test_unknown_dialect():
    with pytest.raises(QueryError) as caught:
        understand("x", "klingon")
    assert (caught.value.code, "canonical" in caught.value.hint) == ("QUERY_UNKNOWN_DIALECT", True)


def test_errors_speak_both_languages():
    with pytest.raises(QueryError) as caught:
        understand("titel:x")
    assert "titel" in caught.value.message
    message, hint = caught.value.in_language("zh")
    assert message == "没有名为“titel”的字段。"
    assert "ti" in hint


def test_every_message_has_a_code_and_both_languages():
    for key, message in MESSAGES.items():
        assert message.en, key
        assert message.zh, key
        assert bool(message.hint_en) == bool(message.hint_zh), key
        if not key.startswith(("note_", "lost_", "expanded_", "zero_")):
            assert message.code in CODES, key


def _malformed(rng):
    """A query that is wrong by construction."""
    words = ["solar", "cell", "电池", '"a b"', "ti:x", "pd:2010", "ipc:H01M/low", "(a OR b)"]
    good = " ".join(rng.choice(words) for _ in range(rng.randint(1, 4)))
    return rng.choice(
        [
            lambda: good + rng.choice([" AND", " OR", " NOT", " NEAR3", " ADJ", " AND NOT", " -("]),
            lambda: rng.choice(["AND ", "OR ", "NEAR2 ", "&& ", ") ", "] ", ": ", ">= "]) + good,
            lambda: good + rng.choice(["(", ")", "[", "]", '"', " ((", "(]", ' "x']),
            lambda: good + rng.choice([" foo:x", " _id:3", " titel:x", " ti:", " pd:", " x:y:z"]),
            lambda: (
                good + f" pd:{rng.choice(['2010-13', '20x', '1-1', '99999999', 'soon', '-14q'])}"
            ),
            lambda: good + f" pd:[{rng.choice(['2012 TO 2010', '* TO *', '2010', 'a TO b', ''])}]",
            lambda: good + f" cc:{rng.choice(['CHN', '1', 'China', '*'])}",
            lambda: good + f" ipc:{rng.choice(['XYZ', 'H1', '///', 'H01M//', '*'])}",
            lambda: good + rng.choice([" *", " a*", " ?x*", " *b", " x*", " {0,3}"]),
            lambda: (
                good + rng.choice([" foo$2", " foo~^", " x^y", " ab{3,0}", " /a.*b/", " @ad>=2"])
            ),
            lambda: (
                good + rng.choice([" a NEAR0 b", " a NEAR777 b", " (a NOT b) ADJ c", " a SENT7 b"])
            ),
            lambda: (
                good + rng.choice([" ()", " ti:()", " (AND)", " ti:(OR x)", " pn:zzz", " ct:-"])
            ),
        ]
    )()


def test_no_malformed_query_is_ever_read():
    rng = random.Random(7)
    for _ in range(6_000):
        typed = _malformed(rng)
        with pytest.raises(QueryError) as caught:
            understand(typed, "canonical")
        start, end = caught.value.position
        assert 0 <= start <= end <= len(typed), typed


def test_any_text_is_read_or_refused():
    rng = random.Random(11)
    alphabet = (
        "ab1 电池\"()[]:*?-+&|<>=,./\\~^{}$#@!%;'\u3000（）：“”\0\u200b\ud83d\U0001f600TONEARADJ"
    )
    for _ in range(6_000):
        typed = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 25)))
        found, position = _outcome(typed)
        if found is None:
            assert position is not None
            assert 0 <= position[0] <= position[1] <= len(typed)
        else:
            assert understand(found.text).query == found.query


def _outcome(typed):
    try:
        return understand(typed), None
    except QueryError as error:
        return None, error.position
