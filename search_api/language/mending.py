"""A query that cannot be read, mended: the nearest text of the same dialect that can.

Each message has mends of its own, most likely first; they are only tried, so that what is offered
always runs. Where nothing else helps, the condition at fault is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from search_api.errors import QueryError
from search_api.language.broken import Broken, without
from search_api.language.guard import fold
from search_api.language.mends import DROPPED, FOREIGN, MENDS

LONGEST = 2_000
"""Longer texts are not mended: every mend has to be read."""

_TRIED = 24
_READ = 12_000
"""Characters read for mends, at most: the reader of a refusal does not wait."""


def mended(
    error: QueryError,
    text: str,
    reads: Callable[[str], bool],
    elsewhere: Callable[[], Iterator[str]] = lambda: iter(()),
) -> str | None:
    """The first mend that `reads`; None where nobody can say what was meant.

    `elsewhere` says the text in this dialect if it is one of another.
    """
    if error.position is None or len(text) > LONGEST:
        return None
    broken = Broken(fold(text), error.position, error)
    most = min(_TRIED, _READ // max(len(text), 1))
    tried: set[str] = {text.strip(), ""}
    for made in _mends(broken, elsewhere):
        one = " ".join(made.split())
        if one in tried or not any(sign.isalnum() for sign in one):
            continue
        tried.add(one)
        if reads(one):
            return one
        if len(tried) > most:
            return None
    return None


def _mends(broken: Broken, elsewhere: Callable[[], Iterator[str]]) -> Iterator[str]:
    key = broken.error.key
    if key in FOREIGN:
        yield from elsewhere()
    if make := MENDS.get(key):
        yield from make(broken)
    if key in DROPPED:
        yield from without(broken)
