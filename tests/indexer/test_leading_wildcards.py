import pytest
from handmade import document, fill, ids

from indexer.query import Wildcard


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("?art", ["EP2A"]),
        ("{1,2}art", ["EP2A", "EP3A"]),
        ("{2,2}art", ["EP3A"]),
        ("{0,1}art", ["EP1A", "EP2A"]),
        ("*?art", ["EP2A", "EP3A"]),
        ("*art", ["EP1A", "EP2A", "EP3A"]),
    ],
)
def test_letters_before_a_word_are_letters(engine, pattern, found):
    """How a word is written stands in the index beside it, in front of a copy of it."""
    fill(engine, document("EP1A", "The ART."), document("EP2A", "Bart."), document("EP3A", "Start"))
    assert sorted(ids(engine, Wildcard(("desc",), pattern))) == found
