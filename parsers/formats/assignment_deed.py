"""A recordation of the USPTO's assignment branch, whatever kind of file told it."""

from __future__ import annotations

from msgspec import Struct


class Property(Struct, frozen=True, kw_only=True):
    """What is conveyed: numbers as printed; of the publications the patent comes first."""

    application: str | None = None
    filed: str | None = None
    pct: str | None = None
    publications: tuple[tuple[str, str | None, str | None], ...] = ()
    """Number, kind and day of each."""


class Deed(Struct, frozen=True, kw_only=True):
    """`place` is reel and frame (`018247/0405`); days are ISO."""

    place: str | None
    recorded: str | None
    conveyance: str | None
    executed: tuple[str, ...]
    assignors: tuple[str, ...]
    assignees: tuple[str, ...]
    properties: tuple[Property, ...]
    purged: bool = False


def place_of(reel: str | None, frame: str | None) -> str | None:
    """Reel and frame with the zeros of the office's own display, `018247/0405`."""
    if not reel or not frame:
        return None
    return f"{reel.zfill(6)}/{frame.zfill(4)}"
