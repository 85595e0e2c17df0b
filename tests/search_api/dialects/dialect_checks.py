"""What every dialect must hold, whatever its syntax."""

from datetime import date

from hypothesis import strategies as st

from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.equality import same
from search_api.language.translate import translate

TODAY = date(2026, 3, 31)


def check_twin(dialect, typed, twin):
    """It is understood as its twin in the canonical language, and finds the same."""
    found = understand(typed, dialect, today=TODAY)
    meant = understand(twin, "canonical", today=TODAY)
    assert found.text == meant.text
    assert same(found.query, meant.query)
    for note in found.notices:
        low, high = note.span
        assert 0 <= low <= high <= len(typed)
        assert note.note("zh").message
        assert note.note("en").message


def outcome(dialect, typed):
    """What it is understood as, or the error; whose place is in the text."""
    try:
        return understand(typed, dialect, today=TODAY), None
    except QueryError as error:
        return None, error


def check_refused(dialect, typed, code, culprit):
    """It is refused, pointing at this part of it."""
    found, error = outcome(dialect, typed)
    assert error is not None, found.text
    low, high = error.position
    assert (error.code, typed[low:high]) == (code, culprit)


def codes(dialect, typed):
    return [n.code for n in understand(typed, dialect, today=TODAY).answer("en").notes]


def check_any_text(dialect, typed):
    """Any text is understood or refused with a place in it; what is understood reads back."""
    found, error = outcome(dialect, typed)
    if error is not None:
        low, high = error.position
        assert 0 <= low <= high <= len(typed), (typed, error.position)
        return
    again = understand(found.text, "canonical", today=TODAY)
    assert again.query == found.query, (typed, found.text)


def check_there_and_back(dialect, canonical):
    """Said in the dialect and read again it means the same, or a loss is told."""
    meant = understand(canonical, "canonical", today=TODAY)
    said = translate(meant, dialect, today=TODAY)
    if said.losses:
        for loss in said.losses:
            low, high = loss.span
            assert 0 <= low <= high <= len(meant.text)
            assert loss.note("zh").message
            assert loss.note("en").code != "LOST_MEANING", (canonical, said.text)
        return False
    back = understand(said.text, dialect, today=TODAY)
    assert same(back.query, meant.query), (canonical, said.text, back.text)
    return True


def mutated(samples, alphabet):
    """Samples with a few characters put in, taken out or doubled, and random strings."""
    pieces = st.text(alphabet=alphabet, max_size=3)

    def mutate(text, at, cut, piece):
        at %= len(text) + 1
        return text[:at] + piece + text[at + cut :]

    changed = st.builds(
        mutate, st.sampled_from(samples), st.integers(0, 400), st.integers(0, 3), pieces
    )
    return st.one_of(
        changed,
        st.builds(mutate, changed, st.integers(0, 400), st.integers(0, 3), pieces),
        st.text(alphabet=alphabet, max_size=30),
    )


canonical_words = st.sampled_from(
    ["solar", '"solar cell"', "batter*", "synchroni?ed", "increas{0,3}", "X-ray", "电池", '"AND"', "with", "L1x", "prox"]
)  # fmt: skip
_chains = st.builds(
    "({} {} {})".format,
    canonical_words,
    st.sampled_from(["NEAR3", "ADJ", "ADJ2", "SENT", "PARA", "NOT SENT", "NEAR1"]),
    canonical_words,
)
_texts = st.builds(
    "{}:{}".format,
    st.sampled_from(["ti", "ab", "clm", "desc", "full", "(ti,ab)", "(ti,ab,clm)", "(ti,pa)"]),
    st.one_of(canonical_words, _chains, st.builds("({} OR {})".format, canonical_words, _chains)),
)
_values = st.sampled_from(
    [
        "pa:siemens", 'in:"Li Wei"', "pn:US7654321B2", "pn:EP1000000*", "an:US14166502", "cc:US",
        "cc:(CN OR US)", "pd:2010", "pd:[2010-05 TO 2011-06-15]", "pd>=2012", "ad<2015-03",
        "prd:[2001 TO 2002]", "ipc:H01M/low", "cpc:H01M10/00/low", "cpc:H01M10/0525", "py:2010",
        "class:H01L31/00", "ipc:B60L7/1*", "cpc:[C07C51/43 TO C07C51/64]", "nclm:[5 TO 10]",
        "ct:US7029333", "fam:12345", "kind:B2", "lang:zh", "right:design", "has:claims",
        "uspc:435/6", "prn.cc:GB", "pa.cc:JP", "in.cc:US", "ab@zh:电池", "exm:Smith",
    ]
)  # fmt: skip


def _nested(inner):
    parts = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        parts.map(lambda p: "(" + " AND ".join(p) + ")"),
        parts.map(lambda p: "(" + " OR ".join(p) + ")"),
        st.builds("({} AND NOT {})".format, inner, inner),
    )


canonical_queries = st.recursive(st.one_of(_texts, _values, canonical_words), _nested, max_leaves=8)
