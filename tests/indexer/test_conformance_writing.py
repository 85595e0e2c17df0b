"""The rules every engine keeps when it is filled, one test each."""

import pytest
from handmade import ask, document, fill, ids, word

from indexer.errors import EngineError
from indexer.query import MatchAll


class BrokenOffError(Exception):
    pass


def break_off(context, *documents):
    """Put and commit, then fail."""
    with context as writer:
        writer.put(documents)
        writer.commit()
        raise BrokenOffError


def test_before_anything_is_indexed_there_is_nothing_to_search(engine):
    with pytest.raises(EngineError) as caught:
        ask(engine, MatchAll())
    assert caught.value.code == "INDEX_MISSING"
    assert engine.status().generation is None


def test_an_empty_update_makes_an_empty_index(engine):
    with engine.update():
        pass
    assert ask(engine, MatchAll()).total == 0
    assert engine.status().documents == {}


def test_a_rebuild_is_seen_at_its_end_and_all_at_once(engine):
    fill(engine, document("EP1A", "Old.", "en"), document("CN1A", "旧的。", "zh"))
    before = engine.status()
    with engine.rebuild() as writer:
        writer.put([document("EP2A", "New."), document("CN2A", "新的。", "zh")])
        writer.commit()
        assert sorted(ids(engine, MatchAll())) == ["CN1A", "EP1A"]
        assert engine.status().generation == before.generation
    assert sorted(ids(engine, MatchAll())) == ["CN2A", "EP2A"]
    assert engine.status().generation != before.generation
    assert engine.status().documents == {"en": 1, "zh": 1}


def test_a_failed_rebuild_leaves_the_old_generation_answering(engine):
    fill(engine, document("EP1A", "Old."))
    before = engine.status()
    with pytest.raises(BrokenOffError):
        break_off(engine.rebuild(), document("EP2A", "New."))
    assert ids(engine, MatchAll()) == ["EP1A"]
    assert engine.status().generation == before.generation
    fill(engine, document("EP3A", "Newer."))
    assert ids(engine, MatchAll()) == ["EP3A"]


def test_an_update_is_seen_with_its_commit_and_counted(engine):
    fill(engine, document("EP1A", "Alpha."))
    version = engine.status().version
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha."), document("CN2A", "阿尔法。", "zh")])
        assert ask(engine, MatchAll()).total == 1
        writer.commit()
        assert ask(engine, MatchAll()).total == 3
        assert engine.status().version > version
        writer.delete(["EP1A", "nobody"])
        assert ask(engine, MatchAll()).total == 3
    assert sorted(ids(engine, MatchAll())) == ["CN2A", "EP2A"]


def test_an_update_that_fails_keeps_what_was_committed(engine):
    fill(engine, document("EP1A", "Alpha."))
    with pytest.raises(BrokenOffError):
        break_off(engine.update(), document("EP2A", "Beta."))
    assert sorted(ids(engine, MatchAll())) == ["EP1A", "EP2A"]


@pytest.mark.parametrize("commit", [True, False])
def test_the_higher_order_wins_whatever_comes_first(engine, commit):
    fill(engine)
    with engine.update() as writer:
        writer.put([document("EP1A", "Newer alpha.", order=5)])
        if commit:
            writer.commit()
        writer.put([document("EP1A", "Older beta.", order=4), document("EP2A", "Older.", order=1)])
        if commit:
            writer.commit()
        writer.put([document("EP2A", "Newer.", order=10**17)])
    assert sorted(ids(engine, word("newer"))) == ["EP1A", "EP2A"]
    assert ids(engine, word("older")) == []
    assert ask(engine, MatchAll()).total == 2


def test_a_document_of_the_same_order_is_replaced_even_by_another_language(engine):
    fill(engine, document("EP1A", "Alpha."), document("EP2A", "Alpha."))
    with engine.update() as writer:
        writer.put(
            [
                document("EP1A", "阿尔法。", "zh"),
                document("EP2A", "Beta."),
                document("EP2A", "Gamma."),
            ]
        )
    assert ask(engine, MatchAll()).total == 2
    assert ids(engine, word("alpha")) == []
    assert ids(engine, word("阿尔法")) == ["EP1A"]
    assert ids(engine, word("gamma")) == ["EP2A"]
    assert engine.status().documents == {"en": 1, "zh": 1}


def test_a_deleted_document_can_come_back(engine):
    fill(engine, document("EP1A", "Alpha.", order=7))
    with engine.update() as writer:
        writer.delete(["EP1A"])
        writer.commit()
        assert ask(engine, MatchAll()).total == 0
        writer.put([document("EP1A", "Beta.", order=7)])
    assert ids(engine, word("beta")) == ["EP1A"]


def test_a_document_no_engine_can_hold_is_refused_and_the_rest_kept(engine):
    refused = []
    engine.on_refusal(refused.append)
    fill(
        engine,
        document("EP1A", "Alpha."),
        document("EP2A", "Alpha.", nosuch=("x",)),
        document("EP3A", "Alpha.", fam=("x" * 40_000,)),
        document("EP4A", "Alpha."),
    )
    assert sorted(refusal.id for refusal in refused) == ["EP2A", "EP3A"]
    assert all(refusal.reason for refusal in refused)
    assert sorted(ids(engine, word("alpha"))) == ["EP1A", "EP4A"]


def test_a_second_writer_is_locked_out(engine):
    fill(engine, document("EP1A", "Alpha."))
    with engine.update():
        for second in (engine.update, engine.rebuild):
            with pytest.raises(EngineError) as caught, second():
                pass
            assert caught.value.code == "INDEX_LOCKED"
    with engine.update() as writer:
        writer.put([document("EP2A", "Alpha.")])
    assert ask(engine, MatchAll()).total == 2


def test_long_sentences_and_many_paragraphs_are_kept(engine):
    long = " ".join(f"w{n}" for n in range(700))
    fill(
        engine, document("EP1A", [f"Start {long} stop", *("Paragraph text." for _ in range(2000))])
    )
    assert ids(engine, word("w699 stop")) == ["EP1A"]
    assert ids(engine, word("w100 w101")) == ["EP1A"]
    assert ids(engine, word("paragraph text")) == ["EP1A"]
