"""Planted publications are read from their office files as they were written."""

from pathlib import PurePosixPath

import pytest

from parsers.model import Publication
from parsers.parse import parse_paths
from parsers.specimens import planted, write

PLANTED = {one.id: one for one in planted()}
SAME = ("date", "right", "stage", "language", "title", "abstract", "claims", "description")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    files = [path for path in write(folder, 1, planted=True) if "planted" in path.parts]
    publications = list(parse_paths(files))
    assert all(isinstance(one, Publication) for one in publications), publications
    return {one.id: one for one in publications}


def test_every_file_holds_its_publication(found):
    assert found.keys() == PLANTED.keys()
    formats = {one.source.format for one in found.values()}
    assert formats == {"us4", "ep", "docdb", "jp36", "kr36", "cn96", "cn36"}
    for one in found.values():
        assert PurePosixPath(one.source.file).stem == one.id
        assert not one.source.repaired
        assert not one.source.notes


@pytest.mark.parametrize("identity", PLANTED)
def test_what_is_read_is_what_was_written(found, identity):
    written, read = PLANTED[identity], found[identity]
    for part in SAME:
        assert getattr(read, part) == getattr(written, part), part
    assert (read.application.number, read.application.date) == (
        written.application.number,
        written.application.date,
    )
    names = {(party.role, party.name) for party in read.parties}
    assert names == {(party.role, party.name) for party in written.parties}
    assert [(c.scheme, c.symbol, c.group, c.rank, c.office if c.group else None)
            for c in read.classifications] == [
        (c.scheme, c.symbol, c.group, c.rank, c.office if c.group else None)
        for c in written.classifications
    ]  # fmt: skip


def test_they_are_written_only_when_asked_for(tmp_path):
    assert not [path for path in write(tmp_path, 1) if "planted" in path.parts]
