"""Sequence listings inside the text of US patents (37 CFR 1.823, old and new rules)."""

from __future__ import annotations

from msgspec.structs import replace

from parsers.formats.parts import Flow
from parsers.xml import Element

_TABLES = frozenset({"table", "tables"})


def listing(element: Element, flow: Flow) -> None:
    """One paragraph for each sequence and each heading part of a listing, tables as tables."""
    inner = [child for child in element if isinstance(child.tag, str)]
    if len(inner) == 1 and inner[0].tag not in _TABLES and len(inner[0]):
        inner = list(inner[0])
    before = len(flow.segments)
    for child in inner or [element]:
        flow.add(child, "table" if child.tag in _TABLES else "paragraph")
    flow.segments[before:] = [
        replace(segment, part="sequence_listing") for segment in flow.segments[before:]
    ]
