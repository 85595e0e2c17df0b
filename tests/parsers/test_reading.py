import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from children import measured

from parsers.archives import Limits
from parsers.errors import ParseError
from parsers.reading import Tally, load, read, slices
from parsers.record import Failure, Record, Slice

ONE = b'<?xml version="1.0"?><us-patent-grant>1</us-patent-grant>'
TWO = b'<?xml version="1.0"?><us-patent-grant>2</us-patent-grant>'


def zipped(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return memory.getvalue()


def tarred(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name.replace("__", "/").replace("_", "."))
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return memory.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def found(path: Path, **limits: int) -> list[tuple]:
    items = []
    for item in read(path, Limits(**limits)):
        if isinstance(item, Failure):
            items.append((item.member, item.code))
        else:
            items.append((item.member, item.data))
    return items


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    put(tmp_path, "b/2.xml", TWO)
    put(tmp_path, "a/1.xml", ONE)
    put(tmp_path, "c.XML", ONE + TWO)
    files = [(Path(item.file).name, item.offset) for item in read(tmp_path)]
    assert files == [("c.XML", 0), ("c.XML", len(ONE)), ("1.xml", 0), ("2.xml", 0)]


def test_other_files_are_counted_and_no_records(tmp_path):
    for name in ("a.tif", "b.TIF", "c.jpg", "d.csv", "e.dtd", "f.unknown", "noext"):
        put(tmp_path, name, b"<<< not a record >>>" if name[0] in "ae" else b"\x89data")
    put(tmp_path, "x.xml", ONE)
    tally = Tally()
    assert [item.data for item in read(tmp_path, tally=tally)] == [ONE]
    assert tally.ignored == {"tif": 2, "jpg": 1, "csv": 1, "dtd": 1, "unknown": 1, "": 1}


@pytest.mark.parametrize(
    ("name", "data", "members"),
    [
        ("x.xml.gz", gzip.compress(ONE + TWO), ["x.xml", "x.xml"]),
        ("x.xml.bz2", bz2.compress(ONE), ["x.xml"]),
        ("x.xml.xz", lzma.compress(ONE), ["x.xml"]),
        ("two.gz", gzip.compress(ONE) + gzip.compress(TWO), ["two", "two"]),
        ("w.zip", zipped(a__1_xml=ONE, pic_tif=b"II*", b_xml=TWO), ["a/1.xml", "b.xml"]),
        ("w.tar", tarred(a_xml=ONE, b_XML=TWO), ["a.xml", "b.XML"]),
        ("w.tgz", gzip.compress(tarred(a_xml=ONE)), ["w.tar!a.xml"]),
        ("w.tar.xz", lzma.compress(tarred(a_xml=ONE)), ["w.tar!a.xml"]),
        ("o.zip", zipped(i_zip=zipped(a_xml=ONE), b_xml=TWO), ["i.zip!a.xml", "b.xml"]),
        ("o.tar", tarred(i_zip=zipped(a_xml=ONE)), ["i.zip!a.xml"]),
        ("o2.zip", zipped(g_xml_gz=gzip.compress(ONE)), ["g.xml.gz!g.xml"]),
        ("misnamed.dat", zipped(a_xml=ONE), ["a.xml"]),
    ],
)
def test_archives_by_content_and_nested(tmp_path, name, data, members):
    items = list(read(put(tmp_path, name, data)))
    assert [item.member for item in items] == members
    assert {item.data for item in items} <= {ONE, TWO}
    assert all(item.file == str(tmp_path / name) for item in items)


def test_slices_of_plain_files_load_to_the_same_records(tmp_path):
    put(tmp_path, "week.xml", ONE + b"\n" + TWO)
    put(tmp_path, "week.zip", zipped(a_xml=ONE))
    put(tmp_path, "p.pdf", b"%PDF-1.4 ...")
    cut = list(slices(tmp_path))
    assert [type(item) for item in cut] == [Slice, Slice, Slice, Record]
    loaded = [load(item) if isinstance(item, Slice) else item for item in cut]
    assert loaded == list(read(tmp_path))


def test_a_slice_of_a_file_that_changed_is_refused(tmp_path):
    path = put(tmp_path, "week.xml", ONE)
    (cut,) = slices(path)
    path.write_bytes(ONE[:10])
    with pytest.raises(ParseError) as caught:
        load(cut)
    assert caught.value.code == "FILE_UNREADABLE"
    path.unlink()
    with pytest.raises(ParseError):
        load(cut)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.xml", b"", "XML_SYNTAX"),
        ("text.xml", b"no markup", "XML_SYNTAX"),
        ("page.pdf", b"<html></html>", "PDF_INVALID"),
        ("empty.pdf", b"", "PDF_INVALID"),
        ("cut.gz", gzip.compress(ONE * 100)[:-20], "ARCHIVE_DAMAGED"),
        ("bad.xz", lzma.compress(ONE * 100)[:-20] + b"x" * 20, "ARCHIVE_DAMAGED"),
        ("cut.zip", zipped(a_xml=ONE)[:-10], "ARCHIVE_DAMAGED"),
        ("cut.tar", tarred(a_xml=ONE * 50)[:1000], "ARCHIVE_DAMAGED"),
    ],
)
def test_damage_is_a_failure(tmp_path, name, data, code):
    items = found(put(tmp_path, name, data))
    assert items[-1][1] == code


def test_a_damaged_member_spares_the_others(tmp_path):
    data = bytearray(zipped(a_xml=ONE * 50, b_xml=TWO))
    data[60] ^= 0xFF
    items = found(put(tmp_path, "w.zip", bytes(data)))
    assert ("a.xml", "ARCHIVE_DAMAGED") in items
    assert items[-1] == ("b.xml", TWO)


def test_a_missing_file_and_an_unreadable_one(tmp_path):
    assert found(tmp_path / "no.xml") == [(None, "FILE_UNREADABLE")]
    os.mkfifo(tmp_path / "pipe.xml")
    assert found(tmp_path / "pipe.xml") == [(None, "FILE_UNREADABLE")]
    assert found(tmp_path) == []


def test_links_to_folders_are_not_followed(tmp_path):
    inside = tmp_path / "in"
    put(inside, "a.xml", ONE)
    (inside / "loop").symlink_to(inside)
    assert len(found(inside)) == 1


def test_utf16_files_are_one_record(tmp_path):
    data = "<?xml version='1.0' encoding='UTF-16'?><发明/>".encode("utf-16")
    assert found(put(tmp_path, "u.xml", data)) == [(None, data)]


def test_names_that_are_no_text_are_read_at_once(tmp_path):
    name = os.fsdecode(b"caf\xe9.xml")
    put(tmp_path, name, ONE)
    (item,) = slices(tmp_path)
    assert isinstance(item, Record)
    assert item.data == ONE
    item.file.encode()


def test_a_large_weekly_file_is_read_in_constant_memory(tmp_path):
    record = ONE.replace(b">1<", b">" + b"claim " * 12_000 + b"<") + b"\n"
    path = tmp_path / "week.xml"
    with path.open("wb") as file:
        for _ in range(2000):
            file.write(record)
    assert path.stat().st_size > 140_000_000
    seen = measured(
        "from parsers.reading import slices",
        "result = sum(1 for _ in slices(Path(sys.argv[1])))",
        str(path),
    )
    assert seen["result"] == 2000
    assert seen["grown"] < 24


def test_a_large_gzip_file_too(tmp_path):
    record = ONE.replace(b">1<", b">" + os.urandom(50_000).hex().encode() + b"<") + b"\n"
    path = tmp_path / "week.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(400):
            file.write(record)
    seen = measured(
        "from parsers.reading import slices",
        "result = sum(len(r.data) for r in slices(Path(sys.argv[1])))",
        str(path),
    )
    assert seen["result"] == 400 * (len(record) - 1)
    assert seen["grown"] < 24


def test_a_file_of_a_prolog_only_is_refused(tmp_path: Path):
    path = tmp_path / "x.xml"
    path.write_text("<?xml-stylesheet href='x.xsl'?>\n")
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert failure.code == "XML_SYNTAX"
    path.write_text("<exchange-documents></exchange-documents>")
    assert list(read(path)) == []
