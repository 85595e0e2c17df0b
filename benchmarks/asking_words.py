"""What a collection says, to draw queries from: words by how many documents have them, passages."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from indexer.analysis_words import CJK, CJK_RUN, narrow
from indexer.store import RecordStore
from parsers.model import Publication

SAMPLE = 1_200
"""Documents looked at."""

WIDE = ("zh", "ja", "zh", "ko")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.;:!?。;!?]\s*")
_LATIN = ("en", "de", "en", "fr", "en")
_TURNS = ("en", "zh", "en", "de", "zh", "fr", "en", "ja", "ko")


@dataclass
class Language:
    """Documents of one language in the sample."""

    documents: list[Publication] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counter[str]:
        """Documents of the sample that have a word (of CJK text, a pair), in lower case."""
        found: Counter[str] = Counter()
        for one in self.documents:
            found.update({w for text in texts(one) for w in words(text)})
        return found

    @cached_property
    def bands(self) -> dict[str, list[str]]:
        size = len(self.documents)
        known = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        least = 2 if CJK.match(known[0][0]) else 4
        good = [(w, n) for w, n in known if len(w) >= least]
        bands = {
            "stop": [w for w, _ in known[:12]],
            "common": [w for w, n in good if n >= 0.2 * size][12:],
            "middle": [w for w, n in good if 0.01 * size < n <= 0.1 * size],
            "rare": [w for w, _ in good[len(good) * 4 // 5 :]],
        }
        return {name: found or [w for w, _ in good] for name, found in bands.items()}


class Sample:
    """A seeded sample of a collection, by language."""

    def __init__(self, store: RecordStore) -> None:
        ids = list(store.ids())
        chosen = random.Random(11).sample(ids, min(SAMPLE, len(ids)))
        languages: dict[str, Language] = defaultdict(Language)
        for one in store.get(chosen).values():
            if one.description:
                languages[one.language].documents.append(one)
        self.languages = dict(languages)
        self.ids = ids

    def turns(self, among: str) -> list[str]:
        """Languages in turn, those with more documents more often."""
        names = {"all": _TURNS, "narrow": _LATIN, "wide": WIDE}[among]
        return [name for name in names if name in self.languages]


class Draw:
    """Draws words and passages of one language."""

    def __init__(self, sample: Sample, language: str, seed: str) -> None:
        self.rng = random.Random(seed)
        self.sample = sample
        self.documents = sample.languages[language].documents
        self.bands = sample.languages[language].bands
        self.is_wide = language in WIDE

    def word(self, *bands: str) -> str:
        return self.rng.choice(self.bands[self.rng.choice(bands or ("common", "middle", "rare"))])

    def words(self, count: int, *bands: str) -> list[str]:
        return [self.word(*bands) for _ in range(count)]

    def document(self) -> Publication:
        return self.rng.choice(self.documents)

    def passage(self, least: int) -> list[str]:
        """Neighbouring words of one sentence (of CJK text, overlapping pairs)."""
        while True:
            text = self.rng.choice(list(texts(self.document())))
            found = list(words(self.rng.choice(_SENTENCE.split(text)), lower=False))
            if len(found) >= least:
                start = self.rng.randrange(len(found) - least + 1)
                return found[start : start + least]

    def run(self, least: int, most: int) -> str:
        """A piece of a CJK run."""
        while True:
            text = self.rng.choice(list(texts(self.document())))
            runs = [r for r in CJK_RUN.findall(text) if len(r) >= least]
            if runs:
                chosen = self.rng.choice(runs)
                size = min(self.rng.randint(least, most), len(chosen))
                start = self.rng.randrange(len(chosen) - size + 1)
                return chosen[start : start + size]

    def phrase(self, count: int) -> str:
        return f'"{self.run(3, 6)}"' if self.is_wide else f'"{" ".join(self.passage(count))}"'


def texts(one: Publication) -> Iterator[str]:
    for text in (*one.title, *one.abstract, *one.claims, *one.description):
        if text.lang == one.language:
            yield text.text


def words(text: str, *, lower: bool = True) -> Iterator[str]:
    text = narrow(text)
    for found in _WORD.findall(text.lower() if lower else text):
        if CJK.match(found):
            yield from (found[at : at + 2] for at in range(len(found) - 1))
        elif not CJK.search(found):
            yield found
