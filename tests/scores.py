"""Scores by the formula of BM25 (k1 1.2, b 0.75), with Lucene's one-byte field lengths."""

import math

from oracle import Oracle, asked


def kept_length(length: int) -> int:
    """A field length as Lucene keeps it in a byte: exact up to 40, then three leading bits."""
    if length < 24:
        return length
    rest = length - 24
    shift = max(0, rest.bit_length() - 4)
    return 24 + (rest >> shift << shift)


class Scores:
    """Scores of a one-word `Match` over text fields, per partition as if it were alone."""

    def __init__(self, oracle: Oracle, weights: dict[str, float]) -> None:
        self.weights = weights
        self.entries = list(oracle.entries.values())

    def field(self, field: str, word: str, partition: str) -> dict[str, float]:
        entries = [e for e in self.entries if e.partition == partition]
        # One mark at the beginning and one behind each sentence count as words.
        lengths = {
            e.publication.id: 1 + sum(len(s) + 1 for s in e.sentences[field]) for e in entries
        }
        counts = {e.publication.id: sum(s.count(word) for s in e.sentences[field]) for e in entries}
        holding = sum(1 for count in counts.values() if count)
        idf = math.log(1 + (len(entries) - holding + 0.5) / (holding + 0.5))
        average = sum(lengths.values()) / len(entries)
        return {
            i: idf * 2.2 * n / (n + 1.2 * (0.25 + 0.75 * kept_length(lengths[i]) / average))
            for i, n in counts.items()
            if n
        }

    def match(self, fields: tuple[str, ...], text: str, tie: float) -> dict[str, float]:
        out: dict[str, float] = {}
        for partition in {e.partition for e in self.entries}:
            (word,) = asked(text, partition)
            found = {f: self.field(f, word, partition) for f in fields}
            for identity in {i for scores in found.values() for i in scores}:
                parts = [self.weights[f] * found[f].get(identity, 0.0) for f in fields]
                out[identity] = max(parts) + tie * (sum(parts) - max(parts))
        return out
