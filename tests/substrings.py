"""Texts as their runs, to look for pieces of them by brute force: no pairs, no positions.

A piece is one or more runs of CJK characters and words. One run of CJK characters stands anywhere in
a longer one of the same sentence. In a piece of several, its first run ends where that of the text
ends, its last begins where that of the text begins, and what is between is equal.
"""

import random
from functools import lru_cache
from itertools import islice

from oracle import Entry, folded, is_cjk, runs, simple, stem

from indexer.analysis import split_sentences
from search_api.language.guard import fold

Runs = tuple[str, ...]


@lru_cache(100_000)
def runs_of(text: str, analysis: str) -> Runs:
    plain = folded(simple(text, analysis))
    return tuple(run if is_cjk(run[0]) else stem(run, analysis) for run in runs(plain))


class Text:
    """The sentences of one field of a publication."""

    def __init__(self, entry: Entry, field: str) -> None:
        self.analysis = entry.analysis(field)
        sentences = [s for text in entry.raw[field] for s in split_sentences(text)]
        self.sentences = [runs_of(sentence, self.analysis) for sentence in sentences]
        self.whole = "\n".join(run for sentence in self.sentences for run in sentence)

    def has(self, typed: str) -> bool:
        piece = runs_of(typed, self.analysis)
        if not all(run in self.whole for run in piece):
            return False
        if len(piece) == 1 and is_cjk(piece[0][0]):
            return True
        return any(
            stands(piece, sentence[at : at + len(piece)])
            for sentence in self.sentences
            for at in range(len(sentence) - len(piece) + 1)
        )


def stands(piece: Runs, place: Runs) -> bool:
    (first, *between, last), (left, *inside, right) = piece, place
    if len(piece) == 1:
        return first == left
    return (
        between == inside
        and (left.endswith(first) if is_cjk(first[0]) else left == first)
        and (right.startswith(last) if is_cjk(last[0]) else right == last)
        and is_cjk(first[0]) == is_cjk(left[0])
    )


def pieces(entries: list[Entry], count: int, seed: int) -> list[str]:
    """Random stretches of one to six letters that have a CJK character, as they are typed."""
    return list(islice(_pieces(entries, random.Random(seed)), count))


def _pieces(entries: list[Entry], chance: random.Random):
    while True:
        texts = chance.choice(entries).raw[chance.choice(["ti", "ab", "clm", "desc"])]
        text = chance.choice(texts) if texts else ""
        if len(text) < 2:
            continue
        start = chance.randrange(len(text) - 1)
        if chance.random() < 0.3:  # where a CJK run and a word meet
            edges = [i for i in range(1, len(text)) if is_cjk(text[i]) != is_cjk(text[i - 1])]
            start = max(0, chance.choice(edges or [start]) - chance.randint(1, 3))
        typed = text[start : start + chance.randint(1, 6)].strip()
        if chance.random() < 0.05:  # characters that may stand together nowhere
            typed = "".join(chance.sample(typed, len(typed)))
        if '"' in fold(typed) or not any(map(is_cjk, typed)):
            continue
        yield dressed(typed, chance)


def dressed(typed: str, chance: random.Random) -> str:
    """With a star at an end that is CJK, or in quotation marks; always so if signs are in it."""
    bare = all(char.isalnum() for char in typed)
    if not bare or chance.random() < 0.3:
        return f'"{typed}"'
    if all(map(is_cjk, typed)) and chance.random() < 0.4:
        return chance.choice([f"{typed}*", f"*{typed}", f"*{typed}*"])
    return typed


def undressed(typed: str) -> str:
    return typed.strip('"*')
