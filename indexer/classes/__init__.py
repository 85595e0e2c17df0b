"""Loaded classification schemes: a file of their own in the data folder, beside the records.

Loading them changes no index: what a query needs of a scheme is looked up when it is asked.
"""

from indexer.classes.answers import (
    ClassEntry,
    ClassHit,
    ClassNote,
    ClassTerm,
    ClassTitle,
    Edition,
    Moved,
)
from indexer.classes.reading import Classes

__all__ = [
    "ClassEntry",
    "ClassHit",
    "ClassNote",
    "ClassTerm",
    "ClassTitle",
    "Classes",
    "Edition",
    "Moved",
]
