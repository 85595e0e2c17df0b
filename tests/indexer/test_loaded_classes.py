"""Loaded schemes: places, several editions, repeated and broken-off loading; real ones by brute force."""

import random
import sqlite3
import zipfile
from collections import defaultdict
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest
from schemes import BELOW_05, CPC, DEFINITIONS, IPC_TREE, LIVE, TITLES, ipc, put, zipped

from indexer.classes import Classes
from indexer.classes.loading import load
from indexer.errors import EngineError
from parsers.schemes import read
from parsers.symbols import normal


@pytest.fixture
def classes(tmp_path):
    with closing(Classes(tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def loading(tmp_path):
    def run(name, content, **more):
        return load(read(put(tmp_path, name, content), **more), tmp_path / "data")

    return run


def test_nothing_is_loaded_at_first(classes):
    assert classes.loaded() == ()
    assert classes.version() == ""
    assert not classes.knows("ipc")
    assert classes.below("ipc", "H01M 10/05") is None
    assert classes.get("ipc", "H01M", "en") is None
    assert classes.children("ipc", None, "en") == ()
    assert classes.chains("ipc", ["H01M"], "en") == {}
    assert classes.search(None, "cells") == ()


def test_places_titles_and_notes(classes, loading):
    before = classes.version()
    [one] = loading("ipc.xml", ipc())
    assert (one.entries, one.error, one.again) == (len(LIVE) + 4, None, False)
    assert classes.version() != before
    assert set(classes.below("ipc", "H01M 10/05")) == BELOW_05
    assert classes.below("ipc", "H01M 10/0525") == ("H01M 10/0525",)
    assert set(classes.below("ipc", "H")) == set(LIVE)
    assert classes.below("ipc", "H01M 10/07") is None
    assert classes.path("ipc", "H01M 10/0562") == (
        "H01M 10/0562", "H01M 10/056", "H01M 10/05", "H01M 10/00", "H01M", "H01", "H",
    )  # fmt: skip
    assert classes.beside("ipc", "H01M 10/0525") == ("H01M 10/0525", "H01M 10/056")
    assert [c.symbol for c in classes.children("ipc", "H01M", "en")] == ["H01M 4/00", "H01M 10/00"]
    assert [c.symbol for c in classes.children("ipc", None, "en")] == ["H"]
    entry = classes.get("ipc", "H01M 10/0562", "en")
    assert [part.title for part in entry.path][-2:] == ["by their nu matter", "solid xi"]
    assert (entry.dots, entry.edition) == (3, "2024-01-01")
    gone = classes.get("ipc", "H01M 10/07", "en")
    assert gone.deleted
    assert [move.first for move in gone.moves] == ["H01M 10/0525"]
    assert {note.kind for note in classes.get("ipc", "H01M", "en").notes} == {"note"}
    assert [part.symbol for part in classes.chains("ipc", ["H01M 10/05"], "en")["H01M 10/05"]] == [
        "H01M", "H01M 10/00", "H01M 10/05",
    ]  # fmt: skip
    [edition] = classes.loaded()
    assert (edition.symbols, edition.deleted, edition.titles) == (len(LIVE), 1, {"en": len(LIVE)})


def test_words_lead_to_classes(classes, loading):
    loading("ipc.xml", ipc())
    chinese = [("H", "s", "电力", [("H01", "c", "电气元件", [("H01M", "u", "蓄电池组", [])])])]
    loading("zh_ipc.xml", ipc(lang="ZH", tree=chinese))
    assert [hit.symbol for hit in classes.search(None, "Lambda")] == ["H01M 10/05"]
    assert [hit.symbol for hit in classes.search("ipc", "accumulator xi")] == ["H01M 10/0562"]
    assert classes.search("cpc", "lambda") == ()
    assert classes.search(None, "lambda epsilon") == ()
    assert classes.search(None, '"; DROP') == ()
    assert [hit.symbol for hit in classes.search(None, "电池")] == ["H01M"]
    assert classes.titles("ipc", ["H01M"], "zh")["H01M"].title == "蓄电池组"
    assert classes.titles("ipc", ["H01M"], "en")["H01M"].title == "DELTA CELLS"
    assert classes.titles("ipc", ["H01M 10/05"], "zh")["H01M 10/05"].lang == "en"


def test_loading_again_changes_nothing_and_a_newer_file_replaces(classes, loading, tmp_path):
    loading("ipc.xml", ipc())
    held = dump(tmp_path)
    [again] = loading("ipc.xml", ipc())
    assert again.again
    assert again.entries == len(LIVE) + 4
    assert dump(tmp_path) == held
    smaller = [("H", "s", "ALPHA POWER", [("H01", "c", "Psi", [("H01M", "u", "DELTA", [])])])]
    loading("ipc.xml", ipc(tree=smaller))
    assert classes.below("ipc", "H01M 10/05") is None
    assert set(classes.below("ipc", "H")) == {"H", "H01", "H01M"}
    assert classes.search(None, "lambda") == ()
    assert classes.titles("ipc", ["H01"], "en")["H01"].title == "Psi"


def dump(tmp_path):
    with closing(sqlite3.connect(tmp_path / "data/classes.sqlite")) as connection:
        return [line for line in connection.iterdump() if "sqlite_stat1" not in line]


def test_a_part_is_loaded_whole_or_not_at_all(classes, loading):
    files = {"a.xml": ipc(), "b.xml": CPC[:-30], "c.xml": DEFINITIONS}
    one, two, three = loading("all.zip", zipped(files))
    assert (one.error, three.error) == (None, None)
    assert two.error.startswith("XML_SYNTAX")
    assert not classes.knows("cpc")
    assert classes.get("cpc", "H01M 10/05", "en").placed is False
    whole = loading("all.zip", zipped(files | {"b.xml": CPC}))
    assert [part.error for part in whole] == [None] * 3
    assert set(classes.below("cpc", "H01M 10/05")) == {"H01M 10/05", "H01M 10/0525"}


def test_editions_are_kept_apart(classes, loading):
    older = [("H", "s", "ALPHA", [("H01", "c", "B", [("H01M", "u", "D", [
        ("H01M0010000000", "m", "K", [("H01M0010070000", "1", "old sort", [])])])])])]  # fmt: skip
    loading("old.xml", ipc("20060101", tree=older))
    loading("new.xml", ipc())
    assert [one.edition for one in classes.loaded()] == ["2024-01-01", "2006-01-01"]
    assert classes.below("ipc", "H01M 10/07") == ("H01M 10/07",), "the edition that placed it"
    entry = classes.get("ipc", "H01M 10/07", "en")
    assert (entry.edition, entry.title.title, entry.deleted) == ("2006-01-01", "old sort", False)
    assert classes.get("ipc", "H01M 10/05", "en").edition == "2024-01-01"
    assert set(classes.below("ipc", "H01M 10/05")) == BELOW_05


def test_definitions_and_lists_add_to_a_scheme(classes, loading):
    loading("definitions-202405.xml", DEFINITIONS)
    loading("cpc-titles-202405.txt", TITLES)
    loading("cpc-202405.xml", CPC)
    [edition] = classes.loaded()
    assert edition.files == 3
    entry = classes.get("cpc", "H01M 10/05", "en")
    assert entry.placed
    assert entry.title.title == "lambda type", "the scheme's own title"
    assert {note.kind for note in entry.notes} == {"definition-statement", "limiting-references"}
    assert [part.title for part in entry.path][:2] == ["ALPHA POWER", "BETA ELEMENTS"]
    assert classes.get("cpc", "H01M 4/00", "en").moves[0].relation == "concordant"
    assert [c.symbol for c in classes.children("cpc", "H01M", "en")] == [
        "H01M 4/00", "H01M 10/00", "H01M 2300/00",
    ]  # fmt: skip


def test_a_file_of_another_layout_is_refused(classes, loading, tmp_path):
    loading("ipc.xml", ipc())
    with closing(sqlite3.connect(tmp_path / "data/classes.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(EngineError, match="layout 99"):
        Classes(tmp_path / "data").loaded()
    with pytest.raises(EngineError, match="load the schemes again"):
        loading("ipc.xml", ipc())


def test_what_is_loaded_while_others_read_is_seen(classes, loading):
    assert classes.below("ipc", "H01M 10/05") is None
    loading("ipc.xml", ipc(tree=IPC_TREE))
    assert set(classes.below("ipc", "H01M 10/05")) == BELOW_05


@pytest.mark.shared
def test_descendants_in_the_real_ipc_are_those_of_its_nesting(shared_data, tmp_path, classes):
    path = shared_data / "ipc-scheme.zip"
    chosen = random.Random(4).sample(sorted(zipfile.ZipFile(path).namelist()), 40)
    with zipfile.ZipFile(path) as archive:
        some = zipped({name: archive.read(name) for name in chosen if name.endswith(".xml")})
        children = defaultdict(set)
        for name in chosen:
            if name.endswith(".xml"):
                nest(ET.fromstring(archive.read(name)), None, children)
    load(read(put(tmp_path, "some.zip", some)), tmp_path / "data")
    subgroups = sorted(
        symbol for symbol in children if not symbol.endswith("/00") and " " in symbol
    )
    assert len(subgroups) > 1_000
    for symbol in random.Random(5).sample(subgroups, 200):
        assert set(classes.below("ipc", symbol)) == below(symbol, children)


def nest(element, above, children):
    for child in element.findall("ipcEntry"):
        if child.get("kind") in set("scum123456789AB"):
            symbol = normal("ipc", child.get("symbol"))
            children[symbol] |= set()
            if above:
                children[above].add(symbol)
            nest(child, symbol, children)


def below(symbol, children):
    return {symbol}.union(*(below(child, children) for child in children[symbol]))
