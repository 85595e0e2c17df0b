"""Classification schemes as their offices publish them, read entry by entry.

`read(path)` yields one `Part` per file or archive member; its `entries` are read while iterated, so
that a scheme of any size takes the memory of one entry.
"""

from parsers.schemes.entries import Entry, Move, Note, Terms
from parsers.schemes.reading import Part, read

__all__ = ["Entry", "Move", "Note", "Part", "Terms", "read"]
