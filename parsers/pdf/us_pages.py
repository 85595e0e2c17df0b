"""What kinds of pages a US patent has: front page, its sequels, drawing sheets, text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from parsers.pdf.layout import columns, without_margins
from parsers.pdf.wire import Line, Page

_SHEET = re.compile(r"Sheet\s+\d+\s+of\s+\d+", re.IGNORECASE)
_SEQUEL = re.compile(r"Page\s+\d+$")
_HEAD = re.compile(r"U\.?S\.? Patent|Patent Application Publication", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}$")
_TOP = 0.14


def is_sheet(page: Page) -> bool:
    """Whether the page is a sheet of drawings."""
    return _on_top(page, _SHEET)


def is_sequel(page: Page) -> bool:
    """Whether the front page goes on here: with "Page 2" at the top."""
    return _on_top(page, _SEQUEL)


def sequel_lines(pages: Sequence[Page], number: str) -> Iterator[Line]:
    """The lines of the pages right behind the front page that continue it."""
    running = running_head(number)
    for page in pages[1:]:
        if not is_sequel(page):
            return
        for column in columns(without_margins(page, running)):
            yield from column.lines


def running_head(number: str) -> Callable[[str], bool]:
    """Recognises what stands above and below the text of every page of that publication."""
    digits = re.sub(r"\D", "", number)

    def is_running(text: str) -> bool:
        own = digits in re.sub(r"\D", "", text) and len(text) < 40
        return own or bool(_DATE.match(text) or _HEAD.match(text) or _SEQUEL.search(text))

    return is_running


def _on_top(page: Page, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(x.text) for x in page.lines if x.y < _TOP * page.height)
