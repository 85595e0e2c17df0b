"""Cursors: where the next page begins, signed, and bound to the query, order and snapshot."""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.engine import FacetFilter
from indexer.query import Query
from search_api.errors import QueryError
from search_api.settings import Settings

_FILE = "cursor.key"
_TAG = 16
_LONGEST = 4_000


class Position(Struct, frozen=True, array_like=True):
    """The content of a cursor; `request` is the digest of what was asked."""

    request: bytes
    snapshot: str
    after: tuple[str | float | int, ...]


class Cursors:
    """Writes and reads cursors with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, position: Position) -> str:
        data = msgspec.msgpack.encode(position)
        return urlsafe_b64encode(self._tag(data) + data).rstrip(b"=").decode()

    def read(self, text: str, request: bytes) -> Position:
        """Raises CURSOR_INVALID unless this service wrote it for the same request."""
        try:
            raw = urlsafe_b64decode(text[:_LONGEST].encode("ascii") + b"=" * (-len(text) % 4))
            tag, data = raw[:_TAG], raw[_TAG:]
            if not hmac.compare_digest(tag, self._tag(data)):
                raise QueryError("cursor_invalid")
            position = msgspec.msgpack.decode(data, type=Position)
        except (Error, ValueError, msgspec.MsgspecError):
            raise QueryError("cursor_invalid") from None
        if position.request != request:
            raise QueryError("cursor_invalid")
        return position

    def _tag(self, data: bytes) -> bytes:
        return blake2b(data, digest_size=_TAG, key=self._key).digest()


def request_digest(
    query: Query, sort: str, filters: tuple[FacetFilter, ...], *, descending: bool
) -> bytes:
    """What a cursor is bound to; the page size may change from page to page."""
    asked = msgspec.msgpack.encode((query, sort, descending, filters))
    return blake2b(asked, digest_size=16).digest()


def open_cursors(settings: Settings) -> Cursors:
    """With the key of the settings, or one kept in the data folder so that restarts do not matter.

    Where the folder cannot be written, a key of this process: cursors then end with it.
    """
    secret = settings.cursor_secret.get_secret_value()
    if secret:
        return Cursors(blake2b(secret.encode(), digest_size=32).digest())
    return Cursors(_kept_key(settings.data / _FILE))


def _kept_key(path: Path) -> bytes:
    for _ in range(2):
        try:
            key = path.read_bytes()
            if len(key) == 32:
                return key
        except OSError:
            pass
        fresh = secrets.token_bytes(32)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                out.write(fresh)
        except FileExistsError:
            continue
        except OSError:
            return fresh
        return fresh
    return secrets.token_bytes(32)
