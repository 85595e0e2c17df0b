"""Specimens: invented, plausible publications, and office files made of them.

Deterministic: the same arguments give the same objects and the same bytes.
"""

from __future__ import annotations

from .corpus import from_text
from .families import publications
from .formats import encode, format_of, location
from .planting import planted
from .stream import stream
from .tree import write

__all__ = [
    "encode",
    "format_of",
    "from_text",
    "location",
    "planted",
    "publications",
    "stream",
    "write",
]
