"""Synonyms and abbreviations, searched only where they are asked for, each with its origin.

Three sources, in this order: the operator's own rules, the definitions of loaded CPC schemes, and
what texts of the index define in brackets. Conditions of words become conditions of any of their
forms, so that the query as understood says it all; not under NOT, for more is to be found, never
less; and not within a proximity or a wildcard.
"""

from search_api.thesaurus.forms import ABBREVIATIONS, KINDS, SYNONYMS
from search_api.thesaurus.rules import Rules
from search_api.thesaurus.thesaurus import Thesaurus

__all__ = ["ABBREVIATIONS", "KINDS", "SYNONYMS", "Rules", "Thesaurus"]
