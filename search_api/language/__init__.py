"""The query language: text → tokens → syntax tree of one dialect → resolved → `Query`."""

from search_api.language.dialects import AUTO, DIALECTS
from search_api.language.understand import Understood, reread, understand

__all__ = ["AUTO", "DIALECTS", "Understood", "reread", "understand"]
