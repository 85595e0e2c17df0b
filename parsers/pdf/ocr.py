"""Text of scanned pages by tesseract, where it is installed: optional, and never trusted blindly.

The program runs on its own, without a shell: it gets the picture of one page on its standard input
and answers with the boxes of words. `GONGKAI_OCR=off` turns it off. What it read is marked
(`Line.ocr`), so that every text that comes of it can say so.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from parsers.pdf.wire import Line, Page, Picture

SETTING = "GONGKAI_OCR"
PROGRAM = "tesseract"
_WANTED = {
    "CN": ("chi_sim",),
    "TW": ("chi_tra",),
    "JP": ("jpn",),
    "KR": ("kor",),
    "EP": ("eng", "deu", "fra"),
    "DE": ("deu", "eng"),
    "AT": ("deu", "eng"),
    "CH": ("deu", "fra", "eng"),
    "FR": ("fra", "eng"),
    "WO": ("eng", "deu", "fra"),
    "CA": ("eng", "fra"),
}
"""The Asian packs read Latin letters, too; with `eng` beside them Chinese comes out as Latin."""
_OTHERS = ("eng",)
UPRIGHT = "jpn_vert"
"""The pack for Japanese set from top to bottom."""
_LEAST, _LEAST_OF_ONE = 40.0, 60.0
"""Lines, and words of one letter, of less confidence (0 to 100) are specks and bits of drawings."""
_GAP = 1.3
"""Blanks wider than so many times the size of type part columns."""
_BLANK = 0.28
"""Width of a blank between Korean words, in sizes of type."""
_WIDE = "\u2e80"
_COLUMNS = 12
_WORD = "5"
_AUTOMATIC, _ROWS, _ONE_UPRIGHT_BLOCK = "3", "4", "5"
"""Ways to take a page apart (`--psm`); front pages, with little text, come out whole by rows."""


class OcrLimits(NamedTuple):
    """What one document may cost: seconds per page and in all, pages, and bytes of memory."""

    page_seconds: float = 90.0
    seconds: float = 600.0
    pages: int = 200
    memory: int = 2 << 30


class Word(NamedTuple):
    """A word in dots of the picture; `line` is the same for all words of one."""

    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def is_on() -> bool:
    """Whether the setting allows recognition and the program is there."""
    return os.environ.get(SETTING, "auto").strip().lower() != "off" and bool(packs())


@lru_cache(maxsize=1)
def packs() -> frozenset[str]:
    """The language packs installed; none where the program is not."""
    program = shutil.which(PROGRAM)
    if program is None:
        return frozenset()
    done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        [program, "--list-langs"],
        capture_output=True, text=True, timeout=20, check=False, env=_environment(),
    )  # fmt: skip
    return frozenset((done.stdout + done.stderr).split())


def languages(office: str | None) -> str:
    """The packs for an office's documents, as the program takes them; "" if none is installed."""
    wanted = _WANTED.get(office or "", _OTHERS)
    return "+".join(pack for pack in wanted if pack in packs())


def recognise(
    picture: Picture, page: Page, number: int, packs_: str, limits: OcrLimits
) -> Page | None:
    """The page (`number` from 1) with the lines found on it; None if the program fails or hangs."""
    words = _run(picture, packs_, _ROWS if number == 1 else _AUTOMATIC, limits)
    if words is None:
        return None
    found = words
    if packs_.startswith("jpn") and UPRIGHT in packs() and _confidence(words) < 75:
        upright = _run(picture, UPRIGHT, _ONE_UPRIGHT_BLOCK, limits) or []
        if _confidence(upright) > _confidence(words) and len(upright) * 2 > len(words):
            return _turned(upright, picture, page, number)
    lines = tuple(_lines(found, 72 / picture.dpi, number))
    return Page(page.width, page.height, _once(lines), page.picture)


def _once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without the pieces of a line that were recognised a second time."""
    worded = [line for line in lines if any(map(str.isalnum, line.text))]
    return tuple(line for line in worded if not any(_is_piece(line, other) for other in worded))


def _is_piece(line: Line, other: Line) -> bool:
    shared = min(line.x1, other.x1) - max(line.x0, other.x0)
    across = line.x1 - line.x0
    longer = len(other.text) > len(line.text)
    return longer and abs(line.y - other.y) < 0.4 * other.size and shared > 0.6 * across


def _run(picture: Picture, packs_: str, mode: str, limits: OcrLimits) -> list[Word] | None:
    program = shutil.which(PROGRAM)
    if program is None or not packs_:
        return None
    command = [program, "stdin", "stdout", "-l", packs_, "--psm", mode]
    command += ["--dpi", f"{picture.dpi:.0f}", "tsv"]
    process = subprocess.Popen(  # noqa: S603 - a fixed program, languages out of our own table
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    with process:
        _bound(process.pid, limits)
        try:
            out, _ = process.communicate(picture.data, timeout=limits.page_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    return _words(out.decode("utf-8", "replace")) if process.returncode == 0 else None


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _bound(pid: int, limits: OcrLimits) -> None:
    """Let the kernel end the program when it takes too much; it may write no file at all."""
    seconds = int(limits.page_seconds) + 1
    try:
        resource.prlimit(pid, resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
    except ProcessLookupError:
        return  # it has ended by itself, which its exit code tells


def _words(table: str) -> list[Word]:
    """The words of a table as the program writes it (TSV, 12 columns)."""
    found = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        word = Word(tuple(cells[1:5]), left, top, width, height, float(cells[10]), cells[11])
        if word.confidence >= _LEAST_OF_ONE or len(word.text) > 1 or word.text >= _WIDE:
            found.append(word)
    lines: dict[tuple[str, ...], list[Word]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    return [word for line in lines.values() if _confidence(line) >= _LEAST for word in line]


def _confidence(words: Sequence[Word]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _lines(words: Sequence[Word], scale: float, page: int) -> Iterator[Line]:
    """Lines in points, cut where a gap parts columns or cells."""
    rows: dict[tuple[str, ...], list[Word]] = {}
    for word in words:
        rows.setdefault(word.line, []).append(word)
    usual = _three_quarters(word.height for word in words)
    for row in rows.values():
        # Specks and letters of drawings in a line may be of any height.
        high = min(max(_three_quarters(word.height for word in row), 0.8 * usual), 2.5 * usual)
        size = high * 1.15
        feet = sorted(word.top + word.height for word in row)
        piece: list[Word] = []
        for word in sorted(row, key=lambda word: word.left):
            if piece and word.left - _right(piece[-1]) > _GAP * size:
                yield _line(piece, size, feet[len(feet) // 2], scale, page)
                piece = []
            piece.append(word)
        yield _line(piece, size, feet[len(feet) // 2], scale, page)


def _three_quarters(heights: Iterable[int]) -> float:
    """The height that three quarters do not exceed: letters with a stem, more or less."""
    ordered = sorted(heights)
    return float(ordered[len(ordered) * 3 // 4]) if ordered else 1.0


def _right(word: Word) -> int:
    return word.left + word.width


def _line(words: Sequence[Word], size: float, foot: int, scale: float, page: int) -> Line:
    text = words[0].text
    for before, word in pairwise(words):
        wide = before.text[-1:] >= _WIDE and word.text[:1] >= _WIDE
        # Korean has blanks between words, and comes syllable by syllable all the same.
        near = word.left - _right(before) < (_BLANK if _is_hangul(word.text) else 0.7) * size
        text += word.text if wide and near else f" {word.text}"
    return Line(
        round(words[0].left * scale, 1),
        round(foot * scale, 1),
        round(_right(words[-1]) * scale, 1),
        round(min(max(size * scale, 4.0), 40.0), 1),
        text,
        page=page,
        ocr=True,
    )


def _is_hangul(text: str) -> bool:
    return "\uac00" <= text[:1] <= "\ud7a3"


def _turned(words: Sequence[Word], picture: Picture, page: Page, number: int) -> Page:
    """A page set from top to bottom, turned so that its lines run from left to right."""
    across = round(page.width * picture.dpi / 72)
    turned = [
        word._replace(
            left=word.top, top=across - _right(word), width=word.height, height=word.width
        )
        for word in words
    ]
    lines = tuple(_lines(turned, 72 / picture.dpi, number))
    return Page(page.height, page.width, _once(lines), page.picture)
