"""AND beside a proximity operator, written out."""

import pytest

from search_api.errors import QueryError
from search_api.language import understand


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("(a AND b) NEAR3 c", "(a NEAR3 c) AND (b NEAR3 c)"),
        ("c ADJ (a b)", "(c ADJ a) AND (c ADJ b)"),
        ("ti:((a AND b) SENT c)", "ti:(a SENT b SENT c)"),
        ("(a AND b) PARA (c AND d)", "a PARA b PARA c PARA d"),
        ("((a AND b) OR c) NEAR2 d", "(c NEAR2 d) OR ((a NEAR2 d) AND (b NEAR2 d))"),
        ("(a AND b) NOT NEAR3 c", "(a NOT NEAR3 c) AND (b NOT NEAR3 c)"),
        ("(ti:a) NEAR3 (ti:b)", "ti:(a NEAR3 b)"),
        ("ti:a NEAR3 b", "ti:(a NEAR3 b)"),
        ("(ti,ab):a NEAR3 (ab,clm):b", "ab:(a NEAR3 b)"),
        ("clm:a SENT full:b", "clm:(a SENT b)"),
        ("ti:(a AND b) NEAR3 ti:c", "ti:((a NEAR3 c) AND (b NEAR3 c))"),
        ("(NOSTEM(a AND b)) NEAR3 c", "(NOSTEM(a) NEAR3 c) AND (NOSTEM(b) NEAR3 c)"),
    ],
)
def test_written_out(text, twin):
    found = understand(text, "canonical")
    assert found.query == understand(twin, "canonical").query
    assert understand(found.text, "canonical").query == found.query


def test_a_note_says_so_unless_it_is_the_unit_that_holds_all():
    def codes(text: str) -> set[str]:
        return {note.code for note in understand(text, "canonical").answer().notes}

    assert "PROXIMITY_AND" in codes("(a AND b) NEAR3 c")
    assert "PROXIMITY_AND" not in codes("(a AND b) SENT c")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a NOT NEAR3 (b AND c)", "b AND c"),
        ("(a AND NOT b) NEAR3 c", "a AND NOT b"),
        ("ti:a NEAR3 ab:b", "NEAR3"),
        ("ti@en:a NEAR3 ti@de:b", "NEAR3"),
    ],
)
def test_refused(text, span):
    with pytest.raises(QueryError) as refused:
        understand(text, "canonical")
    assert refused.value.position is not None
    start, end = refused.value.position
    assert (refused.value.code, text[start:end]) == ("QUERY_PROXIMITY", span)


def test_many_ands_are_refused_before_they_are_written_out():
    many = f"({' AND '.join(f'w{n}' for n in range(90))})"
    with pytest.raises(QueryError) as refused:
        understand(f"{many} NEAR3 {many} NEAR3 {many}", "canonical")
    assert refused.value.code == "QUERY_PROXIMITY"
