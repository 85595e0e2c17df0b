"""Spellings the index knows better: offered where a query finds little and a word of it less.

For each word with next to no publications, words of the same field that are a letter or two off
are looked up, taken from the texts that hold them, and counted. All of it is asked of the engine as
queries, so that every engine offers the same.
"""

from search_api.spelling.suggesting import FEW, Suggestion, suggestions
from search_api.spelling.vocabulary import Vocabulary

__all__ = ["FEW", "Suggestion", "Vocabulary", "suggestions"]
