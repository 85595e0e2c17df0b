"""Hostile and damaged PDFs: a typed error within the limits, and the next file is read as ever."""

import io
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pdfs
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from parsers.errors import ParseError
from parsers.parse import parse_paths, parse_record
from parsers.pdf.reader import Reader
from parsers.pdf.wire import PdfLimits
from parsers.record import Failure, Record

LIMITS = PdfLimits(seconds=5, memory=512 << 20)
GOOD = pdfs.one_page(pdfs.text((72, 700, "All is well")))


@pytest.fixture(scope="module")
def reader():
    made = Reader()
    yield made
    made.close()


def outcome(reader, data, limits=LIMITS):
    """The texts of all lines, or the code of the error; the next PDF must be read in any case."""
    try:
        found = [line.text for page in reader.pages(data, limits) for line in page.lines]
    except ParseError as error:
        found = error.code
    assert [line.text for page in reader.pages(GOOD, LIMITS) for line in page.lines] == [
        "All is well"
    ]
    return found


def only(data, name="x.pdf"):
    (item,) = parse_record(Record(data, name))
    return item


def test_streams_packed_twice_stop_at_the_limit(reader):  # hazard 16
    data = pdfs.one_page(pdfs.flate(b"q Q " * 2_500_000, layers=2))
    assert len(data) < 1_500
    assert outcome(reader, data) == "PDF_LIMIT"


def test_a_bomb_stops_at_the_limit(reader):  # hazard 17
    data = pdfs.one_page(pdfs.flate(b" " * 100_000_000))
    assert len(data) < 110_000
    assert outcome(reader, data) == "PDF_LIMIT"


@pytest.mark.parametrize("name", [b"/FlateDecode", b"/Fl", b"/#46lateDecode"])
def test_a_bomb_that_hides_ends_its_process_only(reader, name):
    """Dressed as a picture, with an odd filter name: the kernel's limits are the second net."""
    data = zlib.compress(b"(a) Tj " * 30_000_000, 9)
    content = pdfs.stream(data, b"/Subtype /Image /Filter " + name)
    assert (
        outcome(reader, pdfs.one_page(content), PdfLimits(seconds=2, memory=300 << 20))
        == "PDF_LIMIT"
    )


def test_pictures_are_not_inflated():
    assert only(pdfs.picture(17_000, 22_000), "US9876543B2.pdf").needs_ocr


def test_circles_end(reader):  # hazard 18
    form = pdfs.stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                                 b"/Resources << /XObject << /X 6 0 R >> >>")  # fmt: skip
    circle = pdfs.one_page(
        pdfs.stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>", extra=[form]
    )
    assert outcome(reader, circle) == []
    assert only(circle).code == "PDF_NO_LAYOUT"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    for kids in (
        b"/Count 1 /Kids [2 0 R]",
        b"/Count 1000000000 /Kids [2 0 R 2 0 R]",
        b"/Kids 2 0 R",
    ):
        found = outcome(reader, pdfs.build([catalog, b"<< /Type /Pages %b >>" % kids]))
        assert found in {"PDF_INVALID", "PDF_LIMIT"}


@pytest.mark.parametrize("opening", [b"[", b"<<", b"<< /a [", b"q ", b"BT ", b"/a BMC "])
def test_depth_is_harmless(reader, opening):  # hazard 19
    data = pdfs.one_page(pdfs.stream(opening * (800_000 // len(opening))))
    assert outcome(reader, data) in ([], "PDF_LIMIT", "PDF_INVALID")
    nested = pdfs.build([b"<< /Type /Catalog /Pages 2 0 R >>", opening * 50_000])
    assert outcome(reader, nested) in ([], "PDF_LIMIT", "PDF_INVALID")


HOOKED = """
import sys
from parsers.pdf import child
seen = []
def hook(event, arguments):
    if event in ("open", "pickle.find_class", "socket.connect", "subprocess.Popen", "os.system"):
        sys.stderr.write(f"{event} {arguments[0]}\\n")
import encodings.utf_16_le, encodings.latin_1
sys.addaudithook(hook)
child.main()
"""
ASKING = """
import sys
from pathlib import Path
from parsers.errors import ParseError
from parsers.pdf.reader import Reader
reader = Reader(("-c", sys.argv[1]))
for name in sys.argv[2:]:
    try:
        reader.pages(Path(name).read_bytes())
    except ParseError as error:
        print(error.code)
reader.close()
"""


def test_names_of_character_maps_open_no_file(tmp_path: Path):  # hazard 20
    names = [b"/../../../../canary", b"/..#2F..#2Fcanary", b"/#2Ftmp#2Fcanary", b"/Unknown-H"]
    files = []
    for number, name in enumerate(names):
        font = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /A /DescendantFonts [6 0 R] /Encoding %b >>"
            % name
        )
        below = (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo "
            b"<< /Registry (Adobe) /Ordering (%b) /Supplement 4 >> >>" % name[1:]
        )
        data = pdfs.one_page(pdfs.text((72, 700, "abcd")), font=font, extra=[below])
        (tmp_path / f"{number}.pdf").write_bytes(data)
        files.append(str(tmp_path / f"{number}.pdf"))
    done = subprocess.run(
        [sys.executable, "-c", ASKING, HOOKED, *files],
        capture_output=True, text=True, check=True, timeout=60, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    # Its own ends of the pipes, by their numbers, are all that it opens.
    assert [line for line in done.stderr.splitlines() if not re.fullmatch(r"open \d", line)] == []
    assert done.stdout == ""


def encrypted(**passwords):
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(**passwords))
    canvas.drawString(72, 700, "A secret")
    canvas.save()
    return out.getvalue()


def test_encrypted_files(reader):  # hazard 21
    assert outcome(reader, encrypted(userPassword="x")) == "PDF_ENCRYPTED"
    assert outcome(reader, encrypted(userPassword="", ownerPassword="x")) == ["A secret"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.4\n" + b"\0" * 10_000,
        GOOD[:60],
        GOOD.replace(b"/Catalog", b"/Catalag").replace(b"/Pages", b"/Pagas"),
    ],
)
def test_what_is_no_pdf(tmp_path: Path, data):  # hazard 21
    path = tmp_path / "US9876543B2.pdf"
    path.write_bytes(data)
    (failure,) = parse_paths([path])
    assert isinstance(failure, Failure)
    assert failure.code == "PDF_INVALID"


def test_a_page_without_text_is_no_empty_success():  # hazard 22
    scan = pdfs.picture()
    found = only(scan, "archive/US-9876543-B2.pdf")
    assert found.id == "US9876543B2"
    assert found.needs_ocr
    assert {gap.reason for gap in found.gaps} == {"scan_only"}
    assert {gap.part for gap in found.gaps} == {"title", "abstract", "claims", "description"}
    assert only(scan, "page-000001.pdf").code == "PDF_NO_LAYOUT"
    assert only(pdfs.one_page(pdfs.stream(b"")), "page-1.pdf").code == "PDF_NO_LAYOUT"


def test_text_outside_the_page_is_not_read(reader):  # hazard 23
    lines = [(x, y, "outside") for x in (-900, 5_000) for y in (-900, 400, 5_000)]
    data = pdfs.one_page(pdfs.text((72, 700, "inside"), *lines))
    assert outcome(reader, data) == ["inside"]


def test_text_that_runs_off_the_page_is_cut_there(reader):
    (line,) = outcome(reader, pdfs.one_page(pdfs.text((72, 700, "0123456789" * 1_000))))
    assert 90 < len(line) < 120


def test_too_many_pages(reader):
    kids = b"<< /Type /Pages /Count 50 /Kids [%b] >>" % (b"3 0 R " * 50)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    data = pdfs.build([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page])
    assert outcome(reader, data, PdfLimits(pages=49)) == "PDF_LIMIT"


def test_too_many_characters(reader):
    data = pdfs.one_page(pdfs.text(*((10, y, "many words " * 20) for y in range(10, 700, 12))))
    assert outcome(reader, data, PdfLimits(characters=1_000)) == "PDF_LIMIT"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import time; time.sleep(60)", "PDF_LIMIT"),
        ("import os, signal; input(); os.kill(os.getpid(), signal.SIGSEGV)", "PDF_INVALID"),
        ("import os, signal; input(); os.kill(os.getpid(), signal.SIGABRT)", "PDF_LIMIT"),
        ("raise SystemExit(3)", "PDF_LIMIT"),
    ],
)
def test_the_end_of_the_child_is_an_error_of_the_record(monkeypatch, code, expected):
    monkeypatch.setattr("parsers.pdf.reader._START_SECONDS", 0.5)
    reader = Reader(("-c", code))
    for _ in range(2):
        with pytest.raises(ParseError) as caught:
            reader.pages(GOOD + b"\n" * 100_000, PdfLimits(seconds=0.2))
        assert caught.value.code == expected
    reader.close()


def test_a_child_that_was_killed_is_replaced(reader):
    reader.pages(GOOD)
    os.kill(reader._process.pid, signal.SIGKILL)
    time.sleep(0.05)
    assert reader.pages(GOOD)[0].lines[0].text == "All is well"


def in_a_worker(data):
    reader = Reader()
    text = reader.pages(data)[0].lines[0].text
    reader.close()
    return text, multiprocessing.current_process().daemon


def test_daemonic_workers_may_read():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(in_a_worker, (GOOD,)) == ("All is well", True)


def test_a_fork_has_a_child_of_its_own(reader):
    reader.pages(GOOD)
    before = reader._process.pid
    if (child := os.fork()) == 0:
        good = reader.pages(GOOD)[0].lines[0].text == "All is well"
        own = reader._process.pid
        reader.close()
        os._exit(0 if good and own != before else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert reader.pages(GOOD)[0].lines[0].text == "All is well"
    assert reader._process.pid == before


def test_the_libraries_stay_in_the_child():
    code = (
        "import sys; from parsers.parse import parse_record; from parsers.record import Record\n"
        "list(parse_record(Record(sys.stdin.buffer.read(), 'x.pdf')))\n"
        "print([n for n in sys.modules if n.startswith(('pypdfium2', 'pdfminer'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=GOOD, capture_output=True, check=True, timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == b"[]"
