"""Queries that find nothing, made so that it is known which of their conditions kills."""

import random
from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from oracle import Oracle, is_cjk, narrowed, runs

from indexer.query import Keyword
from search_api.language import understand
from search_api.language.tree import to_text

FIELDS = ("ti", "ab", "clm", "desc")
STEMS = {"sensors": "sensor", "layers": "layer", "cells": "cell", "methods": "method"}


class Case(NamedTuple):
    """`clauses` are canonical; `killers` some of them, or parts of the one that kills."""

    kind: str
    clauses: tuple[str, ...]
    killers: frozenset[str]
    filters: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    joined: str | None = None

    @property
    def typed(self):
        return self.joined or " AND ".join(self.clauses)


def canonical(text):
    return to_text(understand(text, "canonical").tree)


class Cases:
    """Makes cases from a collection; `found` is the judge's set of a condition."""

    def __init__(self, publications, seed):
        self.oracle = Oracle(publications)
        self.random = random.Random(seed)
        self.known = {}
        self.common = []
        self.entries = list(self.oracle.entries.values())
        self.makers = [
            self.dead_word, self.two_dead, self.apart_pair, self.apart_three, self.excluded,
            self.group, self.too_near, self.phrase_apart, self.word_in_phrase, self.word_in_near,
            self.never_together, self.date, self.symbol, self.written, self.filtered,
            self.language, self.alternatives, self.name, self.count, self.linked,
        ]  # fmt: skip

    def make(self, count):
        """So many cases, of every kind alike."""
        made = []
        while len(made) < count:
            maker = self.makers[len(made) % len(self.makers)]
            while (case := maker()) is None or not self.proved(case):
                pass
            made.append(case)
        return made

    def found(self, text):
        if text not in self.known:
            self.known[text] = self.oracle.hits(understand(text, "canonical").query)
        return self.known[text]

    def sets(self, case):
        facets = {"office": "cc", "right": "right", "language": "lang"}
        chosen = [
            (f"f.{name}={values[0]}", self.oracle.hits(Keyword(facets[name], values)))
            for name, values in case.filters.items()
        ]
        return [(canonical(one), self.found(one)) for one in case.clauses] + chosen

    def smallest(self, case):
        """The smallest sets of clauses with nothing in common, by trying all of them."""
        sets = self.sets(case)
        for size in range(1, len(sets) + 1):
            empty = [
                frozenset(text for text, _ in some)
                for some in combinations(sets, size)
                if not set.intersection(*(found for _, found in some))
            ]
            if empty:
                return empty
        return []

    def proved(self, case):
        """Whether the judge finds that exactly this kills."""
        smallest = self.smallest(case)
        if case.killers <= {text for text, _ in self.sets(case)}:
            if all(len(one) == 1 for one in smallest):
                return frozenset().union(*smallest) == case.killers
            return smallest == [case.killers]
        return len(smallest) == 1 and len(smallest[0]) == 1

    # -- pieces

    def western(self, field=None):
        """The words of a publication's field that are no CJK, and the field."""
        while True:
            entry = self.random.choice(self.entries)
            where = field or self.random.choice(FIELDS)
            if entry.raw[where]:
                words = runs(narrowed(self.random.choice(entry.raw[where])))
                kept = [w.lower() for w in words if not is_cjk(w[0]) and len(w) > 3 and w.isascii()]
                if len(kept) > 4 and all(not word.isdigit() for word in kept):
                    return where, kept, entry

    def word(self, field=None):
        where, words, _ = self.western(field)
        return f"{where}:{self.random.choice(words)}"

    def nonsense(self):
        return "".join(self.random.choice("bcdfghjklmnpqrstvwxz") for _ in range(9))

    def others(self, count=None):
        """Conditions that one publication fulfils together."""
        entry = self.random.choice(self.entries)
        p = entry.publication
        some = [f"cc:{p.office}", f"lang:{p.language}", f"right:{p.right}", f"py:{p.date[:4]}"]
        for field in FIELDS:
            words = [w.lower() for text in entry.raw[field] for w in runs(text)
                     if not is_cjk(w[0]) and len(w) > 3 and w.isascii() and w.isalpha()]  # fmt: skip
            if words:
                some.append(f"{field}:{self.random.choice(words)}")
        self.random.shuffle(some)
        return some[: count or self.random.randint(1, 3)]

    def mixed(self, kind, killers, others, told=None, **more):
        clauses = [*killers, *others]
        self.random.shuffle(clauses)
        if len({canonical(one) for one in clauses}) < len(clauses):
            return None
        names = frozenset(canonical(one) for one in (told or killers))
        return Case(kind, tuple(clauses), names, **more)

    # -- kinds

    def dead_word(self):
        killer = f"{self.random.choice(FIELDS)}:{self.nonsense()}"
        return self.mixed("dead word", [killer], self.others())

    def two_dead(self):
        killers = [f"ti:{self.nonsense()}", f"full:{self.nonsense()}"]
        return self.mixed("two dead words", killers, self.others(1))

    def apart_pair(self):
        one, other = self.word(), self.word()
        if self.found(one) & self.found(other):
            return None
        both = [text for text in (*self.others(3), "right:invention")
                if self.found(text) & self.found(one) and self.found(text) & self.found(other)]  # fmt: skip
        return self.mixed("pair", [one, other], dict.fromkeys(both))

    def apart_three(self):
        while len(self.common) < 40:
            word = self.word("desc")
            if 10 < len(self.found(word)) < 60:
                self.common.append(word)
        return self.mixed("three", self.random.sample(self.common, 3), [])

    def excluded(self):
        where, words, _ = self.western()
        word = self.random.choice(words)
        return self.mixed("excluded", [f"{where}:{word}", f"NOT full:{word}"], self.others(1))

    def group(self):
        """`ti:(a AND b)` with words of two titles."""
        one, other = self.word("ti"), self.word("ti")
        both = [text for text in ("right:invention", "stage:application")
                if self.found(text) & self.found(one) and self.found(text) & self.found(other)]  # fmt: skip
        case = self.mixed("group", [one, other], both)
        if case is None:
            return None
        words = " AND ".join(text.removeprefix("ti:") for text in (one, other))
        return case._replace(joined=" AND ".join([f"ti:({words})", *both]))

    def too_near(self):
        where, words, _ = self.western("desc")
        one, other = self.random.sample(words, 2)
        step = self.random.choice(["NEAR1", "NEAR2", "ADJ1", "ADJ3"])
        tight = f"{where}:({one} {step} {other})"
        if one == other or not self.found(f"{where}:({one} AND {other})") or self.found(tight):
            return None
        return self.mixed("too near", [tight], self.others(1))

    def phrase_apart(self):
        where, words, _ = self.western()
        one, other = self.random.sample(words, 2)
        phrase = f'{where}:"{one} {other}"'
        if not self.found(f"{where}:({one} AND {other})") or self.found(phrase):
            return None
        return self.mixed("phrase", [phrase], self.others(1))

    def word_in_phrase(self):
        where, words, _ = self.western()
        dead = self.nonsense()
        phrase = f'{where}:"{words[0]} {dead} {words[1]}"'
        return self.mixed("word in phrase", [phrase], self.others(1), [f"{where}:{dead}"])

    def word_in_near(self):
        where, words, _ = self.western()
        dead, step = self.nonsense(), self.random.choice(["NEAR5", "SENT", "ADJ2", "PARA"])
        near = f"{where}:({words[0]} {step} {dead})"
        return self.mixed("word in proximity", [near], self.others(1), [f"{where}:{dead}"])

    def never_together(self):
        one, other = self.word("ab"), self.word("ab")
        if self.found(one) & self.found(other) or one == other:
            return None
        near = f"ab:({one.removeprefix('ab:')} NEAR9 {other.removeprefix('ab:')})"
        return self.mixed("never together", [near], self.others(1), [one, other])

    def date(self):
        field = self.random.choice(["pd", "ad", "prd"])
        day = f"{self.random.randint(1950, 2040)}-0{self.random.randint(1, 9)}"
        killer = f"{field}:{day}"
        return None if self.found(killer) else self.mixed("date", [killer], self.others())

    def symbol(self):
        scheme = self.random.choice(["ipc", "cpc"])
        entry = self.random.choice(self.entries)
        held = sorted(entry.symbols(scheme))
        if not held:
            return None
        group = self.random.choice(held).partition("/")[0].replace(" ", "")
        killer = f"{scheme}:{group}/{self.random.randint(10, 99)}77"
        return None if self.found(killer) else self.mixed("class", [killer], self.others())

    def written(self):
        where, words, _ = self.western()
        killer = f"{where}:={self.random.choice(words).upper()}X"
        if self.random.random() < 0.5:
            killer = f"{where}:={self.random.choice(words).title()}"
        return None if self.found(killer) else self.mixed("written form", [killer], self.others(1))

    def filtered(self):
        one = self.word()
        office = self.random.choice(["CN", "US", "EP", "WO", "JP", "DE"])
        case = self.mixed("filter", [one], [])
        return case._replace(filters={"office": (office,)},
                             killers=case.killers | {f"f.office={office}"})  # fmt: skip

    def language(self):
        where, words, entry = self.western()
        lang = self.random.choice(["de", "fr", "zh", "ja", "en"])
        word = self.random.choice(words)
        killer = f"{where}@{lang}:{word}"
        if lang == entry.publication.language or self.found(killer):
            return None
        if not self.found(f"lang:{lang}"):
            return None
        return self.mixed("language", [killer], self.others(1), [f"{where}:{word}", f"lang:{lang}"])

    def alternatives(self):
        dead = [f"ti:{self.nonsense()}", f"ab:{self.nonsense()}"]
        return self.mixed("alternatives", [f"({' OR '.join(dead)})"], self.others(1), dead)

    def name(self):
        killer = f'pa:"{self.nonsense().title()} {self.nonsense().title()}"'
        one, other = killer.removeprefix('pa:"').removesuffix('"').split()
        return self.mixed("name", [killer], self.others(1), [f"pa:{one}", f"pa:{other}"])

    def count(self):
        return self.mixed("count", [f"nclm>={self.random.randint(300, 900)}"], self.others(1))

    def linked(self):
        dead = self.nonsense()
        killer = f"CITES(ti:{dead})"
        return self.mixed("linked", [killer], self.others(1), [f"ti:{dead}"])
