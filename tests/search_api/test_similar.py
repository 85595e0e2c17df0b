"""`colour~`: read, printed and written for others; what cannot be is refused or told."""

import pytest

from indexer.query import Alike, Match, Near, Similar, Step, Together
from search_api.errors import QueryError
from search_api.language import DIALECTS, understand
from search_api.language.translate import query_answer

FULL = ("ti", "ab", "clm", "desc")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("colour~1", Similar(FULL, "colour", 1)),
        ("colour~", Similar(FULL, "colour", 2)),
        ("gray~", Similar(FULL, "gray", 1)),
        ("pa:simens~1", Similar(("pa",), "simens", 1)),
        ("ti:колбаса~2", Similar(("ti",), "колбаса", 2)),
        ("NOSTEM(colour~1)", Similar(FULL, "colour", 1)),
        ("ti:(gray~1 ADJ2 colour~2)", Near(("ti",), (Alike("gray", 1), Alike("colour", 2)),
                                           (Step(2, ordered=True),))),
        ('"colour~1"', Match(FULL, "colour~1")),
    ],
)  # fmt: skip
def test_words_with_the_sign_are_read_and_printed(text, query):
    understood = understand(text, "canonical")
    assert understood.query == query
    assert understand(understood.text, "canonical").query == query


def test_in_an_independent_claim_it_is_one_of_its_words():
    query = understand("clm.indep:colour~1", "canonical").query
    assert isinstance(query, Together)
    assert query.operands[0] == Alike("colour", 1)


@pytest.mark.parametrize(
    ("text", "key", "query"),
    [
        ("colour~9999", "note_similar_fewer", Similar(FULL, "colour", 2)),
        ("cat~2", "note_similar_fewer", Similar(FULL, "cat", 1)),
        ("ab~2", "note_similar_fewer", Match(FULL, "ab", "word")),
        ("ab~", "note_similar_none", Match(FULL, "ab", "word")),
        ("colour~0", "note_similar_none", Match(FULL, "colour", "word")),
        ("colour~0.8", "note_similar_share", Similar(FULL, "colour", 1)),
        ("=Colour~1", "note_similar_case", Similar(FULL, "Colour", 1)),
    ],
)
def test_what_is_read_otherwise_is_told(text, key, query):
    understood = understand(text, "canonical")
    assert understood.query == query
    assert key in {notice.key for notice in understood.notices}


@pytest.mark.parametrize(
    ("text", "key", "mended"),
    [
        ("电池组~ AND pump", "similar_cjk", "电池组 AND pump"),
        ("배터리~1", "similar_cjk", "배터리"),
        ("x-ray~", "similar_one_word", "x-ray"),
        ("col*r~1", "similar_one_word", "col*r"),
        ("cc:EP~", "similar_field", "cc:EP"),
        ("~5", "foreign_fuzzy", None),
        ("a~~", "foreign_fuzzy", None),
    ],
)
def test_what_has_no_similar_words_is_refused_with_a_way_out(text, key, mended):
    with pytest.raises(QueryError) as caught:
        understand(text, "canonical")
    assert caught.value.key == key
    assert caught.value.suggestion == mended


@pytest.mark.parametrize("dialect", [name for name in DIALECTS if name != "canonical"])
def test_other_languages_keep_it_or_count_it_as_lost(dialect):
    answer = query_answer(understand("ti:colour~1 AND ti:gray", "canonical"), dialect, "en", None)
    lost = "LOST_SIMILAR" in {loss.code for loss in answer.losses}
    assert lost == (dialect not in {"lens", "patentscope"})
    assert ("colour~1" in (answer.translated or "")) != lost
