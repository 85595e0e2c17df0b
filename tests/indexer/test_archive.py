from hashlib import sha256

import pytest
import zstandard

import indexer.archive
from indexer.archive import Archive, ArchiveWriter
from indexer.errors import EngineError


def pack(number):
    data = f"record {number} ".encode() * (number + 1)
    return data, sha256(data).digest(), zstandard.compress(data)


def test_packs_roll_over_and_every_original_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(indexer.archive, "PACK_BYTES", 200)
    writer = ArchiveWriter(tmp_path, 1, 0)
    places = [(data, digest, writer.append(frame)) for data, digest, frame in map(pack, range(30))]
    writer.flush()
    assert {place[0] for _, _, place in places} > {1, 2, 3}
    archive = Archive(tmp_path)
    assert all(archive.read(digest, *place) == data for data, digest, place in places)
    writer.close()


def test_a_torn_write_is_cut_off(tmp_path):
    writer = ArchiveWriter(tmp_path, 1, 0)
    data, digest, frame = pack(1)
    place = writer.append(frame)
    writer.flush()
    end = place[0], place[1] + place[2]
    writer.append(b"half a frame that no transaction knows")
    writer.flush()
    writer.close()
    again = ArchiveWriter(tmp_path, *end)
    second = again.append(frame)
    again.flush()
    again.close()
    assert second[1] == len(frame)
    assert (tmp_path / "000001.pack").stat().st_size == 2 * len(frame)
    assert Archive(tmp_path).read(digest, *second) == data


def test_changed_bytes_are_reported(tmp_path):
    writer = ArchiveWriter(tmp_path, 1, 0)
    _, digest, _ = pack(1)
    place = writer.append(pack(2)[2])
    writer.flush()
    writer.close()
    with pytest.raises(EngineError, match="changed") as error:
        Archive(tmp_path).read(digest, *place)
    assert error.value.code == "STORE_DAMAGED"
    with pytest.raises(EngineError, match=r"000009\.pack"):
        Archive(tmp_path).read(digest, 9, 0, 5)


def test_a_full_disk_says_so(tmp_path):
    (tmp_path / "000001.pack").symlink_to("/dev/full")
    writer = ArchiveWriter(tmp_path, 1, 0)
    writer.append(b"x" * 10)
    with pytest.raises(EngineError, match="No space left") as error:
        writer.flush()
    writer.close()
    assert error.value.code == "ENGINE_FULL"
