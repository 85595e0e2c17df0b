"""All sources together, and a query widened by them."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from indexer.classes import Classes
from indexer.classes.terms import key_of
from indexer.engine import SearchRequest, SearchResult
from indexer.errors import EngineError
from indexer.store import RecordStore
from parsers.abbreviations import is_short
from search_api.language import Understood, reread
from search_api.language.tree import Tree
from search_api.language.words import spell
from search_api.spelling import Vocabulary
from search_api.spelling.vocabulary import OutOfTimeError
from search_api.thesaurus.defined import defined
from search_api.thesaurus.forms import ABBREVIATIONS, SYNONYMS, Form
from search_api.thesaurus.rules import Rules
from search_api.thesaurus.widening import widen

_SECONDS = 1.0
"""Time to look into texts; what is not found by then is not added."""

_EACH = 12
"""Forms of one term."""


class Thesaurus:
    """Thread-safe; `search` runs any request."""

    def __init__(
        self,
        rules: Rules,
        classes: Classes,
        search: Callable[[SearchRequest], SearchResult],
        store: RecordStore,
    ) -> None:
        self._rules, self._classes = rules, classes
        self._search, self._store = search, store
        self.version = rules.version

    def widened(
        self, understood: Understood, wanted: Collection[str], seconds: float
    ) -> Understood:
        """The query with the forms of its words; QueryError where that is too much."""
        end = time.monotonic() + min(seconds, _SECONDS)
        vocabulary = Vocabulary(self._search, self._store.get, end)
        listed = partial(self._listed, wanted=wanted)
        inside = partial(self._inside, vocabulary) if ABBREVIATIONS in wanted else _nothing
        return widen(understood, listed, inside, self._addition)

    def _listed(self, text: str, *, wanted: Collection[str]) -> list[Form]:
        """What rules and definitions say: looked up, so that many terms can be tried."""
        found: list[Form] = list(self._rules.forms(text)) if SYNONYMS in wanted else []
        for one in self._classes.terms(text):
            if {"synonym": SYNONYMS, "abbreviation": ABBREVIATIONS}[one.kind] in wanted:
                origin = f"CPC definition {one.symbol}"
                found.append(Form(one.kind, one.term, origin))
        return list(_distinct(found, text))

    def _inside(self, vocabulary: Vocabulary, text: str) -> list[Form]:
        """What texts of the index define; nothing where there is no time or engine for it."""
        try:
            return list(_distinct(defined(vocabulary, text), text))
        except (OutOfTimeError, EngineError):
            return []

    def _addition(self, target: str, form: Form) -> Tree | None:
        """The condition a form stands for; an abbreviation only in its capitals."""
        spelled = spell(form.text, "case" if is_short(form.text) else "stem")
        return reread(f"{target}:{spelled}", self._classes)


def _nothing(_text: str) -> list[Form]:
    return []


def _distinct(forms: Iterable[Form], text: str) -> Iterator[Form]:
    seen = {key_of(text)}
    for form in forms:
        if key_of(form.text) not in seen and len(seen) <= _EACH:
            seen.add(key_of(form.text))
            yield form
