"""Hostile archives: what would leave them, fill the disk or never end."""

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from children import measured

from parsers.archives import Limits, unsafe
from parsers.reading import read
from parsers.record import Failure

GOOD = b"<us-patent-grant>1</us-patent-grant>"
SMALL = Limits(inflated=40 << 20, ratio=100, depth=3)


def outcome(path: Path, limits: Limits = SMALL) -> list[str]:
    return [item.code if isinstance(item, Failure) else "ok" for item in read(path, limits)]


def zip_of(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.xml", "/etc/x.xml", "C:\\x.xml", "a\\..\\..\\x.xml", "c:x.xml", "a/../../x.xml", "a\0.xml"],
)  # fmt: skip
def test_names_that_leave_the_archive(name):
    assert unsafe(name)


@pytest.mark.parametrize("name", ["x.xml", "a/b/c.xml", "a..b/..c.xml", "日本/1.xml", "./x.xml"])
def test_plain_names(name):
    assert unsafe(name) is None


def test_unsafe_zip_members_are_refused_one_by_one(tmp_path):
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = 0o120777 << 16
    path = zip_of(
        tmp_path / "w.zip",
        ("../../escape.xml", GOOD),
        ("/abs.xml", GOOD),
        (link, b"/etc/passwd"),
        ("good.xml", GOOD),
    )
    assert outcome(path) == ["ARCHIVE_UNSAFE"] * 3 + ["ok"]
    assert [file.name for file in tmp_path.iterdir()] == ["w.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_member_of_one_name_is_refused(tmp_path):
    path = zip_of(tmp_path / "w.zip", ("a.xml", GOOD), ("a.xml", GOOD.replace(b"1", b"2")))
    assert outcome(path) == ["ok", "ARCHIVE_UNSAFE"]


def test_a_nul_in_a_member_name(tmp_path):
    path = zip_of(tmp_path / "w.zip", ("aXb.xml", GOOD))
    path.write_bytes(path.read_bytes().replace(b"aXb.xml", b"a\0b.xml"))
    assert outcome(path) == ["ARCHIVE_UNSAFE"]


def test_an_encrypted_member_is_a_failure(tmp_path):
    path = zip_of(tmp_path / "w.zip", ("a.xml", GOOD), ("b.xml", GOOD))
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    assert outcome(path) == ["ARCHIVE_DAMAGED", "ok"]


def test_members_that_share_their_bytes_are_refused(tmp_path):
    path = zip_of(tmp_path / "w.zip", ("a.xml", os.urandom(3000).hex().encode()), ("b.xml", GOOD))
    data = path.read_bytes()
    second = data.rindex(b"PK\x01\x02")
    moved = data[: second + 42] + (0).to_bytes(4, "little") + data[second + 46 :]
    path.write_bytes(moved)
    assert "ok" not in outcome(path)[:1]
    assert "ARCHIVE_UNSAFE" in outcome(path)


def bomb(path: Path, megabytes: int) -> Path:
    filler = b"<a>" + b" " * (megabytes << 20)
    return zip_of(path, ("bomb.xml", filler), ("after.xml", GOOD))


def test_the_ratio_stops_a_bomb_and_spares_the_next_member(tmp_path):
    assert outcome(bomb(tmp_path / "b.zip", 30)) == ["ARCHIVE_LIMIT", "ok"]


def test_the_size_stops_everything(tmp_path):
    path = bomb(tmp_path / "b.zip", 60)
    assert outcome(path, Limits(inflated=20 << 20, ratio=10**6)) == ["ARCHIVE_LIMIT"]


def test_a_gzip_bomb(tmp_path):
    path = tmp_path / "b.xml.gz"
    path.write_bytes(gzip.compress(b"<a>" + b" " * (30 << 20)))
    assert outcome(path) == ["ARCHIVE_LIMIT"]


def test_a_bomb_within_archives_leaves_nothing_behind(tmp_path):
    inner = bomb(tmp_path / "inner.zip", 30).read_bytes()
    path = zip_of(tmp_path / "outer.zip", ("inner.zip", inner), ("good.xml", GOOD))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    seen = measured(
        "import tempfile; tempfile.tempdir = sys.argv[2]\n"
        "from parsers.reading import read; from parsers.archives import Limits",
        "result = [getattr(i, 'code', 'ok') for i in "
        "read(Path(sys.argv[1]), Limits(inflated=40 << 20, ratio=100))]",
        str(path),
        str(scratch),
    )
    assert seen["result"] == ["ARCHIVE_LIMIT", "ok", "ok"]
    assert seen["grown"] < 64
    assert not list(scratch.iterdir())


def test_nesting_has_an_end(tmp_path):
    data = GOOD
    for level in range(6):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as archive:
            archive.writestr(f"{level}.{'zip' if level else 'xml'}", data)
        data = memory.getvalue()
    path = tmp_path / "deep.zip"
    path.write_bytes(data)
    assert outcome(path) == ["ARCHIVE_LIMIT"]
    assert outcome(path, Limits(depth=8)) == ["ok"]


def test_too_many_members(tmp_path):
    path = zip_of(tmp_path / "m.zip", *((f"{n}.xml", GOOD) for n in range(50)))
    assert outcome(path, Limits(members=10)) == ["ARCHIVE_LIMIT"]


def entry(
    name: str, kind: bytes = tarfile.REGTYPE, mode: int = 0o644, target: str = ""
) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.mode, made.linkname = kind, mode, target
    made.size = len(GOOD) if kind == tarfile.REGTYPE else 0
    return made


def test_tar_members_that_are_no_plain_files_are_skipped_and_said(tmp_path):
    path = tmp_path / "w.tar"
    with tarfile.open(path, "w") as archive:
        for made in (
            entry("hard.xml", tarfile.LNKTYPE, target="/etc/passwd"),
            entry("soft.xml", tarfile.SYMTYPE, target="/etc/passwd"),
            entry("null.xml", tarfile.CHRTYPE),
            entry("pipe.xml", tarfile.FIFOTYPE),
            entry("setuid.xml", mode=0o4755),
            entry("../up.xml"),
            entry("/abs.xml"),
            entry("folder", tarfile.DIRTYPE),
            entry("good.xml"),
        ):
            archive.addfile(made, io.BytesIO(GOOD) if made.size else None)
    items = list(read(path))
    refused = [item.member for item in items if isinstance(item, Failure)]
    assert refused == [
        "hard.xml",
        "soft.xml",
        "null.xml",
        "pipe.xml",
        "setuid.xml",
        "../up.xml",
        "/abs.xml",
    ]
    assert {item.code for item in items if isinstance(item, Failure)} == {"ARCHIVE_UNSAFE"}
    assert items[-1].data == GOOD


def test_a_tar_header_that_claims_more_than_there_is(tmp_path):
    huge = tarfile.TarInfo("a.xml")
    huge.size = 10 << 50
    path = tmp_path / "w.tar"
    path.write_bytes(huge.tobuf(tarfile.GNU_FORMAT) + GOOD.ljust(512, b"\0"))
    assert outcome(path)[-1] == "ARCHIVE_DAMAGED"
