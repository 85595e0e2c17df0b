"""Element names without their namespace."""

from __future__ import annotations

from functools import cache


@cache
def local_name(tag: object) -> str:
    """`claim-text` of `{urn:x}claim-text`; empty for comments and the like."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
