"""Whether the texts of a publication fulfil a condition that no engine can judge by itself.

The same rules as in the index: words and sentences of `indexer.analysis`, but with the words as
they are written beside their stems, and with the paragraphs they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice, product

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
from indexer.analysis_words import CJK, CJK_BLANK, WORD, narrow, pairs, plain, token
from indexer.documents import names_of
from indexer.edits import like
from indexer.engines.native import meet
from indexer.engines.plan import fits, is_name, phrase
from indexer.fields import BY_NAME
from indexer.glancing import folded, glance, of
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
        texts = list(self._raw(field))
        whole = "\n".join(text for text, _ in texts)
        if isinstance(condition, Wildcard):
            pattern = run_regex(condition.pattern, analysis)
            return pattern.search(plain(whole, analysis).lower()) is not None
        see, judge = glance(condition, analysis), _judge(condition, analysis)
        return see(folded(whole, analysis)) and any(
            judge(_taken_apart(text, analysis, head))
            for text, head in texts
            if see(folded(text, analysis))
        )

    def of(self, field: str) -> Iterator[str]:
        """The texts of a field as they are: paragraphs and claims, names in every form."""
        return (text for text, _ in self._raw(field))

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
    lines: list[Line] = []
    for part in parts:
        low = folded(part, analysis)
        if WORD.search(low):
            lines += _lines(part, low, analysis, head if not lines else ())
    return lines


def _lines(part: str, low: str, analysis: str, head: tuple[str, ...]) -> Iterator[Line]:
    """One line, or several where the sentence has too many words."""
    flags = [Word(f, f, f) for f in head]
    analysis = PLAIN if analysis == NAMES else analysis
    if len(part) <= (2 * SENTENCE_TOKENS - 1 if part.isascii() else SENTENCE_TOKENS):
        yield Line(low, lambda: [*flags, *words_of(part, analysis)])
        return
    words = list(words_of(part, analysis))
    for at in range(0, len(words), SENTENCE_TOKENS):
        found = words[at : at + SENTENCE_TOKENS]
        yield Line(low, partial(list, found if at else [*flags, *found]))


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
    see, find = of(operand, analysis), _thorough(operand, analysis)
    return lambda sentence: find(sentence) if see(sentence.low) else []


def _thorough(operand: Operand, analysis: str) -> Callable[[Line], list[Place]]:
    match operand:
        case AnyOf(operands):
            finders = [_finder(one, analysis) for one in operands]
            return lambda sentence: [place for find in finders for place in find(sentence)]
        case Chain(operands, steps):
            return _chain(operands, steps, analysis)
        case Sentence(operands):
            every = [_finder(one, analysis) for one in operands]
            return lambda sentence: (
                [(0, len(sentence.words) - 1)] if all(find(sentence) for find in every) else []
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
        first, rest, words = tests[0], tests[1:], sentence.words
        return [
            (at, at + size - 1)
            for at in range(len(words) - size + 1)
            if first(words[at]) and all(t(words[at + n]) for n, t in enumerate(rest, 1))
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
        case Words(text, form):
            return list(_words(text, form, analysis))


def _slot(slot: str | Wildcards) -> Test:
    if isinstance(slot, str):
        return lambda word: word.stem == slot
    return lambda word: fits(word.stem, slot)


def _words(text: str, form: Form, analysis: str) -> Iterator[Test]:
    """The slots of a phrase; words that are no CJK in that form."""
    text = CJK_BLANK.sub("", text) if analysis == NAMES else text
    slots, before = iter(phrase(text, analysis)), ""
    for run in WORD.findall(plain(text, analysis)):
        tests = [_slot(slot) for slot in islice(slots, len(pairs(run)) if CJK.match(run) else 1)]
        if not CJK.match(run) and form != "stem":
            tests = [_as(run) if form == "case" else _in_any_case(token(run, PLAIN))]
        elif meet(before, run):
            tests[0] = _apart(tests[0])
        yield from tests
        before = run


def _apart(test: Test) -> Test:
    """In a run of its own: of `图,图` both stand in every pair of pairs around one."""
    return lambda word: not word.joined and test(word)


def _as(raw: str) -> Test:
    return lambda word: word.raw == raw


def _in_any_case(low: str) -> Test:
    return lambda word: word.low == low


def _pattern(pattern: str, analysis: str) -> Test:
    if pattern_fault(pattern) is None:
        return _slot(wildcards(pattern, analysis))
    regex = re.compile(pattern_regex(pattern))
    return lambda word: regex.fullmatch(word.low) is not None
