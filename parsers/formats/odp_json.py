"""Values out of JSON answers, whose shapes differ from service to service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from parsers.errors import ParseError
from parsers.origins import pointed
from parsers.text import clean

Json = dict[str, Any]


def load(data: bytes) -> Any:
    """The value. Raises ParseError CONTENT_SYNTAX with the place of the fault."""
    try:
        return pointed(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ParseError("CONTENT_SYNTAX", f"This is no JSON: {error}") from error


def text(value: object) -> str | None:
    """A string or number as clean text; None for anything else, and for what is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean(str(value)) or None


def at(value: object, *keys: str) -> Any:
    """What lies below these keys; None where one is missing. Lists of one are looked into."""
    for key in keys:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def objects(value: object) -> Iterator[Json]:
    """The objects of a list, or the one object that stands in its place."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            yield entry


def entries(value: object) -> list[Any]:
    """The entries of a list; anything else has none."""
    return value if isinstance(value, list) else []


def first(value: object) -> Any:
    """The first entry of a list, or the value itself."""
    return (value[0] if value else None) if isinstance(value, list) else value
