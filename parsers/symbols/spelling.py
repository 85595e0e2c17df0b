"""What all schemes share: one spelling of characters, and the joined form of a symbol."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Half width, upper case, single blanks, none at the ends."""
    return " ".join(wide(text).split())


def wide(text: str) -> str:
    """Half width and upper case; blanks stay, because columns may depend on them."""
    return unicodedata.normalize("NFKC", text).upper()


def joined(subclass: str, group: str, subgroup: str) -> str:
    return f"{subclass} {int(group)}/{subgroup}"
