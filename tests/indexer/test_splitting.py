"""Sentences of many texts at once are those of each text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import split_sentences
from indexer.analysis_splitting import split_all

PIECES = st.sampled_from([
    "fig", "Figs", "e.g", "U.S", "A", "The", "12", "3", "approx", "Inc", "word", "longerword",
    "中文", "字", "é", "É", "x1", "１", "(", ")", '"', "“", "”", "«", "-", "\0", "\1", "\n", "\t",
    " ", "  ", ".", ". ", ". ", "? ", "! ", ".\n", '." ', ". (", "。", "；", "．", "\0 ", "1) ",
])  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=14).map("".join), max_size=6))
def test_texts_do_not_disturb_each_other(texts):
    assert split_all(texts) == [split_sentences(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ["It is shown. ", "Fig. 3 shows it. Then 2. A pump.", "1. A pump. 2. A valve.", "12."],
        ["See U.S. Pat. No. 5 by J. Smith. It ends.", "", "No. 7. The end", "Acme Inc. The end."],
        ["泵。阀？", "The pump is red. 泵。", "Ein Gerät, z. B. 3. Die Pumpe."],
        ["a row. B\nnext. Row", "The end. Now."],
    ],
)
def test_abbreviations_count_within_their_text(texts):
    assert split_all(texts) == [split_sentences(text) for text in texts]
