"""Synonyms and abbreviations that definitions list, looked up by any of their words."""

import sqlite3
import zipfile
from contextlib import closing
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pytest
from schemes import DEFINITIONS, put

from indexer.classes import Classes
from indexer.classes.database import FILE
from indexer.classes.loading import load
from parsers.schemes import Terms, read


def cell(text):
    return f'<table-column><paragraph-text type="body">{text}</paragraph-text></table-column>'


def row(*cells):
    return f"<table-row>{''.join(map(cell, cells))}</table-row>"


def item(text):
    return f'<list-item><paragraph-text type="body">{text}</paragraph-text></list-item>'


SECTION = (
    "<synonyms-keywords><section-title>Synonyms and Keywords</section-title><abbreviations>"
    '<paragraph-text type="preamble">These are used:</paragraph-text><table>'
    + row("KWG", "Kappa Widget Gear")
    + row("PQR, PQ", "Phi Quality Register or phi quotient")
    + row("Rho", "Something sigma does")
    + "</table></abbreviations><synonyms>"
    '<paragraph-text type="preamble">These are synonyms:</paragraph-text><list>'
    + item('"upsilon can" and "tau tins"')
    + item("omega pot")
    + item("omega kettles")
    + item("In this group, the words of zeta are used as they are in the group eta.")
    + item('"broken, and "one two"')
    + "</list></synonyms><instead-of-words><table>"
    + row("epsilon tag or epsilon marker", "epsilon label")
    + row("lens", "A consecutive set of one or more lenses that remain fixed or move in unison.")
    + "</table></instead-of-words></synonyms-keywords></definition-item></definitions>"
)
WITH_TERMS = DEFINITIONS.decode().replace("</definition-item></definitions>", SECTION).encode()


@pytest.fixture
def loaded(tmp_path):
    load(read(put(tmp_path, "definitions-202405.xml", WITH_TERMS)), tmp_path / "data")
    with closing(Classes(tmp_path / "data")) as opened:
        yield opened


def test_lists_become_sets_and_prose_does_not(tmp_path):
    path = put(tmp_path, "d.xml", WITH_TERMS)
    [entry] = [entry for part in read(path) for entry in part.entries]
    assert entry.terms == (
        Terms("abbreviation", ("KWG", "Kappa Widget Gear")),
        Terms("abbreviation", ("PQR", "PQ", "Phi Quality Register")),
        Terms("abbreviation", ("PQ", "phi quotient")),
        Terms("synonym", ("upsilon can", "tau tins")),
        Terms("synonym", ("omega pot", "omega kettles")),
        Terms("synonym", ("epsilon tag", "epsilon marker", "epsilon label")),
    )


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("kwg", {"Kappa Widget Gear"}),
        ("kappa widget gears", {"KWG"}),
        ("tau tin", {"upsilon can"}),
        ("Epsilon-Label", {"epsilon tag", "epsilon marker"}),
        ("PQ", {"PQR", "Phi Quality Register", "phi quotient"}),
        ("label", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_any_term_finds_the_others(loaded, text, others):
    found = loaded.terms(text)
    assert {one.term for one in found} == others
    assert {one.symbol for one in found} <= {"H01M 10/05"}


def test_without_definitions_or_with_those_of_an_older_version_there_are_none(tmp_path, loaded):
    with closing(Classes(tmp_path / "none")) as empty:
        assert empty.terms("KWG") == ()
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as connection:
        connection.execute("DROP TABLE terms")
    with closing(Classes(tmp_path / "data")) as older:
        assert older.terms("KWG") == ()
    [again] = load(read(put(tmp_path, "definitions-202405.xml", WITH_TERMS)), tmp_path / "data")
    assert again.error is None


def test_a_definition_loaded_again_replaces_its_terms(tmp_path, loaded):
    less = WITH_TERMS.replace(b"KWG", b"XWG").replace(b"Kappa Widget Gear", b"Xi Widget Gear")
    load(read(put(tmp_path, "definitions-202405.xml", less)), tmp_path / "data")
    assert loaded.terms("KWG") == ()
    assert [one.term for one in loaded.terms("XWG")] == ["Xi Widget Gear"]


@pytest.mark.shared
def test_real_definitions_tell_theirs(tmp_path, shared_data):
    """Each term as printed in the definition it is said to come from."""
    chosen = ("A63F", "B61L", "B65B", "G06F", "H01G")
    with zipfile.ZipFile(shared_data / "cpc-definitions-2025.05.zip") as archive:
        names = [name for name in archive.namelist() if name[-8:-4] in chosen]
        texts = {name[-8:-4]: archive.read(name) for name in names}
    assert len(texts) == len(chosen)
    paths = [put(tmp_path, f"cpc-definition-{name}.xml", data) for name, data in texts.items()]
    load((part for path in paths for part in read(path, edition="202505")), tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as connection:
        rows = connection.execute("SELECT symbol, term FROM terms").fetchall()
    assert len(rows) > 100
    plain = {
        name: " ".join(
            normalize("NFC", "".join(ET.fromstring(data).itertext())).replace("(s)", "").split()
        )
        for name, data in texts.items()
    }
    with closing(Classes(tmp_path / "data")) as opened:
        for symbol, term in rows:
            assert term in plain[symbol[:4]], term
            assert opened.terms(term), term
        assert "Light emitting diode" in {one.term for one in opened.terms("LED")}
        assert {one.term for one in opened.terms("spray cans")} == {"aerosol container"}
