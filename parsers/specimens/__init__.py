"""Specimens: invented, plausible publications, and office files made of them.

Deterministic: the same arguments give the same objects and the same bytes.
"""

from __future__ import annotations

from .families import publications
from .formats import encode, format_of

__all__ = ["encode", "format_of", "publications"]
