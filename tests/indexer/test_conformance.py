"""The rules every engine keeps when it answers, one test each."""

import pytest
from handmade import TEXT, ask, document, fill, ids, near, walk, word

from indexer.engine import FacetFilter, SearchRequest
from indexer.errors import EngineError
from indexer.fields import SORTS
from indexer.query import (
    And,
    Boost,
    DateRange,
    Filter,
    Keyword,
    Match,
    MatchAll,
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

SOLID = "A battery has a solid electrolyte. The pump is red."


def scores(engine, query, **more):
    return {hit.id: hit.score for hit in ask(engine, query, **more).hits}


@pytest.fixture
def small(engine):
    fill(
        engine,
        document(
            "EP1A1", SOLID, title="Solid battery", names=("Acme Corp", "Bolt Ltd"), day=20190304
        ),
        document(
            "US2A1", "Batteries and pumps, pumps and batteries.", names=("Acme Corp",), day=20200304
        ),
        document("US3B2", "A red pump without any cell.", names=("Bolt Ltd",), day=20210304),
        document("CN4A", "一种固态电池及其制备方法。", "zh", names=("清华大学",), day=20220304),
        document("CN5A", "电池组的壳体。", "zh", names=("大华清洁公司", "清华大学"), day=20220405),
    )
    return engine


class TestScores:
    def test_filters_never_change_them(self, small):
        plain = scores(small, word("battery"))
        limit = Keyword("cc", ("EP", "US"))
        assert plain == scores(small, And((word("battery"), Filter(limit))))
        assert plain == scores(small, And((word("battery"), limit, Not(word("cell")))))
        chosen = (FacetFilter("office", ("US", "EP")),)
        assert plain == scores(small, word("battery"), filters=chosen)
        assert set(plain.values()) != {0.0}

    def test_have_five_digits_and_ties_break_by_id(self, engine):
        names = ["EP9A", "EP1A", "CN7A", "US2A", "EP10A", "AT3A"]
        fill(engine, *(document(name, "alpha beta gamma") for name in names))
        result = ask(engine, word("beta"))
        assert [hit.id for hit in result.hits] == sorted(names)
        assert len({hit.score for hit in result.hits}) == 1
        assert all(hit.score == float(f"{hit.score:.5g}") for hit in result.hits)

    def test_of_text_add_up_and_are_boosted(self, small):
        one, other = scores(small, word("battery")), scores(small, word("pump"))
        both = scores(small, Or((word("battery"), word("pump"))))
        for identity, score in both.items():
            expected = one.get(identity, 0) + other.get(identity, 0)
            assert score == pytest.approx(expected, rel=1e-4)
        tripled = scores(small, Boost(word("battery"), 3.0))
        assert tripled == {i: pytest.approx(3 * s, rel=1e-4) for i, s in one.items()}

    def test_take_the_best_field_and_a_share_of_the_others(self, small):
        title = scores(small, word("battery", "ti"))["EP1A1"]
        text = scores(small, word("battery", "desc"))["EP1A1"]
        best, rest = max(title, text), min(title, text)
        for tie in (0.0, 0.1, 1.0):
            both = scores(small, word("battery", "ti", "desc"), tie=tie)["EP1A1"]
            assert both == pytest.approx(best + tie * rest, rel=1e-4)

    def test_are_one_for_wildcards_and_chains_and_none_for_what_is_no_text(self, small):
        for query in (Wildcard(TEXT, "batter*"), near("solid", 9, "electrolyte"), word("电")):
            assert set(scores(small, query).values()) == {1.0}
        for query in (
            word("acme", "pa"),
            Wildcard(("pa",), "acm*"),
            Keyword("cc", ("EP",)),
            Prefix("cc", "C"),
            Range("py", 2020, None),
            DateRange("pd", None, 20200101),
            Filter(word("battery")),
            Not(word("battery")),
            MatchAll(),
        ):
            assert set(scores(small, query).values()) == {0.0}

    def test_of_a_rare_language_are_as_if_it_were_alone(self, engine):
        chinese = [
            document("CN1A", "固态电池包括电解质。固态电解质很好。", "zh", title="固态电池"),
            document("CN2A", "电池壳体与电池盖。", "zh", title="壳体"),
            document("CN3A", "一种清洁装置。", "zh", title="清洁装置"),
        ]
        queries = [word("电池"), word("固态电解质"), Or((word("电池"), word("清洁", "ti")))]
        fill(engine, *chinese)
        alone = [ask(engine, query).hits for query in queries]
        english = (document(f"US{n}A", f"Text number {n} of 电池 and cells.") for n in range(60))
        fill(engine, *chinese, *english)
        for query, hits in zip(queries, alone, strict=True):
            mixed = [hit for hit in ask(engine, query, size=100).hits if hit.id.startswith("CN")]
            assert mixed == list(hits)


class TestWords:
    def test_are_stemmed_in_text_and_not_in_names(self, small):
        assert ids(small, word("BATTERIES")) == ids(small, word("battery")) != []
        assert ids(small, word("Bolts", "pa")) == []
        assert sorted(ids(small, word("bolt", "pa"))) == ["EP1A1", "US3B2"]

    def test_of_a_phrase_stand_together_in_one_sentence(self, small):
        assert ids(small, word("solid electrolyte")) == ["EP1A1"]
        assert ids(small, word("electrolyte solid")) == []
        assert ids(small, word("electrolyte the pump")) == []

    def test_never_cross_sentences_paragraphs_or_names(self, engine):
        fill(
            engine, document("EP1A", ["One alpha", "beta two. Gamma"], names=("Ann Lee", "Bo Chi"))
        )
        for query in (word("alpha beta"), near("alpha", 50, "beta"), near("two", 50, "gamma")):
            assert ids(engine, query) == []
        assert ids(engine, word("lee bo", "pa")) == []
        assert ids(engine, word("bo chi", "pa")) == ["EP1A"]

    def test_without_letters_match_nothing(self, small):
        for text in ("", "--", "。", "_", " "):
            assert ids(small, word(text)) == []

    def test_of_cjk_are_found_anywhere_in_a_run(self, small):
        assert sorted(ids(small, word("电池"))) == ["CN4A", "CN5A"]
        assert ids(small, word("态电")) == ["CN4A"]
        assert sorted(ids(small, word("池"))) == ["CN4A", "CN5A"]
        assert ids(small, word("池电")) == []

    def test_of_cjk_names_are_substrings_too(self, small):
        assert sorted(ids(small, word("清华", "pa"))) == ["CN4A", "CN5A"]
        assert ids(small, word("清洁", "pa")) == ["CN5A"]
        assert ids(small, word("华大", "pa")) != ids(small, word("大华清", "pa")) == ["CN5A"]

    def test_of_names_ignore_blanks_between_cjk_characters(self, engine):
        fill(
            engine,
            document("JP1A", "", "ja", names=("山田 太郎",)),
            document("JP2A", "", "ja", names=("山田太郎",)),
            document("JP3A", "", "ja", names=("山田 花子",)),
        )
        for asked in ("山田太郎", "山田 太郎", "山田　太郎"):
            assert ids(engine, word(asked, "pa")) == ["JP1A", "JP2A"]

    def test_of_mixed_scripts_are_neighbours(self, engine):
        fill(
            engine,
            document("CN1A", "一种5G基站和ＰＤ－Ｌ１抗体。", "zh"),
            document("CN2A", "基站5G。", "zh"),
        )
        assert ids(engine, word("5G基站")) == ["CN1A"]
        assert ids(engine, word("pd-l1抗体")) == ["CN1A"]
        assert ids(engine, word("PD L1")) == ["CN1A"]
        assert ids(engine, word("5g 站")) == []

    def test_of_cjk_are_found_in_text_of_other_languages(self, engine):
        fill(engine, document("US1A", "The applicant 清华大学 files often."))
        assert ids(engine, word("华大")) == ["US1A"]
        assert ids(engine, word("applicant 清华")) == ["US1A"]
        assert ids(engine, word("大学 files")) == ["US1A"]

    def test_longer_than_eighty_letters_are_cut(self, engine):
        fill(engine, document("US1A", f"Sequence {'acgt' * 60} ends."))
        assert ids(engine, word("acgt" * 60)) == ["US1A"]
        assert ids(engine, word(f"sequence {'ACGT' * 20}")) == ["US1A"]

    def test_of_strange_characters_do_no_harm(self, small):
        for text in ("\ud83d", "bat\x00tery", "😀", "ꙮs", "ꙮ", "é" * 300, "İ", r"[.*<\&", "\n"):
            ask(small, word(text))
            ask(small, Match(("pa",), text))
            ask(small, Keyword("cc", (text,)))
            ask(small, Prefix("cc", text))

    def test_of_keywords_are_taken_as_they_are(self, engine):
        odd = ("a.b*c", r"[x]\(y)|z", "<a>&~#", "x" * 200, "H01M 4/62")
        fill(engine, *(document(f"US{n}A", fam=(value,)) for n, value in enumerate(odd)))
        for n, value in enumerate(odd):
            for query in (
                Keyword("fam", (value,)),
                Prefix("fam", value),
                Prefix("fam", value[:-1]),
            ):
                assert ids(engine, query) == [f"US{n}A"]
        assert ids(engine, Prefix("fam", "a.b.")) == ids(engine, Prefix("fam", ".")) == []


class TestChains:
    def test_count_positions_between_neighbours(self, engine):
        fill(engine, document("EP1A", "Alpha one two beta three gamma."))
        assert ids(engine, near("alpha", 3, "beta")) == ["EP1A"]
        assert ids(engine, near("alpha", 2, "beta")) == []
        assert ids(engine, near("beta", 3, "alpha")) == ["EP1A"]
        assert ids(engine, near("beta", 3, "alpha", ordered=True)) == []
        assert ids(engine, near("one two", 1, "beta three", ordered=True)) == ["EP1A"]

    def test_want_two_occurrences_of_a_doubled_word(self, engine):
        fill(engine, document("EP1A", "Alpha beta."), document("EP2A", "Alpha beta alpha."))
        assert ids(engine, near("alpha", 9, "alpha")) == ["EP2A"]

    def test_may_come_back_to_a_word_that_is_no_neighbour(self, engine):
        fill(engine, document("EP1A", "Alpha beta."))
        steps = (Step(2, ordered=False), Step(2, ordered=False))
        query = Near(TEXT, (Words("alpha"), Words("beta"), Words("alpha")), steps)
        assert ids(engine, query) == ["EP1A"]

    def test_take_patterns(self, engine):
        fill(engine, document("EP1A", "Synchronization of the motors."))
        operands = (Pattern("synchroniz*"), Pattern("mot?r*"))
        assert ids(engine, Near(TEXT, operands, (Step(3, ordered=True),))) == ["EP1A"]
        assert ids(engine, Near(TEXT, operands, (Step(2, ordered=True),))) == []


class TestTrees:
    def test_not_alone_means_everything_else(self, small):
        everything = set(ids(small, MatchAll()))
        hits = set(ids(small, word("pump")))
        assert set(ids(small, Not(word("pump")))) == everything - hits
        assert set(ids(small, And((Not(word("pump")), Not(word("电池")))))) == everything - hits - {
            "CN4A",
            "CN5A",
        }
        assert set(ids(small, Not(Not(word("pump"))))) == hits
        assert set(ids(small, Or((Not(word("pump")), word("pump"))))) == everything

    def test_empty_ones(self, small):
        assert ask(small, And(())).total == 5
        assert ask(small, Or(())).total == 0

    def test_too_deep_or_too_wide_are_refused_at_once(self, small):
        deep = word("pump")
        for _ in range(10_000):
            deep = Not(deep)
        wide = Or(tuple(word(f"w{n}") for n in range(20_000)))
        apart = tuple(Step(90, ordered=False) for _ in range(4))
        many = Near(TEXT, tuple(Words(f"w{n}") for n in range(5)), apart)
        for query in (deep, wide, many, Wildcard(TEXT, "*"), Wildcard(TEXT, "a*")):
            with pytest.raises(EngineError) as caught:
                ask(small, query)
            assert caught.value.code == "QUERY_TOO_COMPLEX"
        nested = word("pump")
        for _ in range(12):
            nested = And((Or((nested, word("battery"))),))
        assert ask(small, nested).total == 3


class TestFacets:
    def test_ignore_their_own_filter_and_obey_the_others(self, small):
        filters = (
            FacetFilter("office", ("US",)),
            FacetFilter("applicant", ("Acme Corp", "清华大学")),
        )
        result = ask(small, MatchAll(), filters=filters, facets=("office", "applicant", "year"))
        counts = {f: {c.value: c.count for c in found} for f, found in result.facets.items()}
        assert result.total == 1
        assert counts["office"] == {"EP": 1, "US": 1, "CN": 2}
        assert counts["applicant"] == {"Acme Corp": 1, "Bolt Ltd": 1}
        assert counts["year"] == {"2020": 1}

    def test_are_ordered_by_count_then_value_and_cut(self, small):
        found = ask(small, MatchAll(), facets=("applicant",), facet_size=3).facets["applicant"]
        assert [(c.value, c.count) for c in found] == [
            ("Acme Corp", 2),
            ("Bolt Ltd", 2),
            ("清华大学", 2),
        ]

    def test_any_value_of_one_and_all_facets_together(self, small):
        one = (FacetFilter("year", ("2019", "2022")),)
        assert ask(small, MatchAll(), filters=one).total == 3
        both = (*one, FacetFilter("language", ("zh",)))
        assert sorted(ids(small, MatchAll(), filters=both)) == ["CN4A", "CN5A"]
        assert ask(small, MatchAll(), filters=(FacetFilter("year", ("no",)),)).total == 0


class TestPages:
    @pytest.mark.parametrize("sort", ["score", *SORTS])
    @pytest.mark.parametrize("descending", [True, False])
    def test_of_any_order_have_neither_gap_nor_double(self, library, oracle, sort, descending):
        query = Or((word("the"), word("一种"), word("device"), Not(word("the"))))
        whole = SearchRequest(query=query, size=1000, sort=sort, descending=descending)
        expected = [hit.id for hit in library.search(whole).hits]
        assert sorted(expected) == sorted(oracle.hits(query))
        paged = SearchRequest(query=query, size=9, sort=sort, descending=descending)
        assert walk(library, paged) == expected

    def test_sorted_by_a_key_are_in_its_order(self, small):
        assert ids(small, MatchAll(), sort="pd") == ["CN5A", "CN4A", "US3B2", "US2A1", "EP1A1"]
        assert ids(small, MatchAll(), sort="pd", descending=False)[:2] == ["EP1A1", "US2A1"]

    @pytest.mark.parametrize("query", [word("text"), MatchAll(), Wildcard(TEXT, "num*")])
    def test_stay_as_they_were_while_the_index_grows(self, engine, query):
        fill(engine, *(document(f"US{n}A", f"Text number {n}.") for n in range(40)))

        def grow(page):
            with engine.update() as writer:
                writer.put(
                    [
                        document(f"AT{page}A", "Text number text."),
                        document(f"US{page}A", "Gone.", order=2),
                    ]
                )
                writer.delete([f"US{39 - page}A"])

        found = walk(engine, SearchRequest(query=query, size=7), grow)
        assert sorted(found) == sorted(f"US{n}A" for n in range(40))

    def test_of_size_nought_have_only_the_total(self, small):
        result = ask(small, word("pump"), size=0)
        assert (result.hits, result.total, result.exact) == ((), 3, True)

    def test_end_with_the_last_hit(self, small):
        first = ask(small, word("pump"), size=3)
        assert first.total == 3
        assert (
            not first.after
            or not ask(small, word("pump"), size=3, after=first.after, snapshot=first.snapshot).hits
        )

    def test_of_a_snapshot_nobody_holds_are_an_error(self, small):
        result = ask(small, word("pump"), size=1)
        with pytest.raises(EngineError) as caught:
            ask(small, word("pump"), size=1, after=result.after, snapshot="patents-no-such/7")
        assert caught.value.code == "SNAPSHOT_GONE"
