"""Which pages have a text worth reading, and what recognition makes of the others."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

from msgspec import Struct
from msgspec.structs import replace

from parsers.errors import ParseError
from parsers.pdf import ocr
from parsers.pdf.reader import READER
from parsers.pdf.wire import Page

_FEW = 50
"""Characters of a page that has no text: stamps and page numbers have fewer."""
_SCAN, _UNDER_TEXT = 0.5, 0.7
"""Share of a page under a picture that is a scan of it, and that has its text on top of it."""
_LETTERS, _ODD = 0.6, 0.05
"""Shares of letters and digits, and of symbols, below and above which a text layer is no text."""
_LITTLE, _LETTERS_OF_FEW = 400, 0.5
"""Pages of so few characters may be tables."""
_LINE, _PROSE = 24, 0.5
"""Letters of a line of running text, and the share of them on a page of it."""
_SHEET = re.compile(r"附图|图片或照片|Sheet\s+\d+\s+of\s+\d+", re.IGNORECASE)
_TRIED = (None, "CN", "JP", "KR")
"""Offices whose packs are tried on a front page, where nothing tells whose it is."""


class Readable(Struct):
    """Pages as far as they can be read, notes about it, and which pages (from 1) cannot."""

    pages: tuple[Page, ...]
    notes: list[str]
    unread: list[int]


def has_text(page: Page) -> bool:
    """Whether a page has a text layer, and one that is text."""
    tight = _tight(page)
    return len(tight) >= _FEW and not _is_garbage(tight)


def is_useless(page: Page) -> bool:
    """Whether the text layer is rubbish: fonts that do not say which characters they show."""
    tight = _tight(page)
    return len(tight) >= _FEW and _is_garbage(tight)


def is_scan(page: Page) -> bool:
    """Whether a page is a picture of text, as far as can be told without looking at it."""
    return page.picture > _SCAN and not has_text(page) and not _is_sheet(page)


def _tight(page: Page) -> str:
    return "".join("".join(line.text for line in page.lines).split())


def _is_sheet(page: Page) -> bool:
    text = "\n".join(line.text for line in page.lines)
    return _SHEET.search(text) is not None or _SHEET.search("".join(text.split())) is not None


def _is_garbage(tight: str) -> bool:
    odd = sum(category(char) in {"Co", "Cn", "So", "Sk", "Cs"} for char in tight)
    letters = sum(map(str.isalnum, tight))
    least = _LETTERS_OF_FEW if len(tight) < _LITTLE else _LETTERS
    return letters < least * len(tight) or odd > _ODD * len(tight)


def readable(
    data: bytes,
    pages: Sequence[Page],
    office: str | None,
    is_front: Callable[[Page], bool],
    *,
    thorough: bool = False,
) -> Readable:
    """The pages, with the text of scans if there is a program to recognise it.

    Beside pages of text, scans are mostly drawings: unless `thorough`, only those between them are
    looked at.
    """
    found = Readable(tuple(map(_marked, pages)), [], [])
    wanted = [at for at, page in enumerate(pages) if is_scan(page) or is_useless(page)]
    layered = [at + 1 for at, page in enumerate(found.pages) if page is not pages[at]]
    if layered:
        found.notes.append(f"pages {listed(layered)}: text recognised by others on top of scans")
    if not wanted:
        return found
    if not ocr.is_on():
        found.unread = [at + 1 for at in wanted]
        return found
    asked = wanted if thorough else _likely(pages, wanted)
    made = _recognised(_Scans(data, pages, office, is_front), asked, ocr.OcrLimits())
    found.unread = [at + 1 for at in wanted if at not in made]
    _take(found, made)
    return found


def _likely(pages: Sequence[Page], wanted: Sequence[int]) -> list[int]:
    """Those that are text: all, if no other page is; else the first one, and those in between."""
    if not any(map(has_text, pages[1:])):
        return list(wanted)
    between = within_text(pages, [at + 1 for at in wanted])
    return [at for at in wanted if at == 0 or is_useless(pages[at]) or at + 1 in between]


def _take(found: Readable, made: dict[int, Page]) -> None:
    """Pages with running text in the place of their scans; drawings have none."""
    prose = {at: page for at, page in made.items() if at == 0 or _is_prose(page)}
    found.pages = tuple(prose.get(at, page) for at, page in enumerate(found.pages))
    if prose:
        shown = listed([at + 1 for at in prose])
        found.notes.append(f"pages {shown}: text recognised in scans ({ocr.PROGRAM})")
    drawn = [at + 1 for at in made if at not in prose]
    if drawn:
        found.notes.append(f"pages {listed(drawn)}: no running text found in the scans")


def _is_prose(page: Page) -> bool:
    """Whether most of what was recognised stands in lines of several words."""
    lengths = [_weight(line.text) for line in page.lines]
    long = sum(length for length in lengths if length >= _LINE)
    return long >= _PROSE * sum(lengths) and long >= _FEW


def _weight(text: str) -> int:
    """The length of a line in Latin letters: wide ones say more."""
    return sum(3 if char >= "\u2e80" else 1 for char in text)


class _Scans(NamedTuple):
    """The pages to recognise, and the office whose they are, if that is known."""

    data: bytes
    pages: Sequence[Page]
    office: str | None
    is_front: Callable[[Page], bool]


def _recognised(scans: _Scans, asked: Sequence[int], limits: ocr.OcrLimits) -> dict[int, Page]:
    """Pages by their place from 0, as far as they could be done."""
    made: dict[int, Page] = {}
    end = time.monotonic() + limits.seconds
    packs = ocr.languages(scans.office)
    for at in asked[: limits.pages]:
        if time.monotonic() > end:
            break
        page: Page | None
        if at or scans.office:
            page = _page(scans, at, packs, limits)
        else:
            page, packs = _front(scans, limits)
        if page is not None:
            made[at] = page
    return made


def _front(scans: _Scans, limits: ocr.OcrLimits) -> tuple[Page | None, str]:
    """The first page in the language in which it is a front page, and the packs for that."""
    first: Page | None = None
    for office in _TRIED:
        packs = ocr.languages(office)
        page = _page(scans, 0, packs, limits) if packs else None
        if page is not None and scans.is_front(page):
            return page, packs
        first = first or page
    return first, ocr.languages(None)


def _page(scans: _Scans, at: int, packs: str, limits: ocr.OcrLimits) -> Page | None:
    try:
        picture = READER.picture(scans.data, at)
    except ParseError:
        return None
    return ocr.recognise(picture, scans.pages[at], at + 1, packs, limits)


def _marked(page: Page) -> Page:
    """A page whose text lies on a scan of it: somebody else recognised it."""
    if page.picture <= _UNDER_TEXT or not has_text(page):
        return page
    return replace(page, lines=tuple(replace(line, ocr=True) for line in page.lines))


def within_text(pages: Sequence[Page], unread: Sequence[int]) -> list[int]:
    """Those unread pages (from 1) that have text before them, after the front, and behind them."""
    texts = [at for at, page in enumerate(pages, 1) if at > 1 and has_text(page)]
    return [at for at in unread if texts and texts[0] < at < texts[-1]]


def listed(numbers: Sequence[int]) -> str:
    """`1-3, 7` of 1, 2, 3, 7."""
    return ", ".join(_runs(numbers))


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    begun = last = numbers[0]
    for number in (*numbers[1:], None):
        if number is not None and number == last + 1:
            last = number
            continue
        yield str(begun) if begun == last else f"{begun}-{last}"
        if number is not None:
            begun = last = number
