"""One line of the tables of kind codes."""

from __future__ import annotations

from msgspec import Struct

from parsers.model import Right, Stage


class Row(Struct, frozen=True, kw_only=True):
    """One meaning of some kind codes of an office.

    `since`/`until`: publication dates (inclusive, ISO) between which it holds; `above`/`below`:
    bounds of the number's integer value (inclusive/exclusive). Empty means no condition.
    """

    kinds: tuple[str, ...]
    right: Right
    stage: Stage
    en: str
    zh: str
    since: str = ""
    until: str = ""
    above: int | None = None
    below: int | None = None
