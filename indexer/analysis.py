"""How text becomes tokens: one analysis per partition, shared by both engines and by queries.

A document belongs to the partition of its primary language. Text of the partition `en` reaches
the engines as plain sentences and is analysed there (lower case, ASCII folding, English stems);
all other text and all names are turned into tokens here and handed over joined by blanks. Either
way `tokens` says which tokens a text has, in order; neighbours in that list are neighbours in the
index.

A token is a run of letters and digits. A run of CJK characters becomes its overlapping pairs (a
lone character stays one token), so that a CJK phrase is a phrase of pairs. Full-width and other
compatibility forms count as their plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import pairwise, zip_longest

from indexer.analysis_sentences import sentence_spans, split_sentences
from indexer.analysis_splitting import split_all
from indexer.analysis_wildcards import (
    Wildcards,
    bare_cjk,
    pattern_fault,
    wildcards,
)
from indexer.analysis_words import (
    CJK,
    CJK_BLANK,
    CJK_RUN,
    LONGEST,
    MARK,
    joined,
    located,
    narrow,
    pairs,
)
from indexer.fields import LANGUAGE_PARTITIONS

__all__ = [
    "FIELD_PARAGRAPHS",
    "FINGERPRINT",
    "HOLE",
    "NAMES",
    "NATIVE",
    "PARAGRAPH_SENTENCES",
    "PARA_END",
    "SENTENCE_TOKENS",
    "SENT_END",
    "VERSION",
    "Paragraphs",
    "Wildcards",
    "bare_cjk",
    "flag",
    "is_lone_cjk",
    "located",
    "partition_of",
    "pattern_fault",
    "prepare",
    "prepare_name",
    "sentence_spans",
    "split_sentences",
    "tokens",
    "wildcards",
]

VERSION = 3
"""Raise it whenever a rule of the analysis changes: indexes built before are then outdated."""

FINGERPRINT = f"analysis {VERSION}, stemmers of tantivy {version('tantivy')}"

NATIVE = "en"
"""The partition whose text the engines analyse themselves."""

NAMES = "names"
"""In place of a partition: the analysis of name fields, the same in every partition. No stems;
blanks between CJK characters do not count."""

HOLE = MARK
SENT_END, PARA_END = MARK + "s", MARK + "p"
"""Tokens no document holds: the ends of sentences and paragraphs, and (`HOLE`, in queries only) a
position that may hold anything."""


def flag(name: str) -> str:
    """The token before a claim that is `independent`, or has that number; no stemmer cuts it."""
    return MARK + ("q" if name == "independent" else f"n{name}")


SENTENCE_TOKENS = 256
PARAGRAPH_SENTENCES = 32
FIELD_PARAGRAPHS = 16_000
"""What is longer is cut into several (a field of more paragraphs has them merged), so that the
gaps between sentences are wider than any sentence and positions fit 31 bits."""

Paragraphs = tuple[tuple[str, ...], ...]

_SHORT = 2 * SENTENCE_TOKENS - 1
"""Fewer characters than this cannot be more tokens than a sentence may have."""

_FOREIGN = re.compile(r"[^\w\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_ALNUM = bytes(b for b in range(128) if chr(b).isalnum())
_SHAPE = bytes(0x61 if b > 127 or chr(b).isalnum() else 0x20 for b in range(256))
_LONG_SHAPE = b"a" * (LONGEST + 1)
_LONG_RUN = re.compile(rf"[^\W_]{{{LONGEST}}}(?=[^\W_])")


def partition_of(language: str) -> str:
    """The partition of an ISO 639-1 code, whatever its case or region (`zh-TW` is `zh`)."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGE_PARTITIONS else "xx"


def tokens(text: str, partition: str) -> list[str]:
    """The tokens of a text as they stand in the index, in order."""
    if partition == NAMES:
        text = CJK_BLANK.sub("", text)
    return joined(text, partition).split()


def is_lone_cjk(token: str) -> bool:
    """Whether a token is a single CJK character: a query for it means any pair that holds it."""
    return len(token) == 1 and CJK.match(token) is not None


def prepare_name(name: str, partition: str) -> str:  # noqa: ARG001 - alike in every partition
    """A name for `IndexDocument.names`: its tokens joined by blanks, "" when it has none."""
    return " ".join(tokens(name, NAMES))


def prepare(texts: Iterable[str], partition: str, heads: Iterable[str] = ()) -> Paragraphs:
    """Paragraphs of sentences for `IndexDocument.texts`; each text is a paragraph or a claim.

    Texts without a word are left out. `heads`, if given, has for each text the flags (see `flag`)
    it begins with, joined by blanks; they stand before every part it is cut into.
    """
    made = _native(list(texts)) if partition == NATIVE else _joined(texts, partition)
    paragraphs: list[tuple[str, ...]] = []
    for sentences, head in zip_longest(made, heads):
        parts = _chunks(sentences, PARAGRAPH_SENTENCES) if sentences else []
        paragraphs += [(f"{head} {first}", *rest) for first, *rest in parts] if head else parts
    if len(paragraphs) > FIELD_PARAGRAPHS:
        merged = [sentence for paragraph in paragraphs for sentence in paragraph]
        paragraphs = _chunks(merged, PARAGRAPH_SENTENCES)[:FIELD_PARAGRAPHS]
    return tuple(paragraphs)


def _chunks(items: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(items[i : i + size]) for i in range(0, len(items), size)]


def _joined(texts: Iterable[str], partition: str) -> Iterator[list[str]]:
    for sentences in split_all(list(texts)):
        out: list[str] = []
        for sentence in sentences:
            words = joined(sentence, partition)
            if words.count(" ") >= SENTENCE_TOKENS:
                out += [" ".join(chunk) for chunk in _chunks(words.split(), SENTENCE_TOKENS)]
            elif words:
                out.append(words)
        yield out


def _native(texts: list[str]) -> Iterator[list[str]]:
    """Sentences as they are, but for what the engines would read in different ways."""
    long_runs = _LONG_SHAPE in "\n".join(texts).encode("utf-8", "replace").translate(_SHAPE)
    for text, found in zip(texts, split_all(texts), strict=True):
        ascii_only = text.isascii()
        sentences = found if ascii_only else [s if s.isascii() else _plain(s) for s in found]
        if long_runs:
            sentences = [_LONG_RUN.sub(r"\g<0> ", s) for s in sentences]
        if len(text) < _SHORT:
            worded = (ascii_only and text[:1].isalnum()) or any(map(_WORD.search, sentences))
            yield sentences if worded else []
        elif max(map(len, sentences)) < _SHORT:
            yield sentences
        else:
            yield [part for s in sentences for part in (_cut(s) if _may_exceed(s) else (s,))]


def _plain(sentence: str) -> str:
    """The same words for engines whose idea of a letter differs: CJK runs as pairs in blanks."""
    sentence = narrow(sentence)
    if CJK.search(sentence):
        sentence = CJK_RUN.sub(lambda run: f" {' '.join(pairs(run[0]))} ", sentence)
    return _FOREIGN.sub(" ", sentence)


def _may_exceed(sentence: str) -> bool:
    """Whether a sentence may have too many tokens: a quick upper bound of their number."""
    if len(sentence) < _SHORT:
        return False
    return len(sentence.encode("ascii", "replace").translate(None, _ALNUM)) >= SENTENCE_TOKENS


def _cut(sentence: str) -> list[str]:
    starts = [m.start() for m in _WORD.finditer(sentence)][SENTENCE_TOKENS::SENTENCE_TOKENS]
    edges = [0, *starts, len(sentence)]
    return [sentence[a:b] for a, b in pairwise(edges)]
