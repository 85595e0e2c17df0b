"""`colour~`, `colour~1`, `roam~0.8`: words a few letters off."""

from __future__ import annotations

import re

from indexer.analysis_lexicon import PLAIN
from indexer.analysis_words import CJK, WORD, narrow, token
from indexer.edits import MOST_EDITS
from indexer.query import Alike, Words
from search_api.language.context import Context
from search_api.language.syntax import Word

SIMILAR = re.compile(r"(.*[^\\~])~(\d*(?:\.\d+)?)", re.DOTALL)
"""A word and what stands behind its `~`."""

_FEWEST = 2
"""Letters that must be left of a word after the edits."""

_LONG = 6
"""From this length on two edits are meant where no number is given, as Elasticsearch does."""


def read_similar(word: Word, context: Context) -> Alike | Words:
    """The operand of a word with `~`; words too short to have similar ones stand for themselves.

    Raises QueryError for what is not one word of letters that spell.
    """
    text, span = word.text, word.span
    runs = WORD.findall(narrow(text))
    if CJK.search(text):
        raise context.fail("similar_cjk", span, text, value=text)
    if len(runs) != 1 or runs[0] != narrow(text):
        raise context.fail("similar_one_word", span, text, value=text)
    if word.form == "case":
        context.note("note_similar_case", span, value=text)
    length = len(token(runs[0], PLAIN))
    edits = _edits(word.similar or "", length)
    allowed = min(edits, MOST_EDITS, max(0, length - _FEWEST))
    if allowed < edits:
        context.note("note_similar_fewer", span, value=text, asked=edits, count=allowed)
    elif not allowed:
        context.note("note_similar_none", span, value=text)
    elif "." in (word.similar or ""):
        context.note("note_similar_share", span, value=f"{text}~{word.similar}", count=allowed)
    return Alike(runs[0], allowed) if allowed else Words(runs[0], "word")


def _edits(said: str, length: int) -> int:
    """`~0.8`, of Lucene's older versions, is the share of letters that stay."""
    if not said:
        return 0 if length <= _FEWEST else 1 if length < _LONG else MOST_EDITS
    number = float(said[:12])
    return int(round((1 - number) * length, 6)) if number < 1 and "." in said else int(number)
