"""Words a few letters off: the same on every engine, and none left out."""

import random
from itertools import product
from string import ascii_lowercase

import pytest
from handmade import TEXT, ask, document, fill, ids, word
from oracle import is_similar

from indexer.edits import edits_between
from indexer.errors import EngineError
from indexer.query import Alike, Near, Similar, Step


class TestEdits:
    @pytest.mark.parametrize(
        ("one", "other", "edits"),
        [
            ("colour", "colour", 0), ("colour", "color", 1), ("lithium", "lithuim", 1),
            ("ca", "abc", 3), ("roam", "foams", 2), ("колбаса", "колабса", 1), ("abcd", "badc", 2),
        ],
    )  # fmt: skip
    def test_are_counted_with_neighbours_swapped_as_one(self, one, other, edits):
        assert edits_between(one, other) == edits
        assert edits_between(other, one) == edits

    def test_are_those_of_trying_every_edit(self):
        chance = random.Random(5)
        for _ in range(5_000):
            one, other = ("".join(chance.choices("abc", k=chance.randint(0, 7))) for _ in "12")
            for most in (1, 2):
                close = edits_between(one, other, most) <= most
                assert close == is_similar(one, other, most), (one, other, most)


class TestSimilar:
    def test_finds_every_word_however_many_there_are(self, engine):
        """An engine that looks only at the fifty words most alike would be wrong in silence."""
        words = [f"{a}tock{b}ngs" for a, b in product(ascii_lowercase, repeat=2)]
        words += [f"stockin{a}{b}" for a, b in product(ascii_lowercase, repeat=2)]
        words += [f"{a}sto{b}ckings" for a, b in product(ascii_lowercase, repeat=2)]
        pages = [document(f"EP{n}A1", " ".join(words[n::40])) for n in range(1, 40)]
        fill(engine, *pages, document("EP99A1", words[0]))
        assert ask(engine, Similar(("desc",), "stockings", 2)).total == 40

        fill(engine, *(document(f"US{n}A1", one) for n, one in enumerate(words)))
        assert ask(engine, Similar(("desc",), "stockings", 2), size=0).total == len(words)
        assert ask(engine, Similar(("desc",), "stockings", 1), size=0).total == sum(
            edits_between(one, "stockings", 1) <= 1 for one in words
        )

    def test_knows_neither_stems_nor_case_nor_accents(self, engine):
        fill(
            engine,
            document("EP1A1", "The Battery is full."),
            document("EP2A1", "Batteries are full."),
            document("FR3A1", "Un procédé.", "fr"),
        )
        assert ids(engine, Similar(("desc",), "batery", 1)) == ["EP1A1"]
        assert ids(engine, Similar(("desc",), "BATTREY", 1)) == ["EP1A1"]
        assert ids(engine, Similar(("desc",), "procedee", 1)) == ["FR3A1"]

    def test_counts_one_in_texts_and_nothing_in_names(self, engine):
        fill(
            engine,
            document("EP1A1", "Siemens motors", names=("Bolt Ltd",)),
            document("EP2A1", "A pump.", names=("Siemens AG",)),
        )
        found = ask(engine, Similar(("desc", "pa"), "simens", 1)).hits
        assert {hit.id: hit.score for hit in found} == {"EP1A1": 1.0, "EP2A1": 0.0}

    @pytest.mark.parametrize(("text", "edits"), [("ab", 1), ("abc", 2), ("电池组", 1), ("a b", 1)])
    def test_of_too_few_letters_or_no_word_is_refused(self, engine, text, edits):
        fill(engine, document("EP1A1", "text"))
        with pytest.raises(EngineError, match="too few letters"):
            ask(engine, Similar(TEXT, text, edits))

    def test_in_a_chain_is_settled_from_the_texts(self, engine):
        assert engine.runs(Similar(TEXT, "colour", 1))
        assert not engine.runs(Near(TEXT, (Alike("colour", 1), Alike("gray", 1)), (Step(1, True),)))
        fill(engine, document("EP1A1", "a colour"))
        assert ids(engine, word("colour")) == ["EP1A1"]
