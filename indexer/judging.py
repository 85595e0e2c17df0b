"""Whether the texts of a publication fulfil a condition that no engine can judge by itself.

The same rules as in the index: words and sentences of `indexer.analysis`, but with the words as
they are written beside their stems, and with the paragraphs they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from indexer.analysis import (
    NAMES,
    SENTENCE_TOKENS,
    Wildcards,
    bare_cjk,
    flag,
    partition_of,
    pattern_fault,
    sentence_spans,
    wildcards,
)
from indexer.analysis_lexicon import PLAIN, pattern_regex
from indexer.analysis_words import CJK, CJK_BLANK, WORD, narrow, plain, token
from indexer.documents import names_of
from indexer.edits import like
from indexer.engines.plan import fits, is_name, phrase
from indexer.fields import BY_NAME
from indexer.judging_runs import Line, Place, Word, run_finder, run_regex, words_of
from indexer.query import (
    Alike,
    AnyOf,
    Chain,
    Flag,
    Form,
    Match,
    Near,
    Operand,
    Pattern,
    Sentence,
    Step,
    Together,
    Unless,
    Wildcard,
    Words,
)
from parsers.model import Claim, Publication

Condition = Match | Wildcard | Near | Together | Unless


Test = Callable[[Word], bool]


class Texts:
    """The texts of one publication, taken apart as far as they are asked for."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.partition = partition_of(publication.language)

    def fulfil(self, condition: Condition) -> bool:
        return any(self._in(field, condition) for field in condition.fields)

    def _in(self, field: str, condition: Condition) -> bool:
        analysis = NAMES if is_name(field) else self.partition
        if isinstance(condition, Match) and condition.form == "typed":
            typed = _as_typed(condition.text)
            return any(typed.search(name) for name in self._printed(field))
        if isinstance(condition, Wildcard):
            pattern = run_regex(condition.pattern, analysis)
            return any(
                pattern.search(plain(text, analysis).lower()) for text, _ in self._raw(field)
            )
        judge, needed = _judge(condition, analysis), _needed(condition, analysis)
        return any(judge(paragraph) for paragraph in self._paragraphs(field, analysis, needed))

    def of(self, field: str) -> Iterator[str]:
        """The texts of a field as they are: paragraphs and claims, names in every form."""
        return (text for text, _ in self._raw(field))

    def _paragraphs(
        self, field: str, analysis: str, needed: Sequence[tuple[str, ...]]
    ) -> Iterator[list[Line]]:
        for text, head in self._raw(field):
            low = text.lower()
            if text.isascii() and not all(any(h in low for h in heads) for heads in needed):
                continue
            yield _taken_apart(text, analysis, head)

    def _printed(self, field: str) -> Iterator[str]:
        """The names of a field as the office printed them."""
        return (p.name for p in self._publication.parties if p.role in _ROLES.get(field, ()))

    def _raw(self, field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every text of a field with the flags it begins with."""
        p = self._publication
        match field:
            case "ti":
                yield from ((text.text, ()) for text in p.title)
            case "ab":
                yield from ((text.text, ()) for text in p.abstract)
            case "clm":
                yield from ((claim.text, _flags(claim)) for claim in p.claims)
            case "desc":
                yield from ((segment.text, ()) for segment in p.description)
            case _:
                yield from ((name, ()) for name in names_of(p)[BY_NAME[field].column])


_ROLES = {
    "pa": ("applicant", "assignee"),
    "in": ("inventor",),
    "ag": ("agent",),
    "agy": ("agency",),
    "exm": ("examiner",),
}


@lru_cache(maxsize=64)
def _as_typed(text: str) -> re.Pattern[str]:
    """The text in any case; a letter or digit at its end that is not CJK ends a word."""
    before = r"(?<![^\W_])" if text[:1].isalnum() and not CJK.match(text[:1]) else ""
    after = r"(?![^\W_])" if text[-1:].isalnum() and not CJK.match(text[-1:]) else ""
    return re.compile(f"{before}{re.escape(text)}{after}", re.IGNORECASE)


def _flags(claim: Claim) -> tuple[str, ...]:
    number = flag(str(claim.number))
    return (flag("independent"), number) if claim.independent else (number,)


def _taken_apart(text: str, analysis: str, head: tuple[str, ...]) -> list[Line]:
    if analysis == NAMES:
        parts = [CJK_BLANK.sub("", text)]
    else:
        parts = [text[start:end] for start, end in sentence_spans(text)]
    sentences = []
    for part in parts:
        words = list(words_of(part, PLAIN if analysis == NAMES else analysis))
        cut = range(0, len(words), SENTENCE_TOKENS)
        sentences += [words[at : at + SENTENCE_TOKENS] for at in cut]
    if head and sentences:
        sentences[0] = [*(Word(f, f, f) for f in head), *sentences[0]]
    return sentences


def _judge(
    condition: Match | Near | Together | Unless, analysis: str
) -> Callable[[list[Line]], bool]:
    match condition:
        case Match(_, text, form):
            places = _finder(Words(text, form), analysis)
            return lambda paragraph: any(places(sentence) for sentence in paragraph)
        case Near(_, operands, steps):
            chain = _finder(Chain(operands, steps), analysis)
            return lambda paragraph: any(chain(sentence) for sentence in paragraph)
        case Together():
            return _together(condition, analysis)
        case Unless():
            return _unless(condition, analysis)


def _together(condition: Together, analysis: str) -> Callable[[list[Line]], bool]:
    finders = [_finder(operand, analysis) for operand in condition.operands]
    whole = condition.unit == "paragraph" and analysis != NAMES

    def judge(paragraph: list[Line]) -> bool:
        standing = [
            {at for at, sentence in enumerate(paragraph) if find(sentence)} for find in finders
        ]
        if not all(standing):
            return False
        if whole:
            return True
        return any(max(some) - min(some) < condition.within for some in product(*standing))

    return judge


def _unless(condition: Unless, analysis: str) -> Callable[[list[Line]], bool]:
    find, other = _finder(condition.operand, analysis), _finder(condition.other, analysis)
    step = condition.step
    whole = condition.unit == "paragraph" and analysis != NAMES

    def judge(paragraph: list[Line]) -> bool:
        if whole and any(other(sentence) for sentence in paragraph):
            return False
        for sentence in paragraph:
            places = find(sentence)
            if not places:
                continue
            if whole:
                return True
            others = other(sentence)
            if step is None:
                if not others:
                    return True
            elif any(not any(_near(place, one, step) for one in others) for place in places):
                return True
        return False

    return judge


def _near(left: Place, right: Place, step: Step) -> bool:
    if 1 <= right[0] - left[1] <= step.distance:
        return True
    return not step.ordered and 1 <= left[0] - right[1] <= step.distance


@lru_cache(maxsize=256)
def _finder(operand: Operand, analysis: str) -> Callable[[Line], list[Place]]:
    """What finds every occurrence of an operand in a sentence."""
    match operand:
        case AnyOf(operands):
            finders = [_finder(one, analysis) for one in operands]
            return lambda sentence: [place for find in finders for place in find(sentence)]
        case Chain(operands, steps):
            return _chain(operands, steps, analysis)
        case Sentence(operands):
            every = [_finder(one, analysis) for one in operands]
            return lambda sentence: (
                [(0, len(sentence) - 1)] if all(find(sentence) for find in every) else []
            )
        case Pattern(pattern) if pattern_fault(pattern) == "cjk_inner":
            return run_finder(pattern, analysis)
        case _:
            return _adjacent(_tests(operand, analysis))


def _chain(
    operands: tuple[Operand, ...], steps: tuple[Step, ...], analysis: str
) -> Callable[[Line], list[Place]]:
    finders = [_finder(operand, analysis) for operand in operands]

    def find(sentence: Line) -> list[Place]:
        reached = {(place, place) for place in finders[0](sentence)}
        for finder, step in zip(finders[1:], steps, strict=True):
            places = finder(sentence) if reached else []
            reached = {
                (place, (min(whole[0], place[0]), max(whole[1], place[1])))
                for last, whole in reached
                for place in places
                if _near(last, place, step)
            }
        return [whole for _, whole in reached]

    return find


def _adjacent(tests: Sequence[Test]) -> Callable[[Line], list[Place]]:
    size = len(tests)

    def find(sentence: Line) -> list[Place]:
        if not size:
            return []
        first, rest = tests[0], tests[1:]
        return [
            (at, at + size - 1)
            for at in range(len(sentence) - size + 1)
            if first(sentence[at]) and all(t(sentence[at + n]) for n, t in enumerate(rest, 1))
        ]

    return find


def _tests(operand: Words | Pattern | Alike | Flag, analysis: str) -> list[Test]:
    """What each word of an operand has to fulfil."""
    match operand:
        case Flag(name):
            wanted = flag(name)
            return [lambda word: word.raw == wanted]
        case Alike(word, edits):
            close = like(token(narrow(word), PLAIN), edits)
            return [lambda word: close(word.low)]
        case Pattern(pattern):
            text = bare_cjk(pattern)
            if text is None:
                return [_pattern(pattern, analysis)]
            return [_slot(slot) for slot in phrase(text, analysis)]
        case Words(text, "stem"):
            return [_slot(slot) for slot in phrase(text, analysis)]
        case Words(text, form):
            return list(_forms(text, form, analysis))


def _slot(slot: str | Wildcards) -> Test:
    if isinstance(slot, str):
        return lambda word: word.stem == slot
    return lambda word: fits(word.stem, slot)


def _forms(text: str, form: Form, analysis: str) -> Iterator[Test]:
    for run in WORD.findall(narrow(text)):
        if CJK.match(run):
            yield from (_slot(slot) for slot in phrase(run, analysis))
        elif form == "case":
            yield _as(run)
        else:
            yield _in_any_case(token(run, PLAIN))


def _as(raw: str) -> Test:
    return lambda word: word.raw == raw


def _in_any_case(low: str) -> Test:
    return lambda word: word.low == low


def _pattern(pattern: str, analysis: str) -> Test:
    if pattern_fault(pattern) is None:
        return _slot(wildcards(pattern, analysis))
    regex = re.compile(pattern_regex(pattern))
    return lambda word: regex.fullmatch(word.low) is not None


_HEAD = 4


def _needed(condition: Match | Near | Together | Unless, analysis: str) -> list[tuple[str, ...]]:
    """For each operand, strings one of which an ASCII text must hold in lower case."""
    found = (_heads(operand, analysis) for operand in _operands(condition))
    return [heads for heads in found if heads]


def _operands(condition: Match | Near | Together | Unless) -> tuple[Operand, ...]:
    match condition:
        case Match(_, text):
            return (Words(text),)
        case Unless(_, operand):
            return (operand,)
        case Near() | Together():
            return condition.operands


def _heads(operand: Operand, analysis: str) -> tuple[str, ...]:
    """Beginnings of the words of an operand; () where nothing can be said."""
    match operand:
        case Words(text):
            stems = [token(run, analysis) for run in WORD.findall(narrow(text)) if run.isascii()]
            return (stems[0][: min(_HEAD, len(stems[0]) - 1)],) if stems else ()
        case Pattern(pattern):
            pieces = re.split(r"\*|\?|\{.*?\}", pattern)
            longest = max(pieces, key=len)
            head = longest.lower()[: min(_HEAD, max(len(longest) - 2, 2))]
            return (head,) if head.isascii() and head else ()
        case Flag() | Alike():
            return ()
        case AnyOf(operands):
            found = [_heads(one, analysis) for one in operands]
            return tuple(head for heads in found for head in heads) if all(found) else ()
        case Chain(operands) | Sentence(operands):
            return next((heads for one in operands if (heads := _heads(one, analysis))), ())
