"""Scans whose text tesseract recognises, really: pages of ours drawn as pictures, and real ones."""

import shutil
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from skipping import absent

from parsers.check import problems
from parsers.parse import parse_paths, parse_record
from parsers.pdf import ocr, scans
from parsers.pdf.joining import Joiner
from parsers.pdf.offices import layout_of
from parsers.pdf.reader import READER
from parsers.pdf.wire import Line, Page, Picture
from parsers.record import Record
from parsers.specimens.encoders.pdf_sheets import Sheet, document

FONTS = Path("/usr/share/fonts")
DOTS = 300 / 72
LATIN = "DejaVuSerif.ttf"
WIDE = "NotoSansCJK-Regular.ttc"


@pytest.fixture
def recognition(monkeypatch):
    """Recognition turned on; without the program or its languages there is nothing to test."""
    monkeypatch.setenv(ocr.SETTING, "auto")
    missing = {"eng", "chi_sim", "jpn", "kor", "deu", "fra"} - ocr.packs()
    if missing:
        absent(f"no tesseract with {', '.join(sorted(missing))}")


def font(name, size):
    found = next(iter(FONTS.rglob(name)), None) or next(FONTS.rglob("*CJK*.ttc"), None)
    if found is None:
        absent(f"no font {name}")
    return ImageFont.truetype(str(found), round(size * DOTS))


def scanned(lines, name=WIDE, size=11.0):
    """A page that is a picture of these lines."""
    image = Image.new("L", (round(612 * DOTS), round(792 * DOTS)), 255)
    draw = ImageDraw.Draw(image)
    face = font(name, size)
    for x, y, text in lines:
        draw.text((x * DOTS, y * DOTS), text, font=face, fill=0, anchor="ls")
    made = Sheet()
    made.picture(image.convert("1"), 0, 0, 612)
    return made


def only(data, name="x.pdf"):
    (found,) = parse_record(Record(data, name))
    return found


US_FRONT = (
    (72, 60, "(12) United States Patent"), (320, 60, "(10) Patent No.: US 9,876,543 B2"),
    (72, 80, "Kettle"), (320, 80, "(45) Date of Patent: Jan. 23, 2018"),
    (72, 120, "(54) METHODS FOR DRYING TEA"), (72, 150, "(71) Applicant: Greenleaf, Inc., Salem,"),
    (100, 165, "OR (US)"), (72, 190, "(72) Inventor: Tom Kettle, Salem, OR (US)"),
    (72, 220, "(21) Appl. No.: 14/988,707"), (72, 245, "(22) Filed: Jan. 5, 2016"),
    (72, 275, "(51) Int. Cl."), (100, 290, "A23F 3/06 (2006.01)"),
    (320, 120, "(57) ABSTRACT"), (320, 140, "Tea is dried in a stream of warm"),
    (320, 155, "air, so that its flavour stays."), (340, 190, "2 Claims, No Drawings"),
)  # fmt: skip
US_TEXT = (
    (72, 60, "BACKGROUND"),
    (84, 90, "Tea has long been dried by hand, which takes several days and is not"),
    (72, 106, "even at all, so that a steady stream of air would be of use to everybody."),
    (84, 136, "What is claimed is:"),
    (84, 160, "1. A method of drying tea, comprising the steps of turning the leaves"),
    (72, 176, "and of heating them."),
    (84, 200, "2. The method of claim 1, wherein the air is warmer than the leaves."),
)


def test_a_scanned_us_patent(recognition):
    data = document([scanned(US_FRONT, LATIN, 10), scanned(US_TEXT, LATIN, 10)])
    found = only(data, "US9876543B2.pdf")
    assert (found.id, found.date) == ("US9876543B2", "2018-01-23")
    assert problems(found) == []
    assert not found.needs_ocr
    assert found.title[0].text == "METHODS FOR DRYING TEA"
    assert found.abstract[0].text.startswith("Tea is dried in a stream of warm air")
    assert (found.application.number, found.application.date) == ("14988707", "2016-01-05")
    assert [c.symbol for c in found.classifications] == ["A23F 3/06"]
    assert [(c.number, c.depends_on) for c in found.claims] == [(1, ()), (2, (1,))]
    parts = (*found.title, *found.abstract, *found.claims, *found.description)
    assert {part.origin for part in parts} == {"ocr"}
    assert any("pages 1-2: text recognised in scans" in note for note in found.source.notes)


def test_without_recognition_the_same_scan_needs_it(monkeypatch):
    monkeypatch.setenv(ocr.SETTING, "off")
    data = document([scanned(US_FRONT, LATIN, 10)])
    found = only(data, "US9876543B2.pdf")
    assert found.needs_ocr
    assert found.title == found.claims == ()
    assert only(data).code == "PDF_NO_LAYOUT"


def test_without_the_program_nothing_is_recognised(monkeypatch):
    monkeypatch.setenv(ocr.SETTING, "auto")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    ocr.packs.cache_clear()
    try:
        assert not ocr.is_on()
        assert only(document([scanned(US_FRONT, LATIN, 10)]), "US9876543B2.pdf").needs_ocr
    finally:
        monkeypatch.undo()
        ocr.packs.cache_clear()


CN_FRONT = (
    (72, 60, "(19)国家知识产权局"), (72, 84, "(12)发明专利申请"),
    (320, 84, "(10)申请公布号 CN 112233445 A"), (320, 104, "(43)申请公布日 2021.01.15"),
    (72, 140, "(21)申请号 202010999888.X"), (72, 160, "(22)申请日 2020.09.22"),
    (72, 180, "(71)申请人 茶叶机械有限公司"), (72, 200, "(72)发明人 王小明"),
    (320, 140, "(51)Int.Cl."), (340, 160, "A23F 3/06(2006.01)"),
    (72, 300, "(54)发明名称"), (94, 320, "茶叶的干燥方法"),
    (72, 350, "(57)摘要"), (94, 370, "本发明公开了一种在气流中干燥茶叶的方法，加热后香气得以保留。"),
)  # fmt: skip


def test_a_chinese_scan_of_unknown_name(recognition):
    """Nothing tells whose it is: the languages are tried until a front page comes out."""
    found = only(document([scanned(CN_FRONT)]))
    assert (found.id, found.date, found.language) == ("CN112233445A", "2021-01-15", "zh")
    assert found.title[0].text == "茶叶的干燥方法"
    assert found.title[0].origin == "ocr"
    assert found.application.number == "202010999888X"
    assert "茶叶机械有限公司" in [p.name for p in found.parties]
    assert any("without a file name to confirm it" in note for note in found.source.notes)


def text_page(head, *lines):
    made = Sheet()
    for x, y, text in ((72, 50, "CN 112233445 A"), (270, 68, head), (500, 68, "1/1 页")):
        made.text(x, y, text, 10)
    for at, text in enumerate(lines):
        made.text(72, 100 + 19 * at, text, 11)
    return made


LONG = "本发明涉及茶叶加工的技术领域，具体涉及一种在热气流中干燥茶叶的方法以及用于该方法的装置。"


def test_a_scan_in_the_middle_of_text(recognition):
    front = Sheet()
    for x, y, text in CN_FRONT:
        front.text(x, y, text, 10)
    first = text_page("说 明 书", "技术领域", f"[0001]  {LONG}")
    last = text_page("说 明 书", f"[0004]  {LONG}", f"[0005]  {LONG}")
    lines = [(72, 60 + 24 * at, text) for at, text in enumerate(
        ["[0002]  现有的茶叶干燥方法需要数天时间，而且干燥得并不均匀。",
         "[0003]  因此需要一种更加迅速并且更加均匀的茶叶干燥方法。"])]  # fmt: skip
    claims = text_page("权 利 要 求 书", "1.一种茶叶的干燥方法，其特征在于，加热。")
    data = document([front, claims, first, scanned(lines), last])
    found = only(data)
    assert not found.needs_ocr
    numbers = [(s.number, s.origin) for s in found.description if s.number]
    assert ("0001", None) in numbers
    assert ("0005", None) in numbers
    read = [s for s in found.description if s.origin == "ocr"]
    assert any("更加均匀" in s.text for s in read)
    assert {c.origin for c in found.claims} == {None}
    assert found.title[0].origin is None


def test_a_scan_in_the_middle_that_nobody_reads(monkeypatch):
    monkeypatch.setenv(ocr.SETTING, "off")
    front = Sheet()
    for x, y, text in CN_FRONT:
        front.text(x, y, text, 10)
    told = text_page("说 明 书", "技术领域", f"[0001]  {LONG}")
    claims = text_page(
        "权 利 要 求 书",
        "1.一种茶叶的干燥方法，其特征在于，将茶叶在热气流之中加热并且不断地翻转，使之均匀地干燥，香气得以保留。",
    )
    found = only(document([front, claims, told, scanned([(72, 60, LONG[:20])]), told]))
    assert found.needs_ocr
    assert found.claims
    (gap,) = (gap for gap in found.gaps if gap.part == "description")
    assert (gap.reason, gap.detail) == ("scan_only", "pages 4")


@pytest.mark.parametrize(
    ("office", "lines", "word"),
    [
        ("JP", ["本発明は茶葉を空気の流れの中で乾燥させる方法に関する。"] * 3, "茶葉"),
        ("KR", ["본 발명은 찻잎을 공기의 흐름 속에서 건조하는 방법에 관한 것이다."] * 3, "발명은"),
        ("DE", ["Die Erfindung betrifft das Trocknen von Teeblättern in einem Strom."] * 3, "Erfindung"),
        ("FR", ["La présente invention concerne le séchage du thé dans un courant."] * 3, "séchage"),
    ],
)  # fmt: skip
def test_languages_of_the_offices(recognition, office, lines, word):
    name = WIDE if office in {"JP", "KR"} else LATIN
    data = document([scanned([(72, 60 + 30 * at, x) for at, x in enumerate(lines)], name)])
    picture = READER.picture(data, 0)
    page = READER.pages(data)[0]
    found = ocr.recognise(picture, page, 1, ocr.languages(office), ocr.OcrLimits())
    assert word in "\n".join(line.text for line in found.lines)
    assert all(line.ocr and line.page == 1 for line in found.lines)
    assert abs(found.lines[0].y - 60) < 3
    # A first syllable that stands alone may be missed.
    assert abs(found.lines[0].x0 - 72) < (20 if office == "KR" else 3)


def test_japanese_from_top_to_bottom(recognition):
    if ocr.UPRIGHT not in ocr.packs():
        absent("no tesseract with jpn_vert")
    columns = ["本発明は茶葉を乾燥させる方法に関する。", "従来は手で乾燥され数日を要していた。",
               "空気の流れを用いると乾燥が速くなる。", "前記空気を加熱すると香りが残る。"]  # fmt: skip
    lines = [
        (500 - 30 * at, 80 + 14 * row, char)
        for at, text in enumerate(columns)
        for row, char in enumerate(text)
    ]
    data = document([scanned(lines, size=12)])
    page = READER.pages(data)[0]
    found = ocr.recognise(READER.picture(data, 0), page, 1, "jpn", ocr.OcrLimits())
    text = "".join(line.text for line in found.lines)
    assert "茶葉を乾燥" in text
    assert found.width > found.height


def test_time_and_memory_are_bounded(recognition):
    data = document([scanned(US_TEXT, LATIN, 10)])
    picture, page = READER.picture(data, 0), READER.pages(data)[0]
    assert ocr.recognise(picture, page, 1, "eng", ocr.OcrLimits(memory=30 << 20)) is None
    begun = time.monotonic()
    assert ocr.recognise(picture, page, 1, "eng", ocr.OcrLimits(page_seconds=0.01)) is None
    assert time.monotonic() - begun < 30
    assert ocr.recognise(Picture(b"no picture", 300), page, 1, "eng", ocr.OcrLimits()) is None
    assert ocr.recognise(picture, page, 1, "", ocr.OcrLimits()) is None


def test_what_hangs_leaves_the_page_unread(recognition, monkeypatch):
    monkeypatch.setattr(ocr, "_run", lambda *_: None)
    found = only(document([scanned(US_FRONT, LATIN, 10)]), "US9876543B2.pdf")
    assert found.needs_ocr
    assert {gap.reason for gap in found.gaps} == {"scan_only"}


def page(*texts, picture=0.0):
    lines = tuple(Line(72, 80 + 12 * at, 500, 10, text) for at, text in enumerate(texts))
    return Page(612, 792, lines, picture)


def test_text_layers_that_are_no_text():
    good = "A method of drying tea in a stream of air, at 12 °C to 14 °C (2 × 3)."
    assert scans.has_text(page(good))
    assert scans.is_useless(page("\ue001\ue002 \ue003 The words \ue004\ue005" * 3, good))
    assert scans.is_useless(page(*["™—›™ ›—™ ™›— ™™ the page ™—›™ ›—™ ™›— ™™ of ™—›™"] * 2))
    assert scans.is_useless(page("■□▲△ ●○◆◇ ★☆ ■□ ▲△ " * 5))
    assert not scans.is_useless(page("茶叶的干燥方法，其特征在于加热。" * 4))
    assert not scans.is_useless(page("x = (2a + b) / 3c, y = 4d - e; z = f(x, y)" * 2))
    assert not scans.has_text(page("Jan. 3, 2001", picture=0.9))
    assert scans.is_scan(page("CN 1", picture=0.9))
    assert not scans.is_scan(page("说 明 书 附 图", picture=0.9))
    assert not scans.is_scan(page("U.S. Patent  Sheet 1 of 3", picture=0.9))


def test_a_layer_on_top_of_a_scan_is_recognised_text():
    found = scans.readable(b"", (page("A method of drying tea " * 4, picture=0.95),), None, bool)
    assert found.pages[0].lines[0].ocr
    assert found.unread == []
    assert "recognised by others" in found.notes[0]


def test_runs_of_pages():
    assert scans.listed([1, 2, 3, 5, 8, 9]) == "1-3, 5, 8-9"


@pytest.mark.shared
def test_a_real_scan_of_the_uspto(recognition, shared_samples):
    """Front page, one sheet of drawings and the last page of a real patent of 27 pages."""
    data = (shared_samples / "pdf" / "pdfs" / "US-9876543-B2.pdf").read_bytes()
    pages = READER.pages(data)
    chosen = [0, 26]
    read = scans._recognised(scans._Scans(data, pages, "US", bool), chosen, ocr.OcrLimits())
    layout = layout_of(read[0])
    assert layout.office == "US"
    front = layout.front([read[0]], Joiner([read[0]]))
    assert (front.number, front.kind, front.date) == ("9876543", "B2", "2018-01-23")
    assert front.title == "SYSTEMS AND METHODS FOR CHANNEL STATE INFORMATION EXCHANGE"
    assert (front.application.number, front.application.date) == ("14988707", "2016-01-05")
    assert {"H04L 1/16", "H04B 7/0417", "H04B 7/06"} <= {c.symbol for c in front.classifications}
    names = {party.name for party in front.parties}
    assert {"Alexander, Thomas", "Stott, Lester Noel", "Ixia"} <= names
    text = " ".join(line.text for line in read[26].lines)
    assert "channel estimate" in text


@pytest.mark.shared
def test_pages_that_are_no_front_pages(recognition, shared_samples):
    first = shared_samples / "pdf" / "epo" / "publication-CA2944968A1" / "page-000001.pdf"
    (found,) = parse_paths([first])
    assert (found.code, found.place) == ("PDF_NO_LAYOUT", "page 1")
