"""The way back: cursors only lead forward, so the address carries those that led here.

Cursors of one walk are alike but for a few bytes; deflated, each costs some twenty characters.
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import msgspec

from search_api.answers import SearchAnswer
from web.links import Address

_KEPT = 50
"""Cursors kept; from deeper pages one step back less is possible than was gone forward."""
_LONGEST, _INFLATED = 8_000, 256_000


@dataclass(frozen=True, slots=True)
class Way:
    """Cursors of the pages between the first page and this one; `lost` earlier ones are not kept.

    The first page has no cursor, so the second page's way is empty.
    """

    cursors: tuple[str, ...] = ()
    lost: int = 0

    @classmethod
    def read(cls, text: str) -> Way:
        """From the address; what cannot be read is an empty way."""
        try:
            raw = urlsafe_b64decode(text[:_LONGEST].encode("ascii") + b"=" * (-len(text) % 4))
            data = zlib.decompressobj().decompress(raw, _INFLATED)
            lost, cursors = msgspec.msgpack.decode(data, type=tuple[int, tuple[str, ...]])
        except (ValueError, zlib.error, msgspec.MsgspecError):
            return cls()
        return cls(cursors, max(0, lost))

    def text(self) -> str | None:
        """For the address; None where there is nothing to carry."""
        if not self.cursors:
            return None
        data = zlib.compress(msgspec.msgpack.encode((self.lost, self.cursors)), 9)
        return urlsafe_b64encode(data).rstrip(b"=").decode()

    def onward(self, cursor: str | None) -> Way:
        """The way to the page after the one this cursor (None: no cursor) leads to."""
        if cursor is None:
            return Way()
        cursors = (*self.cursors, cursor)
        return Way(cursors[-_KEPT:], self.lost + max(0, len(cursors) - _KEPT))


@dataclass(frozen=True, slots=True)
class Pager:
    """Number of this page, from 1, and the addresses around it."""

    number: int
    first: str | None
    previous: str | None
    next: str | None


def pager(answer: SearchAnswer, cursor: str | None, here: Address) -> Pager:
    """The pages around the one a cursor leads to."""
    way = Way.read(dict(here.parameters).get("back", ""))
    start = here.with_(cursor=None, back=None)
    onward = here.with_(cursor=answer.cursor, back=way.onward(cursor).text())
    if cursor is None:
        return Pager(1, None, None, str(onward) if answer.cursor else None)
    back = start
    if way.cursors:
        before = Way(way.cursors[:-1], way.lost)
        back = here.with_(cursor=way.cursors[-1], back=before.text())
    return Pager(
        number=len(way.cursors) + way.lost + 2,
        first=str(start),
        previous=str(back),
        next=str(onward) if answer.cursor else None,
    )
