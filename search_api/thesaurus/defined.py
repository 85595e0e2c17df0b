"""Abbreviations that texts of the index define, and where: `light emitting diode (LED)`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from indexer.analysis_words import CJK, CJK_RUN
from indexer.classes.terms import key_of
from indexer.fields import TEXT_FIELDS
from indexer.query import And, Filter, Match, Query
from parsers.abbreviations import definitions, is_short
from parsers.han import simplified
from search_api.snippets import passages
from search_api.spelling.vocabulary import Vocabulary
from search_api.thesaurus.forms import Form

LOOKED_AT = 16
"""Publications looked into, those first that have most of the term."""

MOST = 3
"""Forms of one term from the texts of the index: those most publications define."""

_FIELDS = tuple(field.name for field in TEXT_FIELDS)
_SHORTEST_RUN, _LONGEST = 3, 60
_LONGEST_GUESS = 8
"""Characters of a term of which only one place tells: longer ones are parts of sentences."""
_BEFORE_TERM = re.compile(
    "^.*(?:所述|一种|包括|采用|使用|通过|具有|例如|称为|的|和|与|或|及|为|是|在|由|将|把|被|如|该|即"
    "|前記|上記|および|または|の|を|は|が|に|で|と)"
)
"""What stands before a term rather than in it."""


class _Seen(NamedTuple):
    text: str
    publication: str
    origin: str


def defined(vocabulary: Vocabulary, text: str) -> list[Form]:
    """What an abbreviation stands for, or the abbreviations of a term. Raises OutOfTimeError."""
    if is_short(text):
        exact = Filter(Match(_FIELDS, text, "case"))
        return _chosen(_long(vocabulary, And((Match(_FIELDS, text), exact)), text))
    runs = CJK_RUN.fullmatch(text)
    if len(text) <= _LONGEST and (len(text) >= _SHORTEST_RUN if runs else " " in text):
        return _chosen(_short(vocabulary, Match(_FIELDS, text), text))
    return []


def _long(vocabulary: Vocabulary, query: Query, short: str) -> Iterator[_Seen]:
    runs: list[_Seen] = []
    for name, long, whole, publication, origin in _definitions(vocabulary, query):
        if name not in {short, f"{short}s"}:
            continue
        seen = _Seen(long, publication, origin)
        if whole:
            yield seen
        else:
            runs.append(seen)
    for run in runs:
        if term := _term_at_end(run.text, runs):
            yield run._replace(text=term)


def _short(vocabulary: Vocabulary, query: Query, text: str) -> Iterator[_Seen]:
    key, run = key_of(text), simplified(text)
    for name, long, whole, publication, origin in _definitions(vocabulary, query):
        if key_of(long) == key or (not whole and simplified(long).endswith(run)):
            yield _Seen(name, publication, origin)


def _definitions(vocabulary: Vocabulary, query: Query) -> Iterator[tuple[str, str, bool, str, str]]:
    for publication in vocabulary.publications(query, LOOKED_AT):
        for field in _FIELDS:
            for passage in passages(publication, field):
                if "(" not in passage.text and "（" not in passage.text and "[" not in passage.text:
                    continue
                origin = f"{publication.id}, {passage.place or passage.part}"
                for one in definitions(passage.text):
                    yield one.short, one.long, one.whole, publication.id, origin


def _term_at_end(run: str, runs: list[_Seen]) -> str | None:
    """The term a CJK run ends with: what stands behind different characters in different places.

    Where it always stands behind the same ones, or once only, words that are no part of a term go.
    """
    for start in range(len(run) - 1):
        term = run[start:]
        before: set[tuple[str, str]] = set()
        for other in runs:
            if other.text.endswith(term):
                rest = other.text.removesuffix(term)
                before.add((rest[-1], "") if rest else ("", other.publication))
        if len(before) > 1:
            return term
    term = _BEFORE_TERM.sub("", run)
    return term if 1 < len(term) <= _LONGEST_GUESS and CJK.match(term) else None


def _chosen(seen: Iterator[_Seen]) -> list[Form]:
    """The forms most publications define, each with the first place that does."""
    found: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        found[key_of(one.text)].append(one)
    order = sorted(found.values(), key=lambda some: -len({one.publication for one in some}))
    return [Form("abbreviation", some[0].text, some[0].origin) for some in order[:MOST]]
