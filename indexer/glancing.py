"""Whether a text may have an occurrence of an operand, from its letters alone.

Taking a text apart into words costs a hundred times as much as looking for a few letters in it,
and most texts lack them. A glance never says no to a text that has an occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from indexer.analysis import NAMES, Wildcards, bare_cjk, pattern_fault, wildcards
from indexer.analysis_lexicon import PLAIN
from indexer.analysis_words import (
    CJK,
    CJK_BLANK,
    CJK_RUN,
    LONGEST,
    WORD,
    narrow,
    pairs,
    plain,
    token,
)
from indexer.engines.plan import phrase
from indexer.query import (
    Alike,
    AnyOf,
    Chain,
    Flag,
    Match,
    Near,
    Operand,
    Pattern,
    Sentence,
    Together,
    Unless,
    Words,
)

Glance = Callable[[str], bool]
"""Takes a text as `folded` gives it."""

_HEAD = 4
_LETTER = r"[^\W_]"
_CUT = f"(?<={_LETTER}{{{LONGEST}}})"
_BETWEEN = f"(?:[\\W_]+|{_CUT})"
_END = f"(?:(?![a-z0-9])|{_CUT})"
_ACCENTED = re.compile("[\x80-\u1fff\u2c00-\u2dff\ua000-\uabff\ufb00-\ufeff]")
"""Where letters are that are folded to others, but for those `plain` takes care of."""


class _Folds(dict[str, str]):
    def __missing__(self, char: str) -> str:
        made = self[char] = token(char, PLAIN) if WORD.fullmatch(char) else char
        return made


_FOLDS = _Folds()


def folded(text: str, analysis: str) -> str:
    """The text in lower case, without accents, its Chinese in simplified characters."""
    if text.isascii():
        return text.lower()
    if analysis == NAMES:
        text = CJK_BLANK.sub("", text)
    return _ACCENTED.sub(lambda one: _FOLDS[one[0]], plain(text, analysis)).lower()


def glance(condition: Match | Near | Together | Unless, analysis: str) -> Glance:
    """Whether a paragraph may fulfil the condition."""
    match condition:
        case Match(_, text, form):
            return of(Words(text, form), analysis)
        case Unless(_, operand):
            return of(operand, analysis)
        case Near(_, operands) | Together(_, operands):
            return _all([of(one, analysis) for one in operands])


@lru_cache(maxsize=256)
def of(operand: Operand, analysis: str) -> Glance:
    """Whether a text may have an occurrence of the operand."""
    match operand:
        case Words(text, "stem"):
            return _slots(phrase(text, analysis))
        case Words(text):
            return _written(text, analysis)
        case Pattern(pattern):
            return _pattern(pattern, analysis)
        case AnyOf(operands):
            found = [of(one, analysis) for one in operands]
            return lambda text: any(see(text) for see in found)
        case Chain(operands) | Sentence(operands):
            return _all([of(one, analysis) for one in operands])
        case Flag() | Alike():
            return _always


def _always(_text: str) -> bool:
    return True


def _all(found: list[Glance]) -> Glance:
    found = [see for see in found if see is not _always]
    if len(found) == 1:
        return found[0]
    return (lambda text: all(see(text) for see in found)) if found else _always


def _slots(slots: Iterable[str | Wildcards]) -> Glance:
    """Pairs of CJK characters as they are; of other words how they begin, one behind the other."""
    pieces = list(slots)
    if pieces and all(isinstance(one, str) and _is_latin(one) for one in pieces):
        heads = [_head(str(one)) for one in pieces]
        regex = f"{_LETTER}*{_BETWEEN}".join(heads)
        return _search(regex, heads) if len(pieces) > 1 else _has(heads[0])
    return _all([_has(piece) for one in pieces if (piece := _piece(one))])


def _piece(slot: str | Wildcards) -> str:
    if isinstance(slot, Wildcards):
        return slot.terms[0] if len(slot.terms) == 1 and CJK.match(slot.terms[0]) else ""
    return slot if CJK.match(slot) else _head(slot) if _is_latin(slot) else ""


def _is_latin(token_: str) -> bool:
    return token_.isascii() and token_.isalnum()


def _head(stem: str) -> str:
    """What every word with this stem begins with: "dying" has the stem "die"."""
    return stem[:1] if len(stem) < _HEAD else stem[: min(_HEAD, len(stem) - 1)]


def _written(text: str, analysis: str) -> Glance:
    runs = list(_runs(text, analysis))
    if all(_is_latin(run) for run in runs) and runs:
        return _search(_BETWEEN.join(runs) + _END, runs)
    return _all([_has(run) for run in runs if _is_latin(run) or CJK.match(run)])


def _runs(text: str, analysis: str) -> Iterator[str]:
    for run in WORD.findall(plain(text, analysis)):
        if CJK.match(run):
            yield from pairs(run)
        else:
            yield token(run, PLAIN)


def _pattern(pattern: str, analysis: str) -> Glance:
    if bare_cjk(pattern) is not None:
        return _slots(phrase(str(bare_cjk(pattern)), analysis))
    pieces = [*filter(None, re.split(r"\*|\?|\{.*?\}", folded(narrow(pattern), analysis)))]
    if pattern_fault(pattern) is not None:
        runs = [run for piece in pieces for run in CJK_RUN.findall(piece)]
        return _all([*map(_has, filter(_is_latin, pieces)), *map(_has, runs)])
    first = pieces[0] if _is_latin(pieces[0]) else ""
    head = first[: max(1, min(_HEAD, len(first) - 2))]
    if head and all(term.startswith(head) for term in wildcards(pattern, analysis).terms):
        return _has(head)
    return _always


def _has(piece: str) -> Glance:
    return lambda text: piece in text


def _search(regex: str, pieces: list[str]) -> Glance:
    """By the longest piece first: an expression takes ten times as long."""
    search, longest = re.compile(regex).search, max(pieces, key=len)
    return lambda text: longest in text and search(text) is not None
