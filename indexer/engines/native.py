"""What the engines can answer exactly by themselves, and what has to be settled from the texts.

An engine knows positions of stems, and the set of words of a field as they are written. Words in
their written form beside each other, wildcards in the middle of a chain, "no such word near it",
chains that may be met in more ways than an engine runs, and more: `indexer.settling` asks the
engine for all documents that might match and looks at their texts.
"""

from __future__ import annotations

from itertools import pairwise

from indexer.analysis import bare_cjk, pattern_fault
from indexer.analysis_lexicon import PLAIN, Written, letters, pattern_regex, written
from indexer.analysis_words import CJK, WORD, narrow, token
from indexer.edits import MOST_EDITS
from indexer.engines.plan import CLAUSES, Phrase, alternatives, is_name, too_complex, ways
from indexer.errors import EngineError
from indexer.fields import LANGUAGE_PARTITIONS
from indexer.query import (
    Alike,
    AnyOf,
    Chain,
    Flag,
    Form,
    Linked,
    Match,
    Near,
    Operand,
    Pattern,
    Query,
    Sentence,
    Together,
    Unless,
    Wildcard,
    Words,
)
from parsers.han import simplified

TOGETHER = 4
"""Operands of one `Together`: with more, the gaps between sentences are no longer wide enough."""

NEIGHBOURS = 3
"""Largest `within`, for the same reason."""

_LETTERS = 2


def runs(node: Query, *, phrases: bool) -> bool:
    """Whether the engine answers the node itself; `phrases`: `Together` takes more than words."""
    match node:
        case Match(fields, text, form):
            written = all(map(is_name, fields)) or one_word(text) is not None
            return (form == "stem" and not repeats(text)) or (
                form not in {"stem", "typed"} and written
            )
        case Wildcard(_, pattern):
            return bare_cjk(pattern) is not None or not CJK.search(pattern)
        case Near(fields, operands, steps):
            columns = len(fields) * len(LANGUAGE_PARTITIONS)
            return all(map(by_stems, operands)) and columns * ways(operands, steps) <= CLAUSES
        case Together(_, operands, _, within):
            return all(map(by_stems, operands)) and (
                len(operands) <= 1
                or (
                    len(operands) <= (TOGETHER if within == 1 else 2)
                    and (phrases or all(map(_single, operands)))
                )
            )
        case Unless() | Linked():
            return False
        case _:
            return True


def by_stems(operand: Operand) -> bool:
    """Whether the engines know the occurrences of an operand from the stems they hold."""
    match operand:
        case Words(text, form):
            return form == "stem" and not repeats(text)
        case Pattern(pattern):
            return pattern_fault(pattern) is None
        case Alike():
            return False
        case Flag():
            return True
        case AnyOf(operands) | Chain(operands):
            return all(map(by_stems, operands))
        case Sentence():
            return False


def _single(operand: Operand) -> bool:
    """Whether the operand is one word, whatever the analysis."""
    return not isinstance(operand, Chain) and all(
        len(phrase) == 1
        for analysis in ("xx", "names")
        for phrase in alternatives(operand, analysis)
    )


def word_column(column: str) -> str:
    """The column with the set of words of a text column."""
    return f"{column}_words"


def repeats(text: str) -> bool:
    """Whether a CJK run begins as the one before it ends.

    The pairs of one run with that character once stand as those of the two would.
    """
    return any(meet(*both) for both in pairwise(WORD.findall(narrow(text))))


def meet(before: str, run: str) -> bool:
    return bool(CJK.match(before)) and simplified(before[-1]) == simplified(run[0])


def one_word(text: str) -> str | None:
    """The only run of letters and digits of a text, unless it is one of CJK characters."""
    found = WORD.findall(narrow(text))
    return found[0] if len(found) == 1 and not CJK.match(found[0]) else None


def as_written(text: str, form: Form) -> Written:
    """The terms of `indexer.analysis_lexicon` for a text of one word."""
    word = one_word(text)
    if word is None:
        raise unsettled()
    return written(word, case=form == "case")


def regex_of(pattern: str) -> str:
    """A pattern for the set of words; refused where it means nearly every word."""
    if letters(pattern) < _LETTERS:
        raise too_complex(f"a pattern of less than {_LETTERS} letters: {pattern!r}")
    try:
        return pattern_regex(pattern)
    except ValueError as error:
        raise EngineError("QUERY_TOO_COMPLEX", f"The pattern cannot be run: {error}") from None


def similar_to(word: str, edits: int) -> str:
    """The word as it stands in the set of words; refused where nearly every short word is alike.

    So short a word has fewer letters than edits would leave of it.
    """
    found = one_word(word)
    low = token(found, PLAIN) if found else ""
    if not 1 <= edits <= MOST_EDITS or len(low) < edits + _LETTERS:
        raise too_complex(f"words similar to {word!r}, which has too few letters, or is no word")
    return low


def combined(chain: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of one combination, each once: a word is together with itself."""
    return tuple(dict.fromkeys(chain))


def unsettled() -> EngineError:
    return EngineError("QUERY_TOO_COMPLEX", "A condition has to be settled from the texts first.")
