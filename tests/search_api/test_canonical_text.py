"""Canonical text read again means the same: generated queries of every construction."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from search_api.errors import QueryError
from search_api.language import understand

TODAY = date(2026, 3, 31)

words = st.one_of(
    st.sampled_from(
        ["solar", "X-ray", "AT&T", "C++", "电池", "LED灯", "H01M10/0525", "and", "OR1"]
    ),
    st.text(alphabet="abcXYZ019é电池カナ-./&'", min_size=1, max_size=8).filter(
        lambda t: any(c.isalnum() for c in t) and not t.startswith(("-", "&", "/"))
    ),
    st.sampled_from(["batter*", "synchroni?ed", "co??nd*", "*tion", "*lectr*", "increas{0,3}"]),
)
phrases = st.lists(words, min_size=1, max_size=3).map(lambda ws: '"' + " ".join(ws) + '"')
forms = st.sampled_from(
    [
        "=AIDS",
        "NOSTEM(running)",
        '="AIDS virus"',
        "小*车",
        "5G*站",
        "EXACT(pH)",
        'KEEP_ORDER("Ann Lee")',
        "KEEP_SUFFIX(KEEP_WIDTH(Acme))",
        "VARIANTS(開発)",
    ]
)
terms = st.one_of(words, phrases, forms)
operands = st.one_of(
    words, st.lists(words, min_size=2, max_size=3).map(lambda w: f"({' OR '.join(w)})")
)
chains = st.builds(
    lambda first, rest: first + "".join(f" {op}{n} {o}" for op, n, o in rest),
    operands,
    st.lists(
        st.tuples(st.sampled_from(["NEAR", "ADJ", "NEAR/"]), st.integers(1, 4), operands),
        min_size=1,
        max_size=2,
    ),
)
units = st.builds(
    "({}{}{}{})".format,
    terms,
    st.sampled_from([" SENT ", " PARA ", " SENT2 ", " NOT NEAR3 ", " NOT SENT ", " NOT ADJ "]),
    operands,
    st.sampled_from(["", ""]),
)
mixed = st.builds("{} PARA {} SENT {} NEAR2 {}".format, words, operands, terms, words)
claims = st.builds("clm.{}:{}".format, st.sampled_from(["indep", "1", "12"]), operands)
same = st.builds("clm:({} CLAIM {})".format, words, operands)
calls = st.builds(
    "{}({})".format, st.sampled_from(["CITES", "CITED_BY", "SAME_FAMILY"]), st.one_of(words, same)
)
weighted = st.builds("({})^{}".format, terms, st.sampled_from(["2", "0.5", "10"]))
dates = st.sampled_from(["2010", "2010-06", "2010-06-31", "-14d", "20100203", "2010年6月"])
others = st.one_of(
    st.builds("pd{}{}".format, st.sampled_from([":", ">=", ">", "<", "<="]), dates),
    st.builds("pd:[{} TO *]".format, dates),
    st.sampled_from(
        [
            "cc:us",
            "kind:A*",
            "py:[2010 TO *]",
            "nclm<9",
            "has:claims",
            "right:发明",
            "pn:US9014905*",
        ]
    ),
    st.sampled_from(
        ["ipc:H01M", "class:H01M10/00/low", 'cpc:"G06F 16/35"', "ct:EP1000000", "pd:past 2 weeks"]
    ),
    st.sampled_from(['an:"CN 200410018477.9"', 'pn:"7,654,321"', "loc:15-07", "ab@zh:电池"]),
)
fields = st.sampled_from(["", "ti:", "(ti,ab):", "pa:", "(ti,pa):", "发明名称:", "tac:"])
leaves = st.one_of(
    terms, others, st.builds("{}({})".format, fields, chains), units, mixed, claims, same, calls,
    weighted,
)  # fmt: skip


def nested(inner):
    parts = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        parts.map(" AND ".join),
        parts.map(" ".join),
        parts.map(" OR ".join),
        inner.map("NOT ({})".format),
        inner.map("({})".format),
    )


queries = st.recursive(leaves, nested, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(queries)
def test_canonical_text_means_the_same(text):
    try:
        found = understand(text, today=TODAY)
    except QueryError as error:
        assume(error.code != "QUERY_TOO_COMPLEX")
        raise
    assert understand(found.text, today=TODAY).query == found.query
    assert understand(found.text, today=TODAY).text == found.text
    assert understand(found.brief, today=TODAY).query == found.query
    for clause in found.clauses:
        understand(clause.text, today=TODAY)
        if clause.without is not None:
            understand(clause.without, today=TODAY)
