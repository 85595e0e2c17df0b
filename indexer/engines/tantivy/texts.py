"""Words, phrases, wildcards and what stands near what, as tantivy's queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

import tantivy
from tantivy import Occur

from indexer.analysis import Wildcards, bare_cjk
from indexer.analysis_lexicon import Written
from indexer.engines import native, plan
from indexer.engines.tantivy.layout import PARAGRAPH_GAP, SENTENCE_GAP, schema
from indexer.errors import EngineError
from indexer.fields import BY_NAME
from indexer.query import Form, Near, Together

Compiled = tantivy.Query

_MANY_LAYOUTS = 4
"""From here on a cheap condition goes before the layouts of a chain."""


class TextCompiler:
    """The part of the compiler that knows text and name fields."""

    def __init__(self, partition: str, searcher: tantivy.Searcher, tie: float) -> None:
        self._partition = partition
        self._searcher = searcher
        self._tie = tie
        self._schema = schema(partition)

    def match(self, fields: Sequence[str], text: str, form: Form) -> Compiled:
        texts = [f for f in fields if not plan.is_name(f)]
        names = [f for f in fields if plan.is_name(f)]
        parts = []
        if texts and form != "stem":
            terms = native.as_written(text, form)
            parts.append(scored_one(self._written(column_of(f), terms) for f in texts))
        elif texts:
            phrase = plan.phrase(text, self._partition)
            found = [(self._phrase(column_of(f), phrase), BY_NAME[f].weight) for f in texts]
            if any(isinstance(slot, Wildcards) for slot in phrase):
                parts.append(scored_one(q for q, _ in found))
            else:
                parts.append(self._best(found))
        if names:
            phrase = plan.phrase(text, plan.analysis_of(names[0], self._partition))
            parts.append(unscored(any_of([self._phrase(column_of(f), phrase) for f in names])))
        return any_of(parts)

    def _written(self, column: str, terms: Written) -> Compiled:
        column = native.word_column(column)
        wanted = tantivy.Query.term_query(self._schema, column, terms.term, "basic")
        if terms.never is None:
            return wanted
        never = tantivy.Query.term_query(self._schema, column, terms.never, "basic")
        return tantivy.Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, never)])

    def _best(self, weighted: Sequence[tuple[Compiled, float]]) -> Compiled:
        boosted = [tantivy.Query.boost_query(query, weight) for query, weight in weighted]
        if len(boosted) == 1:
            return boosted[0]
        return tantivy.Query.disjunction_max_query(boosted, self._tie)

    def wildcard(self, fields: Sequence[str], pattern: str) -> Compiled:
        return self._unranked({field: self._pattern(field, pattern) for field in fields})

    def _pattern(self, field: str, pattern: str) -> Compiled:
        """A CJK run in the text; other words as they are written, names as they are."""
        text = bare_cjk(pattern)
        column = column_of(field)
        if text is not None:
            analysis = plan.analysis_of(field, self._partition)
            return self._phrase(column, plan.phrase(text, analysis))
        regex = native.regex_of(pattern)
        return self.regex(column if plan.is_name(field) else native.word_column(column), regex)

    def similar(self, fields: Sequence[str], word: str, edits: int) -> Compiled:
        """By an automaton that runs over all words: none is left out, however many are similar."""
        low = native.similar_to(word, edits)
        return self._unranked({field: self._similar(field, low, edits) for field in fields})

    def _similar(self, field: str, low: str, edits: int) -> Compiled:
        column = column_of(field)
        column = column if plan.is_name(field) else native.word_column(column)
        return tantivy.Query.fuzzy_term_query(self._schema, column, low, distance=edits)

    def together(self, query: Together) -> Compiled:
        """Words in one sentence or paragraph: one phrase whose slop ends where the gap begins."""
        found: dict[str, Compiled] = {}
        for field in query.fields:
            whole = query.unit == "paragraph" and not plan.is_name(field)
            gap = PARAGRAPH_GAP if whole else SENTENCE_GAP * query.within
            analysis = plan.analysis_of(field, self._partition)
            groups = [plan.alternatives(one, analysis) for one in query.operands]
            column = column_of(field)
            ways = [self._sloppy(column, native.combined(way), gap) for way in product(*groups)]
            found[field] = any_of(ways)
        return self._unranked(found)

    def _sloppy(self, column: str, phrases: Sequence[plan.Phrase], gap: int) -> Compiled:
        if len(phrases) == 1:
            return self._phrase(column, phrases[0])
        if any(len(phrase) > 1 for phrase in phrases):
            raise native.unsettled()
        return self._layout(column, tuple((n, p[0]) for n, p in enumerate(phrases)), gap - 2)

    def _unranked(self, found: dict[str, Compiled]) -> Compiled:
        """1.0 where a text field matches, 0 where only names do."""
        texts = [q for field, q in found.items() if not plan.is_name(field)]
        names = [q for field, q in found.items() if plan.is_name(field)]
        parts = [scored_one(texts)] if texts else []
        return any_of([*parts, unscored(any_of(names))] if names else parts)

    def _phrase(self, column: str, phrase: plan.Phrase) -> Compiled:
        if not phrase:
            return tantivy.Query.empty_query()
        if len(phrase) == 1:
            return self._slot(column, phrase[0])
        return self._layout(column, plan.fixed(phrase))

    def _slot(self, column: str, slot: plan.Slot) -> Compiled:
        if isinstance(slot, str):
            return tantivy.Query.term_query(self._schema, column, slot)
        return self.regex(column, _slot_regex(slot))

    def _layout(self, column: str, layout: plan.Layout, slop: int = 0) -> Compiled:
        if len(layout) == 1:
            return self._slot(column, layout[0][1])
        if all(isinstance(slot, str) for _, slot in layout):
            words: list[str | tuple[int, str]] = [(o, str(slot)) for o, slot in layout]
            return tantivy.Query.phrase_query(self._schema, column, words, slop)
        patterns: list[str | tuple[int, str]] = [(o, _slot_regex(slot)) for o, slot in layout]
        return tantivy.Query.regex_phrase_query(self._schema, column, patterns, slop)

    def near(self, near: Near) -> Compiled:
        found: dict[str, Compiled] = {}
        for field in near.fields:
            analysis = plan.analysis_of(field, self._partition)
            chains = plan.chains(near.operands, near.steps, analysis)
            column = column_of(field)
            ways = [self._chain(column, c, near) for c in chains if self._possible(column, c)]
            found[field] = any_of(ways)
        return self._unranked(found)

    def _possible(self, column: str, chain: tuple[plan.Phrase, ...]) -> bool:
        """Whether the index has all the words: there may be many ways to place one it lacks."""
        return all(
            self._searcher.doc_freq(column, slot) > 0
            for phrase in chain
            for slot in phrase
            if isinstance(slot, str)
        )

    def _chain(self, column: str, chain: tuple[plan.Phrase, ...], near: Near) -> Compiled:
        steps = near.steps
        if len(chain) == 1:
            return self._phrase(column, chain[0])
        apart = len(chain) == 2 and _never_same(chain[0], chain[1])
        if apart and not steps[0].ordered:
            return self._either_way(column, chain[0][0], chain[1][0], steps[0].distance)
        layouts = plan.layouts(chain, steps)
        if len(layouts) < _MANY_LAYOUTS:
            return any_of([self._layout(column, layout) for layout in layouts])
        clauses = [(Occur.Must, one) for one in self._conditions(column, chain, near)]
        if clauses and not self._matches(tantivy.Query.boolean_query(clauses)):
            return tantivy.Query.empty_query()
        ways = any_of([self._layout(column, layout) for layout in layouts])
        return tantivy.Query.boolean_query([*clauses, (Occur.Must, ways)])

    def _matches(self, query: Compiled) -> bool:
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def _either_way(self, column: str, one: plan.Slot, other: plan.Slot, distance: int) -> Compiled:
        """Two different words at most so far apart: for two, tantivy's slop is exact."""
        slop = distance - 1
        return any_of(
            [
                self._layout(column, ((0, one), (1, other)), slop),
                self._layout(column, ((0, other), (1, one)), slop),
            ]
        )

    def _conditions(
        self, column: str, chain: tuple[plan.Phrase, ...], near: Near
    ) -> Iterable[Compiled]:
        """What every match fulfils and is quick to find: its phrases, neighbours roughly near."""
        yield from (self._phrase(column, phrase) for phrase in chain if len(phrase) > 1)
        for left, right, step in zip(chain[:-1], chain[1:], near.steps, strict=True):
            if _never_same(left[:1], right[:1]):
                reach = step.distance + max(len(left), len(right)) - 1
                yield self._either_way(column, left[0], right[0], reach)

    def regex(self, column: str, pattern: str) -> Compiled:
        return tantivy.Query.regex_query(self._schema, column, pattern)


def column_of(field: str) -> str:
    """The column of a field; columns without a field of their own stand for themselves."""
    known = BY_NAME.get(field)
    return known.column if known else field


def any_of(queries: Sequence[Compiled]) -> Compiled:
    """Any of the queries, scores added up."""
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])


def unscored(query: Compiled) -> Compiled:
    return tantivy.Query.const_score_query(query, 0.0)


def scored_one(queries: Iterable[Compiled]) -> Compiled:
    return tantivy.Query.const_score_query(any_of(list(queries)), 1.0)


def _never_same(left: plan.Phrase, right: plan.Phrase) -> bool:
    """Whether these are two single words that can never be the same occurrence."""
    if len(left) != 1 or len(right) != 1:
        return False
    try:
        return plan.common(left[0], right[0]) is None
    except EngineError:
        return False  # two patterns nobody can tell apart


def _slot_regex(slot: plan.Slot) -> str:
    if isinstance(slot, str):
        return escaped(slot)
    patterns = (escaped(p).replace(r"\*", ".*").replace(r"\?", ".") for p in slot.patterns)
    return "|".join([*map(escaped, slot.terms), *patterns])


def escaped(text: str) -> str:
    return re.sub(r"[\\.+*?()|\[\]{}^$#&~-]", r"\\\g<0>", text)
