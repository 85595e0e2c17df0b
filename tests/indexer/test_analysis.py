"""Text to sentences and tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import (
    FIELD_PARAGRAPHS,
    NAMES,
    PARAGRAPH_SENTENCES,
    SENTENCE_TOKENS,
    bare_cjk,
    located,
    partition_of,
    pattern_fault,
    prepare,
    prepare_name,
    sentence_spans,
    split_sentences,
    tokens,
    wildcards,
)
from indexer.engines.globs import meet
from indexer.engines.tantivy.layout import native_analyzer
from indexer.engines.tantivy.sortkeys import sort_key
from indexer.fields import LANGUAGE_PARTITIONS


@pytest.mark.parametrize(
    "sentences",
    [
        ["The pump is red. ", "The valve is blue."],
        ["See U.S. Pat. No. 5,123,456 to J. Smith et al. for details. ", "It shows a pump."],
        ["The flow of FIG. 3 rises, cf. Figs. 4 and 5. ", "Then it falls."],
        ["It holds approx. 5 ml, max. 7 ml. ", "Heat for 30 min. ", "The mixture is cooled."],
        ["A pump, e.g. Type B, i.e. A small one, of Acme Inc. Boston. ", "End."],
        ["Vitamin C. ", "The vitamin is pure."],
        ["1. A method of pumping. ", "2. A pump."],
        ["Is it so? ", "Yes! ", '"It is." ', "(This too.) ", "Good"],
        ["A value of 3.5 mm and a ratio of 1.2.3 at 4.5 V"],
        ["The index.html file is read. and so on"],
        ["Ein Gerät, z. B. Wasser, vgl. Abb. 3. ", "Die Pumpe ist ca. 5 m lang."],
        ["Le procédé, cf. fig. 2, est décrit. ", "Être prêt. ", "Ça va."],
        ["电池包，包括：壳体；", "盖。", "另一句！", "是吗？", "完"],
        ["これは１．５である．", "また、次の文。", "終わり"],
        ["他说：“好。”", "然后走了。"],
        ["한 문장이다. ", "다음 문장이다."],
        ["文字。。", "再来"],
        ["no end"],
    ],
)
def test_sentences_end_where_readers_see_it(sentences):
    text = "".join(sentences)
    assert split_sentences(text) == sentences


@given(st.text(alphabet=".?!。；．  \n\"'()aBc1é电池か3", max_size=60))
def test_sentences_leave_nothing_out(text):
    spans = sentence_spans(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


@pytest.mark.parametrize(
    ("text", "partition", "expected"),
    [
        ("Batteries are synchronized", "en", "batteri are synchron"),
        ("1.5 µm, PD-L1 and IL-2", "en", "1 5 μm pd l1 and il 2"),
        ("naïve Ａ１ ½ x² İ", "en", "naiv a1 ½ x2 i"),
        ("the 清华大学 files", "en", "the 清华 华大 大学 file"),
        ("Häuser der größten Pumpen", "de", "haus der grosst pump"),
        ("procédés fabriqués", "fr", "proced fabriqu"),
        ("固态电池", "zh", "固态 态电 电池"),
        ("池", "zh", "池"),
        ("5G基站和ＰＤ－Ｌ１抗体", "zh", "5g 基站 站和 pd l1 抗体"),
        ("ガス・ガス ｶﾞｽ コンピューター", "ja", "ガス ガス カ ス コン ンピ ピュ ュー ータ ター"),
        ("배터리 셀", "ko", "배터 터리 셀"),
        ("Batteries насосы", "xx", "batteries насосы"),
        ("人々は", "ja", "人々 々は"),
        ("a_b ꙮs", "zh", "a b s"),
        ("--", "en", ""),
        ("\ud83d \x00", "zh", ""),
    ],
)
def test_tokens(text, partition, expected):
    assert " ".join(tokens(text, partition)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("山田 太郎", "山田 田太 太郎"),
        ("山田　太郎", "山田 田太 太郎"),
        ("清华大学", "清华 华大 大学"),
        ("삼성 전자", "삼성 성전 전자"),
        ("Müller & Söhne GmbH", "muller sohne gmbh"),
        ("Pumps Batteries", "pumps batteries"),
        ("华为 Tech 有限", "华为 tech 有限"),
        ("&", ""),
    ],
)
def test_names_are_not_stemmed_and_cjk_blanks_do_not_count(name, expected):
    assert prepare_name(name, "en") == expected
    assert " ".join(tokens(name, NAMES)) == expected


@pytest.mark.parametrize(
    ("code", "partition"),
    [("en", "en"), ("EN", "en"), ("zh-TW", "zh"), ("zh_CN", "zh"), ("ru", "xx"), ("", "xx")],
)
def test_partitions(code, partition):
    assert partition_of(code) == partition


MIXED = st.text(
    alphabet="ab Zé.,-_1５Ａ电池か ー²µ€\u0301\u200b\xa0ꙮİǅſＫÅⒶ①\U0001f600", max_size=40
)


@given(MIXED)
def test_the_native_analyzer_makes_the_same_tokens_of_prepared_text(text):
    prepared = [s for paragraph in prepare([text], "en") for s in paragraph]
    found = [token for sentence in prepared for token in native_analyzer().analyze(sentence)]
    assert found == tokens(text, "en")


@pytest.mark.parametrize("partition", LANGUAGE_PARTITIONS)
@given(text=MIXED)
def test_prepared_text_and_places_agree_with_tokens(text, partition):
    expected = tokens(text, partition)
    places = located(text, partition)
    assert [token for token, _, _ in places] == expected
    assert all(0 <= start < end <= len(text) for _, start, end in places)
    if partition != "en":
        prepared = [s for paragraph in prepare([text], partition) for s in paragraph]
        assert " ".join(prepared).split() == " ".join(expected).split()


@pytest.mark.parametrize("partition", ["en", "zh"])
def test_what_is_too_long_is_cut_and_nothing_lost(partition):
    words = [f"w{n}" for n in range(SENTENCE_TOKENS * 2 + 5)]
    (paragraph,) = prepare([",".join(words)], partition)
    assert [len(tokens(s, partition)) for s in paragraph] == [SENTENCE_TOKENS, SENTENCE_TOKENS, 5]
    assert [t for s in paragraph for t in tokens(s, partition)] == words
    many = prepare(["Ab cd. " * (PARAGRAPH_SENTENCES + 1)], partition)
    assert [len(p) for p in many] == [PARAGRAPH_SENTENCES, 1]
    field = prepare(["one two"] * (FIELD_PARAGRAPHS + 7), partition)
    assert len(field) <= FIELD_PARAGRAPHS
    assert sum(map(len, field)) == FIELD_PARAGRAPHS + 7


@pytest.mark.parametrize("partition", ["en", "zh"])
def test_long_runs_are_cut(partition):
    (paragraph,) = prepare(["x" + "acgt" * 50 + " end"], partition)
    sizes = [len(t) for sentence in paragraph for t in tokens(sentence, partition)]
    assert sizes == [80, 80, 41, 3]


@pytest.mark.parametrize("partition", ["en", "ja"])
def test_texts_without_a_word_are_left_out(partition):
    assert prepare(["", " ", "--", "。", "a"], partition) == (("a",),)


@pytest.mark.parametrize(
    ("pattern", "partition", "hits", "misses"),
    [
        ("synchroniz*", "en", "synchronization synchronized synchronizing", "synapse"),
        ("batteries*", "en", "battery batteries", "batter"),
        ("comput*", "en", "computer computing computation", "commute"),
        ("analy?e", "en", "analyze analyse analyzed", "analog"),
        ("colo*rs", "en", "colors colours color", "coal"),
        ("wom?n", "en", "woman women", "womb"),
        ("Gerät*", "de", "Gerät Geräte Gerätes", "Garten"),
        ("fabri*", "fr", "fabriqué fabrication", "fable"),
        ("mül*", NAMES, "Müller", "Malmo"),
    ],
)
def test_wildcards_stand_for_stems_of_words_that_fit(pattern, partition, hits, misses):
    from indexer.engines.plan import fits

    slot = wildcards(pattern, partition)
    for word in hits.split():
        assert fits(tokens(word, partition)[0], slot), word
    for word in misses.split():
        assert not fits(tokens(word, partition)[0], slot), word


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("ab*", None), ("a1?b*c", None), ("ＡＢ*", None), ("电池*", None), ("*电*", None),
        ("*", "too_short"), ("a*", "too_short"), ("*ab", "too_short"), ("", "too_short"),
        ("a?b", "too_short"), ("电*池", "cjk_inner"), ("li-ion*", "not_one_word"), ("ab cd*", "not_one_word"),
    ],
)  # fmt: skip
def test_faults_of_patterns(pattern, fault):
    assert pattern_fault(pattern) == fault
    if fault:
        with pytest.raises(ValueError):
            wildcards(pattern, "en")
    assert bare_cjk("*电池*") == "电池"
    assert bare_cjk("ab*") is None


GLOB = st.from_regex(r"[ab?]{0,3}\*?[ab?]{0,3}", fullmatch=True)


@given(GLOB, GLOB, st.text(alphabet="ab", max_size=7))
def test_the_meeting_of_two_patterns_fits_what_both_fit(one, other, word):
    from fnmatch import fnmatchcase

    met = meet(one, other)
    both = fnmatchcase(word, one) and fnmatchcase(word, other)
    assert any(fnmatchcase(word, pattern) for pattern in met) == both


def test_words_on_which_stemmers_of_one_name_differ():
    # A change here means that every index must be built anew: raise `analysis.VERSION`.
    words = "organized internal universal interval lateral emergency paste"
    assert tokens(words, "en") == [
        "organiz",
        "internal",
        "universal",
        "interval",
        "lateral",
        "emergenc",
        "paste",
    ]


WORDLIKE = st.text(alphabet=" -/09AZaz.\u00e9", max_size=13)


@given(WORDLIKE, WORDLIKE)
def test_sort_keys_never_go_against_the_strings(one, other):
    if one <= other:
        assert sort_key(one) <= sort_key(other) < 2**64
