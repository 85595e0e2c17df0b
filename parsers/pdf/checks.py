"""What a front page says about itself, compared with what was read: doubts in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.numbers import Reading
from parsers.numbers.check import cn_check, luhn_check
from parsers.pdf.front import Front

_CN = re.compile(r"(\d{8}|\d{12})\.?([\dXx])")
_EP = re.compile(r"(\d{8})\.(\d)")


def notes(front: Front, named: Reading | None, claims: int, pages: int) -> Iterator[str]:
    """Doubts about a front page, for `Source.notes`.

    `named` is what the file is called, `claims` and `pages` what was found.
    """
    yield from front.notes
    if named and named.office == front.office and not _same(front, named):
        shown = f"{named.office}{named.number}{named.kind or ''}"
        yield f"the file is named after {shown}, the front page says {_own(front)}"
    if front.origin == "ocr" and named is None:
        yield f"number {_own(front)} recognised in a scan, without a file name to confirm it"
    if front.checked:
        yield from _check_digit(front.office, front.checked)
    if front.counted_claims and claims and front.counted_claims != claims:
        yield f"the front page counts {front.counted_claims} claims, {claims} were found"
    if front.counted_pages and front.counted_pages != pages:
        yield f"the front page counts {front.counted_pages} pages, the file has {pages}"


def _same(front: Front, named: Reading) -> bool:
    kinds = {front.kind, named.kind or front.kind}
    return front.number == named.number and len(kinds) == 1


def _own(front: Front) -> str:
    return f"{front.office}{front.number}{front.kind}"


def _check_digit(office: str, printed: str) -> Iterator[str]:
    """Whether the check digit behind an application number is the right one."""
    found = (_CN if office == "CN" else _EP).fullmatch(printed)
    if found is None:
        return
    expected = (cn_check if office == "CN" else luhn_check)(found[1])
    if expected != found[2].upper():
        yield f"application number {printed}: its check digit should be {expected}"
