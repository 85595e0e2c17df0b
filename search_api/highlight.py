"""Where a query matches in stored text: character spans, the same for both engines.

Only what the query demands is marked: parts under NOT never, the words of a phrase or a proximity
chain only where the whole of it matches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from indexer.analysis import NAMES, bare_cjk, is_lone_cjk, sentence_spans
from indexer.analysis_words import CJK_BLANK, located
from indexer.engines.native import by_stems
from indexer.engines.plan import Phrase, Slot, alternatives, analysis_of, fits
from indexer.errors import EngineError
from indexer.query import (
    Alike,
    And,
    AnyOf,
    Boost,
    Chain,
    Filter,
    Flag,
    Match,
    Near,
    Operand,
    Or,
    Pattern,
    Query,
    Sentence,
    Similar,
    Step,
    Together,
    Unless,
    Wildcard,
    Words,
)
from search_api.probe import Probe, View
from search_api.written import Spelled, Written, of_pattern, of_phrase

Span = tuple[int, int]
Place = tuple[int, int]
"""First and last token of an occurrence."""

Token = tuple[str, int, int]

_Condition = Match | Wildcard | Similar | Near

FIRST = 3
"""Texts looked at per condition when passages are chosen."""


class _Chain:
    """One condition under one analysis; words, phrases and wildcards are chains of one operand."""

    def __init__(
        self, operands: tuple[tuple[Phrase, ...], ...], steps: tuple[Step, ...], analysis: str
    ) -> None:
        self.operands = operands
        self.steps = steps
        self.probe = Probe(operands, analysis)

    def spans(self, tokens: list[Token]) -> Iterator[Span]:
        """Every operand's words wherever a whole chain matches in the tokens of a sentence."""
        places = [_places(phrases, tokens) for phrases in self.operands]
        last = len(self.steps)
        for at, step in enumerate(self.steps):
            before = places[at]
            places[at + 1] = [p for p in places[at + 1] if any(_near(q, p, step) for q in before)]
        for at in range(last - 1, -1, -1):
            step, behind = self.steps[at], places[at + 1]
            places[at] = [p for p in places[at] if any(_near(p, q, step) for q in behind)]
        for phrases, found in zip(self.operands, places, strict=True):
            yield from (_span(place, phrases, tokens) for place in found)


def _near(left: Place, right: Place, step: Step) -> bool:
    if 1 <= right[0] - left[1] <= step.distance:
        return True
    return not step.ordered and 1 <= left[0] - right[1] <= step.distance


def _places(phrases: tuple[Phrase, ...], tokens: list[Token]) -> list[Place]:
    terms = [token[0] for token in tokens]
    return [
        (at, at + len(phrase) - 1)
        for phrase in phrases
        for at in _standing(phrase[0], terms)
        if at + len(phrase) <= len(terms)
        and all(fits(terms[at + i], slot) for i, slot in enumerate(phrase[1:], 1))
    ]


def _standing(slot: Slot, terms: list[str]) -> list[int]:
    if isinstance(slot, str):
        return [at for at, term in enumerate(terms) if term == slot] if slot in terms else []
    fitting = {term for term in set(terms) if fits(term, slot)}
    return [at for at, term in enumerate(terms) if term in fitting] if fitting else []


def _span(place: Place, phrases: tuple[Phrase, ...], tokens: list[Token]) -> Span:
    """From the first to the last character; of a pair found for a lone character, only that."""
    first, last = place
    size = last - first + 1
    start, end = tokens[first][1], tokens[last][2]
    for phrase in phrases:
        if len(phrase) != size or not fits(tokens[first][0], phrase[0]):
            continue
        if (lone := _lone(phrase[0])) and (at := tokens[first][0].find(lone)) > 0:
            start += at
        if (lone := _lone(phrase[-1])) and (at := tokens[last][0].find(lone)) >= 0:
            end = tokens[last][1] + at + 1
    return start, end


def _lone(slot: Slot) -> str | None:
    """The CJK character for which a slot takes every pair that holds it."""
    if isinstance(slot, str) or len(slot.terms) != 1 or not is_lone_cjk(slot.terms[0]):
        return None
    return slot.terms[0]


class Highlighter:
    """The matches of one query, in any text; compiled once per field and partition."""

    def __init__(self, query: Query) -> None:
        self._conditions = tuple(dict.fromkeys(_conditions(query)))
        self._compiled: dict[tuple[str, str], tuple[_Chain | Written, ...]] = {}

    def searches(self, field: str) -> bool:
        """Whether the query asks anything of the field's text."""
        return any(field in condition.fields for condition in self._conditions)

    def spans(self, text: str, field: str, partition: str) -> tuple[Span, ...]:
        """Merged spans in order, `[from, to)` in characters of `text`."""
        return merge(span for found in self.found(text, field, partition) for span in found)

    def found(self, text: str, field: str, partition: str) -> list[list[Span]]:
        """The spans of each condition that matches in the text."""
        analysis = analysis_of(field, partition)
        paragraph = _Paragraph(text, analysis)
        every = (paragraph.matches(chain) for chain in self._chains(field, analysis))
        return [spans for spans in every if spans]

    def candidates(self, texts: Sequence[str], field: str, partition: str) -> list[int]:
        """The first few texts that each condition may match in, those of most conditions first.

        Sought in all texts at once: what does not occur costs next to nothing.
        """
        chains = self._chains(field, analysis_of(field, partition))
        view = View("\n".join(texts), analysis_of(field, partition))
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        found: Counter[int] = Counter()
        for chain in chains:
            if chain.probe.possible(view):
                found.update(_first(chain.probe, view, starts))
        return sorted(found, key=lambda at: (-found[at], at))

    def _chains(self, field: str, analysis: str) -> tuple[_Chain | Written, ...]:
        compiled = self._compiled.get((field, analysis))
        if compiled is None:
            mine = (c for c in self._conditions if field in c.fields)
            made = (_compile(condition, analysis) for condition in mine)
            compiled = self._compiled[field, analysis] = tuple(c for c in made if c)
        return compiled


def _conditions(query: Query) -> Iterator[_Condition]:
    match query:
        case Match() | Wildcard() | Similar():
            yield query
        case Near(fields, operands):
            if all(map(by_stems, operands)):
                yield query
            else:
                yield from (one for operand in operands for one in _apart(fields, operand))
        case Together(fields, operands):
            yield from (one for operand in operands for one in _apart(fields, operand))
        case Unless(fields, operand):
            yield from _apart(fields, operand)
        case And(queries) | Or(queries):
            for one in queries:
                yield from _conditions(one)
        case Filter(inner) | Boost(inner, _):
            yield from _conditions(inner)
        case _:
            return


def _apart(fields: tuple[str, ...], operand: Operand) -> Iterator[_Condition]:
    """The things of an operand, each wherever it stands."""
    match operand:
        case Flag():
            return
        case Words(text, form):
            yield Match(fields, text, form)
        case Pattern(pattern):
            yield Wildcard(fields, pattern)
        case Alike(word, edits):
            yield Similar(fields, word, edits)
        case AnyOf(operands) | Sentence(operands):
            yield from (one for part in operands for one in _apart(fields, part))
        case Chain(operands, steps):
            yield from _conditions(Near(fields, operands, steps))


def _compile(condition: _Condition, analysis: str) -> _Chain | Written | None:
    operands: tuple[tuple[Phrase, ...], ...]
    try:
        match condition:
            case Match(_, text, form) if form != "stem" and analysis != NAMES:
                return of_phrase(text, case=form == "case")
            case Match(_, text):
                operands = (alternatives(Words(text), analysis),)
            case Wildcard(_, pattern) if bare_cjk(pattern) is None:
                return of_pattern(pattern, analysis)
            case Wildcard(_, pattern):
                operands = (alternatives(Pattern(pattern), analysis),)
            case Similar(_, word, edits):
                return Spelled(word, edits)
            case Near(_, parts):
                operands = tuple(alternatives(part, analysis) for part in parts)
    except EngineError:
        return None
    steps = condition.steps if isinstance(condition, Near) else ()
    return _Chain(operands, steps, analysis) if all(operands) else None


def _first(probe: Probe | Written, view: View, starts: list[int]) -> Iterator[int]:
    """Which texts may hold the chain, at most `FIRST`; `starts` are their places in the view."""
    at, given = 0, 0
    while given < FIRST:
        at = probe.next(view, at, starts[-1])
        if at < 0:
            return
        index = bisect_right(starts, at) - 1
        end = starts[index + 1] - 1
        if probe.certain or probe.present(view, starts[index], end):
            given += 1
            yield index
        at = end


class _Paragraph:
    """One text that several chains are matched in; sentences are taken apart once, if at all."""

    def __init__(self, text: str, analysis: str) -> None:
        self._text = text
        self._analysis = analysis
        self._view = View(text, analysis)
        self._sentences: list[Span] | None = None
        self._tokens: dict[int, list[Token]] = {}

    def matches(self, chain: _Chain | Written) -> list[Span]:
        if self._analysis == NAMES:
            return list(chain.spans(_name_tokens(self._text)))
        probe, view = chain.probe, self._view
        if not probe.possible(view):
            return []
        if probe.certain:
            return probe.words(view)
        if not probe.present(view, 0, len(self._text)):
            return []
        return self._in_sentences(chain)

    def _in_sentences(self, chain: _Chain | Written) -> list[Span]:
        if self._sentences is None:
            self._sentences = sentence_spans(self._text)
        found: list[Span] = []
        at = 0
        for start, end in self._sentences:
            if at < start:
                at = chain.probe.next(self._view, start, len(self._text))
            if at < 0:
                break
            if at < end:
                found += chain.spans(self._located(start, end))
        return found

    def _located(self, start: int, end: int) -> list[Token]:
        tokens = self._tokens.get(start)
        if tokens is None:
            placed = located(self._text[start:end], self._analysis)
            tokens = [(token, a + start, b + start) for token, a, b in placed]
            self._tokens[start] = tokens
        return tokens


def _name_tokens(text: str) -> list[Token]:
    """In names, blanks between CJK characters do not count: they are taken out and put back."""
    gaps = [match.span() for match in CJK_BLANK.finditer(text)]
    if not gaps:
        return located(text, NAMES)
    kept = [at for at in range(len(text)) if not any(a <= at < b for a, b in gaps)]
    squeezed = "".join(text[at] for at in kept)
    return [(token, kept[a], kept[b - 1] + 1) for token, a, b in located(squeezed, NAMES)]


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@lru_cache(maxsize=64)
def highlighter(query: Query) -> Highlighter:
    """The highlighter of a query, shared by all hits of a page and by the pages that follow."""
    return Highlighter(query)


def spans(query: Query, text: str, field: str, partition: str) -> tuple[Span, ...]:
    """Where the query matches in a text of `field` (`ti`, `clm`, `pa` …); see `Highlighter`."""
    return highlighter(query).spans(text, field, partition)
